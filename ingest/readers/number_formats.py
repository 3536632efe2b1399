"""A number as its sheet shows it: dates as 2026-11-21, percentages, currencies, units, leading zeros."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

# What Excel knows by number alone; ECMA-376 part 1, 18.8.30, with the Chinese ones.
BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-m-d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-m-d h:mm",
    27: "yyyy-m", 28: "m-d", 29: "m-d", 30: "m-d-yy", 31: "yyyy-m-d", 32: "h:mm", 33: "h:mm:ss", 34: "h:mm",
    35: "h:mm:ss", 36: "yyyy-m", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0",
    43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 49: "@",
    50: "yyyy-m", 51: "m-d", 52: "yyyy-m", 53: "m-d", 54: "m-d", 55: "h:mm", 56: "h:mm:ss", 57: "yyyy-m", 58: "m-d",
}  # fmt: skip
_MAX_FORMAT = 255  # characters: Excel's own limit
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.')
_HALF_DAY = re.compile(r"am/pm|a/p|上午/下午", re.IGNORECASE)
_TEN_THOUSANDS = re.compile(r"0[\\!]\.(0+),")  # 0\.0,"万": a point put before the last figure of thousands
_DIGITS = re.compile(r"[0#?][0#?,.]*")
_EPOCH = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_DAY = 2_958_466  # the year 10000


@dataclass(frozen=True, slots=True)
class Format:
    """What a format code asks for."""

    date: str = ""  # strftime pattern; "" for a number
    is_elapsed: bool = False  # [h]:mm goes on beyond 24 hours
    is_percent: bool = False
    decimals: int | None = None
    digits: int = 1  # zeros in front
    scale: int = 0  # how often the number is divided by ten
    before: str = ""
    after: str = ""
    hides: bool = False  # ;;; shows nothing


def shown(value: float, code: str, is_1904: bool = False) -> str:
    """The text that a cell with this value and format code shows; "" when the format hides it."""
    style = parsed(code[:_MAX_FORMAT])
    if style.hides:
        return ""
    if style.is_elapsed:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if style.date and 0 <= value < _LAST_DAY:
        return _moment(value, style.date, is_1904)
    return _number(value, style)


@lru_cache(maxsize=1_000)
def parsed(code: str) -> Format:
    """The meaning of a format code; only its part for positive numbers is looked at."""
    if code.replace(" ", "") in (";;;", ";;"):
        return Format(hides=True)
    ten_thousands = _TEN_THOUSANDS.search(code)
    first = _CURRENCY.sub(r'"\1"', _first_section(code))
    first = _BRACKETS.sub("", first)
    bare = _LITERAL.sub("", first).lower()
    if bare.strip() in ("", "general", "g/通用格式", "@"):
        return Format()
    if re.search(r"\[[hms]+\]", bare):
        return Format(date="%H:%M", is_elapsed="[h" in bare)
    date = _date_pattern(bare)
    if date:
        return Format(date=date)
    places = _DIGITS.search(bare)
    figures = places[0] if places else ""
    point = figures.partition(".")
    before, after = _around(first)
    scale = 3 * (len(figures) - len(figures.rstrip(",")))
    return Format(
        is_percent="%" in bare,
        decimals=len(ten_thousands[1]) if ten_thousands else _decimals(point[2], bool(figures), bare),
        digits=max(1, len(re.sub(r"[^0]", "", point[0]))) if "," not in point[0] else 1,
        scale=3 + len(ten_thousands[1]) if ten_thousands else scale,
        before=before,
        after=after,
    )


def _first_section(code: str) -> str:
    at, is_quoted = 0, False
    while at < len(code):
        if code[at] == '"':
            is_quoted = not is_quoted
        elif code[at] == "\\":
            at += 1
        elif code[at] == ";" and not is_quoted:
            return code[:at]
        at += 1
    return code


def _decimals(places: str, has_figures: bool, bare: str) -> int | None:
    if "/" in bare or "e+" in bare or not has_figures:
        return None
    return sum(sign in "0#?" for sign in places) if "#" not in places else None


def _date_pattern(bare: str) -> str:
    """Which parts of a moment a format shows, as 2026-11-21 10:00."""
    letters = _HALF_DAY.sub("", bare)
    if re.search(r"[0#?]", re.sub(r"s\.0+", "s", letters)):
        return ""
    has_year, has_day = "y" in letters or re.search(r"\be+\b", letters), "d" in letters
    has_clock = "h" in letters or "s" in letters
    has_month = "m" in letters and (not has_clock or has_year or has_day)
    day = "%Y-%m-%d" if has_day else ("%Y-%m" if has_month and has_year else "%Y" if has_year else "")
    if not day and has_month:
        day = "%Y-%m-%d" if not has_clock else ""
    clock = "%H:%M" if has_clock else ""
    return f"{day} {clock}".strip()


def _around(first: str) -> tuple[str, str]:
    """Words and currency signs before and after the figures."""
    figures = [match.start() for match in _DIGITS.finditer(_LITERAL.sub(lambda m: "\0" * len(m[0]), first))]
    if not figures:
        return "", ""
    before = "".join(match[1] or "" for match in _LITERAL.finditer(first) if match.start() < figures[0])
    after = "".join(match[1] or "" for match in _LITERAL.finditer(first) if match.start() > figures[0])
    sign = re.match(r"[¥￥$€£]", first.strip())
    return (before or (sign[0] if sign else "")).strip(), after.strip()


def _moment(value: float, pattern: str, is_1904: bool) -> str:
    # Excel believes in 29 February 1900: the days before it are one later than counted.
    early = timedelta(days=1) if 1 <= value < 60 else timedelta()
    epoch = _EPOCH_1904 if is_1904 else _EPOCH + early
    try:
        moment = epoch + timedelta(seconds=round(value * 86_400))
    except OverflowError:
        return plain(value)
    is_midnight = moment.hour == moment.minute == moment.second == 0
    if pattern == "%Y-%m-%d %H:%M" and is_midnight:
        pattern = "%Y-%m-%d"
    if pattern == "%H:%M" and value >= 1 and not is_midnight:
        pattern = "%Y-%m-%d %H:%M"
    return moment.strftime(pattern)


def _number(value: float, style: Format) -> str:
    number = value / 10**style.scale
    if style.is_percent:
        return f"{style.before}{number * 100:.{style.decimals or 0}f}%{style.after}"
    if style.decimals is None or (style.decimals == 0 and number != int(number)):
        text = plain(number)  # more figures than the sheet shows, rather than fewer than are true
    else:
        text = f"{number:.{style.decimals}f}"
    sign, figures = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = figures.partition(".")
    return f"{sign}{style.before}{whole.zfill(style.digits)}{point}{rest}{style.after}"


def plain(value: float) -> str:
    """A number without exponent and without the noise of binary fractions."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    if not 1e-9 < abs(value) < 1e15:
        return f"{value:.10g}"
    return format(Decimal(f"{value:.12g}").normalize(), "f")
