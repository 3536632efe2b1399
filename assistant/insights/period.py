"""A period of whole days, and the one of the same length before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.errors import AtriumError

MOST_DAYS = 400
_DAY = timedelta(days=1)


class BadPeriod(AtriumError):
    """The period ends before it begins, or is too long."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both within. Raises BadPeriod."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadPeriod(f"The period ends on {self.last}, before it begins on {self.first}.")
        if self.days > MOST_DAYS:
            raise BadPeriod(f"The period has {self.days} days; at most {MOST_DAYS} are counted at once.")
        if not (date(1971, 1, 1) <= self.first and self.last <= date(2199, 12, 31)):
            raise BadPeriod("The period lies outside the years 1971 to 2199.")

    @classmethod
    def week_to(cls, last: date) -> Period:
        """The seven days that end with this one."""
        return cls(last - 6 * _DAY, last)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Period:
        return Period(self.first - self.days * _DAY, self.first - _DAY)

    @property
    def each(self) -> list[date]:
        return [self.first + number * _DAY for number in range(self.days)]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From when to before when, by the mall's own midnights."""
        return (
            datetime.combine(self.first, time(), zone),
            datetime.combine(self.last + _DAY, time(), zone),
        )
