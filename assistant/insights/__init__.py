"""Insights: figures of the service, every one counted from the same facts of each conversation."""

from assistant.insights.facts import Facts, LabelFact, People, ThreadFact, TicketFact
from assistant.insights.figure import NOTHING, Figure
from assistant.insights.gathering import Gathering
from assistant.insights.metrics import Metric, UnknownMetric, metrics
from assistant.insights.period import BadPeriod, Period
from assistant.insights.report import Report, report
from assistant.insights.table import Entry, Group, Table
from assistant.insights.wanted import Simulated, Wanted

__all__ = [
    "NOTHING", "BadPeriod", "Entry", "Facts", "Figure", "Gathering", "Group", "LabelFact", "Metric", "People", "Period",
    "Report", "Simulated", "Table", "ThreadFact", "TicketFact", "UnknownMetric", "Wanted", "metrics", "report",
]  # fmt: skip
