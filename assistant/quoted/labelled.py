"""What a page for visitors tells in lines with a label: Phone: +00 0000 0000; Restrooms: near the kiosks; 地址: 天汇路18号."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.asking.asked import Asked
from assistant.data import read_table
from assistant.language import ENGLISH, is_chinese
from assistant.model import Handling
from assistant.phrases import Phrases
from assistant.quoted import certainty
from assistant.reply import Line, Reply, Source
from knowledge.library import Library
from knowledge.model import Document, Passage, Standing
from knowledge.text import fold
from knowledge.writing.floors import is_floor

_LINE = re.compile(r"^\W*(?P<label>[A-Za-z][A-Za-z&' -]{1,30}?)\s*[:：]\s*(?P<value>\S.*)$", re.MULTILINE)
_CHINESE_LINE = re.compile(
    r"^\W*(?P<label>[\u4e00-\u9fff]{2,6}|E-?mail)\s*[:：]\s*(?P<value>\S.*)$", re.M | re.I
)
# Before what is asked of the house itself: 商场地址和电邮; 顺丰站的地址 is another's.
_OF_THE_HOUSE = (
    r"(?:^|[,，。?？!！、\s]|[和及与同跟]|还有|商场|商城|广场|你们|咱们?|这里|这边|请问|客服|总台|官方)的?"
)
_FEWEST = 2  # lines with a label that make a page of them
_IN_WORDS = re.compile(
    r"[a-z]{2,}(?: [a-z]+)+", re.IGNORECASE
)  # a value that a reader of Chinese must be told is quoted


@dataclass(frozen=True, slots=True)
class _Thing:
    labels: frozenset[str]
    asked: re.Pattern[str]
    name: str
    house: re.Pattern[str] | None = None  # the label in Chinese

    def is_labelled(self, label: str) -> bool:
        return self.house is not None and bool(self.house.fullmatch(fold(label)))

    def is_asked_of_the_house(self, text: str) -> bool:
        return self.house is not None and bool(re.search(f"{_OF_THE_HOUSE}(?:{self.house.pattern})", text))


@dataclass(frozen=True, slots=True)
class _Told:
    label: str
    value: str
    passage: Passage
    document: Document


def of_a_label(asked: Asked, library: Library, phrases: Phrases) -> Reply | None:
    """The lines whose label is what is asked for; None where a shop is asked about, or none is there."""
    if asked.shops:
        return None
    if lines := _how_to_reach(asked, library):
        return Reply(Handling.ANSWER, tuple(lines), certainty.CERTAIN, topic=asked.full)
    if asked.staff:
        return None
    thing = next((one for one in _things() if one.asked.search(fold(asked.text))), None)
    lines = [_line(one, thing, asked, phrases) for one in _told(thing, asked, library)] if thing else []
    return Reply(Handling.ANSWER, tuple(lines), certainty.CERTAIN, topic=asked.full) if lines else None


def _how_to_reach(asked: Asked, library: Library) -> list[Line]:
    """Of the one passage of a Chinese paper that tells in several lines how the house is reached, those asked for."""
    viewer, as_of = asked.question.viewer, asked.question.as_of
    wanted = [one for one in _things() if one.is_asked_of_the_house(fold(asked.text))]
    if not wanted:
        return []
    passages = (
        (passage, document)
        for document in library.documents(viewer, as_of)
        if library.catalogue.standing(document, as_of) is Standing.IN_FORCE
        for passage in library.holding(document.doc_id, viewer, as_of)
        if passage.kind != "row" and passage.language != ENGLISH
    )
    told = [lines for passage, document in passages if (lines := _labelled(passage, document, wanted))]
    return told[0] if len(told) == 1 else []


def _labelled(passage: Passage, document: Document, wanted: Sequence[_Thing]) -> list[Line]:
    """The lines of a passage that are labelled as wanted, where it tells two ways or more to reach the house."""
    ways = [
        (thing, match)
        for match in _CHINESE_LINE.finditer(passage.text)
        for thing in _things()
        if thing.is_labelled(match["label"])
    ]
    if len({thing for thing, _ in ways}) < _FEWEST:
        return []
    return [
        Line(match[0].strip(), (Source(passage, document, match[0].strip()),))
        for thing, match in ways
        if thing in wanted
    ]


def _told(thing: _Thing, asked: Asked, library: Library) -> list[_Told]:
    viewer, as_of = asked.question.viewer, asked.question.as_of
    found: list[_Told] = []
    for document in library.documents(viewer, as_of):
        is_over = library.catalogue.standing(document, as_of) is not Standing.IN_FORCE
        if is_over or document.language != ENGLISH or document.doc_type == "directory":
            continue
        lines = [
            _Told(match["label"], match["value"].strip(), passage, document)
            for passage in library.holding(document.doc_id, viewer, as_of)
            for match in _LINE.finditer(passage.text)
        ]
        found += [one for one in lines if fold(one.label) in thing.labels] if len(lines) >= _FEWEST else []
    return found


def _line(told: _Told, thing: _Thing, asked: Asked, phrases: Phrases) -> Line:
    """The line as it is written, under the floor that its heading names."""
    floor = next((part for part in told.passage.section[::-1] if is_floor(fold(part))), "")
    source = Source(told.passage, told.document, f"{told.label}: {told.value}")
    if asked.english:
        return Line(f"{floor + ', ' if floor else ''}{told.label}: {told.value}", (source,))
    name = f"{thing.name}（{floor}）" if floor else thing.name
    in_words = _IN_WORDS.search(told.value) and not is_chinese(told.value)
    key = "labelled_quoted" if in_words else "labelled"
    return Line(phrases.say(key, asked.language, name=name, value=told.value), (source,))


@cache
def _things() -> tuple[_Thing, ...]:
    return tuple(
        _Thing(
            frozenset(map(fold, row["labels"])),
            re.compile(row["asked"]),
            row["zh"],
            re.compile(row["house"]) if "house" in row else None,
        )
        for row in read_table("labelled.yaml")
    )
