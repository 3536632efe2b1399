"""atrium users and atrium audit: what the command line does beside the server, and writes down."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from ui.cli import app
from ui.settings import Settings
from ui.wiring import open_accounts, open_audit

GOOD = "窗外的银杏黄了三回"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ATRIUM_HOME", str(tmp_path))
    return Settings(home=tmp_path)


def run(*arguments: str, given: str | None = None):
    return CliRunner().invoke(app, list(arguments), input=given)


def told(*arguments: str, given: str | None = None):
    done = run(*arguments, "--json", given=given)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_an_account_is_made_listed_changed_and_ended(home):
    made = told(
        "users", "create", "--role", "admin", "--name", "wang.li", "--called", "王丽", "--group", "客服"
    )
    assert open_accounts(home).redeem("wang.li", made["code"], GOOD)
    told("users", "create", "--role", "admin", "--name", "second", "--stdin", given=f"{GOOD}!\n")
    assert open_accounts(home).enter("second", f"{GOOD}!")
    assert told("users", "role", "wang.li", "staff")["role"] == "staff"
    assert told("users", "disable", "wang.li")["disabled_at"]
    assert told("users", "enable", "wang.li")["disabled_at"] is None
    code = told("users", "password", "wang.li")["code"]
    assert open_accounts(home).redeem("wang.li", code, f"{GOOD}?")
    assert [(row["name"], row["role"], row["groups"]) for row in told("users", "list")] == [
        ("wang.li", "staff", ["客服"]),
        ("second", "admin", []),
    ]
    acts = [(entry["act"], entry["about"], entry["means"]) for entry in reversed(told("audit", "list"))]
    assert acts == [
        (act, name, "local")
        for act, name in (
            ("account made", "wang.li"), ("code given", "wang.li"), ("account made", "second"), ("password set", "second"),
            ("account changed", "wang.li"), ("account changed", "wang.li"), ("account changed", "wang.li"), ("code given", "wang.li"),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("users", "create", "--role", "shopper", "--name", "wang.li"),
        ("users", "create", "--role", "staff", "--name", "a b"),
        ("users", "create", "--role", "staff", "--name", "wang.li", "--stdin"),
        ("users", "disable", "nobody"),
        ("users", "password", "nobody"),
        ("audit", "verify", "--expect", "x"),
        ("keys", "create", "--role", "service", "--name", "x", "--scope", "publish documents"),
        ("keys", "create", "--role", "service", "--name", "x", "--expires", "soon"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(home, arguments):
    done = run(*arguments, given="password1234\n")
    assert done.exit_code == 1
    assert str(done.exception)
    assert open_accounts(home).all() == []
    assert open_audit(home).listed() == []


def test_the_record_is_verified_and_an_end_that_was_noted_is_looked_for(home):
    told("users", "create", "--role", "staff", "--name", "wang.li")
    end = str(open_audit(home).end())
    done = run("audit", "verify", "--expect", end)
    assert (done.exit_code, done.stdout.strip()) == (0, end)
    (home.home / "audit.anchor").unlink()
    done = run("audit", "verify", "--expect", f"9 {'0' * 64}")
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 3


def test_a_key_of_the_command_line_has_its_scopes_and_its_end(home):
    told(
        "keys",
        "create",
        "--role",
        "service",
        "--name",
        "小程序",
        "--scope",
        "search",
        "--expires",
        "2999-06-30",
    )
    [row] = told("keys", "list")
    assert row["scopes"] == ["search"]
    assert row["expires_at"].startswith("2999-06-30") or row["expires_at"].startswith("2999-07-01")
    assert row["works"]
    told("keys", "revoke", "小程序")
    assert [entry["act"] for entry in told("audit", "list")] == ["key revoked", "key made"]
