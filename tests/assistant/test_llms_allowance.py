"""A day's tokens: what is spent stays spent, nobody spends what is not there, and what was not needed comes back."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from assistant.llms.allowance import Allowance, spend_for, spending, tokens
from assistant.llms.model import Message
from assistant.llms.purse import AllowanceSpent, Purse
from knowledge.errors import ModelUnavailable
from tests.llm_servers import saying, serving
from ui.entry.limits import Limits

NOW = datetime(2026, 11, 21, 15)
ASKED = [Message("user", "停车怎么收费")]  # 6 tokens and a frame of 8
MOST = 86  # so that a reply is paid with 100


class Counting:
    """A model that is there, and counts how often it is asked."""

    def __init__(self, *pieces: str, fails: bool = False) -> None:
        self.pieces, self.fails, self.asked = pieces, fails, 0

    def prepare(self) -> None:
        """Nothing to prepare."""

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        self.asked += 1
        yield from self.pieces
        if self.fails:
            raise ModelUnavailable("It broke off.")


@pytest.fixture
def purse(tmp_path):
    made: list[Purse] = []

    def opened(house: int = 0, each: int = 0, now=lambda: NOW) -> Purse:
        made.append(Purse(tmp_path / "spent.db", house, each, now))
        return made[-1]

    yield opened
    for one in made:
        one.close()


def test_what_a_reply_did_not_need_comes_back(purse):
    mine, model = purse(house=100), Counting("每小时", "5元")
    assert "".join(Allowance(model, mine, MOST).stream(ASKED)) == "每小时5元"
    assert mine.spent() == 14 + tokens(4, 1)


def test_a_model_is_not_asked_when_its_longest_reply_could_not_be_paid(purse):
    mine, model = purse(house=150), Counting("好" * 60)
    allowed = Allowance(model, mine, MOST)
    list(allowed.stream(ASKED))
    assert not allowed.is_spent
    with pytest.raises(AllowanceSpent):
        next(allowed.stream(ASKED))
    assert (model.asked, allowed.is_spent) == (1, True)


def test_a_hundred_at_once_overspend_nothing(purse):
    mine, model = purse(house=1_000), Counting("好" * MOST)
    allowed = Allowance(model, mine, MOST)

    def ask(_number: int) -> None:
        with suppress(AllowanceSpent):
            list(allowed.stream(ASKED))

    with ThreadPoolExecutor(20) as many:
        list(many.map(ask, range(100)))
    assert model.asked == 10
    assert mine.spent() == 1_000


def test_each_caller_has_a_purse_and_one_that_is_empty_empties_no_other(purse):
    mine, model = purse(each=100), Counting("好" * MOST)
    allowed = Allowance(model, mine, MOST)
    with spending("key 1"):
        list(allowed.stream(ASKED))
        with pytest.raises(AllowanceSpent, match="caller"):
            next(allowed.stream(ASKED))
    with spending("key 2"):
        list(allowed.stream(ASKED))
    assert model.asked == 2
    assert not allowed.is_spent, "the house has no limit"


def test_a_restart_fills_no_purse_and_another_day_does(purse):
    list(Allowance(Counting("好" * MOST), purse(house=100), MOST).stream(ASKED))
    with pytest.raises(AllowanceSpent):
        next(Allowance(Counting("好"), purse(house=100), MOST).stream(ASKED))
    tomorrow = purse(house=100, now=lambda: NOW + timedelta(days=1))
    assert list(Allowance(Counting("好"), tomorrow, MOST).stream(ASKED)) == ["好"]


def test_a_reply_that_breaks_off_or_is_left_costs_what_was_written(purse):
    mine = purse(house=10_000)
    with pytest.raises(ModelUnavailable):
        list(Allowance(Counting("好好", fails=True), mine, MOST).stream(ASKED))
    left = Allowance(Counting("好", "好"), mine, MOST).stream(ASKED)
    next(left)
    left.close()
    assert mine.spent() == 2 * 14 + 2 + 1


def test_whoever_is_named_in_a_context_pays(purse):
    mine = purse(each=1_000)
    spend_for("shopper 1")
    try:
        list(Allowance(Counting("好"), mine, MOST).stream(ASKED))
    finally:
        spend_for("")
    assert mine.spent("shopper 1") == mine.spent() == 15


def test_whose_tokens_are_spent_is_answered_from_the_papers_with_no_call_and_told_why(demo_house, tmp_path):
    limits = Limits(
        llm_tokens_a_day_each=8_000
    )  # a prompt of up to 3,000 characters and a reply of 600 tokens
    with serving(saying("停车每小时5元[1]。")) as (url, script):
        house = demo_house.speaking(url, limits=limits, home=tmp_path)
        with house.client() as client:

            def ask() -> dict:
                return client.post("/api/chat", json={"message": "停车怎么收费?"}).json()

            replies = [ask() for _ in range(8)]
        assert isinstance(house.atrium.model, Allowance)
        house.atrium.model.close()
    spent = [reply for reply in replies if "tokens" in (reply.get("degraded") or "")]
    assert 1 <= len(script.requests) < 8
    assert len(spent) == 8 - len(script.requests), "whoever is not answered by a model is told why"
    assert {(reply["mode"], bool(reply["citations"])) for reply in spent} == {("extractive", True)}
