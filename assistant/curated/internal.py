"""Words of an internal paper in a text that is to be public."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from difflib import SequenceMatcher

from knowledge.library import Library
from knowledge.model import Hit, Role, Viewer
from knowledge.text import fold

_NEAR = 8  # passages that a text may be taken from
_RUN = 12  # characters in a row that two texts do not share by chance
_LATIN_RUN = 40
_TOLD = 40  # characters of them that the reader is shown


def internal_words(text: str, library: Library, as_of: datetime) -> str:
    """The longest run of words that only internal papers have; empty when there is none."""
    catalogue = library.catalogue
    groups = frozenset(group for one in catalogue.documents().values() for group in one.audience)
    everybody, shopper = Viewer(Role.ADMIN, groups), Viewer()
    near = [hit.passage for hit in _find(library, everybody, text, as_of)]
    inner = [one.text for one in near if library.passage(one.passage_id, shopper, as_of) is None]
    runs = sorted(filter(None, (_shared(text, other) for other in inner)), key=len, reverse=True)
    return next((run[:_TOLD] for run in runs if not _is_told(run, library, shopper, as_of)), "")


def _find(library: Library, viewer: Viewer, text: str, as_of: datetime) -> Sequence[Hit]:
    return library.search(viewer).find(text, as_of=as_of, k=_NEAR, any_standing=True).hits


def _is_told(run: str, library: Library, shopper: Viewer, as_of: datetime) -> bool:
    """Whether a shopper may read the same words elsewhere."""
    return any(run in _bare(hit.passage.text) for hit in _find(library, shopper, run, as_of))


def _shared(text: str, other: str) -> str:
    ours, theirs = _bare(text), _bare(other)
    match = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    run = ours[match.a : match.a + match.size]
    return run if len(run) >= (_LATIN_RUN if run.isascii() else _RUN) else ""


def _bare(text: str) -> str:
    return re.sub(r"[\s,，。.;；:：、!！?？]", "", fold(text))
