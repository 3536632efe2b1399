"""Where a brief is cut: at commas outside brackets, and at blanks where those are its commas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.facts.errands import is_errand
from assistant.drafting.facts.fields import exact_kind
from assistant.drafting.facts.naming import UNIT

_HAN = r"[\u3400-\u9fff)）¥￥]"
_BLANKS = re.compile(
    rf"(?<={_HAN}) +(?=\S)|(?<=\S) +(?={_HAN})(?!\s*(?:厘米|毫米|公斤|千克|克|米|元|毫升|升|寸|岁|分钟|小时|节|件|片|支|码|度)(?![\u3400-\u9fff]))|(?<=\d) +(?=\d|[LB]\d-)"
)
_UNIT_BEFORE = re.compile(
    r"[LlBb]\d{1,2}-(?:\d{1,4}[A-Za-z]?(?![0-9A-Za-z])|[\u3400-\u9fff]?[A-Za-z]\d{0,2})$"
)
_BEFORE_MONEY = re.compile(r"(?<=[\w%）)]) +(?=[¥￥]?\d[\d,.]*\s*元)")
_SPACED = 3  # blanks at which Chinese clauses end, where commas are fewer
_COMMA = re.compile(
    r"，|,(?!\d{3}(?!\d))|(?<!\d),|(?<=[LBlb]\d-\d),|(?<=[LBlb]\d-\d\d),|(?<=[LBlb]\d-\d{3}),|\.(?=\s|$)|[?？]"
)
MONEY = re.compile(r"\d\s*(?:元|块)")
_FIRM_BLANK = re.compile(r"[LlBb]\d{1,2}-\d|\d{1,2}月\d{1,2}日|20\d\d[-年]")
_SHOP_LABEL = re.compile(r"[店铺址置点柜][:：]\s*[^,，:：\s]{2,12}$")


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """At commas outside brackets, and at blanks in a line that has more of those than of commas."""
    said = text[start:end]
    commas = list(_COMMA.finditer(said))
    blanks = [m for m in _BLANKS.finditer(said) if not _names_the_shop(said, m)]
    spaced = len(blanks) >= _SPACED and len(blanks) > len(commas)
    if blanks and not spaced and is_errand(said[blanks[-1].end() :]):  # …L3-40爪爪铺子 帮我出朋友圈
        blanks, spaced = blanks[-1:], True
    if not spaced:
        blanks = [m for m in blanks if _FIRM_BLANK.match(said[m.end() :]) and not _is_labelled(said, m)]
    elif len(MONEY.findall(said)) == 1:  # 宽3.5cm 359元 are two facts, 6寸 268元 8寸 358元 are two prices
        blanks += [m for m in _BEFORE_MONEY.finditer(said) if not any(b.start() == m.start() for b in blanks)]
    marks = sorted([*commas, *blanks], key=lambda m: m.start())
    since = 0
    for mark in marks:
        if is_bracketed(said, mark.start()):
            continue
        yield start + since, start + mark.start()
        since = mark.end()
    yield start + since, end


def _is_labelled(said: str, blank: re.Match[str]) -> bool:
    """Whether a blank stands between a label and its value: 位置 B1-30."""
    before = re.split(r"[\s,，]", said[: blank.start()])[-1]
    return bool(exact_kind(before))


def _names_the_shop(said: str, blank: re.Match[str]) -> bool:
    """Whether a blank stands between a unit and the name of its shop: B1-30 茶仓."""
    after = said[blank.end() :].split(" ")[0]
    if _SHOP_LABEL.search(said[: blank.start()]) and UNIT.match(after):  # 店:柴门小灶 B1-22
        return True
    return bool(_UNIT_BEFORE.search(said[: blank.start()])) and not is_errand(after)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\r,，、.-—·•*":
        start += 1
    while end > start and text[end - 1] in " \t\r,，、":
        end -= 1
    return start, end


def is_bracketed(text: str, at: int) -> bool:
    """Whether a place stands in brackets: what an extra costs is not the price."""
    return text.count("(", 0, at) + text.count("（", 0, at) > text.count(")", 0, at) + text.count("）", 0, at)
