"""Triage: what a message is, how urgent, and whose it is. Rules as data; never waits for a model."""

from assistant.triage.signals import Signals
from assistant.triage.triager import Triager

__all__ = ["Signals", "Triager"]
