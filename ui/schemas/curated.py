"""Corrections and curated answers on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, model_validator

from assistant.curated import Entry, Event, NewEntry, Origin, Revision, State, Wording
from assistant.curated.sources import Footing
from knowledge.model import Visibility
from ui.schemas.fields import Comment, ConversationId, Correction, Message, Name, Question, Request, readable
from ui.schemas.fields import _refuse_odd as refuse_odd

HIDDEN = "一份来源文件"  # what the caller must not know of
MOST = 30  # other wordings of a question
Kind = Literal["public", "internal"]
Revised = Annotated[int | None, Field(ge=1, le=2**31)]
Said = Annotated[Correction, Field(max_length=1000)]  # may be left out
Short = Annotated[Correction, Field(max_length=500)]


def _answer(text: str) -> str:
    text = readable(text)
    refuse_odd(text, most=2000)
    return text


Answer = Annotated[Message, AfterValidator(_answer)]


class SourceRequest(Request):
    """A document; without `quote` the passage of it that is nearest to the answer."""

    doc_id: Name
    quote: Annotated[Correction, Field(max_length=4000)] = ""


class CorrectionRequest(Request):
    """`statement` names who says so, where no document does. `valid_until` is needed before it can be submitted."""

    question: Question
    answer: Answer
    visibility: Kind
    wordings: list[Question] = Field(default=[], max_length=MOST)
    question_en: Short = ""
    answer_en: Annotated[Correction, Field(max_length=2000)] = ""
    source: SourceRequest | None = None
    statement: Annotated[Correction, Field(max_length=500)] = ""
    valid_until: date | None = None
    owner: Name = ""  # a desk; left out, the desk that triage names
    best_practice: bool = False
    conversation_id: ConversationId | None = None
    turn: Annotated[int, Field(ge=0, lt=2**53)] = 0

    @model_validator(mode="after")
    def _both(self) -> CorrectionRequest:
        if bool(self.question_en) != bool(self.answer_en):
            raise ValueError("question_en and answer_en go together")
        return self

    def new(self, owner: str) -> NewEntry:
        source = self.source
        return NewEntry(
            Wording(
                self.question,
                self.answer,
                tuple(dict.fromkeys(self.wordings)),
                self.question_en,
                self.answer_en,
            ),
            Visibility(self.visibility),
            Origin(
                source.doc_id if source else "",
                quote=source.quote if source else "",
                statement=self.statement,
            ),
            self.valid_until,
            self.owner or owner,
            self.best_practice,
            self.conversation_id or "",
            self.turn,
        )


class ActRequest(Request):
    """`revision`: the text that was looked at; left out, the one there is."""

    revision: Revised = None
    comment: Said = ""


class PublishRequest(ActRequest):
    """`confirm_public`: what stands in an internal or embargoed paper may be told to everybody; kept in the history."""

    confirm_public: bool = False


class SendBackRequest(Request):
    revision: Revised = None
    comment: Comment


class RenewRequest(PublishRequest):
    """The answer goes on until `valid_until`, on its document as that is now, or on another `source`."""

    valid_until: date
    source: SourceRequest | None = None


class OriginReply(BaseModel):
    """Empty `doc_id`: a person's statement. A document that the caller must not know of is left empty."""

    doc_id: str
    title: str
    version: str
    locator: str
    quote: str
    statement: str

    @classmethod
    def of(cls, origin: Origin, may_read: bool, **instead: str) -> OriginReply:
        told = {name: getattr(origin, name) for name in cls.model_fields}
        if origin.doc_id and not may_read:
            told |= {"doc_id": "", "title": HIDDEN, "version": "", "locator": "", "quote": ""}
        return cls(**told | instead)


