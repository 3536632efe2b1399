"""Messages to the robots of the desks: what they are told, how it is signed, and what became of each."""

from ui.deliveries.book import HookBook
from ui.deliveries.courier import Courier, Waiting
from ui.deliveries.hook import EVENTS, BadHook, Hook, Kind, News, NoSuchHook
from ui.deliveries.outbox import Delivery, NoSuchDelivery, Outbox, State

__all__ = [
    "EVENTS", "BadHook", "Courier", "Delivery", "Hook", "HookBook", "Kind", "News", "NoSuchDelivery", "NoSuchHook",
    "Outbox", "State", "Waiting",
]  # fmt: skip
