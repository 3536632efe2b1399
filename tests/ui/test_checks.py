"""The check-up tells what is wrong, each with a remedy, and changes nothing."""

from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from typer.testing import CliRunner

from assistant.journal import Journal
from knowledge.encoders import PairedEmbedder
from knowledge.encoders.builtin import SINGLE
from knowledge.library import Library
from knowledge.model import Role
from tests.fakes import HashingEmbedder
from tests.ui.conftest import shelve
from ui import checks
from ui.app import app_for
from ui.background.workroom import open_library, rebuild_library
from ui.checks import CHECKS, Finding, Verdict, check_up
from ui.cli import app
from ui.lobby import Lobby
from ui.operating.backup import NOTE, back_up
from ui.settings import Settings
from ui.wiring import open_accounts, open_keys

SECRET = "sk-not-to-be-seen"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    library = Library(folder, HashingEmbedder())
    shelve(library)
    library.close()
    return folder


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


class _Models(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        right = self.path == "/v1/models" and self.headers["Authorization"] == f"Bearer {SECRET}"
        self.send_response(200 if right else 401)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@pytest.fixture
def model_server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Models)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def found(name: str, home: Path, **settings) -> Finding:
    findings = check_up(Settings(home=home, port=settings.pop("port", 0), **settings))
    return next(finding for finding in findings if finding.name == name)


def test_every_finding_that_is_not_well_has_a_remedy(tmp_path, taken):
    findings = list(check_up(Settings(home=tmp_path / "new", port=taken)))
    assert {finding.name for finding in findings if finding.verdict is not Verdict.OK} >= {
        "server",
        "library",
        "keys",
    }
    assert all(bool(finding.remedy) == (finding.verdict is not Verdict.OK) for finding in findings)


def test_a_check_up_changes_nothing(tmp_path):
    list(check_up(Settings(home=tmp_path / "new", port=0)))
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_named(tmp_path, taken):
    server = found("server", tmp_path, port=taken)
    assert server.verdict is Verdict.FAILED
    assert str(taken) in server.detail


def test_a_home_that_takes_no_files_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    assert found("home", tmp_path / "file" / "home").verdict is Verdict.FAILED


def test_a_clock_that_stands_still_is_told(tmp_path):
    assert (
        "2026-11-21"
        in found("clock", tmp_path, clock=datetime.fromisoformat("2026-11-21T15:00:00+08:00")).detail
    )


def test_a_damaged_library_is_told_and_a_sound_one_counted(home):
    assert found("library", home).detail == "2 documents"
    (home / "catalogue.db").write_bytes(b"no database at all" * 1000)
    assert found("library", home).verdict is Verdict.FAILED


def test_an_index_of_the_one_model_of_before_serves_on_and_is_made_by_both_when_it_suits(tmp_path):
    settings = Settings(home=tmp_path / "home", port=0)
    (settings.home / "index").mkdir(parents=True)
    (settings.home / "index" / "current.json").write_text(json.dumps({"generation": 1, "embedder": SINGLE}))
    library = open_library(settings, lazy=True)
    assert library.embedder.name == SINGLE
    library.close()
    index = found("index", settings.home)
    assert (index.verdict, "atrium reindex" in index.remedy) == (Verdict.WARNING, True)
    rebuild_library(settings)
    assert found("index", settings.home).verdict is Verdict.OK
    library = open_library(settings, lazy=True)
    assert isinstance(library.embedder, PairedEmbedder)
    library.close()


def test_an_index_of_another_model_is_told(home):
    index = found("index", home)
    assert index.verdict is Verdict.FAILED
    assert "atrium reindex" in index.remedy


@pytest.mark.parametrize(("host", "verdict"), [("127.0.0.1", Verdict.WARNING), ("0.0.0.0", Verdict.FAILED)])
def test_without_an_admin_key_nobody_publishes_and_no_stranger_is_let_near(home, host, verdict):
    assert found("keys", home, host=host).verdict is verdict
    open_keys(Settings(home=home)).create(Role.ADMIN, "值班")
    assert found("keys", home, host=host).verdict is Verdict.OK


