"""GET /api/shops: rows of the shop directory, looked up as people name shops."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from knowledge.directory import Directory, floor_in
from knowledge.model import Shop
from ui.entry.access import AskedAt, Chatting, InAtrium
from ui.schemas.shops import ShopReply, ShopsReply

router = APIRouter(tags=["shops"])

Words = Annotated[
    str, Query(max_length=200, description="A name in any writing, a unit number, or a kind of shop.")
]
Floor = Annotated[str, Query(max_length=20, description="L3, 三楼, B1 …")]
Most = Annotated[int, Query(ge=1, le=200)]


@router.get("/api/shops")
def shops(
    atrium: InAtrium, principal: Chatting, now: AskedAt, q: Words = "", floor: Floor = "", limit: Most = 20
) -> ShopsReply:
    """The shops that the words name, else those of that kind; without words all of a floor, or of the mall."""
    directory = atrium.library.directory(principal.viewer, now)
    found = _named(directory, q) if q.strip() else list(directory.shops)
    wanted = floor_in(floor) if floor else ""
    if floor:
        found = [shop for shop in found if wanted and floor_in(shop.floor or shop.unit) == wanted]
    return ShopsReply(shops=[ShopReply.of(shop, now) for shop in found[:limit]], total=len(found))


def _named(directory: Directory, words: str) -> list[Shop]:
    exact = [mention.shop for mention in directory.mentions(words)] or directory.at(words)
    return exact or directory.of_kind([words.strip()])
