"""Checking copy from outside: over HTTP, and with `atrium check`."""

import json
from contextlib import contextmanager

import docx
import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from assistant.compliance import ComplianceChecker
from assistant.compliance.overlay import Overlay
from ui.cli import app
from ui.commands import check
from ui.desk import Desk


class _Line:
    """To an application in this process."""

    def __init__(self, client):
        self._client = client

    def send(self, method, path, body, headers, file=None):
        return self._client.request(method, path, json=body, headers=dict(headers))


@pytest.fixture
def checking(client, house, settings):
    """The house with the real checker, whose overlay lies in the home."""
    settings.home.mkdir(parents=True, exist_ok=True)
    house.checker = ComplianceChecker(rules=Overlay(settings.home))
    return client


@pytest.fixture
def atrium(checking, monkeypatch):
    @contextmanager
    def desk():
        yield Desk(_Line(checking), "local-secret", "here")

    monkeypatch.setattr(check, "desk", desk)
    return lambda *words, **more: CliRunner().invoke(app, ["check", *words], **more)


def test_a_finding_carries_what_a_page_needs(checking, bearer):
    reply = checking.post("/api/compliance", json={"text": "今天zui好吃"}, headers=bearer("content")).json()
    (finding,) = reply["findings"]
    assert finding["text"] == "zui好吃"
    assert finding["replacement"] == "很好吃"
    assert finding["needs_evidence"] is False
    assert finding["checked_at"]
    assert reply["warnings"] == []
    assert reply["checked_at"]


def test_a_text_message_at_night_is_blocked(checking, bearer):
    body = {"text": "【某商场】周末市集开市 拒收请回复R", "channel": "sms"}
    headers = bearer("content")
    assert checking.post("/api/compliance", json=body, headers=headers).json()["status"] == "ok"
    late = checking.post("/api/compliance", json={**body, "send_at": "22:30"}, headers=headers)
    assert late.json()["status"] == "blocked"
    odd = checking.post("/api/compliance", json={**body, "send_at": "tonight"}, headers=headers)
    assert odd.status_code == 422


def test_a_channel_may_be_named_as_people_name_it(checking, bearer):
    body = {"text": "加微信领券", "channel": "小红书"}
    reply = checking.post("/api/compliance", json=body, headers=bearer("content")).json()
    assert "E01" in {finding["rule_id"] for finding in reply["findings"]}


def test_a_channel_that_nobody_knows_is_refused_with_those_that_are_known(checking, bearer, atrium):
    """Its rules would be left out without a word, and the text might pass for that alone."""
    headers = bearer("content")
    refused = checking.post(
        "/api/compliance", json={"text": "加微信领券", "channel": "nonsense"}, headers=headers
    )
    assert refused.status_code == 422
    assert all(word in refused.json()["detail"] for word in ("nonsense", "xiaohongshu", "sms"))
    assert checking.get("/api/compliance/rules?channel=nonsense", headers=headers).status_code == 422
    assert (
        checking.post(
            "/api/compliance", json={"text": "市集开市", "channel": ""}, headers=headers
        ).status_code
        == 200
    )
    told = atrium("加微信领券", "-c", "nonsense")
    assert told.exit_code == check.UNREADABLE
    assert "xiaohongshu" in told.stderr


def test_the_rules_that_hold_are_listed(checking, bearer):
    headers = bearer("content")
    rules = checking.get("/api/compliance/rules", headers=headers).json()["rules"]
    assert {"A01", "E07", "K5"} <= {rule["id"] for rule in rules}
    on_sms = checking.get("/api/compliance/rules", params={"channel": "sms"}, headers=headers).json()["rules"]
    assert {"E04", "A01"} <= {rule["id"] for rule in on_sms}
    assert "E01" not in {rule["id"] for rule in on_sms}


def test_a_faulty_overlay_and_old_rules_are_told_with_every_check(checking, bearer, settings):
    (settings.home / "copy_rules.yaml").write_text("disable: [Z99]", "utf-8")
    reply = checking.post("/api/compliance", json={"text": "最佳选择"}, headers=bearer("content")).json()
    assert reply["status"] == "blocked"
    assert "Z99" in reply["warnings"][0]
    (settings.home / "copy_rules.yaml").write_text(
        "packs:\n  - {name: 法律法规, checked_at: 2020-01-01}\n", "utf-8"
    )
    reply = checking.post("/api/compliance", json={"text": "周末见"}, headers=bearer("content")).json()
    assert "2020-01-01" in reply["warnings"][0]
    assert reply["checked_at"] == "2020-01-01"


@pytest.mark.parametrize(("text", "code"), [("周末市集开市", 0), ("最佳选择", 1), ("全场5折", 2)])
def test_the_exit_code_is_the_verdict(atrium, text, code):
    assert atrium(text).exit_code == code


