"""Which papers change clauses of which others: 关于调整…的公告, 更正启事, 补充通知, an amendment notice.

Derived from what is in the catalogue at the moment and from nothing else, as the succession of whole papers is, so that it
is right in whatever order papers came in, and a paper that is withdrawn takes its changes with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from knowledge.amending import Notice, meant_by
from knowledge.articles import Articles, Stretch
from knowledge.kin import is_narrower
from knowledge.model import Document, Passage, Standing
from knowledge.standing import standing
from knowledge.text import fold
from knowledge.writing.amending import Kind, Statement, shadow
from knowledge.writing.calendar import days_in
from knowledge.writing.figures import only_value, values_like, weekday_after

_OF_THE_WHOLE = re.compile(
    r"(?:活动|展览|展出|促销|市集|本(?:规则|规定|办法|方案))(?:时间|日期|期限|期间|有效期|有效期限|期)?|有效期[^。]{0,4}(?:自|20\d\d)|(?:promotion|campaign|event|offer) (?:period|runs|dates?)"
)

PassagesOf = Callable[[str], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of an amended paper that does not hold any more, and what stands in its place; empty: nothing."""

    where: Stretch
    new: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One statement of a notice about one paper.

    `notice` counts from `since` on (its `effective_from`); `piece` is the passage of the notice with nothing but the statement.
    `cuts` are empty where it is not known which words it changes: then it only stands beside `beside`.
    """

    notice: Document
    paper: Document
    piece: Passage
    kind: Kind
    since: date | None
    clause: str = ""  # as the notice calls it: 第三条
    cuts: tuple[Cut, ...] = ()
    beside: tuple[str, ...] = ()  # passages of the paper that it speaks of
    until: date | None = None  # the last day of the whole paper, where it is that which it moves

    @property
    def is_merged(self) -> bool:
        """Whether the paper reads on with new words in it; else the statement stands in its place."""
        return any(cut.new for cut in self.cuts)


@dataclass(frozen=True)
class Amendments:
    """`all`: oldest first. `remarks`: doc_id of a notice -> sentences for a person."""

    all: tuple[Amendment, ...] = ()
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def extended(self, document: Document, as_of: datetime) -> Document:
        """A paper with the last day that a notice gave it, which all may read who may read the paper."""
        for one in self.all if document.effective_to else ():
            if one.until and one.paper.doc_id == document.doc_id and _counts(one, as_of):
                document = replace(document, effective_to=one.until)
        return document


def _counts(one: Amendment, as_of: datetime) -> bool:
    """Whether a change of a paper's last day has begun, for everybody who may read the paper."""
    return standing(one.notice, as_of) is Standing.IN_FORCE and not is_narrower(one.notice, one.paper)


def amendments(
    documents: Mapping[str, Document], passages_of: PassagesOf, replaced: Callable[[str], set[str]]
) -> Amendments:
    """What all notices among these documents change. `replaced` gives the papers that a paper takes the place of as a whole."""
    found: list[Amendment] = []
    remarks: dict[str, list[str]] = defaultdict(list)
    articles: dict[str, Articles] = {}
    for notice in Notice.among(documents, passages_of):
        linked = meant_by(notice, documents, replaced)
        remarks[notice.document.doc_id] += linked.remarks
        for statement, paper in linked.papers:
            passages = passages_of(paper.doc_id)
            if paper.doc_id not in articles:
                articles[paper.doc_id] = Articles(passages)
            one = _amendment(notice, statement, paper, passages, articles[paper.doc_id])
            found.append(one)
            if not one.cuts and statement.kind is not Kind.ADDED:
                remarks[notice.document.doc_id].append(_unplaced(one))
    found.sort(key=lambda one: one.since or date.min)
    return Amendments(tuple(found), {one: tuple(said) for one, said in remarks.items() if said})


def _unplaced(one: Amendment) -> str:
    return (
        f"It changes {one.paper.doc_id} ({one.clause or 'no article named'}), but the words that it changes were not found "
        "there: both are told. Name the article and quote the words, or bring in the paper with its new text."
    )


def _amendment(
    notice: Notice, statement: Statement, paper: Document, passages: Sequence[Passage], articles: Articles
) -> Amendment:
    since = notice.since(statement)
    where = [stretch for article in statement.articles for stretch in articles.of(article)]
    piece = notice.piece(statement)
    texts = {one.passage_id: one.text for one in passages}
    cuts = _cuts(statement, where, texts, notice.before(statement) + piece.text)
    return Amendment(
        notice=replace(notice.document, effective_from=since),
        paper=paper,
        piece=piece,
        kind=statement.kind,
        since=since,
        clause="、".join(article.called for article in statement.articles),
        cuts=cuts,
        beside=tuple(dict.fromkeys(one.passage_id for one in where)),
        until=_until(paper, cuts, texts),
    )


