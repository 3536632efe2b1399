"""An English question with the words of the Chinese papers that may answer it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking.asked import Asked
from assistant.english import words_there
from assistant.language import ENGLISH
from knowledge.model import Hit


def in_their_words(asked: Asked, ranked: Sequence[Hit]) -> str:
    """The question with the words under which Chinese passages speak of its things, where it is English."""
    chinese = [
        f"{hit.document.title} {hit.passage.text}" for hit in ranked if hit.passage.language != ENGLISH
    ]
    if not asked.english or len(chinese) < len(ranked):
        return asked.full
    return " ".join((asked.full, *words_there(asked.full, chinese)))
