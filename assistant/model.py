"""The nouns of answering: a question, an answer, its citations and tickets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from assistant.rescue import MAINLAND, Rescue
from knowledge.model import Viewer


class Handling(StrEnum):
    """What was done with a question; a separate field, so that no machine has to read prose."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    PARTIAL = "partial"
    UNKNOWN = "unknown"
    HANDOFF = "handoff"
    REFUSE = "refuse"
    EMERGENCY = "emergency"


class Mode(StrEnum):
    GENERATED = "generated"
    EXTRACTIVE = "extractive"


@dataclass(frozen=True, slots=True)
class Citation:
    """`n` is the number in the answer's [n]; `quote` is an exact substring of the passage."""

    n: int
    doc_id: str
    title: str
    version: str
    locator: str
    quote: str
    url: str  # /api/passages/{passage_id}: the paragraph itself
    passage_id: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    id: str
    desk: str  # cs_store, security, ... as in assistant/data/desks.yaml
    priority: str  # P0..P3


@dataclass(frozen=True, slots=True)
class Triage:
    """What a message is, how urgent, and whose it is."""

    intent: str  # level 1: 咨询 投诉 建议 表扬 求助 紧急 交易 商务 权限/越界 内部
    subject: str  # level 2: 停车, 会员积分, ...; for 紧急 the kind: missing medical fire food trapped violence self_harm crowd media
    priority: str  # P0..P3
    desk: str
    second_desks: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """One message of one viewer at one moment. `as_of` is aware, in the mall's time zone."""

    message: str
    viewer: Viewer
    as_of: datetime
    conversation_id: str = ""
    language: str | None = None  # None: the language of the message
    earlier: tuple[
        tuple[str, str], ...
    ] = ()  # asked and answered before, told by a caller who keeps the conversation
    channel: str = "api"  # where it comes from, as in assistant/data/channels_in.yaml
    mall: str = ""  # which of several malls it was asked in; empty: the house's own
    listener: str = (
        ""  # whose conversation it is, where they hear what a person says in it later; empty: nobody hears
    )


@dataclass(frozen=True, slots=True)
class Answer:
    answer: str  # text with [n] marks
    handling: Handling
    citations: tuple[Citation, ...]
    conversation_id: str
    language: str  # zh-Hans, zh-Hant, en
    confidence: float
    mode: Mode
    tickets: tuple[Ticket, ...] = ()
    suggestions: tuple[str, ...] = ()
    degraded: str = ""  # why the answer is weaker than it could be; empty when it is not
    turn: int = 0  # the number under which the journal keeps it


@dataclass(frozen=True, slots=True)
class AnswerEvent:
    """One step of a streamed answer: some text, or the finished Answer (exactly one, last)."""

    text: str = ""
    done: Answer | None = None


@dataclass(frozen=True, slots=True)
class MallProfile:
    """What the assistant must know to introduce itself and to hand over; read from mall.yaml, never built in."""

    name: str = ""
    name_en: str = ""
    hotline: str = ""
    service_desk: str = ""  # where a person is, e.g. "L1 ..."
    service_desk_en: str = ""
    timezone: str = "Asia/Shanghai"
    sms_signature: str = ""
    rescue: Rescue = MAINLAND  # whom to ring in danger
    extra: dict[str, str] = field(default_factory=dict)
