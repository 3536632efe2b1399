"""Comparing one figure between reports: both rows are cited, the difference is marked as computed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.english import cell
from assistant.model import Handling
from assistant.quoted.contrast import Compared, asks_daily, asks_to_contrast, contrast
from assistant.reply import Line, Reply, Source
from knowledge.model import Document, Passage
from knowledge.text import fold

_ASKS = re.compile(
    r"哪[场次届个一][^,。?]{0,12}(?:更|最|旺)|比|对比|相比|差了?(?:多少|几个?(?:百分)?[点张人万])|相差|高还是低|哪个高|哪[场次届]|哪个[^,。?]{1,8}[高低多少好]|[多少高低](?:了)?(?:多少|几)(?:[个点万人张]|$|[,。?])|[多少][来卖领发核用]了?(?:多少|几)|涨了?多少|增长|vs|compare"
)
# What people say for a figure that reports call otherwise; a metric with the word in it is meant.
_SPOKEN = {
    "客流": re.compile(
        r"来了?(?:多少|几)?人|[天日场](?:来)?多少人(?!参|报|领|用|注)|多少人来|来客|人流|人气|客流|到店人|人(?:更|最|比较|要)?(?:旺|挤|热闹)|热闹|人(?:更|最)[多少]|进店|visitors?(?![a-z])|footfall|busier|busiest|crowds?(?![a-z])|people came|traffic"
    ),
    "销售": re.compile(r"卖|营业额|业绩|销售|sales"),
    "新会员": re.compile(
        r"拉新|拉了?[^,。]{0,5}会员|新增会员|多了?(?:多少|几)个?会员|新注册|新会员|new members"
    ),
    "核销": re.compile(r"用掉.{0,2}券|核销(?!率)|redeemed"),
    "发放": re.compile(
        r"发(?:出去?|放|了|的)[^,。]{0,6}券|券[^,。]{0,4}发(?:放|出|了)|发放(?!率)|(?<![a-z])issued(?![a-z])"
    ),
    "领取": re.compile(r"领了?.{0,6}券|领取(?!率)"),
}
_ASKS_IN_ENGLISH = re.compile(
    r"(?<![a-z])(?:more|fewer|less|higher|lower|better|worse|than|versus|difference|beat)(?![a-z])"
)
_EVERY = re.compile(
    r"历次|各场|各次|所有|全部|每[场次]|这几场|几场|[两三四五\d]场|[两三四五几\d各每]份|(?:所有|全部|各|几次|[两三四五]次)(?:的)?活动|(?<![a-z])(?:three|two|four|all|each|every|both)(?: of)?(?: the)? (?:\w+ )?(?:events?|campaigns?|reports?)(?![a-z])"
)
_SPOKEN_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "last year": -1, "this year": 0}
_YEAR = r"前年|去年|上年|今年|last year|this year|20\d\d"
_SEVERAL = 2
_BASIS = re.compile(
    r"按(?:照)?([一-鿿]{2})(?:的|算|计|口径|来|呢|量|数|$|\s)|([一-鿿]{2})(?:的)?口径"
)  # 按发放算, of what a rate is
_CELL = re.compile(r"([^;；:：]+)[:：]\s*([^;；]*)")
_REPORT_WORDS = re.compile(r"20\d\d年?|复盘|报告|活动|终版|快报|总结|[()（）\s-]")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one report, as its row gives it."""

    label: str  # with its denominator, as written
    value: str
    source: Source
    target: str = ""  # as its row gives it; empty where none was set

    @property
    def metric(self) -> str:
        """The label without its report's name and its bracketed denominator: 核销率."""
        bare = re.sub(r"[(（].*|^20\d\d年?", "", fold(self.label))
        return bare.replace(event_of(self.source.document), "")

    @property
    def basis(self) -> str:
        """What stands in brackets behind the label: 核销÷领取."""
        match = re.search(r"[(（](.*?)[)）]", self.label)
        return fold(match[1]) if match else ""


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


def figures_of(contents: Iterable[tuple[Passage, Document]]) -> list[Figure]:
    """The figures among table rows that have a 指标 and a 结果 column."""
    figures = []
    for passage, document in contents:
        cells = {fold(name).strip(): value.strip() for name, value in _CELL.findall(passage.text)}
        if passage.kind == "row" and cells.get("指标") and cells.get("结果", "–") not in ("–", "-", ""):
            target = cells.get("目标", "").strip("–- ")
            figures.append(Figure(cells["指标"], cells["结果"], Source(passage, document), target))
    return figures


def event_of(document: Document) -> str:
    """What a report is about, out of its title: 双11复盘(终版) → 双11, 2025周年庆复盘 → 周年庆."""
    return _REPORT_WORDS.sub("", fold(document.title))


