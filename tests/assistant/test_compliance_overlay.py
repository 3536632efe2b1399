"""Headquarters' own rules over the shipped ones, and the age of rules."""

import os
from dataclasses import replace
from datetime import date

import pytest

from assistant.compliance import ComplianceChecker
from assistant.compliance.overlay import Overlay
from assistant.compliance.rules import rule_book


def _checker(folder, text, name="copy_rules.yaml"):
    (folder / name).write_text(text, "utf-8")
    return ComplianceChecker(rules=Overlay(folder))


OWN = """
rules:
  - id: HQ01
    name: 竞品店名
    severity: warn
    patterns: [隔壁老王]
    why: 总部不允许点名竞品。
    suggestion: 删去店名。
    replacements: {隔壁老王: 附近门店}
"""


def test_a_rule_of_ones_own_is_added(tmp_path):
    (finding,) = _checker(tmp_path, OWN).check("隔壁老王也在排队").findings
    assert (finding.rule_id, finding.severity, finding.replacement) == ("HQ01", "warn", "附近门店")
    assert finding.basis == ("商场内部口径",)


def test_a_shipped_rule_is_switched_off_or_changed(tmp_path):
    checker = _checker(tmp_path, "disable: [A05]\nrules:\n  - {id: A06, severity: block}\n")
    assert checker.check("本市首店").status == "ok"
    assert checker.check("绝对好用").status == "blocked"
    assert checker.check("最佳选择").status == "blocked"


def test_an_edited_file_counts_at_once(tmp_path):
    checker = _checker(tmp_path, "disable: [A05]\n")
    assert checker.check("本市首店").status == "ok"
    (tmp_path / "copy_rules.yaml").write_text("disable: []\n", "utf-8")
    os.utime(tmp_path / "copy_rules.yaml", (1, 1))
    assert checker.check("本市首店").status == "needs_evidence"
    (tmp_path / "copy_rules.yaml").unlink()
    assert checker.book is rule_book()


FAULTY = [
    ("rules: [", "行写法有误"),
    ("- a\n- b", "最外层"),
    ("colour: red", "colour"),
    ("disable: [Z99]", "Z99"),
    ("disable: A05", "列表"),
    ("rules:\n  - {id: HQ01, name: x}", "缺少"),
    ("rules:\n  - {id: A05, severity: fatal}", "severity"),
    ("rules:\n  - {id: A05, patterns: ['(']}", "正则"),
    ("rules:\n  - {id: A05, patterns: ['x*']}", "任何文字"),
    ("rules:\n  - {id: A05, colour: red}", "colour"),
    ("rules:\n  - {name: nobody}", "id"),
    ("rules:\n  - {id: A05, patterns: 首店}", "列表"),
    ("packs:\n  - {name: 法律法规, checked_at: yesterday}", "写法有误"),
    ("structure:\n  - {id: K99, severity: warn}", "K99"),
]


@pytest.mark.parametrize(("text", "said"), FAULTY)
def test_a_faulty_file_is_explained_and_the_shipped_rules_hold(tmp_path, text, said):
    checker = _checker(tmp_path, text)
    (problem,) = checker.book.problems
    assert said in problem
    assert problem.startswith("copy_rules.yaml")
    assert checker.check("本市首店").status == "needs_evidence"
    assert len(checker.book.words) == len(rule_book().words)


def test_bytes_that_are_no_text_are_explained(tmp_path):
    (tmp_path / "copy_rules.json").write_bytes(b"\xff\xfe\x00{")
    assert "UTF-8" in Overlay(tmp_path)().problems[0]


def test_a_broken_json_is_explained(tmp_path):
    assert "写法有误" in _checker(tmp_path, "{", "copy_rules.json").book.problems[0]


def test_rules_grow_old_and_say_so():
    book = rule_book()
    assert book.stale(book.checked_at) == ()
    told = book.stale(date(book.checked_at.year + 1, 12, 31))
    assert len(told) == len(book.packs)
    assert all("核对" in sentence for sentence in told)


def test_the_age_at_which_rules_are_old_is_headquarters_own(tmp_path):
    checker = _checker(
        tmp_path, "packs:\n  - {name: 法律法规, checked_at: 2027-01-01, stale_after_days: 10}\n"
    )
    assert any("法律法规" in told for told in checker.book.stale(date(2027, 1, 12)))
    assert not any("法律法规" in told for told in checker.book.stale(date(2027, 1, 11)))
    (finding,) = checker.check("最佳选择").findings
    assert finding.checked_at == date(2027, 1, 1)


def test_a_line_that_drafts_share_is_judged_anew_when_the_rules_change():
    books = [rule_book()]
    checker = ComplianceChecker(rules=lambda: books[0])
    line = ("全网最低价", "sms", "general")
    assert checker.line(*line) == checker.line(*line) == checker.check(*line)
    assert checker.line(*line).status == "blocked"
    books[0] = replace(books[0], words=())
    assert checker.line(*line) == checker.check(*line)
    assert checker.line(*line).status == "ok"
