"""Apostrophes of names, which signs have and people leave out: Levi's, levi’s and levis are one name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_MARKS = re.compile("[’‘ʼ´`]")
_FEWEST = 4  # letters of what is left, so that it is no little word


def plain(text: str) -> str:
    """A text of the same length whose apostrophes are all the one of a keyboard."""
    return _MARKS.sub("'", text)


def without(names: Iterable[str]) -> Iterator[str]:
    """The names as they are typed in a hurry; none of those that have no apostrophe, or hardly more."""
    for name in names:
        bare = plain(name).replace("'", "")
        if bare != name and len(bare) >= _FEWEST:
            yield bare
