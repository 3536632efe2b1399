"""How often somebody may ask: sliding windows, in memory."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from ui.auth import Means, Principal
from ui.entry.limits import Limits

MINUTE = 60.0
DAY = 86_400.0
MOST_CALLERS = 20_000


class TooOften(Exception):
    """Somebody asked too often; `retry_after` is in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many requests. Please try again in {retry_after} seconds.")
        self.retry_after = retry_after


class Window:
    """At most `most` events in any `seconds`, for each caller apart. 0 means no limit."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, caller: str) -> None:
        """Counts one event, or raises TooOften."""
        if not self._most:
            return
        with self._lock:
            now, events = self._clock(), self._events(caller)
            while events and events[0] <= now - self._seconds:
                events.popleft()
            if len(events) >= self._most:
                raise TooOften(max(1, math.ceil(events[0] + self._seconds - now)))
            events.append(now)

    def _events(self, caller: str) -> deque[float]:
        events = self._seen.setdefault(caller, deque())
        self._seen.move_to_end(caller)
        if len(self._seen) > MOST_CALLERS:
            self._seen.popitem(last=False)
        return events


class Rates:
    """The windows that each kind of caller passes through."""

    def __init__(self, limits: Limits) -> None:
        self._logins = Window(limits.login_per_minute, MINUTE)
        self._address = Window(limits.address_per_minute, MINUTE)
        self._windows: dict[Means, tuple[Window, ...]] = {
            Means.COOKIE: (Window(limits.shopper_per_minute, MINUTE), Window(limits.shopper_per_day, DAY)),
            Means.LOGIN: (Window(limits.staff_per_minute, MINUTE),),
            Means.KEY: (Window(limits.key_per_minute, MINUTE),),
            Means.NOTHING: (),
            Means.LOCAL: (),
        }

    def admit(self, principal: Principal, address: str) -> None:
        """Counts one question, or raises TooOften."""
        for window in self._windows[principal.means]:
            window.take(principal.id)
        if principal.means in {Means.COOKIE, Means.NOTHING}:
            self._address.take(address)

    def try_login(self, address: str) -> None:
        """Counts one attempt to log in, or raises TooOften."""
        self._logins.take(address)
