"""What an event cost against its budget, in all and by item: yes or no first, every step shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

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

_UNIT = re.compile(r"[(（]\s*(?:单位[:：])?([百千万亿]*元)\s*[)）]")
_NUMBER = re.compile(r"¥?[\d,]+(?:\.\d+)?")
_TWO = 2

_WORDS = {
    False: {
        "under": "没有超：{event}{label}预算{budget}，实际{spent}，节余{gap}（计算得出：{budget}−{spent}）。",
        "over": "超了：{event}{label}预算{budget}，实际{spent}，超出{gap}（计算得出：{spent}−{budget}）。",
        "even": "没有超：{event}{label}预算{budget}，实际{spent}，正好用完。",
        "spent_under": "{event}{label}实际{spent}，预算{budget}，节余{gap}（计算得出：{budget}−{spent}）。",
        "spent_over": "{event}{label}实际{spent}，预算{budget}，超出{gap}（计算得出：{spent}−{budget}）。",
        "spent_even": "{event}{label}实际{spent}，预算{budget}，正好用完。",
        "item": "{event}超预算的是{label}：预算{budget}，实际{spent}，超出{gap}（计算得出：{spent}−{budget}）。",
        "none": "{event}没有一项超预算。",
        "all": "费用合计",
    },
    True: {
        "under": "No: {event}, {label}: budget {budget}, spent {spent}, {gap} left (calculated: {budget} − {spent}).",
        "over": "Yes: {event}, {label}: budget {budget}, spent {spent}, {gap} over (calculated: {spent} − {budget}).",
        "even": "No: {event}, {label}: budget {budget}, spent {spent}, just used up.",
        "spent_under": "{event}, {label}: spent {spent}, budget {budget}, {gap} left (calculated: {budget} − {spent}).",
        "spent_over": "{event}, {label}: spent {spent}, budget {budget}, {gap} over (calculated: {spent} − {budget}).",
        "spent_even": "{event}, {label}: spent {spent}, budget {budget}, just used up.",
        "item": "{event}: over budget is {label}: budget {budget}, spent {spent}, {gap} over (calculated: {spent} − {budget}).",
        "none": "{event}: no item is over budget.",
        "all": "all costs",
    },
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What was granted and spent for one item of an event, or in all."""

    label: str
    budget: str
    spent: str
    source: Source

    @property
    def event(self) -> str:
        return event_of(self.source.document)

    @property
    def is_total(self) -> bool:
        return pattern("all_in_all").fullmatch(fold(self.label)) is not None

    @property
    def over(self) -> Decimal:
        """By how much more was spent than granted; below zero where something is left."""
        return amount_of(self.spent) - amount_of(self.budget)


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
    if not english and says_more(said, (own[0].event, *(fold(one.label) for one in own))):
        return None
    asked = f"{before} {said}" if goes_on and asks("which", said) else said
    lines = _lines(asked, own, english)
    return (
        Reply(Handling.ANSWER, tuple(lines), 0.9, topic=f"{topic} {text}" if goes_on else text)
        if lines
        else None
    )


def _cost(passage: Passage, document: Document) -> Cost | None:
    cells = cells_of(passage.text)
    if passage.kind != "row" or len(cells) <= _TWO:
        return None
    budget, spent = (_money(cells[1:], column, passage) for column in ("budget_column", "spent_column"))
    return Cost(cells[0][1], budget, spent, Source(passage, document)) if budget and spent else None


def _money(cells: Sequence[tuple[str, str]], column: str, passage: Passage) -> str:
    """The sum in the column of this name, with the unit of its head or of the table's heading; empty without one."""
    for head, value in cells:
        if pattern(column).fullmatch(re.sub(r"[(（].*", "", fold(head)).strip()) and _NUMBER.match(value):
            unit = _UNIT.search(head) or _UNIT.search(" ".join(passage.section[-1:]))
            return f"{value}{unit[1]}" if unit and _NUMBER.fullmatch(value) else value
    return ""


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
    names_an_item = any(fold(one.label) in said for one in own if not one.is_total)
    return asks("of_money", said) or asks("spent", said) or names_an_item or asks("of_money", before)


def _lines(said: str, own: Sequence[Cost], english: bool) -> list[Line]:
    parts = [one for one in own if not one.is_total]
    if asks("over", said) and asks("which", said):
        return _over(parts, english)
    meant = [one for one in parts if fold(one.label) in said] or [one for one in own if one.is_total][:1]
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
    text = words[key].format(
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
