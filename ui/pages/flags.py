"""What a person should look at in a text, as HTML: in the report of a run, and on the document's page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.flags import flags_of
from ingest.model import FlagKind, Section
from ui.desks.register import Detail
from ui.pages.escaping import escape
from ui.pages.terms import FLAG, PERSONAL

_MORE = re.compile(r"(\d+) more")


@dataclass(frozen=True, slots=True)
class Flagged:
    """Something odd in a file's text, as a report keeps it; `kind` is a FlagKind where we know it."""

    kind: str
    excerpt: str
    place: str = ""


def flags_of_document(detail: Detail) -> tuple[Flagged, ...]:
    """What to look at before the document is published: of its new content where some waits, else of its own."""
    passages = detail.changed_passages or detail.passages
    found = flags_of([Section(one.text, one.section, page=one.page, row=one.row) for one in passages])
    return tuple(Flagged(one.kind, one.excerpt, one.place) for one in found)


def flags_html(flags: Iterable[Flagged]) -> str:
    """A list item for each."""
    return "".join(
        f'<li><span class="tag warn">{FLAG.get(flag.kind, escape(flag.kind))}</span> <q>{escape(_said(flag))}</q> '
        f'<span class="quiet">{escape(flag.place)}</span></li>'
        for flag in flags
    )


def caution(flags: Iterable[Flagged]) -> str:
    """What stands in the text, for whoever is about to publish it; empty when nothing does."""
    counts = Counter(FLAG[flag.kind] for flag in flags)
    return (
        f"请先看“请留意”：{'、'.join(f'{name} {count} 处' for name, count in counts.items())}。"
        if counts
        else ""
    )


def _said(flag: Flagged) -> str:
    if more := _MORE.fullmatch(flag.excerpt):
        return f"还有 {more[1]} 处"
    if flag.kind == FlagKind.PERSONAL:
        name, _, number = flag.excerpt.rpartition(" ")
        return f"{PERSONAL.get(name, name)} {number}".strip()
    return flag.excerpt
