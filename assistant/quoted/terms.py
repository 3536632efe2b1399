"""When what a paper is about begins and ends: 桂花会员季到哪天结束, of the paper's own line 活动时间：9月11日—10月8日."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.asking.asked import Asked
from assistant.grounding.numerals import plain
from assistant.model import Handling
from assistant.quoted import certainty
from assistant.quoted.events import event_of, other_names, without_kind
from assistant.quoted.rows import passages_of
from assistant.reply import Line, Reply, Source
from knowledge.library import Library
from knowledge.model import Document, Passage, Standing
from knowledge.text import fold, sentences
from knowledge.writing.calendar import days_in, term_in

_WHEN = r"(?:什么时候|什么时间|啥时候?|何时|几时|几号|几月几[号日]|几月|哪[一]?[天日]|哪几天)"
_ENDS = r"(?:结束|截止|截至|为止|开始|起|举行|举办|办|搞|完)"
_ASKS = re.compile(
    rf"{_WHEN}|(?:[一总]?共|持续|办|搞|有)?(?:几|多少)天|多久|多长时间|(?:活动|起止)?(?:时间|日期|期限)|{_ENDS}了?(?:吗|没|么)|还在(?:办|搞|进行|继续)?(?:吗|么|$)|过了?(?:吗|没)"
)
_WHETHER = re.compile(rf"{_ENDS}了?(?:吗|没|么)|还在|过了?(?:吗|没)")
# What is left of a question, beside what it is about, when it asks for nothing but when.
_ASIDE = re.compile(
    rf"{_ASKS.pattern}|{_ENDS}|到|至|从|是|在|的|了|吗|么|没|呢|啊|会|要|还|就|才|能|现在|目前|已经|活动|期间?|起止|有|今年|这次|本次|本届|你们|你|那|什么|商场|请问|[\W_]"
)
_LINE = re.compile(
    r"^(?:\d+(?:\.\d+)*[.、]?\s|\W)*(?P<said>(?P<of>[^:：\n]{0,24}?)(?:活动|举办|展览|促销)?(?:起止)?(?:时间|日期|期间|周期|档期)\s*(?:[:：]\s*|(?<=\s)(?=\d))(?P<when>\S.*))$",
    re.MULTILINE,
)
_HEADING = re.compile(r"[一二三四五六七八九十\d、.．\s]*(?:活动|举办|促销)?(?:起止)?(?:时间|日期|期间)")
_ISSUED = re.compile(
    r"20\d\d年\d{1,2}月\d{1,2}日|[\u4e00-\u9fff]{1,6}(?:部|中心|组|科)(?![\u4e00-\u9fff])"
)  # before it
_NO_OCCASIONS = ("directory", "replay", "sop", "product", "faq")
_FEWEST = 3  # characters of a name by the first of which it is called
_STANDING = {
    "to come": "{name}还没有开始，{first}起。",
    "on": "{name}正在进行，到{last}为止。",
    "over": "{name}已于{last}结束。",
}


@dataclass(frozen=True, slots=True)
class Term:
    """The line of a paper that says when what it is about begins and ends."""

    text: str
    first: date
    last: date
    source: Source


def of_its_term(asked: Asked, library: Library) -> Reply | None:
    """The line with the term of the one paper that a question names and asks nothing else about; None for other questions."""
    if asked.english or asked.shops or asked.need.days or not _ASKS.search(fold(asked.text)):
        return None
    text = fold(asked.full)
    asks_whether = _WHETHER.search(fold(asked.text)) is not None
    named = [(paper, name) for paper in _papers(asked) if (name := _called(paper, text))]
    # the paper of the whole before that of a part: 五周年庆 before 五周年庆抽奖
    for paper, name in sorted(named, key=lambda one: len(_event(one[0]))):
        if not _ASIDE.sub("", text.replace(name, "")) and (term := term_of(paper, asked, library)):
            said = [Line(_standing(term, asked.today, name), (term.source,))] if asks_whether else []
            lines = (*said, Line(term.text, (term.source,)))
            return Reply(Handling.ANSWER, lines, certainty.CERTAIN, topic=asked.full)
    return None


def _papers(asked: Asked) -> list[Document]:
    """The papers found that may be about an occasion, the nearest first."""
    papers = {
        hit.document.doc_id: hit.document
        for hit in asked.found.hits
        if hit.standing is Standing.IN_FORCE and hit.document.doc_type not in _NO_OCCASIONS
    }
    return list(papers.values())


def _event(paper: Document) -> str:
    return event_of(without_kind(paper))


def _called(paper: Document, text: str) -> str:
    """How a text calls what a paper is about: by its name, in another way, or by its beginning; empty where it does not."""
    event = _event(paper)
    beginnings = (event[:end] for end in range(len(event), _FEWEST - 1, -1))
    ways = (one for one in (event, *other_names(event), *beginnings) if one and one in text)
    return max(ways, key=len, default="")


def term_of(paper: Document, asked: Asked, library: Library) -> Term | None:
    """The first line of a paper that says when all of it is; 抽奖时间 is that of a part."""
    begins, event = paper.effective_from or asked.today, _event(paper)
    for passage in passages_of(library, asked, paper):
        if passage.kind == "row":
            continue
        for line in _LINE.finditer(passage.text):
            of = re.sub(r"[(（].*|\W", "", _ISSUED.sub("", fold(line["of"])))
            said = line["said"][
                max((one.end() for one in _ISSUED.finditer(line["of"])), default=0) :
            ].lstrip()
            if of in event and (term := _of(said, line["when"], begins, passage, paper)):
                return term
        if passage.section and _HEADING.fullmatch(passage.section[-1]):
            said = sentences(passage.text)[0]
            if term := _of(said, said, begins, passage, paper):
                return term
    return None


def _of(said: str, when: str, begins: date, passage: Passage, paper: Document) -> Term | None:
    """A term that words tell; None where they name no day."""
    days = days_in(when, begins)
    if not days:
        return None
    first, last = term_in(plain(when), begins) or (min(days), max(days))
    return Term(said, first, last, Source(passage, paper, said))


def _standing(term: Term, today: date, name: str) -> str:
    key = "to come" if today < term.first else "over" if today > term.last else "on"
    values = {name: f"{day.month}月{day.day}日" for name, day in (("first", term.first), ("last", term.last))}
    return _STANDING[key].format(name=name, **values)
