"""Times of trade as minutes from midnight: 10:00-22:00, 12-3pm, 17:00-次日02:00."""

from __future__ import annotations

import re

DAY = 24 * 60
_SIX = 6 * 60
Span = tuple[int, int]  # the end lies past DAY when it is the next day's

_BEFORE = r"次日|翌日|隔日|第二天|凌晨|清晨|早上?|上午|中午|下午|傍晚|晚上?|夜里"
CLOCK = (
    rf"(?:(?:{_BEFORE})\s*)*(?:noon|midnight|\d{{1,2}}(?:[:.]\d{{2}}|点半|[点时](?:\d{{1,2}}分?)?)?"
    r"\s*(?:a\.?m\.?|p\.?m\.?|nn|mn|noon|midnight)?)"
)
_TIME = re.compile(
    rf"(?P<before>(?:(?:{_BEFORE})\s*)*)(?:(?P<word>noon|midnight)|(?P<hour>\d{{1,2}})"
    r"(?:[:.](?P<minute>\d{2})|(?P<half>点半)|(?P<oclock>[点时])(?:(?P<past>\d{1,2})分?)?)?"
    r"\s*(?P<after>am|pm|nn|mn|noon|midnight)?)"
)


def span_in(text: str) -> Span | None:
    """The span of a text with two times."""
    times = list(_TIME.finditer(text))
    if len(times) != 2:
        return None
    stop = _minutes(times[1])
    start = _minutes(times[0])
    later = times[1]["after"] == "pm" or (times[0]["after"] or "").startswith("am")
    if times[1]["after"] == "pm" and not times[0]["after"] and not times[0]["before"]:
        afternoon = _minutes(times[0], "pm")
        start = afternoon if afternoon < stop else start  # 12-3pm, but 11-9pm
    if later and not times[1]["after"] and stop <= start and stop <= DAY // 2:
        stop += DAY // 2  # 10:00am-9:30
    if not any(time["after"] or time["before"] for time in times) and _SIX <= stop <= start < DAY // 2:
        stop += DAY // 2  # 10:00-9:00: nobody shuts before opening
    return closed_at(start, stop)


def minutes_in(text: str) -> int | None:
    """The first time of a text; None where it has none."""
    match = _TIME.search(text)
    return _minutes(match) if match else None


def closed_at(start: int, stop: int) -> Span:
    """The span from one time to another, which is the next day's where it is not later."""
    return start, stop if stop > start else stop + DAY


def _minutes(match: re.Match[str], half: str = "") -> int:
    """Minutes from midnight of one written time; `half` is am or pm where the time does not say."""
    before, after = match["before"] or "", match["after"] or half
    if match["word"]:
        return 12 * 60 if match["word"] == "noon" else DAY
    hour = int(match["hour"])
    minute = 30 if match["half"] else int(match["minute"] or match["past"] or 0)
    if after in ("mn", "midnight"):
        hour = 24
    elif hour < 12 and (after == "pm" or re.search(r"下午|傍晚|晚|夜里", before)):
        hour += 12
    elif hour == 12 and after == "am":
        hour = 0
    return hour * 60 + minute + (DAY if re.search(r"次日|翌日|隔日|第二天", before) and hour < 12 else 0)


def said(spans: tuple[Span, ...], english: bool = False) -> str:
    """10:00–22:00, 17:00–次日02:00, 24小时."""
    if any(stop - start >= DAY for start, stop in spans):
        return "24 hours" if english else "24小时"
    return ("; " if english else "、").join(
        f"{_hour(start)}–{_after(stop, english)}{_hour(stop % DAY if stop > DAY else stop)}"
        for start, stop in spans
    )


def _after(stop: int, english: bool) -> str:
    return "" if stop <= DAY else "next day " if english else "次日"


def _hour(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
