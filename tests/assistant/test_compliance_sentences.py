"""Many sentences for each rule: those that break it, those that only look like it, and wording in disguise."""

from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.compliance import ComplianceChecker, Severity
from assistant.compliance.rules import rule_book

HERE = Path(__file__).parent
CHECKER = ComplianceChecker()
CATEGORIES = {name for rule in rule_book().words for name in rule.categories}


def _blocks() -> dict[str, list[str]]:
    blocks: dict[str, list[str]] = {}
    head = ""
    for line in files("assistant.data").joinpath("copy_sentences.txt").read_text("utf-8").splitlines():
        if line[:2] in ("+ ", "- "):
            blocks[head].append(line)
        elif line and not line.startswith("#"):
            head = line
            blocks[head] = []
    return blocks


def _checked(text, words):
    channel = next((word for word in words if word not in CATEGORIES), None)
    category = next((word for word in words if word in CATEGORIES), None)
    return CHECKER.check(text, channel, category)


BLOCKS = _blocks()
DISGUISED = [
    line.split(" ", 3)
    for line in (HERE / "copy_disguised.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def test_every_rule_has_its_sentences():
    told = Counter(head.split()[0] for head, lines in BLOCKS.items() for _ in lines)
    assert set(told) == {rule.advice.id for rule in rule_book().words}
    assert min(told.values()) >= 12


@pytest.mark.parametrize("head", BLOCKS)
def test_what_breaks_a_rule_is_found(head):
    rule, *words = head.split()
    missed = [
        line
        for line in BLOCKS[head]
        if line[0] == "+"
        and rule
        not in {f.rule_id for f in _checked(line[2:], words).findings if f.severity is not Severity.INFO}
    ]
    assert not missed


@pytest.mark.parametrize("head", BLOCKS)
def test_what_looks_like_it_is_left_alone(head):
    rule, *words = head.split()
    wrong = []
    for line in BLOCKS[head]:
        verdict = _checked(line[2:], words)
        found = {f.rule_id for f in verdict.findings if f.severity is not Severity.INFO}
        # What a whole lottery or reduction must say beside it (K2, K4) is not what a single sentence is about.
        blocks = any(f.severity is Severity.BLOCK and f.rule_id not in ("K2", "K4") for f in verdict.findings)
        if line[0] == "-" and (rule in found or blocks):
            wrong.append((line, found))
    assert not wrong


@pytest.mark.parametrize(("rule", "channel", "category", "text"), DISGUISED, ids=lambda v: v)
def test_a_disguise_is_seen_through(rule, channel, category, text):
    said = [word for word in (channel, category) if word != "-"]
    findings = _checked(text, said).findings
    assert rule in {f.rule_id for f in findings}
    for finding in findings:
        start, end = finding.span
        assert text[start:end] == finding.text


@pytest.mark.parametrize(
    "text",
    [
        "新品上市🔥第一步先领券",
        "环保🌱值得坚持",
        "wifi密码请问店员",
        "A座B1层,C区",
        "微信任务栏",
        "包值班到22点",
        "男/女/童装在三层",
        "红、黄、蓝三色可选",
    ],
)
def test_ornaments_and_plain_spellings_are_no_disguise(text):
    assert CHECKER.check(text).status == "ok"
