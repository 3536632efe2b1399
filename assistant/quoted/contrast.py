"""Figures of several reports held against each other: difference, order, total, average of a day; every step shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assistant.english import cell
from assistant.grounding.figures import read
from assistant.reply import Line, Source
from knowledge.text import fold

_SHARE = re.compile(r"增长率|涨幅|增幅|百分之|几个?点|增长了?多少|涨了?多少|%|percent")
_ORDER = re.compile(
    r"排(?:一下|一排|下|个|出)?个?(?:队(?!多久|多长)|先后|座次|高低)|排(?:个|一?下)?(?:名|序|行|位)|谁[高低多少好差]|哪.{0,3}最|最[高低多少好差]|从[高低多少]到|rank|highest|lowest|most|best"
)
_GAP = re.compile(r"[差高低多少]了?(?:多少|几)|差距|相差|by how much|difference")
_TOTAL = re.compile(
    r"总共|一共|合计|合共|加起来|共计|总和|加(?:在)?一[起块]|加埋|加总|altogether|in total|in all|sum of|the sum|combined|together|add(?:ed)? (?:them |both |up)"
)
_DAILY = re.compile(
    r"日均|平均(?:下来|到|算)?(?:每|一)[天日]|每[天日]平均|一天平均|(?:[摊匀分均除]|折算?|算|平摊)(?:到|成|下来到?)(?:每|一|单)[天日]|按(?:天|日)(?:平?均|摊|算|比)|单日平均"
    r"|daily average|average (?:daily|per day)|per[ -]day|(?:each|a|every) day on average|averaged? (?:over|out|by|per|to) (?:the |a |each )?days?|on average (?:each|a|per|every) day"
)
_DAYS_TOLD = re.compile(r"\d\s*[(（]\s*(?:共|计|合计)?\s*(\d{1,2})\s*[天日]\s*[)）]")  # 9.30-10.8(9天)
_NUMBER = re.compile(r"([+-]?\d+(?:,\d{3})*(?:\.\d+)?)\s*([万亿])?\s*(%)?")
_SCALES = {"万": 10_000, "亿": 100_000_000}
_NO_TOTAL = "%"  # shares do not add up

_WORDS = {
    False: {
        "higher": "{first}比{second}高{gap}（计算得出：{step}）。",
        "lower": "{first}比{second}低{gap}（计算得出：{step}）。",
        "equal": "{first}比{second}持平（计算得出：{step}）。",
        "order": "从高到低：{parts}。",
        "total": "合计{due}（计算得出：{step}）。",
        "daily": "{event}日均{due}（计算得出：{value}÷{days}天）",
        "more": "增加",
        "less": "减少",
        "gap": "差额",
        "between": "，",
        "end": "。",
    },
    True: {
        "higher": "{first} is {gap} above {second} (calculated: {step}).",
        "lower": "{first} is {gap} below {second} (calculated: {step}).",
        "equal": "{first} and {second} are equal (calculated: {step}).",
        "order": "From high to low: {parts}.",
        "total": "{due} in all (calculated: {step}).",
        "daily": "{event}, average of a day: {due} (calculated: {value} ÷ {days} days)",
        "more": "up ",
        "less": "down ",
        "gap": "difference ",
        "between": ", ",
        "end": ".",
    },
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of one event as it is written, and its row."""

    event: str
    value: str
    source: Source
    days: int = 0  # that its report counts, where its row does not say


def contrast(rows: Sequence[Compared], text: str, english: bool = False) -> list[Line]:
    """What a question asks of these figures of one metric, the one asked first against each other one else."""
    said = fold(text)
    lines: list[Line] = []
    if _DAILY.search(said) and (daily := _daily(rows, english)):
        return daily
    if _ORDER.search(said) and len(rows) > 1:
        lines.append(_order(rows, english))
    if _TOTAL.search(said) and (total := _total(rows, english)):
        lines.append(total)
    share = _SHARE.search(said) is not None
    asks_gap = len(rows) == 2 or _GAP.search(said)  # who is ahead of two is said with by how much
    if lines and not (asks_gap and _ORDER.search(said)):
        return lines
    return [*lines, *(_difference(rows[0], other, english, share) for other in rows[1:])]


def asks_to_contrast(text: str) -> bool:
    """Whether a question asks for an order, a total or an average of a day."""
    said = fold(text)
    return any(pattern.search(said) for pattern in (_ORDER, _TOTAL, _DAILY))


def asks_daily(text: str) -> bool:
    """Whether a question asks for an average of a day, which one report alone answers."""
    return _DAILY.search(fold(text)) is not None


def asks_gap(text: str) -> bool:
    """Whether a question asks by how much figures differ."""
    return _GAP.search(fold(text)) is not None


def amount_of(value: str) -> Decimal:
    """The number of a value as written, 万 multiplied out; 0 where there is none."""
    match = _NUMBER.search(fold(value))
    if not match:
        return Decimal(0)
    return (Decimal(match[1].replace(",", "")) * _SCALES.get(match[2], 1)).normalize()


