"""Chosen parts of papers as lines: what settles the question first, each with what must be said of its paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.asked import Asked
from assistant.asking.standing import STILL
from assistant.english import things_in
from assistant.language import ENGLISH
from assistant.quoted import versions
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.focus import Focus
from assistant.quoted.heights import of_height
from assistant.quoted.interpreter import told
from assistant.quoted.openings import with_its_question
from assistant.quoted.premise import premise
from assistant.quoted.verdict import Verdict, verdict
from assistant.quoted.within import within
from assistant.reply import Line
from knowledge.model import Standing

_NUMBER = re.compile(r"^\d{1,2}[.、]\s*(?=\D)")  # of a list, which does not go on here


def settling(asked: Asked, chosen: Sequence[Excerpt], about: Focus) -> Verdict | None:
    """A figure set right, a time within or without, or yes or no, where the chosen parts say so."""
    at = asked.question.as_of
    if asked.english:  # a verdict on what would have to be translated first is not given
        own = [part for part in chosen if part.hit.passage.language == ENGLISH]
        return (
            of_height(asked.full, own) or within(asked.full, own, at, True) or verdict(asked.full, own, about)
        )
    holding = [part for part in chosen if part.hit.standing is Standing.IN_FORCE]
    return (
        premise(asked.full, chosen, about, asked.today)
        or of_height(asked.full, [part for part in chosen if part.hit.standing is Standing.IN_FORCE])
        or within(asked.full, chosen, at, False)
        or (verdict(asked.full, chosen, about) if holding else None)  # what is over is not still allowed
    )


def quotations(asked: Asked, parts: Sequence[Excerpt], settled: Verdict | None = None) -> list[Line]:
    """The parts in the asker's language, first the one that settles the question where one does."""
    lines = _told(asked, parts)
    place = _place_of(settled, lines) if settled else None
    if settled is None or place is None:
        return lines
    first = replace(lines[place], text=settled.words + _NUMBER.sub("", lines[place].text))
    return [first, *lines[:place], *lines[place + 1 :]]


def _place_of(settled: Verdict, lines: Sequence[Line]) -> int | None:
    """Which line rests on the part that settles the question."""
    passage = settled.part.hit.passage.passage_id
    for place, line in enumerate(lines):
        if any(one.passage.passage_id == passage and one.quote == settled.part.text for one in line.sources):
            return place
    return None


def _told(asked: Asked, parts: Sequence[Excerpt]) -> list[Line]:
    if asked.english:
        return told(parts, asked.text if things_in(asked.text) else asked.full, asked.today)
    lines: list[Line] = []
    before = ""
    if STILL.search(asked.text):  # that it is over comes before what else there is of it
        parts = sorted(parts, key=lambda part: not versions.is_over(part.hit, asked.today))
    for part in parts:
        line = part.line()
        paper = part.hit.document.doc_id
        label = versions.label(part.hit, asked.today, named=paper != before)
        lines.append(replace(line, text=label + with_its_question(asked.full, part) + line.text))
        before = paper
    return lines
