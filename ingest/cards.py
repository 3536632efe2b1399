"""A shop as a card: a name with short lines under it, each under the header of a directory by what it says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ingest.halls import floor_and_unit, unit_in
from ingest.headers import column_of
from ingest.model import Section
from ingest.openmap import names_a_facility
from ingest.tables import row_text
from knowledge.text import fold, is_cjk
from knowledge.writing.floors import is_floor
from knowledge.writing.trading import spans_on

FEWEST = 3  # cards that make a list of them
_SHARE = 0.6  # of the blocks must say a shop and where it is
_LONGEST_NAME = 90  # in two languages
_LONGEST_CARD = 600  # characters: what is longer is an article's part
_MOST_LINES = 12
_SIGN = re.compile(
    "^[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\u200d\\s]+"
)  # ☎ and 🕒 before what they stand for
_PHONES = ("☎", "☏", "📞", "📱", "✆", "🕻", "🕿")
_A_NUMBER = re.compile(r"\d[\d\s-]{4,}\d")
_LABEL = re.compile(r"([^:：\d，。；;]{1,24}?)\s*[:：]\s*(\S.*)")
_PHONE = re.compile(r"(?:(?:电话|電話|tel|phone|t)[.:：\s]*)?(\+?\d[\d\s()-]{6,18}\d)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?|mailto", re.IGNORECASE)
_DATE = re.compile(
    r"20\d{2}\s*[-/.年]\s*\d|\d{1,2}\s*月\s*\d{1,2}|(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_ROW = re.compile(r"第\d+张卡片")
_ANY_DAY = date(2026, 1, 5)
_NAME, _FLOOR, _UNIT = "店名 Shop name", "楼层 Floor", "铺位号 Unit"
_HOURS, _TEL, _NOTE = "营业时间 Hours", "电话 Phone", "备注 Note"
_ENGLISH, CATEGORY = "英文名 English name", "业态 Category"
_TAG = re.compile(r"#([^\s#]+)")
_TAGS = re.compile(r"#[^\s#]+(?:[\s,，、;；/|]*#[^\s#]+)*")  # #餐飲 #咖啡
_A_SENTENCE = re.compile(r"[。！？!?；;:：]|[.](?:\s|$)")
_DISTINCT = 0.9  # of the lines under the names: names are, kinds of shops are not
_PLACES = ("floor", "location", "unit")


@dataclass
class Card:
    """What one block says: each line under the header of a directory."""

    name: str
    columns: dict[str, str] = field(default_factory=dict)
    is_dated: bool = False
    is_under_a_floor: bool = False  # which the heading over it says
    second: str = ""  # the line under the name, where it says nothing else that a directory knows

    @property
    def is_placed(self) -> bool:
        return self.is_under_a_floor or _FLOOR in self.columns or _UNIT in self.columns

    @property
    def may_be_named_twice(self) -> bool:
        """Whether the line under the name may be the name in English."""
        is_text = any(map(str.isalpha, self.second)) and not any(map(is_cjk, self.second))
        return is_text and len(self.second) <= _LONGEST_NAME and not _A_SENTENCE.search(self.second)

    def take(self, header: str, value: str) -> None:
        before = self.columns.get(header)
        self.columns[header] = f"{before}；{value}" if before else value


def is_card(section: Section) -> bool:
    """Whether a row was a card."""
    return _ROW.fullmatch(section.row) is not None


def card_of(name: str, lines: Sequence[str]) -> Card | None:
    """A name and its lines as a card; None where they are more than a card holds."""
    is_one = 0 < len(name) <= _LONGEST_NAME and 0 < len(lines) <= _MOST_LINES
    if not is_one or sum(map(len, lines)) > _LONGEST_CARD:
        return None
    card = Card(name, is_dated=any(map(_DATE.search, map(fold, lines))))
    for line in lines:
        _read(card, line)
    card.second = lines[0] if card.columns.get(_NOTE, "").startswith(lines[0]) else ""
    return card


def with_english_names(cards: Collection[Card]) -> None:
    """Takes the line under each name for the name in English, where Chinese names have such lines and each another one.

    Where the same words stand under many names they are kinds of shops.
    """
    some = [card for card in cards if card.may_be_named_twice]
    said = {fold(card.second) for card in some}
    of_chinese = [card for card in cards if any(map(is_cjk, card.name))]
    if len(some) < FEWEST or len(said) < _DISTINCT * len(some):
        return
    if sum(card.may_be_named_twice for card in of_chinese) < _DISTINCT * len(of_chinese):
        return
    for card in some:
        note = card.columns.pop(_NOTE)[len(card.second) :].lstrip("；")
        card.columns = {_ENGLISH: card.second} | card.columns | ({_NOTE: note} if note else {})


def are_shops(cards: Iterable[Card], blocks: int) -> bool:
    """Whether the cards among so many blocks are those of shops.

    At least three, most of which say a floor or a unit, and few a date: the parts of an article, the events
    of a month and what the house has for its guests are no shops.
    """
    some = list(cards)
    placed = sum(card.is_placed for card in some)
    dated = sum(card.is_dated or names_a_facility(card.name) for card in some)
    return placed >= max(FEWEST, _SHARE * blocks) and dated <= blocks * (1 - _SHARE)


def row_of(card: Card, at: int) -> Section:
    """A card as a row of a directory; `at` counts the cards from one."""
    columns = {_NAME: card.name} | card.columns
    return Section(row_text(columns), kind="row", row=f"第{at}张卡片", columns=columns)


def _read(card: Card, line: str) -> None:
    """Takes a line under its own label, or under what its words are."""
    line, sign = _SIGN.sub("", line), line[:1]
    if sign in _PHONES and _A_NUMBER.search(line):
        card.take(_TEL, line)
        return
    if _TAGS.fullmatch(line):
        for tag in _TAG.findall(line):
            card.take(CATEGORY, tag)
        return
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
    elif unit := unit_in(line):
        card.take(_UNIT, unit)
    elif label and column:
        card.take(_UNIT if column.field == "unit" else label[1], value)
    elif phone := _PHONE.fullmatch(line):
        card.take(_TEL, phone[1])
    elif spans_on(fold(line), _ANY_DAY) is not None and not _DATE.search(fold(line)):
        card.take(_HOURS, line)
    elif any(map(str.isalnum, line)):
        card.take(_NOTE, line)
