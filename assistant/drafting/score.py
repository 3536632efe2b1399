"""A draft's score, 0–60: a first sort for the person who reads the drafts, not a judgement."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compliance import Finding, Severity
from assistant.drafting.channels import Channel

COST = {Severity.BLOCK: 30, Severity.EVIDENCE: 6, Severity.WARN: 2, Severity.INFO: 0}


def score_of(channel: Channel, title: str, body: str, points: int, findings: Sequence[Finding]) -> int:
    """20 for facts told (4 a point), 20 for fitting the channel, 20 for clean checks less the findings' cost."""
    facts = min(20, 4 * points)
    form = 20 if channel.holds(title, body) and (not channel.title or title) else 0
    clean = max(0, 20 - sum(COST[f.severity] for f in findings))
    return facts + form + clean
