"""What can stand in place of a finding at one click passes the checker itself."""

import pytest

from assistant.compliance import ComplianceChecker, Severity
from assistant.compliance.rules import rule_book

BOOK = rule_book()
CHECKER = ComplianceChecker(BOOK)


def _where(rule):
    return next(iter(sorted(rule.channels)), None), next(iter(sorted(rule.categories)), None)


def _replaced(text, findings):
    """All replacements of a verdict put in, from the last to the first."""
    for finding in sorted(findings, key=lambda f: f.span, reverse=True):
        start, end = finding.span
        text = text[:start] + finding.replacement + text[end:]
    return text


OFFERED = [rule for rule in BOOK.words if rule.advice.replacements]


@pytest.mark.parametrize("rule", OFFERED, ids=lambda rule: rule.advice.id)
def test_a_replacement_passes_in_place(rule):
    offered = 0
    for text in rule.flagged:
        findings = [f for f in CHECKER.check(text, *_where(rule)).findings if f.replacement is not None]
        own = [f for f in findings if f.rule_id == rule.advice.id]
        if not own:
            continue
        offered += 1
        again = CHECKER.check(_replaced(text, own), *_where(rule)).findings
        before = {f.rule_id for f in CHECKER.check(text, *_where(rule)).findings}
        left = {f.rule_id for f in again if f.severity is not Severity.INFO}
        assert rule.advice.id not in left or any(
            f.replacement is None
            for f in CHECKER.check(text, *_where(rule)).findings
            if f.rule_id == rule.advice.id
        )
        assert {r for r in left if r[0] != "K"} <= before
    assert offered


def test_a_request_for_proof_says_so():
    (finding,) = [f for f in CHECKER.check("本市首店").findings if f.rule_id == "A05"]
    assert finding.needs_evidence
    assert not CHECKER.check("最佳选择").findings[0].needs_evidence


def test_a_message_gets_its_opt_out():
    text = "【某商场】周末市集开市"
    (finding,) = [f for f in CHECKER.check(text, "sms").findings if f.rule_id == "E04"]
    assert CHECKER.check(_replaced(text, [finding]), "sms").status == "ok"


def test_what_a_person_has_to_write_has_no_replacement():
    assert [f.replacement for f in CHECKER.check("电子烟新品").findings] == [None]
