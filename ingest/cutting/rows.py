"""A table row as pieces: one, or several that each say whose row it is and under which header they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.cutting.sentences import Unit, cut, packed
from ingest.cutting.sizes import Ruler
from ingest.tables import row_text

_RUNNING_NUMBER = re.compile(r"(?:序号|序號|行号|行號|序|no\.?|#|列1)", re.IGNORECASE)


def row_texts(text: str, columns: Mapping[str, str], ruler: Ruler) -> list[str]:
    """The row's text; a long one in parts that all begin with its key column and repeat their headers."""
    sizes = ruler.sizes
    if ruler.size(text) <= sizes.row:
        return [text]
    if not columns:
        return cut(text, ruler, sizes.whole)
    key = _key_of(columns)
    head = row_text({key: columns[key]})
    if ruler.size(head) > sizes.lead:
        head = ""
    rest = {header: value for header, value in columns.items() if not head or header != key}
    room = sizes.whole - (ruler.size(head) + 1 if head else 0)
    cells = [cell for header, value in rest.items() for cell in _cells(header, value, ruler, room)]
    ruler.learn(cells)
    units = [Unit(cell, ruler.size(cell) + 1) for cell in cells]
    runs = packed(units, room)
    return [
        "; ".join((head, *(unit.text for unit in run)) if head else (u.text for u in run)) for run in runs
    ]


def _key_of(columns: Mapping[str, str]) -> str:
    """The first column that is more than a running number."""
    named = (header for header in columns if not _RUNNING_NUMBER.fullmatch(header.strip()))
    return next(named, next(iter(columns)))


def _cells(header: str, value: str, ruler: Ruler, room: int) -> Iterator[str]:
    """ "header: value"; a long value in parts that each repeat the header."""
    named = row_text({header: ""})
    if ruler.size(named) > room // 2:
        yield from cut(row_text({header: value}), ruler, room)
        return
    for part in cut(value, ruler, room - ruler.size(named)):
        yield row_text({header: part})
