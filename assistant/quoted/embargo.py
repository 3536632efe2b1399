"""What nobody outside may know yet: until when, in the words of its paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.asked import Asked
from assistant.language import ENGLISH
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.quotations import quotations
from assistant.quoted.rows import passages_of
from assistant.reply import Line
from knowledge.library import Library
from knowledge.model import Standing
from knowledge.writing.calendar import days_in

_OUT = re.compile(r"公布|公开|发布|解禁|published?|announce")


def until_when_untold(library: Library, asked: Asked, chosen: Sequence[Excerpt]) -> list[Line]:
    """From when a paper may be spoken of that nobody outside may know yet, in its own words."""
    hit = chosen[0].hit if chosen else None
    if hit is None or hit.standing is not Standing.EMBARGOED or hit.document.publish_from is None:
        return []
    day = hit.document.publish_from.astimezone(asked.question.as_of.tzinfo).date()
    quoted = {part.hit.passage.passage_id for part in chosen if _OUT.search(part.text)}
    own = sorted(
        passages_of(library, asked, hit.document), key=lambda one: asked.english != (one.language == ENGLISH)
    )
    for passage in own:
        if _OUT.search(passage.text) and day in days_in(passage.text, asked.today):
            part = Excerpt(replace(hit, passage=passage), passage.text)
            return [] if passage.passage_id in quoted else quotations(asked, [part])
    return []
