"""Public holidays of Singapore, as papers from there mean them: those that count in its dollars."""

from __future__ import annotations

import re
from datetime import date

_SAID = re.compile(r"(?<![a-z])s\$|(?<![a-z])sgd(?![a-z])|新加坡|singapore|\+65[\s-]")

_FIXED = frozenset({(1, 1), (5, 1), (8, 9), (12, 25)})
# As the Ministry of Manpower published them; what falls on a Sunday is moved to the Monday.
_PUBLISHED = {
    2025: _FIXED | {(1, 29), (1, 30), (3, 31), (4, 18), (5, 3), (5, 12), (6, 7), (10, 20)},
    2026: _FIXED | {(2, 17), (2, 18), (3, 21), (4, 3), (5, 27), (5, 31), (6, 1), (8, 10), (11, 8), (11, 9)},
}
_OF_THE_MOON = {2027: frozenset({(2, 6), (2, 7), (2, 8), (3, 26)})}  # the New Year and Good Friday


def speaks_of_singapore(folded: str) -> bool:
    """Whether a folded text means the holidays of Singapore."""
    return _SAID.search(folded) is not None


def is_holiday_in_singapore(day: date) -> bool:
    """Whether a day is a public holiday of Singapore; in years not in the table, those of fixed date and the New Year."""
    days = _PUBLISHED.get(day.year) or _FIXED | _OF_THE_MOON.get(day.year, frozenset())
    return (day.month, day.day) in days
