"""Whether what must not be answered was declined, and what can be answered was not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ui.evaluation.measures import auroc, precision, recall

ANSWERS = frozenset({"answer", "partial"})
DECLINES = frozenset({"unknown", "refuse", "handoff"})
UNKNOWN = frozenset({"unknown"})
HANDOFF = frozenset({"handoff"})


@dataclass(frozen=True, slots=True)
class Decision:
    """What was done with a question and how sure the house was, beside what would have been right."""

    accepted: frozenset[str]  # handling codes
    said: str
    confidence: float

    @property
    def must_answer(self) -> bool:
        return bool(self.accepted) and self.accepted <= ANSWERS

    @property
    def must_decline(self) -> bool:
        """A complaint that a person takes over (handoff alone) is no question that is refused."""
        return bool(self.accepted) and self.accepted <= DECLINES and self.accepted != HANDOFF


def figures(decisions: Iterable[Decision]) -> dict[str, float]:
    """Precision and recall of declining, and AUROC of the confidence.

    Judged are questions that must be answered and those that must be declined; what may be either (a
    clarification, an emergency, codes of both kinds) is left out. AUROC is over the questions that can be
    answered and those about what is not in the papers: a refusal by rule (other people's data) is sure.
    A measure is left out where a set has not the kinds that it is about.
    """
    judged = [each for each in decisions if each.must_answer or each.must_decline]
    if not any(each.must_decline for each in judged):
        return {}
    declined = [(each.said in DECLINES, each.must_decline) for each in judged]
    scores = [
        (each.confidence, each.must_answer) for each in judged if each.must_answer or each.accepted <= UNKNOWN
    ]
    measured = {
        "refusal precision": precision(declined),
        "refusal recall": recall(declined),
        "refusal AUROC": auroc(scores),
    }
    return {name: round(value, 4) for name, value in measured.items() if value is not None}
