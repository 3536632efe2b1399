"""When a desk is open, and minutes counted in that time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from assistant.desks import Desk
from knowledge.writing.calendar import is_workday
from knowledge.writing.spans import Span
from knowledge.writing.trading import spans_on

_FAR = 400  # days that are looked ahead; a desk that opens on none of them counts as always open
_MINUTE = timedelta(minutes=1)
Window = tuple[datetime, datetime]


class Hours:
    """The hours of desks. `mall` gives the mall's own spans on a day, none where it rests, None where it does not tell."""

    def __init__(
        self,
        table: Mapping[str, object],
        zone: Callable[[], ZoneInfo],
        mall: Callable[[date], Sequence[Span] | None] = lambda _day: None,
    ) -> None:
        """`table` as tickets.yaml holds it; `zone` is the mall's, read each time: an ingest may tell it."""
        self._words = [(row["word"], row["means"]) for row in table["hours"]]  # type: ignore[attr-defined]
        self._office = str(table["office"])
        self._usual = str(table["mall"])
        self.zone = zone
        self._mall = mall

    def spans(self, desk: Desk, day: date) -> Sequence[Span]:
        """The desk's spans on a day, in minutes from midnight."""
        means = next((meaning for word, meaning in self._words if word in desk.hours), "")
        if means == "office":
            return (spans_on(self._office, day) or ()) if is_workday(day) else ()
        if not means and (written := spans_on(desk.hours, day)) is not None:
            return written
        told = self._mall(day)
        return (spans_on(self._usual, day) or ()) if told is None else told

    def is_open(self, desk: Desk, at: datetime) -> bool:
        return self.opening(desk, at) == at

    def opening(self, desk: Desk, at: datetime) -> datetime:
        """The moment itself where the desk is open, else when it next opens."""
        return next((max(at, start) for start, _stop in self._windows(desk, at)), at)

    def add(self, desk: Desk, at: datetime, minutes: float) -> datetime:
        """The moment by which the desk has been open for so many minutes."""
        left = minutes * _MINUTE
        if left <= timedelta():
            return at + left
        for start, stop in self._windows(desk, at):
            begin = max(at, start)
            if begin + left <= stop:
                return begin + left
            left -= stop - begin
        return at + minutes * _MINUTE

    def between(self, desk: Desk, start: datetime, stop: datetime) -> float:
        """Minutes for which the desk is open from one moment to a later one; below 0, plainly counted, to an earlier."""
        if stop <= start:
            return (stop - start) / _MINUTE
        total = timedelta()
        for opens, closes in self._windows(desk, start):
            if opens >= stop:
                break
            total += min(closes, stop) - max(opens, start)
        return total / _MINUTE

    def workdays(self, desk: Desk, at: datetime, count: int) -> datetime:
        """The same time of day so many working days on, counted from when the desk is open; then while it is open."""
        start = self.opening(desk, at).astimezone(self.zone())
        day, left = start.date(), count
        while left:
            day += timedelta(days=1)
            left -= is_workday(day)
        due = datetime.combine(day, start.time(), start.tzinfo).astimezone(at.tzinfo)
        # A desk that closes earlier on that day answers before it closes.
        ends = [stop for opens, stop in self._windows(desk, due - timedelta(days=1)) if opens <= due][-1:]
        return min(due, *ends) if ends and ends[0] > at else due

    def _windows(self, desk: Desk, at: datetime) -> Iterator[Window]:
        """Spans that end after a moment, in order and apart, those over midnight whole."""
        first = at.astimezone(self.zone()).date() - timedelta(days=1)
        last = at
        for offset in range(_FAR):
            day = first + timedelta(days=offset)
            for start, stop in sorted(self.spans(desk, day)):
                begin, end = self._moment(day, start), self._moment(day, stop)
                if end > last:
                    yield max(begin, last), end
                    last = end

    def _moment(self, day: date, minutes: int) -> datetime:
        """Wall time of the mall; in UTC, since a day may have 23 hours."""
        wall = datetime.combine(day, time()) + minutes * _MINUTE
        return wall.replace(tzinfo=self.zone()).astimezone(UTC)