def test_an_admin_who_has_set_no_password_yet_is_named(home):
    open_accounts(Settings(home=home)).create("lin", Role.ADMIN)
    told = found("keys", home)
    assert told.verdict is Verdict.WARNING
    assert "`atrium users password lin`" in told.remedy


def test_a_language_model_is_asked_for_its_models_and_its_key_is_not_shown(home, model_server):
    given = {"llm_base_url": model_server, "llm_model": "small"}
    assert found("language model", home, llm_api_key=SecretStr(SECRET), **given).verdict is Verdict.OK
    refused = found("language model", home, llm_api_key=SecretStr("other-secret"), **given)
    assert refused.verdict is Verdict.WARNING
    assert "other-secret" not in str(refused)


def test_an_embedding_endpoint_that_is_not_there_is_told(home, taken):
    away = found("embedding", home, embedding="openai:bge-m3@http://127.0.0.1:1/v1")
    assert away.verdict is Verdict.FAILED


def test_the_command_ends_with_1_when_something_has_failed(tmp_path, taken, monkeypatch):
    monkeypatch.setenv("ATRIUM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PORT", str(taken))
    told = CliRunner().invoke(app, ["doctor", "--json"])
    assert told.exit_code == 1
    assert "server" in [
        finding["name"] for finding in json.loads(told.stdout) if finding["verdict"] == "failed"
    ]
    monkeypatch.setenv("PORT", "0")
    assert CliRunner().invoke(app, ["doctor"]).exit_code == 0


# -- what people write into the home by hand -----------------------------------------------------------

