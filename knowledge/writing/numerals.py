"""Numbers as people write them in folded text: 1,000, 1.5万, 三十, 二〇二六."""

from __future__ import annotations

import re
from decimal import Decimal

HAN = "零〇一二两三四五六七八九十百千万"
_DIGITS = {"零": 0, "〇": 0, "两": 2} | {char: n for n, char in enumerate("一二三四五六七八九", 1)}
SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_BEFORE = r"(?<!\d)(?<!\d[.,])"  # not inside another number; a comma after a word is a comma
GROUPED = rf"{_BEFORE}\d{{1,3}}(?:,\d{{3}}){{1,4}}(?!\d)(?:\.\d{{1,6}})?"
DIGITS = rf"{_BEFORE}\d{{1,12}}(?!\d)(?:\.\d{{1,6}})?"
# A number inside another word (万一, 第三) does not begin one.
NUMBER = rf"(?:(?:{GROUPED}|{DIGITS})[百千万亿]?|(?<![第{HAN}\d])[零一二两三四五六七八九十][{HAN}]{{0,12}})"


def number(text: str) -> Decimal:
    """The value of 1,000, 1.5万, 三十, 一百零五 or 二〇二六."""
    scale = 1
    if text[0].isdigit() and text[-1] in SCALES:
        text, scale = text[:-1], SCALES[text[-1]]
    return (Decimal(text.replace(",", "")) if text[0].isdigit() else in_characters(text)) * scale


def in_characters(text: str) -> Decimal:
    """三十五 is 35, 一百零八 is 108, 二〇二六 is 2026; every character must be one of HAN."""
    if not set(text) & set(SCALES):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char == "万":
            total, section, digit = (total + section + digit) * SCALES[char], 0, 0
        elif char in SCALES:
            section, digit = section + (digit or 1) * SCALES[char], 0
        else:
            digit = _DIGITS[char]
    return Decimal(total + section + digit)


# What is counted: before these a number in characters is an amount, 三十分钟 and 一千五百积分, and 三十而立 is none.
_COUNTED = r"(?:元|块|万元|小时|钟头|个小时|分钟|工作日|个工作日|天|岁|周岁|张|次|人|名|位|台|份|件|厘米|公分|平(?![台时日常均价板安坦])|米|个月|月内|年|积分|分(?!之|别|为|成|批)|公斤|千克|倍|折)"
_IN_CHARACTERS = re.compile(
    rf"(?<![第周几{HAN}\d点.])([一二两三四五六七八九十][{HAN}]{{0,12}})(?={_COUNTED})"
)
_TENS = (("万", 10_000), ("千", 1_000), ("百", 100), ("十", 10))
_LARGEST = 100_000


def in_digits(text: str) -> str:
    """A folded text with its amounts in characters as digits: 满300元 for 满三百元; dates and names stay."""
    return _IN_CHARACTERS.sub(lambda match: plain(in_characters(match[1])), text)


def characters(value: int) -> str:
    """A whole number from 0 to 99999 as papers spell it: 一千五百, 三十; empty beyond."""
    if not 0 <= value < _LARGEST:
        return ""
    if value < 10:
        return "零一二三四五六七八九"[value]
    name, unit = next((name, unit) for name, unit in _TENS if value >= unit)
    count, rest = divmod(value, unit)
    head = "" if unit == 10 and count == 1 else characters(count)
    gap = "零" if rest and rest < unit // 10 else ""
    return f"{head}{name}{gap}{characters(rest) if rest else ''}"


def plain(value: Decimal) -> str:
    """Digits without an exponent or trailing zeros: 30, 8.5."""
    return f"{value.normalize():f}"