def _until(paper: Document, cuts: Sequence[Cut], texts: Mapping[str, str]) -> date | None:
    """The new last day of a paper, where a cut moves the end of the span in which the paper holds; no single coupon's."""
    if paper.effective_to is None or len(cuts) != 1:
        return None
    where, new = cuts[0].where, cuts[0].new
    text = texts[where.passage_id]
    old = days_in(text[where.start : where.end], paper.effective_to)
    moved = days_in(new, paper.effective_to)
    start = max(text.rfind(mark, 0, where.start) for mark in "。;；\n") + 1
    is_span = _OF_THE_WHOLE.search(shadow(text[start : where.end]))
    return moved[-1] if is_span and moved and old[-1:] == [paper.effective_to] else None


def _cuts(
    statement: Statement, where: Sequence[Stretch], texts: Mapping[str, str], said: str
) -> tuple[Cut, ...]:
    """What of a paper a statement changes, which is `said` so; nothing where that could be more than one thing."""
    if statement.kind is Kind.ADDED:
        return ()
    if statement.kind in (Kind.REPLACED, Kind.DELETED):
        return tuple(Cut(one) for one in where)
    if statement.articles and not where:
        return ()
    stretches = where or [Stretch(passage_id, 0, len(text)) for passage_id, text in texts.items()]
    if statement.kind is Kind.CHANGED:
        at, new = _only(statement.old, stretches, texts, said), statement.new
        if at is None and (old := only_value(new, statement.old)):  # 原定11月1日结束的活动: the value in it
            at, new = _only(old, stretches, texts, said), only_value(new, new) or new
        return (_cut(at, new, texts),) if at is not None else ()
    return _by_value(statement, stretches, texts)


def _only(old: str, stretches: Sequence[Stretch], texts: Mapping[str, str], said: str) -> Stretch | None:
    """The one place in these stretches that has the old words, spaces and width aside; None where none or more has.

    Of several the one in the cell of a table of which row and column are `said`: 首次回复 of C级.
    """
    found = [
        Stretch(one.passage_id, start, start + length)
        for one in stretches
        for start, length in _places(old, texts[one.passage_id], one)
    ]
    if len(found) > 1:
        found = [one for one in found if _is_said(texts[one.passage_id], one.start, fold(said))]
    return found[0] if len(found) == 1 else None


def _is_said(row: str, at: int, said: str) -> bool:
    """Whether a text names the row and the column of the cell that stands at a place: 级别: C级(一般); 首次回复: 24小时."""
    key, _, rest = fold(row).partition("; ")
    column = fold(row[:at]).rpartition("; ")[2].partition(": ")[0]
    name = key.partition(": ")[2].partition("(")[0].strip()
    return bool(rest and name and name in said and column in said)


def _places(old: str, text: str, within: Stretch) -> list[tuple[int, int]]:
    """Where old words stand in a text, as (start, length); a figure within a longer figure is another one."""
    signs = [
        (fold(char), at)
        for at, char in enumerate(text)
        if within.start <= at < within.end and not char.isspace()
    ]
    line = "".join(sign for sign, _ in signs)
    at = [place for sign, place in signs for _ in sign]
    wanted = "".join(fold(old).split())
    found: list[tuple[int, int]] = []
    start = line.find(wanted) if wanted else -1
    while start >= 0:
        stop = start + len(wanted)
        before, after = line[start - 1 : start], line[stop : stop + 1]
        is_inside = (before.isdigit() and wanted[0].isdigit()) or (after.isdigit() and wanted[-1].isdigit())
        if not is_inside:
            found.append((at[start], at[stop - 1] + 1 - at[start]))
        start = line.find(wanted, start + 1)
    return found


def _by_value(
    statement: Statement, stretches: Sequence[Stretch], texts: Mapping[str, str]
) -> tuple[Cut, ...]:
    """The value that a statement gives anew without saying what it was: that of its kind beside its subject."""
    subject = fold(statement.subject)
    found: list[Cut] = []
    for one in stretches:
        text = texts[one.passage_id]
        for start, end in _sentences(text, one):
            if not statement.articles and (len(subject) < 2 or subject not in fold(text[start:end])):
                continue
            values = values_like(statement.new, text[start:end])
            if values and len(values) > 1 + statement.is_end:
                return ()
            if values:
                first, last = values[-1]
                where = Stretch(one.passage_id, start + first, start + last)
                found.append(_cut(where, statement.new, texts))
    return (found[0],) if len(found) == 1 else ()


def _cut(where: Stretch, new: str, texts: Mapping[str, str]) -> Cut:
    """A day takes its weekday along: 11月1日(周日)."""
    longer = weekday_after(texts[where.passage_id], where.end)
    return Cut(replace(where, end=where.end + longer), new)


def _sentences(text: str, within: Stretch) -> list[tuple[int, int]]:
    found, start = [], within.start
    for at in range(within.start, within.end):
        if text[at] in "。;；\n":
            found.append((start, at))
            start = at + 1
    return [*found, (start, within.end)]
