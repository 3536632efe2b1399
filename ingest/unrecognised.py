"""Tables that look like a directory of shops and could not be read as one: a person should name the columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from ingest.directory import columns_of, fields_of, is_directory_row
from ingest.headers import column_of
from ingest.model import Section
from knowledge.text import fold
from knowledge.writing.floors import key_of
from knowledge.writing.trading import spans_on

_FEWEST = 6  # rows that make a table a directory
_MOST_ROWS = 200  # looked at
_MOST_NAMED = 8  # columns in a warning
_UNIT = re.compile(r"(?:[a-z]{1,3}\d?[-\s]?)?\d{2,4}[a-z]?(?:[-、,/].*)?")
_PHONE = re.compile(r"[\d\s()+-]{7,}")
_SHARE = 0.6
_ANY_DAY = date(2026, 1, 5)  # a Monday


def remarks_on(sections: Sequence[Section], is_directory: bool, has_shops: bool) -> tuple[str, ...]:
    """What to tell whoever added a table: columns kept back, or that no shop was found in it."""
    rows = [section for section in sections if section.kind == "row" and section.columns]
    if is_directory and has_shops:
        return _kept_back(rows)
    return tuple(_unread(rows))


def _kept_back(rows: Iterable[Section]) -> tuple[str, ...]:
    shops = [section.columns for section in rows if is_directory_row(section.columns)]
    unknown = Counter(header for columns in shops for header in columns if header not in columns_of(columns))
    names = [header for header, count in unknown.most_common(_MOST_NAMED) if count > 1]
    if not names:
        return ()
    return (f"Columns of the directory that are not known are shown to staff only: {', '.join(names)}.",)


def _unread(rows: Sequence[Section]) -> Iterable[str]:
    """A warning for each table whose cells look like shops."""
    tables: dict[tuple[str, ...], list[Section]] = {}
    for section in rows:
        tables.setdefault(
            (section.row.split("!R")[0] if "!R" in section.row else "", *section.path), []
        ).append(section)
    for table in tables.values():
        if len(table) >= _FEWEST and _looks_like_shops(table[:_MOST_ROWS]):
            headers = list(dict.fromkeys(header for section in table for header in section.columns))
            unknown = [header for header in headers if column_of(header) is None][:_MOST_NAMED]
            has = sorted({field for section in table for field in fields_of(section.columns)})
            yield (
                f"A table of {len(table)} rows looks like a shop directory, but was not read as one "
                f"(understood: {', '.join(has) or 'nothing'}; not understood: {', '.join(unknown) or 'nothing'}). "
                "Name the columns 铺位号, 店名, 楼层, 业态, 营业时间 (or Unit, Store, Floor, Category, Hours)."
            )


def _looks_like_shops(table: Sequence[Section]) -> bool:
    """Most rows have hours of a day, and a floor, a unit or a telephone number, in cells of their own."""
    fitting = 0
    for section in table:
        cells = [fold(value) for value in section.columns.values()]
        has_hours = any(len(cell) < 40 and spans_on(cell, _ANY_DAY) for cell in cells)
        has_place = any(len(cell) <= 20 and (key_of(cell) or _UNIT.fullmatch(cell)) for cell in cells)
        has_phone = any(_PHONE.fullmatch(cell) for cell in cells)
        has_dates = any(re.search(r"20\d{2}-\d|\d月\d", cell) for cell in cells)
        fitting += has_hours and (has_place or has_phone) and not has_dates
    return fitting >= _SHARE * len(table)
