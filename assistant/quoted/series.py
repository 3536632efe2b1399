"""Papers that are numbered in a series, and numbers that none of them has."""

from __future__ import annotations

from collections import Counter

from assistant.asking.asked import Asked
from assistant.asking.codes import codes_in
from knowledge.library import Library

# papers of one series, from which on a number that is not among them is no name of something else
_A_SERIES = 3
_NEAREST = 3  # hits whose text may name a number too


def names_none_of_its_series(library: Library, asked: Asked) -> bool:
    """Whether a paper is named by a number of a series that a reader has, but not this number: SOP-12 of SOP-01–11."""
    named = codes_in(asked.text)
    if not named:
        return False
    documents = library.documents(asked.question.viewer, asked.question.as_of)
    known = {one for document in documents for one in codes_in(document.title)}
    known |= {one for hit in asked.found.hits[:_NEAREST] for one in codes_in(hit.passage.text)}
    series = Counter(name for name, _ in known)
    wanted = {(name, number) for name, number in named if series[name] >= _A_SERIES}
    return bool(wanted) and not wanted & known
