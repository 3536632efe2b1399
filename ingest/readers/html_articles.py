"""What of a web page is its own text: the article that it is of, or all of several that it tells."""

from __future__ import annotations

from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

_TEASERS = 4  # articles beside the longest with less than such a part of its text are teasers
_MIN_ARTICLE = 80  # characters of text below which <article> is a teaser, not the page's article


def main_of(soup: BeautifulSoup) -> Tag:
    """The element with the page's own text; the whole body where none is marked."""
    candidates = soup.find_all(["article", "main"]) or soup.find_all(role="main")
    best = max(candidates, key=_length, default=None)
    if best is not None and (whole := _telling_several(best, candidates)):
        return whole
    if best is not None and _length(best) >= _MIN_ARTICLE:
        return best
    return soup.body or soup


def _telling_several(best: Tag, candidates: Sequence[Tag]) -> Tag | None:
    """What holds all of several things that a page tells, each an <article> at one depth: notices, events.

    Teasers are links, and little beside the one that the page is of.
    """
    above = list(best.parents)
    beside = [
        one
        for one in candidates
        if one is not best and one.name == best.name == "article" and len(list(one.parents)) == len(above)
    ]
    told = sum(_length(one) - sum(map(_length, one.find_all("a"))) for one in beside)
    if not beside or told * _TEASERS < _length(best):
        return None
    every = [{id(parent) for parent in one.parents} for one in beside]
    return next(parent for parent in above if all(id(parent) in some for some in every))


def _length(element: Tag) -> int:
    return len(element.get_text(strip=True))
