"""The community's own name in a text that its row shares with others."""

from __future__ import annotations

from functools import lru_cache

from assistant.compliance import ComplianceChecker
from assistant.drafting.channels import Channel

SLOT = "〔本社群名称〕"  # stands in a shared text where its wording names the community
INSTEAD = "本群"  # for a name that the text cannot carry
LONGEST = 20  # characters


class Names:
    """Puts names where a text has a place for one. Most texts have none, and stay as they are."""

    def __init__(self, checker: ComplianceChecker) -> None:
        self._fits = lru_cache(10_000)(lambda name, channel: self._may_stand(checker, name, channel))

    def put(self, text: str, name: str, channel: Channel | None, title: str = "") -> str:
        """The text with the name in it, or with plain words for a name that is too long or breaks a rule."""
        if SLOT not in text:
            return text
        plain = text.replace(SLOT, INSTEAD)
        if not self._fits(name, channel.form if channel else ""):
            return plain
        named = text.replace(SLOT, name)
        return named if channel is None or channel.holds(title, named) else plain

    @staticmethod
    def _may_stand(checker: ComplianceChecker, name: str, channel: str) -> bool:
        """A name is a few words in one line, which no rule has anything against."""
        if not name or len(name) > LONGEST or not name.isprintable():
            return False
        return checker.check(name, channel or None).status == "ok"
