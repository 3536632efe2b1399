"""Answers as models write them: the right ones are released, and nothing wrong of the others is."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import pytest

from assistant.grounding.generating import Budget, Ungrounded
from assistant.grounding.generating import Generator as Generating
from assistant.llms.model import Message
from knowledge.model import Hit
from tests.assistant import model_answers, more_answers
from tests.assistant.model_answers import SHOPS, TODAY, WRITTEN, Written

_ALL = [(written, model_answers.HITS) for written in WRITTEN]
_ALL += [(written, more_answers.HITS) for written in more_answers.WRITTEN]


@dataclass(frozen=True)
class Saying:
    """A model that says one text, in small pieces."""

    text: str

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        yield from (self.text[start : start + 4] for start in range(0, len(self.text), 4))


def outcome(written: Written, hits: Sequence[Hit] = model_answers.HITS) -> tuple[str, str]:
    """What the reader is left with, and why it is nothing where it is nothing."""
    generating = Generating(Saying(written.text), Budget(passages=len(hits)))
    question = written.question or "？"
    try:
        lines = list(generating.answer(question, written.language, hits, TODAY, SHOPS))
    except Ungrounded as error:
        return "", str(error)
    return "".join(line.text for line in lines), ""


def name(value: object) -> str:
    return f"{value.kind}: {value.text[:24]}" if isinstance(value, Written) else "-"


@pytest.mark.parametrize(("written", "hits"), [row for row in _ALL if row[0].right], ids=name)
def test_a_right_answer_reaches_the_reader(written: Written, hits: Sequence[Hit]) -> None:
    text, why = outcome(written, hits)
    assert written.words in text, why


@pytest.mark.parametrize(("written", "hits"), [row for row in _ALL if not row[0].right], ids=name)
def test_a_wrong_answer_does_not(written: Written, hits: Sequence[Hit]) -> None:
    text, _ = outcome(written, hits)
    assert written.words not in text


@pytest.mark.xfail(
    strict=True, reason="a right figure for the wrong thing is found only where the words agree"
)
@pytest.mark.parametrize("written", more_answers.MISSED, ids=name)
def test_a_wrong_answer_that_is_still_released(written: Written) -> None:
    assert written.words not in outcome(written, more_answers.HITS)[0]


def test_the_kinds_are_many() -> None:
    assert len({written.kind for written in WRITTEN}) >= 40
