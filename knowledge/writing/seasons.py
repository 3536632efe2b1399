"""Times of the year at which something holds: 冬季（11月1日至次年3月15日）, 4月至10月, 2026-11-01至2027-03-31."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from knowledge.text import fold

_TO = r"\s*(?:至|到|-|~)+\s*(?:次年|翌年|来年|隔年|第二年|明年|当年)?的?\s*"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_ONCE = re.compile(
    rf"(20\d{{2}})[-/.年]({_MONTH})[-/.月]({_DAY})日?{_TO}(?:(20\d{{2}})[-/.年])?({_MONTH})[-/.月]({_DAY})(?!\d)日?"
)
_BY_DAYS = re.compile(
    rf"(?<![\d年./-])({_MONTH})[月/]({_DAY})[日号]?{_TO}(?:({_MONTH})[月/])?({_DAY})(?![\d:月.])[日号]?"
)
_BY_MONTHS = re.compile(rf"(?<![\d年./-])({_MONTH})月?份?{_TO}({_MONTH})月份?(?!\d)")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST = 40  # characters of what names a season and says nothing else
# The word for a season in a question, and what stands for it in a table.
_CALLED = {
    "春": r"春[天季]|开春|(?<![a-z])spring(?!s? festival)(?![a-z])",
    "夏": r"夏[天季]|(?<![a-z])(?:in|during|this|next|last) (?:the )?summer(?![a-z])",
    "秋": r"秋[天季]|(?<![a-z])(?:autumn|in the fall)(?![a-z])",
    "冬": r"冬[天季]|(?<![a-z])winter(?![a-z])",
}
_IN_ENGLISH = {"春": "spring", "夏": "summer", "秋": "autumn|fall", "冬": "winter"}


@dataclass(frozen=True, slots=True)
class Season:
    """From which to which month and day of every year, or from which to which date once; and its name as written."""

    name: str
    every: tuple[tuple[int, int, int, int], ...] = ()
    once: tuple[tuple[date, date], ...] = ()

    def takes_in(self, day: date) -> bool:
        at = day.month, day.day
        spans = ((one[:2], one[2:]) for one in self.every)
        return any(first <= day <= last for first, last in self.once) or any(
            first <= at <= last if first <= last else at >= first or at <= last for first, last in spans
        )


def season_in(text: str) -> Season | None:
    """The season that a cell or a heading names by its days or months; None where it has none."""
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    once = tuple(span for match in _ONCE.finditer(folded) if (span := _dates(match)))
    rest = _ONCE.sub(" ", folded)
    every = [
        (int(match[1]), int(match[2]), int(match[3] or match[1]), int(match[4]))
        for match in _BY_DAYS.finditer(rest)
    ]
    every += [
        (int(match[1]), 1, int(match[2]), _LENGTHS[int(match[2]) - 1])
        for match in _BY_MONTHS.finditer(_BY_DAYS.sub(" ", rest))
    ]
    return Season(text.strip(), tuple(every), once) if every or once else None


def seasons_called(text: str) -> frozenset[str]:
    """The seasons that a question names by their words: 夏天, in winter."""
    folded = fold(text)
    return frozenset(season for season, words in _CALLED.items() if re.search(words, folded))


def is_called(season: str, name: str) -> bool:
    """Whether a name, as a table writes it, is of a season: 春秋季, Winter hours."""
    return season in name or re.search(_IN_ENGLISH[season], fold(name)) is not None


def _dates(match: re.Match[str]) -> tuple[date, date] | None:
    try:
        first = date(int(match[1]), int(match[2]), int(match[3]))
        return first, date(int(match[4] or match[1]), int(match[5]), int(match[6]))
    except ValueError:
        return None
