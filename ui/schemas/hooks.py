"""Hooks and their deliveries on the wire. Addresses and secrets come in and never go out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, SecretStr

from ui.deliveries import Delivery, Hook, Kind, News, State
from ui.deliveries.outbox import Attempt
from ui.schemas.fields import Name, Request

Some = Annotated[list[Name] | None, Field(max_length=50)]


class HookRequest(Request):
    """Left out, `desks`, `priorities` and `events` mean all."""

    name: Annotated[str, Field(max_length=40)]
    kind: Kind
    url: Annotated[SecretStr, Field(max_length=2000)]
    secret: Annotated[SecretStr, Field(max_length=500)] = SecretStr("")
    desks: Some = None
    priorities: Annotated[list[Literal["P0", "P1", "P2", "P3"]] | None, Field(max_length=4)] = None
    events: Annotated[list[News] | None, Field(max_length=10)] = None

    def hook(self) -> Hook:
        some = {name: getattr(self, name) for name in ("desks", "priorities", "events")}
        sets = {name: None if value is None else frozenset(value) for name, value in some.items()}
        return Hook(self.name, self.kind, self.url.get_secret_value(), self.secret.get_secret_value(), **sets)


class AttemptReply(BaseModel):
    at: datetime
    ok: bool
    said: str
    seconds: float

    @classmethod
    def of(cls, attempt: Attempt) -> AttemptReply:
        return cls(at=_moment(attempt.at), ok=attempt.ok, said=attempt.said, seconds=attempt.seconds)


class HookReply(BaseModel):
    """`host` is where it leads, without what is secret; `deliveries` counts them by state."""

    name: str
    kind: Kind
    host: str
    has_secret: bool
    desks: list[str] | None
    priorities: list[str] | None
    events: list[News] | None
    deliveries: dict[State, int]
    last: AttemptReply | None

    @classmethod
    def of(cls, hook: Hook, counts: dict[State, int], last: Attempt | None) -> HookReply:
        some = {name: getattr(hook, name) for name in ("desks", "priorities", "events")}
        return cls(
            name=hook.name,
            kind=hook.kind,
            host=hook.host,
            has_secret=bool(hook.secret),
            **{name: None if value is None else sorted(value) for name, value in some.items()},
            deliveries=counts,
            last=AttemptReply.of(last) if last else None,
        )


class HooksReply(BaseModel):
    hooks: list[HookReply]


class DeliveryReply(BaseModel):
    id: int
    hook: str
    event: News
    ticket: str
    desk: str
    priority: str
    state: State
    tries: int
    made_at: datetime
    next_at: datetime | None
    told_at: datetime | None
    said: str
    attempts: list[AttemptReply]

    @classmethod
    def of(cls, one: Delivery, attempts: list[Attempt]) -> DeliveryReply:
        return cls(
            id=one.id,
            hook=one.hook,
            event=one.item.news,
            ticket=one.item.ticket_id,
            desk=one.item.desk,
            priority=one.item.priority,
            state=one.state,
            tries=one.tries,
            made_at=_moment(one.made_at),
            next_at=_moment(one.due_at) if one.state is State.WAITING else None,
            told_at=_moment(one.told_at) if one.told_at else None,
            said=one.said,
            attempts=[AttemptReply.of(attempt) for attempt in attempts],
        )


class DeliveriesReply(BaseModel):
    deliveries: list[DeliveryReply]
    total: int


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
