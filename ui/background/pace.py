"""How fast a job goes, and how long it still takes, judged by its last half minute.

A scan is read page by page and may take longer than a hundred other files. The time it takes is
kept out of the rate of files, and its own rest is counted in pages.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

WINDOW = 30.0  # seconds: files differ, so the whole run would be judged by its beginning
_FIRST = 1.0  # seconds of work before anything is said
_PAGES = re.compile(r"recognising (\d+)/(\d+)")


@dataclass(slots=True)
class _Scan:
    """The scan that is being recognised; `page` is the one begun last."""

    began: float
    first: int
    page: int
    pages: int

    def seconds_left(self, now: float) -> float | None:
        """None until one of its pages is done."""
        if self.page == self.first:
            return None
        return (now - self.began) / (self.page - self.first) * (self.pages - self.page + 1)


class Pace:
    """Told how much is done and at what stage the work is, tells the rate. `clock` is in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._marks: deque[tuple[float, int]] = deque()
        self._scan: _Scan | None = None
        self._scanned = 0.0  # seconds that went into scans which are done

    def tell(self, done: int, stage: str = "") -> None:
        if pages := _PAGES.fullmatch(stage):
            self._turn(int(pages[1]), int(pages[2]))
        elif self._scan:
            self._leave()
        now = self._working()
        if not self._marks or done > self._marks[-1][1]:
            self._marks.append((now, done))
        while len(self._marks) > 2 and self._marks[1][0] <= now - WINDOW:
            self._marks.popleft()

    def per_second(self) -> float | None:
        """None until something was done in a second of work."""
        if len(self._marks) < 2:
            return None
        (since, before), (_, done) = self._marks[0], self._marks[-1]
        seconds = self._working() - since
        return (done - before) / seconds if seconds >= _FIRST else None

    def seconds_left(self, rest: int) -> float | None:
        """For so many more; None until there is something to estimate."""
        if not self._scan:
            return self._for_files(rest)
        scan, others = self._scan.seconds_left(self._clock()), self._for_files(rest - 1)
        return None if scan is None or others is None else scan + others

    def _for_files(self, rest: int) -> float | None:
        if rest <= 0:
            return 0.0
        rate = self.per_second()
        return rest / rate if rate else None

    def _turn(self, page: int, pages: int) -> None:
        """The next page of a scan, or the first that is told of another one."""
        if self._scan and page >= self._scan.page and pages == self._scan.pages:
            self._scan.page = page
            return
        self._leave()
        self._scan = _Scan(self._clock(), page, page, pages)

    def _leave(self) -> None:
        if self._scan:
            self._scanned += self._clock() - self._scan.began
            self._scan = None

    def _working(self) -> float:
        """Seconds on the clock, without those that went into scans."""
        now = self._clock()
        return now - self._scanned - (now - self._scan.began if self._scan else 0.0)
