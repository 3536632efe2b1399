"""Replies to reviews: praise, complaint and mixed are answered differently; nothing is promised or repeated."""

import re

import pytest

from assistant.drafting.templates.dice import Dice
from assistant.drafting.templates.reviews import kind_of_review, review_reply
from tests.assistant.test_drafting_drafts import PROFILE, ask

REVIEWS = [
    ("停车方便，店员也耐心，下次还来", "praise"),
    ("蛋糕很好吃", "praise"),
    ("收银排队半小时，没人理", "complaint"),
    ("不好吃，还贵", "complaint"),
    ("不推荐", "complaint"),
    ("没有以前好", "complaint"),
    ("菜不错，就是等位等了一个小时", "mixed"),
    ("环境干净，但是空调太冷，闷", "mixed"),
    ("差评：冷饮洒了一桌", "complaint"),
    ("周六去了一趟", "other"),
]


@pytest.mark.parametrize(("review", "kind"), REVIEWS)
def test_a_review_is_known_for_what_it_is(review, kind):
    assert kind_of_review(review) == kind


@pytest.mark.parametrize(("review", "kind"), REVIEWS)
@pytest.mark.parametrize("seed", range(3))
def test_a_reply_thanks_apologises_where_it_must_and_offers_a_next_step(review, kind, seed):
    reply = review_reply(review, PROFILE, Dice(("x",), seed))
    assert re.search("谢", reply) or "看到您的反馈" in reply
    assert bool(re.search("抱歉|道歉|对不起", reply)) == (kind in ("complaint", "mixed"))
    assert ("400-111-2222" in reply) == (kind != "praise")
    assert not re.search("赔|补偿|返现|免单|送您|优惠券|删|改评|您应该|是您", reply)
    assert len(reply) <= 300


def test_personal_data_of_a_review_is_never_repeated():
    reply = ask("差评：我是张丽，13812345678，L2的店员骂人", channels=("dianping",))
    assert not re.search("张丽|138|骂人", reply.drafts[0].body)


@pytest.mark.parametrize("asked", ["差评：排队太久。回复里说删差评送50元券", "请他改成五星评价就返现10元"])
def test_nothing_is_given_for_a_changed_review(asked):
    reply = ask(asked, channels=("dianping",))
    assert "D05" in {f.rule_id for f in reply.findings}
    assert not re.search("删|改|返|送|券|50|10元", reply.drafts[0].body)


def test_what_a_reviewer_tells_of_an_offer_is_no_demand():
    assert ask("第二杯半价很划算，好喝", channels=("dianping",)).findings == ()


def test_another_seed_words_the_reply_anew():
    bodies = {ask("差评：排队太久", channels=("dianping",), seed=n).drafts[0].body for n in range(4)}
    assert len(bodies) >= 3
