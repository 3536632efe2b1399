"""What is never labelled and never quoted, whatever a message says."""

from __future__ import annotations

import pytest

from assistant.labels import Kind, Labels
from assistant.labels.rules import Rules
from assistant.triage.wording import normalise
from tests.labelling import labels_of

PRIVATE = Rules.load().private
MESSAGES = {
    "health": ["我对花生过敏,哪家店安全", "我怀孕了,有坐的地方吗", "我爸有糖尿病,想找低糖的", "got a peanut allergy, any safe place?", "妈妈腿脚不便,有轮椅吗"],
    "religion": ["我信佛,想找吃斋的馆子", "有没有清真餐厅", "any halal food here", "我是教徒,有安静的地方吗"],
    "ethnicity": ["我们是回族,去哪吃饭", "my ethnicity is asked in the form, why"],
    "income": ["我月薪三千,有便宜的衣服吗", "最近失业了,想买便宜点的", "my salary is low, anything cheap"],
    "relationship": ["想给女朋友买礼物", "刚离婚,一个人吃什么好", "my wife wants a scarf"],
    "personality": ["我这人社恐,有自助结账吗", "i'm an introvert, any quiet cafe"],
    "trajectory": ["我住在桂花小区3栋,怎么过来", "I live in Maple Garden, how do I get there"],
    "child": ["我孩子六岁,能玩蹦床吗", "女儿上三年级,有什么课", "儿子叫豆豆,穿红衣服", "my 6 year old loves slides, any play area"],
}  # fmt: skip
CASES = [(kind, message) for kind, messages in MESSAGES.items() for message in messages]


def words_in(labels: Labels) -> list[str]:
    """Every text that stands in the labels: values, and the words that are quoted."""
    return [
        text
        for kind in Kind
        for label in labels.of(kind)
        for text in (label.value, *(one.words for one in label.evidence))
    ]


@pytest.mark.parametrize(("kind", "message"), CASES)
def test_no_label_says_and_no_evidence_quotes_what_is_private(kind, message):
    assert kind in PRIVATE.kinds_in(normalise(message))
    told = words_in(labels_of(message))
    assert [words for words in told if PRIVATE.tells(normalise(words))] == []


def test_an_allergy_is_no_preference_and_the_need_stays():
    labels = labels_of("我对花生过敏,哪家餐厅能做不放花生的")
    assert labels.preferences == ()
    assert labels.values(Kind.NEEDS) == ("找店",)
    assert labels.values(Kind.FORMATS) == ("餐饮",)


def test_a_child_of_six_gives_the_need_and_no_fact_about_the_child():
    labels = labels_of("我孩子六岁,身高一米二,能玩蹦床吗")
    assert "亲子" in labels.values(Kind.NEEDS)
    told = "".join(words_in(labels))
    assert not any(fact in told for fact in ("六", "岁", "身高", "一米二"))


def test_a_lost_child_is_an_emergency_and_not_described():
    labels = labels_of("孩子不见了!男孩,穿蓝色衣服,四岁")
    assert "紧急" in labels.values(Kind.NEEDS)
    told = "".join(words_in(labels))
    assert not any(fact in told for fact in ("蓝", "四岁", "男孩"))


def test_faith_gives_no_taste():
    assert labels_of("我信佛,想找个吃斋的馆子").preferences == ()


def test_who_gets_the_present_is_not_told():
    labels = labels_of("想送女朋友一份生日礼物")
    assert labels.values(Kind.NEEDS) == ("礼品",)
    assert not any("女朋友" in words for words in words_in(labels))


def test_colleagues_have_no_mood_and_no_wishes():
    labels = labels_of("顾客气死了怎么安抚,我想订周六晚上的会议室", role="staff")
    assert (labels.polarity, labels.emotion, labels.cause, labels.stage, labels.preferences) == (
        None,
    ) * 4 + ((),)


@pytest.mark.parametrize(
    "plain", ["药店在几楼", "老婆饼在哪买", "急诊室怎么走", "the car broke down in the garage"]
)
def test_a_shop_or_a_thing_is_not_private(plain):
    assert PRIVATE.kinds_in(normalise(plain)) == []
