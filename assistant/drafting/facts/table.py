"""The fact table of a product: every fact with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.compliance.goods import Goods, goods_of
from assistant.drafting.facts.fields import field_table, kind_of
from assistant.drafting.facts.phrases import SPAN, shadow_of

SERVICE = re.compile(r"(?:服务|洗护|清洗|维修|修理|护理|寄存|租借|租赁|停车|福利|免费)$")
EATEN = frozenset({"配料", "配料表", "主要配料", "食材", "过敏原", "过敏原信息", "食用方法"})
KEPT_IN_PART = frozenset({"name", "price", "spec", "shop", "material"})
UNIT = re.compile(r"[LlBb]\d{1,2}-(?:\d{1,4}[A-Za-z]?(?![0-9A-Za-z])|[\u3400-\u9fff]?[A-Za-z]\d{0,2})")
_PHONE = re.compile(r"\d{7}|\d{3,4}-\d{3,4}")
_DAYS = re.compile(SPAN)
_STRENGTH = re.compile(r"酒精度|\d\s*%\s*(?:vol|abv|alc)")
_SOBER = re.compile(r"无酒精|(?:0|零)酒精|(?<![\d.])0(?:\.0+)?\s*%\s*(?:vol|abv|alc)")
# What has the word and is no drink: glasses, racks, wipes.
_NO_DRINK = re.compile(
    r"[\u3400-\u9fff]{0,2}酒(?:杯|具|架|柜|器|店|壶|塞|起子|精(?:棉|湿巾|灯|喷雾|片)|酿?圆子|窝)"
)
_DRINK = re.compile(r"酒(?:\s*[(「\d].*)?$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: the paper or file, the place in it, its words there, and for a text the
    characters [start, end) of what was given."""

    name: str
    locator: str = ""
    quote: str = ""
    span: tuple[int, int] | None = None
    doc_id: str | None = None

    @property
    def label(self) -> str:
        """For people: "PS-01 · 第3行", "粘贴文本 4–9"."""
        if self.span:
            return f"{self.name} {self.span[0]}–{self.span[1]}"
        return f"{self.doc_id or self.name} · {self.locator}" if self.locator else self.doc_id or self.name


@dataclass(frozen=True, slots=True)
class Doubt:
    """Characters of a recognised value that may be others: `text` stands at `at` of the value."""

    at: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Fact:
    """`kind` is a key of product_fields.yaml or "detail"; `source` says where a person finds it.

    `confidence` is 0–1 for what was recognised in a picture, None for what was typed. A fact with
    doubtful characters is not `confirmed` until a person has looked; only confirmed facts are told.
    """

    kind: str
    field: str
    value: str
    source: str
    basis: str = ""
    place: Place | None = None
    confidence: float | None = None
    doubtful: tuple[Doubt, ...] = ()
    confirmed: bool = True

    @property
    def cited(self) -> str:
        """The value, with its basis beside it where the figure comes from a test."""
        needs = (
            any(word in self.basis for word in field_table()["cited_basis"]) and self.basis not in self.value
        )
        return f"{self.value}({self.basis})" if needs and re.search(r"\d", self.value) else self.value

    @property
    def is_bare(self) -> bool:
        """Whether the field's name says nothing about the value: 特点, 卖点."""
        return self.field in field_table()["bare"]


