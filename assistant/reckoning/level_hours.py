"""Hours of parking that a rule takes off by a member's level: 金卡每天3小时."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reckoning.asking import Asking
from assistant.reckoning.taken_off import Deduction, Rules, rules_of
from knowledge.evidence import folded_text
from knowledge.model import Hit
from knowledge.text import fold

_LEVEL = re.compile(
    r"([一-鿿]{1,3}卡|v(?:ip)?\d|[一-鿿]{1,3}会员)(?:会员)?(?:每[天日])?(?:可|免费)?(?:抵扣?|减|免)?停?车?(\d+)小时"
)
_ENGLISH = {"black gold": "黑金", "gold": "金", "silver": "银", "platinum": "铂金", "diamond": "钻石"}
_LEVEL_ROW = re.compile(r"([一-鿿]{1,3}卡|v(?:ip)?\d)(?:会员)?;[^;]*小?时[^;:]*:\s*(\d+)小时")
# 等级: 黑星; 每日免费停车: 3小时, whatever a mall calls its levels.
_NAMED_LEVEL_ROW = re.compile(
    r"(?:等级|级别|卡种|卡别|会员类型):\s*([一-鿿]{1,4}|v\d)(?:会员)?(?:\([^()]*\))?;[^;]*(?:停车|泊车|小时)[^;:]*:\s*(\d+)个?小时"
)
# 银悦：每天1小时, a line of a list of levels; 悦卡：无 gives nothing.
_LEVEL_LINE = re.compile(
    r"(?:^|\n)\s*([一-鿿]{2,4})(?:会员)?\s*[:：]\s*(?:每[天日]|每次)?(?:可?免费?|减免?|抵扣?)?(?:停车|泊车)?(\d+)个?小时"
)
_LEVEL_OF_NONE = re.compile(
    r"([一-鿿]卡)(?:会员)?(?:没有|不享受?|无)[^,;。]{0,6}抵扣|(?:^|\n)\s*([一-鿿]{2,4})(?:会员)?\s*[:：]\s*(?:无|没有|/|-)(?=\s|$)"
)
_NOTHING = re.compile(r"([一-鿿]卡)(?:会员)?(?:没有|无)(?=[,;。]|$)")  # 金卡每天2小时，普卡没有
_COUPON = re.compile(r"([一-鿿]{1,3}卡)(?:会员)?每[月年季]\d*张?(\d+)小时(?:免费)?停车券")
_AND = re.compile(r"[、/和及,]")
_LEVELS = re.compile(r"[一-鿿、/,]{1,16}(?:卡|会员)")  # 银卡、金卡会员
_TIME_OFF = re.compile(r"(?:减免|抵扣?|优惠|免费)[^:;]{0,4}(?:时长|时间|小时)")
_CELL = re.compile(r"([^;:]+):\s*([^;]*)")
_HOURS_CELL = re.compile(r"(?:每[天日]|每次)?(?:可?免费?|减免?|抵扣?)?(\d+)个?小时(?:/[天日次])?")
_NO_HOURS = re.compile(r"无|没有|不享受?|[/-]+|0(?:小时)?")
_OF_PARKING = re.compile(r"停车|泊车")


def in_han(told: str) -> str:
    """The text with levels that it names in English as Chinese rules call them: gold is 金卡."""
    for english, han in _ENGLISH.items():
        told = re.sub(rf"(?<![a-z]){english}(?: card| member)?(?![a-z])", f"{han}卡", told)
    return told


def called(level: str, english: bool) -> str:
    """A level as an answer calls it: 金卡, Gold."""
    names = {f"{han}卡": name.title() for name, han in _ENGLISH.items()} | {"会员额外": "extra for members"}
    return names.get(level, level) if english else level


def hours_by_level(asking: Asking, level: str) -> Deduction | None:
    """The hours that a rule takes off for one level, called as the rules call it."""
    return next(by_level(in_han(level), rules_of(asking)), None)


def by_level(told: str, rules: Rules) -> Iterator[Deduction]:
    """The hours of each level that a text names; 金卡 within 黑金卡 is not named."""
    levels = _hours_of_levels(rules)
    rest = told
    for name in sorted(levels, key=len, reverse=True):
        said = next((one for one in (name, f"{name.removesuffix('卡')}会员") if one in rest), "")
        if said:
            rest = rest.replace(said, " ")
            yield Deduction(name, *levels[name])


def by_coupon(told: str, rules: Rules) -> Iterator[Deduction]:
    """The hours of one of the coupons that a level has each month: 银卡每月2张2小时停车券."""
    found = {level: (int(hours), hit) for text, hit in rules for level, hours in _COUPON.findall(text)}
    for level, (hours, hit) in found.items():
        if level in told:
            yield Deduction(f"{level}停车券1张", hours, hit)


def _hours_of_levels(rules: Rules) -> dict[str, tuple[int, Hit]]:
    """The hours of every level, as the first rule has them."""
    levels: dict[str, tuple[int, Hit]] = {}
    for text, hit in rules:
        rows = [(name, hours) for name, hours in hours_in_row(text, hit) if hours]
        lines = _LEVEL_LINE.findall(fold(hit.passage.text)) if _OF_PARKING.search(folded_text(hit)) else []
        told = (*_LEVEL.findall(text), *_LEVEL_ROW.findall(text), *_NAMED_LEVEL_ROW.findall(text))
        for name, hours in (*told, *rows, *lines):
            levels.setdefault(name, (int(hours), hit))
    return levels


def without_level_of_none(told: str, rules: Rules) -> str:
    """The text without the level of which a rule says that nothing is taken off for it: 普卡没有等级抵扣."""
    none = {first or second for text, _ in rules for first, second in _LEVEL_OF_NONE.findall(text)}
    none |= {level for text, _ in rules if _OF_PARKING.search(text) for level in _NOTHING.findall(text)}
    none |= {level for text, hit in rules for level, hours in hours_in_row(text, hit) if not hours}
    return re.sub("|".join(map(re.escape, none)), " ", told) if none else told


def hours_in_row(text: str, hit: Hit) -> Iterator[tuple[str, int]]:
    """Each level that a row of a table is of, with the hours in its column of parking; 0 hours where it has none.

    Of a table of what is taken off for parking the column of time is one: 银卡、金卡会员, 减免时长 每日2小时.
    """
    cells = _CELL.findall(text)
    if not cells or re.search(r"\d", cells[0][1]):
        return
    is_taken_off = _OF_PARKING.search(folded_text(hit)) is not None and _LEVELS.fullmatch(cells[0][1].strip())
    for header, value in cells[1:]:
        if _OF_PARKING.search(header) or (is_taken_off and _TIME_OFF.search(header)):
            hours = _HOURS_CELL.fullmatch(value.strip())
            if hours or _NO_HOURS.fullmatch(value.strip()):
                for level in _AND.split(cells[0][1].strip()):
                    yield level.removesuffix("会员") or level, int(hours[1]) if hours else 0
