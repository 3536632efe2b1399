"""Approved copy as guides see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel

from assistant.copies import Copy, Shown
from assistant.drafting.channels import Channel

WORDS = 20  # by which a guide knows a text again that may not be used


class ChoiceReply(BaseModel):
    """One channel or tag that a guide may choose, and how many texts there are."""

    id: str
    name: str
    count: int


class GuideCopyReply(BaseModel):
    """`text` is empty while the copy may not be used: then `title` has its first words, and `reasons` say why."""

    id: str
    channel: str
    channel_name: str
    tag: str | None
    tag_name: str
    title: str
    text: str
    label: str
    reminder: str  # what to heed when it is posted there
    is_final: bool
    reasons: list[str]
    approved_on: date | None
    expires_on: date | None

    @classmethod
    def of(cls, shown: Shown, known: Mapping[str, Channel], labels: Mapping[str, str]) -> GuideCopyReply:
        copy: Copy = shown.copy
        channel = known.get(copy.channel)  # one that is not there any more reminds of nothing
        return cls(
            id=copy.id,
            channel=copy.channel,
            channel_name=channel.name if channel else copy.channel,
            tag=copy.tag,
            tag_name=labels.get(copy.tag or "", ""),
            title=copy.title or ("" if shown.is_final else f"{copy.body[:WORDS]}…"),
            text=shown.text if shown.is_final else "",
            label=shown.label if shown.is_final else "",
            reminder=channel.reminder if channel and shown.is_final else "",
            is_final=shown.is_final,
            reasons=list(shown.reasons),
            approved_on=copy.approved_at.date() if copy.approved_at else None,
            expires_on=copy.expires_on,
        )


class GuideReply(BaseModel):
    copies: list[GuideCopyReply]
    total: int
    channels: list[ChoiceReply]
    tags: list[ChoiceReply]
