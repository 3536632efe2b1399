"""What parking costs, told row by row off the table that lays it down: 停车怎么收费, 停车前多久免费, and 停车 alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from assistant.asking.asked import Asked
from assistant.data import read_table
from assistant.grounding.numerals import plain
from assistant.model import Handling
from assistant.quoted import certainty
from assistant.quoted.rows import passages_of
from assistant.reckoning import Asking
from assistant.reckoning.charge import is_cap, is_free_time
from assistant.reckoning.staying import rows_of_charge
from assistant.reckoning.tariff import told
from assistant.reply import Line, Reply, spoken
from knowledge.library import Library
from knowledge.model import Passage
from knowledge.writing.calendar import without_days
from knowledge.writing.occasions import without_occasions

_TELLS: Mapping[str, Callable[[str], bool]] = {"free": is_free_time, "cap": is_cap}  # by what is asked
_ASKS = ("free", "cap", "price")
_MOST = 6  # rows


def of_a_tariff(asked: Asked, library: Library) -> Reply | None:
    """The rows by which parking is charged, in the order of their table, what is asked for first.

    None for a question that names anything else, and where no table but a clause tells it.
    """
    asks = None if asked.english else asked_for(asked.text)
    if asks is None:
        return None
    asking = Asking(
        asked.text,
        lambda words: asked.find(words).hits,
        asked.today,
        paper=lambda document: passages_of(library, asked, document),
    )
    rows = sorted(rows_of_charge(asking), key=lambda row: not _tells(row.passage, asks))[:_MOST]
    lines = tuple(Line(spoken(row.passage), (row,)) for row in rows)
    return Reply(Handling.ANSWER, lines, certainty.CERTAIN, topic=asked.full) if lines else None


def asked_for(text: str) -> str | None:
    """What of a tariff is asked for; `price` of a topic alone, None where the question is another one."""
    rest = without_occasions(without_days(plain(text)))
    if _word("alone").fullmatch(re.sub(r"\W", "", rest)):
        return "price"
    found = [key for key in _ASKS if _word(key).search(rest)]
    if not found or not _word("subject").search(rest):
        return None
    for key in (*_ASKS, "subject", "aside"):
        rest = _word(key).sub(" ", rest)
    return None if rest.strip() else found[0]


def _tells(passage: Passage, asks: str) -> bool:
    tells = _TELLS.get(asks)
    return tells is not None and (tells(told(passage)) or tells(passage.text))


@cache
def _word(key: str) -> re.Pattern[str]:
    return re.compile(read_table("tariff.yaml")[key])
