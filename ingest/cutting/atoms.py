"""What is never cut: a number, a span of dates, a phone number, an amount with its unit, an address, a word."""

from __future__ import annotations

import re

_HANZI = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_NUMBER = r"\d+(?:[.,:：/．]\d+)*"
# A unit is up to four hanzi behind a number (个工作日, 元/小时): no list of units is ever complete.
_UNIT = rf"(?:\s?(?:[%‰％℃°㎡]|[A-Za-z]{{1,8}}[²³]?|[{_HANZI}]{{1,4}})(?:/[A-Za-z{_HANZI}]{{1,3}})?)?"
_VALUE = rf"(?:[¥￥$€£]\s?|(?:CNY|RMB|USD|HKD|EUR)\s?)?{_NUMBER}{_UNIT}"
_JOINT = r"\s?[~～〜\-–—/+×]?\s?"
_PHONE = r"\+?[(（]?\d[\d\s()（）\-–]{5,20}\d"
_SPAN = rf"(?:{_PHONE}|{_VALUE})(?:{_JOINT}(?:{_PHONE}|{_VALUE})){{0,7}}"
_NUMERALS = "[零〇一二三四五六七八九十百千万亿两半]+"
_NUMERAL = rf"(?:百分之{_NUMERALS}|{_NUMERALS}[{_HANZI}]{{0,3}})"
_LATIN = r"[A-Za-z0-9\u00c0-\u024f][^\s,;\u0250-\U0010ffff]*"  # words, shop numbers, mail and web addresses
_OPENING = "“‘「『（(《〈【〔\\["
_CLOSING = "”’」』）)》〉】〕\\]。，、；：！？!?,;:.…"
_ATOM = re.compile(rf"[{_OPENING}]*(?:{_SPAN}|{_NUMERAL}|{_LATIN}|\s+|.)[{_CLOSING}]*", re.DOTALL)


def atoms_of(text: str) -> list[str]:
    """The text in the smallest parts that can stand apart; joined they are the text.

    Marks stay with what they close or open, white space stands alone.
    """
    return _ATOM.findall(text)
