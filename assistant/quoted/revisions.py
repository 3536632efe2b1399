"""Which version of a paper holds, and how it differs from the one that it replaced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from assistant.asking.asked import Asked
from assistant.asking.need import figures_in
from assistant.quoted import versions
from assistant.quoted.changes import (
    asks_what_changed,
    changes,
    is_named,
    paper_meant,
    rows_beside,
    set_beside,
)
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.focus import focus
from assistant.quoted.quotations import quotations
from assistant.quoted.rows import passages_of
from assistant.reply import Line
from knowledge.library import Library
from knowledge.model import Hit, Passage


def ruling(library: Library, asked: Asked, ranked: list[Hit]) -> list[Line]:
    """Which version holds, when the question has an old one in mind."""
    hit = versions.first_with_past(ranked, library)
    if hit is None:
        return []
    if not asked.staff:
        told = versions.says_it_was_otherwise(asked.text) or versions.is_of_before(
            asked.full, asked.today, hit.document, library
        )
        told = told and hit.document is ranked[0].document
        return [versions.since_when(hit, asked.english)] if told else []
    question, leads = asked.question, hit.document.doc_id == ranked[0].document.doc_id
    return versions.note(
        hit, asked.full, asked.need, library, question.viewer, question.as_of, leads, asked.english
    )


def what_changed(library: Library, asked: Asked, ranked: Sequence[Hit], named: bool = False) -> list[Line]:
    """How the paper in force differs from the one that it replaced, to staff who ask for that; of one `named` only."""
    if not asked.staff or not asks_what_changed(asked.text):
        return []
    hit = paper_meant(asked.full, [*ranked, *asked.found.hits])
    if hit is None or (named and not is_named(hit.document, asked.full)):
        return []
    read = partial(passages_of, library, asked)
    about = focus(asked.full, [*ranked, *asked.found.hits])
    told = changes(hit.document, about, read)
    lines: list[Line] = []
    for old in versions.replaced_by(hit.document, library):
        rows = rows_beside(hit.document, old, read)
        items = [versions.item(old, hit.document, *row, asked.english) for row in rows]
        lines += [line for line in items if line.text]
        for pair in set_beside(hit.document, old, about, read):
            if not asked.english and not figures_in(versions.unnumbered(pair[0].text)) <= _said_in(rows):
                lines += versions.both(old, hit.document, *pair)
    if asked.english:
        parts = [
            Excerpt(replace(hit, passage=line.sources[0].passage), line.sources[0].passage.text)
            for line in told
        ]
        return [*lines, *quotations(asked, parts)]
    return [*lines, *(line for line in told if line not in lines)] if told else []


def _said_in(rows: Iterable[tuple[str, str, Passage]]) -> frozenset[str]:
    return frozenset().union(*(figures_in(value) for _, value, _ in rows))
