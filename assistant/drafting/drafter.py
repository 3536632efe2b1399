"""The drafter: a request in, checked drafts out, with no language model needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from assistant.compliance import ComplianceChecker, Finding, Severity
from assistant.compliance.goods import Goods
from assistant.compliance.rules import RuleBook
from assistant.compliance.verdict import worst
from assistant.drafting import asked, notes
from assistant.drafting.authored.author import Author, Sitting
from assistant.drafting.channels import Channel
from assistant.drafting.channels import channel as channel_named
from assistant.drafting.demands import Demands, demands_of
from assistant.drafting.editor import Edited, Editor
from assistant.drafting.house_channels import HouseChannels
from assistant.drafting.model import Draft, DraftReply, DraftRequest
from assistant.drafting.papers import Papers
from assistant.drafting.recent import NothingRecent, Recent
from assistant.drafting.subject import Subject, subject_of, why_not_usable
from assistant.drafting.sums.cases import case_of
from assistant.drafting.sums.coupons import asked_sum
from assistant.drafting.sums.paid import steps_of, sums_of
from assistant.drafting.task import Task
from assistant.drafting.writer import Writer
from assistant.language import HANS
from assistant.llms.model import LanguageModel
from assistant.model import MallProfile
from knowledge.directory import Directory

STRUCK = "\u2060"  # stands for a character that may not be demanded: no blank, no mark, no word
DEFAULT_CHANNELS = ("xiaohongshu", "wechat_group", "sms")
_SUBJECTS = 64  # what drafts are about, read once for the many drafts of a batch
# What a request says of its drafts and not of what they are about.
_NO_MATTER: dict[str, Any] = {"channels": (), "tag": None, "language": None, "seed": None, "community": None}


class Drafter:
    """Writes drafts out of the papers' facts. Nothing that is not in them gets into a draft."""

    def __init__(
        self,
        checker: ComplianceChecker,
        papers: Papers,
        profile: MallProfile,
        book: RuleBook | None = None,
        channels: HouseChannels | None = None,
        *,
        model: LanguageModel | None = None,
        recent: Recent | None = None,
        shops: Directory | None = None,
    ) -> None:
        self._checker = checker
        self._book = book or checker.book
        self._channels = channels or HouseChannels()
        self._papers = papers
        self._subjects = lru_cache(maxsize=_SUBJECTS)(lambda about: subject_of(about, papers))
        writer = self._writer = Writer(checker, profile)
        author = Author(model, checker, writer, shops) if model else None
        self._editor = Editor(writer, recent or NothingRecent(), author)

    def draft(self, request: DraftRequest) -> DraftReply:
        """Drafts for every channel and language asked for.

        Raises UnknownChannel for a channel that nobody has described and UnknownPaper for a
        doc_id that is not among the papers; both say so in a sentence.
        """
        request = replace(request, text=_printable(request.text))
        forms = [self._channels.channel(name) for name in request.channels or DEFAULT_CHANNELS]
        channels = [form.form for form in forms]
        text, demands = request.text or "", demands_of(request.text or "")
        subject = self._subjects(replace(request, **_NO_MATTER))
        goods = subject.goods(text)
        findings = self._demanded(request, channels, subject, goods)
        subject = self._lawful(request, subject, findings)
        if _is_closed(findings, goods, subject):
            return self._refused(subject, findings)
        if asked.is_fabricated(text, findings, channels) or _is_unknown(subject, findings, channels):
            return self._without_subject(request, forms, findings)
        edited = self._edited(request, forms, subject, goods, demands)
        written = [one.draft for one in edited]
        closed = [
            f for one in written for f in one.findings if f.rule_id in asked.NO_DRAFT and asked.blocking([f])
        ]
        if closed:
            return self._refused(subject, [*findings, *closed])
        if asked.blocking(findings) and not any(draft.body for draft in written):
            return self._without_subject(request, forms, findings)
        why = tuple(note for one in edited for note in one.notes)
        drafts = [draft for draft in written if draft.body]
        case = case_of(text, subject.campaign)
        of_request = case.sum if case else asked_sum(text, subject.campaign)
        asked_steps = of_request.steps if of_request else ()
        steps = tuple(dict.fromkeys([*(step for draft in drafts for step in draft.steps), *asked_steps]))
        told = (*notes.unwritten(written), *notes.beside(request, subject, findings, forms, demands))
        problem = (self._channels.problem,) if self._channels.problem else ()
        status = _status(drafts, findings)
        if status == "blocked" and asked.blocking(findings):
            told = (notes.blocked(findings, bool(drafts)), *told)
            drafts = [replace(draft, alternative=True) for draft in drafts]
        if status == "ok" and subject.sheet and subject.sheet.unconfirmed:
            status = "needs_evidence"  # something on a picture waits for a person's eye
        return DraftReply(tuple(drafts), status, tuple(findings), (*problem, *told, *why), steps)

    def _demanded(
        self, request: DraftRequest, channels: Sequence[str], subject: Subject, goods: Goods
    ) -> list[Finding]:
        text = request.text or ""
        reasons = [why_not_usable(document, request.as_of) for document in subject.documents]
        found = asked.request_findings(
            self._checker, text, channels, goods, subject.sources, subject.is_pasted
        )
        if set(channels) == {"dianping"}:  # a pasted review tells what happened; it asks for nothing
            blocking = [f for f in found if f.severity is Severity.BLOCK and asked.is_ours(text, f.span)]
            return [*blocking, *asked.traded_reviews(self._book, text), *asked.made_up(self._book, text)]
        if subject.sources:
            case = case_of(text, subject.campaign)
            reckoned = sums_of(subject.sheet, subject.campaign, text)
            told = (*subject.sources, *steps_of(reckoned), *(case.sum.steps if case else ()))
            found += asked.unsourced_claims(self._book, text, told)
        return [
            *found,
            *asked.made_up(self._book, text),
            *asked.wrong_audience(self._book, request.tag, goods),
            *asked.of_partners(self._book, request.tag, text, subject),
            *asked.not_in_force(self._book, reasons),
        ]

    def _lawful(self, request: DraftRequest, subject: Subject, findings: Sequence[Finding]) -> Subject:
        """The subject without what may not be demanded: read again out of the words that are left."""
        struck = (f for f in findings if f.severity is Severity.BLOCK or asked.is_unproven(f))
        spans = [f.span for f in struck if f.span[0] < f.span[1]]
        if not spans or request.product or not request.text:
            return subject
        text = request.text
        for start, end in spans:
            text = text[:start] + STRUCK * (end - start) + text[end:]
        return subject_of(replace(request, text=text), self._papers).without(spans)

    def _without_subject(
        self, request: DraftRequest, forms: Sequence[Channel], findings: Sequence[Finding]
    ) -> DraftReply:
        """Nothing to write of: what may be said instead of a demand that is blocked, else what is wanted."""
        if not asked.blocking(findings):
            return DraftReply((), "needs_evidence", tuple(findings), notes.nothing_found(request))
        languages = [request.language] if request.language else [HANS]
        drafts = [
            replace(draft, alternative=True)
            for language in languages
            for form in forms
            if (draft := self._writer.instead(form, findings, language)) is not None
        ]
        told = notes.blocked(findings, bool(drafts))
        return DraftReply(tuple(drafts), "blocked", tuple(findings), (told, *notes.kept_out(findings)))

    def _refused(self, subject: Subject, findings: Sequence[Finding]) -> DraftReply:
        """Nothing is written; what may be said instead stands in the notes."""
        advice = self._book.structure["K10"]
        basis = self._book.cite(advice.basis, None)
        found = list(findings)
        if not any(f.rule_id == "K3" for f in found) and not any(f.rule_id == "K10" for f in found):
            found.append(Finding("K10", Severity.BLOCK, "", (0, 0), basis, advice.why, advice.suggestion))
        return DraftReply((), "blocked", tuple(found), notes.refused(subject, found))

    def _edited(
        self,
        request: DraftRequest,
        forms: Sequence[Channel],
        subject: Subject,
        goods: Goods,
        demands: Demands,
    ) -> list[Edited]:
        languages = [request.language] if request.language else list(demands.languages or (HANS,))
        wanted = [(language, form) for language in languages for form in forms]
        if demands.questions and not any(form.form == "faq" for form in forms):
            faq = channel_named("faq", self._channels.known)
            wanted += [(language, faq) for language in languages]
        sitting = Sitting()
        tasks = (Task(request, subject, goods, demands, form, language) for language, form in wanted)
        return [self._editor.edited(task, sitting) for task in tasks]


