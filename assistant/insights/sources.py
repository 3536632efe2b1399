"""Where facts come from, beside the journal. Each may be missing: then figures do without it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from assistant.insights.facts import LabelFact, ThreadFact


class Labelling(Protocol):
    """What conversations were labelled with, by their first moment, from `since` on and before `until`."""

    def label_facts(self, since: datetime, until: datetime) -> Mapping[str, LabelFact]: ...


class Threads(Protocol):
    """Which conversations went to a person from a moment on, and how soon somebody wrote."""

    def thread_facts(self, since: datetime) -> Mapping[str, ThreadFact]: ...


class Editions(Protocol):
    """Whether a paper could not be cited at a moment: replaced, a draft, not yet public."""

    def is_outdated(self, doc_id: str, at: datetime) -> bool: ...
