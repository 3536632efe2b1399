"""The book of hooks: a file under the home that only the house's user may read, for people and programs alike."""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml

from ui.deliveries.hook import EVENTS, BadHook, Hook, Kind, News, NoSuchHook, check
from ui.handwritten import demand, one_of, rows_of

log = logging.getLogger(__name__)

FILE = "hooks.yaml"
_MOST = 50
_HEAD = "# Where desks are told of tickets. Addresses and secrets in here let anybody write into their groups: keep it private.\n"


class HookBook:
    """Reads the file again when it has changed; a file that cannot be read leaves the hooks of before."""

    def __init__(self, home: Path, desks: Collection[str]) -> None:
        self._path = home / FILE
        self._desks = tuple(desks)
        self._lock = threading.Lock()
        self._read_at: tuple[int, int] | None = None
        self._hooks: tuple[Hook, ...] = ()

    @property
    def hooks(self) -> tuple[Hook, ...]:
        """Those that stand in the file now; a broken file is told of in the log, once."""
        with self._lock:
            seen = self._stamp()
            if seen != self._read_at:
                self._read_at = seen
                try:
                    self._hooks = self.read()
                except BadHook as error:
                    log.error("%s The hooks of before go on.", error)
            return self._hooks

    def find(self, name: str) -> Hook:
        """Raises NoSuchHook."""
        for hook in self.hooks:
            if hook.name == name:
                return hook
        raise NoSuchHook(f"There is no hook {name!r}.")

    def put(self, hook: Hook) -> None:
        """Adds it, or takes the place of the one of its name. Raises BadHook."""
        check(hook, self._desks)
        with self._lock:
            others = [one for one in self.read() if one.name != hook.name]
            if len(others) >= _MOST:
                raise BadHook(f"There are {_MOST} hooks already; remove one first.")
            self._write([*others, hook])

    def remove(self, name: str) -> None:
        """Raises NoSuchHook, or BadHook for a broken file."""
        with self._lock:
            hooks = self.read()
            left = [one for one in hooks if one.name != name]
            if len(left) == len(hooks):
                raise NoSuchHook(f"There is no hook {name!r}.")
            self._write(left)

    def _stamp(self) -> tuple[int, int]:
        try:
            told = self._path.stat()
        except FileNotFoundError:
            return (0, 0)
        return (told.st_mtime_ns, told.st_size)

    def read(self) -> tuple[Hook, ...]:
        """The hooks of the file. Raises BadHook."""
        return tuple(_read(where, row, self._desks) for where, row in rows_of(self._path, "hooks", BadHook))

    def _write(self, hooks: Collection[Hook]) -> None:
        """Whole or not at all, and private from its first byte."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_name(f".{FILE}.{secrets.token_hex(4)}")
        text = _HEAD + yaml.safe_dump(
            {"hooks": [_row(hook) for hook in hooks]}, allow_unicode=True, sort_keys=False
        )
        try:
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            os.replace(new, self._path)
        finally:
            new.unlink(missing_ok=True)
        self._read_at = None


def _read(where: str, row: Mapping[str, Any], desks: Collection[str]) -> Hook:
    """A hook as it stands in the file. Raises BadHook, which says where."""
    demand(where, row, ("name", "kind", "url"), BadHook)
    one_of(where, row, "kind", tuple(Kind), BadHook)
    one_of(where, row, "events", EVENTS, BadHook)
    try:
        hook = _hook(row)
        check(hook, desks)
    except BadHook as error:
        raise BadHook(f"{where}: {error}") from None
    except (TypeError, ValueError):
        raise BadHook(f"{where}: desks and priorities are lists of words.") from None
    return hook


def _hook(row: Mapping[str, Any]) -> Hook:
    def some(name: str) -> frozenset[str] | None:
        value = row.get(name)
        return (
            None
            if value is None
            else frozenset(str(one) for one in ([value] if isinstance(value, str) else value))
        )

    events = some("events")
    return Hook(
        name=str(row["name"]),
        kind=Kind(row["kind"]),
        url=str(row["url"]),
        secret=str(row.get("secret") or ""),
        desks=some("desks"),
        priorities=some("priorities"),
        events=None if events is None else frozenset(News(one) for one in events),
    )


def _row(hook: Hook) -> dict[str, Any]:
    row: dict[str, Any] = {"name": hook.name, "kind": hook.kind.value, "url": hook.url}
    if hook.secret:
        row["secret"] = hook.secret
    for name in ("desks", "priorities", "events"):
        if (value := getattr(hook, name)) is not None:
            row[name] = sorted(str(one) for one in value)
    return row
