"""Floors in one writing: 3F, 三层 and third floor are l3, 负一楼 is b1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.numerals import number

_ORDINALS = {
    word: n for n, word in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh"], 1)
}
FLOOR = re.compile(
    rf"(?<![a-z0-9])(?:(?P<l>[lf])(?P<ln>\d{{1,2}})(?![a-z0-9.-]|赛|方程)|b(?P<b>[1-9])f?(?![a-z0-9-])"
    rf"|(?P<below>负|地下|(?<![\u4e00-\u9fff])-)?(?<![\u4e00-\u9fff]-)(?<![第共有分每各多进这那零一二三四五六七八九十])"
    rf"(?P<n>\d{{1,2}}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*"
    rf"(?:楼(?!盘)|层(?![蛋架板床玻纸膜布抽塔楼次面复夹薄厚皮油灰雪保])|/?f(?![a-z0-9]))"
    rf"|(?P<th>\d{{1,2}}(?=(?:st|nd|rd|th)\s+floor)|(?:{'|'.join(_ORDINALS)})(?=\s+floor))"
    rf"|(?:level|floor)\s+(?P<level>\d{{1,2}})(?![a-z0-9])|basement\s+(?:level\s+)?(?P<basement>[1-9])(?![a-z0-9]))"
)
UNIT_ON = re.compile(r"(?<![a-z0-9])([bl]\d{1,2})-(?=[a-z0-9\u4e00-\u9fff])")


def floors(folded: str) -> list[str]:
    """The floors that a folded text names, as l3 or b1; a unit number such as L3-05 is none."""
    return [floor for match in FLOOR.finditer(folded) for floor in of_floor(match)]


def of_floor(match: re.Match[str]) -> Iterator[str]:
    part = match.groupdict()
    below = part["b"] or part["basement"]
    said = below or part["ln"] or part["n"] or part["th"] or part["level"]
    level = _ORDINALS.get(said) or int(number(said))
    if level:
        yield f"{'b' if below or part['below'] else 'l'}{level}"


def of_unit(match: re.Match[str]) -> Iterator[str]:
    yield match[1]
