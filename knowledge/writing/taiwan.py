"""Public holidays of Taiwan, as papers from there mean them: 例假日, 國定假日."""

from __future__ import annotations

import re
from datetime import date

SAID = r"(?:例假|国定假)[日期]"  # folded
_SAID = re.compile(SAID)

_FIXED = frozenset({(1, 1), (2, 28), (4, 4), (5, 1), (10, 10), (12, 25)})
# As the Directorate-General of Personnel Administration published them, weekends aside, days given for a weekend included.
_PUBLISHED = {
    2025: frozenset({(1, 1), (1, 27), (1, 28), (1, 29), (1, 30), (1, 31), (2, 28), (4, 3), (4, 4), (5, 1), (5, 30), (9, 29),
                     (10, 6), (10, 10), (10, 24), (12, 25)}),
    2026: frozenset({(1, 1), (2, 16), (2, 17), (2, 18), (2, 19), (2, 20), (2, 27), (4, 3), (4, 6), (5, 1), (6, 19), (9, 25),
                     (9, 28), (10, 9), (10, 26), (12, 25)}),
}  # fmt: skip


def speaks_of_taiwan(folded: str) -> bool:
    """Whether a folded text means the holidays of Taiwan."""
    return _SAID.search(folded) is not None


def is_holiday_in_taiwan(day: date) -> bool:
    """Whether a day is a public holiday of Taiwan but a Saturday or Sunday; in years not in the table, those of fixed date only."""
    return (day.month, day.day) in _PUBLISHED.get(day.year, _FIXED)
