"""Shops as cards on a page: like blocks beside each other, each a heading with a floor, hours or a telephone, as rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from bs4 import Tag

from ingest.cleaning import one_line
from ingest.halls import floor_and_unit
from ingest.headers import column_of
from ingest.model import Section
from ingest.openmap import names_a_facility
from ingest.tables import row_text
from knowledge.text import fold
from knowledge.writing.floors import is_floor
from knowledge.writing.trading import spans_on

FEWEST = 3  # cards that make a list of them
_SHARE = 0.6  # of the blocks must say a shop and where it is
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINES = ("p", "li", "div", "dd", "dt", "address", "tr", "section", "span", "time")
_LONGEST_NAME = 60
_LONGEST_CARD = 600  # characters: what is longer is an article's part
_MOST_LINES = 12
_LABEL = re.compile(r"([^:：\d]{1,24}?)\s*[:：]\s*(\S.*)")
_PHONE = re.compile(r"(?:(?:电话|電話|tel|phone|t)[.:：\s]*)?(\+?\d[\d\s()-]{6,18}\d)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?|mailto", re.IGNORECASE)
_DATE = re.compile(
    r"20\d{2}\s*[-/.年]\s*\d|\d{1,2}\s*月\s*\d{1,2}|(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_ROW = re.compile(r"第\d+张卡片")
_ANY_DAY = date(2026, 1, 5)
_NAME, _FLOOR, _UNIT = "店名 Shop name", "楼层 Floor", "铺位号 Unit"
_HOURS, _TEL, _NOTE = "营业时间 Hours", "电话 Phone", "备注 Note"
_PLACES = ("floor", "location", "unit")


@dataclass
class _Card:
    """What one block says: each line under the header of a directory."""

    name: str
    columns: dict[str, str] = field(default_factory=dict)
    is_dated: bool = False

    @property
    def is_placed(self) -> bool:
        return _FLOOR in self.columns or _UNIT in self.columns

    def take(self, header: str, value: str) -> None:
        before = self.columns.get(header)
        self.columns[header] = f"{before}；{value}" if before else value


def is_card(section: Section) -> bool:
    """Whether a row was a card on a page."""
    return _ROW.fullmatch(section.row) is not None


def cards_in(element: Tag) -> dict[int, Section]:
    """The rows of those blocks of an element that are cards of shops, by the blocks' identities; empty where they are not.

    At least three blocks alike, each with one heading and short lines. Most of them say a floor or a unit, and
    few a date: the parts of an article, the events of a month and what the house has for its guests are no shops.
    """
    blocks = _alike(element)
    cards = {id(block): card for block in blocks if (card := _card(block))}
    placed = sum(card.is_placed for card in cards.values())
    dated = sum(card.is_dated or names_a_facility(card.name) for card in cards.values())
    if placed < max(FEWEST, _SHARE * len(blocks)) or dated > len(blocks) * (1 - _SHARE):
        return {}
    return {
        block: Section(row_text(row), kind="row", row=f"第{at}张卡片", columns=row)
        for at, (block, row) in enumerate(
            ((block, {_NAME: card.name} | card.columns) for block, card in cards.items()), 1
        )
    }


def _alike(element: Tag) -> list[Tag]:
    """The blocks of an element that are built alike: of one tag and class, each with a heading of its own."""
    children = [child for child in element.children if isinstance(child, Tag)]
    if len(children) < FEWEST:
        return []
    shapes = Counter((child.name, *_classes(child)[:1]) for child in children if child.name not in _HEADINGS)
    shape, count = max(shapes.items(), key=lambda one: one[1], default=((), 0))
    if count < FEWEST:
        return []
    some = [child for child in children if (child.name, *_classes(child)[:1]) == shape]
    return some if all(len(child.find_all(_HEADINGS, limit=2)) == 1 for child in some) else []


def _classes(element: Tag) -> list[str]:
    found: str | list[str] = element.get("class") or []
    return [found] if isinstance(found, str) else list(found)


def _card(block: Tag) -> _Card | None:
    """A block's heading and lines; None where it holds more than a card does."""
    heading = block.find(_HEADINGS)
    name = one_line(heading.get_text(" ")) if isinstance(heading, Tag) else ""
    lines = [line for line in _lines(block) if line and line != name]
    is_card = 0 < len(name) <= _LONGEST_NAME and 0 < len(lines) <= _MOST_LINES
    if not is_card or sum(map(len, lines)) > _LONGEST_CARD:
        return None
    card = _Card(name, is_dated=any(map(_DATE.search, map(fold, lines))))
    for line in lines:
        _read(card, line)
    return card


def _lines(block: Tag) -> Iterator[str]:
    """The lines of a block: its innermost elements, a term with what is said of it, broken at line breaks."""
    term = ""
    for element in block.find_all((*_LINES, *_HEADINGS)):
        if element.name in _HEADINGS or element.find((*_LINES, *_HEADINGS)):
            continue
        if element.find_parent((*_HEADINGS, "span")) or (
            element.name == "span" and element.find_parent(("p", "li", "dd", "dt")) is not None
        ):
            continue  # told with what is around it
        if element.name == "dt":
            term = one_line(element.get_text(" ")).rstrip(":： ")
            continue
        for line_break in element.find_all("br"):
            line_break.replace_with("\n")
        lines = [one_line(line) for line in element.get_text().split("\n")]
        told = " ".join(filter(None, lines)) if element.name == "dd" and term else ""
        yield from (f"{term}: {told}",) if told else lines
        term = ""


def _read(card: _Card, line: str) -> None:
    """Takes a line under its own label, or under what its words are."""
    label = _LABEL.fullmatch(line)
    if label and _ADDRESS.fullmatch(label[1]):
        return
    column = column_of(label[1]) if label else None
    if label and not (column and column.field in _PLACES):
        card.take(label[1], label[2])  # one that a directory does not know is kept back as its columns are
        return
    value = label[2] if label else line
    floor, unit = floor_and_unit(value)
    if is_floor(fold(value)):
        card.take(_FLOOR, value)
    elif floor:
        card.take(_FLOOR, floor)
        card.take(_UNIT, unit)
    elif label and column:
        card.take(_UNIT if column.field == "unit" else label[1], value)
    elif phone := _PHONE.fullmatch(line):
        card.take(_TEL, phone[1])
    elif spans_on(fold(line), _ANY_DAY) is not None and not _DATE.search(fold(line)):
        card.take(_HOURS, line)
    else:
        card.take(_NOTE, line)
