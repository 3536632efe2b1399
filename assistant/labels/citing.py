"""Whether what was cited was in force: an answer to a shopper must never rest on a paper that another replaced."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.journal import Turn
from knowledge.library import Library
from knowledge.model import Standing

# That a campaign is over may be told from its own paper; a replaced rule, a draft or a secret may not be cited.
_NOT_TO_CITE = (Standing.SUPERSEDED, Standing.DRAFT, Standing.EMBARGOED)


class Citing:
    """Looks citations up in the library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def outdated(self, turns: Sequence[Turn]) -> list[str]:
        """The ids of documents that shoppers' turns cited and that were not in force then, each once.

        Judged by the library as it is now: a paper that was replaced since, with effect from later, was in force.
        One that was taken out since cannot be judged.
        """
        known = self._library.catalogue.documents()
        found: dict[str, None] = {}
        for turn in turns:
            if turn.role != "shopper" or turn.as_of is None:
                continue
            for cited in turn.citations:
                document = known.get(str(cited.get("doc_id", "")))
                if document and self._library.catalogue.standing(document, turn.as_of) in _NOT_TO_CITE:
                    found[document.doc_id] = None
        return list(found)
