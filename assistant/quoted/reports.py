"""Reports on what has been: whether one is about the occasion that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.asked import Asked
from assistant.english import things_in
from assistant.quoted import comparison
from assistant.quoted.events import in_their_names, is_of_another_year, names_event
from assistant.quoted.reported import Figure, figures_of
from assistant.quoted.rows import rows_of_type
from assistant.quoted.unnamed import events_meant
from knowledge.library import Library
from knowledge.model import Hit
from knowledge.text import fold

_REPORT = re.compile(r"(\S{2,6}?)(?:那场|那次|活动)?的?(?:复盘|总结报告)")
_FIGURES_OF = re.compile(
    r"(?<![\d.])(双?\d{2,4})(?:大促|购物节|促销|活动|那场|那次|期间|当天)?的?(?:整体|总)?(?:客流|销售|核销|领取|新会员|复盘)"
)
_PART = re.compile(
    r"(?:各个?|分|每个?|按|不同|哪个)(楼层|层|业态|品类|门店|店铺?|品牌|商户|餐厅|小时|时段|钟头|入口|门|渠道|年龄段?|性别)"
    r"|(?<![a-z])(?:by|per|each|every|which) (floor|level|storey|hour|shop|store|brand|category|entrance|channel|age)(?![a-z])"
)
_DIGIT = r"(?<!双)(?<!双\d)\d"  # and no part of 双11
_PARTS = {
    "层": "(?:楼层|[1-9一二三四五六]层|l\\d)",
    "楼层": "(?:楼层|[1-9一二三四五六]层|l\\d)",
    "floor": "(?:楼层|l\\d)",
    "level": "(?:楼层|l\\d)",
    "storey": "(?:楼层|l\\d)",
    "hour": "(?:小时|时段)",
    "shop": "门店",
    "store": "门店",
    "brand": "品牌",
    "category": "业态",
    "entrance": "入口",
    "channel": "渠道",
    "age": "年龄",
}
_ANY_REPORT = re.compile(r"份|这|那|哪|所有|全部|上次|最近|历次|看看|一下|有没有")
_RATE = re.compile(
    r"[一-鿿]{2}率|百分之|客单价|新增会员|目标|问题|投诉|(?<![a-z])(?:rate|percent|pct)(?![a-z])"
)


def reports_named(library: Library, asked: Asked) -> bool:
    """Whether the question names an occasion that a readable report is about, or a column of one."""
    reports = library.documents_of_type("replay", asked.question.viewer, asked.question.as_of)
    full = " ".join((asked.full, *things_in(asked.full))) if asked.english else asked.full
    return any(names_event(report, full) for report in reports) or bool(_columns_named(library, asked))


def figures_asked(library: Library, asked: Asked) -> list[Figure]:
    """What the reports that a question names have of what it asks for."""
    figures = figures_of(rows_of_type(library, asked, "replay"))
    own = [figure for figure in figures if names_event(figure.source.document, asked.full)]
    wanted = comparison.metrics(fold(asked.full), own)
    return [figure for figure in own if figure.metric in wanted]


def is_measured(library: Library, asked: Asked) -> bool:
    """Whether a readable report on an occasion that the question names has a figure for what it asks: 花了多少."""
    figures = figures_of(rows_of_type(library, asked, "replay"))
    own = [figure for figure in figures if names_event(figure.source.document, asked.full)]
    named = own or _columns_named(library, asked)
    return bool(comparison.metrics(fold(asked.text), named))


def _columns_named(library: Library, asked: Asked) -> list[Figure]:
    """The figures of the columns of reports that go by the occasions that the question names."""
    figures = figures_of(rows_of_type(library, asked, "replay"))
    said = in_their_names(asked.full, {figure.event for figure in figures if figure.column})
    return [figure for figure in figures if figure.column and figure.event in said]


def means_figures(library: Library, asked: Asked) -> bool:
    """Whether a message that names no shop and no occasion asks for figures of the mall that a readable report has."""
    figures = figures_of(rows_of_type(library, asked, "replay"))
    before = (asked.topic, *(turn.message for turn in asked.turns))
    return not asked.shops and bool(events_meant(asked.text, before, figures))


def untold_part(library: Library, asked: Asked, hits: Sequence[Hit]) -> str:
    """The parts by which staff ask for a report's figure (各楼层客流, footfall by hour), where no passage has a figure of such a part."""
    named = _PART.search(fold(asked.text)) if asked.staff else None
    if named is None or not comparison.spoken_of(asked.text) or not reports_named(library, asked):
        return ""
    word = next(filter(None, named.groups()))
    figure = re.compile(rf"{_PARTS.get(word, word)}[^。;；]{{0,12}}{_DIGIT}")
    own = (fold(hit.passage.text) for hit in hits if hit.document.doc_type == "replay")
    return "" if any(figure.search(text) for text in own) else named[0]


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
