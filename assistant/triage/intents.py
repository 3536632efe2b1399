"""Intents: what a message that is neither urgent nor refused is about, and which desk owns it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.triage.wording import Notation, Pattern

_NEVER = re.compile(r"(?!)")
_NEVER_GIVEN = {"紧急", "权限/越界"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of intents.yaml. `shop_desk`: a shop that is named takes the matter, cs_store gets a copy."""

    intent: str
    subject: str
    desk: str
    pattern: Pattern
    unless: Pattern = _NEVER
    priority: str = "P3"
    second: tuple[str, ...] = ()
    shop_desk: bool = False
    why: str = ""
    is_fallback: bool = False  # so broad a rule that a likeness may know better
    is_sure: bool = False  # no likeness overrules it

    @property
    def is_last(self) -> bool:
        """Whether it is what is left when no rule fits."""
        return self.is_fallback and self.pattern is _NEVER

    def applies(self, text: str) -> bool:
        return bool(self.pattern.search(text)) and not self.unless.search(text)


class Intents:
    """The rules in order: statements first, then what staff ask about their work, then questions."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        notation = Notation(rules["words"])
        self._rules = [_rule(row, notation) for row in rules["rules"]]
        self._subjects = [_rule({"intent": "咨询", **row}, notation) for row in rules["subjects"]]
        self._internal = notation.compile(rules["internal"]["pattern"])
        self._internal_subjects = [
            _rule({"intent": "内部", "desk": "it_kb", **row}, notation)
            for row in rules["internal"]["subjects"]
        ]
        usual = {row["intent"]: {**row, "pattern": "(?!)"} for row in rules["usual"]}
        self._usual = {intent: _rule(row, notation) for intent, row in usual.items()}
        self._about = {
            intent: [
                _rule({**row, "shop_desk": False, **about}, notation)
                for about in rules["about"].get(intent, ())
            ]
            for intent, row in usual.items()
        }
        self._visitor = notation.compile(rules["internal"]["visitor"])
        self._of_others = notation.compile(rules["internal"]["of_others"])
        self._ask = notation.compile("<ask>")
        self._tenantish = notation.compile("<tenantish>")

    def judge(self, text: str, staff: bool) -> Rule:
        """The rule that decides; a question that nothing fits is 咨询 for cs_store, never dropped."""
        if staff and self._internal.search(text) and self._asks_about_work(text):
            return self._first(self._internal_subjects, text)
        return self._first([*self._rules, *self._subjects], text)

    def lists(self, staff: bool) -> dict[str, tuple[str, ...]]:
        """The intents with their subjects that a message may be given besides by a rule; nothing urgent or refused."""
        left_out = _NEVER_GIVEN if staff else {*_NEVER_GIVEN, "内部"}
        found: dict[str, dict[str, None]] = {}
        about = [rule for rules in self._about.values() for rule in rules]
        own = [*self._rules, *self._subjects, *about, *self._usual.values(), *self._internal_subjects]
        for rule in own:
            if rule.intent not in left_out:
                found.setdefault(rule.intent, {})[rule.subject] = None
        return {intent: tuple(subjects) for intent, subjects in found.items()}

    def asks(self, text: str) -> bool:
        """Whether the words put a question."""
        return bool(self._ask.search(text))

    def usual(self, intent: str, text: str) -> Rule | None:
        """How an intent is handled that only likeness tells: by what the words are about, else as usual."""
        about = next((rule for rule in self._about.get(intent, ()) if rule.applies(text)), None)
        return about or self._usual.get(intent)

    def names_a_kind_of_shop(self, text: str) -> bool:
        """Whether the words point at some tenant, by its kind, when none is named."""
        return bool(self._tenantish.search(text))

    def _asks_about_work(self, text: str) -> bool:
        """A person who complains speaks of 我; staff ask about a customer or a rule."""
        if self._visitor.search(text) and not self._of_others.search(text):
            return False
        complaint = next((rule for rule in self._rules if rule.applies(text)), None)
        if complaint is None:
            return True
        asks = self._ask.search(text) or self._of_others.search(text)
        return bool(asks) or complaint.intent in ("建议", "表扬")

    def _first(self, rules: list[Rule], text: str) -> Rule:
        fallback = Rule("咨询", "店铺/楼层", "cs_store", _NEVER, why="没有命中其他规则", is_fallback=True)
        return next((rule for rule in rules if rule.applies(text)), fallback)


def _rule(row: Mapping[str, Any], notation: Notation) -> Rule:
    return Rule(
        intent=row["intent"],
        subject=row["subject"],
        desk=row["desk"],
        pattern=notation.compile(row["pattern"]),
        unless=notation.compile(row["unless"]) if row.get("unless") else _NEVER,
        priority=row.get("priority", "P3"),
        second=tuple(row.get("second", ())),
        shop_desk=bool(row.get("shop_desk")),
        why=row.get("why", f"询问{row['subject']}"),
        is_fallback=bool(row.get("broad")),
        is_sure=bool(row.get("sure")),
    )
