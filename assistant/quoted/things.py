"""The things that a question names, and whether what was found speaks of any."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.asked import Asked
from assistant.asking.wording import also
from assistant.quoted import support
from assistant.quoted.excerpts import Excerpt
from knowledge.text import fold
from knowledge.writing.synonyms import meant

_CODES = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9]{2,}(?![a-z0-9])")  # names in Latin letters


def speaks_of_nothing(asked: Asked, chosen: Sequence[Excerpt]) -> bool:
    """Whether what is nearest has none of the things that a Chinese question names, under its own or another word."""
    things = support.nouns_of(asked.full)
    said = fold(" ".join(f"{part.hit.document.title} {part.text}" for part in chosen))
    words = {word for thing in things for word in (thing, *also(thing).split(), *_others_of(thing))}
    words |= {
        word for word in _CODES.findall(fold(asked.full)) if word in asked.found.hits[0].passage.text.lower()
    }
    return not asked.english and bool(things) and not any(word in said for word in words)


def _others_of(word: str) -> list[str]:
    return [fold(other) for one in meant(word) for other in one.others]
