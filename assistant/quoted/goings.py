"""What is going on: each campaign of the days that are asked for, told by its own paper, to who asks what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from assistant.asking.asked import Asked
from assistant.language import ENGLISH
from assistant.model import Handling
from assistant.quoted import certainty
from assistant.quoted.event_rows import lines_of_days, lines_to_come, papers_of_events
from assistant.quoted.events import names_event
from assistant.quoted.rows import passages_of
from assistant.quoted.terms import term_of
from assistant.quoted.unanswered import Unanswered
from assistant.reply import Line, Reply, Source, quoted, spoken
from assistant.shops.kinds import kinds_in
from knowledge.library import Library
from knowledge.model import Document
from knowledge.text import fold
from knowledge.writing.calendar import covers, latest_day, month_in, term_in, without_days
from knowledge.writing.occasions import occasion_in, ways_to_call, without_occasions

_TYPES = ("campaign", "lottery")
_MOST = 5  # papers told of
_FEW_WEEKS = 31  # days
_READ = 10  # hits of which one may speak of an occasion
_OF_ONE = 3  # passages of the one that is asked for
_GOING_ON = r"(?:优惠|折扣|折(?!返)|打折|促销|活动|福利|特价|减价|好康|着数)"
_WHAT = r"(?:什么|啥|哪些|咩|乜嘢|乜|点|些)"
# 今晚有什么看 asks for a show of the house, where it has one; a film is looked for elsewhere.
_TO_SEE = r"(?:节目|表演|演出|演唱会|赛事|比赛|好?[看睇]的?(?=[吗呢啊呀?\s]|$))"
_ASKS = re.compile(
    rf"(?:有|搞|做|办|出|推出|打)(?:没有|冇|无)?{_WHAT}[^,。?!]{{0,4}}{_GOING_ON}|有(?:没有|无|冇)?{_WHAT}?{_TO_SEE}|有(?:没有|无|冇)[^,。?!]{{0,3}}{_GOING_ON}|{_GOING_ON}(?:有{_WHAT}|都?有哪)"
    rf"|有[^,。?!]{{0,2}}{_GOING_ON}(?:吗|么|没|嘛|咩)|(?:在|会)?(?:打折|搞活动|做活动|搞促销)(?:吗|么|没|不)"
    r"|(?<![a-z])(?:what(?:'s| is) (?:going )?on(?! (?:[lb]\d|the|level|floor))|what (?:events?|promotions?|offers?|deals?)|any (?:events?|promotions?|offers?|deals?|discounts?|sales?|shows?)(?: on)?|(?:anything|something|what(?:'?s| is)) (?:going on|happening|on(?= (?:to|this|at|here|now|for|in)|\W*$))|^events?(?= (?:on|this|in|at|to|for|next)|\W*$)|(?:anything|what) to (?:see|watch))(?![a-z])"
)
# What is left of a question when it names nothing but the house, the day and that something is going on.
_PLAIN_WORDS = re.compile(
    rf"{_GOING_ON}|{_WHAT}|{_TO_SEE}|有没有|有冇|商场|你们|你哋|咱们?|这里|这儿|这边|呢度|馆内|现在|目前|最近|近期|依家|当前|正在?|今天|明天|今晚|明晚|今日|晚上|周末|这|那|本|上|下|个|周|星期|礼拜|月|日|天|号|今"
    r"|请问|想问|问一?下|可以|能|参加|玩|买|东西|的|了|呢|吗|么|没|不|还|都|会|在|有|搞|做|办|出|推|打|给|我|来|去|逛|下来|一下|吧|啊|呀"
    r"|(?<![a-z])(?:what(?:'s)?|is|are|there|any|going|on|events?|promotions?|offers?|deals?|discounts?|sales?|shows?|anything|something|to|see|watch|tonight|now|today|tomorrow|this|next|weekend|week|month|at|the|mall|here|have|do|you|right|currently|happening)(?![a-z])|[\W\d]"
)
_FUN = re.compile(r"好玩的?")
_CARD = "活动内容 有什么活动 优惠 时间"
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|第.{1,3}[章节条]|\d+(?:\.\d+)*[、.．\s]|[（(].{1,3}[)）])\s*"
)
_OVERVIEW = re.compile(rf"有{_WHAT}{_GOING_ON}|活动(?:内容|一览|亮点|总览)")
# Headings below which a paper says no more of what there is: when, who takes no part, whom to ask.
_NO_OFFER = re.compile(
    r"时间|日期|期限|延时|咨询|联系|客服|说明|须知|其他|附则|规则|范围|商户|门店|退货|退换|隐私|解释|释义|主办|目的|背景|注意|参与|参加|前言|总则|免责|名额|(?:部|处|组|中心|公司)$"
)
# Headings that name no offer of their own.
_OF_ALL = re.compile(r"(?:活动|具体|主要|优惠)?(?:内容|详情|安排|项目|亮点|一览|优惠|福利|活动)")
# With what a passage begins that has no heading of its own: （一）满200减30 一至四层…, 平安夜巡游 12月24日….
_LEAD = re.compile(r"([^\s,，。:：;；]{2,12})(?:\s+|[:：]\s*)(?=\S)")
_LINES = 6  # of one paper


def what_is_on(asked: Asked, library: Library, unanswered: Unanswered) -> Reply | None:
    """The campaigns of the days that are asked for; None for a question that names a thing, a shop or an occasion."""
    text = fold(asked.full)
    if days_off := _FUN.search(text) and (asked.need.days or occasion_in(text, asked.today)):
        text = _FUN.sub("活动", text)  # 周末有什么好玩的; without a day it asks for shops
    if asked.shops or kinds_in(text) or not _ASKS.search(text):
        return None
    if ways := _occasion_alone(text):
        return _of_the_occasion(asked, ways, library) or _nothing_on(asked, ways, unanswered)
    if _PLAIN_WORDS.sub("", without_days(text)):
        return None
    named = asked.need.days or tuple(occasion_in(text, asked.today)) or _days_of_a_month(text, asked.today)
    days = _all_days(text, asked.today) or named or (asked.today,)
    papers = [paper for paper in _campaigns(asked, library) if _falls_on(paper, days, asked, library)]
    told = [line for paper in papers[:_MOST] for line in _told(asked, paper, library)]
    lines = [line for line in told if _is_of(line, named, asked.today)]
    lines += lines_of_days(asked, library, days)[: _MOST + 1 - len(lines)]
    if not lines and not days_off and (coming := _to_come(asked, library, max(days))):
        return Reply(Handling.PARTIAL, tuple(coming), certainty.SURE, topic=asked.full)
    if not lines and _all_are_over(asked, library, days):
        return unanswered.unknown(asked)
    return Reply(Handling.ANSWER, tuple(lines), certainty.SURE, topic=asked.full) if lines else None


def _all_are_over(asked: Asked, library: Library, days: Sequence[date]) -> bool:
    """Whether the house lists its events by their days, and nothing near speaks of these days: old events are no answer."""
    if asked.staff or not papers_of_events(asked, library):
        return False
    near = (hit.passage.text for hit in asked.found.hits[:_READ])
    return not any(covers(text, day, asked.today) for text in near for day in days)


def _all_days(text: str, today: date) -> tuple[date, ...]:
    """Every day of a span of a few weeks at most that a question names: 5-9 dec."""
    term = term_in(text, today)
    if term is None or not 0 < (term[1] - term[0]).days <= _FEW_WEEKS:
        return ()
    return tuple(term[0] + timedelta(days=n) for n in range((term[1] - term[0]).days + 1))


def _days_of_a_month(text: str, today: date) -> tuple[date, ...]:
    """The days that are left of a month that is named: 下个月."""
    month = month_in(text, today)
    if month is None:
        return ()
    first, last = max(month[0], today), month[1]
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _to_come(asked: Asked, library: Library, last: date) -> list[Line]:
    """When campaigns and events are that begin after the days asked for, on which there is none."""
    if not asked.need.days:
        return []
    terms = ((paper, term_of(paper, asked, library)) for paper in _campaigns(asked, library))
    told = [
        Line(f"{paper.title}：{term.text}", (term.source,))
        for paper, term in terms
        if term and term.first > last and not asked.english
    ]
    return [*told, *lines_to_come(asked, library, last)][:_MOST]


def _occasion_alone(text: str) -> frozenset[str]:
    """The ways to call the occasion of a question that names nothing else: 双12有什么活动."""
    return frozenset() if _PLAIN_WORDS.sub("", without_days(without_occasions(text))) else ways_to_call(text)


def _nothing_on(asked: Asked, ways: frozenset[str], unanswered: Unanswered) -> Reply | None:
    """That nothing is told of an occasion of which no campaign's paper and no heading speaks; staff read on in their reports."""
    near = [hit for hit in asked.found.hits[:_READ] if hit.document.doc_type in _TYPES]
    told = [fold(f"{hit.document.title} {hit.passage.text}") for hit in near]
    told += [fold(" ".join(hit.passage.section[-1:])) for hit in asked.found.hits[:_READ]]  # 五、中秋灯谜夜
    spoken = any(way in text for text in told for way in ways)
    return None if asked.staff or spoken else unanswered.unknown(asked)