def gap_of(gap: Decimal, first: str, second: str) -> str:
    """A difference in the unit that both figures are written in; bare when their units differ."""
    units = {_unit(value) for value in (first, second)}
    if len({unit for _, unit in units}) > 1:
        return f"{gap:,f}"
    scale, unit = min(
        units, key=lambda one: _SCALES.get(one[0], 1)
    )  # 1.2亿元 and 900万元 differ by so many 万元
    if scale == "亿" and gap < _SCALES[scale]:
        scale = "万"
    if unit == "%":
        return f"{gap:.1f}个百分点"
    return f"{(gap / _SCALES[scale]).normalize():,f}{scale}{unit}" if scale else f"{gap:,f}{unit}"


def _difference(first: Compared, second: Compared, english: bool, share: bool) -> Line:
    """First minus second, in words and in their unit, with both operands shown; with `share` in percent, too."""
    words = _WORDS[english]
    a, b = amount_of(first.value), amount_of(second.value)
    step = f"{_said(first.value, english)} − {_said(second.value, english)}"
    gap = _said(gap_of(abs(a - b), first.value, second.value), english) if a != b else ""
    if share and b and a != b and "%" not in first.value + second.value:
        gap += f"{words['between']}{words['more' if a > b else 'less']}{abs(a - b) / b * 100:.1f}%"
        step += f"；{words['gap']}÷{_said(second.value, english)}"
    key = "higher" if a > b else "lower" if a < b else "equal"
    names = {"first": _said(first.event, english), "second": _said(second.event, english)}
    return Line(words[key].format(**names, gap=gap, step=step), (first.source, second.source))


def _order(rows: Sequence[Compared], english: bool) -> Line:
    ordered = sorted(rows, key=lambda row: amount_of(row.value), reverse=True)
    parts = " > ".join(f"{_said(row.event, english)} {_said(row.value, english)}" for row in ordered)
    return Line(_WORDS[english]["order"].format(parts=parts), tuple(row.source for row in ordered))


def _total(rows: Sequence[Compared], english: bool) -> Line | None:
    """The sum of counts in one unit."""
    units = {_unit(row.value) for row in rows}
    if len(rows) < 2 or len(units) != 1 or any(_NO_TOTAL in row.value for row in rows):
        return None
    due = gap_of(sum((amount_of(row.value) for row in rows), Decimal(0)), rows[0].value, rows[0].value)
    step = "+".join(_said(row.value, english) for row in rows)
    text = _WORDS[english]["total"].format(due=_said(due, english), step=step)
    return Line(text, tuple(row.source for row in rows))


def _daily(rows: Sequence[Compared], english: bool) -> list[Line]:
    """Each figure over the days that its own row gives it for; none where one row gives no days, or it is a share."""
    days = [_days(row) for row in rows]
    if not all(days) or any(_NO_TOTAL in row.value for row in rows):
        return []
    averages = [_average(row, count) for row, count in zip(rows, days, strict=True)]
    words = _WORDS[english]
    parts = [
        words["daily"].format(
            event=_said(row.event, english),
            due=_said(average.value, english),
            value=_said(row.value, english),
            days=count,
        )
        for row, average, count in zip(rows, averages, days, strict=True)
    ]
    sources = tuple(row.source for row in rows)
    lines = [Line(words["between"].join(parts) + words["end"], sources)]
    if len(rows) > 1:
        lines += [_difference(averages[0], other, english, False) for other in averages[1:]]
    return lines


def _average(row: Compared, days: int) -> Compared:
    scale, unit = _unit(row.value)
    average = amount_of(row.value) / days
    shown = average / _SCALES.get(scale, 1)
    rounded = shown.quantize(Decimal("0.01") if scale else Decimal(1), ROUND_HALF_UP)
    return Compared(row.event, f"{rounded:,f}{scale}{unit}", row.source)


def _days(row: Compared) -> int:
    return days_in(row.source.passage.text) or row.days


def days_in(text: str) -> int:
    """The days of the one period that a text names, both ends counted; 0 where it names none."""
    if told := _DAYS_TOLD.search(fold(text)):
        return int(told[1])
    periods = {figure.value for figure in read(text) if figure.kind == "period"}
    if len(periods) != 1:
        return 0
    _, first, last = (int(part) for part in periods.pop())  # type: ignore[union-attr]
    begins, ends = (date(2024, at // 100, at % 100) for at in (first, last))  # a leap year has every day
    return (ends - begins).days + 1 if ends >= begins else 0


def _unit(value: str) -> tuple[str, str]:
    """(万, 亿 or empty, what is counted): 31.2万人次 → (万, 人次)."""
    match = _NUMBER.search(fold(value))
    return (match[2] or "", match[3] or fold(value)[match.end() :].strip()) if match else ("", "")


def _said(text: str, english: bool) -> str:
    return cell(text) if english else text
