"""A chart of curves in the unit square, as an SVG that stays legible on light and on dark pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_SIZE, _LEFT, _TOP, _BELOW, _LEGEND = 320, 56, 16, 48, 250
_COLOURS = ("#1f77b4", "#d95f02", "#1b9e77", "#7570b3", "#c2185b", "#7f7f7f")
Points = Sequence[tuple[float, float]]


def chart(across: str, up: str, curves: Mapping[str, Points]) -> str:
    """Axis captions, and name -> points (x, y), both from 0 to 1."""
    width, height = _LEFT + _SIZE + _LEGEND, _TOP + _SIZE + _BELOW
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
            f' height="{height}" font-family="sans-serif" font-size="12">',
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *_grid(),
            *(_curve(number, name, points) for number, (name, points) in enumerate(curves.items())),
            _text(_LEFT + _SIZE / 2, _TOP + _SIZE + 38, across, "middle"),
            f'<g transform="translate(14 {_TOP + _SIZE / 2}) rotate(-90)">{_text(0, 0, up, "middle")}</g>',
            "</svg>",
            "",
        ]
    )


def _grid() -> list[str]:
    parts = []
    for tenth in range(0, 11, 2):
        x, y = _place(tenth / 10, tenth / 10)
        parts.append(
            f'<path d="M{x:g} {_TOP}V{_TOP + _SIZE}M{_LEFT} {y:g}H{_LEFT + _SIZE}" stroke="#dddddd"/>'
        )
        parts.append(_text(x, _TOP + _SIZE + 16, f"{tenth / 10:.1f}", "middle"))
        parts.append(_text(_LEFT - 6, y + 4, f"{tenth / 10:.1f}", "end"))
    return parts


def _curve(number: int, name: str, points: Points) -> str:
    colour = _COLOURS[number % len(_COLOURS)]
    dash = ' stroke-dasharray="5 3"' if number >= len(_COLOURS) else ""
    line = "L".join("{:.1f} {:.1f}".format(*_place(x, y)) for x, y in points)
    y = _TOP + 16 + 20 * number
    x = _LEFT + _SIZE + 14
    return (
        f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
        f'<path d="M{x} {y - 4}h22" stroke="{colour}" stroke-width="2"{dash}/>{_text(x + 28, y, name, "start")}'
    )


def _place(x: float, y: float) -> tuple[float, float]:
    return _LEFT + _SIZE * x, _TOP + _SIZE * (1 - y)


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="#333333">{escape(text)}</text>'
