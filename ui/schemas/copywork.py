"""What people send about a piece of copy: a draft, an edit, an act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from assistant.copies import NewCopy, Source, Tick
from ui.schemas.fields import Comment, Copy, Correction, Language, Name, Request

MOST = 50  # sources, selling points, steps
Title = Annotated[Correction, Field(max_length=200), AfterValidator(lambda text: " ".join(text.split()))]
Said = Annotated[Correction, Field(max_length=1000)]  # a comment that may be left out
Quote = Annotated[str, Field(max_length=4000)]


class SourceRequest(Request):
    doc_id: Name | None = None
    name: Quote = ""
    locator: Quote = ""
    quote: Quote = ""

    def source(self) -> Source:
        return Source(self.name or self.doc_id or "", self.doc_id or "", self.locator, self.quote)


Sources = list[Quote | SourceRequest]
Steps = list[Quote]


def sources_of(given: Sequence[str | SourceRequest]) -> tuple[Source, ...]:
    """A source is written "PS-01 · 二、活动", or with its parts apart."""
    return tuple(Source(one) if isinstance(one, str) else one.source() for one in given)


class PointRequest(Request):
    text: Quote
    source: Quote = ""


class SaveRequest(Request):
    channel: Name
    body: Copy
    title: Title = ""
    tag: Name | None = None
    campaign: Name | None = None
    product: Name | None = None
    language: Language = None
    category: Name | None = None
    mode: Name = "template"
    sources: Sources = Field(default=[], max_length=MOST)
    selling_points: list[PointRequest] = Field(default=[], max_length=MOST)
    steps: Steps = Field(default=[], max_length=MOST)

    def new(self) -> NewCopy:
        same = ("channel", "body", "title", "mode")
        return NewCopy(
            **{name: getattr(self, name) for name in same},
            tag=self.tag or None,
            campaign=self.campaign or None,
            product=self.product or None,
            category=self.category or None,
            language=self.language or "zh-Hans",
            sources=sources_of(self.sources),
            selling_points=tuple(point.model_dump() for point in self.selling_points),
            steps=tuple(self.steps),
        )


class ChangeRequest(Request):
    """`sources` and `steps` take the place of those that are there; left out, those stay."""

    title: Title = ""
    body: Copy
    revision: int
    sources: Sources | None = Field(default=None, max_length=MOST)
    steps: Steps | None = Field(default=None, max_length=MOST)


class ActRequest(Request):
    """`revision`: the text that was looked at; left out, the one there is."""

    revision: int | None = None
    comment: Said = ""


class SendBackRequest(Request):
    revision: int | None = None
    comment: Comment


class OwnRequest(Request):
    """`name`: who answers for the text; left out, whoever asks."""

    revision: int | None = None
    name: Annotated[Correction, Field(max_length=80)] = ""


class TickRequest(Request):
    """`valid_until` left out: until the document itself ends. `span` is needed where a rule has several findings."""

    rule_id: Name
    doc_id: Name
    valid_until: date | None = None
    span: tuple[int, int] | None = None

    def tick(self) -> Tick:
        return Tick(self.rule_id, self.doc_id, self.valid_until, self.span)


class ApproveRequest(Request):
    revision: int
    evidence: list[TickRequest] = Field(default=[], max_length=4 * MOST)
    expires_on: date | None = None
    comment: Said = ""
