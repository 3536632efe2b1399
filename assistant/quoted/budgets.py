"""What an event cost, or has cost so far, against its budget, in all and by item: yes or no first, every step shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import rjieba

from assistant.english import cell_in
from assistant.model import Handling
from assistant.quoted.cells import cells_of
from assistant.quoted.contrast import amount_of, gap_of
from assistant.quoted.events import event_of
from assistant.quoted.replay_words import asks, pattern
from assistant.quoted.unnamed import names_one, says_more
from assistant.reply import Line, Reply, Source, spoken
from knowledge.model import Document, Passage
from knowledge.text import fold

_UNIT = re.compile(r"[(（]\s*(?:单位[:：])?([百千万亿]*元)\s*[)）]|单位[:：]\s*([百千万亿]*元)")
_BRACKETED = re.compile(r"[(（].*")
# 金秋团圆季促销预算 v2 is of the 金秋团圆季.
_PLAN_WORDS = re.compile(
    r"(?:(?:促销|推广|市场|活动|营销)?(?:费用)?预算(?:执行)?(?:表|明细表?|方案)?)|v\d+(?:\.\d+)*$"
)
_NUMBER = re.compile(r"¥?[\d,]+(?:\.\d+)?")
_COLUMNS = ("budget_column", "spent_column")
_TWO = 2

_WORDS = {
    False: {
        "under": "没有超：{event}{label}预算{budget}，{done}{spent}，{left}{gap}（计算得出：{budget}−{spent}）。",
        "over": "超了：{event}{label}预算{budget}，{done}{spent}，超出{gap}（计算得出：{spent}−{budget}）。",
        "even": "没有超：{event}{label}预算{budget}，{done}{spent}，正好用完。",
        "spent_under": "{event}{label}{done}{spent}，预算{budget}，{left}{gap}（计算得出：{budget}−{spent}）。",
        "spent_over": "{event}{label}{done}{spent}，预算{budget}，超出{gap}（计算得出：{spent}−{budget}）。",
        "spent_even": "{event}{label}{done}{spent}，预算{budget}，正好用完。",
        "item": "{event}超预算的是{label}：预算{budget}，{done}{spent}，超出{gap}（计算得出：{spent}−{budget}）。",
        "none": "{event}没有一项超预算。",
        "all": "费用合计",
        "done": "实际",
        "left": "节余",
        "done_so_far": "已用",
        "left_so_far": "尚余",
    },
    True: {
        "under": "No: {event}, {label}: budget {budget}, {done} {spent}, {gap} {left} (calculated: {budget} − {spent}).",
        "over": "Yes: {event}, {label}: budget {budget}, {done} {spent}, {gap} over (calculated: {spent} − {budget}).",
        "even": "No: {event}, {label}: budget {budget}, {done} {spent}, just used up.",
        "spent_under": "{event}, {label}: {done} {spent}, budget {budget}, {gap} {left} (calculated: {budget} − {spent}).",
        "spent_over": "{event}, {label}: {done} {spent}, budget {budget}, {gap} over (calculated: {spent} − {budget}).",
        "spent_even": "{event}, {label}: {done} {spent}, budget {budget}, just used up.",
        "item": "{event}: over budget is {label}: budget {budget}, {done} {spent}, {gap} over (calculated: {spent} − {budget}).",
        "none": "{event}: no item is over budget.",
        "all": "all costs",
        "done": "spent",
        "left": "left",
        "done_so_far": "spent so far",
        "left_so_far": "left",
    },
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What was granted and spent for one item of an event, or in all."""

    label: str
    budget: str
    spent: str
    source: Source
    is_so_far: bool = False

    @property
    def event(self) -> str:
        called = _UNIT.sub("", event_of(self.source.document))
        return _PLAN_WORDS.sub("", called) or called

    @property
    def is_total(self) -> bool:
        return pattern("all_in_all").fullmatch(fold(self.label)) is not None

    @property
    def over(self) -> Decimal:
        """By how much more was spent than granted; below zero where something is left."""
        return amount_of(self.spent) - amount_of(self.budget)

    @property
    def names(self) -> tuple[str, ...]:
        """The ways to call an item: as it is written, and without what stands in brackets: 券补贴 of 券补贴(商场承担)."""
        return tuple(dict.fromkeys((fold(self.label), _BRACKETED.sub("", fold(self.label)).strip())))


def costs_of(contents: Iterable[tuple[Passage, Document]]) -> list[Cost]:
    """The rows of tables that have a column of the budget and one of what was spent: 科目, 预算, 实际."""
    return list(filter(None, (_cost(passage, document) for passage, document in contents)))


def of_budgets(text: str, topic: str, costs: Sequence[Cost], english: bool = False) -> Reply | None:
    """Whether an event kept to its budget, by which items it did not, or what it cost.

    The event is the one that the message or what was asked before names; where neither does, the only one there is.
    """
    said, before = fold(text), fold(topic)
    own = _of_one_event(said, before, costs)
    goes_on = bool(before) and bool(own) and own[0].event not in said
    if not own or not _is_about_costs(said, before if goes_on else "", own):
        return None
    if not english and says_more(said, (own[0].event, *(name for one in own for name in _called(one, own)))):
        return None
    asked = f"{before} {said}" if goes_on and asks("which", said) else said
    lines = _lines(asked, own, english)
    return (
        Reply(Handling.ANSWER, tuple(lines), 0.9, topic=f"{topic} {text}" if goes_on else text)
        if lines
        else None
    )