def of_the_years(figures: Sequence[Figure], text: str, today: date) -> list[Figure]:
    """The figures without those of reports on an occasion of another year than the one that stands before it."""
    return [figure for figure in figures if not is_of_another_year(figure.source.document, text, today)]


def is_of_another_year(report: Document, text: str, today: date) -> bool:
    """Whether a text names the occasion of a report with a year that is not the report's: 去年双11, of this year's."""
    event, own = event_of(report), _year_of(report)
    if not event or own is None:
        return False
    named = re.findall(rf"({_YEAR})[^,，。;；?？比和跟与、]{{0,3}}{re.escape(event)}", fold(text))
    years = {int(year[:4]) if year[0].isdigit() else today.year + _SPOKEN_YEARS[year] for year in named}
    return bool(years) and own not in years


def _year_of(report: Document) -> int | None:
    titled = re.search(r"20\d\d", report.title)
    begins = report.effective_from
    return int(titled[0]) if titled else begins.year if begins else None


def compare(
    question: str, topic: str, figures: Sequence[Figure], year: int | None = None, english: bool = False
) -> Reply | None:
    """The metrics of the question (or of what was asked before) in the reports it names: one table.

    Every row is cited; below it the first report against each other one, marked as computed. `year` is this one:
    今年周年庆 is not the report of another year.
    """
    text = fold(question)
    whole = fold(f"{topic} {question}")
    table: list[Figure] = []
    differences: list[Line] = []
    figures = [figure for figure in figures if not _is_of_another_year(figure, whole, year)]
    for metric in metrics(text, figures) or metrics(whole, figures)[:1]:
        rows = _one_a_report([figure for figure in figures if figure.metric == metric], whole)
        rows = _pair(rows, text)
        if len(rows) > 1 or (rows and asks_daily(text)):
            table += rows
            compared = [Compared(event_of(row.source.document), row.value, row.source) for row in rows]
            differences += contrast(compared, text, english)
    if not table or not (_asks(text) or len({row.source.document.doc_id for row in table}) > 1):
        return None
    head = Line("From the replay reports:" if english else "报告 | 指标（口径） | 结果")
    rows_said = [_row(figure, english) for figure in table]
    return Reply(Handling.ANSWER, (head, *rows_said, *differences), 0.9)


def named(question: str, topic: str, figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one report whose metric the question, or what was asked before, names."""
    text, whole = fold(question), fold(f"{topic} {question}")
    own = [figure for figure in figures if event_of(figure.source.document) in text]
    own = own or [figure for figure in figures if event_of(figure.source.document) in whole]
    if len({figure.source.document.doc_id for figure in own}) != 1:
        return []
    meant = metrics(text, own) or (metrics(whole, own) if event_of(own[0].source.document) in text else [])
    return [figure for metric in meant for figure in own if figure.metric == metric]


def _pair(rows: list[Figure], text: str) -> list[Figure]:
    """When a message goes on with one more report, that one against the one asked first."""
    named = [row for row in rows if event_of(row.source.document) in text]
    if len(rows) <= 2 or len(named) != 1:
        return rows
    return [next(row for row in rows if row not in named), named[0]]


def _is_of_another_year(figure: Figure, text: str, year: int | None) -> bool:
    titled = re.search(r"20\d\d", figure.source.document.title)
    event = event_of(figure.source.document)
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
        meant = [metric for metric in known if word in metric]
        if meant and pattern.search(text):
            found.append(min(sorted(meant), key=len))
    return found


def spoken_of(text: str) -> list[str]:
    """What reports call what a text calls otherwise: 卖 is 销售."""
    return [word for word, pattern in _SPOKEN.items() if pattern.search(fold(text))]


def _one_a_report(figures: Sequence[Figure], text: str) -> list[Figure]:
    """One row for each report that the text names, all on the same basis as the first."""
    named = [figure for figure in figures if event_of(figure.source.document) in text]
    if _EVERY.search(text) and len({figure.source.document.doc_id for figure in named}) < _SEVERAL:
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
    by_report: dict[str, Figure] = {}
    for figure in named:
        if figure.basis == basis:
            by_report.setdefault(figure.source.document.doc_id, figure)
    return sorted(by_report.values(), key=lambda figure: text.find(event_of(figure.source.document)))


def _reports(figures: Sequence[Figure], basis: str) -> int:
    return len({figure.source.document.doc_id for figure in figures if figure.basis == basis})


def _row(figure: Figure, english: bool) -> Line:
    if english:
        return Line(f"{cell(figure.label)}: {cell(figure.value)}", (figure.source,))
    return Line(f"{figure.source.document.title} | {figure.label} | {figure.value}", (figure.source,))
