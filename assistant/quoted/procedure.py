"""A procedure that is asked for from its first step to its last: all steps, in order, each cited.

Steps stand in sibling clauses (第一步 … 第六步) or in the rows of a table (T−30, T−15, T …). A search ranks
them by words and would quote the third before the first, and not the fifth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.quoted.nouns import own_words
from assistant.reply import Line, Source, spoken
from knowledge.model import Document, Hit, Passage
from knowledge.text import fold
from knowledge.writing.hours import OpeningRule
from knowledge.writing.numerals import HAN
from knowledge.writing.synonyms import meant

_ASKS = re.compile(
    r"步骤|流程|顺序|先后|一步(?:一)?步|每一?步|几步|从头到尾|捋|全过程|整个过程|(?<!营业)时间表|时刻表|各个?(?:时刻|时间点|环节)|(?:时刻|时间点).{0,8}(?:列|捋|理|说)"
    r"|step by step|(?:all|what are) the steps|in what order|procedure"
)
# What is to be done about something is told by all the steps where the first of them answers best.
_HOW = re.compile(r"(?:怎么|如何|怎样|咋)(?:去|来)?(?:处理|处置|办理|办|应对|操作|受理|接待)")
_WHAT_TO_DO = re.compile(r"(?:怎么|如何|怎样|咋)(?:去|来)?(?:办|弄|处理|清洗?|洗|护理|保养|收拾)")
_FIRST_OF_ALL = re.compile(r"(?:^|[,，:：])(?:首先|先(?!生|前|后|进|例))")
_ONE_STEP = re.compile(r"第[一二三四五六七八九十\d]+步|最后一步|下一步|上一步")  # asks for one, not for all
_STEP = re.compile(rf"^.{{0,16}}?第([{HAN}\d]+)步(?=[（(：:，,、]|$)")
_HEADING = re.compile(r"步骤|流程|时刻表|时间表|时限一览")
_STEP_COLUMN = re.compile(r"^(?:步骤|时刻|时点|时间点|相对时刻|环节|阶段|顺序)[:：]")
_DAY = re.compile(
    r"(?:(?:\d{2,4}年)?\d{1,2}月)?\d{1,2}[号日](?:那天|当天)?|\d{1,2}[-/.]\d{1,2}|今[天晚日]|明[天晚日]|后天|(?:下?周|星期)[一二三四五六日天]|当天|当晚"
)
_OFFSET = re.compile(r"(?<![a-z])t(?:\s*([-−–+])\s*(\d{1,3}))?(?![a-z\d])(?=.{0,8}闭店)")
_ANY_PROCEDURE = re.compile(
    r"流程|步骤|顺序|先后|处[置理]|时间点|时刻|环节|全部|怎么|按|列|捋|告诉|培训|头|尾"
)
_FIRST = re.compile(r"(?:1|一|①|[（(][1一][)）])\s*[.、,，)）]?\s*\D|第一步")
_KNOWN = 0.65  # of the things that a question names
_LISTED = re.compile(r"[①-⑳]|第[一二三四五六七八九十]步")
_FEWEST = 3  # steps that make a procedure
_NEAR = 1.2  # in units of the search score: how far below the best passage a step may stand
_READ = 8  # hits among which a step must be
_CHARACTERS = 640  # a screen


def asks_for_steps(text: str) -> bool:
    folded = fold(text)
    return bool(_ASKS.search(folded)) and not _ONE_STEP.search(folded)


def without_days(text: str) -> str:
    """A question without the day it names."""
    return _DAY.sub("", fold(text))


def steps(
    text: str,
    ranked: Sequence[Hit],
    passages_of: Callable[[Document], Sequence[Passage]],
    closing: OpeningRule | None = None,
) -> list[Line]:
    """The steps of the procedure that ranks best; empty where it is not asked for or has too few.

    `passages_of` gives a document's passages, as this viewer may read them. With the mall's hours on a day
    (`closing`) the steps that are told from its closing time (T−30) have the time of that day.
    """
    if not ranked:
        return []
    if advice := _from_the_first(text, ranked[0], passages_of):
        return advice
    if not (asks_for_steps(text) or _is_how(text, ranked[0].passage)):
        return []
    least = ranked[0].score - _NEAR
    for hit in ranked[:_READ]:
        if len(_LISTED.findall(hit.passage.text)) >= _FEWEST:
            return []  # one clause tells all its steps and is quoted whole
        if hit.score < least or not _is_step(hit.passage):
            continue
        siblings = [one for one in passages_of(hit.document) if _is_sibling(one, hit.passage)]
        if len(siblings) >= _FEWEST and _is_of(text, hit, siblings):
            return _to_a_screen([_line(one, hit.document, closing) for one in siblings])
    return []


def _from_the_first(text: str, best: Hit, passages_of: Callable[[Document], Sequence[Passage]]) -> list[Line]:
    """Advice in plain sentences under one heading, where the best answer to what to do is what is done first of all.

    鞋湿了怎么办: 先吸水 is no advice without what follows it.
    """
    first = best.passage
    says_first = first.kind == "prose" and first.section and _FIRST_OF_ALL.search(first.text)
    if not says_first or not _WHAT_TO_DO.search(fold(text)):
        return []
    under = [one for one in passages_of(best.document) if (one.section, one.kind) == (first.section, "prose")]
    is_told = under[0] == first and len(under) > 1 and sum(len(one.text) for one in under) <= _CHARACTERS
    return [_line(one, best.document, None) for one in under] if is_told else []


def _is_how(text: str, best: Passage) -> bool:
    """Whether it is asked what to do, and the first of numbered steps under their heading is the best answer."""
    is_asked = _HOW.search(fold(text)) is not None and not _ONE_STEP.search(fold(text))
    return is_asked and _under_steps(best) and _FIRST.match(best.text) is not None


def _under_steps(passage: Passage) -> bool:
    return bool(passage.section and _HEADING.search(passage.section[-1]))


def _is_step(passage: Passage) -> bool:
    """By its own words; under a heading that says so every clause and row is one."""
    if passage.kind not in ("clause", "row"):
        return False
    return _under_steps(passage) or _says_so(passage)


def _is_of(text: str, hit: Hit, siblings: Sequence[Passage]) -> bool:
    """Whether these steps are those of what is asked: its things stand in their heading, or among them.

    火警处置流程 is not answered with the steps for a lost child, however near they lie.
    """
    things = [word for word in own_words(text) if not _ANY_PROCEDURE.search(word)]
    heading = fold(hit.passage.section[-1]) if hit.passage.section else ""
    titled = f"{fold(hit.document.title)} {heading}" if _HEADING.search(heading) else heading
    if things and all(_stands(thing, titled) for thing in things):
        return True
    told = fold(" ".join((hit.document.title, heading, *(one.text for one in siblings))))
    known = sum(thing in told for thing in things)
    return any(map(_says_so, siblings)) and known >= _KNOWN * len(things)


def _stands(thing: str, text: str) -> bool:
    """Whether a thing stands in a folded text, or a synonym of it: 客诉, of 顾客投诉处理作业规程."""
    return thing in text or any(fold(other) in text for word in meant(thing) for other in word.others)


def _says_so(passage: Passage) -> bool:
    return (_STEP_COLUMN if passage.kind == "row" else _STEP).match(passage.text) is not None


def _is_sibling(passage: Passage, step: Passage) -> bool:
    """A step of the same kind under the same heading; rows of one table have the same columns."""
    if passage.section != step.section or passage.kind != step.kind or not _is_step(passage):
        return False
    return passage.kind != "row" or _first_column(passage) == _first_column(step)


def _first_column(passage: Passage) -> str:
    return passage.text.split(":", 1)[0]


def _line(passage: Passage, document: Document, closing: OpeningRule | None) -> Line:
    line = Line(spoken(passage), (Source(passage, document),))
    offsets = list(_OFFSET.finditer(fold(passage.text)))
    if closing is None or passage.kind != "row" or len(offsets) != 1:
        return line
    offset = offsets[0]
    minutes = int(offset[2]) if offset[2] else 0
    at = _minute_of(closing.closes) + (-minutes if offset[1] in ("-", "−", "–") else minutes)
    clock = f"{at // 60 % 24:02d}:{at % 60:02d}"
    said = f"{clock}（按{closing.closes}闭店计算得出）："
    return Line(said + line.text, (*line.sources, Source(closing.passage, closing.document)))


def _minute_of(clock: str) -> int:
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


def _to_a_screen(lines: list[Line]) -> list[Line]:
    """As many whole steps, from the first, as a screen holds."""
    total = 0
    kept: list[Line] = []
    for line in lines:
        total += len(line.text)
        if total > _CHARACTERS and kept:
            break
        kept.append(line)
    return kept
