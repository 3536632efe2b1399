"""Passages of papers, as who asks may read them; table rows are looked up before anything is searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.asking.asked import Asked
from assistant.quoted.single_shops import rows_of_shops
from assistant.quoted.tenants import without_sales
from knowledge.library import Library
from knowledge.model import Document, Found, Passage
from knowledge.writing.hours import OpeningRule, rules_in, rules_in_tables
from knowledge.writing.posted import is_of_somebody, rules_posted
from knowledge.writing.special_hours import special_rules
from knowledge.writing.spoken_hours import rules_headed, spoken_rules
from knowledge.writing.weekly import LAST_COLUMN, Weekly, rules_of_the_house, weekly_in

_HOURS = "商场营业时间 几点开门 几点关门"
_OWN_HOURS = (
    "商场营业时间",
    "商场开放时间",
    "全场营业时间",
    "营业时间：",
    "营业时间:",
    "Opening hours",
    "Opening Hours",
    "Mall hours",
    "Mall Hours",
)
_SPECIAL = "商场延长营业时间 全场延时 延长开放至 节日 圣诞 跨年 除夕 特别营业时间 extended opening hours"
_NO_NOTICE = ("directory", "replay", "sop", "lottery", "product")
_READ = 12  # passages among which the mall's hours are told in sentences
_NOT_OF_THE_MALL = ("directory", "replay", "sop", "campaign", "lottery", "product")


def rows_of_type(library: Library, asked: Asked, doc_type: str) -> Iterator[tuple[Passage, Document]]:
    """The table rows of documents of one type that are in force and readable for who asks."""
    return (one for one in _of_type(library, asked, doc_type) if one[0].kind == "row")


def _of_type(library: Library, asked: Asked, doc_type: str) -> Iterator[tuple[Passage, Document]]:
    for paper in library.documents_of_type(doc_type, asked.question.viewer, asked.question.as_of):
        yield from ((passage, paper) for passage in passages_of(library, asked, paper))


def rows_near(library: Library, asked: Asked, words: str = "") -> list[tuple[Passage, Document]]:
    """The table rows of the papers that a question or other words find, each paper whole; shops are looked up elsewhere."""
    return passages_near(library, asked, asked.find(words or asked.full), lambda one: one.kind == "row")


def passages_near(
    library: Library, asked: Asked, found: Found, is_wanted: Callable[[Passage], bool]
) -> list[tuple[Passage, Document]]:
    """All passages of a sort of those papers of which one was found; shops are looked up elsewhere."""
    hits = [hit for hit in found.hits[:_READ] if is_wanted(hit.passage)]
    papers = {hit.document.doc_id: hit.document for hit in hits if hit.document.doc_type != "directory"}
    return [
        (passage, paper)
        for paper in papers.values()
        for passage in passages_of(library, asked, paper)
        if is_wanted(passage)
    ]


def passages_of(library: Library, asked: Asked, paper: Document) -> Sequence[Passage]:
    """The passages of one paper that are readable for who asks, as they hold and may be told, in its order."""
    passages = library.holding(paper.doc_id, asked.question.viewer, asked.question.as_of)
    return [without_sales(passage, paper) for passage in passages]


def opening_rules(library: Library, asked: Asked) -> list[OpeningRule]:
    """When the mall is open: by the tables of papers on just that, else by what other papers say of it."""
    posted = library.posted(asked.question.viewer, asked.question.as_of)
    theirs = {row.passage.passage_id for row in posted}
    rows = rows_of_type(library, asked, "hours")
    rules = rules_in(row for row in rows if row[0].passage_id not in theirs and not is_of_somebody(row[0]))
    rules += rules_posted(row for row in posted if row.document.doc_type == "hours")
    rules = rules or rules_of_the_house(timetables(library, asked)) or rules_posted(posted)
    if all(rule.days for rule in rules):  # what holds on all other days is told in words
        read = {rule.passage.passage_id for rule in rules}
        hits = [hit for hit in asked.find(_HOURS).hits[:_READ] if hit.passage.passage_id not in read]
        told = [(hit.passage, hit.document) for hit in hits if hit.document.doc_type not in _NOT_OF_THE_MALL]
        of_shops = rows_of_shops(library, asked)
        told = [one for one in told if one[0].passage_id not in of_shops]
        sentences = (one for one in _of_type(library, asked, "hours") if one[0].kind != "row")
        told = [*sentences, *told, *_headed_by_directories(library, asked)]
        rules += (
            rules_in_tables(told)
            or rules_of_the_house(weekly_in(told))
            or rules_headed(told)
            or spoken_rules(told)
        )
    return [*rules, *_of_single_days(asked, rules)]


def _headed_by_directories(library: Library, asked: Asked) -> list[tuple[Passage, Document]]:
    """What a directory says of the mall's own hours beside its shops: 商场营业时间：周日至周四 10:00–22:00."""
    said = library.saying(_OWN_HOURS, asked.question.viewer, asked.question.as_of)
    return [one for one in said if one[1].doc_type == "directory" and one[0].kind != "row"]


def timetables(library: Library, asked: Asked) -> list[Weekly]:
    """The rows of timetables of a week in papers for guests."""
    viewer, as_of = asked.question.viewer, asked.question.as_of
    return weekly_in(
        one for one in library.saying(LAST_COLUMN, viewer, as_of) if one[1].doc_type not in _NOT_OF_THE_MALL
    )


def _of_single_days(asked: Asked, rules: Sequence[OpeningRule]) -> list[OpeningRule]:
    """What other papers say of the mall's hours on single days that no rule is for yet."""
    known = {day for rule in rules for day in rule.days}
    hits = [hit for hit in asked.find(_SPECIAL).hits[:_READ] if hit.document.doc_type not in _NO_NOTICE]
    special = special_rules(((hit.passage, hit.document) for hit in hits), rules, asked.today)
    return [rule for rule in special if not rule.days <= known]
