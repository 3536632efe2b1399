"""Labels for tests: the shipped rules and examples, judged without sentence vectors, and short conversations."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from assistant.desks import Desks
from assistant.journal import Journal, Turn
from assistant.labels import Labeller, LabelLikeness, LabelOffice, Labels, LabelStore
from assistant.tickets import Person, ServiceDesk
from assistant.triage import Triager
from knowledge.directory import Directory
from knowledge.model import Shop, Viewer

SHOPS = (
    Shop("L5-01", "山野煲仔", "Hill Pot", category="餐饮", subcategory="粤菜", floor="L5"),
    Shop("L3-08", "远山户外", "Farhill", category="服装", subcategory="户外服饰", floor="L3"),
)


@cache
def labeller() -> Labeller:
    return Labeller(LabelLikeness.load(), lambda: Directory(SHOPS))


@cache
def triager() -> Triager:
    return Triager(Desks.load(), lambda: [shop.name for shop in SHOPS])


def turn(message: str, n: int = 1, **given: Any) -> Turn:
    """A turn as the assistant keeps it, answered from one paper unless it is told otherwise."""
    triage = triager().judge(message, Viewer())
    usual: dict[str, Any] = {
        "handling": "answer", "intent": triage.intent, "subject": triage.subject, "priority": triage.priority,
        "desk": triage.desk, "citations": ({"doc_id": "D1", "title": "规则", "version": "V1", "passage_id": "D1-p"},),
    }  # fmt: skip
    made = {**usual, **given}
    return Turn(message, message, "答复", made.pop("handling"), n=n, **made)


def labels_of(*messages: str, **given: Any) -> Labels:
    """The labels of a conversation in which these things were said."""
    return labeller().labelled([turn(message, n) for n, message in enumerate(messages, 1)], **given)


def label_office(home: Path, journal: Journal, tickets: ServiceDesk, **given: Any) -> LabelOffice:
    def forget(conversation_id: str, who: Person) -> list[str]:
        from datetime import UTC, datetime

        now = datetime.now(UTC)
        return tickets.office(now, now).forget(conversation_id, who)

    return LabelOffice(LabelStore(home / "labels.db"), labeller(), journal, forget_tickets=forget, **given)
