"""How tickets become rows and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assistant.tickets.model import Act, Comment, Event, Person, State, Ticket
from knowledge.sqlite import stamp
from knowledge.text import fold

_SAME = (
    "id", "turn", "desk", "priority", "conversation_id", "channel", "role", "language", "intent", "subject", "entity",
    "summary", "words", "is_gap", "has_contact", "has_consent", "resolution", "reopened", "merged_into",
)  # fmt: skip
_MOMENTS = ("opened_at", "changed_at", "respond_by", "resolve_by")
_MAYBE = ("responded_at", "paused_at", "resolved_at", "erased_at")


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def ticket_of(row: Mapping[str, Any]) -> Ticket:
    told: dict[str, Any] = {name: row[name] for name in _SAME}
    told |= {name: moment(row[name]) for name in (*_MOMENTS, *_MAYBE)}
    return Ticket(
        **told,
        state=State(row["state"]),
        second_desks=tuple(row["second_desks"]),
        assignee=Person(row["assignee_id"], row["assignee"]) if row["assignee_id"] else None,
    )


def ticket_row(ticket: Ticket) -> dict[str, Any]:
    moments = {name: getattr(ticket, name) for name in (*_MOMENTS, *_MAYBE)}
    return (
        {name: getattr(ticket, name) for name in _SAME}
        | {name: stamp(at) if at else None for name, at in moments.items()}
        | {
            "state": ticket.state.value,
            "second_desks": list(ticket.second_desks),
            "assignee_id": ticket.assignee.id if ticket.assignee else None,
            "assignee": ticket.assignee.name if ticket.assignee else None,
            "searched": searched(ticket),
        }
    )


def searched(ticket: Ticket) -> str:
    """What a search looks in, folded as the words of a search are; all of it masked."""
    who = ticket.assignee.name if ticket.assignee else ""
    told = (ticket.id, ticket.words, ticket.entity, ticket.resolution, ticket.intent, ticket.subject, who)
    return fold("\n".join(told))


def comment_of(row: Mapping[str, Any]) -> Comment:
    return Comment(row["who"], datetime.fromisoformat(row["at"]), row["text"], row["is_public"])


def comment_row(ticket_id: str, comment: Comment) -> dict[str, Any]:
    return {
        "ticket_id": ticket_id,
        "who": comment.who,
        "at": stamp(comment.at),
        "text": comment.text,
        "is_public": comment.is_public,
    }


def event_of(row: Mapping[str, Any]) -> Event:
    return Event(
        ticket_id=row["ticket_id"],
        act=Act(row["act"]),
        before=State(row["before"]) if row["before"] else None,
        after=State(row["after"]),
        who=Person(row["who_id"], row["who"]),
        at=datetime.fromisoformat(row["at"]),
        detail=row["detail"],
    )


def event_row(event: Event) -> dict[str, Any]:
    return {
        "ticket_id": event.ticket_id,
        "act": event.act.value,
        "before": event.before.value if event.before else None,
        "after": event.after.value,
        "who_id": event.who.id,
        "who": event.who.name,
        "at": stamp(event.at),
        "detail": dict(event.detail),
    }
