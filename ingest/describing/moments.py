"""The end of an embargo as people write it."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from knowledge.text import fold

_CHINESE = re.compile(r"(20\d{2})年(\d{1,2})月(\d{1,2})日(?:\s?(\d{1,2})[:时点](\d{2})?分?)?")


def moment_of(text: str, zone: tzinfo) -> datetime | None:
    """2026-12-01T10:00:00+08:00, 2026-12-01 10:00 or 2026年12月1日10:00; None for anything else.

    Whatever stands beside it (下午, 左右) makes it unreadable: an embargo must not end too early.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        match = _CHINESE.fullmatch(fold(text).strip())
        if not match:
            return None
        try:
            moment = datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type, misc]
        except ValueError:
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
