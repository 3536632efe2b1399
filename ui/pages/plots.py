"""Figures as Plotly draws them: in the house's colours, readable on light and dark, at any width, asking nobody."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from gradio.components.plot import PlotData

GREEN, GOLD, RED, BLUE, GREY = "#43806b", "#c08a2d", "#b9513a", "#4a76a8", "#8f8b7e"
COLOURS = (GREEN, GOLD, BLUE, RED, GREY, "#7d5f9c", "#93bfad")
_CLEAR = "rgba(0,0,0,0)"
_LINES = "rgba(128,128,128,.25)"
_TEXT = "#6f6b60"  # the page's own rules colour text; this is what is left without them
HEIGHT = 280

Series = Mapping[str, Sequence[float | None]]


def bars(labels: Sequence[str], series: Series, unit: str = "", is_share: bool = False) -> PlotData:
    """Upright bars, one colour a series; shares from 0 to 1 as percentages."""
    go = _graphs()
    told = "%{x} %{y:.1%}" if is_share else f"%{{x}} %{{y}}{unit}"
    drawn = [
        go.Bar(name=name, x=list(labels), y=list(values), marker_color=colour, hovertemplate=told)
        for (name, values), colour in zip(series.items(), COLOURS, strict=False)
    ]
    return _figure(drawn, xaxis={"type": "category"}, yaxis={"tickformat": ".0%"} if is_share else {})


def lines(labels: Sequence[str], series: Series) -> PlotData:
    """Shares from 0 to 1 over time; a gap where there is none."""
    go = _graphs()
    drawn = [
        go.Scatter(
            name=name, x=list(labels), y=list(values), mode="lines+markers", connectgaps=False,
            line={"color": colour, "width": 2}, marker={"size": 6}, hovertemplate="%{x} %{y:.1%}",
        )
        for (name, values), colour in zip(series.items(), COLOURS, strict=False)
    ]  # fmt: skip
    return _figure(drawn, xaxis={"type": "category"}, yaxis={"tickformat": ".0%", "rangemode": "tozero"})


def ranking(labels: Sequence[str], series: Series) -> PlotData:
    """Lying bars, the first one on top."""
    go = _graphs()
    drawn = [
        go.Bar(
            name=name,
            y=list(labels),
            x=list(values),
            orientation="h",
            marker_color=colour,
            hovertemplate="%{y} %{x}",
        )
        for (name, values), colour in zip(series.items(), COLOURS, strict=False)
    ]
    height = max(HEIGHT, 60 + len(labels) * 30)
    return _figure(drawn, height, yaxis={"autorange": "reversed", "type": "category"})


def _figure(drawn: Sequence[Any], height: int = HEIGHT, **layout: Any) -> PlotData:
    axis = {"gridcolor": _LINES, "zerolinecolor": _LINES, "automargin": True, "fixedrange": True}
    both = {name: axis | layout.pop(name, {}) for name in ("xaxis", "yaxis")}
    figure = _graphs().Figure(
        list(drawn),
        layout={
            "template": "none",
            "height": height,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "paper_bgcolor": _CLEAR,
            "plot_bgcolor": _CLEAR,
            "font": {"color": _TEXT, "size": 12},
            "legend": {"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0},
            "showlegend": len(drawn) > 1,
            "dragmode": False,
            "bargap": 0.35,
            **both,
            **layout,
        },
    )
    told = json.loads(figure.to_json()) | {"config": {"displayModeBar": False, "locale": "zh-CN"}}
    return PlotData(type="plotly", plot=json.dumps(told, ensure_ascii=False))


def _graphs() -> Any:
    """Imported when somebody first looks: it takes a quarter of a second that a server need not wait for."""
    import plotly.graph_objects

    return plotly.graph_objects
