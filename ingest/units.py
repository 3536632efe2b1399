"""Which column of a directory holds the numbers of the units, where its header does not say so and its cells do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ingest.columns import plain_header
from ingest.headers import A_SHOP
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
