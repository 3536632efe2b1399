"""Compliance and triage sets: one sentence, one verdict."""

from __future__ import annotations

import time
from typing import Any

from ui.desk import Desk
from ui.evaluation.outcome import Outcome

Item = dict[str, Any]


def run_compliance(desk: Desk, item: Item) -> Outcome:
    """The expected rule is among the findings, the forbidden one is not, the status is accepted."""
    body = {name: item.get(name) for name in ("text", "channel", "category")}
    began = time.perf_counter()
    status, reply = desk.try_ask("POST", "/api/compliance", body, role="content")
    seconds = time.perf_counter() - began
    wanted = _listed(item.get("expect_rules")) or _listed(item.get("expect_rule"))
    kind = wanted[0] if wanted else "clean"
    if status != 200:
        return Outcome(item["id"], kind, item["text"], (f"HTTP {status}",), {}, seconds)
    rules = [finding["rule_id"] for finding in reply["findings"]]
    reasons = _rule_reasons(wanted, item.get("forbid_rule"), rules) + _accepted(
        "status", reply["status"], item
    )
    return Outcome(
        item["id"], kind, item["text"], tuple(reasons), {"rule": not _lacks(wanted, rules)}, seconds
    )


def _lacks(wanted: list[str], rules: list[str]) -> bool:
    return bool(wanted) and not set(wanted) & set(rules)


def _rule_reasons(wanted: list[str], unwanted: str | None, rules: list[str]) -> list[str]:
    reasons = []
    if _lacks(wanted, rules):
        reasons.append(f"found {', '.join(rules) or 'nothing'}, expected {' or '.join(wanted)}")
    if unwanted in rules:
        reasons.append(f"found {unwanted}, which does not hold here")
    return reasons


def run_triage(desk: Desk, item: Item) -> Outcome:
    """Intent, priority and desk are each among the accepted values."""
    began = time.perf_counter()
    status, reply = desk.try_ask("POST", "/api/triage", {"message": item["message"]}, role="staff")
    seconds = time.perf_counter() - began
    kind = (item.get("tags") or ["-"])[0]
    if status != 200:
        return Outcome(item["id"], kind, item["message"], (f"HTTP {status}",), {}, seconds)
    named = {"intent_l1": reply["intent"], "priority": reply["priority"], "desk": reply["desk"]}
    judged = {name: _accepted(name, value, item) for name, value in named.items() if _listed(item.get(name))}
    reasons = tuple(reason for each in judged.values() for reason in each)
    return Outcome(item["id"], kind, item["message"], reasons, {n: not r for n, r in judged.items()}, seconds)


def _accepted(name: str, value: str, item: Item) -> list[str]:
    accepted = _listed(item.get(name))
    return (
        [] if not accepted or value in accepted else [f"{name} is {value}, expected {' or '.join(accepted)}"]
    )


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
