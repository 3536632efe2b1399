"""Headquarters' own rules over the shipped ones: a file that adds, changes and switches off."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from assistant.compliance.rules import RuleBook, book_of, rule_book, shipped
from assistant.compliance.verdict import Severity

FILES = ("copy_rules.yaml", "copy_rules.yml", "copy_rules.json")
KEYS = frozenset({"disable", "rules", "structure", "packs", "statutes", "private_channels"})
FIELDS = frozenset(
    [
        "id",
        "name",
        "group",
        "severity",
        "patterns",
        "promoted",
        "exceptions",
        "satisfied_by",
        "satisfied_anywhere",
        "channels",
        "categories",
        "clause",
        "negatable",
        "directory",
        "sport",
        "basis",
        "why",
        "suggestion",
        "replacements",
        "flagged",
        "clean",
        "checked_at",
    ]
)
NEW = ("name", "severity", "patterns", "why", "suggestion")  # what a rule of one's own has to say
LISTS = [
    "patterns",
    "promoted",
    "exceptions",
    "satisfied_by",
    "channels",
    "categories",
    "basis",
    "flagged",
    "clean",
]
LARGEST = 1_000_000  # bytes


class FaultyOverlay(ValueError):
    """The file cannot be used; the message says where and why."""


class Overlay:
    """The rule book of a folder: the shipped rules with the folder's file laid over them.

    The file is read again when it changes. A faulty one changes nothing: the shipped rules hold, and
    the book's `problems` say what is wrong.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: tuple[Path, int, int] | None = None
        self._book = rule_book()

    def __call__(self) -> RuleBook:
        seen = self._state()
        if seen != self._seen:
            self._seen, self._book = seen, self._load(seen[0] if seen else None)
        return self._book

    def _state(self) -> tuple[Path, int, int] | None:
        for name in FILES:
            path = self._folder / name
            try:
                stat = path.stat()
            except OSError:
                continue
            return path, stat.st_mtime_ns, stat.st_size
        return None

    @staticmethod
    def _load(path: Path | None) -> RuleBook:
        if path is None:
            return rule_book()
        try:
            return overlaid(read_overlay(path))
        except FaultyOverlay as fault:
            return replace(rule_book(), problems=(f"{path.name}: {fault} 自带规则照常生效。",))


def read_overlay(path: Path) -> dict[str, Any]:
    """What the file says. Raises FaultyOverlay."""
    try:
        if path.stat().st_size > LARGEST:
            raise FaultyOverlay("文件超过1 MB。")
        text = path.read_text("utf-8-sig")
        raw = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except OSError as error:
        raise FaultyOverlay(f"读不到文件({error.strerror})。") from None
    except UnicodeDecodeError:
        raise FaultyOverlay("不是UTF-8编码,请另存为UTF-8。") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise FaultyOverlay(f"第{line}行写法有误({error.problem})。") from None
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise FaultyOverlay(f"写法有误({error})。") from None
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise FaultyOverlay("最外层应是 disable、rules 等键。")
    return raw


def overlaid(over: Mapping[str, Any]) -> RuleBook:
    """The shipped rules with these over them. Raises FaultyOverlay."""
    unknown = sorted(set(map(str, over)) - KEYS)
    if unknown:
        raise FaultyOverlay(f"不认识的键:{'、'.join(unknown)};可用:{'、'.join(sorted(KEYS))}。")
    base = shipped()
    off = _disabled(over, base)
    raw = {
        **base,
        "statutes": {**base["statutes"], **_mapping(over, "statutes")},
        "private_channels": {**base["private_channels"], **_mapping(over, "private_channels")},
        "packs": _packs(over, base),
        "rules": _rows(over, "rules", base["rules"], off),
        "structure": _rows(over, "structure", base["structure"], off),
    }
    try:
        return book_of(raw)
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as error:
        raise FaultyOverlay(f"写法有误({error})。") from None


def _disabled(over: Mapping[str, Any], base: Mapping[str, Any]) -> set[str]:
    off = over.get("disable") or []
    if not isinstance(off, list):
        raise FaultyOverlay("disable 应是规则编号的列表。")
    known = {row["id"] for part in ("rules", "structure") for row in base[part]}
    strange = [str(name) for name in off if name not in known]
    if strange:
        raise FaultyOverlay(f"disable 里没有这样的规则:{'、'.join(strange)}。")
    return set(off)


def _mapping(over: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = over.get(key) or {}
    if not isinstance(value, dict):
        raise FaultyOverlay(f"{key} 应是键和值。")
    return value


def _packs(over: Mapping[str, Any], base: Mapping[str, Any]) -> list[dict[str, Any]]:
    changed = {row.get("name"): row for row in _list(over, "packs")}
    kept = [{**row, **changed.pop(row["name"], {})} for row in base["packs"]]
    return [*kept, *({"groups": [name], **row} for name, row in changed.items())]


def _list(over: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    rows = over.get(key) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FaultyOverlay(f"{key} 应是列表,每条是键和值。")
    return rows


def _rows(
    over: Mapping[str, Any], part: str, shipped_rows: list[dict[str, Any]], off: set[str]
) -> list[dict[str, Any]]:
    changes: dict[str, dict[str, Any]] = {}
    for at, row in enumerate(_list(over, part), 1):
        changes[_checked(row, part, at)] = row
    kept = [{**row, **changes.pop(row["id"], {})} for row in shipped_rows if row["id"] not in off]
    if part == "structure" and changes:
        raise FaultyOverlay(f"structure 里没有这样的检查:{'、'.join(changes)};只能修改已有的。")
    return [*kept, *(_new(row) for row in changes.values())]


def _checked(row: Mapping[str, Any], part: str, at: int) -> str:
    """The rule's id, its fields being of the right kind."""
    where = f"{part} 第{at}条"
    rule_id = row.get("id")
    if not isinstance(rule_id, str) or not re.fullmatch(r"[A-Za-z0-9_-]{2,20}", rule_id):
        raise FaultyOverlay(f"{where}没有可用的 id(字母、数字,2到20位)。")
    where = f"{where}({rule_id})"
    if strange := sorted(set(map(str, row)) - FIELDS):
        raise FaultyOverlay(f"{where}有不认识的字段:{'、'.join(strange)}。")
    if "severity" in row and row["severity"] not in list(Severity):
        raise FaultyOverlay(f"{where}的 severity 应是 {'、'.join(Severity)} 之一。")
    for name in LISTS:
        if name in row and not (isinstance(row[name], list) and all(isinstance(x, str) for x in row[name])):
            raise FaultyOverlay(f"{where}的 {name} 应是文字的列表。")
    for name in ("patterns", "promoted", "exceptions", "satisfied_by"):
        for pattern in row.get(name, ()):
            _regular(pattern, where)
    for pattern in row.get("replacements") or {}:
        _regular(str(pattern), where)
    return rule_id


def _regular(pattern: str, where: str) -> None:
    try:
        matches_nothing = re.compile(pattern).search("") is None
    except re.error as error:
        raise FaultyOverlay(f"{where}的正则“{pattern[:40]}”写法有误({error})。") from None
    if not matches_nothing:
        raise FaultyOverlay(f"{where}的正则“{pattern[:40]}”会匹配任何文字。")


def _new(row: dict[str, Any]) -> dict[str, Any]:
    lacking = [name for name in NEW if not row.get(name)]
    if lacking:
        raise FaultyOverlay(f"新规则 {row['id']} 缺少:{'、'.join(lacking)}。")
    return {"basis": ["HOUSE"], "group": "总部", **row}
