"""A joint draft of two tenants: both products, each with its own facts, place and conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.data import read_table
from assistant.drafting.demands import DEFAULT_QUESTIONS
from assistant.drafting.facts.table import FactSheet
from assistant.drafting.guard import Guard
from assistant.drafting.model import SellingPoint
from assistant.drafting.templates import compose, faq, phrasing, points
from assistant.drafting.templates.chinese import MOST_POINTS, POINT_LENGTH, Page, Text
from assistant.drafting.templates.phrasing import Line
from assistant.drafting.templates.slots import product_slots
from assistant.drafting.templates.typeset import ended, typeset
from assistant.drafting.templates.voice import voice

# What binds one tenant's offer to the other's; only a paper of theirs may do that.
BOUND = re.compile(
    r"买[^，。；,;\n]{1,10}[送赠换得]|(?:组合|套餐|联名|打包|两件一起)[^，。；,;\n]{0,2}价|凭[^，。；,;\n]{1,10}(?:小票|消费|订单)[^，。；,;\n]{0,8}(?:享|减|送|换|打)"
    r"|(?:互相|相互|一起)(?:打折|优惠|减)"
)


@cache
def _data() -> dict:
    return read_table("copy_joint.yaml")


def bound_together(asked: str, sources: Sequence[str]) -> tuple[str, ...]:
    """The words of a request that bind two offers to one another and stand in no source."""
    return tuple(m[0] for m in BOUND.finditer(asked) if not any(m[0] in source for source in sources))


def joint_text(page: Page) -> Text:
    """The joint draft; that of the one product where only one is known."""
    sheets, form = page.subject.sheets, page.form.form
    named = [sheet for sheet in sheets if sheet.value("name")]
    if len(named) < 2 or form in ("dianping", "koc"):
        return page.written()
    guard = Guard(page.checker, form, page.goods.checked_as, [w for sheet in sheets for w in sheet.forbidden])
    if form == "faq":
        return Text("", _questions(page, sheets))
    title = _title(page, sheets, guard)
    listed = _points(page, sheets, guard)
    if page.form.table:
        return Text(title, _tables(sheets, listed, guard), listed)
    return Text(title, _body(page, sheets, title, guard), listed)


def _names(sheets: Sequence[FactSheet]) -> dict[str, str]:
    a, b = (product_slots(sheet, "") for sheet in sheets)
    return {
        "a": a["name"], "b": b["name"], "a_short": a["short"], "b_short": b["short"],
        "name": a["name"], "short": a["short"],
    }  # fmt: skip


def _title(page: Page, sheets: Sequence[FactSheet], guard: Guard) -> str:
    if not page.form.title:
        return ""
    return phrasing.title_of(_data()["titles"], _names(sheets), page.form.title, page.dice, guard)


def _body(page: Page, sheets: Sequence[FactSheet], title: str, guard: Guard) -> str:
    data, dice, form = _data(), page.dice, page.form
    opening = phrasing.fill(data["openings"], _names(sheets))
    lines = [Line((dice.pick("joint opening", opening),), 4, "两家门店的位置图")]
    for sheet in sheets:
        lines += _own(page, sheet, guard)
    apart = (dice.pick("apart", data["apart"]["long"]), dice.pick("apart", data["apart"]["short"]))
    lines.append(Line(apart, 1, "规则字幕"))
    if form.shots:
        spoken = [_spoken(line) for line in lines]
        return compose.shots_of(form, spoken, compose.length_of(form, spoken, page.demands.seconds))

    def whole(texts: Sequence[str]) -> str:
        if form.signed:
            signature = page.profile.sms_signature or page.profile.name
            return compose.signed(signature, "".join(ended(text) for text in texts))
        tail = [_topics(page, sheets)] if form.topics else []
        return "\n".join([*(text if text[-1] in "。！？" else ended(text) for text in texts), *tail])

    kept = compose.fitted(lines, lambda texts: form.holds(title, whole(texts)))
    return whole(compose.paragraphs(kept))


def _own(page: Page, sheet: FactSheet, guard: Guard) -> list[Line]:
    slots = product_slots(sheet, page.request.text or "")
    spoken = voice(page.request.tag, sheet.goods.category, slots.get("short", ""), page.dice, page.form.emoji)
    head = spoken["e_dot"] if page.form.emoji else ""
    return phrasing.lines_of(_data()["own"], {**slots, "head": head}, sheet.goods.category, page.dice, guard)


def _spoken(line: Line) -> Line:
    """A shot says a sentence of its own."""
    return Line(tuple(ended(text.lstrip("，。；")) for text in line.wordings), line.rank, line.picture)


def _topics(page: Page, sheets: Sequence[FactSheet]) -> str:
    _, most = page.form.topics or (3, 5)
    words = [product_slots(sheet, "")["short"] for sheet in sheets] + [page.profile.name, "周末去哪儿"]
    kept = dict.fromkeys("".join(c for c in word if c.isalnum()) for word in words if word)
    return " ".join(f"#{word}" for word in list(kept)[:most])


def _points(page: Page, sheets: Sequence[FactSheet], guard: Guard) -> tuple[SellingPoint, ...]:
    """Those of both, in turn."""
    length = page.form.point if page.form.table else POINT_LENGTH
    own = [points.product_points(sheet, MOST_POINTS, length) for sheet in sheets]
    turns = [point for pair in zip(*own, strict=False) for point in pair]
    return tuple(point for point in turns if guard(point.text))[:MOST_POINTS]


def _tables(sheets: Sequence[FactSheet], listed: Sequence[SellingPoint], guard: Guard) -> str:
    told = ["卖点", *(f"· {point.text}" for point in listed)]
    for sheet in sheets:
        told += ["", f"事实表｜{sheet.value('name')}", *(r for r in points.product_table(sheet) if guard(r))]
    return "\n".join(told)


def _questions(page: Page, sheets: Sequence[FactSheet]) -> str:
    count = max(2, page.demands.questions or DEFAULT_QUESTIONS)
    pairs = [
        (question if sheet.value("name") in question else f"{sheet.value('name')}：{question}", answer)
        for n, sheet in enumerate(sheets)
        for question, answer in faq.product_questions(sheet, (count + 1 - n) // 2, page.dice)
    ]
    warnings = [f"{typeset(sheet.value('warning'))}。" for sheet in sheets if sheet.value("warning")]
    return "\n".join([faq.as_text(pairs), *dict.fromkeys(warnings)])
