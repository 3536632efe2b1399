"""How fast a job goes, and how long it still takes, judged by its last half minute."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

WINDOW = 30.0  # seconds: files differ, so the whole run would be judged by its beginning
_FIRST = 1.0  # seconds of work before anything is said


class Pace:
    """Told how much is done, tells the rate. `clock` is in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, int]] = deque()

    def tell(self, done: int) -> None:
        now = self._clock()
        if not self._marks or done > self._marks[-1][1]:
            self._marks.append((now, done))
        while len(self._marks) > 2 and self._marks[1][0] <= now - WINDOW:
            self._marks.popleft()

    def per_second(self) -> float | None:
        """None until something was done in a second of work."""
        if len(self._marks) < 2:
            return None
        (since, before), (_, done) = self._marks[0], self._marks[-1]
        seconds = self._clock() - since
        return (done - before) / seconds if seconds >= _FIRST else None

    def seconds_left(self, rest: int) -> float | None:
        """For so many more; None until there is something to estimate."""
        rate = self.per_second()
        return rest / rate if rate else None
