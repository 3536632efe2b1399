"""English drafts: what the words cover is told whole, what they do not is left out and named."""

import re

import pytest

from assistant.drafting.channels import channels
from assistant.drafting.templates.translate import translated
from tests.assistant.test_drafting_drafts import ask, written


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("满300元减50元", "CNY 50 off when you spend CNY 300"),
        ("2026年11月20日10:00至11月29日22:00", "20 Nov 2026 10:00 to 29 Nov 22:00"),
        ("2026-04-03至2026-04-09", "3 Apr 2026 to 9 Apr 2026"),
        ("11月21日、22日、28日、29日", "21 Nov, 22, 28, 29"),
        ("小份22元；大份28元", "small CNY 22; large CNY 28"),
        ("360 ml 26元；480 ml 29元", "360 ml CNY 26; 480 ml CNY 29"),
        ("每位会员限领2张", "at most 2 per member"),
        ("5–10岁", "ages 5–10"),
        ("8节，每节60分钟", "8 lessons of 60 minutes"),
        ("内含小零件，不适合3岁以下儿童", "contains small parts, not for children under 3"),
        ("过量饮酒有害健康，未成年人请勿饮酒", "drink in moderation, no alcohol for minors"),
        ("1,280元", "CNY 1,280"),
        ("参与门店单笔实付满300元可用1张", "1 coupon per purchase of CNY 300 or more at participating shops"),
    ],
)
def test_a_value_is_said_in_english(chinese, english):
    assert translated(chinese) == english


@pytest.mark.parametrize("chinese", ["开课前可全额退", "口感绵密", "龙泉青瓷"])
def test_what_the_words_do_not_cover_is_not_said_by_halves(chinese):
    assert translated(chinese) == ""


PASTED = "品名:山岚保温杯\n品牌:山岚(SHANLAN)\n门店:L2-08\n价格:168元\n容量:480 ml\n颜色:雾蓝、奶白\n手感:绵密\n活动:第二件半价\n活动时间:2026-04-03至2026-04-09\n活动条件:每人限购2件"


@pytest.mark.parametrize("name", [key for key in channels() if key not in ("dianping",)])
def test_every_channel_has_an_english_draft_without_a_chinese_sentence(name):
    (draft,) = ask(PASTED, channels=(name,), language="en").drafts
    text = re.sub(r"【[^】]*】|拒收请回复R", "", f"{draft.title}\n{draft.body}")
    assert not re.search(r"[\u3400-\u9fff]", text)
    assert "168" in text
    assert draft.status != "blocked", draft.findings
    assert channels()[name].holds(draft.title, draft.body)


def test_an_offer_stands_with_its_dates_and_conditions_or_not_at_all():
    text = written(ask(PASTED, channels=("wechat_group",), language="en"))
    line = next(line for line in text.split("\n") if "half price" in line)
    assert "3 Apr 2026 to 9 Apr 2026" in line
    assert "at most 2 per person" in line
    untold = written(
        ask(PASTED.replace("每人限购2件", "限本店储值会员"), channels=("wechat_group",), language="en")
    )
    assert "half price" not in untold


def test_what_was_left_out_is_named_beside_the_draft():
    notes = "\n".join(ask(PASTED, channels=("wechat_group",), language="en").notes)
    assert "手感" in notes
    assert "颜色" not in notes


def test_a_campaign_without_english_clauses_is_told_from_its_terms():
    text = written(ask(channels=("wechat_group", "sms"), campaign="C2", language="en"))
    assert "ages 4–8" in text
    assert re.search(r"4 Apr", text)


def test_a_warning_is_in_the_english_draft_or_there_is_none():
    for name in ("xiaohongshu", "wechat_group", "wechat_moments", "douyin", "sms"):
        for draft in ask(channels=(name,), product="P2", language="en").drafts:
            assert "no alcohol for minors" in draft.body.lower()


def test_a_title_ends_where_a_word_ends():
    (draft,) = ask(
        PASTED.replace("山岚保温杯", "山岚不锈钢保温杯"), channels=("xiaohongshu",), language="en"
    ).drafts
    assert draft.title == "Vacuum flask" or draft.title.endswith("vacuum flask")
