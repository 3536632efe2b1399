"""Headings and what stands under them: from lines to sections with a heading path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.cleaning import join_lines, starts_alone, without_bullet
from ingest.cutting.marks import mark_of
from ingest.model import Section
from knowledge.text import is_cjk

PATTERN_BASE = 10  # headings known by their style (1-9) stand above those known by their numbering

_NUMERAL = "[一二三四五六七八九十百零〇\\d]{1,5}"
# How a mall's papers number their headings, outermost first: the place in the table is the level.
_NUMBERED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第{_NUMERAL}[编篇部](?:分)?[\s:：、]*(?P<rest>.*)",
        rf"第{_NUMERAL}章[\s:：、]*(?P<rest>.*)",
        rf"第{_NUMERAL}[节節][\s:：、]*(?P<rest>.*)",
        r"[一二三四五六七八九十]{1,3}\s?、\s*(?P<rest>.*)",
        r"[(（][一二三四五六七八九十]{1,3}[)）]\s*(?P<rest>.*)",
        r"第[一二三四五六七八九十百零〇]{1,5}[条條]\s*(?P<rest>.*)",
        r"(?:附录|附錄|附表|附件)\s?[A-Z一二三四五六七八九十\d]?[\s:：、]*(?P<rest>.*)",
        r"\d{1,2}(?:\.\d{1,2}){1,3}\s+(?P<rest>.*)",
    )
)
_MAX_HEADING = 30
_LONGEST_HEADING = 300  # characters, even where a style calls it a heading
_ENDS_ALONE = re.compile(r"[。!?！？;；:：…][”’」』)）\"]?$")
# A question with its answer below it, as lists of frequent questions are written; what staff are to say is no such one.
_ASKED = re.compile(
    r"(?:问|問|提问|[QqＱ]|[Qq]uestion)\s?\d{0,3}\s?[:：.、]\s?.{2,80}"
    r"|(?![“”\"'‘「『]|您好|请问)(?:\d{1,3}\s?[.、．)）]\s?)?[^。;；!！:：?？]{3,40}[?？]"
)
# The same question in two languages on one line: 可以泊車嗎? Can I park here?
_ASKED_TWICE = re.compile(
    r"(?P<first>[^。;；!！:：?？]{3,60}[?？])\s*(?P<second>[^。;；!！:：?？]{3,80}[?？])"
)
_ANSWER = re.compile(r"(?:答|答复|回答|[AaＡ]|[Aa]nswer)\s?\d{0,3}\s?[:：]\s*")
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,8}[:：]\s?\S")  # 版本：2.0, and 生效日期：2026年3月15日 below it
# A name with a colon on a line of its own, and a numbered name, where a paper has several: 婚假： above what is said of it, 2、婚假.
_NAMES_BELOW = re.compile(r"[^\s\d。;；!！?？,，、:：]{2,10}[:：]")
_NUMBERED_NAME = re.compile(r"\d{1,2}\s?[、.．]\s?[\u4e00-\u9fff]{2,10}")
_SEVERAL = 2
_NOT_IN_HEADING = re.compile(r"[。;；!！]|[:：].*\S|[,，、].*[,，]|[,，].{6}|\d{1,2}:\d{2}")


def heading_level(line: str) -> int | None:
    """The level of a numbered heading (greater than PATTERN_BASE), or None for ordinary text.

    A numbered line is a heading when it is a short name, not a sentence: 一、活动时间 is one,
    一、活动时间:11月20日至29日。 is a clause. A line that only asks is the heading of its answer.
    """
    for depth, pattern in enumerate(_NUMBERED, start=1):
        match = pattern.fullmatch(line.strip())
        if match:
            if _is_a_name(match["rest"]):
                return PATTERN_BASE + depth
            break
    return PATTERN_BASE + len(_NUMBERED) + 1 if is_asked(line) else None


def is_asked(line: str) -> bool:
    """Whether a line only asks: 问：积分会过期吗？, 3. 小票丢了怎么办？, 可以泊車嗎? Can I park here?"""
    if twice := _ASKED_TWICE.fullmatch(line.strip()):
        return any(map(is_cjk, twice["first"])) is not any(map(is_cjk, twice["second"]))
    return bool(_ASKED.fullmatch(line.strip()))


def _is_a_name(rest: str) -> bool:
    return 0 < len(rest) <= _MAX_HEADING and not _NOT_IN_HEADING.search(rest)


def unwrap(lines: Iterable[str]) -> list[str]:
    """Broken lines put together again to paragraphs; an empty line always ends one, and a label after a label.

    Where several lines are no more than a name with a colon, each heads what stands below it; a name among several numbered
    ones keeps its distance to what follows.
    """
    lines = list(lines)
    paragraphs: list[list[str]] = []
    is_open = False
    heads, names = _several(_NAMES_BELOW, lines), _several(_NUMBERED_NAME, lines)
    for line in lines:
        if not line:
            is_open = False
        elif (
            is_open
            and not starts_alone(line)
            and line not in heads
            and not _ENDS_ALONE.search(paragraphs[-1][-1])
            and not (_LABELLED.match(line) and _LABELLED.match(paragraphs[-1][0]))
        ):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
            is_open = heading_level(line) is None
    return [_joined(paragraph, names) for paragraph in paragraphs]


def _several(pattern: re.Pattern[str], lines: Sequence[str]) -> frozenset[str]:
    """The lines that are of a form, where several are."""
    found = frozenset(line for line in lines if pattern.fullmatch(line))
    return found if len(found) >= _SEVERAL else frozenset()


def _joined(paragraph: Sequence[str], names: frozenset[str]) -> str:
    first, *rest = paragraph
    return f"{first} {join_lines(rest)}" if rest and first in names else join_lines(paragraph)


class Outline:
    """Collects headings, paragraphs and rows in reading order and gives them back as sections."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self._headings: list[tuple[int, str]] = []
        self._lines: list[str] = []
        self._confidences: list[float] = []  # of those lines that were recognised in a picture
        self._page: int | None = None
        self._unused: Section | None = None  # a heading under which nothing has come yet
        self._bare: set[int] = set()  # places of the headings under which nothing came at all

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._headings)

    def heading(
        self, level: int, text: str, page: int | None = None, confidence: float | None = None
    ) -> None:
        """Opens a heading; those of the same level or deeper end here. A text too long for one is a paragraph."""
        if len(text) > _LONGEST_HEADING:
            self.line(text, page, confidence)
            return
        self._close_lines()
        if self._unused and level <= self._headings[-1][0]:
            self._keep_unused(self._unused)
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._unused = Section(text=text, path=self.path, page=page, confidence=confidence)
        self._headings.append((level, text))

    def end(self, level: int) -> None:
        """Ends the headings of a level and those under them: what follows stands under the ones above."""
        self._close_lines()
        if self._unused and self._headings and self._headings[-1][0] >= level:
            self._keep_unused(self._unused)
            self._unused = None
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()

    def line(self, text: str, page: int | None = None, confidence: float | None = None) -> None:
        """Adds a paragraph under the current heading; a section is as sure as its least sure paragraph."""
        text = without_bullet(text)
        if self._headings and is_asked(self._headings[-1][1]):
            text = _ANSWER.sub("", text, count=1) if _ANSWER.match(text) else text
        if not text:
            return
        if page != self._page:
            self._close_lines()
        self._page, self._unused = page, None
        self._lines.append(text)
        if confidence is not None:
            self._confidences.append(confidence)

    def rows(self, sections: Iterable[Section]) -> None:
        """Adds ready sections (rows of a table), putting the current headings before their own path."""
        self._close_lines()
        for section in sections:
            self._unused = None
            self.sections.append(replace(section, path=self.path + section.path))

    def close(self) -> list[Section]:
        """All sections, in reading order."""
        self._close_lines()
        if self._unused:
            self._keep_unused(self._unused)
            self._unused = None
        self.sections = _with_items(self.sections, self._bare)
        self._bare = set()
        return self.sections

    def _keep_unused(self, heading: Section) -> None:
        self._bare.add(len(self.sections))
        self.sections.append(heading)

    def _close_lines(self) -> None:
        if self._lines:
            sure = min(self._confidences, default=None)
            self.sections.append(
                Section(text="\n".join(self._lines), path=self.path, page=self._page, confidence=sure)
            )
            self._lines, self._confidences = [], []


def _with_items(sections: list[Section], bare: set[int]) -> list[Section]:
    """Numbered names under which nothing stands are no headings but the items of the line that introduces them."""
    found: list[Section] = []
    kind = ""  # how the items of the open list are numbered
    for at, section in enumerate(sections):
        own, _ = mark_of(section.text)
        is_item = at in bare and bool(own) and bool(found) and _same_place(found[-1], section)
        if is_item and (own == kind or (not kind and found[-1].text.endswith((":", "：")))):
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{section.text}")
            kind = own
        else:
            found.append(section)
            kind = ""
    return found


def _same_place(left: Section, right: Section) -> bool:
    return (left.kind, left.path, left.page) == (right.kind, right.path, right.page)


def under_title(sections: list[Section], title: str) -> tuple[Section, ...]:
    """The sections with the document's title taken off the front of their heading paths."""
    trimmed = (
        replace(section, path=section.path[1:]) if section.path[:1] == (title,) else section
        for section in sections
        if section.text != title
    )
    return tuple(trimmed)
