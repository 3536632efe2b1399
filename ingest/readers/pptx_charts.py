"""Charts as tables: categories and values of every kind, from the numbers that the file keeps for drawing."""

from __future__ import annotations

from typing import Any

from ingest.cleaning import one_line
from ingest.grids import Grid, plain
from ingest.readers.number_formats import plain as plain_number

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MAX_SERIES = 50  # of one chart
_MAX_POINTS = 20_000  # of one chart


def chart_grid(shape: Any) -> Grid:
    """Categories and values of a chart of any kind, from the numbers that the file keeps for it."""
    try:
        series = list(shape.chart_part._element.iter(f"{_C}ser"))[:_MAX_SERIES]
    except (AttributeError, KeyError, ValueError):
        return []
    names = [_point_texts(one.find(f"{_C}tx")) for one in series]
    labels = [
        _point_texts(one.find(f"{_C}cat") if one.find(f"{_C}cat") is not None else one.find(f"{_C}xVal"))
        for one in series
    ]
    values = [
        _point_texts(one.find(f"{_C}val") if one.find(f"{_C}val") is not None else one.find(f"{_C}yVal"))
        for one in series
    ]
    header = ["类别", *(" ".join(name.values()) or f"系列{number}" for number, name in enumerate(names, 1))]
    places = sorted({place for column in values for place in column})[:_MAX_POINTS]
    rows = [
        [
            next((column[place] for column in labels if place in column), str(place + 1)),
            *(column.get(place, "") for column in values),
        ]
        for place in places
    ]
    return plain([header, *rows]) if rows else []


def _point_texts(element: Any) -> dict[int, str]:
    """Place -> text of the stored points; of labels in several levels, the innermost."""
    if element is None:
        return {}
    level = next(element.iter(f"{_C}lvl"), element)
    texts: dict[int, str] = {}
    for point in level.iter(f"{_C}pt"):
        place, text = point.get("idx") or "", point.findtext(f"{_C}v") or ""
        if place.isdecimal() and len(place) < 8:
            texts[int(place)] = _figure(text)
    single = one_line(element.findtext(f"{_C}v") or "")
    return texts or ({0: single} if single else {})


def _figure(text: str) -> str:
    try:
        return plain_number(float(text)) or one_line(text)
    except (ValueError, OverflowError):
        return one_line(text)
