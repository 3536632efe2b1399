"""A figure of a report against that of the same time a year before: the gap and the share, both marked as computed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.english import cell_in
from assistant.model import Handling
from assistant.quoted.comparison import metrics, named
from assistant.quoted.contrast import Compared, amount_of, contrast
from assistant.quoted.interpreter import row_in_english
from assistant.quoted.replay_words import asks as asks_for
from assistant.quoted.reported import Figure
from assistant.reply import Line, Reply, spoken
from knowledge.text import fold

_YEAR = re.compile(r"20\d\d")
_AGAINST_A_YEAR = re.compile(r"[比跟和与较](20\d\d)")
_OF_ALL = re.compile(r"同比|year[- ]on[- ]year|yoy")
_FEW = 2  # metrics whose gap is told beside their share

_WORDS = {
    False: {
        "up": "{event}{metric}比{earlier}增长{due}%（计算得出：({now}−{then})÷{then}）。",
        "down": "{event}{metric}比{earlier}下降{due}%（计算得出：({then}−{now})÷{then}）。",
    },
    True: {
        "up": "{event} {metric}: up {due}% on {earlier} (calculated: ({now} − {then}) ÷ {then}).",
        "down": "{event} {metric}: down {due}% on {earlier} (calculated: ({then} − {now}) ÷ {then}).",
    },
}


def asks_year_before(said: str) -> bool:
    """Whether a folded text asks for the same time of the year before."""
    return asks_for("year_before", said)


def against(event: str, metric: str, now: Compared, then: Compared, english: bool) -> list[Line]:
    """By how much a figure is above or below the earlier one, and by what share of it; rates differ by points alone."""
    lines = contrast([now, then], "", english)
    a, b = amount_of(now.value), amount_of(then.value)
    if b and a != b and "%" not in now.value + then.value:
        text = _WORDS[english]["up" if a > b else "down"].format(
            event=cell_in(event, english),
            metric=cell_in(metric, english),
            earlier=cell_in(then.event, english),
            due=f"{(abs(a - b) / b * 100).quantize(Decimal('0.1'), ROUND_HALF_UP):f}",
            now=cell_in(now.value, english),
            then=cell_in(then.value, english),
        )
        lines.append(Line(text, (now.source, then.source)))
    return lines


def on_the_year_before(
    text: str, topic: str, figures: Sequence[Figure], english: bool = False
) -> Reply | None:
    """The figures of one report that a message names against those that their rows give for a year before."""
    said, whole = fold(text), fold(f"{topic} {text}")
    asked = whole if said.rstrip("?").endswith("呢") and not asks_year_before(said) else said
    if not asks_year_before(asked):
        return None
    held = [one for one in figures if one.earlier and _is_of_that_year(one, asked)]
    meant = [one for one in _named(text, topic, figures) if one in held]
    if not meant and _OF_ALL.search(asked) and not metrics(asked, figures):
        meant = [one for one in held if one.event in asked]
    return Reply(Handling.ANSWER, tuple(lines_of(meant, english)), 0.9) if meant else None


def _named(text: str, topic: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one report that a message names, or that it leaves to what was asked before."""
    return named(text, topic, figures) or named(f"{topic} {text}", "", figures)


_COMPARES = re.compile(
    r"[比跟和与较]|同期|(?<![a-z])(?:vs|versus|than|compar\w+|grow\w*|grew|yoy|year[- ]on)"
)
_GROWTH = re.compile(r"(?:的)?(?:同比|去年同期|上年同期)(?:增长|增幅|增减|变化|涨幅|增速)?率?")


def growth_rows(text: str, topic: str, figures: Sequence[Figure]) -> list[Figure]:
    """The rows of one report that give a figure's growth on the year before, each with the figure itself behind it."""
    said = fold(text)
    if not asks_year_before(said):
        return []
    meant = _named(text, topic, figures)
    own = [one for one in figures if meant and one.report == meant[0].report]
    plain = [one for one in meant if not _GROWTH.search(one.metric)]
    grown = [
        one
        for one in own
        if _GROWTH.search(one.metric) and any(_GROWTH.sub("", one.metric) == two.metric for two in plain)
    ]
    return [*grown, *plain] if grown else []


def without_year_before(text: str, topic: str, figures: Sequence[Figure]) -> Figure | None:
    """The figure of one report that is to be held against the year before, of which its rows say nothing."""
    said = fold(text)
    asks = asks_year_before(said) and _COMPARES.search(said)
    meant = _named(text, topic, figures) if asks else []
    if not meant or any(one.earlier or _GROWTH.search(one.metric) for one in meant):
        return None
    others = {one.report for one in figures if one.event == meant[0].event}
    return meant[0] if len(others) == 1 else None


def tells_year_before(text: str, metric: str) -> bool:
    """Whether a sentence of a text speaks of a figure and of the year before."""
    return any(metric in one and asks_year_before(one) for one in _SENTENCE.split(fold(text)))


_SENTENCE = re.compile(r"[。;；]")


def lines_of(meant: Sequence[Figure], english: bool) -> list[Line]:
    """What the figures that have an earlier one are against it, and the rows that give both."""
    lines: list[Line] = []
    for one in meant:
        now = Compared(f"{one.event}{one.metric}", one.value, one.source)
        then = Compared(one.earlier_called, one.earlier, one.source)
        told = against(one.event, one.metric, now, then, english)
        lines += told if len(meant) <= _FEW else told[-1:]
    rows = {one.source.passage.passage_id: one.source for one in meant}.values()
    shown = (row_in_english(row.passage.text) if english else spoken(row.passage) for row in rows)
    return [*lines, *(Line(text, (row,)) for text, row in zip(shown, rows, strict=True) if text)]


def _is_of_that_year(figure: Figure, said: str) -> bool:
    """Whether the earlier figure of a row is of the year that a text compares with, where both say one: 比2024年."""
    told, own = _AGAINST_A_YEAR.search(said), _YEAR.search(figure.earlier_called)
    return told is None or own is None or told[1] == own[0]
