"""A check-up of an installation: what works, what does not, and what to do about it.

Nothing is changed, and nothing is opened that a running server owns.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import httpx
from pydantic import SecretStr

from knowledge.errors import AtriumError, UnreadableFile
from knowledge.model import Role
from knowledge.shelves import model_of
from knowledge.sqlite import NewerFile
from ui.auth import LOOPBACK
from ui.home import Note, server_note
from ui.operating import settings_file
from ui.settings import Settings, known_names

_LITTLE = 2 * 2**30  # bytes; the model, an index of a mall and a backup fit into it
_TOO_LITTLE = 200 * 2**20
_LITTLE_MEMORY = 2**30  # bytes; the server holds about as much, and a child that reads a paper as well
_OLD_BACKUP = 2 * 86_400  # seconds; a night may be missed
_MEMINFO = Path("/proc/meminfo")
_CGROUP = Path("/sys/fs/cgroup")
SECRETS = [name for name, field in Settings.model_fields.items() if field.annotation is SecretStr]
_PATIENCE = 3.0  # seconds for an address to answer
_MINUTES = timedelta(minutes=5)
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)  # no right clock shows an earlier moment
_PORTS_OF_THE_SYSTEM = 1024


class Verdict(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. `remedy` is empty when all is well."""

    name: str
    verdict: Verdict
    detail: str
    remedy: str = ""

    @classmethod
    def ok(cls, name: str, detail: str) -> Finding:
        return cls(name, Verdict.OK, detail)

    @classmethod
    def warning(cls, name: str, detail: str, remedy: str) -> Finding:
        return cls(name, Verdict.WARNING, detail, remedy)

    @classmethod
    def failed(cls, name: str, detail: str, remedy: str) -> Finding:
        return cls(name, Verdict.FAILED, detail, remedy)


def check_up(settings: Settings) -> Iterator[Finding]:
    """The findings, one check after another."""
    for check in CHECKS:
        yield check(settings)


# -- the machine -------------------------------------------------------------------------------------


def _home(settings: Settings) -> Finding:
    existing = next(folder for folder in (settings.home, *settings.home.parents) if folder.exists())
    if not (existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)):
        return Finding.failed(
            "home", f"{existing} takes no files of this user", "Set ATRIUM_HOME to a folder of your own."
        )
    return Finding.ok(
        "home", str(settings.home) if existing == settings.home else f"{settings.home} (not made yet)"
    )


def _settings(settings: Settings) -> Finding:
    path = settings_file.find(settings.config, settings.home)
    if path is None:
        return Finding.ok("settings", "from the environment; there is no file")
    holds_secrets = any(settings_file.read(path, known_names()).get(name) for name in SECRETS)
    if holds_secrets and path.stat().st_mode & 0o007:
        return Finding.warning(
            "settings", f"everybody on this machine may read the key in {path}", f"Run `chmod o= {path}`."
        )
    return Finding.ok("settings", str(path))


def _memory(_settings: Settings) -> Finding:
    available = _available_memory()
    if available is None:
        return Finding.ok("memory", "not known on this system")
    detail = f"{available / 2**30:.1f} GiB can be had"
    if available < _LITTLE_MEMORY:
        return Finding.warning(
            "memory", detail, "Reading papers wants 1 GiB more: end something, or add some."
        )
    return Finding.ok("memory", detail)


