"""Papers that are numbered in a series, and numbers that none of them has."""

from __future__ import annotations

import re
from collections import Counter

from assistant.asking.asked import Asked
from knowledge.library import Library
from knowledge.text import fold

_NUMBERED = re.compile(r"(?<![a-z0-9])([a-z]{2,6})[-\s]?(\d{1,3})(?![\d.]|-\d)")  # SOP-03, PS-08
# papers of one series, from which on a number that is not among them is no name of something else
_A_SERIES = 3
_NEAREST = 3  # hits whose text may name a number too


def names_none_of_its_series(library: Library, asked: Asked) -> bool:
    """Whether a paper is named by a number of a series that a reader has, but not this number: SOP-12 of SOP-01–11."""
    named = set(_NUMBERED.findall(fold(asked.text)))
    if not named:
        return False
    documents = library.documents(asked.question.viewer, asked.question.as_of)
    known = {one for document in documents for one in _NUMBERED.findall(fold(document.title))}
    known |= {one for hit in asked.found.hits[:_NEAREST] for one in _NUMBERED.findall(fold(hit.passage.text))}
    series = Counter(name for name, _ in known)
    held = {(name, int(number)) for name, number in known}
    wanted = {(name, int(number)) for name, number in named if series[name] >= _A_SERIES}
    return bool(wanted) and not wanted & held
