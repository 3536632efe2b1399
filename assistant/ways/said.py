"""A phrase of the house as a whole reply."""

from __future__ import annotations

from assistant.asking.asked import Asked
from assistant.model import Handling
from assistant.phrases import Phrases
from assistant.quoted import certainty
from assistant.reply import Line, Reply


def said(phrases: Phrases, key: str, asked: Asked, handling: Handling = Handling.ANSWER) -> Reply:
    """The phrase `key` in the asker's language."""
    found = certainty.NOTHING if handling is Handling.UNKNOWN else certainty.BY_RULE
    return Reply(handling, (Line(phrases.say(key, asked.language)),), found)
