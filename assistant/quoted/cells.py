"""A row of a table as it is kept, `header: value; header: value`, taken apart."""

from __future__ import annotations

import re

_CELL = re.compile(r"([^;；:：]+)[:：]\s*([^;；]*)")


def cells_of(row: str) -> list[tuple[str, str]]:
    """The headers of a row with their values, in its order."""
    return [(header.strip(), value.strip()) for header, value in _CELL.findall(row)]
