"""Tables of figures with a column a month, a quarter or a year: which figures a question asks for, held against each other.

What is asked for is a row by the words of its label (美容化妆, Ocean Terminal, or the row of all in all), and the periods
that a message or the one before it names. The figures are quoted, the difference is marked as computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from assistant.model import Handling
from assistant.quoted.comparison import asks_to_compare, spoken_of
from assistant.quoted.periods import Period, against, headed, names_a_period, periods_in, without_periods
from assistant.reply import Line, Reply, Source
from knowledge.model import Document, Passage
from knowledge.text import fold

_CELL = re.compile(r"([^;；:：]+)[:：]\s*([^;；]*)")
_NUMBER = re.compile(r"^[+-]?\d[\d,]*(?:\.\d+)?\s*(%|[万亿千百]?[一-鿿]{0,3})$")
_TOTAL = re.compile(r"^(?:合计|总计|共计|总数|全场|全馆|小计|整体)|(?<![a-z])(?:grand )?total(?![a-z])")
_ALL_IN_ALL = re.compile(r"总|全场|全馆|整个?商场|整体|(?<![a-z])(?:total|overall|whole mall)(?![a-z])")
_UNIT = re.compile(
    r"单位[:：]?\s*[^,，;；)）]+|hk\$[^,，;；)）]*|rmb[^,，;；)）]*|[千百十]?[万亿]?(?:元|人次)|['’]000[^,，;；)）]*"
)
_BRACKETS = re.compile(r"[(（][^)）]*[)）]")
_LABEL_PARTS = re.compile(r"[、/&,，·|]|及|和|与|(?<![a-z])(?:and|of)(?![a-z])")
_NOT_A_NAME = re.compile(r"^(?:类别?|区域?|项目|销售额?|客流|人流|数据|month|sales|other|others|其他)$")
_RISES = re.compile(
    r"[升涨增](?:了)?(?:还是|定系?|或者?|or)|(?:跌|降|减|少|低)(?:了)?(?:还是|定系?|或者?)|高(?:了)?(?:还是|定系?)低|多(?:了)?(?:还是|定系?)少"
    r"|(?<![a-z])(?:up or down|(?:rise|rose|gr[eo]w|increase|go up|higher|more|better) or|(?:down|fall|fell|lower|worse) or)(?![a-z])|(?:升|涨|跌|降|增长|下降|减少)了?[吗嘛没未]"
)
_GAP = re.compile(
    r"[多少高低差升涨跌降增减贵](?:了|咗|出)?(?:多少|几多?|好多)|差(?:距|额|别)|变化|变动|增减|同比|环比|按[年月]|涨幅|跌幅|增幅|降幅|增长|下降"
    r"|(?<![a-z])(?:compar\w*|versus|vs|than|differ\w*|chang\w*|gr[eo]w\w*|increas\w*|decreas\w*|drop\w*|r[io]se|f[ae]ll)(?![a-z])"
)
_SUM = re.compile(
    r"一共|总共|合计|加起来|加埋|共计|(?<![a-z])(?:in total|altogether|combined|together|in all)(?![a-z])"
)
_RANKS = re.compile(
    r"最[高低多少好差旺淡]|排名|排行|(?<![a-z])(?:most|least|highest|lowest|best|worst|busiest|top|rank\w*)(?![a-z])"
)
_LOW = re.compile(r"最[低少差淡]|(?<![a-z])(?:least|lowest|worst)(?![a-z])")
_FALLS = re.compile(
    r"[跌降]|减(?:得|少)|下降|下滑|(?<![a-z])(?:fell|fall|drop\w*|declin\w*|decreas\w*|lost)(?![a-z])"
)
# What needs another figure than one: where that one is missing, nothing is said.
_COMPARES = re.compile(rf"比|{_RISES.pattern}|{_GAP.pattern}|{_SUM.pattern}")
# What a question about all in all is made of: what is counted, how it moved, and small words.
_BESIDES = re.compile(
    rf"{_GAP.pattern}|{_RISES.pattern}|{_SUM.pattern}|客流|人流|来客|人次|销售额?|营业额|业绩|营收|流水|生意|会员|客人|顾客"
    r"|多少|几多?|[了咗的嘅比跟和与同较去今上旧前本这那个月年期是系定还或者呢吗啊呀下来卖做人有增加升降跌涨高低多少点怎样份数据情况数额]"
)
_THING = re.compile(r"[一-鿿]{2}")
_SHORTEST = 2  # characters of a name
_TWO = 2

_WORDS = {
    False: {
        "cells": "{label}：{cells}{unit}。",
        "cell": "{period} {value}",
        "unit": "（{unit}）",
        "up": "{label}{first}比{second}上升{gap}{share}（计算得出：{step}）。",
        "down": "{label}{first}比{second}下跌{gap}{share}（计算得出：{step}）。",
        "even": "{label}{first}与{second}持平（计算得出：{step}）。",
        "share": "，升幅{share}%",
        "share_down": "，跌幅{share}%",
        "over": "；差额÷{base}",
        "sum": "{label}{periods}合计{due}（计算得出：{step}）。",
        "rank": "{period}从{way}：{parts}。",
        "on": "{}对{}的增减（计算得出），",
        "high": "高到低",
        "low": "低到高",
        "between": "，",
        "and": "、",
    },
    True: {
        "cells": "{label}: {cells}{unit}.",
        "cell": "{period} {value}",
        "unit": " ({unit})",
        "up": "{label}: up {gap}{share} in {first} on {second} (calculated: {step}).",
        "down": "{label}: down {gap}{share} in {first} on {second} (calculated: {step}).",
        "even": "{label}: {first} and {second} are equal (calculated: {step}).",
        "share": ", +{share}%",
        "share_down": ", -{share}%",
        "over": "; difference ÷ {base}",
        "sum": "{label}: {due} in {periods} together (calculated: {step}).",
        "rank": "{period}, from {way}: {parts}.",
        "on": "{} on {} (calculated)",
        "high": "high to low",
        "low": "low to high",
        "between": ", ",
        "and": " and ",
    },
}


@dataclass(frozen=True, eq=False)
class GridRow:
    """One row of such a table: what it is of, and its figure for each period."""

    label: str
    kind: str  # what the rows of the table are: 類別 Category
    figures: dict[Period, str]
    source: Source

    @property
    def is_total(self) -> bool:
        return bool(_TOTAL.search(fold(self.label)))

    @property
    def heading(self) -> str:
        """What stands above its table, in matching form."""
        return fold(" ".join(self.source.passage.section))

    @property
    def kinds(self) -> list[str]:
        """How people ask which of them: 哪类, 哪个区, category."""
        han = re.findall(r"[一-鿿]+", fold(self.kind))
        asked = [f"{which}{one[:1]}" for one in han for which in ("哪", "哪个", "哪一", "边个", "边", "各")]
        return [*asked, *(one for one in re.findall(r"[a-z]{3,}", fold(self.kind)))]

    @property
    def name(self) -> str:
        """Its label; what the row of all in all adds up stands above its table."""
        section = self.source.passage.section
        return f"{section[0]} {self.label}" if self.is_total and section else self.label

    def called(self, english: bool) -> str:
        """Its name; in an English reply only what of it is English, where any is."""
        return (_latin(self.name) if english else "") or self.name

    @property
    def table(self) -> tuple[str, tuple[str, ...]]:
        return self.source.document.doc_id, tuple(self.source.passage.section)


def grid_rows(contents: Iterable[tuple[Passage, Document]]) -> list[GridRow]:
    """The rows that have figures for two periods at least."""
    rows = []
    for passage, document in contents:
        cells = [(name.strip(), value.strip()) for name, value in _CELL.findall(passage.text)]
        if passage.kind != "row" or len(cells) <= _TWO:
            continue
        of = next(iter(periods_in(document.title, document.effective_from or date.today())), None)
        figures = {
            period: value
            for name, value in cells[1:]
            if (period := headed(name, of)) and _NUMBER.match(fold(value))
        }
        if len(figures) >= _TWO:
            rows.append(GridRow(cells[0][1], cells[0][0], figures, Source(passage, document)))
    return rows


def of_periods(
    text: str, topic: str, rows: Sequence[GridRow], today: date, english: bool = False
) -> Reply | None:
    """What a message asks of such tables, alone or after `topic`; None where no one row and its periods are meant."""
    said, before = fold(text), fold(topic)
    named = _named(said, rows) or _named(f"{before} {said}", rows) or _totals(f"{before} {said}", rows)
    rows = _with_years(named, today)
    if not rows:
        return None
    periods = _asked(said, before, rows, today)
    lines = (
        _ranked(said, rows, periods, english)
        if _RANKS.search(said)
        else _of_row(said, rows, periods, english)
    )
    return (
        Reply(Handling.ANSWER, tuple(lines), 0.9, topic=f"{topic} {text}".strip() if topic else text)
        if lines
        else None
    )


def asks_of_periods(text: str, topic: str = "") -> bool:
    """Whether a message asks to hold figures against each other or to add them up."""
    said = fold(text)
    compares = any(pattern.search(said) for pattern in (_RISES, _GAP, _SUM, _RANKS))
    return compares or asks_to_compare(text, topic) or (bool(spoken_of(said)) and names_a_period(said))


def tells_of(text: str, rows: Sequence[GridRow]) -> bool:
    """Whether a text names a row of such a table by its label, or asks for all in all of one that it speaks of."""
    said = fold(text)
    return bool(_named(said, rows) or (_ALL_IN_ALL.search(said) and _totals(said, rows)))


def _of_row(said: str, rows: Sequence[GridRow], periods: list[Period], english: bool) -> list[Line]:
    if len(rows) != 1 or not periods:
        return []
    row, words = rows[0], _WORDS[english]
    shown = words["between"].join(
        words["cell"].format(period=one.said(english), value=row.figures[one]) for one in periods
    )
    unit = _unit(row, english)
    cells = Line(
        words["cells"].format(
            label=row.called(english), cells=shown, unit=words["unit"].format(unit=unit) if unit else ""
        ),
        (row.source,),
    )
    if len(periods) < _TWO:
        return [] if _COMPARES.search(said) else [cells]
    amounts = [_amount(row.figures[one]) for one in periods]
    if _SUM.search(said) and not _GAP.search(said) and not any("%" in row.figures[one] for one in periods):
        due = words["sum"].format(
            label=row.called(english) + ("" if english else " "),
            periods=words["and"].join(one.said(english) for one in periods),
            due=f"{sum(amounts, Decimal(0)):,f}",
            step="+".join(row.figures[one] for one in periods),
        )
        return [Line(due, (row.source,)), cells]
    return [*(_gap(row, periods[0], other, english) for other in periods[1:]), cells]


def _gap(row: GridRow, first: Period, second: Period, english: bool) -> Line:
    words, a, b = _WORDS[english], _amount(row.figures[first]), _amount(row.figures[second])
    gap, share = f"{abs(a - b):,f}", ""
    step = f"{row.figures[first]} − {row.figures[second]}"
    if "%" in row.figures[first]:
        gap += " percentage points" if english else "个百分点"
    elif b and a != b:
        part = (abs(a - b) / b * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        share = words["share" if a > b else "share_down"].format(share=part)
        step += words["over"].format(base=row.figures[second])
    key = "up" if a > b else "down" if a < b else "even"
    names = {"first": first.said(english), "second": second.said(english)}
    label = row.called(english) + ("" if english else " ")
    return Line(words[key].format(label=label, gap=gap, share=share, step=step, **names), (row.source,))


def _ranked(said: str, rows: Sequence[GridRow], periods: list[Period], english: bool) -> list[Line]:
    """The rows of one table in the order of their figures for one period, without the row of all in all."""
    single = [row for row in rows if not row.is_total and all(period in row.figures for period in periods)]
    if len(single) < _TWO or len({row.table for row in single}) != 1 or not 1 <= len(periods) <= _TWO:
        return []
    words, is_low = _WORDS[english], bool(_LOW.search(said))
    shown = {row: row.figures[periods[0]] for row in single}
    if len(periods) == _TWO:  # by how much it rose
        is_low = bool(_FALLS.search(said))
        shown = {row: _change(row, periods[0], periods[1]) for row in single}
    told = sorted(single, key=lambda row: _amount(shown[row]), reverse=not is_low)
    parts = (" < " if is_low else " > ").join(f"{row.called(english)} {shown[row]}" for row in told)
    period = (
        words["on"].format(*(one.said(english) for one in periods))
        if len(periods) == _TWO
        else periods[0].said(english)
    )
    text = words["rank"].format(period=period, way=words["low" if is_low else "high"], parts=parts)
    return [Line(text, tuple(row.source for row in told))]


def _change(row: GridRow, first: Period, second: Period) -> str:
    a, b = _amount(row.figures[first]), _amount(row.figures[second])
    part = ((a - b) / b * 100 if b else Decimal(0)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{part:+f}%"


def _asked(said: str, before: str, rows: Sequence[GridRow], today: date) -> list[Period]:
    """The periods that a message means and all the rows have figures for; empty where one is missing."""
    had = sorted({period for row in rows for period in row.figures}, reverse=True)
    named = [*periods_in(said, today)]
    earlier = periods_in(before, today)
    if not named or (len(named) == 1 and not against(said, named[0]) and not _RANKS.search(said)):
        named = [*earlier[:1], *named]
    if not named:
        named = [period for period in had if (period.year, period.number) <= (today.year, today.month)][:1]
    wanted = list(dict.fromkeys([*named, *against(said, named[0])])) if named else []
    if len(wanted) == 1 and not _RANKS.search(said) and (_RISES.search(said) or _GAP.search(said)):
        beside = (wanted[0].before, wanted[0].year_before)  # it rose or fell, and nobody says on what
        wanted += [one for one in beside if all(one in row.figures for row in rows)]
    if len(wanted) == 1 and _RANKS.search(said):
        return wanted if wanted[0] in had else []
    return wanted if all(period in row.figures for row in rows for period in wanted) else []


def _with_years(rows: Sequence[GridRow], today: date) -> list[GridRow]:
    return [
        replace(row, figures={period.in_year(today): value for period, value in row.figures.items()})
        for row in rows
    ]


def _named(said: str, rows: Sequence[GridRow]) -> list[GridRow]:
    """The row whose label a text names best, in the table that it speaks of; all rows of a table that ranks them."""
    fitting = _of_tables(said, rows)
    if _RANKS.search(said):
        return fitting if len({row.table for row in fitting}) == 1 else []
    scored = [
        (length, row) for row in (fitting or rows) if not row.is_total and (length := _length(row, said))
    ]
    if not scored:
        scored = [(length, row) for row in rows if not row.is_total and (length := _length(row, said))]
    best = max((length for length, _ in scored), default=0)
    named = [row for length, row in scored if length == best]
    return named if len(named) == 1 else []


def _totals(said: str, rows: Sequence[GridRow]) -> list[GridRow]:
    """The row of all in all of the one table that a text speaks of; none where it names a thing that no row is of."""
    if not _ALL_IN_ALL.search(said) and (
        said.isascii() or _THING.search(_BESIDES.sub(" ", without_periods(said)))
    ):
        return []
    totals = [row for row in _of_tables(said, rows) if row.is_total]
    return totals if len(totals) == 1 else []


def _of_tables(said: str, rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows of the tables whose heading has what a text speaks of, 客流 of 来了多少人; else of those of such things: 哪类."""
    spoken = {*spoken_of(said)}
    fitting = [row for row in rows if spoken & {*spoken_of(row.heading)}]
    return fitting or [row for row in rows if any(name in said for name in row.kinds)]


