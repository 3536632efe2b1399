"""How entries become rows and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from assistant.copies import Person
from assistant.curated.model import Act, Entry, Event, Origin, Revision, State, Wording
from knowledge.model import Visibility
from knowledge.text import fold

_SAME = ("id", "revision", "turn", "owner", "is_best", "conversation_id", "turn_n", "is_confirmed")


def entry_of(row: Mapping[str, Any]) -> Entry:
    return Entry(
        **{name: row[name] for name in _SAME},
        state=State(row["state"]),
        wording=wording_of(row["wording"]),
        visibility=Visibility.parse(row["visibility"]),
        origin=Origin(**{**row["origin"], "audience": tuple(row["origin"]["audience"])}),
        valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        author=Person(row["author_id"], row["author"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
        publisher=Person(row["publisher_id"], row["publisher"]) if row["publisher"] else None,
        published_at=datetime.fromisoformat(row["published_at"]) if row["published_at"] else None,
    )


def entry_row(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _SAME} | {
        "state": entry.state.value,
        "wording": asdict(entry.wording),
        "visibility": entry.visibility.value,
        "origin": asdict(entry.origin),
        "doc_id": entry.origin.doc_id,
        "valid_until": entry.valid_until.isoformat() if entry.valid_until else None,
        "author_id": entry.author.id,
        "author": entry.author.name,
        "created_at": entry.created_at.isoformat(),
        "changed_at": entry.changed_at.isoformat(),
        "publisher_id": entry.publisher.id if entry.publisher else None,
        "publisher": entry.publisher.name if entry.publisher else None,
        "published_at": entry.published_at.isoformat() if entry.published_at else None,
        "searched": _searched(entry),
    }


def _searched(entry: Entry) -> str:
    """No title of a source: not everybody may know of each."""
    said = entry.wording
    return fold("\n".join((entry.id, *said.questions, said.answer, said.question_en, said.answer_en)))


def wording_of(kept: Mapping[str, Any]) -> Wording:
    return Wording(**{**kept, "others": tuple(kept["others"])})


def revision_of(row: Mapping[str, Any]) -> Revision:
    who = Person(row["who_id"], row["who"])
    return Revision(row["revision"], wording_of(row["wording"]), who, datetime.fromisoformat(row["at"]))


def event_of(row: Mapping[str, Any]) -> Event:
    return Event(
        entry_id=row["entry_id"],
        act=Act(row["act"]),
        before=State(row["before"]) if row["before"] else None,
        after=State(row["after"]),
        revision=row["revision"],
        who=Person(row["who_id"], row["who"]),
        at=datetime.fromisoformat(row["at"]),
        comment=row["comment"],
        detail=row["detail"],
    )


def event_row(event: Event) -> dict[str, Any]:
    return {
        "entry_id": event.entry_id,
        "act": event.act.value,
        "before": event.before.value if event.before else None,
        "after": event.after.value,
        "revision": event.revision,
        "who_id": event.who.id,
        "who": event.who.name,
        "at": event.at.isoformat(),
        "comment": event.comment,
        "detail": dict(event.detail),
    }
