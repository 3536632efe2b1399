"""Where each row of a directory lies, when that stands over the rows and not in them: a sheet a floor, a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.directory import fields_of, is_directory_row
from ingest.halls import hall_in, names_a_building
from ingest.model import Section
from ingest.tables import row_text
from knowledge.text import fold, is_cjk
from knowledge.writing.floors import FLOOR, is_floor, key_of, keys_in, own_names
from knowledge.writing.moves import is_row_of_changes

_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
_REMARK = re.compile(r"^(?:注|说明|备注|※|\*|note|remark)|[:：。;；]", re.IGNORECASE)
_LETTERED = re.compile(r"^([LB]\d{1,2})[层層楼樓]$")  # L1层 is L1, in English too
_LONGEST = 24  # characters of a heading
_LONGEST_TRADE = 48  # of one over a table, in two languages
_APART = re.compile(r"\s+/\s+")  # a wider kind and a narrower one
_FEW = 0.5  # of the rows: a floor written on fewer stands for those under it


@dataclass(slots=True)
class _Place:
    """What the headings above a row say."""

    table: str = ""
    floor: str = ""
    trade: str = ""
    row_floor: str = ""


def placed(sections: Iterable[Section]) -> list[Section]:
    """The sections of a directory, every row with its floor, and with its trade where that is a heading.

    A floor comes from the row's own cell, else from the heading above it, else from the name or
    title of its sheet; a cell left empty under a filled one stands for it where most are empty.
    """
    some = list(sections)
    is_filled_down = _is_filled_down(some)
    trades = _trades(some)
    place = _Place()
    found = []
    for section in some:
        table = _table_of(section)
        if table != place.table:
            place = _Place(table, floor=_titled(section.path), trade=_trade_over(section.path, trades))
        if heading := _heading(section):
            _take(place, heading, section)
        if not heading:
            found.append(_with_place(section, place, is_filled_down))
        elif not (section.columns and is_floor(fold(heading))):  # it stands in every row under it
            found.append(section)
    return found


def _table_of(section: Section) -> str:
    """The sheet or table that a row stands in."""
    return section.row.split("!R")[0] if "!R" in section.row else "/".join(section.path)


def _titled(path: tuple[str, ...]) -> str:
    """The floor that names a sheet or stands in a title; the nearest first. What explains numbers by an example names none."""
    path = tuple(title for title in path if not _REMARK.search(title))
    for title in reversed(path):
        if is_floor(fold(title)) or own_names(fold(title)):
            return _LETTERED.sub(r"\1", _bare(title))
    for title in reversed(path):
        if (match := FLOOR.search(fold(title))) and len(set(keys_in(fold(title)))) == 1:
            return match[0].upper()
    return ""


def _trades(sections: Iterable[Section]) -> frozenset[str]:
    """The headings over some rows of shops and not over others that may say what those are: ### 餐饮 Dining."""
    paths = {section.path for section in sections if section.kind == "row" and _names_a_shop(section)}
    everywhere = frozenset.intersection(*map(frozenset, paths)) if paths else frozenset()
    return frozenset(
        title for path in paths for title in path if title not in everywhere and _is_trade(title)
    )


def _is_trade(title: str) -> bool:
    folded = fold(title)
    says_where = (
        FLOOR.search(folded)
        or keys_in(folded)
        or own_names(folded)
        or names_a_building(title)
        or hall_in([title])
    )
    return not says_where and len(title) <= _LONGEST_TRADE and not re.search(r"\d", title)


def _trade_over(path: tuple[str, ...], trades: frozenset[str]) -> str:
    return next((_bare(title) for title in reversed(path) if title in trades), "")


def _heading(section: Section) -> str:
    """The text of a row that only heads others; empty for any other section."""
    values = list(section.columns.values()) or ([section.text] if section.kind == "prose" else [])
    if len(values) != 1 or "\n" in values[0] or len(values[0]) > _LONGEST:
        return ""
    return "" if _REMARK.search(values[0]) else _bare(values[0])


def _take(place: _Place, heading: str, section: Section) -> None:
    folded = fold(heading)
    if is_floor(folded):
        place.floor, place.trade, place.row_floor = heading, "", ""
        return
    if match := FLOOR.search(folded):
        place.floor = match[0].upper()
        heading = _bare(FLOOR.sub(" ", folded))
    if heading and section.columns and not re.search(r"\d", heading):
        place.trade = heading


def _with_place(section: Section, place: _Place, is_filled_down: bool) -> Section:
    if section.kind != "row" or not (section.columns and _names_a_shop(section)):
        return section
    fields = fields_of(section.columns)
    own = section.columns.get(fields.get("floor", ""), "")
    place.row_floor = own or place.row_floor
    more = {}
    floor = own or (place.row_floor if is_filled_down else "") or place.floor
    if floor and not own:
        more[_header(section, "Level", "楼层")] = floor
    if place.trade and "category" not in fields:
        trade, *narrower = _APART.split(place.trade)
        more[_header(section, "Category", "业态")] = trade
        if narrower and "subcategory" not in fields:
            more[_header(section, "Subcategory", "业态二级")] = " / ".join(narrower)
    if not more:
        return section
    columns = section.columns | more
    return replace(section, columns=columns, text=row_text(columns))


def _names_a_shop(section: Section) -> bool:
    return "name" in fields_of(section.columns) and not is_row_of_changes(section.columns)


def _header(section: Section, english: str, chinese: str) -> str:
    """A header in the language of the table's own."""
    return chinese if any(map(is_cjk, "".join(section.columns))) else english


def _is_filled_down(sections: Iterable[Section]) -> bool:
    """Whether the floor is written once for the rows under it: most rows of shops have none."""
    rows = list(_floors_of(sections))
    return any(rows) and sum(rows) < _FEW * len(rows)


def _floors_of(sections: Iterable[Section]) -> Iterator[bool]:
    for section in sections:
        if section.kind == "row" and is_directory_row(section.columns):
            yield bool(key_of(fold(section.columns.get(fields_of(section.columns).get("floor", ""), ""))))


def _bare(text: str) -> str:
    bare = _DECORATION.sub("", text)
    return f"{bare})" if "(" in bare and ")" not in bare else bare
