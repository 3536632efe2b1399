"""What staff set wins over what rules tell, until they take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.labels.model import (
    Correction,
    Evidence,
    Gap,
    Kind,
    Label,
    Labels,
    NoSuchLabel,
    Outcome,
    Source,
)
from assistant.labels.moods import polarity_of
from assistant.labels.taxonomy import taxonomy

_SURE = 1.0
_BETWEEN = ":"


def checked(kind: Kind, values: Sequence[str], labels: Labels) -> tuple[str, ...]:
    """Values that this kind may have; raises NoSuchLabel. A preference says what it is about: 价格带:三百以内."""
    wanted = taxonomy()[kind].check(values)
    if kind is Kind.PREFERENCES:
        told = {label.value for label in labels.preferences}
        abouts = taxonomy()[kind].about
        for value in wanted:
            if value not in told and value.partition(_BETWEEN)[0] not in abouts:
                raise NoSuchLabel(
                    f"偏好“{value}”要写明方面，如“价格带:三百以内”；可选：{'、'.join(abouts)}。"
                )
    return wanted


def with_corrections(labels: Labels, corrections: Sequence[Correction]) -> Labels:
    """The labels with the latest word of staff on each kind; `corrections` in the order in which they were made."""
    latest = {one.kind: one for one in corrections}
    standing = [one for one in latest.values() if one.after is not None]
    for one in standing:
        labels = _with(labels, one)
    return replace(labels, corrected=tuple(one.kind for one in standing))


def _with(labels: Labels, one: Correction) -> Labels:
    found = tuple(_label(value, labels) for value in one.after or ())
    first = found[0] if found else None
    if one.kind is Kind.OUTCOME:
        return replace(labels, outcome=Outcome(first, labels.outcome.documents, labels.outcome.outdated))
    if one.kind is Kind.GAP:
        return replace(labels, gap=Gap(first, (one.desk or labels.gap.desk) if first else ""))
    if one.kind is Kind.EMOTION:
        return replace(labels, emotion=first, polarity=polarity_of(first))
    changed: Any = found if taxonomy()[one.kind].many else first
    return replace(labels, **{one.kind.value: changed})


def _label(value: str, labels: Labels) -> Label:
    known = next((label for label in labels.preferences if label.value == value), None)
    about, _, rest = value.partition(_BETWEEN)
    evidence = (Evidence(0, "", Source.STAFF),)
    if known or about not in taxonomy()[Kind.PREFERENCES].about:
        return Label(value, _SURE, evidence, known.about if known else "")
    return Label(rest.strip(), _SURE, evidence, about)
