"""Rows of the directory that a search found, told as what they say of a shop and not column by column."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking.asked import Asked
from assistant.reply import Line, Source
from assistant.shops.kinds import kinds_in
from assistant.shops.lines import ShopLines
from assistant.shops.wanted import asked_of
from knowledge.library import Library
from knowledge.model import Shop

_TOLD = frozenset(("place", "hours", "goods"))


def as_cards(library: Library, asked: Asked, lines: Sequence[Line]) -> list[Line]:
    """The lines, each row of a shop in a shopper's answer told as the directory's answers tell of one."""
    shops = {row: shop for shop in asked.directory.shops for row in (shop.passage_id, *shop.beside)}
    if asked.staff or not shops:
        return list(lines)
    question = asked.question

    def source_of(shop: Shop) -> Source | None:
        found = library.passage(shop.passage_id, question.viewer, question.as_of)
        return Source(*found) if found else None

    said = ShopLines(asked.english, next(iter(asked.need.days), asked.today), question.as_of, source_of)
    wanted = set(_TOLD | asked_of(asked.text))
    kinds = kinds_in(asked.text)
    told: list[Line] = []
    for line in lines:
        rows = [source.passage.passage_id for source in line.sources]
        shop = shops.get(rows[0]) if len(rows) == 1 else None
        if shop and kinds and not any(kind.among([shop]) for kind in kinds):
            shop = None  # a search for thai food finds Thai Corner, which sells shoes
        told.append(said.card(shop, wanted) if shop and _is_its_row(line) else line)
    return told


def _is_its_row(line: Line) -> bool:
    """Whether a line is the row itself, and no more than that."""
    cells = line.sources[0].passage.text.split("; ")
    return len(cells) > 1 and all(cell.partition(": ")[2] in line.text for cell in cells[:2])
