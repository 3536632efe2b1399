"""Which parts of a file speak for the whole of it: in a collection of notices each speaks for itself."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.model import Reading, Section
from knowledge.standing import says_void
from knowledge.text import fold

_DAY = r"(?:20\d\d[-./年]\s?)?\d{1,2}[-./月]\s?\d{1,2}日?"
# 【11.25发】冬令时间, 2026-11-20 停车调价, 关于…的通知(11月8日): the heading of a notice that was given out on a day.
_GIVEN_OUT = re.compile(
    rf"^[【\[(（]?{_DAY}\s?(?:发布?|更新|发出|公告|通知)?[】\])）\s:]|[【\[(]{_DAY}\s?(?:发布?|更新|发出)?[】\])]$"
)
_FEWEST = 2  # headings with a day that make a file a collection
_YEAR, _MONTH = "[二〇零○一三四五六七八九]{4}", "[一二三四五六七八九十]{1,3}"
_SPELT_DAY = re.compile(rf"({_YEAR})年({_MONTH})月({_MONTH})日")
_DIGITS = {char: str(n) for n, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}


def of_the_whole(reading: Reading) -> Reading:
    """The file without what one notice of several says of itself, its days spelt in characters as figures."""
    days = {heading for section in reading.sections for heading in section.path if _is_of_a_notice(heading)}
    own = frozenset(days if len(days) >= _FEWEST else ())
    return replace(
        reading,
        sections=tuple(_in_figures(one) for one in reading.sections if not _speaks_for_itself(one, own)),
    )


def _is_of_a_notice(heading: str) -> bool:
    return _GIVEN_OUT.search(fold(heading).strip()) is not None


def _speaks_for_itself(section: Section, own: frozenset[str]) -> bool:
    return any(heading in own or says_void(heading) for heading in section.path)


def _in_figures(section: Section) -> Section:
    """自二〇二六年七月一日起施行 as 自2026年7月1日起施行."""
    if section.kind == "row" or "年" not in section.text:
        return section
    return replace(section, text=_SPELT_DAY.sub(_figures, section.text))


def _figures(match: re.Match[str]) -> str:
    year = "".join(_DIGITS[char] for char in match[1])
    return f"{year}年{_number(match[2])}月{_number(match[3])}日"


def _number(spelt: str) -> int:
    """二十三 and 十一: a number below a hundred."""
    tens, ten, ones = spelt.rpartition("十")
    value = int(_DIGITS.get(ones, "0"))
    return value + 10 * int(_DIGITS.get(tens, "1")) if ten else value
