"""Comparing one figure between reports: both rows are cited, the difference is marked as computed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.english import cell
from assistant.model import Handling
from assistant.quoted.contrast import Compared, asks_daily, asks_to_contrast, contrast
from assistant.quoted.events import is_of_another_year
from assistant.quoted.reported import Figure
from assistant.reply import Line, Reply
from knowledge.text import fold

_ASKS = re.compile(
    r"哪[场次届个一][^,。?]{0,12}(?:更|最|旺)|谁的?[^,。?]{0,8}[高低大小多少好旺强]|[大小]多少|比|对比|相比|[摆放排列][在到]?一(?:起|块)|并排|一(?:起|块儿?)看|差了?(?:多少|几个?(?:百分)?[点张人万])|相差|高还是低|哪个高|哪[场次届]|哪个[^,。?]{1,8}[高低多少好]|[多少高低](?:了)?(?:多少|几)(?:[个点万人张]|$|[,。?])|[多少][来卖领发核用]了?(?:多少|几)|涨了?多少|增长|vs|compare"
)
# What people say for a figure that reports call otherwise; a metric with the word in it is meant.
_SPOKEN = {
    "客流": re.compile(
        r"来了?(?:多少|几)?(?:[位个名])?(?:客人?|顾客|人)|[天日场](?:来)?多少人(?!参|报|领|用|注)|多少人来|来客|人流|人气|客流|到店人|人(?:更|最|比较|要)?(?:旺|挤|热闹)|热闹|人(?:更|最)[多少]|进店|visitors?(?![a-z])|footfall|busier|busiest|crowds?(?![a-z])|people came|traffic"
    ),
    "销售": re.compile(
        r"卖|营业额|业绩|销售|营收|流水|生意|做了?(?:多少|几[百千个])[^,。人]{0,2}(?:钱|万)|sales"
    ),
    "新会员": re.compile(
        r"拉新|会员[^,。]{0,4}(?:增|多|涨|发展)了?(?:多少|几)|拉了?[^,。]{0,5}会员|新增会员|多了?(?:多少|几)个?会员|新注册|新会员|new members"
    ),
    "核销": re.compile(
        r"用(?:掉|出去|了)[^,。率]{0,6}[券张]|券[^,。率]{0,4}用(?:掉|出去|了)|核销(?!率)|redeemed"
    ),
    "发放": re.compile(
        r"(?:发(?:出去?|放|了|的)|派(?:出去?|了|咗))[^,。]{0,6}券|券[^,。]{0,4}发(?:放|出|了)|发放(?!率)|(?<![a-z])issued(?![a-z])"
    ),
    "领取": re.compile(r"领了?.{0,6}券|领取(?!率)"),
    "费用": re.compile(
        r"花了?(?:多少|几|掉|出去)[^,。]{0,3}(?:钱|万|元|$)|费用|花费|开销|成本|投入|(?<![a-z])(?:cost|costs|spen[dt]|expenses?)(?![a-z])"
    ),
}
# What reports call these.
_CALLED = {
    "客流": ("到店", "来客", "人流"),
    "销售": ("营业额", "营收", "业绩", "流水"),
    "新会员": ("新增会员", "会员新增", "新注册", "拉新"),
    "核销": ("使用",),
    "发放": ("发券", "派券", "派发"),
    "领取": ("领券",),
    "费用": ("花费", "成本", "支出", "投入"),
}
# The same for rates, which a plain word names only where it speaks of how well.
_SPOKEN_RATES = {
    "核销率": re.compile(
        r"券?[^,。]{0,2}用得(?:更|最|比较|够|不)?(?:充分|好|彻底|干净|足|足够)|用券率|(?<!核)使用率|利用率|redemption rate"
    ),
}
_ASKS_IN_ENGLISH = re.compile(
    r"(?<![a-z])(?:more|fewer|less|higher|lower|better|worse|than|versus|difference|beat)(?![a-z])"
)
_EVERY = re.compile(
    r"历次|各场|各次|所有|全部|每[场次]|这几场|几场|[两三四五\d]场|[两三四五\d]大(?!区)|[两三四五几\d各每]份|(?:所有|全部|各|几次|[两三四五]次)(?:的)?活动|(?<![a-z])(?:three|two|four|all|each|every|both)(?: of)?(?: the)? (?:\w+ )?(?:events?|campaigns?|reports?)(?![a-z])"
)
_A_VALUE = re.compile(
    r"(?<![a-z])(?:how (?:many|much)|what (?:was|were|is))(?![a-z])|多少|几[张件个人位万千百]|[率额量数]是?[?？]?$"
)
_JOINED = re.compile(r"(?<![a-z])(?:and|vs|versus|than|compared?|total|both)(?![a-z])")
_SEVERAL = 2
_BASIS = re.compile(
    r"按(?:照)?([一-鿿]{2})(?:的|算|计|口径|来|呢|量|数|$|\s)|([一-鿿]{2})(?:的)?口径"
)  # 按发放算, of what a rate is
_LONGEST = {
    True: 48,
    False: 18,
}  # characters of a message that leaves what it compares to what was asked before
_GAP_TO_TARGET = re.compile(r"目标|计划|预期|任务|target|goal")


def asks_to_compare(text: str, topic: str = "") -> bool:
    """Whether a message asks for a comparison, or goes on with one: 国庆呢 after 跟中秋比呢."""
    goes_on = bool(topic) and text.rstrip("?？").endswith("呢")
    return _asks(fold(text)) or goes_on


def _asks(folded: str) -> bool:
    in_english = folded.isascii() or not re.search(r"[吗呢了的]", folded)
    return (
        _ASKS.search(folded) is not None
        or asks_to_contrast(folded)
        or (in_english and _ASKS_IN_ENGLISH.search(folded) is not None)
    )


def over_several(text: str, questions: Sequence[str], figures: Sequence[Figure]) -> str:
    """The question that a message leaves to what was asked before (两个差多少, 加起来呢, what's the difference?).

    It is asked of the two reports that the latest of the earlier `questions` name, of one metric; empty where the
    message names a report itself, asks for no comparison, or the questions were of different metrics.
    """
    told, events = fold(text), {figure.event for figure in figures if figure.event}
    if len(told) > _LONGEST[told.isascii()] or not _asks(told) or _GAP_TO_TARGET.search(told):
        return ""
    if any(event in told for event in events):
        return ""
    taken: list[str] = []
    meant: list[str] = []
    for question in map(fold, reversed(questions)):
        meant = meant or metrics(question, figures)
        if not any(event in question for event in events):
            continue
        if any(metric not in meant for metric in metrics(question, figures)):
            return ""
        taken.insert(0, question)
        if len({event for event in events if any(event in one for one in taken)}) >= _SEVERAL:
            return f"{' '.join(taken)} {told}"
    return ""


def of_the_years(figures: Sequence[Figure], text: str, today: date) -> list[Figure]:
    """The figures without those of reports on an occasion of another year than the one that stands before it."""
    return [figure for figure in figures if not is_of_another_year(figure.source.document, text, today)]


def compare(
    question: str, topic: str, figures: Sequence[Figure], year: int | None = None, english: bool = False
) -> Reply | None:
    """The metrics of the question (or of what was asked before) in the reports it names: one table.

    Every row is cited; below it the first report against each other one, marked as computed. `year` is this one:
    今年周年庆 is not the report of another year.
    """
    text = fold(question)
    whole = fold(f"{topic} {question}")
    found: list[Figure] = []
    differences: list[Line] = []
    figures = [figure for figure in figures if not _is_of_another_year(figure, whole, year)]
    for metric in metrics(_without_basis(text, figures), figures) or metrics(whole, figures)[:1]:
        rows = _one_a_report([figure for figure in figures if figure.metric == metric], whole)
        rows = _pair(rows, text)
        if len(rows) > 1 or (rows and asks_daily(text)):
            found += rows
            compared = [Compared(row.event, row.value, row.source, row.days) for row in rows]
            differences += contrast(compared, text, english)
    if not found or not (_asks(text) or len({row.report for row in found}) > 1):
        return None
    return Reply(Handling.ANSWER, (*table(found, english), *differences), 0.9)


def named(question: str, topic: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one report whose metric the question, or what was asked before, names."""
    text, whole = fold(question), fold(f"{topic} {question}")
    own = [figure for figure in figures if figure.event in text]
    own = own or [figure for figure in figures if figure.event in whole]
    if len({figure.report for figure in own}) != 1:
        return []
    meant = metrics(text, own) or (metrics(whole, own) if own[0].event in text else [])
    return [figure for metric in meant for figure in own if figure.metric == metric]


def told_alone(text: str, topic: str, figures: Sequence[Figure], english: bool) -> Reply | None:
    """The one figure of a column that a message asks for: 国庆卖了多少 of a table of several events."""
    own = [figure for figure in named(text, topic, figures) if figure.column]
    if len(own) != 1 or not _A_VALUE.search(fold(text)) or (english and _JOINED.search(fold(text))):
        return None
    return Reply(Handling.ANSWER, (_row(own[0], english),), 0.9)


def of_events(text: str, events: Sequence[str], figures: Sequence[Figure]) -> list[Figure]:
    """The figures of these events whose metrics a folded text names, one a report and metric, on one basis."""
    own = [figure for figure in figures if figure.event in events]
    told = " ".join((*events, text))
    return [
        figure
        for metric in metrics(text, own)
        for figure in _one_a_report([one for one in own if one.metric == metric], told)
    ]


def table(figures: Sequence[Figure], english: bool) -> list[Line]:
    """Figures of several reports as the rows of one table, each cited."""
    head = Line("From the replay reports:" if english else "报告 | 指标（口径） | 结果")
    return [head, *(_row(figure, english) for figure in figures)]


def _pair(rows: list[Figure], text: str) -> list[Figure]:
    """When a message goes on with one more report, that one against the one asked first."""
    named = [row for row in rows if row.event in text]
    if len(rows) <= 2 or len(named) != 1:
        return rows
    return [next(row for row in rows if row not in named), named[0]]


def _without_basis(text: str, figures: Sequence[Figure]) -> str:
    """A text without what a rate is to be of, which is no metric that it asks for: 按发放量算呢."""
    wanted = _BASIS.search(text)
    over = (wanted[1] or wanted[2]) if wanted else ""
    is_one = over and any(figure.basis.endswith(over) for figure in figures)
    return _BASIS.sub(" ", text) if is_one else text


def _is_of_another_year(figure: Figure, text: str, year: int | None) -> bool:
    titled = re.search(r"20\d\d", figure.source.document.title)
    event = figure.event
    this = re.search(rf"(?:今年|本次|这次)的?{re.escape(event)}", text) if event else None
    return bool(titled and this and year and int(titled[0]) != year)


def metrics(text: str, figures: Sequence[Figure]) -> list[str]:
    """The metrics that a text names, in its order, by their own words or else by those of people.

    核销 within 核销率 is none of its own.
    """
    found: list[str] = []
    rest = text
    for metric in sorted({figure.metric for figure in figures if figure.metric}, key=len, reverse=True):
        if metric in rest:
            found.append(metric)
            rest = rest.replace(metric, " ")
    return sorted(found, key=text.find) or _spoken(text, figures)


def _spoken(text: str, figures: Sequence[Figure]) -> list[str]:
    """The plainest metric for what a text calls otherwise: 来了多少人 is 客流 and not 客流同比."""
    known = {figure.metric for figure in figures if figure.metric and not re.search("率|比", figure.metric)}
    found = []
    for word, pattern in _SPOKEN.items():
        meant = [metric for metric in known if any(one in metric for one in (word, *_CALLED.get(word, ())))]
        if meant and pattern.search(text):
            found.append(min(sorted(meant), key=len))
    rates = {figure.metric for figure in figures}
    return [rate for rate in spoken_rates(text) if rate in rates] or found


def spoken_rates(text: str) -> list[str]:
    """The rates that a text names, by their own words or by those of people."""
    return [rate for rate, pattern in _SPOKEN_RATES.items() if rate in text or pattern.search(text)]


def spoken_of(text: str) -> list[str]:
    """What reports call what a text calls otherwise: 卖 is 销售."""
    return [word for word, pattern in _SPOKEN.items() if pattern.search(fold(text))]


def without_metrics(text: str, named: Sequence[str]) -> str:
    """A folded text without these metrics, by their own words and by those of people."""
    rest = text
    for metric in sorted(named, key=len, reverse=True):
        rest = rest.replace(metric, " ")
    for word, spoken in _SPOKEN.items():
        if any(one in metric for metric in named for one in (word, *_CALLED.get(word, ()))):
            rest = spoken.sub(" ", rest)
    return rest


def _one_a_report(figures: Sequence[Figure], text: str) -> list[Figure]:
    """One row for each report that the text names, all on the same basis as the first."""
    named = [figure for figure in figures if figure.event in text]
    if _EVERY.search(text) and len({figure.report for figure in named}) < _SEVERAL:
        named = list(figures)  # 两场 of two that are named are those
    if not named:
        return []
    bases = dict.fromkeys(figure.basis for figure in named)
    if wanted := _BASIS.search(text):
        over = wanted[1] or wanted[2]
        if any(over in basis for basis in bases):
            bases = {basis: None for basis in bases if basis.endswith(over)}
    if not bases:
        return []
    basis = max(bases, key=lambda basis: _reports(named, basis))  # the first of those that most reports have
    by_report: dict[tuple[str, str], Figure] = {}
    for figure in named:
        if figure.basis == basis:
            by_report.setdefault(figure.report, figure)
    return sorted(by_report.values(), key=lambda figure: text.find(figure.event))


def _reports(figures: Sequence[Figure], basis: str) -> int:
    return len({figure.report for figure in figures if figure.basis == basis})


def _row(figure: Figure, english: bool) -> Line:
    if english:
        of = f"{cell(figure.column)}, " if figure.column else ""
        label = figure.metric if figure.column else figure.label
        return Line(f"{of}{cell(label)}: {cell(figure.value)}", (figure.source,))
    return Line(
        f"{figure.column or figure.source.document.title} | {figure.label} | {figure.value}", (figure.source,)
    )
