"""Which edition of which family of papers a name stands for: 停车规则_V3.1_2026-06-01 is 停车规则, V3.1."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.text import fold
from knowledge.writing.numerals import number

# Life of a paper, earliest first; two stages of one rank do not follow each other.
STAGES: dict[str, int] = {
    "草稿": 0,
    "初稿": 0,
    "初版": 0,
    "预告": 1,
    "讨论稿": 1,
    "未定稿": 1,
    "征求意见稿": 2,
    "送审稿": 3,
    "快报": 3,
    "终版": 5,
    "终稿": 5,
    "定稿": 5,
    "正式版": 5,
    "正式稿": 5,
    "final": 5,
}
PRELIMINARY = frozenset(("初稿", "初版"))  # of a report: its first figures, until the final ones are there
DRAFTS = frozenset(("草稿", "初稿", "讨论稿", "未定稿", "征求意见稿", "送审稿"))

_SEP = r"[-./年_ ]"
_NUMBER = re.compile(
    r"(?<![a-z])v(?:er)?\.?\s?(\d{1,6}(?:\.\d{1,6}){0,2})(?![\d.]{0,9}[a-z])(?:版(?!本))?"
    r"|第\s?([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?版"
    r"|(?<![\d.])(\d{1,2}\.\d{1,2})版"
)
_STAGE = re.compile("|".join(sorted(map(re.escape, STAGES), key=len, reverse=True)))
_DAY = re.compile(rf"(?<!\d)(20\d\d){_SEP}(1[0-2]|0?[1-9])[-./月_ ](3[01]|[12]\d|0?[1-9])(?!\d)日?(?:版|起)?")
_COMPACT_DAY = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)(?:版|起)?")
_DAY_OF_NO_YEAR = re.compile(r"(?<=[)\s_-])(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")  # 复盘(终稿)1014
_QUARTER = re.compile(r"(?<!\d)(20\d\d)[-年_ ]?q([1-4])(?!\d)|(?<!\d)(20\d\d)年?第?([一二三四])季度")
_MONTH = re.compile(
    rf"(?<!\d)(20\d\d){_SEP}(1[0-2]|0?[1-9])(?!\d)月?份?版?|(?<!\d)(20\d\d)(0[1-9]|1[0-2])(?!\d)版?"
)
_YEAR = re.compile(
    r"(?<!\d)(20\d\d)年?(?:新?版|(?:修[订正]|更新|新编)[版本稿]?(?=\W|_|$))"  # 2025版, 2026修订
    r"|(?:[-_ (]|(?<=规定|办法|规则|制度|细则|章程|规程|手册|须知))(20\d\d)年?\)?$"  # 失物招领_2024, 失物招领办法2024
)
_COPY = re.compile(r"[-_ ]{0,3}(?:的?副本|复制件?|拷贝|(?<![a-z])copy(?![a-z]))|\s?\(\d{1,2}\)$")


@dataclass(frozen=True, slots=True)
class Edition:
    """What tells two papers of one family apart; an empty part is not said.

    `day` is an ISO date, month, quarter (2026-Q3) or year, as precise as the name is.
    """

    number: tuple[int, ...] = ()
    stage: str = ""
    day: str = ""

    def __bool__(self) -> bool:
        return bool(self.number or self.stage or self.day)

    @property
    def text(self) -> str:
        """For people and for keeping: V3.1 终版 2026-06-01."""
        number = "V" + ".".join(map(str, self.number)) if self.number else ""
        return " ".join(filter(None, (number, self.stage, self.day)))

    @classmethod
    def parse(cls, text: str) -> Edition:
        """The edition that `text` was made from; words it cannot have been made from are passed over."""
        found = cls()
        for word in text.split():
            if re.fullmatch(r"V\d{1,6}(\.\d{1,6}){0,2}", word):
                found = replace(found, number=tuple(map(int, word[1:].split("."))))
            elif word in STAGES:
                found = replace(found, stage=word)
            elif re.fullmatch(r"20\d\d(-Q\d|-\d\d(-\d\d)?)?", word):
                found = replace(found, day=word)
        return found

    def over(self, other: Edition) -> Edition:
        """This edition, completed by another where it says nothing."""
        return Edition(self.number or other.number, self.stage or other.stage, self.day or other.day)


@dataclass(frozen=True, slots=True)
class Named:
    """A name taken apart: the family without anything that tells editions apart, and the edition."""

    family: str
    edition: Edition


def named(name: str) -> Named:
    """The family and edition of a file's name without its ending, or of a title."""
    day, rest = _day(_COPY.sub(" ", fold(name).strip()))
    number, rest = _number(rest)
    stage, rest = _stage(rest)
    if stage:
        rest = _DAY_OF_NO_YEAR.sub("", rest)
    family = re.sub(r"[\W_]+", "", rest)
    return Named(family, Edition(number, stage, day))


def edition_in(version: str) -> Edition:
    """What a version as people write it says: V3.1, 3.1, 第3版, 终版, 2026版, 2026-11."""
    bare = version.strip()
    if re.fullmatch(r"\d{1,3}(\.\d{1,3}){0,2}", bare):
        return Edition(number=tuple(map(int, bare.split("."))))
    return named(bare).edition


def same_number(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """V4 and V4.0 are one version."""
    return _padded(one) == _padded(other)


def is_newer_number(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return _padded(one) > _padded(other)


def _padded(number: tuple[int, ...]) -> tuple[int, ...]:
    return (*number, 0, 0, 0)[:3]


def _day(text: str) -> tuple[str, str]:
    for pattern in (_DAY, _COMPACT_DAY):
        if match := pattern.search(text):
            day = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
            return day, _without(text, match)
    if match := _QUARTER.search(text):
        year, quarter = (match[1], match[2]) if match[1] else (match[3], str("一二三四".index(match[4]) + 1))
        return f"{year}-Q{quarter}", _without(text, match)
    if match := _MONTH.search(text):
        year, month = (match[1], match[2]) if match[1] else (match[3], match[4])
        return f"{year}-{int(month):02}", _without(text, match)
    if match := _YEAR.search(text):
        return match[1] or match[2], _without(text, match)
    return "", text


def _number(text: str) -> tuple[tuple[int, ...], str]:
    match = _NUMBER.search(text)
    if not match:
        return (), text
    dotted = match[1] or match[3]
    parts = tuple(map(int, dotted.split("."))) if dotted else (int(number(match[2])),)
    return parts, _without(text, match)


def _stage(text: str) -> tuple[str, str]:
    match = _STAGE.search(text)
    if not match or (match.start() and text[match.start() - 1] in "未非"):
        return "", text
    return match[0], _without(text, match)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def called(title: str, version: str) -> str:
    """A paper by its title and version; a title that tells its version tells it once."""
    return title if fold(version).replace(" ", "") in fold(title).replace(" ", "") else f"{title} {version}"
