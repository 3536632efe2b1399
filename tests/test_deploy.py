"""What is shipped to run Atrium elsewhere: the image, compose, the units. What can be checked without an engine."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import time
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from tests.homes.dumping import undump
from ui.operating.reference import entries

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
INSTRUCTIONS = [
    line.split(None, 1) for line in re.sub(r"\\\n", " ", DOCKERFILE).splitlines() if line[:1].isupper()
]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def unit(name: str) -> dict[str, list[str]]:
    """Each directive of a unit with its values in order."""
    found: dict[str, list[str]] = {}
    for line in (UNITS / name).read_text(encoding="utf-8").splitlines():
        key, is_one, value = line.partition("=")
        if is_one and not line.startswith(("#", ";")):
            found.setdefault(key, []).append(value)
    return found


# -- the image ---------------------------------------------------------------------------------------


def test_the_image_is_built_on_a_named_version_and_ends_as_a_user_without_rights():
    bases = [rest for word, rest in INSTRUCTIONS if word == "FROM"]
    assert all(re.match(r"python:3\.11-slim-\w+( AS \w+)?$", base) for base in bases)
    assert [rest for word, rest in INSTRUCTIONS if word == "USER"] == ["10001:10001"]
    last = [word for word, _ in INSTRUCTIONS]
    assert last.index("USER") > max(i for i, word in enumerate(last) if word == "RUN")
    assert "ADD" not in last
    assert "HEALTHCHECK" in last


def test_the_image_takes_its_packages_by_hash_and_its_start_is_no_shell():
    assert "--require-hashes" in DOCKERFILE
    assert "apt-get" not in DOCKERFILE
    for word, rest in INSTRUCTIONS:
        if word in ("ENTRYPOINT", "CMD"):
            assert rest.startswith("["), rest
    assert not re.search(r"(?i)(api_key|secret|password|token)\s*=", DOCKERFILE)


def test_what_is_copied_is_there_and_let_through_by_the_ignore_file():
    let_in = [
        line[1:]
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line[:1] == "!"
    ]
    for word, rest in INSTRUCTIONS:
        if word == "COPY" and "--from" not in rest:
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert source in let_in, source


def test_the_hashes_are_those_of_the_lock():
    locked = [
        line.partition(";")[0].strip()
        for line in (ROOT / "requirements" / "slim.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#") and "python_version >= '3.13'" not in line
    ]
    text = re.sub(r" \\\n\s+", " ", (ROOT / "requirements" / "image.txt").read_text(encoding="utf-8"))
    hashed = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line.split()[0] for line in hashed] == locked, "run requirements/hashes.py"
    assert all(re.fullmatch(r"\S+( --hash=sha256:[0-9a-f]{64})+", line) for line in hashed)


def test_every_file_that_a_package_reads_is_installed_with_it():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["*"]
    for package in ("knowledge", "ingest", "assistant", "ui"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and path.suffix not in (".py", ".pyc"):
                assert any(fnmatch(path.name, pattern) for pattern in patterns), path
                assert (path.parent / "__init__.py").is_file(), path


# -- compose -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_a_service_writes_nothing_to_its_root_has_no_rights_and_a_limit(name):
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "pids_limit", "restart", "logging"} <= set(service)


def test_only_the_proxy_is_reached_from_outside_and_waits_for_a_healthy_server():
    atrium, proxy = COMPOSE["services"]["atrium"], COMPOSE["services"]["proxy"]
    assert "ports" not in atrium
    assert proxy["depends_on"] == {"atrium": {"condition": "service_healthy"}}
    its_address = proxy["networks"]["inside"]["ipv4_address"]
    assert atrium["environment"]["ATRIUM_TRUSTED_PROXIES"] == its_address
    assert "home:/var/lib/atrium" in atrium["volumes"]
    assert any(volume.endswith(":/srv/papers:ro") for volume in atrium["volumes"])


def test_whatever_is_set_anywhere_is_a_setting():
    known = {entry.variable for entry in entries()}
    for path in (p for p in DEPLOY.rglob("*") if p.is_file()):
        named = set(re.findall(r"ATRIUM_[A-Z_]+", path.read_text(encoding="utf-8")))
        assert named <= known, path.name
    settings = yaml.safe_load((UNITS / "atrium.yaml").read_text(encoding="utf-8"))
    assert set(settings) <= {entry.name for entry in entries()}


# -- systemd -----------------------------------------------------------------------------------------

HARDENING = {
    "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
    "PrivateDevices": "yes", "CapabilityBoundingSet": "", "RestrictNamespaces": "yes", "UMask": "0077",
    "SystemCallArchitectures": "native", "RestrictSUIDSGID": "yes", "LockPersonality": "yes", "User": "atrium",
}  # fmt: skip


@pytest.mark.parametrize("name", ["atrium.service", "atrium-backup.service"])
def test_a_unit_may_do_little(name):
    told = unit(name)
    assert {key: told[key][-1] for key in HARDENING} == HARDENING
    assert told["EnvironmentFile"] == ["/etc/atrium/atrium.env"]


def test_the_backup_has_no_network_and_comes_each_night_also_after_a_night_off():
    assert unit("atrium-backup.service")["PrivateNetwork"] == ["yes"]
    assert unit("atrium-backup.timer")["OnCalendar"] == ["*-*-* 03:30:00"]
    assert unit("atrium-backup.timer")["Persistent"] == ["true"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path):
    for path in UNITS.glob("atrium*"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", text, flags=re.MULTILINE)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = [str(path) for path in tmp_path.iterdir() if path.suffix in (".service", ".timer")]
    told = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    ours = [line for line in told.stderr.splitlines() if "atrium" in line]
    assert (told.returncode, ours) == (0, []), told.stderr


# -- the backup's script -----------------------------------------------------------------------------


@pytest.fixture
def nightly(tmp_path):
    """Runs the script on a small home, with the command as an installation has it."""
    undump(ROOT / "tests" / "homes" / "tickets", tmp_path / "home")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "atrium"
    command.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m ui.cli "$@"\n')
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    kept = tmp_path / "backups"
    kept.mkdir()

    def run() -> subprocess.CompletedProcess[str]:
        path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
        environment = {"PATH": path, "ATRIUM_HOME": str(tmp_path / "home")}
        script = ["sh", str(DEPLOY / "backup.sh"), str(kept), "30"]
        return subprocess.run(script, env=environment, capture_output=True, text=True)

    run.kept = kept
    run.home = tmp_path / "home"
    return run


def test_the_script_backs_up_reads_through_and_prunes_what_is_old(nightly):
    old, young, other = (
        nightly.kept / name for name in ("atrium-old.tar.gz", "atrium-new.tar.gz", "x.tar.gz")
    )
    for path in (old, young, other):
        path.write_text("x")
    long_ago = time.time() - 40 * 86_400
    os.utime(old, (long_ago, long_ago))
    os.utime(other, (long_ago, long_ago))
    told = nightly()
    assert told.returncode == 0, told.stderr
    assert "is sound" in told.stdout
    assert not old.exists()
    assert young.exists()
    assert other.exists()  # not one of ours
    [made] = list(nightly.kept.glob("atrium-2*.tar.gz"))
    assert made.stat().st_mode & 0o077 == 0


def test_when_a_backup_fails_no_older_one_is_deleted(nightly):
    old = nightly.kept / "atrium-old.tar.gz"
    old.write_text("x")
    os.utime(old, (0, 0))
    (nightly.home / "catalogue.db").write_bytes(b"no database" * 1000)
    assert nightly().returncode != 0
    assert old.exists()
