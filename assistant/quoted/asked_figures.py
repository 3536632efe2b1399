"""Which figures of such tables a question asks for: rows by the words of their labels, and the periods that it names.

A row is meant by its label (美容化妆, Ocean Terminal) or as the one of all in all; a period by the message or by the one
before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.quoted.comparison import asks_to_compare, spoken_of
from assistant.quoted.grids import GridRow
from assistant.quoted.periods import Period, against, names_a_period, periods_in, without_periods
from knowledge.text import fold
from knowledge.writing.floors import is_floor, key_of, keys_in

_ALL_IN_ALL = re.compile(r"总|全场|全馆|整个?商场|整体|(?<![a-z])(?:total|overall|whole mall)(?![a-z])")
RISES = re.compile(
    r"[升涨增](?:了)?(?:还是|定系?|或者?|or)|(?:跌|降|减|少|低)(?:了)?(?:还是|定系?|或者?)|高(?:了)?(?:还是|定系?)低|多(?:了)?(?:还是|定系?)少"
    r"|(?<![a-z])(?:up or down|(?:rise|rose|gr[eo]w|increase|go up|higher|more|better) or|(?:down|fall|fell|lower|worse) or)(?![a-z])|(?:升|涨|跌|降|增长|下降|减少)了?[吗嘛没未]"
)
MOVES = re.compile(
    r"[多少高低差升涨跌降增减贵](?:了|咗|出)?(?:多少|几多?|好多)|差(?:距|额|别)|变化|变动|增减|同比|环比|按[年月]|涨幅|跌幅|增幅|降幅|增长|下降"
    r"|(?<![a-z])(?:compar\w*|versus|vs|than|differ\w*|chang\w*|gr[eo]w\w*|increas\w*|decreas\w*|drop\w*|r[io]se|f[ae]ll)(?![a-z])"
)
ADDS = re.compile(
    r"一共|总共|合计|加起来|加埋|共计|(?<![a-z])(?:in total|altogether|combined|together|in all)(?![a-z])"
)
RANKS = re.compile(
    r"最[高低多少好差旺淡]|排名|排行|(?<![a-z])(?:most|least|highest|lowest|best|worst|busiest|top|rank\w*)(?![a-z])"
)
# Which part of all it is stands in a column of its own, and is no figure of a period.
_SHARES = re.compile(
    r"占[^,。?]{0,10}(?:多少|几|比|成)|几成|比重|份额|百分之几|[年月]增率|成长率|(?<![a-z])(?:share|proportion|percent\w*) of(?![a-z])"
)
# What needs another figure than one: where that one is missing, nothing is said.
COMPARES = re.compile(rf"比|{RISES.pattern}|{MOVES.pattern}|{ADDS.pattern}")
# What a question about all in all is made of: what is counted, how it moved, and small words.
_BESIDES = re.compile(
    rf"{MOVES.pattern}|{RISES.pattern}|{ADDS.pattern}|客流|人流|来客|人次|销售额?|营业额|业绩|营收|流水|生意|会员|客人|顾客"
    r"|多少|几多?|[了咗的嘅比跟和与同较去今上旧前本这那个月年期是系定还或者呢吗啊呀下来卖做人有增加升降跌涨高低多少点怎样份数据情况数额]"
)
_WHICH_SHOP = re.compile(
    r"[哪各每边]一?[个家间]?(?:店|柜|专柜|铺|品牌|商户|商家|租户)|(?<![a-z])(?:which|each|every) (?:shop|store|brand|tenant)"
)
_THING = re.compile(r"[一-鿿]{2}")
_BRACKETS = re.compile(r"[(（][^)）]*[)）]")
_LABEL_PARTS = re.compile(r"[、/&,，·|]|及|和|与|(?<![a-z])(?:and|of)(?![a-z])")
_NOT_A_NAME = re.compile(r"^(?:类别?|区域?|项目|销售额?|客流|人流|数据|month|sales|other|others|其他)$")
_THEN = re.compile(r"那(?=\d+(?:f|楼))")  # 那1F呢 names no that-floor
_A_FLOOR = 4  # what naming a floor is worth, as a word of two characters
_SHORTEST = 2  # characters of a name


def asks_of_periods(text: str, topic: str = "") -> bool:
    """Whether a message asks to hold figures against each other or to add them up."""
    said = fold(text)
    if _SHARES.search(said) or (not spoken_of(said) and _SHARES.search(fold(topic))):
        return False
    compares = any(pattern.search(said) for pattern in (RISES, MOVES, ADDS, RANKS))
    return compares or asks_to_compare(text, topic) or (bool(spoken_of(said)) and names_a_period(said))


def tells_of(text: str, rows: Sequence[GridRow]) -> bool:
    """Whether a text names a row of such a table by its label, or asks for all in all of one that it speaks of."""
    said = fold(text)
    return bool(
        _named(said, rows) or (_ALL_IN_ALL.search(said) and _totals(said, rows)) or _monthly(said, rows)
    )


def _monthly(said: str, rows: Sequence[GridRow]) -> list[GridRow]:
    """The row of all in all of a report of months, where a text speaks of nothing but what it counts, and when: 11月的业绩."""
    own = [row for row in rows if row.metric]
    return _totals(said, own) if names_a_period(said) and not names_a_thing(said) else []


def names_a_thing(said: str) -> bool:
    """Whether a folded text about figures names anything beside what is counted, when, and how it moved."""
    return _THING.search(_BESIDES.sub(" ", without_periods(said))) is not None


def rows_meant(said: str, before: str, rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows that a message means alone, or after what was asked `before`; empty where that is not one."""
    both = f"{before} {said}"
    return _named(said, rows) or _named(both, rows) or _totals(both, rows)