def test_several_files_and_standard_input_are_checked(atrium, tmp_path):
    good, bad, old = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"
    good.write_text("周末市集开市", "utf-8")
    bad.write_text("最佳选择", "utf-8")
    old.write_bytes("全场5折".encode("gb18030"))
    told = atrium(str(good), str(bad), str(old))
    assert told.exit_code == 1
    assert f"{good}: ok" in told.output
    assert f"{bad}: blocked" in told.output
    assert atrium(str(old)).exit_code == 2
    assert atrium("-", input="最佳选择").exit_code == 1


def test_what_cannot_be_read_is_named_and_the_rest_is_checked(atrium, tmp_path):
    empty, binary, good = tmp_path / "a.txt", tmp_path / "b.bin", tmp_path / "c.txt"
    empty.write_text("", "utf-8")
    binary.write_bytes(b"PK\0\0")
    good.write_text("最佳选择", "utf-8")
    told = atrium(str(empty), str(binary), "没有.txt", str(good))
    assert told.exit_code == 3
    assert "it is empty" in told.output
    assert "no text file" in told.output
    assert "no such file" in told.output
    assert f"{good}: blocked" in told.output or "A01" in told.output


def _xlsx(path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return str(path)


def test_a_table_is_checked_row_by_row_for_the_channel_that_each_names(atrium, tmp_path):
    table = _xlsx(
        tmp_path / "排期.xlsx",
        ["编号", "渠道", "品类", "标题", "正文"],
        [1, "小红书", "餐饮", "周末见", "加微信领券"],
        [2, "短信", "", "", "【某商场】周六市集,拒收请回复R"],
        [3, "朋友圈", "护肤", "新到面霜", "敷完亮白一个度"],
    )
    told = json.loads(atrium(table, "--json").stdout)
    assert told["status"] == "blocked"
    assert [one["status"] for one in told["checked"]] == ["blocked", "ok", "blocked"]
    assert {f["rule_id"] for f in told["checked"][0]["findings"]} == {"E01"}
    assert "C10" in {f["rule_id"] for f in told["checked"][2]["findings"]}
    assert "R2" in told["checked"][0]["name"]


def test_an_option_counts_for_more_than_a_column(atrium, tmp_path):
    table = _xlsx(tmp_path / "a.xlsx", ["渠道", "文案"], ["小红书", "加微信领路线图"])
    assert atrium(table).exit_code == 1
    assert atrium(table, "-c", "wechat_group").exit_code == 0


def test_a_table_without_a_header_loses_no_line(atrium, tmp_path):
    table = tmp_path / "a.csv"
    table.write_bytes("全城最低价\n周末市集开市了\n".encode("gb18030"))
    told = json.loads(atrium(str(table), "--json").stdout)
    assert [one["status"] for one in told["checked"]] == ["blocked", "ok"]


def test_of_many_texts_only_those_with_findings_are_listed_and_all_are_counted(atrium, tmp_path):
    rows = [[f"周末市集第{at}场在中庭"] for at in range(20)]
    told = atrium(_xlsx(tmp_path / "a.xlsx", ["文案"], *rows, ["最佳选择"])).output
    assert "21: 1 blocked, 20 ok" in told
    assert "第3场" not in told
    assert "R22: blocked" in told


def test_a_document_is_checked_as_one_text_and_a_finding_names_its_line(atrium, tmp_path):
    path = tmp_path / "推文.docx"
    document = docx.Document()
    for line in ("周末来江边坐坐", "这是全城第一的栗子蛋糕"):
        document.add_paragraph(line)
    document.save(path)
    told = atrium(str(path))
    assert told.exit_code == 1
    assert "第2行 “全城第一" in told.output


def test_a_folder_and_a_missing_or_broken_file_are_named(atrium, tmp_path):
    broken = tmp_path / "a.docx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    told = atrium(str(tmp_path), "没有.docx", str(broken), "周末见")
    assert told.exit_code == 3
    assert "this is a folder" in told.output
    assert "no such file" in told.output
    assert "周末见: ok" in told.output or "\nok" in told.output


def test_what_is_piped_in_needs_no_dash(atrium):
    assert atrium(input="最佳选择").exit_code == 1
    assert atrium(input="").exit_code == 3


def test_json_is_one_verdict_or_a_list_of_them(atrium):
    assert json.loads(atrium("最佳选择", "--json").stdout)["status"] == "blocked"
    several = json.loads(atrium("最佳选择", "周末见", "--json").stdout)
    assert several["status"] == "blocked"
    assert [one["status"] for one in several["checked"]] == ["blocked", "ok"]
