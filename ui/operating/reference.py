"""What there is to set: the reference that operators read, and where each value of this installation comes from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr

from knowledge.yamlfile import read_yaml
from ui.operating import settings_file
from ui.settings import Settings, known_names

STARS = "********"
_USER = re.compile(r"(?<=//)[^/@\s]+(?=@)")  # http://name:secret@host


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting. `name` is that of the file, a limit's with its group: `limits.json_bytes`."""

    name: str
    variable: str
    default: str
    meaning: str
    example: str
    section: str  # of the first of a table; else empty


@dataclass(frozen=True, slots=True)
class Standing:
    """What a setting is here, and what says so: `environment`, `default`, or the path of a file."""

    name: str
    variable: str
    value: str
    origin: str


def entries() -> list[Entry]:
    """Every setting in the order of the reference; one that nobody described comes last, without a meaning."""
    defaults = dict(_flat(Settings.model_fields))
    told = _told()
    order = [*told, *(name for name in defaults if name not in told)]
    return [_entry(name, defaults[name], told.get(name, {})) for name in order if name in defaults]


def markdown() -> str:
    """The page for operators: docs/settings.md."""
    lines = [_HEAD]
    for entry in entries():
        if entry.section:
            lines += [
                "",
                f"## {entry.section}",
                "",
                "| setting | in the file | default | meaning | example |",
            ]
            lines.append("|---|---|---|---|---|")
        cells = [f"`{entry.variable}`", f"`{entry.name}`", entry.default, entry.meaning, f"`{entry.example}`"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def standing(settings: Settings, environment: Mapping[str, str] = os.environ) -> list[Standing]:
    """Each setting as it is here; secrets are stars."""
    path = settings_file.find(settings.config, settings.home)
    filed = dict(_inside(settings_file.read(path, known_names()))) if path else {}
    values = dict(_values(settings))
    return [
        Standing(each.name, each.variable, shown(values[each.name]), _origin(each, filed, path, environment))
        for each in entries()
    ]


def shown(value: Any) -> str:
    """A value as it may be printed."""
    if isinstance(value, SecretStr):
        return STARS if value.get_secret_value() else ""
    return "" if value is None else _USER.sub(STARS, str(value))


def _origin(entry: Entry, filed: Mapping[str, Any], path: Path | None, environment: Mapping[str, str]) -> str:
    names = {entry.variable, f"ATRIUM_{entry.name.replace('.', '__').upper()}"}
    if names & {name.upper() for name in environment}:
        return "environment"
    return str(path) if entry.name in filed else "default"


def _entry(name: str, default: Any, told: Mapping[str, str]) -> Entry:
    variable = "PORT" if name == "port" else f"ATRIUM_{name.replace('.', '__').upper()}"
    plain = default.get_secret_value() if isinstance(default, SecretStr) else default
    said = told.get("default") or {"": "empty", None: "none"}.get(plain, f"`{plain}`")
    return Entry(
        name,
        variable,
        said,
        told.get("meaning", ""),
        told.get("example", str(plain)),
        told.get("section", ""),
    )


def _flat(fields: Mapping[str, Any], group: str = "") -> Iterator[tuple[str, Any]]:
    for name, field in fields.items():
        if isinstance(field.default, BaseModel):
            yield from _flat(type(field.default).model_fields, f"{name}.")
        else:
            yield group + name, field.default


def _values(model: BaseModel, group: str = "") -> Iterator[tuple[str, Any]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            yield from _values(value, f"{name}.")
        else:
            yield group + name, value


def _inside(told: Mapping[str, Any], group: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in told.items():
        if isinstance(value, dict):
            yield from _inside(value, f"{name}.")
        else:
            yield group + name, value


@cache
def _told() -> dict[str, dict[str, str]]:
    rows = read_yaml(Path(__file__).with_name("settings.yaml"))
    return {name: {k: str(v) for k, v in row.items()} for name, row in rows.items()}


_HEAD = """# Settings

Written by `atrium settings --reference`.

A setting is an environment variable, or a line of one file. The file is `atrium.yaml` (or `atrium.toml`) in the home,
or what `ATRIUM_CONFIG` names; names there are small and without the prefix, and limits stand a level deeper:

```yaml
host: 0.0.0.0
watch: [/srv/mall-papers, /mnt/leasing]
llm_base_url: http://127.0.0.1:11434
llm_model: qwen3:8b
limits:
  shopper_per_minute: 20
```

The environment wins over the file. A value that cannot work, and a name in the file that is none, stop the start with a
sentence. A file with a key in it must be readable by the server's user alone: `atrium doctor` looks. `atrium settings`
shows what holds here and what says so, with secrets as stars."""
