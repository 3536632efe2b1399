"""Shops as notices have them on a day: moved, away for a time or for good, opened, or new to the directory."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from knowledge.directory import floors_of, units_of
from knowledge.model import Document, Passage, Shop
from knowledge.text import fold
from knowledge.writing.amending import issued_in
from knowledge.writing.changed_hours import CHANGED
from knowledge.writing.floors import in_chinese, key_of
from knowledge.writing.moves import MOVED, Move, Place, headers_of, is_row_of_changes, moves_in
from knowledge.writing.posted import without_brackets
from knowledge.writing.presence import OPEN, SOON, is_vacant

_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_LATIN = re.compile(r"([a-z][^\u4e00-\u9fff]+)(?=[\u4e00-\u9fff])", re.I)
_SHORTEST = 2  # characters of a name that a sentence says


def moves_of(document: Document, passages: Sequence[Passage]) -> list[Move]:
    """What a paper tells of shops, with the day on which it was given out; a directory in its table of changes alone."""
    if document.doc_type == "directory":
        passages = [one for one in passages if one.kind == "row" and is_row_of_changes(headers_of(one.text))]
    told = "\n".join(one.text for one in passages if one.kind != "row")  # days in rows are of the changes
    issued = document.issued_on or issued_in(told) or document.effective_from
    return moves_in(document, passages, issued)


def with_moves(
    shops: Sequence[Shop], moves: Sequence[Move], today: date, documents: Mapping[str, Document]
) -> tuple[Shop, ...]:
    """The shops as the notices have them today, the newest notice last; a directory given out later knows better."""
    found = list(shops)
    if not found:
        return ()
    for move in sorted(moves, key=lambda one: one.issued or date.min):
        at = _meant(move, found)
        if at is not None:
            if not _is_older(move, found[at], documents):
                found[at] = _changed(found[at], move, today, found)
        elif move.is_of_shops and move.state != CHANGED and not any(_names(move, shop) for shop in found):
            found += _new(move, today, found)
    return tuple(found)


def _meant(move: Move, shops: Sequence[Shop]) -> int | None:
    """The one shop that a notice names: of several of a name the one at the unit or on the floor it says, or in its brackets."""
    named = [at for at, shop in enumerate(shops) if _names(move, shop)]
    if not move.is_named:
        longest = max((len(_said_name(move, shops[at])) for at in named), default=0)
        named = [at for at in named if len(_said_name(move, shops[at])) == longest]
    for narrower in (_is_called_so, _was_there, _is_there):
        some = [at for at in named if narrower(move, shops[at])]
        named = some if some and len(named) > 1 else named
    return named[0] if len(named) == 1 else None


def _names(move: Move, shop: Shop) -> bool:
    if move.is_named:
        whose = fold(move.whose)
        return not _called(shop).isdisjoint((whose, without_brackets(whose)))
    return bool(_said_name(move, shop))


def _said_name(move: Move, shop: Shop) -> str:
    """The longest name of a shop that a sentence says before the change."""
    whose = fold(move.whose)
    said = (name for name in _called(shop) if len(name) >= _SHORTEST and _is_said(name, whose))
    return max(said, key=len, default="")


def _is_said(name: str, folded: str) -> bool:
    """Whether a text says a name, one in Latin letters as words of its own: PN is not in opening."""
    first, last = (
        ("(?<![a-z\\d])" if name[0].isascii() and name[0].isalnum() else ""),
        ("(?![a-z\\d])" if name[-1].isascii() and name[-1].isalnum() else ""),
    )
    return name in folded and re.search(f"{first}{re.escape(name)}{last}", folded) is not None


def _called(shop: Shop) -> set[str]:
    names = {fold(name) for name in (shop.name, shop.name_en, *shop.aliases) if name}
    return (names | {without_brackets(name) for name in names}) - {""}


def _is_called_so(move: Move, shop: Shop) -> bool:
    """By the whole name, or by what stands in brackets beside it: 瑞幸咖啡（一层店）."""
    whose = fold(move.whose)
    return fold(shop.name) == whose or any(one in fold(shop.name) for one in _IN_BRACKETS.findall(whose))


def _was_there(move: Move, shop: Shop) -> bool:
    return move.before is not None and _is_at(move.before, shop)


def _is_there(move: Move, shop: Shop) -> bool:
    return move.now is not None and _is_at(move.now, shop)


def _is_at(place: Place, shop: Shop) -> bool:
    if place.unit and units_of(shop):
        return place.unit.lower() in units_of(shop)
    return place.floor in floors_of(shop)


def _is_older(move: Move, shop: Shop, documents: Mapping[str, Document]) -> bool:
    """Whether a shop's row was written after the notice."""
    paper = documents.get(shop.doc_id)
    written = shop.updated_on or (paper and (paper.issued_on or paper.effective_from))
    return bool(written and move.issued and written > move.issued)


def _changed(shop: Shop, move: Move, today: date, shops: Sequence[Shop]) -> Shop:
    """A shop as a notice has it today; what it says of a day to come stands beside it as written."""
    since, until = move.days(today)
    if move.state == CHANGED:
        return _with_hours(shop, move, since, until, today)
    shop = replace(shop, told=move.words, told_row=move.passage.passage_id)
    has_begun = since is None or since <= today
    if move.state == MOVED:
        was_there = move.before is None or not shop.unit or _was_there(move, shop)
        return _put(shop, move.now, shops) if has_begun and was_there else shop
    if not (shop.floor or shop.unit):
        shop = _put(shop, move.now, shops)
    state = OPEN if move.state == SOON and has_begun else move.state
    return replace(shop, status=state, status_from=since, status_to=until)


def _with_hours(shop: Shop, move: Move, since: date | None, until: date | None, today: date) -> Shop:
    """A shop with the hours that a notice changes: its own from their first day on, before that those of days to come."""
    if since is None:
        return shop
    if since <= today and until is None:
        return replace(shop, hours_weekday=move.hours, hours_weekend="", hours_row=move.passage.passage_id)
    term = (since, until, move.hours, move.passage.passage_id)
    return replace(shop, hours_terms=(*shop.hours_terms, term))


def _put(shop: Shop, place: Place | None, shops: Sequence[Shop]) -> Shop:
    """A shop at another place, whose floor is as the directory writes it."""
    if place is None:
        return shop
    written = (one.floor for one in shops if one.floor and key_of(fold(one.floor)) == place.floor)
    return replace(shop, floor=next(written, in_chinese(place.floor)), unit=place.unit, location="")


def _new(move: Move, today: date, shops: Sequence[Shop]) -> list[Shop]:
    """A shop that only the notice has."""
    place = move.now or move.before
    if place is None or is_vacant(move.whose):
        return []
    row = move.passage.passage_id
    english = _LATIN.match(move.whose)  # HKX 卡牌专门店 is called by either part
    names = (english[1].strip(), move.whose[english.end() :].strip()) if english else ("", "")
    shop = Shop("", move.whose, names[0], tuple(filter(None, names)), hours_weekday=move.hours)
    shop = replace(shop, doc_id=move.document.doc_id, passage_id=row)
    return [_changed(_put(shop, place, shops), move, today, shops)]
