"""Fact tables on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from assistant.drafting.facts.table import Fact, FactSheet
from assistant.drafting.facts.wanted import missing_from
from ui.desks.factdesk import FactTable
from ui.schemas.copy import SellingPointReply
from ui.schemas.factfields import SourceField
from ui.schemas.fields import Message, Name, Request

Word = Annotated[str, Field(max_length=100)]


class FactsRequest(Request):
    product: Name | None = None
    text: Message | None = None
    keywords: list[Word] = Field(default=[], max_length=30)
    row: int | None = Field(default=None, ge=1, le=100_000)  # which product of a file that has several


class DoubtReply(BaseModel):
    at: int
    text: str
    why: str


class FactReply(BaseModel):
    id: str
    kind: str
    field: str
    value: str
    basis: str
    source: SourceField
    confidence: float | None  # 0–1 of what was recognised in a picture, null for what was typed
    doubtful: list[DoubtReply]  # characters of the value to look at
    confirmed: bool

    @classmethod
    def of(cls, fact: Fact, number: int) -> FactReply:
        return cls(
            id=f"f{number}",
            kind=fact.kind,
            field=fact.field,
            value=fact.value,
            basis=fact.basis,
            source=SourceField.of(fact),
            confidence=fact.confidence,
            doubtful=[DoubtReply(at=d.at, text=d.text, why=d.why) for d in fact.doubtful],
            confirmed=fact.confirmed,
        )

    @classmethod
    def all_of(cls, sheet: FactSheet) -> list[FactReply]:
        return [cls.of(fact, number) for number, fact in enumerate(sheet.facts, start=1)]


class MissingReply(BaseModel):
    kind: str
    why: str


class ProductReply(BaseModel):
    """One product of a file that has several; `row` picks it."""

    row: int
    name: str
    category: str
    facts: list[FactReply]
    missing: list[MissingReply]

    @classmethod
    def of(cls, sheet: FactSheet, row: int) -> ProductReply:
        return cls(
            row=row,
            name=sheet.value("name"),
            category=sheet.goods.category,
            facts=FactReply.all_of(sheet),
            missing=[MissingReply(kind=m.kind, why=m.why) for m in missing_from(sheet)],
        )


class FactsReply(BaseModel):
    facts: list[FactReply]
    missing: list[MissingReply]
    category: str
    warnings: list[str]
    selling_points: list[SellingPointReply]
    products: list[ProductReply]  # all of a file that has several, else empty

    @classmethod
    def of(cls, table: FactTable) -> FactsReply:
        return cls(
            facts=FactReply.all_of(table.sheet),
            missing=[MissingReply(kind=m.kind, why=m.why) for m in table.missing],
            category=table.sheet.goods.category,
            warnings=list(table.warnings),
            selling_points=[SellingPointReply.of(point) for point in table.points],
            products=[ProductReply.of(sheet, row) for row, sheet in enumerate(table.products, start=1)],
        )
