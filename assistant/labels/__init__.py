"""Labels: what a conversation was about, how it went and what was lacking, each with its evidence."""

from assistant.labels.model import (
    Correction,
    Erased,
    Evidence,
    Gap,
    Kind,
    Label,
    Labelled,
    Labels,
    NoSuchLabel,
    Outcome,
    Quality,
    Source,
)

__all__ = [
    "Correction", "Erased", "Evidence", "Gap", "Kind", "Label", "Labelled", "Labels", "NoSuchLabel", "Outcome",
    "Quality", "Source",
]  # fmt: skip
