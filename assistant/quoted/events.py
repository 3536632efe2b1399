"""What a report is about, and the ways in which people call it: 五一 of 五一黄金周, 店庆 of 周年庆."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

import rjieba

from knowledge.model import Document
from knowledge.text import fold

# 2026年中庆 is the 年中庆 of 2026.
_REPORT_WORDS = re.compile(
    r"20\d\d(?:年(?!中(?!秋)|[末终货会]))?|(?<!\d)\d{1,2}月份?|复盘|总结|战报|回顾|简报|报告|活动|终版|终稿|正式版|快报|初稿|初版|[()（）《》\s·_-]"
)
# What may be left out behind a name.
_GENERIC = re.compile(
    r"(?:黄金周|小长假|长假|假期|购物节|狂欢节|大促|促销|盛典|庆典|营销|档期|专场|期间|季|节|周|档)$"
)
_PARTS = re.compile(r"[·•・|:：—–]|(?<=[一-鿿])-(?=[一-鿿])")  # 五一·楚夏开场 goes by both
_LAST = re.compile(r"[一-鿿]{2}[庆节季祭]$")  # 周年庆 of 五周年庆
# Names of occasions that stand for each other; one that stands in an event's name is a name of it.
_SAME = (
    ("周年庆", "店庆", "周年店庆"),
    ("五一", "劳动节"),
    ("国庆", "十一黄金周", "十一长假", "十一假期"),
    ("春节", "过年", "新春"),
    ("六一", "儿童节"),
    ("中秋",),
    ("元旦",),
    ("圣诞",),
    ("618",),
    ("双11", "光棍节"),
    ("双12",),
    ("端午",),
    ("七夕",),
    ("暑期", "暑假", "夏季", "夏日", "仲夏"),
)
_KIND = re.compile(r"(?:活动)?(?:规则|细则|须知|方案|执行案|策划案|企划|计划|说明|通知|预告|公告|手册)")
_SHORTEST, _LONG = 2, 3
# What many events are called.
_NO_NAME = re.compile(
    "活动|促销|大促|假期|节日|庆典|盛典|会员|规则|期间|营销|周末|周年|[年季]度|全年|[春夏秋冬]季|商场|亲子|品牌|停车|客流|销售|本[月次]|数据|复盘"
)
_YEAR = r"前年|去年|上年|今年|last year|this year|20\d\d"
_SPOKEN_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "last year": -1, "this year": 0}


def event_of(document: Document) -> str:
    """What a report is about, out of its title: 双11复盘(终版) → 双11, 2025周年庆复盘 → 周年庆."""
    return _REPORT_WORDS.sub("", fold(document.title))


@lru_cache(256)
def other_names(event: str) -> tuple[str, ...]:
    """The other ways to call an event, the longest first."""
    forms: dict[str, None] = {}
    rest = event
    while (shorter := _GENERIC.sub("", rest)) != rest and len(shorter) >= _SHORTEST:
        forms[shorter] = None
        rest = shorter
    forms |= dict.fromkeys(
        part for part in _PARTS.split(event)[: 9 if _PARTS.search(event) else 0] if len(part) >= _SHORTEST
    )
    if last := _LAST.search(event):
        forms |= dict.fromkeys((last[0], *([last[0][1:]] if last[0].endswith("节") else [])))
    if len(event) > _LONG:  # 庙会 of 新春庙会, 端午 and 啤酒节 of 端午啤酒节
        head, rest, end = event[:2], event[2:], event[-2:]
        parts = (head, rest) if rjieba.has_word(head) else ()
        ends = (end,) if rjieba.has_word(end) else ()
        forms |= dict.fromkeys(one for one in (*parts, *ends) if not _NO_NAME.fullmatch(one))
    for names in _SAME:
        if any(name in event for name in names):
            forms |= dict.fromkeys(names)
    forms.pop(event, None)
    return tuple(sorted(forms, key=len, reverse=True))


def in_their_names(text: str, events: Iterable[str]) -> str:
    """A text with each event as its report calls it: 五一卖了多少 → 五一黄金周卖了多少."""
    folded = fold(text)
    known = sorted({event for event in events if event}, key=len, reverse=True)
    masked = folded
    for event in known:
        masked = masked.replace(event, "\0" * len(event))
    for event in known:
        if event in folded:
            continue
        called = next((form for form in other_names(event) if form in masked), "")
        if called:
            at = masked.find(called)
            folded = folded[:at] + event + folded[at + len(called) :]
            masked = masked[:at] + "\0" * len(event) + masked[at + len(called) :]
    return folded


def names_event(report: Document, text: str) -> bool:
    """Whether a text names what a report is about, in one of its ways."""
    event, folded = event_of(report), fold(text)
    return bool(event) and (event in folded or any(form in folded for form in other_names(event)))


def is_of_another_year(report: Document, text: str, today: date) -> bool:
    """Whether a text names the occasion of a report with a year that is not the report's: 去年双11, of this year's."""
    event, own = event_of(report), year_of(report)
    if not event or own is None:
        return False
    called = "|".join(map(re.escape, (event, *other_names(event))))
    named = re.findall(rf"({_YEAR})[^,，。;；?？比和跟与、]{{0,3}}(?:{called})", fold(text))
    years = {int(year[:4]) if year[0].isdigit() else today.year + _SPOKEN_YEARS[year] for year in named}
    return bool(years) and own not in years


def year_of(report: Document) -> int | None:
    """The year that a report is of, by its title or else by its first day."""
    titled = re.search(r"20\d\d", report.title)
    begins = report.effective_from
    return int(titled[0]) if titled else begins.year if begins else None


def without_kind(paper: Document) -> Document:
    """A paper of any kind under the title of its occasion alone: 桂花会员季 of 桂花会员季活动细则."""
    return replace(paper, title=_KIND.sub("", paper.title))


def is_about(paper: Document, text: str) -> bool:
    """Whether a text names the occasion that a paper of any kind is about."""
    return names_event(without_kind(paper), text)
