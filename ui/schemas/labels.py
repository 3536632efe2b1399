"""Conversations and their labels on the wire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from assistant.channels import channels
from assistant.journal import Opinion, Turn
from assistant.labels.model import Correction, Erased, Kind, Label, Labelled, Source
from assistant.labels.taxonomy import KindOf
from ui.schemas.fields import Name, Request, readable

Values = Annotated[list[Name], Field(max_length=20)]
Note = Annotated[str, Field(max_length=500), AfterValidator(readable)]


class LabelsRequest(Request):
    """What each kind should say: `{"labels": {"needs": ["停车"], "emotion": []}}`; `null` takes a correction back.

    Of a kind that is no list at most one value. `desk` is of a gap. Kinds that are not named stay as they are.
    """

    labels: Annotated[dict[Kind, Values | None], Field(min_length=1)]
    desk: Name = ""
    note: Note = ""


class EvidenceReply(BaseModel):
    """`turn` is the turn's `n`, 0 for the conversation as a whole; `words` stand in its message."""

    turn: int
    words: str
    source: Source
    rule: str
    score: float


class LabelReply(BaseModel):
    value: str
    confidence: float
    about: str
    evidence: list[EvidenceReply]

    @classmethod
    def of(cls, label: Label) -> LabelReply:
        evidence = [
            EvidenceReply(**{name: getattr(one, name) for name in EvidenceReply.model_fields})
            for one in label.evidence
        ]
        return cls(value=label.value, confidence=label.confidence, about=label.about, evidence=evidence)


class ConversationReply(BaseModel):
    """`labels` has the values of every kind that has one: {"needs": ["停车"], "polarity": ["负"]}."""

    id: str
    role: str
    channel: str
    channel_name: str
    mall: str
    language: str
    as_of: datetime
    last_at: datetime
    turns: int
    first: str
    labels: dict[str, list[str]]
    corrected: list[Kind]

    @classmethod
    def of(cls, one: Labelled, zone: tzinfo) -> ConversationReply:
        """Moments as the mall's clocks show them."""
        same = ("id", "role", "channel", "mall", "language", "turns", "first")
        known = channels().get(one.channel)
        return cls(
            **{name: getattr(one, name) for name in same},
            as_of=one.as_of.astimezone(zone),
            last_at=one.last_at.astimezone(zone),
            channel_name=known.name if known else one.channel,
            labels={kind: list(values) for kind, values in one.labels.plain.items()},
            corrected=list(one.labels.corrected),
        )


class ConversationsReply(BaseModel):
    """`next` is sent as `after` for the ones before these; None at the end."""

    conversations: list[ConversationReply]
    next: str | None


class QualityReply(BaseModel):
    first_seconds: float
    turns: int
    thumbs_up: int
    thumbs_down: int
    rewritten: bool


class SourceReply(BaseModel):
    doc_id: str
    title: str
    version: str


class TurnReply(BaseModel):
    """One question and its answer, masked as they are kept."""

    n: int
    at: datetime | None
    message: str
    answer: str
    handling: str
    intent: str
    subject: str
    priority: str
    desk: str
    language: str
    mode: str
    confidence: float
    seconds: float
    citations: list[SourceReply]
    tickets: list[str]

    @classmethod
    def of(cls, turn: Turn) -> TurnReply:
        plain = {
            name: getattr(turn, name) for name in cls.model_fields if name not in ("citations", "tickets")
        }
        cited = [
            SourceReply(**{name: str(one.get(name, "")) for name in SourceReply.model_fields})
            for one in turn.citations
        ]
        return cls(**plain, citations=cited, tickets=list(turn.tickets))


class OpinionReply(BaseModel):
    turn: int
    helpful: bool
    reason: str
    at: datetime

    @classmethod
    def of(cls, opinion: Opinion) -> OpinionReply:
        return cls(**{name: getattr(opinion, name) for name in cls.model_fields})


class CorrectionReply(BaseModel):
    kind: Kind
    before: list[str]
    after: list[str] | None
    who: str
    at: datetime
    note: str
    desk: str

    @classmethod
    def of(cls, one: Correction) -> CorrectionReply:
        same = {name: getattr(one, name) for name in ("kind", "before", "after", "at", "note", "desk")}
        return cls(**same, who=one.who.name)


class ConversationDetailReply(ConversationReply):
    """`evidence` has every label with what it rests on; `outdated` are papers that were cited and not in force."""

    talk: list[TurnReply]
    opinions: list[OpinionReply]
    evidence: dict[str, list[LabelReply]]
    documents: int
    outdated: list[str]
    quality: QualityReply
    gap_desk: str
    version: str
    corrections: list[CorrectionReply]

    @classmethod
    def told(
        cls,
        one: Labelled,
        turns: Sequence[Turn],
        opinions: Sequence[Opinion],
        corrections: Sequence[Correction],
        zone: tzinfo,
    ) -> ConversationDetailReply:
        labels = one.labels
        return cls(
            **dict(ConversationReply.of(one, zone)),
            talk=[TurnReply.of(turn) for turn in turns],
            opinions=[OpinionReply.of(opinion) for opinion in opinions],
            evidence={
                kind.value: [LabelReply.of(label) for label in found]
                for kind in Kind
                if (found := labels.of(kind))
            },
            documents=labels.outcome.documents,
            outdated=list(labels.outcome.outdated),
            quality=QualityReply(
                **{name: getattr(labels.quality, name) for name in QualityReply.model_fields}
            ),
            gap_desk=labels.gap.desk,
            version=labels.version,
            corrections=[CorrectionReply.of(each) for each in corrections],
        )


class AgainReply(BaseModel):
    labelled: int
    version: str


class KindReply(BaseModel):
    """One kind of the closed lists; `open`: any value of the mall's own."""

    kind: Kind
    name: str
    values: list[str]
    about: list[str]
    many: bool
    open: bool
    correct: bool

    @classmethod
    def of(cls, one: KindOf) -> KindReply:
        return cls(
            kind=one.kind,
            name=one.name,
            values=list(one.values),
            about=list(one.about),
            many=one.many,
            open=one.is_open,
            correct=one.may_correct,
        )


class ErasedConversationReply(BaseModel):
    """What was deleted: how many turns and labels, which tickets lost their words, and how many live threads."""

    id: str
    turns: int
    labels: int
    tickets: list[str]
    threads: int

    @classmethod
    def of(cls, one: Erased) -> ErasedConversationReply:
        return cls(
            id=one.conversation_id,
            turns=one.turns,
            labels=one.labels,
            tickets=list(one.tickets),
            threads=one.threads,
        )