class EntryReply(BaseModel):
    """`answers`: whether it answers now; `review_due`: why somebody should look, empty when nobody need."""

    id: str
    state: State
    revision: int
    question: str
    answer: str
    wordings: list[str]
    question_en: str
    answer_en: str
    visibility: str
    source: OriginReply
    valid_until: date | None
    owner: str
    owner_name: str
    best_practice: bool
    author: str
    publisher: str | None
    created_at: datetime
    changed_at: datetime
    published_at: datetime | None
    confirmed_public: bool
    answers: bool
    review_due: str
    passage_id: str  # of GET /api/passages/{passage_id}, while it is published
    mine: bool  # written or submitted by the caller, who cannot publish it

    @classmethod
    def of(
        cls,
        entry: Entry,
        footing: Footing,
        today: date,
        may_read: bool,
        owner_name: str,
        is_mine: bool,
        **more: Any,
    ) -> EntryReply:
        same = ("id", "revision", "valid_until", "owner", "created_at", "changed_at", "published_at")
        state = entry.state_on(today)
        said = entry.wording
        is_out = state is State.PUBLISHED
        return cls(
            **{name: getattr(entry, name) for name in same},
            state=state,
            question=said.question,
            answer=said.answer,
            wordings=list(said.others),
            question_en=said.question_en,
            answer_en=said.answer_en,
            visibility=entry.visibility.value,
            source=OriginReply.of(entry.origin, may_read),
            owner_name=owner_name,
            best_practice=entry.is_best,
            author=entry.author.name,
            publisher=entry.publisher.name if entry.publisher else None,
            confirmed_public=entry.is_confirmed,
            answers=is_out and footing.holds,
            review_due=footing.review_due if is_out else "",
            passage_id=f"qa:{entry.id}",
            mine=is_mine,
            **more,
        )


class CuratedReply(BaseModel):
    entries: list[EntryReply]
    total: int


class EntryEventReply(BaseModel):
    act: str
    before: State | None
    after: State
    revision: int
    who: str
    at: datetime
    comment: str
    detail: Mapping[str, Any]

    @classmethod
    def of(cls, event: Event) -> EntryEventReply:
        same = ("before", "after", "revision", "at", "comment", "detail")
        return cls(act=event.act.value, who=event.who.name, **{name: getattr(event, name) for name in same})


class EntryRevisionReply(BaseModel):
    revision: int
    question: str
    answer: str
    who: str
    at: datetime

    @classmethod
    def of(cls, one: Revision) -> EntryRevisionReply:
        said = one.wording
        return cls(
            revision=one.revision, question=said.question, answer=said.answer, who=one.who.name, at=one.at
        )


class EntryDetailReply(EntryReply):
    """`conversation_id` and `turn`: where the correction came from, as long as that conversation is kept."""

    conversation_id: str
    turn: int
    may: list[str]  # of submit, edit, publish, return, withdraw, renew: what the caller may do with it now
    history: list[EntryEventReply]  # the last act first
    revisions: list[EntryRevisionReply]


class SuggestedReply(BaseModel):
    """A good reply of earlier days, for somebody who answers a similar question."""

    id: str
    question: str
    answer: str
    visibility: str
    likeness: float  # 0–1


class SuggestedReplies(BaseModel):
    replies: list[SuggestedReply]


Cell = Annotated[Correction, Field(max_length=32_767)]  # as much as a cell of a spreadsheet holds


class ImportRow(Request):
    """One row of a list of frequent questions, as its cells say; what does not fit is refused with the reason.

    `wordings` are one a line, or separated by ; or |.
    """

    question: Cell = ""
    answer: Cell = ""
    visibility: Cell = ""
    wordings: Cell = ""
    question_en: Cell = ""
    answer_en: Cell = ""
    doc_id: Cell = ""
    quote: Cell = ""
    statement: Cell = ""
    valid_until: Cell = ""
    owner: Cell = ""


class ImportRequest(Request):
    rows: list[ImportRow] = Field(max_length=2000)
    first_row: Annotated[int, Field(ge=1, le=2**31)] = 2  # the number of the first of them in its file


class RefusedRow(BaseModel):
    row: int
    question: str
    why: str


class ImportReply(BaseModel):
    written: list[str]  # the ids of the drafts
    refused: list[RefusedRow]
