"""Hours that a page tells of kinds of shop and of places of the house, in a table with a column for each weekday."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from assistant.asking.moments import moment_in
from assistant.asking.need import Need
from assistant.model import Handling
from assistant.reply import Line, Reply, Source
from assistant.shops.kinds import kinds_in
from assistant.shops.lines import ShopLines
from assistant.shops.wanted import asked_of, matches
from knowledge.directory import Directory, gives_hours, stands_in
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.calendar import weekday_name
from knowledge.writing.spans import DAY, Span
from knowledge.writing.weekly import Weekly, clock

_MOST = 3  # rows of one answer
_WORD = re.compile(r"[a-z][a-z'&-]{3,}")
# Words that the row of any place may have; they name none.
_OF_ANY = frozenset(
    (
        "outlets",
        "outlet",
        "shops",
        "shop",
        "stores",
        "store",
        "retailers",
        "retail",
        "link",
        "bridge",
        "level",
        "hours",
        "food",
    )
)


def of_a_timetable(
    rows: Sequence[Weekly], text: str, need: Need, directory: Directory, said: ShopLines
) -> Reply | None:
    """What the rows say of the kind, the place or the shop whose hours are asked for; None where shops have their own."""
    if not rows or not asks_hours(text) or matches("elsewhere", text):
        return None
    shops = [mention.shop for mention in directory.mentions(text) if mention.exact]
    meant = _named(rows, text) or _of_shops(rows, shops, directory) or _of_kinds(rows, text, directory)
    if not meant or any(gives_hours(shop, said.day) for shop in shops):
        return None
    lines = [_line(row, text, need, said) for row in meant[:_MOST]]
    lines += [said.card(shop, {"place"}) for shop in shops[:_MOST]]
    return Reply(Handling.ANSWER, tuple(lines), 0.9)


def asks_hours(text: str) -> bool:
    """Whether a question is when something is open, or whether it is."""
    return "hours" in asked_of(text) or matches("is_open", text)


def _named(rows: Iterable[Weekly], text: str) -> list[Weekly]:
    """The rows that have most words of the question in whose hours they are: starbucks, reel cinemas."""
    said = {word for word in _WORD.findall(fold(text)) if word not in _OF_ANY}
    own = [(sum(stands_in(word, fold(row.whose)) for word in said), row) for row in rows]
    most = max((count for count, _ in own), default=0)
    return [row for count, row in own if count == most] if most else []


def _of_shops(rows: Iterable[Weekly], shops: Sequence[Shop], directory: Directory) -> list[Weekly]:
    """The rows of the kinds that the shops are of."""
    return [
        row
        for row in rows
        if shops and any(set(shops) <= set(kind.among(directory.shops)) for kind in kinds_in(row.whose))
    ]


def _of_kinds(rows: Iterable[Weekly], text: str, directory: Directory) -> list[Weekly]:
    """The rows of a kind that is named, where no shop of it has hours of its own in the directory."""
    kinds = kinds_in(text)
    if any(gives_hours(shop, date.today()) for kind in kinds for shop in kind.among(directory.shops)):
        return []
    named = {kind.written for kind in kinds}
    return [row for row in rows if named & {kind.written for kind in kinds_in(row.whose)}]


def _line(row: Weekly, text: str, need: Need, said: ShopLines) -> Line:
    """Whether it is open then, where that is asked; the hours of the day; those of the week, where no day is named."""
    told = [_of_day(row, said.day, said)] if row.days[said.day.weekday()] else []
    told += [] if need.days else _week(row, said)
    hours = said("timetable", whose=row.whose, hours=("; " if said.english else "；").join(told))
    return Line(_open_then(row, text, said) + hours, (Source(row.passage, row.document),))


def _open_then(row: Weekly, text: str, said: ShopLines) -> str:
    moment = moment_in(text, said.as_of, said.day)
    if moment is None or moment.is_guessed or not matches("is_open", text):
        return ""
    at, spans = moment.at, row.spans_on(said.day)
    if spans is None:
        return ""
    time = f"{at:%H:%M}" + ((" (now)" if said.english else "（现在）") if moment.is_now else "")
    return said("open_at" if _is_open(row, at) else "shut_at", time=time) + (" " if said.english else "")


def _is_open(row: Weekly, at: datetime) -> bool:
    """The small hours belong to the evening before."""
    minute = at.hour * 60 + at.minute
    late = row.spans_on((at - timedelta(days=1)).date()) or ()
    return any(start <= minute < stop for start, stop in row.spans_on(at.date()) or ()) or any(
        minute + DAY < stop for _, stop in late
    )


def _of_day(row: Weekly, day: date, said: ShopLines) -> str:
    if said.english:
        return f"{day:%A} {day.isoformat()} {_english(row.days[day.weekday()])}"
    today = "今天" if day == said.today else ""
    return f"{today}{day.month}月{day.day}日（{weekday_name(day)}）{_hours(row, day)}"


def _week(row: Weekly, said: ShopLines) -> Iterator[str]:
    """The hours of all days, those of one after another that are the same together."""
    monday = said.day - timedelta(days=said.day.weekday())
    days = [monday + timedelta(days=n) for n in range(7) if row.days[n]]
    start = 0
    for n, day in enumerate(days):
        if n + 1 < len(days) and row.days[days[n + 1].weekday()] == row.days[day.weekday()]:
            continue
        first = days[start]
        start = n + 1
        if said.english:
            yield f"{_span(f'{first:%A}', f'{day:%A}', ' to ')} {_english(row.days[day.weekday()])}"
        else:
            yield f"{_span(weekday_name(first), weekday_name(day), '至')} {_hours(row, day)}"


def _span(first: str, last: str, to: str) -> str:
    return first if first == last else f"{first}{to}{last}"


def _english(written: str) -> str:
    return written.lower() if written.isalpha() else written


def _hours(row: Weekly, day: date) -> str:
    spans: tuple[Span, ...] | None = row.spans_on(day)
    if spans is None:
        return row.days[day.weekday()]
    return "、".join(f"{clock(start)}–{clock(stop)}" for start, stop in spans) or "休息"
