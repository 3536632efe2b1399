"""Labels: what a conversation was about, how it went and what was lacking, each with its evidence."""

from assistant.labels.labeller import Labeller
from assistant.labels.likeness import LabelLikeness
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
from assistant.labels.office import LabelOffice, Nobody, People
from assistant.labels.store import LabelStore
from assistant.labels.wanted import Place, Wanted

__all__ = [
    "Correction", "Erased", "Evidence", "Gap", "Kind", "Label", "LabelLikeness", "LabelOffice", "LabelStore", "Labelled",
    "Labeller", "Labels", "NoSuchLabel", "Nobody", "Outcome", "People", "Place", "Quality", "Source", "Wanted",
]  # fmt: skip
