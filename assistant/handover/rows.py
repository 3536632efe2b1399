"""How threads become rows and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from assistant.handover.model import Act, Event, Message, Person, Present, Sender, State, Thread, Told
from knowledge.sqlite import stamp

_SAME = (
    "conversation_id", "turn", "desk", "priority", "ticket_id", "language", "channel", "mall", "owner", "is_wanted", "who",
)  # fmt: skip


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def thread_of(row: Mapping[str, Any]) -> Thread:
    return Thread(
        **{name: row[name] for name in _SAME},
        state=State(row["state"]),
        since=moment(row["since"]) if row["since"] else None,
        staff=Person(row["staff_id"], row["staff"]) if row["staff_id"] else None,
        changed_at=moment(row["changed_at"]),
    )


def thread_row(thread: Thread) -> dict[str, Any]:
    assert thread.changed_at is not None
    return {name: getattr(thread, name) for name in _SAME} | {
        "state": thread.state.value,
        "since": stamp(thread.since) if thread.since else None,
        "staff_id": thread.staff.id if thread.staff else None,
        "staff": thread.staff.name if thread.staff else None,
        "changed_at": stamp(thread.changed_at),
    }


def message_of(row: Mapping[str, Any]) -> Message:
    same = {name: row[name] for name in ("number", "conversation_id", "n", "name", "text", "turn")}
    told = tuple(Told(key, values) for key, values in row["told"] or ())
    return Message(
        **same, sender=Sender(row["sender"]), at=moment(row["at"]), key=row["key"] or "", told=told
    )


def message_row(conversation_id: str, message: Message) -> dict[str, Any]:
    return {
        "conversation_id": conversation_id,
        "sender": message.sender.value,
        "name": message.name,
        "text": message.text,
        "at": stamp(message.at),
        "key": message.key or None,  # many messages may have none
        "turn": message.turn,
        "told": [[one.key, dict(one.values)] for one in message.told] or None,
    }


def event_of(row: Mapping[str, Any]) -> Event:
    return Event(
        conversation_id=row["conversation_id"],
        act=Act(row["act"]),
        before=State(row["before"]) if row["before"] else None,
        after=State(row["after"]),
        who=Person(row["who_id"], row["who"]),
        at=moment(row["at"]),
        as_of=moment(row["as_of"]),
        detail=row["detail"],
    )


def event_row(event: Event) -> dict[str, Any]:
    return {
        "conversation_id": event.conversation_id,
        "act": event.act.value,
        "before": event.before.value if event.before else None,
        "after": event.after.value,
        "who_id": event.who.id,
        "who": event.who.name,
        "at": stamp(event.at),
        "as_of": stamp(event.as_of),
        "detail": event.detail,
    }


def present_of(row: Mapping[str, Any]) -> Present:
    desks = None if row["desks"] is None else frozenset(row["desks"])
    return Present(Person(row["person_id"], row["person"]), row["who"], desks, moment(row["until"]))


def present_row(present: Present) -> dict[str, Any]:
    return {
        "person_id": present.person.id,
        "person": present.person.name,
        "who": present.who,
        "desks": None if present.desks is None else sorted(present.desks),
        "until": stamp(present.until),
    }