def _printable(text: str | None) -> str | None:
    """The same text, as long, without half a character that no page could show."""
    return text.encode("utf-8", "replace").decode("utf-8") if text else text


def _is_closed(findings: Sequence[Finding], goods: Goods, subject: Subject) -> bool:
    closed = any(f.rule_id in asked.NO_DRAFT or f.rule_id == "K3" for f in findings)
    return closed or goods.regulated or any(sheet.goods.regulated for sheet in subject.sheets)


def _is_unknown(subject: Subject, findings: Sequence[Finding], channels: Sequence[str]) -> bool:
    """Whether there is nothing to write of; a blocked demand without goods has left nothing either."""
    left = subject.sheet and not subject.sheet.says_what_is_sold and not subject.documents
    if left and not subject.campaign and asked.blocking(findings):
        return True
    return subject.sheet is None and subject.campaign is None and channels != ["dianping"]


def _status(drafts: Sequence[Draft], findings: Sequence[Finding]) -> str:
    """What may not be demanded blocks, whatever was written instead; a demand without proof needs a person's eye."""
    if asked.blocking(findings):
        return "blocked"
    demanded = any(f.severity is Severity.EVIDENCE for f in findings)
    return worst([*(draft.status for draft in drafts), "needs_evidence" if demanded or not drafts else "ok"])
