"""Sums that people ask for: read off a question and a rule that is cited, every step shown, or not computed."""

from assistant.reckoning.asking import Asking, Sum, says
from assistant.reckoning.reports import of_reports
from assistant.reckoning.ways import reckoned

__all__ = ["Asking", "Sum", "of_reports", "reckoned", "says"]
