"""What parking costs, told row by row off the table that lays it down: 停车怎么收费, 停车前多久免费, and 停车 alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from assistant.asking.asked import Asked
from assistant.data import read_table
from assistant.grounding.numerals import plain
from assistant.model import Handling
from assistant.quoted import certainty
from assistant.quoted.rows import passages_of
from assistant.reckoning import Asking, by_kind
from assistant.reckoning.by_days import is_of_the_night
from assistant.reckoning.charge import is_cap, is_free_time
from assistant.reckoning.charged import rows_of_charge
from assistant.reckoning.stay import HOURS
from assistant.reckoning.tariff import told
from assistant.reply import Line, Reply, Source, spoken
from knowledge.library import Library
from knowledge.model import Passage
from knowledge.text import is_english
from knowledge.writing.calendar import without_days
from knowledge.writing.occasions import without_occasions

_TELLS: Mapping[str, Callable[[str], bool]] = {"free": is_free_time, "cap": is_cap}  # by what is asked
_ASKS = ("free", "cap", "night", "price")
_MOST = 6  # rows


def of_a_tariff(asked: Asked, library: Library) -> Reply | None:
    """The rows by which parking is charged, in the order of their table, what is asked for first.

    None for a question that names anything else, and where no table but a clause tells it; in English where the
    table is Chinese, too.
    """
    asks = asked_for(asked.text)
    if asks is None:
        return None
    asking = Asking(
        asked.text,
        lambda words: asked.find(words).hits,
        asked.today,
        paper=lambda document: passages_of(library, asked, document),
    )
    rows = rows_of_charge(asking)
    if asks == "night":
        at_night = [one for row in rows[:1] for one in _at_night(asking, row)]
        rows = [*at_night, *rows] if at_night else []
    rows = sorted(rows, key=lambda row: not _tells(row.passage, asks))[:_MOST]
    if asked.english and not all(is_english(row.passage.text) for row in rows):
        return None
    lines = tuple(Line(row.passage.text if asked.english else spoken(row.passage), (row,)) for row in rows)
    return Reply(Handling.ANSWER, lines, certainty.CERTAIN, topic=asked.full) if lines else None


def _at_night(asking: Asking, row: Source) -> Iterator[Source]:
    """The rows of the table of one that have a price of their own for the night."""
    for one in asking.paper(row.document):
        if one.section == row.passage.section and is_of_the_night(one):
            yield Source(one, row.document)


def asked_for(text: str) -> str | None:
    """What of a tariff is asked for; `price` of a topic alone, None where the question is another one."""
    if text.isascii():
        rest = without_occasions(without_days(plain(text))).strip()
        return "price" if _word("english").fullmatch(rest) else None
    rest = HOURS.sub(" ", without_occasions(without_days(plain(text))))  # of a stay that is not settled
    if _word("alone").fullmatch(re.sub(r"\W", "", by_kind.without_kinds(rest))):
        return "price"
    found = [key for key in _ASKS if _word(key).search(rest)]
    if not found or not _word("subject").search(rest):
        return None
    rest = by_kind.without_kinds(rest)
    for key in (*_ASKS, "subject", "aside"):
        rest = _word(key).sub(" ", rest)
    return None if rest.strip() else found[0]


def _tells(passage: Passage, asks: str) -> bool:
    tells = _TELLS.get(asks)
    return tells is not None and (tells(told(passage)) or tells(passage.text))


@cache
def _word(key: str) -> re.Pattern[str]:
    return re.compile(read_table("tariff.yaml")[key])
