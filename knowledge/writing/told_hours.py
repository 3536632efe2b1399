"""Hours of a shop that a notice tells in a sentence, for a time: 12月1日至次年2月28日，某某超市营业时间调整为 08:30—21:30."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.model import Document, Passage
from knowledge.text import fold
from knowledge.writing.calendar import days_in, term_in

# What stands in the passages that may tell such hours.
SIGNS = ("营业时", "营业调", "营业改", "开放时", "opening hours", "business hours")
_SENTENCE = re.compile(r"[。;；!！\n]")
_BRACKETS = re.compile(r"\([^()]*\)")
_SPAN = re.compile(r"\d{1,2}:\d{2}\s*(?:-|至|到)+\s*(?:次日|翌日)?\s*\d{1,2}:\d{2}")
_TELLS = re.compile(
    rf"(?P<whose>[^,:，：]{{2,40}}?)的?(?:每[日天])?(?:营业|开放)时[间段](?:暂时|临时|统一|将|暂|会)?"
    rf"(?:调整|变更|更改|延长|缩短|改|变)?(?:为|至|到|成|是)?[:：\s]*(?P<hours>{_SPAN.pattern})"
)
_SINCE = re.compile(r"(?:自|从)[^,，]{2,14}起|\d[日号]起")
_LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Told:
    """The hours, whose they are by the words before them, and the sentence, which names the days."""

    whose: str
    hours: str
    sentence: str
    passage: Passage
    document: Document

    def days(self, today: date) -> tuple[date, date] | None:
        """From when to when they hold; a day alone after which nothing else is said lasts for a year."""
        term = term_in(self.sentence, today)
        if term and term[0] == term[1] and _SINCE.search(self.sentence):
            return term[0], term[0] + _LONGEST
        return term


def told_in(contents: Iterable[tuple[Passage, Document]]) -> list[Told]:
    """What the sentences of some papers tell of somebody's hours on some days."""
    return [
        told for passage, document in contents if passage.kind != "row" for told in _told(passage, document)
    ]


def _told(passage: Passage, document: Document) -> Iterator[Told]:
    for written in _SENTENCE.split(passage.text):
        sentence = _BRACKETS.sub("", fold(written))
        found = list(_TELLS.finditer(sentence))
        if len(found) == len(_SPAN.findall(sentence)) == 1 and days_in(sentence, date(2000, 1, 1)):
            yield Told(found[0]["whose"].strip(), found[0]["hours"], sentence, passage, document)
