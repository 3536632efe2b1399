"""Whether questions can be answered, part by part."""

from __future__ import annotations

import threading
from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    DEGRADED = "degraded"
    STARTING = "starting"
    DOWN = "down"


class Readiness:
    """What each part last said of itself. Ready means: every part is ok or merely degraded."""

    def __init__(self) -> None:
        self._parts: dict[str, tuple[State, str]] = {}
        self._lock = threading.Lock()

    def tell(self, part: str, state: State, detail: str = "") -> None:
        with self._lock:
            self._parts[part] = (state, detail)

    @property
    def is_ready(self) -> bool:
        with self._lock:
            states = [state for state, _ in self._parts.values()]
        return bool(states) and all(state in {State.OK, State.DEGRADED} for state in states)

    def parts(self) -> dict[str, dict[str, str]]:
        with self._lock:
            return {
                name: {"status": state.value, "detail": detail}
                for name, (state, detail) in self._parts.items()
            }
