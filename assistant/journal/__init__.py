"""The journal: conversations with their turns and what people thought of them. Nothing is indexed from it."""

from assistant.journal.model import Conversation, Opinion, Trace, Turn
from assistant.journal.store import Journal

__all__ = ["Conversation", "Journal", "Opinion", "Trace", "Turn"]
