"""The numbered articles of a paper, as its passages carry them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model import Passage
from knowledge.writing.amending import Article, numbered, shadow
from knowledge.writing.numerals import HAN

_N = rf"[{HAN}\d]+"
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (  # outermost first: a mark ends what is of its own rank or below
    ("article", re.compile(rf"第\s?(?P<n>{_N})\s?条|(?:article|clause|section|rule|term)\s(?P<n2>\d+)(?![\d.]*\d)")),
    ("chapter", re.compile(rf"第\s?(?P<n>{_N})\s?(?:章|节|部分)")),
    ("heading", re.compile(rf"(?P<n>[{HAN}]+)[、.]")),
    ("number", re.compile(r"(?P<n>\d+(?:\.\d+)*)(?:[.、)]|\s)\s*(?!\d)")),
    ("item", re.compile(rf"[((](?P<n>{_N}|[a-z])[))]")),
)  # fmt: skip
_CIRCLED = re.compile(r"[①-⑳]")
_RANK = {"chapter": 0, "article": 1, "heading": 1, "number": 2, "item": 3, "row": 4}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one passage's text."""

    passage_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    passage_id: str
    start: int
    end: int
    kind: str  # of the mark that it begins with; empty: it goes on
    number: str
    is_heading: bool = False  # stands above the passage and not in it


class Articles:
    """A paper's articles by their numbers."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._lines = list(_lines(passages))

    def of(self, article: Article) -> list[Stretch]:
        """Where an article stands, or the paragraph or item of it that is meant; empty where that is not sure."""
        lines = self._article(article.number)
        if article.paragraph:
            lines = _paragraph(lines, int(article.paragraph)) if article.paragraph.isdigit() else []
        if article.item:
            lines = _from_mark(lines, "item", article.item)
        return [Stretch(one.passage_id, one.start, one.end) for one in lines if not one.is_heading]

    def _article(self, number: str) -> list[_Line]:
        """By 第三条; where a paper has no such marks, by its plain numbers."""
        kinds = ("article",) if any(one.kind == "article" for one in self._lines) else ("heading", "number")
        if "." in number:
            kinds = ("number",)
        found = [lines for kind in kinds if (lines := _from_mark(self._lines, kind, number))]
        return found[0] if len(found) == 1 else []


def _from_mark(lines: Sequence[_Line], kind: str, number: str) -> list[_Line]:
    """The lines from a mark to the next of its rank; empty where the mark stands more than once."""
    at = [place for place, one in enumerate(lines) if one.kind == kind and one.number == number]
    own = [place for place in at if not (place and _is_same(lines[place - 1], lines[place]))]
    headings = [place for place in own if lines[place].is_heading]
    own = headings or own  # the steps below a heading have numbers of their own
    if len(own) != 1:
        return []
    first = own[0]
    taken = [lines[first]]
    for line in lines[first + 1 :]:
        is_same = line.kind == kind and line.number == number
        if line.kind and not is_same and _ends(line, kind, number):
            break
        taken.append(line)
    return taken


def _is_same(one: _Line, other: _Line) -> bool:
    """A heading is read again above each of its passages."""
    return one.kind == other.kind and one.number == other.number


def _ends(line: _Line, kind: str, number: str) -> bool:
    if kind == "number" and line.kind == "number":
        return not line.number.startswith(f"{number}.")
    is_elsewhere = "." in line.number and kind != "item" and line.number.split(".")[0] != number.split(".")[0]
    return is_elsewhere or _RANK[line.kind] <= _RANK[kind]


def _paragraph(lines: list[_Line], which: int) -> list[_Line]:
    """第二款: the second line of an article that is not an item of a list; its items go with it."""
    text = [one for one in lines if not one.is_heading]
    begins = [place for place, one in enumerate(text) if one.kind not in ("item", "row")]
    if not 0 < which <= len(begins) or len(begins) < 2:
        return []
    stop = begins[which] if which < len(begins) else len(text)
    return text[begins[which - 1] : stop]


def _lines(passages: Sequence[Passage]) -> list[_Line]:
    found: list[_Line] = []
    above: tuple[str, ...] = ()
    for passage in passages:
        if passage.section != above:
            shared = next(
                (n for n, pair in enumerate(zip(above, passage.section, strict=False)) if pair[0] != pair[1]),
                len(above),
            )
            for heading in passage.section[min(shared, len(passage.section)) :]:
                kind, number = _mark(heading)
                if kind:
                    found.append(_Line(passage.passage_id, 0, 0, kind, number, is_heading=True))
            above = passage.section
        if passage.kind == "row":
            found.append(_Line(passage.passage_id, 0, len(passage.text), "row", ""))
            continue
        start = 0
        for text in passage.text.split("\n"):
            if text.strip():
                kind, number = _mark(text)
                found.append(_Line(passage.passage_id, start, start + len(text), kind, number))
            start += len(text) + 1
    return found


def _mark(text: str) -> tuple[str, str]:
    read = shadow(text).lstrip("# \u3000")
    if circled := _CIRCLED.match(text.lstrip("# \u3000")):
        return "item", unicodedata.normalize("NFKC", circled[0])
    for kind, pattern in _MARKS:
        if match := pattern.match(read):
            number = match["n"] or match.groupdict().get("n2") or ""
            is_spelt = number[0] in f"{HAN}0123456789"
            return kind, numbered(number) if is_spelt else number
    return "", ""
