"""A moment as a person reads it. The page's script says it again in the time of whoever reads."""

from __future__ import annotations

from datetime import UTC, datetime


def moment_html(at: datetime) -> str:
    """The moment with its offset for the script, and in the server's time for whoever has none."""
    return f'<time datetime="{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}">{at.astimezone():%Y-%m-%d %H:%M}</time>'
