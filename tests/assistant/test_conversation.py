import pytest

from assistant.conversation import joined, leans


@pytest.mark.parametrize(
    "message",
    ["那明天呢", "跟国庆比呢", "不是说30分钟吗", "我记得是30天", "what time does it open", "B1那家"],
)
def test_wordings_that_lean_on_what_was_said(message):
    assert leans(message)


@pytest.mark.parametrize("message", ["停车怎么收费", "母婴室在哪", "where can i park"])
def test_wordings_that_stand_alone(message):
    assert not leans(message)


def test_a_day_that_is_named_replaces_the_day_named_before():
    assert joined("今天几点关门", "那明天呢") == "几点关门 那明天呢"


def test_what_was_asked_stays_in_front():
    assert joined("双11核销率多少", "跟国庆比呢") == "双11核销率多少 跟国庆比呢"
