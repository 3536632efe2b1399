"""A row of the shop directory on the wire."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import quote

from pydantic import BaseModel

from knowledge.directory import hours_on, is_open
from knowledge.model import Shop

_COMPUTED = {"hours_today", "is_open", "url"}


class ShopReply(BaseModel):
    """What anybody may know of a shop. Times are as the directory writes them; "" where it says nothing."""

    unit: str
    name: str
    name_en: str
    aliases: list[str]
    category: str
    subcategory: str
    floor: str
    location: str
    phone: str
    hours_weekday: str
    hours_weekend: str
    hours_today: str
    is_open: bool
    status: str
    status_from: date | None
    status_to: date | None
    tags: list[str]
    points_rate: str
    in_campaign: str
    pets: str
    returns_7d: str
    note: str
    updated_on: date | None
    url: str

    @classmethod
    def of(cls, shop: Shop, now: datetime) -> ShopReply:
        same = {name: getattr(shop, name) for name in cls.model_fields if name not in _COMPUTED}
        return cls(
            **same,
            hours_today=hours_on(shop, now.date()),
            is_open=is_open(shop, now),
            url=f"/api/passages/{quote(shop.passage_id)}" if shop.passage_id else "",
        )


class ShopsReply(BaseModel):
    shops: list[ShopReply]
    total: int
