"""How pieces of copy become rows and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from assistant.copies.model import Act, Copy, Event, Person, Proof, Revision, Source, State
from knowledge.text import fold

_SAME = (
    "id", "revision", "turn", "channel", "tag", "campaign", "product", "language", "category", "mode", "title",
    "body", "owner", "distance", "checked_with", "checked_as",
)  # fmt: skip
_SOURCE = ("doc_id", "name", "locator", "quote", "version", "sha256", "is_proof")


def copy_of(row: Mapping[str, Any], sources: Sequence[Source] = ()) -> Copy:
    same = {name: row[name] for name in _SAME}
    return Copy(
        **same,
        state=State(row["state"]),
        selling_points=tuple(row["selling_points"]),
        steps=tuple(row["steps"]),
        author=Person(row["author_id"], row["author"]),
        created_at=datetime.fromisoformat(row["created_at"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
        approver=Person(row["approver_id"], row["approver"]) if row["approver"] else None,
        approved_at=moment(row["approved_at"]),
        expires_on=day(row["expires_on"]),
        owned_at=moment(row["owned_at"]),
        sources=tuple(sources),
    )


def copy_row(copy: Copy) -> dict[str, Any]:
    return {name: getattr(copy, name) for name in _SAME} | {
        "state": copy.state.value,
        "selling_points": [dict(point) for point in copy.selling_points],
        "steps": list(copy.steps),
        "author_id": copy.author.id,
        "author": copy.author.name,
        "created_at": copy.created_at.isoformat(),
        "changed_at": copy.changed_at.isoformat(),
        "approver_id": copy.approver.id if copy.approver else None,
        "approver": copy.approver.name if copy.approver else None,
        "approved_at": copy.approved_at.isoformat() if copy.approved_at else None,
        "expires_on": copy.expires_on.isoformat() if copy.expires_on else None,
        "owned_at": copy.owned_at.isoformat() if copy.owned_at else None,
        "searched": searched(copy),
    }


def searched(copy: Copy) -> str:
    """What a search looks in, folded as the words of a search are."""
    names = (copy.id, copy.product or "", copy.campaign or "", copy.author.name)
    return fold("\n".join((copy.text, *names)))  # no titles of sources: not everybody may know of each


def source_rows(copy: Copy) -> list[dict[str, Any]]:
    return [
        {name: getattr(source, name) for name in _SOURCE} | {"copy_id": copy.id, "ordinal": number}
        for number, source in enumerate(copy.sources)
    ]


def source_of(row: Mapping[str, Any]) -> Source:
    return Source(**{name: row[name] for name in _SOURCE})


def revision_of(row: Mapping[str, Any]) -> Revision:
    who = Person(row["who_id"], row["who"])
    return Revision(row["revision"], row["title"], row["body"], who, datetime.fromisoformat(row["at"]))


def proof_of(row: Mapping[str, Any]) -> Proof:
    same = ("rule_id", "text", "doc_id", "title", "version", "sha256", "revision", "who")
    return Proof(
        **{name: row[name] for name in same},
        span=(row["start"], row["end"]),
        valid_until=day(row["valid_until"]),
        at=datetime.fromisoformat(row["at"]),
    )


def proof_row(copy_id: str, proof: Proof) -> dict[str, Any]:
    same = ("rule_id", "text", "doc_id", "title", "version", "sha256", "revision", "who")
    return {name: getattr(proof, name) for name in same} | {
        "copy_id": copy_id,
        "start": proof.span[0],
        "end": proof.span[1],
        "valid_until": proof.valid_until.isoformat() if proof.valid_until else None,
        "at": proof.at.isoformat(),
    }


def event_of(row: Mapping[str, Any]) -> Event:
    return Event(
        copy_id=row["copy_id"],
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
        "copy_id": event.copy_id,
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


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
