"""The clerk: labels in the background what was answered, and once a day deletes what was kept long enough."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from assistant.labels.office import LabelOffice

log = logging.getLogger(__name__)
_PAUSE = 1.0  # seconds after an answer: it is out by then
_DAY = 24 * 3600.0
_PATIENCE = 10.0  # seconds that the end waits for what is being labelled


class Clerk:
    """A thread beside the answers; what it does not get done is done when somebody looks."""

    def __init__(
        self, office: LabelOffice, pause: float = _PAUSE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._office = office
        self._pause = pause
        self._clock = clock
        self._asked = threading.Event()
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._work, name="labels", daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def note(self) -> None:
        """Something was answered. Costs nothing."""
        self._asked.set()

    def close(self) -> None:
        self._ends.set()
        self._asked.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def _work(self) -> None:
        self._try(self._office.finish)
        self._try(lambda: self._office.again(everything=False))
        self._try(self._office.refresh)
        swept = self._clock()
        while not self._ends.is_set():
            asked = self._asked.wait(timeout=max(1.0, swept + _DAY - self._clock()))
            if self._clock() - swept >= _DAY:
                self._try(self._office.sweep)
                swept = self._clock()
            if asked and not self._ends.wait(self._pause):
                self._asked.clear()
                self._try(self._office.refresh)

    @staticmethod
    def _try(work: Callable[[], int]) -> None:
        """Labels are never worth an answer: what fails is told to the operator and tried again later."""
        try:
            work()
        except Exception:
            log.exception("Labelling failed; it is tried again after the next answer")
