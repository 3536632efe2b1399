"""Writes one draft: one subject, one channel, one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compliance import ComplianceChecker, Verdict
from assistant.compliance.goods import Goods
from assistant.drafting import compose, english, faq, points
from assistant.drafting.channels import Channel, channel, label, opt_out
from assistant.drafting.demands import DEFAULT_QUESTIONS, Demands
from assistant.drafting.guard import Guard, tags
from assistant.drafting.model import Draft, DraftRequest, SellingPoint
from assistant.drafting.reviews import review_reply
from assistant.drafting.slots import campaign_slots, product_slots
from assistant.drafting.subject import Subject
from assistant.drafting.task import Task
from assistant.drafting.typeset import typeset
from assistant.language import ENGLISH, HANT, to_script
from assistant.model import MallProfile

CONDITIONS = frozenset({"K2", "K4", "K7", "K8"})
POINT_LENGTH = 24  # where the channel says nothing
MOST_POINTS = 5
DEFAULT_SECONDS = 20
DEFAULT_TOPICS = ("商场活动", "周末去哪儿")


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    body: str
    points: tuple[SellingPoint, ...] = ()


class Writer:
    def __init__(self, checker: ComplianceChecker, profile: MallProfile) -> None:
        self._checker = checker
        self._profile = profile

    @property
    def house(self) -> tuple[str, ...]:
        """What the mall says of itself, which copy may say too."""
        profile = self._profile
        return tuple(filter(None, (profile.name, profile.name_en, profile.hotline, profile.service_desk)))

    def write(
        self,
        name: str,
        request: DraftRequest,
        subject: Subject,
        goods: Goods,
        demands: Demands,
        language: str,
    ) -> Draft:
        """The draft, checked; its body is empty when the subject has nothing to say there."""
        form = channel(name)
        if language == ENGLISH:
            text = self._english(form, subject)
        else:
            text = self._chinese(form, request, subject, goods, demands)
        if language == HANT:
            text = _in_script(text, language)
        return self._checked(form, text, subject, goods, language)

    def checked(self, task: Task, text: Text, reckoned: Sequence[str] = ()) -> Draft:
        """A text of somebody else's as a draft with its findings; a figure may also be `reckoned`."""
        return self._checked(task.form, text, task.subject, task.goods, task.language, reckoned)

    def _checked(
        self,
        form: Channel,
        text: Text,
        subject: Subject,
        goods: Goods,
        language: str,
        reckoned: Sequence[str] = (),
    ) -> Draft:
        whole = f"{text.title}\n{text.body}".strip()
        sources = (*subject.sources, *reckoned, self._profile.hotline, self._profile.service_desk)
        place = None if form.id in ("faq", "dianping") else form.id
        verdict = self._checker.check(whole, place, goods.checked_as, sources=sources)
        if place is None:  # an answer quotes one clause; the whole of the conditions is in the others
            verdict = Verdict.of(f for f in verdict.findings if f.rule_id not in CONDITIONS)
        return Draft(
            form.id,
            text.title,
            text.body,
            text.points,
            verdict.findings,
            verdict.status,
            language,
            label(),
        )

    def _english(self, form: Channel, subject: Subject) -> Text:
        profile = self._profile
        if subject.sheet:
            title, sentences = english.product_sentences(subject.sheet)
        elif subject.campaign:
            title, sentences = "", list(subject.campaign.english)
        else:
            return Text("", "")
        return Text(
            title if form.title else "", english.fitting(form, sentences, profile.sms_signature, opt_out())
        )

    def _chinese(
        self, form: Channel, request: DraftRequest, subject: Subject, goods: Goods, demands: Demands
    ) -> Text:
        if form.id == "dianping":
            return Text("", review_reply(request.text or "", self._profile))
        if form.id == "faq":
            return Text("", self._questions(subject, demands.questions or DEFAULT_QUESTIONS))
        return self._composed(form, request, subject, goods, demands)

    def _questions(self, subject: Subject, count: int) -> str:
        if subject.sheet:
            text = faq.as_text(faq.product_questions(subject.sheet, count))
            warning = subject.sheet.value("warning")
            return f"{text}\n{typeset(warning)}。" if warning else text
        return faq.as_text(faq.campaign_questions(subject.campaign, count)) if subject.campaign else ""

    def _composed(
        self, form: Channel, request: DraftRequest, subject: Subject, goods: Goods, demands: Demands
    ) -> Text:
        kind, slots = self._slots(request, subject, goods)
        seed = compose.seed_of(slots.get("name", ""), form.id, request.tag or "", request.text or "")
        seed += request.seed or 0
        forbidden = subject.sheet.forbidden if subject.sheet else ()
        allowed = Guard(self._checker, form.id, goods.checked_as, forbidden)
        template = compose.templates()[kind][form.id]
        title = compose.title_of(template.get("title", ()), slots, form.title, allowed) if form.title else ""
        listed = self._points(form, subject, allowed)
        if form.table:
            return Text(title, self._table(subject, listed, allowed), listed)
        rows = template["shots"] if form.shots else template["lines"]
        lines = compose.lines_of(rows, slots, goods.category, seed, allowed)
        return Text(title, self._body(form, lines, title, subject, slots, goods, demands), listed)

    def _slots(self, request: DraftRequest, subject: Subject, goods: Goods) -> tuple[str, dict[str, str]]:
        asked = request.text or ""
        if subject.sheet:
            kind, slots = "product", product_slots(subject.sheet, asked, subject.campaign)
        elif subject.campaign:
            kind, slots = subject.campaign.kind, campaign_slots(subject.campaign, asked)
        else:
            return "generic", {}
        seed = compose.seed_of(slots.get("name", ""), request.tag or "", asked) + (request.seed or 0)
        voice = goods.category if subject.sheet else kind
        thing = slots.get("short") or slots.get("name", "")
        return kind, slots | _voice(request.tag, voice, thing, seed)

    def _body(
        self, form: Channel, lines: list[compose.Line], title: str, subject: Subject, slots: dict[str, str],
        goods: Goods, demands: Demands,
    ) -> str:  # fmt: skip
        if form.shots:
            shortest, longest = form.seconds or (15, 30)
            seconds = max(shortest, min(longest, demands.seconds or DEFAULT_SECONDS))
            return compose.shots_of(form, lines, seconds)
        if form.signed:
            return compose.sms_of(form, lines, self._profile.sms_signature or self._profile.name)
        tail = self._topics(form, slots, goods) if form.topics else ""
        return compose.body_of(form, lines, title, tail)

    def _topics(self, form: Channel, slots: dict[str, str], goods: Goods) -> str:
        words = [slots.get("short") or slots["name"], slots.get("brand", ""), goods.topic, self._profile.name]
        kept = dict.fromkeys(w for w in (*words, *DEFAULT_TOPICS) if w)
        least, most = form.topics or (3, 5)
        wanted = max(least, min(most, len([w for w in words if w])))
        return " ".join(f"#{''.join(c for c in w if c.isalnum())}" for w in list(kept)[:wanted])

    def _points(self, form: Channel, subject: Subject, allowed: Guard) -> tuple[SellingPoint, ...]:
        length = form.point if form.table else POINT_LENGTH
        if subject.sheet:
            found = points.product_points(subject.sheet, 2 * MOST_POINTS, length)
        elif subject.campaign:
            found = points.campaign_points(subject.campaign, 2 * MOST_POINTS, length)
        else:
            found = ()
        return tuple(p for p in found if allowed(p.text))[:MOST_POINTS]

    def _table(self, subject: Subject, listed: tuple[SellingPoint, ...], allowed: Guard) -> str:
        rows = points.product_table(subject.sheet) if subject.sheet else []
        if subject.campaign and not subject.sheet:
            rows = points.campaign_table(subject.campaign)
        told = [f"· {point.text}" for point in listed]
        return "\n".join(["卖点", *told, "", "事实表", *(row for row in rows if allowed(row))])


def _voice(tag: str | None, voice: str, thing: str, seed: int) -> dict[str, str]:
    """How the draft opens and closes, by audience and by what it is about; neither states a fact."""
    data = tags()
    spoken = {"opening": _opening(data, tag, voice, thing, seed)}
    spoken |= {"hello": data["hello"][tag]} if tag in data["hello"] else {}
    closings = data["closings"].get(voice, ())
    return spoken | ({"closing": typeset(closings[seed % len(closings)])} if closings else {})


def _opening(data: dict, tag: str | None, voice: str, thing: str, seed: int) -> str:
    own = data["category_openings"].get(voice, {"also_for": [], "say": []})
    say = (
        own["say"]
        if own["say"] and (not tag or tag in own["also_for"])
        else data["openings"].get(tag or "any")
    )
    choices = say or data["openings"]["any"]
    return typeset(choices[seed % len(choices)].format(thing=thing))


def _in_script(text: Text, language: str) -> Text:
    listed = tuple(SellingPoint(to_script(p.text, language), p.source) for p in text.points)
    return Text(to_script(text.title, language), to_script(text.body, language), listed)
