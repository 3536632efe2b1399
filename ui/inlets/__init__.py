"""Channels of other houses through which shoppers ask: WeCom, WeChat's official accounts, signed webhooks."""

from ui.inlets.book import InletBook
from ui.inlets.model import BadInlet, Call, Heard, Inlet, Kind, NoSuchInlet, Sort, Unheard, Word, Words
from ui.inlets.reception import Reception, Spoken

__all__ = [
    "BadInlet", "Call", "Heard", "Inlet", "InletBook", "Kind", "NoSuchInlet", "Reception", "Sort", "Spoken", "Unheard", "Word",
    "Words",
]  # fmt: skip
