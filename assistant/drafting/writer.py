"""Writes one draft and has it checked: one subject, one channel, one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.compliance import ComplianceChecker, Finding, Verdict
from assistant.compliance.goods import Goods
from assistant.drafting.channels import Channel, label
from assistant.drafting.demands import Demands
from assistant.drafting.model import Draft, DraftRequest
from assistant.drafting.subject import Subject
from assistant.drafting.sums.paid import steps_of
from assistant.drafting.templates import english
from assistant.drafting.templates.chinese import Page, Text
from assistant.drafting.templates.joint import joint_text
from assistant.drafting.templates.koc import sources_told, without_ban
from assistant.drafting.traces import traced
from assistant.language import ENGLISH, HANT, to_script
from assistant.model import MallProfile

CONDITIONS = frozenset({"K2", "K4", "K7", "K8"})
# Answers quote one clause, and a brief is no copy: the whole of the conditions stands elsewhere in them.
NOT_WHOLE = frozenset({"faq", "dianping", "koc"})


class Writer:
    def __init__(self, checker: ComplianceChecker, profile: MallProfile) -> None:
        self._checker = checker
        self._profile = profile

    @property
    def house(self) -> tuple[str, ...]:
        """What the mall says of itself, which copy may say too."""
        profile = self._profile
        return tuple(filter(None, (profile.name, profile.name_en, profile.hotline, profile.service_desk)))

    def page(
        self, form: Channel, request: DraftRequest, subject: Subject, goods: Goods, demands: Demands
    ) -> Page:
        """Everything that the wording of one draft depends on."""
        return Page(form, request, subject, goods, demands, self._profile, self._checker)

    def write(
        self,
        form: Channel,
        request: DraftRequest,
        subject: Subject,
        goods: Goods,
        demands: Demands,
        language: str,
    ) -> Draft:
        """The draft, checked; its body is empty when the subject has nothing to say there."""
        page = self.page(form, request, subject, goods, demands)
        if language == ENGLISH:
            text = english.written(page)
        elif subject.partner:
            text = joint_text(page)
        else:
            text = page.written()
        if language == HANT:
            text = _in_script(text, language)
        return self.checked(page, text, language)

    def checked(self, page: Page, text: Text, language: str, reckoned: Sequence[str] = ()) -> Draft:
        """A text as a draft, with what the rules say of it and where its facts come from; a figure may also be `reckoned`."""
        form, subject = page.form, page.subject
        verdict = self._verdict(page, text, reckoned)
        traces = traced(text.title, text.body, subject, self._profile, page.sums, language)
        return Draft(
            form.id,
            text.title,
            text.body,
            text.points,
            verdict.findings,
            verdict.status,
            language,
            label(),
            traces=traces,
            steps=steps_of(page.sums),
        )

    def _verdict(self, page: Page, text: Text, reckoned: Sequence[str]) -> Verdict:
        form, whole = page.form, f"{text.title}\n{text.body}".strip()
        if form.form == "koc":  # what may not be written is named there, and that is its place
            whole = without_ban(whole)
        sums = [*reckoned, *steps_of(page.sums)]
        named = sources_told(page.subject) if form.form == "koc" else ()
        sources = (*page.subject.sources, *self.house, *sums, *named)
        place = None if form.form in NOT_WHOLE else form.form
        found: list[Finding] = []
        for category in page.subject.categories(page.goods):
            verdict = self._checker.check(whole, place, category, sources=sources)
            found += [f for f in verdict.findings if f not in found]
        if place is None:
            found = [f for f in found if f.rule_id not in CONDITIONS]
        return Verdict.of(found)


def _in_script(text: Text, language: str) -> Text:
    listed = tuple(replace(point, text=to_script(point.text, language)) for point in text.points)
    return Text(to_script(text.title, language), to_script(text.body, language), listed)
