"""Knowledge gaps on the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from ui.schemas.fields import Comment, Name, Request


class GapReply(BaseModel):
    """`kind`: missing, outdated, conflicting or unclear. `question` is the one that is nearest to all of it, masked."""

    id: str
    question: str
    kind: str
    kind_name: str
    state: Literal["open", "closed", "reopened", "mended"]
    count: int  # times that it was asked in vain
    conversations: int
    first_asked: datetime
    last_asked: datetime
    owner: str
    owner_name: str
    why: dict[str, int]  # unanswered, doubtful, disliked, handed_over: how often each
    answered_since: int  # times that it was asked and answered after it was closed


class GapsReply(BaseModel):
    gaps: list[GapReply]
    total: int


class GapExample(BaseModel):
    """One question as the journal has it, masked; gone with its conversation."""

    conversation_id: str
    turn: int
    at: datetime
    channel: str
    question: str
    answer: str
    why: str
    reasons: list[str]  # of thumbs down


class GapHeading(BaseModel):
    heading: str
    asked: list[str]  # questions that want it


class GapPaper(BaseModel):
    doc_id: str
    title: str
    version: str
    locator: str


class GapOutline(BaseModel):
    title: str
    headings: list[GapHeading]
    nearest: GapPaper | None  # of the caller's papers
    text: str  # the same as Markdown, to start a document with


class GapClosing(BaseModel):
    at: datetime
    who: str
    note: str
    by: str
    ref: str


class GapDetailReply(GapReply):
    examples: list[GapExample]  # the latest first, at most 50
    by_day: dict[date, int]
    by_channel: dict[str, int]
    outline: GapOutline
    closings: list[GapClosing]


class CloseGapRequest(Request):
    """`ref`: the document's or the curated answer's number."""

    note: Comment
    by: Literal["document", "curated", "other"] = "other"
    ref: Name = ""
