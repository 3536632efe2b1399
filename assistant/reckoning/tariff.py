"""The parts of a paper that lay down one charge together: the rows of one table, or the clauses under one heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.quoted.cells import cells_of
from assistant.reckoning.charge import Charge, charge_in, is_by_time, is_cap, is_free_time
from assistant.reckoning.ladder import PRICE
from assistant.reckoning.ruled import ruled
from knowledge.model import Hit, Passage

_NUMBERING = re.compile(r"^\s*(?:第?[\d一二三四五六七八九十]+[、.．)）]|[(（]\d+[)）]|[①-⑩•·-])\s*")
# 之后小柜, before its price.
_AFTER = r"(?:之后|以后|此后|超[过出]后?)"
_KIND = re.compile(rf"(?:(?:^|[,、;。]){_AFTER}?|{_AFTER})([一-鿿]{{1,4}}?)[:为]?$")
_ITEM = 2  # cells of a row of an item and its price; where there are more, each price is one of several
_TABLE = re.compile(r"第?\d+行|r?\d+$", re.I)


def charged_by(
    hit: Hit, paper: Sequence[Passage], leaves_out: re.Pattern[str], asked: str = ""
) -> tuple[Charge, list[Passage]] | None:
    """The charge of a passage, with those beside it that tell the rest of it; what is of other things is left out.

    Of a passage with a price for each of several kinds it is that of the one that is `asked` for.
    """
    if not (is_by_time(hit.passage.text) or _is_priced_item(hit.passage)):
        return None
    own = charge_in(of_one_kind(hit.passage.text, asked))
    beside = [one for one in _beside(hit.passage, paper) if not leaves_out.search(one.text)]
    whole = charge_in("，".join(map(told, beside))) if len(beside) > 1 else None
    if whole and (own is None or whole.completeness > own.completeness):
        return whole, [hit.passage, *(one for one in beside if one.passage_id != hit.passage.passage_id)]
    if own is None or (whole is None and _lacks_what_stands_beside(own, beside)):
        return None
    return own, [hit.passage]


def _lacks_what_stands_beside(own: Charge, beside: Sequence[Passage]) -> bool:
    """Whether rows of the table tell of free time or of a cap that a charge read off one row does not know."""
    clauses = [told(one) for one in beside if one.kind == "row"]
    is_capped = own.cap is None and any(map(is_cap, clauses))
    return is_capped or (not own.free and any(map(is_free_time, clauses)))


def of_one_kind(clause: str, asked: str) -> str:
    """之后小柜每小时2元、大柜每小时5元 with the price of the kind alone that a question names; as it is where it names none."""
    text = ruled(clause)
    found = [
        (label[1], label.start(1), price.end())
        for price in PRICE.finditer(text)
        if (label := _KIND.search(text[: price.start()]))
    ]
    kinds = {kind for kind, _, _ in found}
    said = {kind for kind in kinds if set(kind) <= set(asked)}
    said -= {kind for kind in said if any(kind != other and kind in other for other in said)}
    if len(kinds) == 1 or len(said) != 1:
        return clause
    for kind, start, end in reversed(found):
        text = text if kind in said else text[:start] + text[end:]
    return text


def _is_priced_item(passage: Passage) -> bool:
    """Whether a row is an item and its price by time, and nothing besides: 首小时 and 6元."""
    return passage.kind == "row" and len(cells_of(passage.text)) == _ITEM and is_by_time(told(passage))


def _beside(passage: Passage, paper: Sequence[Passage]) -> Iterator[Passage]:
    """The passages under the heading of one, those of its table where it is a row."""
    for one in paper:
        is_alike = one.section == passage.section and (one.kind == "row") == (passage.kind == "row")
        if is_alike and _TABLE.sub("", one.row) == _TABLE.sub("", passage.row):
            yield one


def name_of(passage: Passage) -> str:
    """What a row is called in its first cell; empty for what is no row."""
    return next((value for _, value in cells_of(passage.text)), "") if passage.kind == "row" else ""


def told(passage: Passage) -> str:
    """A passage as a clause: of a row what stands in its cells, 首小时 and 6元."""
    if passage.kind != "row":
        return _NUMBERING.sub("", passage.text)
    first, *rest = [value for _, value in cells_of(passage.text)] or [passage.text]
    return first + "，".join(rest)
