"""The rule book: all rules as data, how to name a statute in full, and which rules have grown old."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.compliance.normalise import Reading, read
from assistant.compliance.rule import Advice, Patterns, WordRule
from assistant.compliance.verdict import Severity


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules of one kind of source, e.g. a platform's: they are to be compared with it every so many days."""

    name: str
    groups: tuple[str, ...]  # beginnings of the rules' group names; empty: all other rules
    checked_at: date
    stale_after_days: int

    def is_stale(self, on: date) -> bool:
        return (on - self.checked_at).days > self.stale_after_days


@dataclass(frozen=True, eq=False)  # one is another: an edited overlay makes a new book
class RuleBook:
    """All rules. `duties` are the checks on structure that are told by wording; `structure` has the advice of all of
    them. `problems` say what is wrong with an overlay that was left out."""

    words: tuple[WordRule, ...]
    duties: tuple[WordRule, ...]
    structure: dict[str, Advice]
    statutes: dict[str, str]
    packs: tuple[Pack, ...]
    private_channels: frozenset[str]
    private_statute: str
    private_instead: tuple[str, ...]
    problems: tuple[str, ...] = ()

    def read(self, text: str) -> Reading:
        return read(text)

    def advice(self, rule_id: str) -> Advice:
        """Raises KeyError when there is no such rule."""
        if rule_id in self.structure:
            return self.structure[rule_id]
        return next((rule.advice for rule in self.words if rule.advice.id == rule_id), None) or _no(rule_id)

    def as_shipped(self, rule_id: str) -> bool:
        """Whether it is a word rule with the patterns that are shipped."""
        mine, ours = (
            [rule.patterns for rule in book.words if rule.advice.id == rule_id]
            for book in (self, rule_book())
        )
        return bool(mine) and mine == ours

    def stale(self, on: date) -> tuple[str, ...]:
        """A sentence for each pack whose rules were compared with their source too long ago."""
        return tuple(
            f"{pack.name}规则于{pack.checked_at}核对,已超过{pack.stale_after_days}天:请对照现行原文复核后更新日期。"
            for pack in self.packs
            if pack.is_stale(on)
        )

    @property
    def checked_at(self) -> date | None:
        """The day of the oldest comparison."""
        return min((pack.checked_at for pack in self.packs), default=None)

    def cite(self, basis: tuple[str, ...], channel: str | None) -> tuple[str, ...]:
        """Full names. A closed group is no advertisement: other statutes carry the same rule there."""
        private = channel in self.private_channels
        codes = [c for code in basis for c in (self._private(code) if private else (code,))]
        return tuple(dict.fromkeys(self._named(code) for code in codes))

    def _private(self, code: str) -> tuple[str, ...]:
        return self.private_instead if code.split("§")[0] == self.private_statute else (code,)

    def _named(self, code: str) -> str:
        statute, mark, article = code.partition("§")
        return f"{self.statutes.get(statute, statute)}{'第' + article + '条' if mark else ''}"


def _no(rule_id: str) -> Advice:
    raise KeyError(rule_id)


@cache
def shipped() -> dict[str, Any]:
    """The shipped rules as they are written."""
    return json.loads(files("assistant.data").joinpath("copy_rules.json").read_text("utf-8"))


@cache
def rule_book() -> RuleBook:
    """The shipped rules."""
    return book_of(shipped())


def book_of(raw: Mapping[str, Any]) -> RuleBook:
    """The book that rules as written make. Raises KeyError, TypeError, ValueError or re.error."""
    private = raw["private_channels"]
    packs = tuple(_pack(row) for row in raw["packs"])
    return RuleBook(
        words=tuple(_word_rule(row, packs) for row in raw["rules"]),
        duties=tuple(_word_rule(row, packs) for row in raw["structure"] if row.get("patterns")),
        structure={row["id"]: _advice(row, packs) for row in raw["structure"]},
        statutes=dict(raw["statutes"]),
        packs=packs,
        private_channels=frozenset(private["channels"]),
        private_statute=private["statute"],
        private_instead=tuple(private["instead"]),
    )


def _pack(row: Mapping[str, Any]) -> Pack:
    return Pack(
        row["name"], tuple(row["groups"]), _day(row["checked_at"]), int(row.get("stale_after_days", 180))
    )


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _word_rule(row: Mapping[str, Any], packs: tuple[Pack, ...]) -> WordRule:
    return WordRule(
        advice=_advice(row, packs),
        name=row["name"],
        group=row.get("group", ""),
        patterns=_compiled(row["patterns"]),
        promoted=_compiled(row.get("promoted", ())),
        exceptions=_compiled(row.get("exceptions", ())),
        satisfied_by=_compiled(row.get("satisfied_by", ())),
        satisfied_anywhere=bool(row.get("satisfied_anywhere", False)),
        channels=frozenset(row.get("channels", ())),
        categories=frozenset(row.get("categories", ())),
        clause=bool(row.get("clause", False)),
        negatable=bool(row.get("negatable", True)),
        directory=bool(row.get("directory", False)),
        sport=bool(row.get("sport", False)),
        flagged=tuple(row.get("flagged", ())),
        clean=tuple(row.get("clean", ())),
    )


def _advice(row: Mapping[str, Any], packs: tuple[Pack, ...]) -> Advice:
    return Advice(
        row["id"],
        Severity(row["severity"]),
        tuple(row["basis"]),
        row["why"],
        row["suggestion"],
        _day(row["checked_at"]) if row.get("checked_at") else _checked(row.get("group", ""), packs),
        tuple((re.compile(p, re.DOTALL), instead) for p, instead in row.get("replacements", {}).items()),
    )


def _checked(group: str, packs: tuple[Pack, ...]) -> date | None:
    by_group = (p for p in packs if p.groups and group.startswith(p.groups))
    pack = next(by_group, None) or next((p for p in packs if not p.groups), None)
    return pack.checked_at if pack else None


def _compiled(patterns: Iterable[str]) -> Patterns:
    return tuple(re.compile(pattern) for pattern in patterns)
