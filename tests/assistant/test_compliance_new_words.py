"""Sentences for every rule and check that no pattern was written from, and what each finding must carry."""

from datetime import date
from pathlib import Path

import pytest

from assistant.compliance import ComplianceChecker, Severity
from assistant.compliance.rules import rule_book
from assistant.compliance.structure import CHECKS

BOOK = rule_book()
CHECKER = ComplianceChecker(BOOK)
TODAY = date(2026, 11, 21)
CATEGORIES = {name for rule in BOOK.words for name in rule.categories}
TOLD = frozenset({"K19", "K20"})  # information is all that these give
WHOLE = frozenset({"K2", "K4"})  # what the whole of an offer must say is not what one sentence is about


def _blocks():
    blocks: dict[str, list[str]] = {}
    lines = (Path(__file__).parent / "copy_new_words.txt").read_text("utf-8").splitlines()
    head = ""
    for line in (line for line in lines if line and not line.startswith("#")):
        if line[:2] in ("+ ", "- "):
            blocks[head].append(line)
        else:
            head = line
            blocks[head] = []
    return blocks


BLOCKS = _blocks()


def _checked(text, head):
    _, *words = head.split()
    channel = next((word for word in words if word not in CATEGORIES), None)
    category = next((word for word in words if word in CATEGORIES), None)
    return CHECKER.check(text, channel, category, on=TODAY)


def _of(head, sign):
    return [line[2:] for line in BLOCKS[head] if line[0] == sign]


def test_every_rule_and_every_check_has_four_sentences_of_either_kind():
    rules = {rule.advice.id for rule in BOOK.words} | set(BOOK.structure) - {"K9", "K17"}
    assert {head.split()[0] for head in BLOCKS} >= rules
    assert all(len(_of(head, sign)) >= 4 for head in BLOCKS for sign in "+-")


def test_every_check_that_is_coded_has_its_advice_and_every_duty_its_examples():
    assert set(CHECKS) | {rule.advice.id for rule in BOOK.duties} | {"K17"} == set(BOOK.structure)
    assert all(len(rule.flagged) >= 4 and len(rule.clean) >= 4 for rule in BOOK.duties)


@pytest.mark.parametrize("head", BLOCKS)
def test_what_breaks_a_rule_in_new_words_is_found(head):
    rule = head.split()[0]
    assert not [t for t in _of(head, "+") if rule not in {f.rule_id for f in _checked(t, head).findings}]


@pytest.mark.parametrize("head", BLOCKS)
def test_what_only_looks_like_it_is_left_alone(head):
    rule = head.split()[0]
    wrong = []
    for text in _of(head, "-"):
        found = _checked(text, head).findings
        blocks = {f.rule_id for f in found if f.severity is Severity.BLOCK} - WHOLE
        if blocks or any(f.rule_id == rule and (f.severity != "info" or rule in TOLD) for f in found):
            wrong.append((text, [(f.rule_id, f.text) for f in found]))
    assert not wrong


@pytest.mark.parametrize("rule", BOOK.duties, ids=lambda rule: rule.advice.id)
def test_a_duty_catches_its_examples_and_leaves_its_counter_examples(rule):
    found = {text: {f.rule_id for f in CHECKER.check(text).findings} for text in (*rule.flagged, *rule.clean)}
    assert not [text for text in rule.flagged if rule.advice.id not in found[text]]
    assert not [text for text in rule.clean if rule.advice.id in found[text]]


@pytest.mark.parametrize("head", BLOCKS)
def test_a_finding_says_on_what_basis_what_instead_and_where(head):
    for text in _of(head, "+"):
        for finding in _checked(text, head).findings:
            start, end = finding.span
            assert finding.basis
            assert finding.why
            assert finding.suggestion
            assert text[start:end] == finding.text
            assert finding.text.strip(" ,。、") == finding.text or finding.text == text, finding


@pytest.mark.parametrize("head", BLOCKS)
def test_a_replacement_removes_its_finding_and_adds_none(head):
    wrong = []
    for text in _of(head, "+"):
        before = _checked(text, head).findings
        for finding in (f for f in before if f.replacement is not None):
            start, end = finding.span
            put = text[:start] + finding.replacement + text[end:]
            after = _checked(put, head).findings if put.strip() else ()
            left = sum(f.rule_id == finding.rule_id for f in after)
            had = sum(f.rule_id == finding.rule_id for f in before)
            new = {f.rule_id for f in after} - {f.rule_id for f in before}
            if left >= had or new:
                wrong.append((text, finding.rule_id, finding.text, put, left, new))
    assert not wrong
