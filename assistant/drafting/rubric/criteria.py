"""The 60-point rubric: ten criteria, each measured from the text, each with its reason.

It sorts drafts for the person who reads them and says what to mend; it approves nothing. A text that is
better in one respect and as it was in the others never gets less.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.drafting.rubric import manner, measures
from assistant.drafting.rubric.judged import Judged, Measure, rubric
from assistant.drafting.rubric.mark import Mark

MEASURES: dict[str, Callable[[Judged], Measure]] = {
    "facts": measures.facts,
    "concrete": measures.concrete,
    "sources": measures.sources,
    "form": manner.form,
    "lawful": measures.lawful,
    "conditions": measures.conditions,
    "call": measures.call,
    "tone": manner.tone,
    "readable": manner.readable,
    "fresh": measures.fresh,
}


def rubric_of(judged: Judged) -> tuple[Mark, ...]:
    """One mark a criterion, in the order of rubric.yaml."""
    return tuple(_mark(row, MEASURES[row["id"]](judged)) for row in rubric()["criteria"])


def _mark(row: dict[str, str], measure: Measure) -> Mark:
    of: int = rubric()["of"]
    points = round(of * min(1.0, max(0.0, measure.share)), 1)
    why = row["lacking"].format(told=measure.lacking) if measure.lacking else row["full"]
    return Mark(row["id"], row["name"], points, of, why)
