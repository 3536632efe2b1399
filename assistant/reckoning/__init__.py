"""Sums that people ask for: read off a question and a rule that is cited, every step shown, or not computed."""

from assistant.reckoning.asking import Asking, Sum
from assistant.reckoning.ways import reckoned

__all__ = ["Asking", "Sum", "reckoned"]
