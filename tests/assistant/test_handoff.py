"""Handing over: what is said, and what is never said."""

import pytest
import yaml

from assistant.desks import Desks
from assistant.handoff import handoff
from assistant.handover import Sought
from assistant.model import MallProfile, Triage
from assistant.phrases import DATA, Phrases, UnknownPhrase

MALL = MallProfile(name="示例广场", name_en="Demo Plaza", hotline="400-123-4567", service_desk="L1北门")
DESKS, PHRASES = Desks.load(), Phrases.load(lambda: MALL)
LANGUAGES = ("zh-Hans", "zh-Hant", "en")


def matter(intent: str, subject: str, priority: str = "P2", desk: str = "cs_store") -> Triage:
    return Triage(intent, subject, priority, desk, (), "")


def test_a_complaint_gets_an_apology_a_question_and_a_promise() -> None:
    text = handoff(matter("投诉", "服务态度", desk="brand"), DESKS, PHRASES, "zh-Hans")
    for part in ("抱歉", "哪家店铺", "时间", "30分钟内", MALL.hotline, "24小时内"):
        assert part in text


def test_a_shop_that_was_named_is_not_asked_for_again() -> None:
    text = handoff(matter("投诉", "服务态度"), DESKS, PHRASES, "zh-Hans", shop_named=True)
    assert "哪家店铺" not in text


def test_a_ticket_is_mentioned_only_when_there_is_one() -> None:
    judged = matter("投诉", "设施环境", desk="property")
    assert "工单" not in handoff(judged, DESKS, PHRASES, "zh-Hans")
    assert "A-17" in handoff(judged, DESKS, PHRASES, "zh-Hans", ticket="A-17")


@pytest.mark.parametrize("intent", ["投诉", "求助", "交易", "建议", "表扬", "商务"])
def test_nobody_is_said_to_have_been_told(intent: str) -> None:
    for language in LANGUAGES:
        text = handoff(matter(intent, "其他"), DESKS, PHRASES, language)
        assert text
        assert not any(claim in text for claim in ("已通知", "已上报", "已为您", "马上", "notified"))


def test_a_suggestion_is_thanked_without_a_promise() -> None:
    assert "首次回应" not in handoff(matter("建议", "活动建议", "P3"), DESKS, PHRASES, "zh-Hans")


def test_every_phrase_can_be_said_in_every_language() -> None:
    values = dict.fromkeys(
        ("topic", "desk", "options", "promise", "hours", "ticket", "name", "value", "day", "weekday", "time"),
        "X",
    )
    for key in yaml.safe_load(DATA.read_text("utf-8")):
        said = {language: PHRASES.say(key, language, **values) for language in LANGUAGES}
        assert all(said.values())
        assert "{" not in "".join(said.values())
        assert not any("一" <= c <= "鿿" for c in said["en"].replace(MALL.service_desk, ""))


@pytest.mark.parametrize("kind", ["privacy", "authority", "brand_sales", "injection", "offtopic", "abuse"])
def test_a_refusal_ends_with_what_can_be_asked(kind: str) -> None:
    assert any(word in PHRASES.say(f"refuse_{kind}", "zh-Hans")[-45:] for word in ("店铺", "活动"))


def test_contact_follows_what_the_mall_told() -> None:
    assert Phrases.load().contact("zh-Hans") == "询问身边的工作人员"
    assert "400-1" in Phrases.load(lambda: MallProfile(hotline="400-1")).contact("en")


def test_a_missing_phrase_or_value_is_named() -> None:
    with pytest.raises(UnknownPhrase, match="no_such"):
        PHRASES.say("no_such", "en")
    with pytest.raises(UnknownPhrase, match="topic"):
        PHRASES.say("unknown", "en", desk="X")


def test_a_place_in_the_queue_stands_in_the_stead_of_the_promise() -> None:
    sought = Sought(True, "您排在第 2 位。", "请先写下是什么事。")
    text = handoff(matter("求助", "人工"), DESKS, PHRASES, "zh-Hans", ticket="A-17", sought=sought)
    assert text == "您排在第 2 位。请先写下是什么事。工单号：A-17。"
    complaint = handoff(matter("投诉", "服务态度"), DESKS, PHRASES, "zh-Hans", sought=sought)
    assert "抱歉" in complaint
    assert sought.text in complaint
    assert "首次回应" not in complaint


def test_that_nobody_is_there_is_said_to_who_asked_for_a_person_with_the_promise() -> None:
    sought = Sought(False, "现在没有客服在线。")
    text = handoff(matter("求助", "人工"), DESKS, PHRASES, "zh-Hans", ticket="A-17", sought=sought)
    assert text.startswith("现在没有客服在线。由总服务台负责")
    assert "首次回应" in text
    assert MALL.hotline in text
    complaint = handoff(matter("投诉", "服务态度"), DESKS, PHRASES, "zh-Hans", sought=sought)
    assert complaint == handoff(matter("投诉", "服务态度"), DESKS, PHRASES, "zh-Hans")
