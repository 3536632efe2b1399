"""Drafting sets: one request, its drafts judged by facts, forbidden wording, lengths and findings."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from ui.desk import Desk
from ui.evaluation.outcome import Outcome
from ui.evaluation.patterns import forbidden, missing, shortened

Item = dict[str, Any]
WORST_FIRST = ("blocked", "needs_evidence", "ok")


def run_request(desk: Desk, item: Item) -> Iterator[Outcome]:
    """One outcome a variant; a request without variants is its own only one."""
    for number, variant in enumerate(item.get("variants") or [{}], 1):
        request = {**item["request"], **variant}
        name = f"{item['id']}.{number}" if item.get("variants") else item["id"]
        yield _run(desk, name, request, item["expect"])


def _run(desk: Desk, name: str, request: Item, expect: Item) -> Outcome:
    body = {key: value for key, value in request.items() if key != "channel" and value is not None}
    body["channels"] = _listed(request.get("channel"))
    began = time.perf_counter()
    status, reply = desk.try_ask("POST", "/api/drafts", body, role="content")
    seconds = time.perf_counter() - began
    asked, kind = shortened(request.get("text") or request.get("product") or ""), ",".join(body["channels"])
    if status != 200:
        return Outcome(name, kind, asked, (f"HTTP {status}: {(reply or {}).get('detail', '')}",), {}, seconds)
    judged = _judge(reply, body["channels"], expect)
    reasons = tuple(reason for each in judged.values() for reason in each)
    return Outcome(name, kind, asked, reasons, {mark: not each for mark, each in judged.items()}, seconds)


def _judge(reply: Item, channels: list[str], expect: Item) -> dict[str, list[str]]:
    drafts, findings = reply["drafts"], _findings(reply)
    status = _status(reply)
    copy = "\n".join(_copy(draft) for draft in drafts)
    beside = "\n".join(
        [*(p["source"] for d in drafts for p in d["selling_points"]), *_notes(reply, findings)]
    )
    accepted = _listed(expect.get("status"))
    return {
        "status": [f"status is {status}, expected {' or '.join(accepted)}"] if status not in accepted else [],
        "facts": [f"missing: {shortened(g, 70)}" for g in missing(expect.get("must"), f"{copy}\n{beside}")],
        "forbidden": [f"must not say: {said}" for said in forbidden(expect.get("must_not"), copy)],
        "channels": [] if status == "blocked" else _channels(drafts, channels, expect),
        "length": _lengths(drafts, expect.get("max_chars") or {}),
        "rules": _rules(expect.get("blocked_rules") or [], {finding["rule_id"] for finding in findings}),
    }


def _channels(drafts: list[Item], channels: list[str], expect: Item) -> list[str]:
    lacking = sorted(set(channels) - {draft["channel"] for draft in drafts})
    reasons = [f"no draft for {channel}" for channel in lacking]
    for draft in drafts:
        each = missing(expect.get("must_each"), _copy(draft))
        reasons += [f"missing in {draft['channel']}: {shortened(group)}" for group in each]
    return reasons


def _lengths(drafts: list[Item], most: dict[str, int]) -> list[str]:
    reasons = []
    for name, limit in most.items():
        channel, _, part = name.partition(".")
        for draft in (draft for draft in drafts if draft["channel"] == channel):
            text = draft[part] if part else f"{draft['title']}\n{draft['body']}"
            if len(text.strip()) > limit:
                reasons.append(f"{name} has {len(text.strip())} characters, at most {limit}")
    return reasons


def _rules(wanted: list[str], found: set[str]) -> list[str]:
    return [f"no finding {rule}" for rule in wanted if not found & set(rule.split("|"))]


def _status(reply: Item) -> str:
    statuses = {draft["status"] for draft in reply["drafts"]}
    worst = next((status for status in WORST_FIRST if status in statuses), "none")
    return reply.get("status") or worst


def _findings(reply: Item) -> list[Item]:
    return list(reply.get("findings") or []) + [f for draft in reply["drafts"] for f in draft["findings"]]


def _notes(reply: Item, findings: list[Item]) -> list[str]:
    notes = [note for owner in (reply, *reply["drafts"]) for note in owner.get("notes") or ()]
    return notes + [finding["suggestion"] for finding in findings]


def _copy(draft: Item) -> str:
    points = "\n".join(point["text"] for point in draft["selling_points"])
    return f"{draft['title']}\n{draft['body']}\n{points}".strip()


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
