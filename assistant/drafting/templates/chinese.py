"""A Chinese draft of one subject for one channel, before it is checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compliance import ComplianceChecker
from assistant.compliance.goods import Goods
from assistant.drafting.channels import Channel, channels
from assistant.drafting.demands import DEFAULT_QUESTIONS, MOST_QUESTIONS, SUMS, Demands
from assistant.drafting.guard import Guard
from assistant.drafting.model import DraftRequest, SellingPoint
from assistant.drafting.subject import Subject
from assistant.drafting.sums.cases import POOLED, Case, case_of
from assistant.drafting.sums.paid import sums_of
from assistant.drafting.sums.priced import Sum
from assistant.drafting.templates import compose, faq, phrasing, points
from assistant.drafting.templates.campaign_slots import campaign_slots
from assistant.drafting.templates.dice import Dice
from assistant.drafting.templates.inquiries import answered, inquiries
from assistant.drafting.templates.koc import task_brief
from assistant.drafting.templates.praised import told_by_customer
from assistant.drafting.templates.prices import BRACKETS
from assistant.drafting.templates.reviews import asked_fact, review_reply
from assistant.drafting.templates.slots import ASKS_COUPON, product_slots
from assistant.drafting.templates.topics import topics
from assistant.drafting.templates.typeset import typeset
from assistant.drafting.templates.voice import looks_first, voice
from assistant.model import MallProfile

SUM_QUESTION = "实际付多少?"
POINT_LENGTH = 24  # where the channel says nothing
MOST_POINTS = 5
_PHONE = re.compile(r"(?:或|、|,|，|/)?\s*(?:客服|服务|咨询)?(?:热线|电话)?[:：]?\s*\d{3,4}-\d{3,4}-?\d{0,4}")


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    body: str
    points: tuple[SellingPoint, ...] = ()


@dataclass(frozen=True)
class Page:
    """One subject on one channel for one audience: everything that its wording depends on."""

    form: Channel
    request: DraftRequest
    subject: Subject
    goods: Goods
    demands: Demands
    profile: MallProfile
    checker: ComplianceChecker

    @property
    def dice(self) -> Dice:
        request = self.request
        about = (self._name, self.form.id, request.tag or "", request.text or "")
        return Dice(about, request.seed or 0)

    @property
    def _name(self) -> str:
        if self.subject.sheet:
            return self.subject.sheet.value("name")
        return self.subject.campaign.name if self.subject.campaign else ""

    @property
    def sums(self) -> tuple[Sum, ...]:
        own = sums_of(self.subject.sheet, self.subject.campaign, self.request.text or "")
        return (*own, self.case.sum) if self.case else own

    @property
    def case(self) -> Case | None:
        """What the request wants reckoned for somebody with amounts of its own."""
        pooled = self.form.form == "faq" and (
            POOLED.search(self.request.text or "") or ASKS_COUPON.search(self.request.text or "")
        )
        if not (self.demands.sums or pooled) or self.subject.sheet:
            return None
        return case_of(self.request.text or "", self.subject.campaign)

    @property
    def _wanted_sum(self) -> str:
        """What the first sum says, where the request asks what is paid, refunded or taken off."""
        asked = self.request.text or ""
        if not (self.demands.sums or ASKS_COUPON.search(asked)):
            return ""
        return next((one.said for one in self.sums if one.said), "")

    def written(self) -> Text:
        """The draft; its body is empty when the subject has nothing to say there."""
        form, request = self.form, self.request
        if form.form == "dianping":
            return Text("", self._reply(request.text or ""))
        if form.form == "faq":
            return Text("", self._questions())
        if form.form == "koc":
            return Text(*task_brief(self.subject, self.goods, request.tag, form, self._guard()))
        return self._composed()

    def _reply(self, asked: str) -> str:
        """A reply; where goods are known, with the fact that a question is about."""
        sheet, review = self.subject.sheet, told_by_customer(asked)
        allowed = self._guard()
        among = len(self.request.channels) > 1  # the rest of the request is about other texts
        review = review if review and among else asked
        goods = sheet.value("name") if sheet and (among or self.request.product) else ""
        known = [f for f in sheet.tellable if f.kind != "name" and allowed(f.value)] if sheet else []
        told = asked_fact(review, known)
        name = goods or (sheet.value("name") if sheet and told else "")
        return review_reply(review, self.profile, self.dice, name, told, self._shops(), allowed)

    def _shops(self) -> tuple[str, ...]:
        """Names of shops that a review may be about, as people say them."""
        cells = (cell for line in self.subject.directory for cell in re.split(r"[;；]\s*", line))
        brands = [
            re.split(r"[(（:：]", c.partition(":")[2] or c.partition("：")[2])[0]
            for c in cells
            if c.startswith("品牌")
        ]
        if self.subject.sheet:
            brands.append(BRACKETS.sub("", self.subject.sheet.value("brand")))
        return tuple(brand.strip() for brand in brands if len(brand.strip()) >= 2)

    def _questions(self) -> str:
        count, sheet = self.demands.questions or DEFAULT_QUESTIONS, self.subject.sheet
        asked = inquiries(self.request.text or "")
        count = len(asked) if len(asked) >= 2 else count  # two are asked: two are answered
        clauses = self.subject.campaign.clauses if self.subject.campaign else ()
        allowed = self._guard()
        if sheet:
            reckoned = self._wanted_sum
            question = next((q for q in asked if ASKS_COUPON.search(q) or SUMS.search(q)), SUM_QUESTION)
            first = [(question, reckoned)] if reckoned else []
            told = [p for p in answered([q for q in asked if q != question], clauses) if allowed(p[1])]
            first = [*first, *told][:count]
            text = faq.as_text([*first, *faq.product_questions(sheet, max(1, count - len(first)), self.dice)])
            warning = sheet.value("warning")
            return f"{text}\n{typeset(warning)}。" if warning else text
        campaign = self.subject.campaign
        if campaign is None:
            return ""
        told = self._told_case(asked)
        left = [q for q in asked if q not in {t for t, _ in told}]
        told = [*told, *(p for p in answered(left, clauses, campaign.terms) if allowed(p[1]))][
            :MOST_QUESTIONS
        ]
        more = max(0, count - len(told))
        said = {answer for _, answer in told}
        rest = (
            [pair for pair in faq.campaign_questions(campaign, count) if pair[1] not in said] if more else []
        )
        return faq.as_text([*told, *rest[:more]])

    def _told_case(self, asked: Sequence[str]) -> list[tuple[str, str]]:
        """The case with the question that was asked of it, else one that somebody in it would ask."""
        if self.case is None:
            return []
        question = next((q for q in asked if ASKS_COUPON.search(q)), self.case.question)
        return [(question, self.case.sum.said)]

    def _composed(self) -> Text:
        form, dice = self.form, self.dice
        kind, slots = self._slots(dice)
        allowed = self._guard()
        template = form.wording or phrasing.templates()[kind].get(form.form, {})
        levels = template.get("title", ["{name}"])
        title = phrasing.title_of(levels, slots, form.title, dice, allowed) if form.title else ""
        listed = self._points(allowed)
        if form.table:
            return Text(title, self._table(listed, allowed), listed)
        rows = phrasing.rows_of(phrasing.form_of(template, dice), dice, looks_first(self.request.tag))
        lines = phrasing.lines_of(rows, slots, self.goods.category, dice, allowed)
        return Text(title, self._body(self._with_case(lines), title, slots, dice), listed)

    def _with_case(self, lines: list[phrasing.Line]) -> list[phrasing.Line]:
        """The case or the example that was asked for, behind what the campaign or the offer is."""
        example = next((one for one in self.sums if one.brief), None) if self.subject.sheet else None
        if self.form.signed or (self.case is None and example is None):
            return lines
        at = next((n for n, line in enumerate(lines, start=1) if line.rank == 0), len(lines))
        if example:
            lines = [line for line in lines if not any(example.said in wording for wording in line.wordings)]
            told = phrasing.Line((f"{example.said}。", f"{example.brief}。"), 0, "价签与小票")
            return [*lines, told]
        assert self.case
        told = phrasing.Line((f"{self.case.sum.said}。",), 0, "收银台小票与券页面")
        return [*lines[:at], told, *lines[at:]]

    def _guard(self) -> Guard:
        forbidden = self.subject.sheet.forbidden if self.subject.sheet else ()
        return Guard(self.checker, self.form.form, self.goods.checked_as, forbidden)

    def _slots(self, dice: Dice) -> tuple[str, dict[str, str]]:
        asked, sheet, campaign = self.request.text or "", self.subject.sheet, self.subject.campaign
        if sheet:
            kind, slots = "product", product_slots(sheet, asked, campaign)
        elif campaign:
            kind, slots = campaign.kind, campaign_slots(campaign, asked)
        else:
            return "generic", {}
        if told := self._wanted_sum:
            slots["sum_line"] = told
        if campaign and not sheet and self._is_without_contact():
            slots["contact"] = _PHONE.sub("", slots.get("contact", "")).strip()
            slots = {key: value for key, value in slots.items() if value}
        spoken_of = self.goods.category if sheet else kind
        thing = slots.get("short") or slots.get("name", "")
        if self.request.community:
            slots["community"] = self.request.community
        return kind, slots | voice(self.request.tag, spoken_of, thing, dice, self.form.emoji)

    def _is_without_contact(self) -> bool:
        """Whether a channel of the same request may name no number: its texts are used beside each other."""
        known = channels()
        return any(not known[name].contact for name in self.request.channels if name in known)

    def _body(self, lines: list[phrasing.Line], title: str, slots: dict[str, str], dice: Dice) -> str:
        form = self.form
        if form.shots:
            return compose.shots_of(form, lines, compose.length_of(form, lines, self.demands.seconds))
        if form.signed:
            return compose.sms_of(form, lines, self.profile.sms_signature or self.profile.name)
        tail = topics(form, slots, self.goods, self.profile.name, dice) if form.topics else ""
        return compose.body_of(form, lines, title, tail)

    def _points(self, allowed: Guard) -> tuple[SellingPoint, ...]:
        length = self.form.point if self.form.table else POINT_LENGTH
        most = self.form.points[1] if self.form.points else MOST_POINTS
        sheet, campaign = self.subject.sheet, self.subject.campaign
        if sheet:
            found = points.product_points(sheet, 2 * most, length)
        elif campaign:
            found = points.campaign_points(campaign, 2 * most, length)
        else:
            found = ()
        return points.passed(found, allowed, self.subject.sources, most)

    def _table(self, listed: tuple[SellingPoint, ...], allowed: Guard) -> str:
        sheet, campaign = self.subject.sheet, self.subject.campaign
        rows = points.product_table(sheet) if sheet else []
        if campaign and not sheet:
            rows = points.campaign_table(campaign)
        told = [f"· {point.text}" for point in listed]
        if sheet and (reckoned := self._wanted_sum):
            rows.append(typeset(reckoned))
        return "\n".join(["卖点", *told, "", "事实表", *(row for row in rows if allowed(row))])
