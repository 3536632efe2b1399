"""A charge by time that a table has for each place and kind of vehicle: a row for small cars underground, one for coaches outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from assistant.data import read_table
from assistant.quoted.cells import cells_of
from assistant.reckoning.asking import PaperOf
from assistant.reckoning.by_days import DayCharge
from assistant.reckoning.charge import charge_in, is_by_time
from assistant.reckoning.ladder import SPAN
from assistant.reckoning.ruled import ruled
from knowledge.model import Hit, Passage
from knowledge.text import fold
from knowledge.writing.trading import days_named

_ABOVE = re.compile(r"同上行?|同前|[〃″]")
_SAME_AS = re.compile(r"(?:与|和|跟)?同([一-鿿]{2,5}?)(?:一样|相同)?")  # 同小型车
_SPAN = re.compile(rf"{SPAN}|\d{{1,2}}[:点]|夜|\d\s*(?:元|块)")  # a cell with one is no label
_OF_AN_HOUR = re.compile(r"夜|\d:\d{2}")  # a row whose price is for a time of day, beside the one by the hour
_HOLDS_FOR_ALL = re.compile(r"超过免费|不[足满]|封顶|[按从自][进入]场")
_Row = tuple[Passage, list[tuple[str, str]]]
_Entry = tuple[list[str], str, list[Passage]]  # what it is called by, what it says, where that stands
CAR, _ELECTRIC, _TWO_WHEELS = "car", "electric", "two_wheels"


@dataclass(frozen=True, slots=True)
class KindCharge:
    """What is charged for the vehicles of a row at its place; `charge` is called as its cells call it."""

    places: frozenset[str]
    vehicles: frozenset[str]
    charge: DayCharge


def charges(hits: Sequence[Hit], paper: PaperOf) -> list[KindCharge]:
    """The charges of the rows of the first table that has one a row, each for a place or a kind of vehicle; else none."""
    seen = set()
    for hit in hits:
        under = (hit.document.doc_id, hit.passage.section)
        if hit.passage.kind != "row" or under in seen or not is_by_time(hit.passage.text):
            continue
        seen.add(under)
        beside = [one for one in paper(hit.document) if one.section == hit.passage.section]
        if len(found := _of_table(hit, beside)) > 1:
            return found
    return []


def meant(some: Sequence[KindCharge], told: str) -> list[KindCharge]:
    """Those for the place and the vehicle that a question names; a small car's where it names none, and at every place."""
    vehicles, places = vehicles_in(told), _kinds("places", told)
    wanted = vehicles or {CAR}
    fitting = [one for one in some if wanted & one.vehicles]
    if wanted <= {CAR, _ELECTRIC} and not fitting:  # without a row of their own they are cars as all others
        fitting = [one for one in some if CAR in one.vehicles or not one.vehicles]
    return [one for one in fitting if places & one.places] if places else fitting


def is_of_cars(told: str) -> bool:
    """Whether no vehicle but a small car is named."""
    return vehicles_in(told) <= {CAR, _ELECTRIC}


def names_one(told: str) -> bool:
    """Whether a question names a place or a kind of vehicle."""
    return bool(_kinds("places", told) or vehicles_in(told))


def vehicles_in(told: str) -> frozenset[str]:
    """The kinds of vehicles that a text names."""
    found = _kinds("vehicles", told)
    return found - {CAR, _TWO_WHEELS} if _ELECTRIC in found else found  # 新能源小型车, 新能源车（电动车）


def words_of(key: str) -> list[str]:
    """The patterns of all places, or of all vehicles."""
    return [pattern.pattern for pattern in _words(key).values()]


def without_kinds(told: str) -> str:
    """A text without the places and the vehicles of four wheels that it names."""
    vehicles = (pattern for kind, pattern in _words("vehicles").items() if kind != _TWO_WHEELS)
    for pattern in (*_words("places").values(), *vehicles):
        told = pattern.sub(" ", told)
    return told


def _of_table(hit: Hit, beside: Sequence[Passage]) -> list[KindCharge]:
    """The charge of each row, or of each column; none at all where one is of something else, a part of one charge perhaps."""
    of_all = [one for one in beside if one.kind != "row" and _HOLDS_FOR_ALL.search(fold(one.text))]
    rows = list(_filled(beside))
    found = []
    for label, text, own in _by_columns(rows) or _by_rows(rows):
        places, vehicles = _kinds("places", fold(" ".join(label))), vehicles_in(fold(" ".join(label)))
        if any(any(days_named(one)) for one in label) or not (places or vehicles):
            return []
        parts = [*own, *of_all]
        charge = charge_in("。".join((text, *(one.text for one in of_all))))
        if charge is None:
            charge, parts = charge_in(text), own
        if charge is not None:
            name = "".join(one for one in label if _kinds("places", fold(one)) | vehicles_in(fold(one)))
            hits = tuple(replace(hit, passage=one) for one in parts)
            found.append(KindCharge(places, vehicles, DayCharge(name, charge, hits)))
    return found


def _by_rows(rows: Sequence[_Row]) -> list[_Entry]:
    """What each row is of, its cells before the first figure, and what it says."""
    return [
        (
            list(takewhile(lambda value: not _SPAN.search(ruled(value)), (value for _, value in cells))),
            "; ".join(f"{header}: {value}" for header, value in cells),
            [passage],
        )
        for passage, cells in rows
    ]


def _by_columns(rows: Sequence[_Row]) -> list[_Entry]:
    """The same of columns, 项目: 免费时间; 地下: 30分钟; 地面: 15分钟; empty where the headers are of nothing that is charged for."""
    headers = list(dict.fromkeys(header for _, cells in rows for header, _ in cells[1:]))
    if len(headers) < 2 or not all(_kinds("places", fold(one)) | vehicles_in(fold(one)) for one in headers):
        return []
    return [
        (
            [header],
            "，".join(
                f"{cells[0][1]}: {dict(cells)[header]}"
                for _, cells in rows
                if header in dict(cells) and not _OF_AN_HOUR.search(fold(cells[0][1]))
            ),
            [passage for passage, _ in rows],
        )
        for header in headers
    ]


def _filled(beside: Sequence[Passage]) -> Iterator[_Row]:
    """Each row with its cells; one that says the same as another, above it or by its name, has what stands there."""
    rows: list[dict[str, str]] = []
    for one in beside:
        if one.kind == "row":
            cells = [(header, _in_full(header, value, rows)) for header, value in cells_of(one.text)]
            rows.append(dict(cells))
            yield one, cells


def _in_full(header: str, value: str, above: Sequence[Mapping[str, str]]) -> str:
    named = _SAME_AS.fullmatch(value)
    if _ABOVE.fullmatch(value) and above:
        return above[-1].get(header, value)
    same = (row for row in above if named and any(named[1] in cell for cell in row.values()))
    return next((row[header] for row in same if header in row), value)


def _kinds(key: str, text: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in _words(key).items() if pattern.search(text))


@cache
def _words(key: str) -> Mapping[str, re.Pattern[str]]:
    return {kind: re.compile(pattern) for kind, pattern in read_table("tariff.yaml")[key].items()}
