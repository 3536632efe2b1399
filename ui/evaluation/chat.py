"""Chat sets: conversations run turn by turn; each answer judged by facts, handling, citations, claims, language."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from ui.desk import Desk
from ui.evaluation.claims import cites, unheld
from ui.evaluation.language import is_in
from ui.evaluation.normalise import flat
from ui.evaluation.outcome import Outcome
from ui.evaluation.patterns import forbidden, found, missing, shortened
from ui.evaluation.refusal import Decision

MOST_CHARACTERS = 1500

Item = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One turn of a conversation, and what was said before it."""

    name: str
    turn: Item
    topics: tuple[str, ...]
    so_far: str  # every message up to this one
    today: date | None

    @property
    def accepted(self) -> list[str]:
        return _listed(self.turn.get("handling"))

    def outcome(self, reasons: Iterable[str], marks: dict[str, bool], seconds: float) -> Outcome:
        kind, language = (self.accepted or ["-"])[0], self.turn.get("lang") or ""
        message = self.turn["message"]
        return Outcome(self.name, kind, message, tuple(reasons), marks, seconds, language, self.topics)


def run_conversation(desk: Desk, item: Item) -> Iterator[Outcome]:
    """One outcome a turn."""
    role = "staff" if item.get("mode") == "staff" else "shopper"
    conversation_id = None
    for asked in _turns(item):
        body = {"message": asked.turn["message"], "conversation_id": conversation_id}
        began = time.perf_counter()
        status, reply = desk.try_ask("POST", "/api/chat", body, role=role, as_of=item.get("as_of"))
        seconds = time.perf_counter() - began
        if status == 200:
            conversation_id = reply["conversation_id"]
            yield _judged(asked, reply, seconds)
        else:
            said = reply.get("detail", "") if isinstance(reply, dict) else ""
            yield asked.outcome([f"HTTP {status}: {said}"], {}, seconds)


def _turns(item: Item) -> Iterator[Asked]:
    today = datetime.fromisoformat(item["as_of"]).date() if item.get("as_of") else None
    messages = [turn["message"] for turn in item["turns"]]
    for number, turn in enumerate(item["turns"], 1):
        so_far = "\n".join(messages[:number])
        yield Asked(f"{item['id']}#{number}", turn, tuple(item.get("tags") or ()), so_far, today)


def _judged(asked: Asked, reply: Item, seconds: float) -> Outcome:
    turn, answer = asked.turn, reply["answer"]
    judged = {
        "handling": _handling(asked.accepted, reply),
        "facts": [f"missing: {shortened(group, 70)}" for group in missing(turn.get("must"), answer)],
        "forbidden": [f"must not say: {said}" for said in forbidden(turn.get("must_not"), answer)],
        "citations": _citations(turn, reply),
        "version": _version(turn, reply),
        "claims": _claims(asked, reply),
        "language": _language(turn, reply),
        "length": _length(turn, reply),
    }
    marks = {mark: not reasons for mark, reasons in judged.items() if _is_judged(mark, turn, reply)}
    reasons = [reason for each in judged.values() for reason in each]
    decision = Decision(frozenset(asked.accepted), reply["handling"], float(reply.get("confidence") or 0.0))
    return replace(asked.outcome(reasons, marks, seconds), decision=decision)


_NEEDS = {
    "facts": ("must",),
    "forbidden": ("must_not",),
    "citations": ("cite",),
    "version": ("version", "cite_not"),
    "language": ("lang",),
}


def _is_judged(mark: str, turn: Item, reply: Item) -> bool:
    if mark == "claims":
        return cites(reply["answer"])
    return any(turn.get(field) for field in _NEEDS[mark]) if mark in _NEEDS else True


def _handling(accepted: list[str], reply: Item) -> list[str]:
    if not accepted or reply["handling"] in accepted:
        return []
    return [f"handling is {reply['handling']}, expected {' or '.join(accepted)}"]


def _citations(turn: Item, reply: Item) -> list[str]:
    named = _named(reply)
    return [
        f"no citation like {shortened(p)}"
        for p in turn.get("cite") or ()
        if not any(found(p, text) for text in named)
    ]


def _version(turn: Item, reply: Item) -> list[str]:
    """Of the paper's versions the right one is cited, and none that must not be."""
    versions, named = [flat(c["version"]) for c in reply["citations"]], _named(reply)
    lacking = [p for p in _listed(turn.get("version")) if not any(found(p, text) for text in versions)]
    wrong = [p for p in turn.get("cite_not") or () if any(found(p, text) for text in named)]
    return [f"no version like {shortened(p)}" for p in lacking] + [f"cites {shortened(p)}" for p in wrong]


def _claims(asked: Asked, reply: Item) -> list[str]:
    wrong = unheld(reply["answer"], reply["citations"], asked.so_far, asked.today)
    return [f"says what its citation does not: {shortened(figure)}" for figure in wrong]


def _named(reply: Item) -> list[str]:
    """What tells each cited document."""
    return [flat(f"{c['doc_id']} {c['title']} {c['version']}") for c in reply["citations"]]


def _language(turn: Item, reply: Item) -> list[str]:
    wanted = turn.get("lang")
    return [] if not wanted or is_in(wanted, reply["answer"]) else [f"is not in {wanted}"]


def _length(turn: Item, reply: Item) -> list[str]:
    length, most = len(flat(reply["answer"])), turn.get("max_chars") or MOST_CHARACTERS
    if length < 2:
        return ["the answer is empty"]
    return [f"{length} characters, at most {most}"] if length > most else []


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)
