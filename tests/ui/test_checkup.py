"""The check-up tells what is wrong, each with a remedy, and changes nothing."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from knowledge.library import Library
from knowledge.model import Role
from tests.fakes import HashingEmbedder
from tests.ui.conftest import shelve
from ui.checkup import Finding, Verdict, check_up
from ui.cli import app
from ui.settings import Settings
from ui.wiring import open_keys

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


def test_an_index_of_another_model_is_told(home):
    index = found("index", home)
    assert index.verdict is Verdict.FAILED
    assert "atrium reindex" in index.remedy


@pytest.mark.parametrize(("host", "verdict"), [("127.0.0.1", Verdict.WARNING), ("0.0.0.0", Verdict.FAILED)])
def test_without_an_admin_key_nobody_publishes_and_no_stranger_is_let_near(home, host, verdict):
    assert found("keys", home, host=host).verdict is verdict
    open_keys(Settings(home=home)).create(Role.ADMIN, "值班")
    assert found("keys", home, host=host).verdict is Verdict.OK


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


def test_a_mistake_in_the_files_of_hooks_and_channels_is_found_without_its_secrets(home):
    def found() -> Finding:
        return next(one for one in check_up(Settings(home=home)) if one.name == "messages")

    assert found().verdict is Verdict.OK
    (home / "hooks.yaml").write_text(
        "hooks: [{name: gate, kind: wecom, url: 'http://elsewhere.example/sk-not-to-be-seen'}]"
    )
    assert found().verdict is Verdict.FAILED
    assert SECRET not in str(found())
