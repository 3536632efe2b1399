"""A fact as a person confirmed or edited it, on the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from assistant.drafting.facts.fields import field_table
from assistant.drafting.facts.table import Doubt, Fact, Place
from ui.schemas.fields import Name, Request, readable

MOST_FACTS = 300
PERSON = "人工填写"
Kind = Annotated[str, Field(max_length=40)]
Label = Annotated[str, Field(max_length=60), AfterValidator(readable)]
Value = Annotated[str, Field(max_length=2_000), AfterValidator(readable)]


class SourceField(BaseModel):
    """Where a fact stands. `span` are characters of the text that was given."""

    doc_id: Name | None = None
    name: Annotated[str, Field(max_length=300)] = ""
    locator: Annotated[str, Field(max_length=500)] = ""
    quote: Annotated[str, Field(max_length=5_000)] = ""
    span: tuple[int, int] | None = None

    @classmethod
    def of(cls, fact: Fact) -> SourceField:
        place = fact.place or Place(fact.source)
        return cls(
            doc_id=place.doc_id,
            name=place.name[:300],
            locator=place.locator[:500],
            quote=place.quote[:5_000],
            span=place.span,
        )

    def place(self) -> Place:
        return Place(
            readable(self.name) or PERSON,
            readable(self.locator),
            readable(self.quote),
            self.span,
            self.doc_id,
        )


class DoubtField(BaseModel):
    at: int = 0
    text: Annotated[str, Field(max_length=2_000)] = ""
    why: Annotated[str, Field(max_length=300)] = ""


class FactField(Request):
    """A fact as a person confirmed or edited it."""

    kind: Kind = "detail"
    field: Label
    value: Value
    basis: Value = ""
    source: SourceField | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)
    doubtful: list[DoubtField] = Field(default=[], max_length=200)
    confirmed: bool = True

    def fact(self) -> Fact:
        place = self.source.place() if self.source else Place(PERSON)
        doubts = tuple(Doubt(d.at, d.text, d.why) for d in self.doubtful)
        known = {*field_table()["kinds"], "detail", "keyword"}
        return Fact(
            self.kind if self.kind in known else "detail",
            self.field,
            self.value,
            place.label,
            self.basis,
            place,
            self.confidence,
            doubts,
            self.confirmed,
        )
