"""The clock is a setting, so that the demo and the tests never rot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knowledge.errors import InvalidSetting


def zone(name: str) -> ZoneInfo:
    """The time zone of a mall. Raises InvalidSetting when nobody knows it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise InvalidSetting(
            f"The time zone {name!r} is unknown; use a name such as Asia/Shanghai."
        ) from None


def moment(text: str, timezone: ZoneInfo) -> datetime:
    """An ISO moment; without an offset it is the mall's local time. Raises ValueError with a sentence."""
    try:
        value = datetime.fromisoformat(text.strip())
        value = value if value.tzinfo else value.replace(tzinfo=timezone)
        value = value.astimezone(timezone)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is not a moment; write it as 2026-01-31T15:00:00+08:00.") from None
    if not 1970 <= value.year <= 2200:
        raise ValueError(f"{text!r} lies outside the years 1970 to 2200.")
    return value


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is at the mall: the real time, or one fixed moment."""

    timezone: ZoneInfo
    fixed: datetime | None = None

    @property
    def is_demo(self) -> bool:
        return self.fixed is not None

    def now(self) -> datetime:
        """An aware moment in the mall's time zone."""
        return (self.fixed or datetime.now(self.timezone)).astimezone(self.timezone)

    def asked(self, header: str | None, trusted: bool = False) -> datetime:
        """The moment a request speaks of: its X-Demo-Clock while the clock is fixed (or it is trusted), else now."""
        return moment(header, self.timezone) if header and (self.is_demo or trusted) else self.now()