def asks_of_costs(text: str, topic: str) -> bool:
    """Whether a plain message asks for money that was spent, granted or is left: 礼盒还剩多少 may ask for boxes."""
    said = fold(text)
    return (asks("spent", said) or asks("over", said)) and (
        asks("of_money", said) or asks("of_money", fold(topic))
    )


def _cost(passage: Passage, document: Document) -> Cost | None:
    cells = cells_of(passage.text)
    if passage.kind != "row" or len(cells) <= _TWO:
        return None
    label = next((value for _, value in cells if value and not value.isdigit()), "")  # 序: 1 calls nothing
    (_, budget), (head, spent) = (
        _money(cells[1:], column, " ".join((*passage.section, document.title))) for column in _COLUMNS
    )
    if not (label and budget and spent):
        return None
    return Cost(label, budget, spent, Source(passage, document), bool(pattern("so_far_column").match(head)))


def _money(cells: Sequence[tuple[str, str]], column: str, headings: str) -> tuple[str, str]:
    """The head and the sum of the column of this name, with the unit of its head or of what stands above; empty without one."""
    for head, value in cells:
        called = _BRACKETED.sub("", fold(head)).strip()
        if pattern(column).fullmatch(called) and _NUMBER.match(value):
            unit = _UNIT.search(head) or _UNIT.search(headings)
            return called, f"{value}{unit[1] or unit[2]}" if unit and _NUMBER.fullmatch(value) else value
    return "", ""


def _of_one_event(said: str, before: str, costs: Sequence[Cost]) -> list[Cost]:
    """The first table of costs of the event that is named, or of the only one."""
    events = dict.fromkeys(one.event for one in costs)
    for text in (said, before):
        if meant := [event for event in events if names_one([event], [text])]:
            break
    else:
        is_told = asks("of_money", said) or asks(
            "of_money", before
        )  # 花了多少钱, out of the blue, may be of anything that was spoken of
        meant = list(events) if is_told or not before else []
    if len(meant) != 1:
        return []
    own = [one for one in costs if one.event == meant[0]]
    table = (own[0].source.document.doc_id, own[0].source.passage.section)
    return [one for one in own if (one.source.document.doc_id, one.source.passage.section) == table]


def _is_about_costs(said: str, before: str, own: Sequence[Cost]) -> bool:
    """Whether a message speaks of costs, names one of the items, or goes on about costs."""
    names_an_item = any(_is_named(one, said, own) for one in own if not one.is_total)
    return asks("of_money", said) or asks("spent", said) or names_an_item or asks("of_money", before)


def _called(cost: Cost, own: Sequence[Cost]) -> tuple[str, ...]:
    """The ways to call an item of a table, by a word of it too that no other item has: 美陈 of 美陈布置."""
    words = [word for word in rjieba.cut(cost.names[-1]) if len(word) >= _TWO]
    alone = [word for word in words if sum(word in one.names[0] for one in own) == 1]
    return (*cost.names, *alone)


def _is_named(cost: Cost, said: str, own: Sequence[Cost]) -> bool:
    return any(name in said for name in _called(cost, own))


def _lines(said: str, own: Sequence[Cost], english: bool) -> list[Line]:
    parts = [one for one in own if not one.is_total]
    if asks("over", said) and asks("which", said):
        return _over(parts, english)
    meant = [one for one in parts if _is_named(one, said, own)] or [one for one in own if one.is_total][:1]
    key = "" if asks("over", said) else "spent_" if asks("spent", said) else None
    if key is None:
        return []
    return [*(_said(one, f"{key}{_way(one)}", english) for one in meant), *_rows(meant, english)]


def _over(parts: Sequence[Cost], english: bool) -> list[Line]:
    """The items that cost more than was granted, the most first; that none did, with all of them."""
    over = sorted((one for one in parts if one.over > 0), key=lambda one: one.over, reverse=True)
    if not over and parts:
        none = _WORDS[english]["none"].format(event=cell_in(parts[0].event, english))
        return [Line(none, tuple(one.source for one in parts)), *_rows(parts, english)]
    return [*(_said(one, "item", english) for one in over), *_rows(over, english)]


def _way(cost: Cost) -> str:
    return "over" if cost.over > 0 else "under" if cost.over < 0 else "even"


def _said(cost: Cost, key: str, english: bool) -> Line:
    words = _WORDS[english]
    so_far = "_so_far" if cost.is_so_far else ""
    text = words[key].format(
        done=words[f"done{so_far}"],
        left=words[f"left{so_far}"],
        event=cell_in(cost.event, english),
        label=words["all"] if cost.is_total else cell_in(cost.label, english),
        budget=cell_in(cost.budget, english),
        spent=cell_in(cost.spent, english),
        gap=cell_in(gap_of(abs(cost.over), cost.budget, cost.spent), english),
    )
    return Line(text, (cost.source,))


def _rows(costs: Sequence[Cost], english: bool) -> list[Line]:
    """Rows as they stand; none in English that the sums do not tell."""
    return [] if english else [Line(spoken(one.source.passage), (one.source,)) for one in costs]
