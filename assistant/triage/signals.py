"""Signals: what an answerer wants to know about a message besides its intent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.triage.wording import Notation, Pattern, normalise
from knowledge.text import fold

_CLAUSE = re.compile(r"[,.;!?]+")
_CLAUSE_OR_BLANK = re.compile(r"[,，。.;；!！?？\s]+")
_LEAST = 3  # characters of a question
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Signals:
    """Judgements about one message. `out_of_scope` is the kind of refusal, empty when none:
    injection, privacy, authority, brand_sales, abuse, medicine, footage, offtopic."""

    identity: bool = False  # are you a person?
    greeting: bool = False  # nothing but a greeting
    thanks: bool = False  # nothing but thanks, or thanks and a goodbye
    goodbye: bool = False  # nothing but a goodbye
    languages: bool = False  # can you speak Chinese?
    noted: bool = False  # nothing but a word of assent: 好的, ok
    praise: bool = False  # nothing but a good word for the assistant: 你真棒
    scolds: bool = False  # nothing but that it was no help: 没用, 你好笨
    line: bool = False  # asks for the number of a desk of the house: 客服电话, 保安电话
    clock: bool = False  # asks the time or the day of now
    live_data: bool = False  # asks what is left, how long the queue is now
    rumour: bool = False  # tells what staff or others are said to have said
    out_of_scope: str = ""


@dataclass(frozen=True, slots=True)
class _Refusal:
    kind: str
    pattern: Pattern
    unless: Pattern
    shopper_only: bool

    def applies(self, text: str, staff: bool) -> bool:
        if staff and self.shopper_only:
            return False
        return bool(self.pattern.search(text)) and not self.unless.search(text)


class SignalRules:
    """The word tables behind Signals, compiled from intents.yaml."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        notation = Notation({**rules["words"], **rules["out_of_scope_words"]})
        self._flags = {name: _pair(row, notation) for name, row in rules["signals"].items()}
        self._refusals = [
            _Refusal(row["kind"], *_pair(row, notation), shopper_only=bool(row.get("shopper")))
            for row in rules["out_of_scope"]
        ]

    def read(self, text: str, staff: bool) -> Signals:
        """The signals of a normalised message."""
        flags = {
            name: bool(pattern.search(text)) and not unless.search(text)
            for name, (pattern, unless) in self._flags.items()
        }
        refusal = next((rule.kind for rule in self._refusals if rule.applies(text, staff)), "")
        return Signals(**flags, out_of_scope=refusal)

    def calmed(self, message: str, asks: Callable[[str], bool]) -> str:
        """A message without the clauses and words of abuse, where what is left asks something; else itself."""
        abuse = next(rule for rule in self._refusals if rule.kind == "abuse")
        if not abuse.applies(normalise(message), staff=True):
            return message
        ends = _CLAUSE if message.isascii() else _CLAUSE_OR_BLANK
        clauses = [clause for clause in ends.split(message) if clause.strip()]
        calm = [clause for clause in clauses if not abuse.applies(normalise(clause), staff=True)]
        rest = " ".join(calm)
        if abuse.applies(normalise(rest), staff=True) or not asks(normalise(rest)):
            rest = abuse.pattern.sub(" ", fold(message)).strip(" ,，。!！?？")
        return rest if len(rest) > _LEAST and asks(normalise(rest)) else message


def _pair(row: Mapping[str, Any], notation: Notation) -> tuple[Pattern, Pattern]:
    unless = row.get("unless")
    return notation.compile(row["pattern"]), notation.compile(unless) if unless else _NEVER