def _of_the_occasion(asked: Asked, ways: frozenset[str], library: Library) -> Reply | None:
    """What the one paper of an occasion that is named says there is."""
    papers = [paper for paper in _campaigns(asked, library) if any(way in fold(paper.title) for way in ways)]
    if len(papers) != 1:
        return None
    lines = _passages_of(papers[0], asked)[:_OF_ONE]
    if not (asked.english or _speaks_of_all(papers[0], lines[:1])):
        lines = _offers(asked, papers[0], library) or lines
    return Reply(Handling.ANSWER, tuple(lines), certainty.SURE, topic=asked.full) if lines else None


def _campaigns(asked: Asked, library: Library) -> Iterator[Document]:
    """Papers in force about campaigns, those that last the longest first."""
    viewer, as_of = asked.question.viewer, asked.question.as_of
    found = [paper for kind in _TYPES for paper in library.documents_of_type(kind, viewer, as_of)]
    yield from sorted(found, key=lambda paper: paper.effective_to or date.max, reverse=False)


def _falls_on(paper: Document, days: Sequence[date], asked: Asked, library: Library) -> bool:
    """Whether a paper speaks of one of these days, by what it says it holds for, or else by its term."""
    first, last = paper.effective_from or date.min, paper.effective_to or date.max
    if not (paper.effective_from and paper.effective_to) and (term := term_of(paper, asked, library)):
        first, last = max(first, term.first), min(last, term.last)
    return any(first <= day <= last for day in days)


