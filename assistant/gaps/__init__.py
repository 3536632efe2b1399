"""Knowledge gaps: what is asked in vain, clustered, counted, and given to a desk with the outline of a paper."""

from assistant.gaps.gaps import Gaps
from assistant.gaps.model import CALLED, Asked, Closing, Gap, Kind, NoSuchGap, State, Why
from assistant.gaps.outline import Heading, Outline, outline
from assistant.gaps.store import GapStore

__all__ = [
    "CALLED", "Asked", "Closing", "Gap", "GapStore", "Gaps", "Heading", "Kind", "NoSuchGap", "Outline", "State", "Why",
    "outline",
]  # fmt: skip
