"""Answers as models write them: the right ones are released, and nothing wrong of the others is."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import pytest

from assistant.generating import Budget, Ungrounded
from assistant.generating import Generator as Generating
from assistant.llms.model import Message
from tests.assistant.model_answers import HITS, SHOPS, TODAY, WRITTEN, Written


@dataclass(frozen=True)
class Saying:
    """A model that says one text, in small pieces."""

    text: str

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        yield from (self.text[start : start + 4] for start in range(0, len(self.text), 4))


def outcome(written: Written) -> tuple[str, str]:
    """What the reader is left with, and why it is nothing where it is nothing."""
    generating = Generating(Saying(written.text), Budget(passages=len(HITS)))
    question = written.question or "？"
    try:
        lines = list(generating.answer(question, written.language, HITS, TODAY, SHOPS))
    except Ungrounded as error:
        return "", str(error)
    return "".join(line.text for line in lines), ""


def is_judged_well(written: Written) -> bool:
    return (written.words in outcome(written)[0]) is written.right


def name(written: Written) -> str:
    return f"{written.kind}: {written.text[:24]}"


@pytest.mark.parametrize("written", [w for w in WRITTEN if w.right], ids=name)
def test_a_right_answer_reaches_the_reader(written: Written) -> None:
    text, why = outcome(written)
    assert written.words in text, why


@pytest.mark.parametrize("written", [w for w in WRITTEN if not w.right], ids=name)
def test_a_wrong_answer_does_not(written: Written) -> None:
    text, _ = outcome(written)
    assert written.words not in text


def test_the_kinds_are_many() -> None:
    assert len({written.kind for written in WRITTEN}) >= 40
