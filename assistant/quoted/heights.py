"""Whether something as high as a question says fits under the height limit that a paper gives: 车高2.2米能进吗, my van is 2.2 m tall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.quoted.excerpts import Excerpt
from assistant.quoted.verdict import Verdict
from knowledge.text import fold
from knowledge.writing.numerals import in_characters

_METRES = r"([\d一二两三](?:\.\d{1,2})?)\s*(?:米|m(?![a-z²2])|met(?:re|er)s?)(?![\d一二三四五六七八九])"
_AND_MORE = r"([\d一二两三](?:米|m)[\d零一二三四五六七八九]{1,2})(?!\d)"  # 2米2, 两米一, 2m15, 2米05
_CENTIMETRES = r"(\d{3})\s*(?:厘米|公分|cm)"
_HEIGHT = re.compile(
    rf"(?<![\d.]){_AND_MORE}|(?<![\d.]){_METRES}|(?<![\d.]){_CENTIMETRES}|高度?(?:有|是|为)?(\d\.\d{{1,2}})(?![\d.]|\s*(?:米|m|厘米|公分|元|折))"
)
# What is so high is something that is driven in: a child of 1.2 m asks of tickets.
_DRIVEN = re.compile(
    r"车(?!票)|面包|货|suv|mpv|房车|皮卡|(?<![a-z])(?:cars?|vans?|suvs?|trucks?|vehicles?|minibus|campervan|pickup|garage|car park|parking)(?![a-z])"
)
_OF_HEIGHT = re.compile(
    r"高|(?:米|m)的(?:车|面包|货|suv|房车)|(?<![a-z])(?:tall|high|height|clearance)(?![a-z])|\d ?m(?:et(?:re|er)s?)? (?:\w+ )?(?:van|suv|truck|car|vehicle)"
)
_LIMIT = re.compile(
    rf"限高[^\d,，。;；]{{0,4}}(?:{_METRES}|{_CENTIMETRES})|(?:限制高度|高度限制|高度上限|净高)[^\d,，。;；]{{0,4}}(?:{_METRES}|{_CENTIMETRES})"
    rf"|(?:height limit|max(?:imum|\.)? (?:vehicle )?height|headroom|clearance)[^\d,.;]{{0,12}}(?:{_METRES}|{_CENTIMETRES})"
)
_SAYS = {
    True: "No: that is over the limit of {limit} m, so it cannot go in. ",
    False: "超过限高{limit}米，不能进入。",
}
_SAYS_WITHIN = {True: "That is within the limit of {limit} m. ", False: "没有超过限高{limit}米。"}


def height_told(question: str) -> Decimal | None:
    """How high, in metres, the one thing to be driven in is; None where a question tells none or several."""
    folded = fold(question)
    heights = {_metres(match) for match in _HEIGHT.finditer(folded)}
    is_asked = _DRIVEN.search(folded) and _OF_HEIGHT.search(folded)
    return heights.pop() if is_asked and len(heights) == 1 else None


def of_height(question: str, parts: Sequence[Excerpt]) -> Verdict | None:
    """That it is over or within the limit of the first part that gives one; what is just as high is left to the words of the paper."""
    height = height_told(question)
    if height is None:
        return None
    for part in parts:
        limits = {_metres(match) for match in _LIMIT.finditer(fold(part.text))}
        if len(limits) == 1 and (limit := limits.pop()) != height:
            says = (_SAYS if height > limit else _SAYS_WITHIN)[question.isascii()]
            return Verdict(says.format(limit=limit), part)
    return None


def _metres(match: re.Match[str]) -> Decimal:
    said = "".join(map(_figure, next(group for group in match.groups() if group)))
    return Decimal(said) / 100 if len(said) == 3 and "." not in said else Decimal(said)


def _figure(char: str) -> str:
    """A character of a height as it stands in a number: 2米2 is 2.2."""
    return "." if char in "米m" else str(in_characters(char)) if not char.isascii() else char
