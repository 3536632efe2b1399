"""Reports on what has been: whether one is about the occasion that a question names."""

from __future__ import annotations

import re

from assistant.asking.asked import Asked
from assistant.quoted import comparison
from assistant.quoted.comparison import Figure
from assistant.quoted.events import in_their_names, is_of_another_year, names_event
from assistant.quoted.rows import rows_of_type
from knowledge.library import Library
from knowledge.text import fold

_REPORT = re.compile(r"(\S{2,6}?)(?:那场|那次|活动)?的?(?:复盘|总结报告)")
_FIGURES_OF = re.compile(
    r"(?<![\d.])(双?\d{2,4})(?:大促|购物节|促销|活动|那场|那次|期间|当天)?的?(?:整体|总)?(?:客流|销售|核销|领取|新会员|复盘)"
)
_ANY_REPORT = re.compile(r"份|这|那|哪|所有|全部|上次|最近|历次|看看|一下|有没有")
_RATE = re.compile(
    r"[一-鿿]{2}率|百分之|客单价|新增会员|目标|问题|投诉|(?<![a-z])(?:rate|percent|pct)(?![a-z])"
)


def reports_named(library: Library, asked: Asked) -> bool:
    """Whether the question names an occasion that a readable report is about, or a column of one."""
    reports = library.documents_of_type("replay", asked.question.viewer, asked.question.as_of)
    return any(names_event(report, asked.full) for report in reports) or bool(_columns_named(library, asked))


def is_measured(library: Library, asked: Asked) -> bool:
    """Whether a readable report on an occasion that the question names has a figure for what it asks: 花了多少."""
    figures = comparison.figures_of(rows_of_type(library, asked, "replay"))
    own = [figure for figure in figures if names_event(figure.source.document, asked.full)]
    named = own or _columns_named(library, asked)
    return bool(comparison.metrics(fold(asked.text), named))


def _columns_named(library: Library, asked: Asked) -> list[Figure]:
    """The figures of the columns of reports that go by the occasions that the question names."""
    figures = comparison.figures_of(rows_of_type(library, asked, "replay"))
    said = in_their_names(asked.full, {figure.event for figure in figures if figure.column})
    return [figure for figure in figures if figure.column and figure.event in said]


def no_such_report(library: Library, asked: Asked) -> bool:
    """Whether a report is asked for by an occasion that no report is about."""
    if asked.staff and _is_of_another_year(library, asked):
        return True
    named = _REPORT.search(asked.text) or _FIGURES_OF.search(asked.text)
    if named is None or not asked.staff or _ANY_REPORT.search(named[1]):
        return False
    return not reports_named(library, asked)


def _is_of_another_year(library: Library, asked: Asked) -> bool:
    """Whether figures are asked of an occasion that all reports on it are of another year."""
    if not (comparison.spoken_of(asked.text) or _RATE.search(asked.text) or _REPORT.search(asked.text)):
        return False
    question = asked.question
    reports = library.documents_of_type("replay", question.viewer, question.as_of)
    named = [report for report in reports if names_event(report, asked.full)]
    return bool(named) and all(is_of_another_year(report, asked.full, asked.today) for report in named)