@dataclass(frozen=True, slots=True)
class FactSheet:
    doc_id: str
    facts: tuple[Fact, ...]

    def all(self, kind: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.kind == kind and fact.confirmed)

    def first(self, kind: str) -> Fact | None:
        return next(iter(self.all(kind)), None)

    def value(self, kind: str) -> str:
        fact = self.first(kind)
        return fact.value if fact else ""

    @property
    def tellable(self) -> tuple[Fact, ...]:
        """What copy may tell."""
        return tuple(f for f in self.facts if f.confirmed and f.kind not in field_table()["untold"])

    @property
    def forbidden(self) -> tuple[str, ...]:
        """Words that the sheet itself rules out."""
        parts = [
            re.sub(r"[(（].*?[)）]", "", part).strip()
            for f in self.all("forbidden")
            for part in f.value.split("、")
        ]
        return tuple(part for part in parts if part)

    def without(self, spans: Sequence[tuple[int, int]]) -> FactSheet:
        """The sheet of a pasted text without what stands at these places: a name or a price loses those
        words, any other fact goes whole."""
        kept = (_cut(fact, spans) for fact in self.facts)
        return replace(self, facts=tuple(fact for fact in kept if fact))

    @property
    def unconfirmed(self) -> tuple[Fact, ...]:
        """What a person has to look at before it may be told."""
        return tuple(f for f in self.facts if not f.confirmed)

    @property
    def says_what_is_sold(self) -> bool:
        """Whether it tells of goods more than what they are called."""
        return any(self.first(kind) for kind in ("price", "spec", "material", "pricing"))

    @property
    def goods(self) -> Goods:
        return self.goods_of_text("")

    def goods_of_text(self, asked: str) -> Goods:
        """The kind of goods; where the sheet does not tell, the request's words do."""
        sober = bool(_SOBER.search(shadow_of(f"{self.value('name')} {told_of_strength(self.facts)}")))
        asked = _NO_DRINK.sub("", asked)
        drink = "酒类" if not sober and self._is_drink() else ""
        eaten = "食品" if self._is_eaten() else ""
        if SERVICE.search(self.value("name")):  # 洗鞋服务 is no clothing
            return goods_of((self.value("category"),))
        name, brand = _NO_DRINK.sub("", self.value("name")), _NO_DRINK.sub("", self.value("brand"))
        goods = goods_of((self.value("category"), drink, name, brand, eaten, asked))
        return goods_of((self.value("category"), "饮品")) if sober and goods.category == "alcohol" else goods

    def _is_eaten(self) -> bool:
        """Whether a label says so that only food bears: 配料, 过敏原."""
        return any(fact.field in EATEN for fact in self.facts)

    def _is_drink(self) -> bool:
        """Whether a label says so that names no category: 8%vol, or a name that ends in 酒."""
        strength = any(
            _STRENGTH.search(shadow_of(f"{f.field} {f.value}"))
            for f in self.facts
            if f.kind in ("spec", "detail")
        )
        return strength or bool(_DRINK.search(shadow_of(self.value("name"))))


def told_of_strength(facts: Iterable[Fact]) -> str:
    return " ".join(fact.value for fact in facts if fact.kind in ("spec", "detail"))


def fact_of(field: str, value: str, place: Place, basis: str = "", kind: str = "") -> Fact:
    """A fact of a field's content. A gap ("待补充") is kept, and told to nobody."""
    kind = kind or kind_of(field)
    if kind == "contact" and UNIT.search(value) and not _PHONE.search(value):
        kind = "shop"  # 地址:B1-33
    if kind != "forbidden" and (
        value.strip() in field_table()["empty"] or any(gap in value for gap in field_table()["gaps"])
    ):
        kind = "hidden"
    return Fact(kind, field, value, place.label, basis, place)


def _cut(fact: Fact, spans: Sequence[tuple[int, int]]) -> Fact | None:
    if fact.place is None or fact.place.span is None:
        return fact
    start, end = fact.place.span
    hit = [(max(a, start), min(b, end)) for a, b in spans if a < end and start < b]
    if not hit:
        return fact
    if fact.kind not in KEPT_IN_PART:
        return None
    if len(fact.value) != end - start:  # told in other words than it stands
        return None
    value = "".join(c for n, c in enumerate(fact.value, start) if not any(a <= n < b for a, b in hit))
    value = value.strip(" 、,，的")
    return replace(fact, value=value) if len(value) >= 2 else None


def settled(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts as a sheet has them: a tag's price is the price where there is no other, and the days
    that an offer names are its period."""
    listed = list(facts)
    priced = any(fact.kind == "price" for fact in listed)
    tag = "list_price" if priced else "price"
    listed = [replace(fact, kind=tag) if fact.kind == "tag_price" else fact for fact in listed]
    if not any(fact.kind == "period" for fact in listed):
        listed += [days for fact in listed if fact.kind == "promo" and (days := _days_of(fact))][:1]
    return tuple(dict.fromkeys(listed))


def _days_of(promo: Fact) -> Fact | None:
    match = _DAYS.search(shadow_of(promo.value))
    if match is None or promo.place is None:
        return None
    span = promo.place.span
    place = replace(promo.place, span=(span[0] + match.start(), span[0] + match.end()) if span else None)
    value = promo.value[match.start() : match.end()]
    doubts = tuple(
        replace(d, at=max(0, d.at - match.start()))
        for d in promo.doubtful
        if d.at < match.end() and match.start() < d.at + len(d.text)
    )
    return replace(
        promo,
        kind="period",
        field="活动有效期",
        value=value,
        place=place,
        source=place.label,
        doubtful=doubts,
    )
