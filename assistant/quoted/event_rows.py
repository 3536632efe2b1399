"""Events that a table of a notice has, a row each, or a page, a card each: whether one is still on, and what is on on a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.asking.asked import Asked
from assistant.model import Handling
from assistant.quoted import certainty, dated
from assistant.quoted.rows import passages_near, passages_of
from assistant.reply import Line, Reply, Source, spoken
from knowledge.library import Library
from knowledge.model import Document, Passage
from knowledge.text import fold, words
from knowledge.writing.calendar import covers, days_in, latest_day
from knowledge.writing.hours import weekdays_named

_NAMES = re.compile(r"活动(?:名称|主题)?|名称|主题|项目|events?(?: name)?|name|what")
_TIMES = re.compile(r"(?:活动)?(?:时间|日期|期间|档期)|dates?(?: and time)?|when|period")
_OF_EVENTS = re.compile(r"活动|events?|happenings?|what's on")
_TABLE = "活动 时间 地点 内容 event date"  # what finds a table of them, whatever else a question names
# A campaign's own paper is quoted with its term elsewhere: 【已于…结束】; one without a term lists several, each with its own.
_NO_EVENTS = ("directory", "replay", "sop", "product", "campaign", "lottery")
_LISTS = ("other", "notice", "campaign")  # papers that may list events without a term of their own
_IS_ON = re.compile(
    r"还有(?=[吗没么嘛不呢]|[?？]|$)|还在(?!\w*[停买])|还(?:能|可以|有得)(?:去|参加|报名|玩|看)|(?:结束|过期|开始|办完|搞完|过)了?(?:[吗没么嘛]|[?？]|$)|错过"
    r"|有没有|有[吗么嘛](?:$|[?？])|(?:今[天晚日]|明[天晚日]|后天|现在|目前|周末|(?:周|星期)[一二三四五六日天]|\d[号日])[^,，。?？]{0,4}(?:有|在|办|搞|开)"
    r"|(?<![a-z])(?:still (?:on|running|going on)|(?:is|are|has|have) .{2,48} (?:on|over|ended|started|finished)(?: yet| now| today| tomorrow| tonight)?\W*$|did (?:i|we) miss)"
)
_NO_DATES = re.compile(
    r"即日|长期|常年|[每逢](?![天日]|(?:周|星期)[一二三四五六日天])|(?<![a-z])(?:every|weekly|daily|ongoing)(?![a-z])"
)  # when it is has no first and last day
_WEEKLY = re.compile(r"[每逢]((?:周|星期)[一二三四五六日天].*)")  # 10月10日-31日 每周六
_MOVED = re.compile(r".*(?:延期?|改期?|推迟|提前|顺延)[到至]")  # 原10月17日,延期至10月24日
_CALLED_OFF = re.compile(r"取消|停办|cancel", re.IGNORECASE)
_CANDIDATES = 40
_LABELLED = re.compile(r"[^:：]{1,12}[:：]\s*\S.*")  # a line of a card: 日期：10月24日
_NUMBER = re.compile(r"序号?|编号|no\.?")  # of a row
# Whether there is room is in no notice; room for a car, and for how much, is asked of another paper.
_PLACES = re.compile(
    r"车位|停车|[有空剩余]位|名额|座位|位[子置]?[吗么没]|余票|[有剩]票|排队|(?<![a-z])(?:places?|seats?|spots?|tickets?|queue|left)(?![a-z])"
)
_STATES = frozenset(("状态", "情况", "status"))
_EVERYDAY = frozenset(
    ("活动", "商场", "现场", "仪式", "限定", "主题", "商店", "门店", "the", "and", "for", "with")
)


@dataclass(frozen=True, eq=False)
class _Event:
    """A row of a table of events, or a card: what it is called, and its days from the first to the last."""

    name: str
    when: str
    starts: date
    ends: date  # the last there is, of what is every week without end
    weekdays: frozenset[int]  # Monday 0; empty: on all of its days
    passage: Passage
    document: Document

    def is_on(self, day: date, today: date) -> bool:
        is_among = covers(self.when, day, today)
        return (bool(is_among) or self.ends == date.max) and (
            not self.weekdays or day.weekday() in self.weekdays
        )

    @property
    def line(self) -> Line:
        """What is told of it: its row, or its name with the lines of its card."""
        said = spoken(self.passage)
        is_row = self.passage.kind == "row"
        if not is_row and dated.is_dated(self.passage):
            return Line(f"{self.name}: {self.passage.text}", (self.source,))
        told = said if is_row else f"{'，'.join((self.name, *_below(self.passage)))}。"
        return Line(told, (self.source,))

    @property
    def source(self) -> Source:
        return Source(self.passage, self.document)


def of_an_event(asked: Asked, library: Library) -> Reply | None:
    """Whether the one event that is named is on, is over or is to come, with its row; None where that is not asked."""
    text = fold(asked.text)
    if not _IS_ON.search(text) or _PLACES.search(text):
        return None
    named = _named(asked, [one for one in _events(asked, library) if one.ends < date.max])
    if named is None:
        return None
    said = Line(_standing(named, asked), (named.source,))
    return Reply(Handling.ANSWER, (said, named.line), certainty.CERTAIN, topic=asked.full)


def lines_of_days(asked: Asked, library: Library, days: Sequence[date]) -> list[Line]:
    """The rows and cards of events that are on on any of the days, the first to end first."""
    events = [one for one in _events(asked, library) if any(one.is_on(day, asked.today) for day in days)]
    return [one.line for one in sorted(events, key=lambda one: one.ends)]


def papers_of_events(asked: Asked, library: Library) -> frozenset[str]:
    """The papers that list events by their days, by their ids."""
    return frozenset(one.document.doc_id for one in _events(asked, library))


def lines_to_come(asked: Asked, library: Library, day: date) -> list[Line]:
    """The rows and cards of events that begin after a day, the first to begin first."""
    events = [one for one in _events(asked, library) if one.starts > day]
    return [one.line for one in sorted(events, key=lambda one: one.starts)]


def _events(asked: Asked, library: Library) -> Iterator[_Event]:
    # what is asked in Chinese may be found in English alone, and tables of events are in either
    tables = asked.search.find(_TABLE, as_of=asked.question.as_of, k=_CANDIDATES)
    near = (asked.find(asked.full), tables)
    rows = {one[0].passage_id: one for found in near for one in passages_near(library, asked, found, _is_row)}
    for passage, document in rows.values():
        (name, first), *more = _cells(passage)
        is_headed = any(_OF_EVENTS.search(fold(heading)) for heading in passage.section)
        if _NAMES.fullmatch(name) and (is_headed or _OF_EVENTS.search(name)):
            yield from _event(asked, first, more, passage, document)
    cards = {
        one[0].passage_id: one for found in near for one in passages_near(library, asked, found, _is_card)
    }
    for passage, document in cards.values():
        *above, name = passage.section
        if any(_OF_EVENTS.search(fold(heading)) for heading in (*above, document.title)):
            yield from _event(asked, name, _labelled(passage), passage, document)
    paragraphs = {
        one[0].passage_id: one
        for found in near
        for one in passages_near(library, asked, found, dated.is_dated)
    }
    paragraphs |= {passage.passage_id: (passage, paper) for passage, paper in _paragraphs(asked, library)}
    for passage, document in paragraphs.values():
        *above, name = passage.section
        if any(_OF_EVENTS.search(fold(heading)) for heading in (*above, document.title)):
            when = dated.when_in(passage)
            for event in _event(asked, name, [("时间", when)], passage, document):
                yield replace(event, weekdays=event.weekdays or dated.weekdays_in(when))


def _paragraphs(asked: Asked, library: Library) -> Iterator[tuple[Passage, Document]]:
    """The paragraphs of papers that by their title list events, whatever the question finds."""
    viewer, as_of = asked.question.viewer, asked.question.as_of
    papers = (paper for kind in _LISTS for paper in library.documents_of_type(kind, viewer, as_of))
    for paper in papers:
        if _OF_EVENTS.search(fold(paper.title)):
            yield from ((one, paper) for one in passages_of(library, asked, paper) if dated.is_dated(one))


def _event(
    asked: Asked, name: str, told: Sequence[tuple[str, str]], passage: Passage, document: Document
) -> Iterator[_Event]:
    """The event of a row or a card, by what is told of it; none that is called off or has no days."""
    is_undated = document.effective_from is None and document.effective_to is None
    if document.doc_type in _NO_EVENTS and not (document.doc_type == "campaign" and is_undated):
        return
    when = _MOVED.sub("", next((value for header, value in told if _TIMES.fullmatch(header)), ""))
    if any(header in _STATES and _CALLED_OFF.search(value) for header, value in told):
        return
    weekly = _WEEKLY.search(fold(when))
    weekdays = weekdays_named(weekly[1]) if weekly else frozenset()
    named = days_in(when, asked.today)
    days = [day for day in named if covers(when, day, asked.today)] or named  # 28至29日 names no 29th of now
    if not _NO_DATES.search(fold(when)) and days:
        ends = latest_day(when, asked.today) or (date.max if weekdays else days[-1])
        yield _Event(name, when, days[0], max(ends, *days), weekdays, passage, document)


def _is_row(passage: Passage) -> bool:
    return passage.kind == "row"


def _is_card(passage: Passage) -> bool:
    """Whether a passage is a card: a heading, and below it labelled lines alone, one of them when it is."""
    if passage.kind == "row" or not passage.section:
        return False
    lines = _below(passage)
    return all(map(_LABELLED.fullmatch, lines)) and any(
        _TIMES.fullmatch(header) for header, _ in _labelled(passage)
    )


def _below(passage: Passage) -> list[str]:
    """The lines of a card below its name."""
    lines = passage.text.split("\n")
    return lines[lines[0] == passage.section[-1] :]


def _labelled(passage: Passage) -> list[tuple[str, str]]:
    pairs = (re.split("[:：]", line, maxsplit=1) for line in _below(passage))
    return [(fold(pair[0]).strip(), pair[-1].strip()) for pair in pairs]


def _cells(passage: Passage) -> list[tuple[str, str]]:
    pairs = (cell.partition(":")[::2] for cell in passage.text.split("; "))
    cells = [(fold(header).strip(), value.strip()) for header, value in pairs]
    cells = cells[1:] if len(cells) > 1 and _NUMBER.fullmatch(cells[0][0]) else cells
    is_dated_first = len(cells) > 1 and _TIMES.fullmatch(cells[0][0]) and _NAMES.fullmatch(cells[1][0])
    return [cells[1], cells[0], *cells[2:]] if is_dated_first else cells


def _named(asked: Asked, events: Sequence[_Event]) -> _Event | None:
    """The event most pairs of whose name a question has, one of them no shop's; None where two have as many."""
    text = set(words(fold(asked.text)))
    of_shops = {word for mention in asked.directory.mentions(asked.text) for word in words(mention.matched)}
    said = {event: (set(words(fold(event.name))) & text) - _EVERYDAY for event in events}
    told = {event: len(pairs) for event, pairs in said.items() if pairs - of_shops}
    most = [event for event, count in told.items() if count == max(told.values())]
    return most[0] if len(most) == 1 else None


