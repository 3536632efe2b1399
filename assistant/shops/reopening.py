"""When a shop that is shut for a time opens again, where a notice or an answer to guests tells it and the directory does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.language import is_chinese
from assistant.reply import Line, Source
from knowledge.model import Hit, Shop, Standing
from knowledge.text import fold
from knowledge.writing.calendar import days_in
from knowledge.writing.names import forms_of
from knowledge.writing.presence import PAUSED, SOON, WORKS, is_present, state_in

_FOR_A_TIME = (WORKS, PAUSED, SOON)
_OPENS_AGAIN = re.compile(
    r"恢复(?:营业|开放)|重新?(?:开业|开放|营业|开门|开张)|重开|重装|开业|开幕|开张|(?<![a-z])re-?opens?|(?<![a-z])opens?(?: again)?(?![a-z])"
)
_PARTS = re.compile(r"(?<=[。；;！!\n])")
_A_NAME = 3  # characters: a shorter one stands in too much


def reopenings(
    shops: Iterable[Shop], hits: Iterable[Hit], today: date, is_english: bool = False
) -> Iterator[Line]:
    """For each shop that is shut, the first sentence found that names it and tells a day to come on which it opens."""
    told = [hit for hit in hits if hit.standing is Standing.IN_FORCE and hit.document.doc_type != "directory"]
    for shop in dict.fromkeys(shops):
        if is_present(shop, today) or shop.status_to or shop.told or state_in(shop.status) not in _FOR_A_TIME:
            continue
        names = [name for name in forms_of(shop) if len(name) >= _A_NAME]
        lines = (line for hit in told for line in _said(hit, names, today, is_english))
        yield from (line for line in [next(lines, None)] if line)


def _said(hit: Hit, names: Iterable[str], today: date, is_english: bool) -> Iterator[Line]:
    for part in (part.strip(" \n；;") for part in _PARTS.split(hit.passage.text)):
        folded = fold(part)
        if not any(name in folded for name in names) or not _OPENS_AGAIN.search(folded):
            continue
        if is_chinese(part) != is_english and any(day >= today for day in days_in(part, today)):
            yield Line(part, (Source(hit.passage, hit.document, part),))