def _available_memory() -> int | None:
    """Bytes, the limit of a container included; None where the system does not tell (it is not Linux)."""
    try:
        told = dict(line.split(":", 1) for line in _MEMINFO.read_text(encoding="ascii").splitlines())
        free = int(told["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return None
    try:
        limit, used = (int((_CGROUP / name).read_text()) for name in ("memory.max", "memory.current"))
    except (OSError, ValueError):  # no limit, or "max"
        return free
    return min(free, limit - used)


def _watched(settings: Settings) -> Finding:
    folders = settings.watched_folders
    away = [
        str(folder) for folder in folders if not (folder.is_dir() and os.access(folder, os.R_OK | os.X_OK))
    ]
    if away:
        return Finding.warning(
            "watched folders", f"{', '.join(away)} cannot be read", "Mount the share, or mend ATRIUM_WATCH."
        )
    return Finding.ok("watched folders", f"{len(folders)} can be read" if folders else "none is set")


def _disk(settings: Settings) -> Finding:
    existing = next(folder for folder in (settings.home, *settings.home.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    detail = f"{free / 2**30:.1f} GiB free at {existing}"
    if free < _TOO_LITTLE:
        return Finding.failed("disk", detail, "Free some space, or move ATRIUM_HOME to another disk.")
    if free < _LITTLE:
        return Finding.warning("disk", detail, "Papers may soon not fit: free some space.")
    return Finding.ok("disk", detail)


def _clock(settings: Settings) -> Finding:
    now = settings.clock or datetime.now().astimezone()
    if settings.clock:
        return Finding.warning(
            "clock", f"it stands still at {now.isoformat()}", "Unset ATRIUM_CLOCK, except for a demo."
        )
    if now < _WRITTEN:
        return Finding.failed(
            "clock", f"it shows {now.isoformat()}", "Set the system's clock: papers are in force by date."
        )
    if (last := _last_written(settings.home)) and last > now + _MINUTES:
        return Finding.failed(
            "clock",
            f"it shows {now.isoformat(timespec='minutes')}, and what was last written says {last.isoformat(timespec='minutes')}",
            "Set the system's clock (`timedatectl set-ntp true`): it went back.",
        )
    return Finding.ok("clock", now.isoformat(timespec="seconds"))


def _last_written(home: Path) -> datetime | None:
    """The latest moment in the journal, by which a clock that went back is seen."""
    path = home / "journal.db"
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            told = database.execute("SELECT max(at) FROM turns").fetchone()[0]
        return datetime.fromisoformat(told) if told else None
    except (sqlite3.Error, ValueError):
        return None


def _server(settings: Settings) -> Finding:
    note = server_note(settings.home)
    if note and _answers(f"{note.url}/healthz"):
        return _running(note)
    if settings.port and not _is_free(settings.host, settings.port):
        low = settings.port < _PORTS_OF_THE_SYSTEM
        remedy = "Take a port above 1023." if low else "Set PORT to another one, or end what uses it."
        return Finding.failed("server", f"port {settings.port} of {settings.host} cannot be taken", remedy)
    return Finding.ok("server", f"none is running; port {settings.port} is free")


def _running(note: Note) -> Finding:
    if _answers(f"{note.url}/readyz"):
        return Finding.ok("server", f"process {note.pid} answers at {note.url}")
    return Finding.warning(
        "server", f"{note.url} is up and not ready", "Wait a moment; `atrium status` says what is missing."
    )


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind((host, port))
    except OSError:
        return False
    return True


def _answers(url: str, key: str = "") -> bool:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        return httpx.get(url, headers=headers, timeout=_PATIENCE, trust_env=False).is_success
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


# -- models ------------------------------------------------------------------------------------------


def _embedding(settings: Settings) -> Finding:
    form, _, rest = settings.embedding.partition(":")
    if form == "openai":
        return _endpoint(rest)
    if form == "sentence-transformers" and importlib.util.find_spec("sentence_transformers") is None:
        return Finding.failed(
            "embedding",
            "sentence-transformers is not installed",
            "Install without SLIM=1, or set ATRIUM_EMBEDDING=builtin.",
        )
    if form.startswith("builtin"):
        return _builtin(settings)
    return Finding.ok("embedding", settings.embedding)


def _builtin(settings: Settings) -> Finding:
    from knowledge.encoders.builtin import is_prepared

    try:
        if is_prepared(
            settings.model_cache, "onnx-fp32" if settings.embedding.endswith("fp32") else "onnx-int8"
        ):
            return Finding.ok("embedding", "the built-in model is prepared")
    except AtriumError as error:
        return Finding.failed("embedding", str(error), "Install Atrium again: `make setup`.")
    return Finding.warning(
        "embedding", "the built-in model is not prepared yet", "The first start does it, in about a minute."
    )


def _endpoint(rest: str) -> Finding:
    address = rest.partition("@")[2]
    try:
        httpx.get(address, timeout=_PATIENCE, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Finding.failed(
            "embedding",
            f"{address} does not answer ({type(error).__name__})",
            "Start it, or mend ATRIUM_EMBEDDING.",
        )
    return Finding.ok("embedding", f"{address} answers")


def _language_model(settings: Settings) -> Finding:
    if not settings.has_llm:
        return Finding.ok("language model", "none is set: answers quote the papers")
    address = f"{settings.llm_base_url.rstrip('/')}/models"
    if _answers(address, settings.llm_api_key.get_secret_value()):
        return Finding.ok("language model", f"{address} answers")
    return Finding.warning(
        "language model",
        f"{address} does not list its models",
        "Start it, or mend ATRIUM_LLM_BASE_URL and ATRIUM_LLM_API_KEY; until then answers quote the papers.",
    )


def _pictures(_settings: Settings) -> Finding:
    if importlib.util.find_spec("rapidocr") is None:
        return Finding.warning("pictures", "rapidocr is not installed", "Install Atrium again: `make setup`.")
    return Finding.ok("pictures", "text in scans and photos is recognised")


def _reading(_settings: Settings) -> Finding:
    """A file is read as an ingest would, in a child process with its limits."""
    from ingest.sandbox import Sandbox

    with tempfile.TemporaryDirectory(prefix="atrium-doctor-") as folder, Sandbox() as sandbox:
        path = Path(folder) / "paper.md"
        path.write_text("# A paper\n\nA line.\n", encoding="utf-8")
        try:
            sandbox.read(path)
        except (UnreadableFile, OSError) as error:
            return Finding.failed(
                "reading", str(error), "A child process must be able to start and to have 1 GiB of memory."
            )
    return Finding.ok("reading", "files are read in a child process with limits")


# -- what the home holds -----------------------------------------------------------------------------


def _databases(settings: Settings) -> Finding:
    from ui.operating.databases import look

    found = look(settings.home)
    if newer := [each for each in found if each.is_newer]:
        names = ", ".join(f"{each.name} (version {each.version})" for each in newer)
        return Finding.failed(
            "databases",
            f"a later Atrium wrote {names}",
            "Start that release again, or restore a backup made before the upgrade.",
        )
    if damaged := [each for each in found if each.damage]:
        names = "; ".join(f"{each.name}: {each.damage}" for each in damaged)
        return Finding.failed("databases", f"damaged: {names}", "Restore a backup: `atrium restore FILE`.")
    older = [each.name for each in found if each.version < each.known]
    more = f"; the next start brings {', '.join(older)} up to date" if older else ""
    return Finding.ok("databases", f"{len(found)} are sound{more}")


def _backup(settings: Settings) -> Finding:
    from ui.operating.backup import last_backup

    if not (settings.home / "catalogue.db").is_file():
        return Finding.ok("backup", "there is nothing to back up yet")
    last = last_backup(settings.home)
    remedy = "Back it up each night: `atrium backup FILE`, by the timer in deploy/systemd."
    if last is None:
        return Finding.warning("backup", "this home was never backed up", remedy)
    made, path = last
    age = (datetime.now(UTC) - made).total_seconds()
    detail = f"the last one is {_ago(age)} old: {path}"
    return Finding.warning("backup", detail, remedy) if age > _OLD_BACKUP else Finding.ok("backup", detail)


def _ago(seconds: float) -> str:
    hours = max(0, seconds) / 3600
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"


def _library(settings: Settings) -> Finding:
    path = settings.home / "catalogue.db"
    if not path.is_file():
        return Finding.warning("library", "it is empty", "Read papers in: `atrium ingest FOLDER`.")
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
            said = database.execute("PRAGMA quick_check").fetchone()[0]
            documents = database.execute("SELECT count(*) FROM documents").fetchone()[0]
    except sqlite3.Error as error:
        said, documents = str(error), 0
    if said != "ok":
        return Finding.failed(
            "library", f"{path} is damaged: {said}", "Restore a backup: `atrium restore FILE`."
        )
    return Finding.ok("library", f"{documents} documents")


def _index(settings: Settings) -> Finding:
    built = model_of(settings.home / "index")
    if built is None:
        return Finding.ok("index", "none yet; it is built when papers come in")
    if settings.embedding.startswith("builtin"):
        from knowledge.encoders import open_embedder

        wanted = open_embedder(settings.embedding, lazy=True).name
        if built != wanted:
            return Finding.failed(
                "index", f"it was built with {built}, the setting names {wanted}", "Run `atrium reindex`."
            )
    return Finding.ok("index", f"built with {built}")


def _keys(settings: Settings) -> Finding:
    from ui.wiring import open_accounts, open_keys

    if not (settings.home / "doors.sqlite").is_file():
        is_administered, working, people = False, [], 0
    else:
        try:
            accounts = open_accounts(settings)
        except NewerFile as error:
            return Finding.failed("keys", str(error), "Start that release, or restore an earlier backup.")
        is_administered = accounts.is_administered()
        working = [key.role for key in open_keys(settings).all() if key.works]
        people = sum(account.can_enter for account in accounts.all())
    if not is_administered:
        remedy = "Make one: `atrium users create --role admin --name NAME --stdin`."
        found = Finding.warning if settings.host in LOOPBACK else Finding.failed
        return found("keys", "there is no admin", remedy)
    admins = working.count(Role.ADMIN)
    return Finding.ok("keys", f"{people} accounts and {len(working)} keys work, {admins} of these an admin's")


def _messages(settings: Settings) -> Finding:
    """What hooks.yaml and inlets.yaml say; they may be written by hand."""
    from assistant.desks import Desks
    from ui.deliveries import HookBook
    from ui.inlets import book

    try:
        hooks = HookBook(settings.home, [desk.id for desk in Desks.load()]).read()
        channels = book.read(settings.home / book.FILE)
    except AtriumError as error:
        return Finding.failed(
            "messages", str(error), "Correct the file; until then nothing new in it counts."
        )
    return Finding.ok("messages", f"hooks: {len(hooks)}, channels: {len(channels)}")


CHECKS: tuple[Callable[[Settings], Finding], ...] = (
    _home, _settings, _disk, _memory, _clock, _server, _embedding, _language_model, _reading, _pictures, _watched,
    _databases, _library, _index, _keys, _messages, _backup,
)  # fmt: skip