def _standing(event: _Event, asked: Asked) -> str:
    """Whether an event is on on the day that is asked about."""
    day = next(iter(asked.need.days), asked.today)
    if asked.english:
        return _in_english(event, day, asked.today)
    if day > event.ends:
        return f"没有了：{event.name}已于{_said(event.ends, day)}结束。"
    if day < event.starts:
        return f"还没有开始：{event.name}从{_said(event.starts, day)}起。"
    if not event.is_on(day, asked.today):
        return f"{_said(day, day)}没有：{event.name}的日期见下。"
    until = (
        f"到{_said(event.ends, day)}为止" if event.ends > event.starts else f"就在{_said(event.starts, day)}"
    )
    return f"有：{event.name}{until}。"


def _in_english(event: _Event, day: date, today: date) -> str:
    if day > event.ends:
        return f"No, it is over: it ended on {event.ends.isoformat()}."
    if day < event.starts:
        return f"Not yet: it starts on {event.starts.isoformat()}."
    if not event.is_on(day, today):
        return f"Not on {day.isoformat()}; its days are below."
    return f"Yes: it is on until {event.ends.isoformat()}."


def _said(day: date, asked_of: date) -> str:
    """A day, with its year where that is another one than that of the day asked about."""
    year = "" if day.year == asked_of.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
