"""Which columns of a directory hold the units' numbers and the hours, where a header does not say so and its cells do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ingest.columns import BARE_HOURS, plain_header
from ingest.headers import A_SHOP, without_legend
from ingest.whereabouts import whereabouts
from knowledge.text import fold
from knowledge.writing.floors import is_floor
from knowledge.writing.presence import OPEN, state_in

_A_NUMBER = frozenset(
    ("code", "shopcode", "storecode", "brandcode", "tenantcode", "merchantcode", "merchantno", "编号", "编码", "代码")
)  # fmt: skip
_NUMBER = re.compile(r"[A-Za-z]{0,3}[\s-]?[A-Za-z]?\d{1,4}[A-Za-z]?(?:\s*[-&,/]\s*\d{1,4}[A-Za-z]?)*")
# B101N1, L1-05, 2F-301, LG12, B102-03: a number that begins with its floor, as no number of a list does.
_ON_A_FLOOR = re.compile(
    r"(?:[LBF]\d{1,2}|\d{1,2}F|[LU]G\d?|G)[-\s]?[A-Z]{0,2}\d{1,4}[A-Z]{0,2}\d{0,2}"
    r"(?:\s*[-&,/、，]\s*[A-Z]{0,2}\d{0,2}-?[A-Z]{0,2}\d{1,4}[A-Z]?\d{0,2})*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*[(（]([^()（）]+)[)）]\s*")


def units_by_cell(columns: Mapping[str, str], fields: Mapping[str, str]) -> list[str]:
    """The header over a row's unit, of a row of which none says so: Shop OT 115 beside Restaurant Al Molo, code L1-05.

    `fields` is what each known header means. A place counts where it is a unit's: location B1-12.
    """
    named = [header for header, field in fields.items() if field == "name"]
    numbers = [header for header in named if plain_header(header) in A_SHOP]
    if len(named) > 1 and numbers:
        return [header for header in numbers if _NUMBER.fullmatch(columns[header])]
    codes = (header for header in columns if plain_header(header) in _A_NUMBER)
    places = (header for header, field in fields.items() if field == "location")
    return _first_unit(columns, (*codes, *places)) if named else []


# 09:30-18:00, 11:00–次日01:00, 周三至周日 09:00-18:30, 24小时, 同商场, 见备注: and no day of a calendar.
_A_CLOCK = re.compile(r"(?<!\d)\d{1,2}\s?[:：]\s?\d{2}(?!\d)|24\s?(?:小时|h)|全天|(?:同|随)商场|[见詳详]备注")
_A_DAY = re.compile(r"\d\s?[日号]|\d[-/.]\d{1,2}[-/.]\d|\d/\d")


def hours_by_cell(columns: Mapping[str, str], fields: Mapping[str, str]) -> list[str]:
    """The header over a shop's hours, where none says so: 营业(空=同商场), and 时间 beside its unit and its kind.

    A list of what shops do at an hour has 时间 too, which is none of theirs.
    """
    if {"hours_weekday", "hours_weekend", "opens"} & set(fields.values()):
        return []
    is_listed = {"unit", "name", "category"} <= set(fields.values())
    return [
        header
        for header in columns
        if (bare := without_legend(plain_header(header))) in BARE_HOURS
        and (is_listed or bare == "营业")
        and header not in fields
        and _A_CLOCK.search(columns[header])
        and not _A_DAY.search(columns[header])
    ][:1]


def without_state(cell: str) -> tuple[str, str]:
    """A cell without the brackets that say a shop's state, and what they say: L3（装修） in L3 and 装修."""
    for match in _BRACKETED.finditer(cell):
        if state_in(match[1]) != OPEN:
            return " ".join(cell.replace(match[0], " ").split()), match[1]
    return cell, ""


def _first_unit(columns: Mapping[str, str], headers: Iterable[str]) -> list[str]:
    return next(([header] for header in headers if _is_unit(without_state(columns[header])[0])), [])


def _is_unit(cell: str) -> bool:
    text = cell.strip()
    found = whereabouts(text)
    return bool(_ON_A_FLOOR.fullmatch(text) or is_floor(fold(text)) or (found.floor and found.unit))
