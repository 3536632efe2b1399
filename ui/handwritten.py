"""A file of secrets that people write by hand: its rows, and which one is wrong, told without a word of what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from knowledge.errors import AtriumError

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def rows_of(path: Path, key: str, fault: type[AtriumError]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each row under `key` with words for where it stands: "hooks.yaml, hooks 2 (gate)"; none where there is no file.

    Raises `fault`, whose message holds neither the parser's words nor a value: the lines hold secrets.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError):
        raise fault(f"{path.name} cannot be read as UTF-8 text.") from None
    if path.stat().st_mode & 0o077:
        raise fault(f"{path.name} can be read by other users of this machine; run: chmod 600 {path.name}.")
    try:
        told = yaml.safe_load(text) or {}
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise fault(
            f"{path.name}{line}: this is no YAML; docs/operators.md shows how it is written."
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise fault(f"{path.name} is no YAML; docs/operators.md shows how it is written.") from None
    rows = (told.get(key) or []) if isinstance(told, dict) else None
    if not isinstance(rows, list):
        raise fault(f"{path.name} begins with “{key}:” and a list under it; docs/operators.md shows how.")
    for number, row in enumerate(rows, start=1):
        where = f"{path.name}, {key} {number}"
        if not isinstance(row, dict):
            raise fault(f"{where} is written as “name: value” lines; docs/operators.md shows how.")
        name = row.get("name")
        yield f"{where} ({name})" if isinstance(name, str) and _NAME.fullmatch(name) else where, row


def demand(where: str, row: Mapping[str, Any], words: tuple[str, ...], fault: type[AtriumError]) -> None:
    """Raises `fault` for the first of these words that the row does not say."""
    for word in words:
        if row.get(word) in (None, ""):
            raise fault(f"{where} has no {word}.")


def one_of(
    where: str, row: Mapping[str, Any], word: str, known: tuple[str, ...], fault: type[AtriumError]
) -> None:
    """Raises `fault` where the row says something else there than one, or a list, of those that are known."""
    said = row.get(word)
    values = said if isinstance(said, list) else [] if said is None else [said]
    if not all(isinstance(value, str) and value in known for value in values):
        raise fault(f"{where}: {word} is {'one' if word == 'kind' else 'some'} of {', '.join(known)}.")
