"""A model that keeps failing is left alone, and is taken back when it works again."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import pytest

from assistant.llms.breaker import Breaker
from assistant.llms.model import Message
from knowledge.errors import ModelUnavailable

ASKED = [Message("user", "?")]


class Moody:
    """A model that works or not, and counts how often it was asked."""

    def __init__(self) -> None:
        self.works = False
        self.asked = 0

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        self.asked += 1
        if not self.works:
            raise ModelUnavailable("It is down.")
        yield "好"
        yield "的"


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def broken(model: Moody, clock: Clock) -> Breaker:
    """A breaker that has just opened."""
    breaker = Breaker(model, clock=clock)
    for _ in range(5):
        fails(breaker)
    return breaker


def fails(breaker: Breaker) -> str:
    with pytest.raises(ModelUnavailable) as caught:
        list(breaker.stream(ASKED))
    return str(caught.value)


def test_after_five_failures_in_a_row_the_model_is_not_asked() -> None:
    model, clock = Moody(), Clock()
    breaker = broken(model, clock)
    assert "left alone" in fails(breaker)
    clock.now += 19.9
    fails(breaker)
    assert model.asked == 5
    assert breaker.is_open


def test_a_success_in_between_starts_the_count_again() -> None:
    model, clock = Moody(), Clock()
    breaker = Breaker(model, clock=clock)
    for _ in range(4):
        fails(breaker)
    model.works = True
    assert list(breaker.stream(ASKED)) == ["好", "的"]
    model.works = False
    for _ in range(4):
        fails(breaker)
    assert not breaker.is_open


def test_after_twenty_seconds_one_question_tries() -> None:
    model, clock = Moody(), Clock()
    breaker = broken(model, clock)
    clock.now += 20
    model.works = True
    trial = breaker.stream(ASKED)
    assert next(trial) == "好"
    assert "left alone" in fails(breaker)  # the others wait for its outcome
    assert list(trial) == ["的"]
    assert list(breaker.stream(ASKED)) == ["好", "的"]
    assert not breaker.is_open


def test_a_trial_that_fails_opens_it_again() -> None:
    model, clock = Moody(), Clock()
    breaker = broken(model, clock)
    clock.now += 20
    assert fails(breaker) == "It is down."
    clock.now += 19
    assert "left alone" in fails(breaker)
    assert model.asked == 6


def test_a_reader_who_leaves_is_not_a_failure() -> None:
    model, clock = Moody(), Clock()
    breaker = broken(model, clock)
    clock.now += 20
    model.works = True
    trial = breaker.stream(ASKED)
    next(trial)
    trial.close()
    assert not breaker.is_open
