"""Labelled sentences: what breaks a rule, what only looks like it, and plain copy that breaks none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from assistant.compliance.rule import WordRule
from assistant.data import read_table

PLAIN = "平常"  # of no rule: ordinary copy and notices


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, the rule that it is about (or PLAIN), and whether it breaks that rule.

    `known` sentences are such as the word rules were written from.
    """

    text: str
    rule_id: str
    breaks: bool
    known: bool = False


def labelled(rules: Iterable[WordRule]) -> list[Example]:
    """Every labelled sentence that is shipped, each text once; the first label holds."""
    once: dict[str, Example] = {}
    for example in (*_told(), *_sentences(), *_beside(rules)):
        once.setdefault(example.text, example)
    return list(once.values())


def _told() -> Iterator[Example]:
    """copy_examples.yaml."""
    data = read_table("copy_examples.yaml")
    for text in data.pop(PLAIN):
        yield Example(text, PLAIN, False)
    for rule_id, told in data.items():
        yield from (Example(text, rule_id, True) for text in told["breaks"])
        yield from (Example(text, rule_id, False) for text in told["innocent"])


def _sentences() -> Iterator[Example]:
    """copy_sentences.txt."""
    rule_id = ""
    for line in files("assistant.data").joinpath("copy_sentences.txt").read_text("utf-8").splitlines():
        if line[:2] in ("+ ", "- "):
            yield Example(line[2:], rule_id, line[0] == "+", known=True)
        elif line and not line.startswith("#"):
            rule_id = line.split()[0]


def _beside(rules: Iterable[WordRule]) -> Iterator[Example]:
    """The examples that stand beside the rules."""
    for rule in rules:
        yield from (Example(text, rule.advice.id, True, known=True) for text in rule.flagged)
        yield from (Example(text, rule.advice.id, False, known=True) for text in rule.clean)
