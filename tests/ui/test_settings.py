"""Settings come from the environment and from one file; what cannot work is told in a sentence, secrets never."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knowledge.errors import InvalidSetting
from ui.cli import app
from ui.operating.reference import STARS, entries, markdown, standing
from ui.settings import load_settings

SECRET = "sk-not-to-be-seen"


@pytest.fixture
def home(tmp_path: Path, monkeypatch) -> Path:
    for name in ("PORT", "ATRIUM_PORT", "ATRIUM_CONFIG", "ATRIUM_LLM_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ATRIUM_HOME", str(tmp_path))
    return tmp_path


def write(home: Path, text: str, name: str = "atrium.yaml") -> Path:
    (home / name).write_text(text, encoding="utf-8")
    return home / name


YAML = "port: 8123\nwatch: [/srv/a, /srv/b]\nticket_days: null\nlimits:\n  key_per_minute: 7\n"
TOML = 'port = 8123\nwatch = ["/srv/a", "/srv/b"]\n[limits]\nkey_per_minute = 7\n'


@pytest.mark.parametrize(("name", "text"), [("atrium.yaml", YAML), ("atrium.toml", TOML)])
def test_a_file_in_the_home_sets_what_the_environment_leaves_out(home, name, text):
    write(home, text, name)
    settings = load_settings()
    assert (settings.port, settings.watch, settings.limits.key_per_minute) == (8123, "/srv/a,/srv/b", 7)
    assert settings.limits.staff_per_minute == 30  # what the file does not name stays


def test_a_home_that_is_named_from_the_current_folder_stays_the_same_one(home, monkeypatch):
    monkeypatch.chdir(home.parent)
    monkeypatch.setenv("ATRIUM_HOME", home.name)
    assert load_settings().home == home
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("ATRIUM_HOME", "~/mall")
    assert load_settings().home == home / "mall"


def test_the_environment_wins_and_what_is_given_in_code_wins_over_both(home, monkeypatch):
    write(home, YAML)
    monkeypatch.setenv("PORT", "8200")
    monkeypatch.setenv("ATRIUM_LIMITS__KEY_PER_MINUTE", "9")
    assert (load_settings().port, load_settings().limits.key_per_minute) == (8200, 9)
    assert load_settings(port=8300).port == 8300


def test_a_file_elsewhere_is_named_and_may_say_where_the_home_is(home, tmp_path, monkeypatch):
    elsewhere = write(tmp_path, f"home: {tmp_path / 'other'}\nhost: '::1'\n", "house.yaml")
    monkeypatch.delenv("ATRIUM_HOME")
    monkeypatch.setenv("ATRIUM_CONFIG", str(elsewhere))
    assert (load_settings().home, load_settings().host) == (tmp_path / "other", "::1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot: 8000", "Did you mean port?"),
        ("ATRIUM_LLM_MODEL: x", "Did you mean llm_model?"),
        ("limits: {json_byte: 1}", "Did you mean limits.json_bytes?"),
        ("limits: 5", "is a group"),
        ("- port", "names and values"),
        ("port: [", "is no YAML at line"),
        (f"llm_api_key: '{SECRET}\nx", "is no YAML at line"),
        ("home: /srv/x", "home cannot stand in the home itself"),
        ("config: /srv/x", "cannot stand here"),
        ("port: 70000", "less than or equal to 65535"),
        (f"llm_api_key: [{SECRET}]\nllm_seconds: soon", "ATRIUM_LLM_SECONDS in "),
    ],
)
def test_a_file_that_cannot_work_is_told_with_its_path_and_without_its_secrets(home, text, said):
    path = write(home, text)
    with pytest.raises(InvalidSetting) as raised:
        load_settings()
    assert said in str(raised.value)
    assert str(path) in str(raised.value)
    assert SECRET not in str(raised.value)


def test_a_file_that_is_not_text_or_not_there_is_told(home, monkeypatch):
    (home / "atrium.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidSetting, match="not UTF-8"):
        load_settings()
    monkeypatch.setenv("ATRIUM_CONFIG", str(home / "nothing.yaml"))
    with pytest.raises(InvalidSetting, match="is no file"):
        load_settings()


def test_two_files_in_one_home_are_one_too_many(home):
    write(home, YAML)
    write(home, TOML, "atrium.toml")
    with pytest.raises(InvalidSetting, match="keep one of them"):
        load_settings()


def test_it_is_told_where_each_value_comes_from_and_secrets_are_stars(home, monkeypatch):
    path = write(home, f"port: 8123\nllm_api_key: {SECRET}\nllm_base_url: http://me:{SECRET}@host/v1\n")
    monkeypatch.setenv("ATRIUM_LLM_MODEL", "small")
    told = {row.name: (row.value, row.origin) for row in standing(load_settings())}
    assert told["port"] == ("8123", str(path))
    assert told["llm_model"] == ("small", "environment")
    assert told["host"] == ("127.0.0.1", "default")
    assert told["llm_api_key"] == (STARS, str(path))
    assert told["llm_base_url"] == (f"http://{STARS}@host/v1", str(path))
    for words in (["settings"], ["settings", "--json"], ["settings", "--changed"]):
        assert SECRET not in CliRunner().invoke(app, words).output


def test_the_command_tells_the_same_as_json_and_only_what_is_changed(home):
    write(home, "port: 8123\n")
    changed = json.loads(CliRunner().invoke(app, ["settings", "--changed", "--json"]).stdout)
    assert {row["variable"] for row in changed} == {"ATRIUM_HOME", "PORT"}


def test_every_setting_is_described_and_its_example_works(home, monkeypatch):
    for entry in entries():
        assert entry.meaning, f"ui/operating/settings.yaml says nothing of {entry.name}"
        if entry.name not in ("home", "config"):
            with monkeypatch.context() as context:
                context.setenv(entry.variable, entry.example)
                load_settings()


def test_the_page_of_the_settings_is_what_the_command_prints():
    page = Path(__file__).parents[2] / "docs" / "settings.md"
    assert page.read_text(encoding="utf-8") == markdown(), (
        "run `atrium settings --reference > docs/settings.md`"
    )
