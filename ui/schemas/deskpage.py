"""What waits at the desks, on the wire."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel


class DeskCounts(BaseModel):
    """Tickets by what a desk looks at first. `now` is the moment that the clocks are read at."""

    now: datetime
    open: int
    new: int
    mine: int
    soon: int
    overdue: int
