"""What staff ask of a report's figures by day, floor or kind of shop: a share, an order, a gap, a single one.

The figures are quoted, what is reckoned from them is marked as computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.english import cell, cell_in
from assistant.model import Handling
from assistant.quoted.asked_figures import names_a_thing
from assistant.quoted.comparison import metrics
from assistant.quoted.contrast import Compared, amount_of, asks_daily, contrast
from assistant.quoted.parts import Part, named, whole_of
from assistant.quoted.year_before import against, asks_year_before
from assistant.reply import Line, Reply, Source, spoken
from knowledge.text import fold

Notes = Callable[[str], Sequence[Source]]
_SHARE = re.compile(
    r"百分之(?:几|多少)|占(?:比|了?(?:全场|全馆|全部|整体|总(?:体|量|额|数)?|多)[^,，。?]{0,6}(?:多少|几|比例|比重|%|大)?|了?(?:多少|几))|比例|比重|几成"
    r"|(?<![a-z])(?:share|percent\w*|pct|proportion)(?![a-z])"
)
_RANK = re.compile(
    r"最[高低多少好差旺淡火]|排名|排行|排序|从[高低多少]到|前[两二三四五\d]|倒数|第[一二三四五\d]"
    r"|(?<![a-z])(?:most|least|highest|lowest|best|worst|busiest|top|rank\w*)(?![a-z])"
)
_LOW = re.compile(r"最[低少差淡]|倒数|从[低少]到|(?<![a-z])(?:least|lowest|worst)(?![a-z])")
# How people ask which part it is, by what the rows of a table are called.
_KINDS = (
    (re.compile(r"[日天]|date|day"), re.compile(r"哪.?[天日]|几[号日]|每[天日]|各[天日]|(?<![a-z])(?:day|date)(?![a-z])")),
    (re.compile(r"楼|层|floor|level"), re.compile(r"哪.{0,2}(?:楼|层)|几[楼层]|各.?[楼层]|(?<![a-z])(?:floor|level)(?![a-z])")),
    (re.compile(r"业态|类|category"), re.compile(r"哪.{0,2}(?:业态|品?类)|各.?(?:业态|类)|(?<![a-z])category(?![a-z])")),
    (re.compile(r"店|商户|品牌|shop|brand"), re.compile(r"哪.{0,2}(?:店|商户|品牌)|谁|各.?(?:店|商户|品牌)|(?<![a-z])(?:shop|brand|store)(?![a-z])")),
    (re.compile(r"周|星期|week"), re.compile(r"哪.{0,2}(?:周|星期|礼拜)|第几周|各周|每周|(?<![a-z])week(?![a-z])")),
    (re.compile(r"月|month"), re.compile(r"哪.{0,2}月|几月|各月|每月|(?<![a-z])month(?![a-z])")),
    (re.compile(r"渠道|平台|channel"), re.compile(r"哪.{0,2}(?:渠道|平台)|各.?(?:渠道|平台)|(?<![a-z])channel(?![a-z])")),
    (re.compile(r"场次|场"), re.compile(r"哪.{0,2}场|各场|每场")),
    (re.compile(r"科目|费用项?目?|支出"), re.compile(r"哪.{0,2}(?:科目|费用|支出|项)|各.?(?:科目|项)|花在哪")),
    (re.compile(r"时段|小时|hour"), re.compile(r"哪.{0,2}(?:时段|小时|钟头)|几点|(?<![a-z])hour(?![a-z])")),
)  # fmt: skip
_VALUE = re.compile(
    r"多少|几|怎么样|总[^,，。]{0,4}$|(?<![a-z])(?:how (?:many|much)|what (?:was|is|were))(?![a-z])"
)
_NO_SUM = re.compile(r"(?:不可|不能|不宜)(?:直接)?(?:相加|加总|累加)|重复计")
_SHORT = 12  # characters of a message that names another part and asks nothing
_TWO = 2

_WORDS = {
    False: {
        "share": "{event}{label}{metric}占全场{due}%（计算得出：{part}÷{whole}）。",
        "best": "{event}{metric}最{way}的是{label}（{value}）。",
        "order": "从{way}：{parts}。",
        "high": "高",
        "low": "低",
        "falling": "高到低",
        "rising": "低到高",
    },
    True: {
        "share": "{event} {label}: {due}% of all {metric} (calculated: {part} ÷ {whole}).",
        "best": "{event} {metric}: {way} on {label} ({value}).",
        "order": "From {way}: {parts}.",
        "high": "highest",
        "low": "lowest",
        "falling": "high to low",
        "rising": "low to high",
    },
}


def of_parts(
    text: str, topic: str, rows: Sequence[Part], notes: Notes = lambda _: (), english: bool = False
) -> Reply | None:
    """What a message, alone or after `topic`, asks of the tables of the one report that it names.

    `notes` gives what a paper says beside its tables: where the parts do not add up to the whole, that they do not.
    """
    said, before = fold(text), fold(topic)
    own = _of_one_report(said, before, rows)
    figures = [row.figure(metric) for row in own for metric in row.figures]
    wanted = metrics(said, figures) or metrics(before, figures)
    if not own or not wanted:
        return None
    goes_on = bool(before) and own[0].event not in said
    meant = named(own, said) or (named(own, before) if goes_on else [])
    asks = said
    if goes_on and named(own, said) and len(said) <= _SHORT and not _asks(said):
        asks = before  # L5呢 after a share is asked for its share
    lines = [line for metric in wanted[:_TWO] for line in _lines(asks, metric, own, meant, english)]
    if not lines and meant and _SHARE.search(asks):
        lines = [
            Line(spoken(one.passage), (one,))
            for one in notes(own[0].source.document.doc_id)
            if _NO_SUM.search(one.passage.text)
        ]
        lines += _quoted(meant, english) if lines else []
    if not lines:
        return None
    return Reply(Handling.ANSWER, tuple(lines), 0.9, topic=f"{topic} {text}" if goes_on else text)


def _of_one_report(said: str, before: str, rows: Sequence[Part]) -> list[Part]:
    """The rows of the one report that a message names, or else what was asked before it."""
    for told in (said, before):
        events = {row.event for row in rows if row.event and row.event in told}
        reports = {row.source.document.doc_id for row in rows if row.event in events}
        if events:
            return [row for row in rows if row.event in events] if len(reports) == 1 else []
    return []


def _asks(said: str) -> bool:
    return (
        any(pattern.search(said) for pattern in (_SHARE, _RANK)) or asks_year_before(said) or asks_daily(said)
    )


def _lines(said: str, metric: str, own: Sequence[Part], meant: Sequence[Part], english: bool) -> list[Line]:
    rows = [row for row in own if metric in row.figures]
    parts = [row for row in meant if metric in row.figures]
    if _SHARE.search(said) and (parts or not asks_year_before(said)):
        return _shares(metric, rows, parts, english)
    if len(parts) >= _TWO:
        return [*contrast([_compared(row, metric) for row in parts], said, english), *_quoted(parts, english)]
    if asks_year_before(said):
        return [] if parts else _on_the_year_before(metric, rows, english)
    if _RANK.search(said):
        return [] if parts else _ranked(said, metric, rows, english)
    if parts and not asks_daily(said):
        return _quoted(parts, english, metric)
    if (
        not parts
        and not asks_daily(said)
        and _VALUE.search(said)
        and not _names_more(said, metric, own[0].event)
    ):
        return _quoted([row for row in rows if row.is_total][:1], english, metric)
    return []


def _names_more(said: str, metric: str, event: str) -> bool:
    return names_a_thing(said.replace(event, " ").replace(metric, " "))


def _shares(metric: str, rows: Sequence[Part], parts: Sequence[Part], english: bool) -> list[Line]:
    """The share of each part in all; none where the parts do not add up to it, as visitors counted on each floor do not."""
    lines = []
    for part in parts:
        whole = whole_of(rows, part, metric)
        if whole is None:
            return []
        share = amount_of(part.figures[metric]) / amount_of(whole.figures[metric]) * 100
        text = _WORDS[english]["share"].format(
            event=cell_in(part.event, english),
            label=cell_in(part.label, english),
            metric=cell_in(metric, english),
            due=f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP).normalize():f}",
            part=cell_in(part.figures[metric], english),
            whole=cell_in(whole.figures[metric], english),
        )
        lines += [Line(text, (part.source, whole.source)), *_quoted((part, whole), english)]
    return lines


def _ranked(said: str, metric: str, rows: Sequence[Part], english: bool) -> list[Line]:
    """The part that has the most or the least, and the order of all, of the one table that is asked of."""
    tables = {row.table: row.kind for row in rows if row.is_part}
    asked = [
        table
        for table, kind in tables.items()
        if any(called.search(fold(kind)) and asks.search(said) for called, asks in _KINDS)
        or (len(kind) > 1 and re.search(rf"哪[一1]?[个类种项家]?{re.escape(fold(kind))}", said))
    ]
    if len(asked) != 1:
        return []
    words, is_low = _WORDS[english], bool(_LOW.search(said))
    own = [row for row in rows if row.is_part and row.table == asked[0]]
    told = sorted(own, key=lambda row: amount_of(row.figures[metric]), reverse=not is_low)
    best = words["best"].format(
        event=cell_in(told[0].event, english),
        metric=cell_in(metric, english),
        way=words["low" if is_low else "high"],
        label=cell_in(told[0].label, english),
        value=cell_in(told[0].figures[metric], english),
    )
    order = (" < " if is_low else " > ").join(
        f"{cell_in(row.label, english)} {cell_in(row.figures[metric], english)}" for row in told
    )
    shown = words["order"].format(way=words["rising" if is_low else "falling"], parts=order)
    return [Line(best, (told[0].source,)), Line(shown, tuple(row.source for row in told))]


def _on_the_year_before(metric: str, rows: Sequence[Part], english: bool) -> list[Line]:
    """By how much the row of all in all is above the one of the same time a year before."""
    totals = [row for row in rows if row.is_total]
    earlier = [row for row in rows if row.is_earlier and any(row.table == one.table for one in totals)]
    if len(earlier) != 1:
        return []
    then = earlier[0]
    now = next(one for one in totals if one.table == then.table)
    lines = against(now.event, metric, _compared(now, metric), _compared(then, metric), english)
    return [*lines, *_quoted((now, then), english)]


def _compared(row: Part, metric: str) -> Compared:
    return Compared(row.label, row.figures[metric], row.source)


def _quoted(rows: Sequence[Part], english: bool, metric: str = "") -> list[Line]:
    """Rows as they stand; in an English reply the figure of the one that is asked for, where sums do not tell it."""
    if not english:
        return [Line(spoken(row.source.passage), (row.source,)) for row in rows]
    return [
        Line(f"{cell(row.label)}: {cell(metric)} {cell(row.figures[metric])}", (row.source,))
        for row in rows
        if metric
    ]
