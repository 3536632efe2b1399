"""Paragraphs of events: a heading that names one, and below it a text that begins with its days."""

from __future__ import annotations

import re

from knowledge.model import Passage
from knowledge.text import fold
from knowledge.writing.english_days import in_figures
from knowledge.writing.trading import days_named

_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?|weekends?|周[一二三四五六日末]|星期[一二三四五六日])"
_BEGINS = re.compile(
    rf"(?:(?:on|from|every) )?(?P<weekdays>{_WEEKDAY}(?:(?:, ?| and | & |、|及|和){_WEEKDAY})*)?[,，: ]*(?:from )?"
    r"(?:(?:20\d\d[-/年.])?\d{1,2}[-/月]\d{1,2}日?)"
)
_SENTENCE = re.compile(r"[。;；\n]|\.(?=\s|$)")


def is_dated(passage: Passage) -> bool:
    """Whether a passage is a paragraph under a heading of its own that begins with its days: 5 and 6 December 2026, 11am to 6pm."""
    return passage.kind != "row" and bool(passage.section) and _BEGINS.match(when_in(passage)) is not None


def when_in(passage: Passage) -> str:
    """The first sentence of a paragraph, with its days in figures."""
    told = in_figures(fold(passage.text))
    end = _SENTENCE.search(told)
    return told[: end.start()].strip() if end else told.strip()


def weekdays_in(when: str) -> frozenset[int]:
    """The weekdays before its span of days on which alone it is: Saturdays and Sundays, 28 November to 20 December."""
    match = _BEGINS.match(when)
    is_span = match is not None and match["weekdays"] and re.search(r"至|到|-\d{2}-\d{2}\s*-", when)
    return days_named(match["weekdays"])[0] if match and is_span else frozenset()
