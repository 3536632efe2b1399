"""The rules as data: what they match, where they apply, what they rest on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.compliance.normalise import Reading, read
from assistant.compliance.notices import is_promoted
from assistant.compliance.verdict import Severity

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What every finding of a rule carries. `basis` holds codes such as AD§9(3)."""

    id: str
    severity: Severity
    basis: tuple[str, ...]
    why: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class WordRule:
    """A rule on wording. `channels` and `categories` are empty where the rule holds everywhere."""

    advice: Advice
    name: str
    patterns: Patterns
    promoted: Patterns = ()  # wording that breaks the rule only in a sentence that promotes
    exceptions: Patterns = ()
    satisfied_by: Patterns = ()  # wording in the same paragraph that gives what the rule asks for
    satisfied_anywhere: bool = False  # ... or anywhere in the text
    channels: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    negatable: bool = True  # "不向…出售", "禁止…" turn the wording into a notice
    directory: bool = False  # a line of the directory (name, unit, hours) may carry the word
    sport: bool = False  # a contest has its first, its best and its champion
    flagged: tuple[str, ...] = ()
    clean: tuple[str, ...] = ()

    def applies(self, channel: str | None, category: str | None) -> bool:
        in_channel = not self.channels or channel in self.channels
        return in_channel and (not self.categories or category in self.categories)

    def matches(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the wording stands, but for the places that an exception covers."""
        excused = {i for p in self.exceptions for m in p.finditer(text) for i in range(*m.span())}
        for pattern in (*self.patterns, *self.promoted):
            for match in pattern.finditer(text):
                if excused.isdisjoint(range(*match.span())) or not match[0]:
                    if pattern not in self.promoted or is_promoted(text, *match.span()):
                        yield match.span()


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules, the checks on structure, and how to name a statute in full."""

    words: tuple[WordRule, ...]
    structure: dict[str, Advice]
    statutes: dict[str, str]
    private_channels: frozenset[str]
    private_statute: str
    private_instead: tuple[str, ...]

    def read(self, text: str) -> Reading:
        return read(text)

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


@cache
def rule_book() -> RuleBook:
    raw = json.loads(files("assistant.data").joinpath("copy_rules.json").read_text("utf-8"))
    private = raw["private_channels"]
    return RuleBook(
        words=tuple(_word_rule(row) for row in raw["rules"]),
        structure={row["id"]: _advice(row) for row in raw["structure"]},
        statutes=raw["statutes"],
        private_channels=frozenset(private["channels"]),
        private_statute=private["statute"],
        private_instead=tuple(private["instead"]),
    )


def _word_rule(row: dict) -> WordRule:
    return WordRule(
        advice=_advice(row),
        name=row["name"],
        patterns=_compiled(row["patterns"]),
        promoted=_compiled(row.get("promoted", ())),
        exceptions=_compiled(row.get("exceptions", ())),
        satisfied_by=_compiled(row.get("satisfied_by", ())),
        satisfied_anywhere=row.get("satisfied_anywhere", False),
        channels=frozenset(row.get("channels", ())),
        categories=frozenset(row.get("categories", ())),
        negatable=row.get("negatable", True),
        directory=row.get("directory", False),
        sport=row.get("sport", False),
        flagged=tuple(row["flagged"]),
        clean=tuple(row["clean"]),
    )


def _advice(row: dict) -> Advice:
    return Advice(row["id"], Severity(row["severity"]), tuple(row["basis"]), row["why"], row["suggestion"])


def _compiled(patterns: list[str] | tuple[str, ...]) -> Patterns:
    return tuple(re.compile(pattern) for pattern in patterns)