def _is_of(line: Line, days: Sequence[date], today: date) -> bool:
    """Whether what is told is on one of the days that are asked for; where none is, whether it is not over yet."""
    if days:
        return any(covers(line.text, day, today) is not False for day in days)
    last = latest_day(line.text, today)
    return last is None or last >= today


def _told(asked: Asked, paper: Document, library: Library) -> list[Line]:
    """The passage of a paper that says best what there is; where none speaks of all of it, what each of its headings offers."""
    best = _passages_of(paper, asked)[:1]
    if asked.english or _speaks_of_all(paper, best):
        return best
    offers = _offers(asked, paper, library)
    return best if offers is None else offers


def _speaks_of_all(paper: Document, lines: Sequence[Line]) -> bool:
    """Whether a line names the event of a paper, or what there is in general."""
    return any(names_event(paper, line.text) or _OVERVIEW.search(line.text) for line in lines)


def _offers(asked: Asked, paper: Document, library: Library) -> list[Line] | None:
    """When a campaign is, and the first passage below each heading, or with each lead, that names something it offers.

    Empty where it is on none of the days asked for, None where it has no such headings.
    """
    term = term_of(paper, asked, library)
    if term and asked.need.days and not any(term.first <= day <= term.last for day in asked.need.days):
        return []
    said: dict[str, Line] = {"": Line(f"{paper.title}：{term.text}", (term.source,))} if term else {}
    for passage in passages_of(library, asked, paper):
        headed = _NUMBER.sub("", passage.section[-1]) if passage.section else ""
        is_of_all = not headed or _OF_ALL.fullmatch(headed) is not None
        lead = _LEAD.match(_NUMBER.sub("", passage.text)) if is_of_all else None
        heading = lead[1] if lead else "" if is_of_all else headed
        if heading and passage.kind != "row" and not _NO_OFFER.search(heading):
            text = spoken(passage) if lead else f"{heading}：{spoken(passage)}"
            said.setdefault(heading, Line(text, (Source(passage, paper),)))
    return list(said.values())[:_LINES] if len(said) > 1 else None


def _passages_of(paper: Document, asked: Asked) -> list[Line]:
    """The passages of a paper that say what there is, the best first."""
    hits = asked.search.find(f"{paper.title} {_CARD}", as_of=asked.question.as_of, k=40).hits
    own = [hit for hit in hits if hit.document.doc_id == paper.doc_id and hit.passage.kind != "row"]
    alike = [hit for hit in own if (hit.passage.language == ENGLISH) == asked.english]
    return [quoted(hit) for hit in alike or own]