def periods_meant(said: str, before: str, rows: Sequence[GridRow], today: date) -> list[Period]:
    """The periods that a message means and all the rows have figures for; empty where one is missing."""
    had = sorted({period for row in rows for period in row.figures}, reverse=True)
    named = [*periods_in(said, today)]
    earlier = periods_in(before, today)
    if not named or (len(named) == 1 and not against(said, named[0]) and not RANKS.search(said)):
        named = [*earlier[:1], *named]
    if not named:
        named = [period for period in had if (period.year, period.number) <= (today.year, today.month)][:1]
    wanted = list(dict.fromkeys([*named, *against(said, named[0])])) if named else []
    if len(wanted) == 1 and not RANKS.search(said) and (RISES.search(said) or MOVES.search(said)):
        beside = (wanted[0].before, wanted[0].year_before)  # it rose or fell, and nobody says on what
        wanted += [one for one in beside if all(one in row.figures for row in rows)]
    if len(wanted) == 1 and RANKS.search(said):
        return wanted if wanted[0] in had else []
    return wanted if all(period in row.figures for row in rows for period in wanted) else []


def _named(said: str, rows: Sequence[GridRow]) -> list[GridRow]:
    """The row whose label a text names best, in the table that it speaks of; all rows of a table that ranks them."""
    fitting = _of_tables(said, rows)
    if RANKS.search(said):
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
    if not _ALL_IN_ALL.search(said) and (said.isascii() or names_a_thing(said)):
        return []
    totals = [row for row in _of_tables(said, rows) if row.is_total]
    return totals if len(totals) == 1 else []


def _of_tables(said: str, rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows of the tables whose heading has what a text speaks of, 客流 of 来了多少人; else of those of such things: 哪类."""
    spoken = {*spoken_of(said)}
    if _WHICH_SHOP.search(said):  # of which no row of months is
        rows = [row for row in rows if not row.metric]
    fitting = [row for row in rows if spoken & {*spoken_of(row.metric or row.heading)}]
    own = [row for row in fitting if any(name in said for name in row.kinds)]
    return own or fitting or [row for row in rows if any(name in said for name in row.kinds)]


def _length(row: GridRow, said: str) -> int:
    """How many characters of a label a text has: the whole label, one of its parts, or what a part begins with."""
    if is_floor(label := fold(row.label)):
        return _A_FLOOR * (key_of(label) in keys_in(_THEN.sub(" ", said)))
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
