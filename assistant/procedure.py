"""A procedure that is asked for from its first step to its last: all steps, in order, each cited.

Steps stand in sibling clauses (第一步 … 第六步) or in the rows of a table (T−30, T−15, T …). A search ranks
them by words and would quote the third before the first, and not the fifth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.reply import Line, Source, spoken
from knowledge.model import Document, Hit, Passage
from knowledge.numerals import HAN
from knowledge.text import fold

_ASKS = re.compile(
    r"步骤|流程|顺序|先后|一步(?:一)?步|每一?步|几步|从头到尾|捋|全过程|整个过程|时间表|时刻表|各个?(?:时刻|时间点|环节)"
    r"|step by step|(?:all|what are) the steps|in what order|procedure"
)
_ONE_STEP = re.compile(r"第[一二三四五六七八九十\d]+步|最后一步|下一步|上一步")  # asks for one, not for all
_STEP = re.compile(rf"^.{{0,16}}?第([{HAN}\d]+)步(?=[（(：:，,、]|$)")
_HEADING = re.compile(r"步骤|流程|时刻表|时间表|时限一览")
_STEP_COLUMN = re.compile(r"^(?:步骤|时刻|时点|时间点|相对时刻|环节|阶段|顺序)[:：]")
_LISTED = re.compile(r"[①-⑳]|第[一二三四五六七八九十]步")
_FEWEST = 3  # steps that make a procedure
_NEAR = 1.2  # in units of the search score: how far below the best passage a step may stand
_READ = 8  # hits among which a step must be
_CHARACTERS = 640  # a screen


def asks_for_steps(text: str) -> bool:
    folded = fold(text)
    return bool(_ASKS.search(folded)) and not _ONE_STEP.search(folded)


def steps(
    text: str, ranked: Sequence[Hit], passages_of: Callable[[Document], Sequence[Passage]]
) -> list[Line]:
    """The steps of the procedure that ranks best; empty where it is not asked for or has too few.

    `passages_of` gives a document's passages, as this viewer may read them.
    """
    if not asks_for_steps(text) or not ranked:
        return []
    least = ranked[0].score - _NEAR
    for hit in ranked[:_READ]:
        if len(_LISTED.findall(hit.passage.text)) >= _FEWEST:
            return []  # one clause tells all its steps and is quoted whole
        if hit.score < least or not _is_step(hit.passage):
            continue
        siblings = [one for one in passages_of(hit.document) if _is_sibling(one, hit.passage)]
        if len(siblings) >= _FEWEST and any(map(_says_so, siblings)):
            return _to_a_screen([_line(one, hit.document) for one in siblings])
    return []


def _is_step(passage: Passage) -> bool:
    """By its own words; under a heading that says so every clause and row is one."""
    if passage.kind not in ("clause", "row"):
        return False
    return bool(passage.section and _HEADING.search(passage.section[-1])) or _says_so(passage)


def _says_so(passage: Passage) -> bool:
    return (_STEP_COLUMN if passage.kind == "row" else _STEP).match(passage.text) is not None


def _is_sibling(passage: Passage, step: Passage) -> bool:
    """A step of the same kind under the same heading; rows of one table have the same columns."""
    if passage.section != step.section or passage.kind != step.kind or not _is_step(passage):
        return False
    return passage.kind != "row" or _first_column(passage) == _first_column(step)


def _first_column(passage: Passage) -> str:
    return passage.text.split(":", 1)[0]


def _line(passage: Passage, document: Document) -> Line:
    return Line(spoken(passage), (Source(passage, document),))


def _to_a_screen(lines: list[Line]) -> list[Line]:
    """As many whole steps, from the first, as a screen holds."""
    total, kept = 0, []
    for line in lines:
        total += len(line.text)
        if total > _CHARACTERS and kept:
            break
        kept.append(line)
    return kept
