"""Chat sets: conversations run turn by turn, each answer judged by facts, handling, citations, language."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from ui.desk import Desk
from ui.evaluation.language import is_in
from ui.evaluation.normalise import flat
from ui.evaluation.outcome import Outcome
from ui.evaluation.patterns import forbidden, found, missing, shortened

MOST_CHARACTERS = 1500

Item = dict[str, Any]


def run_conversation(desk: Desk, item: Item) -> Iterator[Outcome]:
    """One outcome a turn."""
    role = "staff" if item.get("mode") == "staff" else "shopper"
    conversation_id = None
    for number, turn in enumerate(item["turns"], 1):
        body = {"message": turn["message"], "conversation_id": conversation_id}
        began = time.perf_counter()
        status, reply = desk.try_ask("POST", "/api/chat", body, role=role, as_of=item.get("as_of"))
        seconds = time.perf_counter() - began
        if status == 200:
            conversation_id = reply["conversation_id"]
        yield _outcome(f"{item['id']}#{number}", turn, role, status, reply, seconds)


def _outcome(name: str, turn: Item, role: str, status: int, reply: Any, seconds: float) -> Outcome:
    expected = (_listed(turn.get("handling")) or ["-"])[0]
    if status != 200:
        said = reply.get("detail", "") if isinstance(reply, dict) else ""
        return Outcome(name, expected, turn["message"], (f"HTTP {status}: {said}",), {}, seconds)
    judged = {
        "handling": _handling(turn, reply),
        "facts": [f"missing: {shortened(group, 70)}" for group in missing(turn.get("must"), reply["answer"])],
        "forbidden": [f"must not say: {said}" for said in forbidden(turn.get("must_not"), reply["answer"])],
        "citations": _citations(turn, reply),
        "language": _language(turn, reply),
        "length": _length(turn, reply),
    }
    marks = {mark: not reasons for mark, reasons in judged.items() if _is_judged(mark, turn)}
    reasons = tuple(reason for each in judged.values() for reason in each)
    return Outcome(name, expected, turn["message"], reasons, marks, seconds)


_NEEDS = {"facts": "must", "citations": "cite"}


def _is_judged(mark: str, turn: Item) -> bool:
    return bool(turn.get(_NEEDS[mark])) if mark in _NEEDS else True


def _handling(turn: Item, reply: Item) -> list[str]:
    accepted = _listed(turn.get("handling"))
    if not accepted or reply["handling"] in accepted:
        return []
    return [f"handling is {reply['handling']}, expected {' or '.join(accepted)}"]


def _citations(turn: Item, reply: Item) -> list[str]:
    cited = [flat(f"{c['doc_id']} {c['title']} {c['version']}") for c in reply["citations"]]
    lacking = [p for p in turn.get("cite") or () if not any(found(p, text) for text in cited)]
    wrong = [p for p in turn.get("cite_not") or () if any(found(p, text) for text in cited)]
    return [f"no citation like {shortened(p)}" for p in lacking] + [f"cites {shortened(p)}" for p in wrong]


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
