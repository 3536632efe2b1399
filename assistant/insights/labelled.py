"""The labels of conversations as figures count them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from assistant.insights.facts import LabelFact
from assistant.labels import LabelStore


class KeptLabels:
    """What the store of labels says, corrections by staff included; `refresh` labels first what is not labelled yet."""

    def __init__(self, store: LabelStore, refresh: Callable[[], int] = lambda: 0) -> None:
        self._store = store
        self._refresh = refresh

    def label_facts(self, since: datetime, until: datetime) -> Mapping[str, LabelFact]:
        self._refresh()
        found: dict[str, LabelFact] = {}
        for conversation_id, *values, outdated in self._store.brief(since, until):
            polarity, emotion, cause, format, floor, gap, desk = (value or "" for value in values)
            found[conversation_id] = LabelFact(
                polarity, emotion, cause, format, floor, gap, desk, outdated or 0
            )
        return found
