"""What a line over a directory's rows says of all their cells: that every telephone has an area code in front."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.headers import column_of
from ingest.model import Section
from ingest.tables import row_text

_AREA_CODE = re.compile(
    r"(?:电话|電話|座机|座機|号码|號碼|区号|區號|tel(?:ephone)?s?|phones?|area code)[^。；;\n\d]{0,16}(?P<code>0\d{2,3}|\+?85[23])(?!\d)",
    re.IGNORECASE,
)
_TELLS = re.compile(r"[前加]|[区區][号號]|area code|prefix|dial", re.IGNORECASE)
_LOCAL = re.compile(r"(?<![\d+-])(?=[2-9])\d{4}[ -]?\d{3,4}(?![\d-])")


def with_area_codes(sections: Sequence[Section]) -> list[Section]:
    """The sections, local telephone numbers with the area code that a line of their sheet says is left out."""
    codes = {_sheet(section): code for section in sections if (code := _code(section))}
    return [
        _completed(section, codes[_sheet(section)]) if _sheet(section) in codes else section
        for section in sections
    ]


def _sheet(section: Section) -> str:
    return section.row.split("!")[0]


def _code(section: Section) -> str:
    """The area code that a line or a title tells; of a row of the table none."""
    lines = section.path if section.columns else (section.text, *section.path)
    told = (match for line in lines if (match := _AREA_CODE.search(line)) and _TELLS.search(match[0]))
    return next((match["code"] for match in told), "")


def _completed(section: Section, code: str) -> Section:
    if not section.columns:
        return section
    columns = {
        header: _LOCAL.sub(rf"{code}-\g<0>", value) if _is_of_phones(header) else value
        for header, value in section.columns.items()
    }
    return (
        section if columns == section.columns else replace(section, columns=columns, text=row_text(columns))
    )


def _is_of_phones(header: str) -> bool:
    column = column_of(header)
    return column is not None and column.field == "phone"
