"""What drafting needs to know of the mall's papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from knowledge.model import Document, Hit, Passage


class Papers(Protocol):
    """The papers that one viewer may read."""

    def document(self, doc_id: str) -> Document | None: ...

    def passages(self, doc_id: str) -> Sequence[Passage]:
        """The passages of a document in reading order; none when it is unknown."""
        ...

    def search(self, text: str, k: int) -> Sequence[Hit]: ...