def _length(row: GridRow, said: str) -> int:
    """How many characters of a label a text has: the whole label, one of its parts, or what a part begins with."""
    best, spoken = 0, {*re.findall(r"[a-z&']+", said)}
    for name in _names(row.label):
        if _NOT_A_NAME.match(name):
            continue
        if name.isascii():
            if {*re.findall(r"[a-z&']+", name)} <= spoken:
                best = max(best, len(name))
            continue
        begins = next((size for size in range(len(name), 1, -1) if name[:size] in said), 0)
        best = max(best, 2 * begins + (begins == len(name)))
    return best


def _names(label: str) -> Iterator[str]:
    """What a label may be called by: its Chinese and its Latin words, and the parts of both."""
    bare = _BRACKETS.sub(" ", fold(label))
    for run in re.findall(r"[一-鿿][一-鿿及和与、/&\d]*|[a-z][a-z&'. ]*[a-z]|[a-z]&[a-z]", bare):
        yield run.strip()
        for part in _LABEL_PARTS.split(run):
            if len(part.strip()) >= _SHORTEST and part.strip() != run.strip():
                yield part.strip()


def _unit(row: GridRow, english: bool) -> str:
    """In what its figures count, as the heading of its table says; empty where it does not."""
    heading = row.source.passage.section[-1:]
    told = heading[0] if heading and _UNIT.search(fold(heading[0])) else ""
    return (_latin(told) if english else "") or told


def _latin(text: str) -> str:
    """What of a text in two languages is English."""
    runs = re.findall(r"[A-Za-z$'’0-9][^一-鿿：，。（）]*", text)
    return " ".join(run.strip(" ()") + (")" if "(" in run.strip(" ()") else "") for run in runs).strip()


def _amount(value: str) -> Decimal:
    try:
        return Decimal(re.sub(r"[^\d.+-]", "", fold(value)))
    except InvalidOperation:
        return Decimal(0)
