"""What a clause was before another paper changed it, since when, and what was changed: to staff who quote the old one, and to who asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.asked import Asked
from assistant.asking.need import figures_in
from assistant.english import figures_of
from assistant.language import is_chinese
from assistant.quoted.changes import asks_what_changed, is_named
from assistant.reply import Line, Source
from knowledge.library import Library
from knowledge.model import Change, Document, Hit, Passage
from knowledge.text import fold

_BEFORE = re.compile(
    r"(?:调整|修改|修订|变更|更改|改版|改|变)(?:了|动)?(?:之前|以前|前)|原来|原先|原本|原规定|(?:旧|老)(?:的|版|规|办法|条款)|过去|以前(?:的|是|呢|怎么|多少|几|规定)"
    r"|(?:^|[,，。])之前(?:的)?(?:是|规定|要求|标准|门槛|多少|几|怎么)"
    r"|(?<![a-z])(?:before (?:the|it|they|that)(?: was| were)? ?(?:change|amend|adjust)\w*|used to be|previously|originally|the old|what was it before|before\?$)"
)
_SINCE_WHEN = re.compile(
    r"(?:什么时候|啥时候|几号|哪天|哪一天|何时|几时)(?:开始|起|才|就)?[^,。]{0,6}(?:改|调整|变|生效|执行|实行)"
    r"|(?:改|调整|变更|新规|新规定|新规则)[^,。]{0,10}(?:什么时候|几号|哪天|哪一天|何时|几时)"
    r"|(?<![a-z])(?:since when|when (?:did|was|were|does|do|will)[^.?]{0,40}(?:chang|amend|effect|start|appl)|effective date)"
)
_LEADING = 4  # hits
_SENTENCE = "。；;\n"


def told(library: Library, asked: Asked, ranked: Sequence[Hit]) -> list[Line]:
    """What is asked of a change of clauses; empty where nothing is, or what was found was changed by no notice."""
    question = fold(asked.full)
    if asks_what_changed(asked.text):
        hit = next((one for one in ranked[:_LEADING] if one.change and _is_about(one.change, question)), None)
        if hit and hit.change:
            return _all_changes(library, asked, hit.change)
    change = next((one.change for one in ranked[:1] if one.change), None)
    if change is None:
        return []
    if _SINCE_WHEN.search(question):
        return [_since(change, asked.english)]
    if _BEFORE.search(question):
        old = _old(library, asked, change)
        return [*old, _since(change, asked.english)] if old else []
    return []


def ruling(library: Library, asked: Asked, ranked: Sequence[Hit]) -> list[Line]:
    """Which paper replaced the clause that staff quote, and from which day on."""
    if not asked.staff:
        return []
    for hit in ranked[:1]:
        if hit.change and (foreign := asked.need.figures - figures_in(hit.passage.text)):
            old = _old(library, asked, hit.change)
            if old and foreign & figures_in(old[0].sources[0].quote):
                return [_holds(hit.change, asked.english), *old]
    return []


def _is_about(change: Change, question: str) -> bool:
    return any(is_named(paper, question) for paper in (change.paper, change.notice)) or any(
        _shares_name(paper, question) for paper in (change.paper, change.notice)
    )


def _shares_name(paper: Document, question: str) -> bool:
    """Whether a question has three characters on end of a paper's title: 周年庆活动."""
    title = fold(paper.title)
    return any(title[at : at + 3] in question for at in range(len(title) - 2))


def _all_changes(library: Library, asked: Asked, change: Change) -> list[Line]:
    at = library.catalogue.as_amended(asked.question.viewer, asked.question.as_of)
    changes = [one for one in at.of_paper(change.paper.doc_id) if one.notice.doc_id == change.notice.doc_id]
    return [
        _head(change, asked.english),
        *(Line(one.piece.text, (Source(one.piece, one.notice, one.piece.text),)) for one in changes),
    ]


def _head(change: Change, english: bool) -> Line:
    source = (Source(change.piece, change.notice),)
    if english:
        since = f" with effect from {change.since.isoformat()}" if change.since else ""
        return Line(f"{_called(change.paper)} was changed by {_called(change.notice)}{since}:", source)
    since = f"自{change.since.isoformat()}起" if change.since else ""
    return Line(f"《{change.paper.title}》{since}按《{change.notice.title}》执行，改动如下：", source)


def _holds(change: Change, english: bool) -> Line:
    """That the notice holds and not the clause: said to who quotes the old one, before what holds is quoted."""
    source = (Source(change.piece, change.notice, change.piece.text),)
    if english:
        since = f" since {change.since.isoformat()}" if change.since else ""
        return Line(f"{_called(change.notice)} applies{since}; the older clause is void.", source)
    since = f"自{change.since.isoformat()}起" if change.since else ""
    clause = (
        f"《{change.paper.title}》{change.clause}" if change.clause else f"《{change.paper.title}》里的原规定"
    )
    return Line(f"以《{change.notice.title}》为准：它{since}替代了{clause}，原规定已失效。", source)


def _since(change: Change, english: bool) -> Line:
    source = (Source(change.piece, change.notice, change.piece.text),)
    if english:
        since = f"Since {change.since.isoformat()}" if change.since else "Now"
        said = change.piece.text
        if is_chinese(said):
            said = ", ".join(figures_of(said)) or said
        return Line(f"{since} {_called(change.notice)} applies: {said.rstrip('.')}.", source)
    since = f"自{change.since.isoformat()}起" if change.since else "现"
    return Line(f"{since}按《{change.notice.title}》执行：{change.piece.text}", source)


def _old(library: Library, asked: Asked, change: Change) -> list[Line]:
    """What the paper said before, marked as void; only what the asker may read of it."""
    for where in change.where:
        found = library.passage(where.passage_id, asked.question.viewer, asked.question.as_of)
        if found is None:
            continue
        passage, paper = found
        words = _around(passage, where.start, where.end)
        said = words.rstrip("。；; ")
        if asked.english:
            until = f" until {change.since.isoformat()}" if change.since else ""
            figures = ", ".join(figures_of(said)) if is_chinese(said) else f"“{said}”"
            return [
                Line(f"{_called(paper)} said{until} (void now): {figures}.", (Source(passage, paper, words),))
            ]
        clause = change.clause or "条文"
        void = f"{change.since.isoformat()}起" if change.since else "现"
        return [
            Line(f"原{clause}（{void}已被替代，不再适用）为：“{said}”。", (Source(passage, paper, words),))
        ]
    return []


def _called(paper: Document) -> str:
    """As an English reader may find a paper: by its own title."""
    return f"“{paper.title}”"


def _around(passage: Passage, start: int, end: int) -> str:
    """The sentences that a stretch lies in."""
    text = passage.text
    first = max(text.rfind(mark, 0, start) for mark in _SENTENCE) + 1
    ends = [at for mark in _SENTENCE if (at := text.find(mark, max(start, end - 1))) >= 0]
    return text[first : min(ends, default=len(text) - 1) + 1].strip()
