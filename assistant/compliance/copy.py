"""What the checks on structure look at, and what they see."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time

from assistant.compliance.verdict import Severity

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Copy:
    """The normalised text, its length as it would be sent, where it goes, what it sells, and when."""

    text: str
    length: int
    channel: str | None
    category: str | None
    on: date | None = None  # the day of the check: without it no date is past
    send_at: time | None = None  # when a message would be sent


@dataclass(frozen=True, slots=True)
class Observation:
    span: Span
    detail: str = ""
    severity: Severity | None = None  # None: the check's own


Check = Callable[[Copy], Iterator[Observation]]

SHORT_CHANNELS = frozenset({"sms", "wechat_moments"})
DATE = r"(?:\d{1,2}\s*[月/.-]\s*\d{1,2}|即日起|(?:nov|dec|jan|feb|mar|apr|may|jun|jul|aug|sep|oct)[a-z]*\.?\s*\d|当[日天]|周[一二三四五六日末]|每[日天周])"


def amount(text: str) -> float:
    """1,299 → 1299.0"""
    return float(text.replace(",", "").rstrip(".") or 0)


def missing(text: str, wanted: dict[str, str]) -> list[str]:
    """The names of what the text does not say."""
    return [name for name, pattern in wanted.items() if not re.search(pattern, text)]


def lacking(span: Span, names: list[str]) -> Observation:
    return Observation(span, f"缺少:{'、'.join(names)}。")