HOOKS, INLETS, CHANNELS, RULES = "hooks.yaml", "inlets.yaml", "channels.yaml", "copy_rules.yaml"
GOOD_HOOK = f"{{name: gate, kind: wecom, url: 'https://robots.example/{SECRET}'}}"
FAULTS = [  # a check, its file, what stands in it, the words that lead to the mistake
    ("hooks", HOOKS, f"hooks: [{GOOD_HOOK}, {{name: fire, kind: pager, url: 'https://a.example/{SECRET}'}}]", "hooks 2 (fire)"),
    ("hooks", HOOKS, f"hooks: [{{name: gate, kind: wecom, url: 'http://elsewhere.example/{SECRET}'}}]", "hooks 1 (gate)"),
    ("hooks", HOOKS, f"hooks: [{GOOD_HOOK}, {{kind: wecom, url: 'https://a.example/{SECRET}'}}]", "hooks 2 has no name"),
    ("hooks", HOOKS, f"hooks: [{{name: gate, kind: wecom, url: 'https://a.example/{SECRET}', desks: [nobody]}}]", "no desk 'nobody'"),
    ("hooks", HOOKS, f"hooks: [{{name: gate, kind: wecom, url: 'https://a.example/{SECRET}', events: [fire]}}]", "events is some of"),
    ("hooks", HOOKS, f"hooks:\n- name: gate\n  url: '{SECRET}\n- name: [\n", "line"),
    ("hooks", HOOKS, f"- {SECRET}\n", "hooks:"),
    ("inlets", INLETS, f"inlets: [{{name: crm, kind: webhook, secret: {SECRET}, chanel: miniapp}}]", "inlets 1 (crm): chanel is none of"),
    ("inlets", INLETS, "inlets: [{name: crm, kind: webhook, secret: short}]", "inlets 1 (crm)"),
    ("inlets", INLETS, f"inlets: [{{name: crm, secret: {SECRET}}}]", "inlets 1 (crm) has no kind"),
    ("copy channels", CHANNELS, "channels:\n  sms: {body: 60}\n  poster: {name: 海报, like: sms, colour: red}\n", "第3行起,渠道poster"),
    ("copy channels", CHANNELS, "channels:\n  poster: {name: 海报}\n", "第2行起,渠道poster"),
    ("copy channels", CHANNELS, "channels:\n  poster: {name: [\n", "行不是可以读的YAML"),
    ("copy rules", RULES, "rules:\n- {id: H01, name: 禁词, severity: fatal}\n", "rules 第1条(H01)"),
    ("copy rules", RULES, "disable: [Z99]\n", "Z99"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file", "text", "where"), FAULTS)
def test_a_mistake_in_a_file_of_the_house_is_named_with_file_row_and_remedy_and_without_its_secrets(
    home, name, file, text, where
):
    assert found(name, home).verdict is Verdict.OK
    (home / file).write_text(text, encoding="utf-8")
    (home / file).chmod(0o600)
    told = found(name, home)
    assert told.verdict is Verdict.FAILED
    assert file in told.detail
    assert where in told.detail
    assert told.remedy
    assert SECRET not in str(told)


def test_files_of_the_house_that_hold_are_counted(home):
    for file, text in {
        HOOKS: f"hooks: [{GOOD_HOOK}]",
        INLETS: f"inlets: [{{name: crm, kind: webhook, secret: {SECRET}}}]",
        CHANNELS: "channels:\n  poster: {name: 海报, like: sms}\n",
        RULES: "disable: [A01]\n",
    }.items():
        (home / file).write_text(text, encoding="utf-8")
        (home / file).chmod(0o600)
    told = {one.name: one for one in check_up(Settings(home=home, port=0))}
    names = ("hooks", "inlets", "copy channels", "copy rules")
    assert {told[name].verdict for name in names} == {Verdict.OK}
    assert "crm" in told["inlets"].detail
    assert "poster" in told["copy channels"].detail
    (home / HOOKS).chmod(0o644)
    assert "chmod 600" in found("hooks", home).detail
    (home / "copy_rules.json").write_text("{}")
    assert found("copy rules", home).verdict is Verdict.WARNING, "two files, of which one counts"


def test_a_finding_that_is_not_well_has_a_remedy():
    with pytest.raises(ValueError, match="what to do"):
        Finding.failed("disk", "none left", "")


def test_every_file_of_checks_stands_in_the_table_once():
    files = {path.stem for path in Path(checks.__file__).parent.glob("*.py")} - {
        "__init__",
        "finding",
        "asking",
    }
    assert sorted(check.__module__.rpartition(".")[2] for check in CHECKS) == sorted(files)


# -- what goes wrong over the months -----------------------------------------------------------------


def test_a_home_that_was_never_backed_up_and_one_that_was_long_ago_are_told(home, tmp_path):
    assert found("backup", home).verdict is Verdict.WARNING
    back_up(home, tmp_path / "one.tar.gz")
    fresh = found("backup", home)
    assert fresh.verdict is Verdict.OK
    assert "one.tar.gz" in fresh.detail
    note = json.loads((home / NOTE).read_text())
    long_ago = (datetime.now(UTC) - timedelta(days=5)).isoformat()
    (home / NOTE).write_text(json.dumps({**note, "made": long_ago}))
    old = found("backup", home)
    assert old.verdict is Verdict.WARNING
    assert "5 days" in old.detail


def test_a_new_home_needs_no_backup(tmp_path):
    assert found("backup", tmp_path / "new").verdict is Verdict.OK


def test_a_clock_that_went_back_is_seen_by_what_was_written_last(home):
    journal = Journal(home / "journal.db")
    journal.close()
    with closing(sqlite3.connect(home / "journal.db")) as database:
        names = [row[1] for row in database.execute("PRAGMA table_info(turns)") if row[3] and row[4] is None]
        values = {name: "x" for name in names if name != "n"}
        values["at"] = (datetime.now(UTC) + timedelta(days=2)).isoformat()
        marks = ", ".join("?" * len(values))
        database.execute(f"INSERT INTO turns ({', '.join(values)}) VALUES ({marks})", list(values.values()))
        database.commit()
    clock = found("clock", home)
    assert clock.verdict is Verdict.FAILED
    assert "went back" in clock.remedy


def test_a_database_that_is_damaged_is_named(home):
    (home / "tickets.db").write_bytes(b"no database at all" * 1000)
    databases = found("databases", home)
    assert databases.verdict is Verdict.FAILED
    assert "tickets.db" in databases.detail
    assert "atrium restore" in databases.remedy


def test_a_share_that_is_not_there_is_named(home, tmp_path):
    away = found("watched folders", home, watch=f"{tmp_path},{tmp_path / 'share'}")
    assert away.verdict is Verdict.WARNING
    assert str(tmp_path / "share") in away.detail
    assert found("watched folders", home, watch=str(tmp_path)).verdict is Verdict.OK


@pytest.mark.parametrize(("mode", "verdict"), [(0o644, Verdict.WARNING), (0o640, Verdict.OK)])
def test_a_file_with_a_key_that_everybody_may_read_is_told(home, mode, verdict):
    path = home / "atrium.yaml"
    path.write_text(f"llm_api_key: {SECRET}\n")
    path.chmod(mode)
    told = found("settings", home)
    assert told.verdict is verdict
    assert SECRET not in str(told)
    path.write_text("port: 8000\n")
    assert found("settings", home).verdict is Verdict.OK  # no secret in it


def test_a_setting_that_cannot_work_is_a_sentence_for_the_doctor_too(home, monkeypatch):
    monkeypatch.setenv("ATRIUM_HOME", str(home))
    (home / "atrium.yaml").write_text("prot: 8000\n")
    told = CliRunner().invoke(app, ["doctor"])
    assert told.exit_code == 1
    assert "Did you mean port?" in str(told.exception)


# -- whether it is ready -----------------------------------------------------------------------------


def parts(client) -> dict:
    return client.get("/readyz").json()["parts"]


def test_a_library_that_was_empty_is_ready_when_papers_have_come(settings, house, tmp_path):
    empty = Library(tmp_path / "empty", HashingEmbedder())
    house.library = empty
    lobby = Lobby(settings)
    lobby.let_in(house)
    client = TestClient(app_for(lobby, pages=False))
    assert parts(client)["library"]["status"] == "degraded"
    shelve(empty)
    assert parts(client)["library"] == {"status": "ok", "detail": "2 passages"}
    lobby.jobs.close()
    empty.close()


def test_a_model_that_fails_and_a_share_that_is_gone_degrade_it_and_it_goes_on(settings, house, tmp_path):
    class Resting:
        is_open = True

    house.model = Resting()
    given = {"llm_base_url": "http://127.0.0.1:1", "llm_model": "small", "watch": str(tmp_path / "share")}
    lobby = Lobby(settings.model_copy(update=given))
    lobby.let_in(house)
    client = TestClient(app_for(lobby, pages=False))
    reply = client.get("/readyz")
    told = reply.json()["parts"]
    assert reply.status_code == 200
    assert told["language model"]["status"] == told["watched folders"]["status"] == "degraded"
    assert str(tmp_path) not in reply.text  # anybody may ask
    assert told["disk"]["status"] == "ok"
    lobby.jobs.close()


def test_a_house_whose_tokens_are_spent_says_so_and_goes_on(settings, house):
    class Spent:
        is_spent = True

    house.model = Spent()
    lobby = Lobby(settings.model_copy(update={"llm_base_url": "http://127.0.0.1:1", "llm_model": "small"}))
    lobby.let_in(house)
    reply = TestClient(app_for(lobby, pages=False)).get("/readyz")
    assert reply.status_code == 200
    assert "tokens are spent" in reply.json()["parts"]["language model"]["detail"]
    lobby.jobs.close()
