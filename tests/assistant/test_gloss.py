"""Chinese clauses told in English word by word: figures, conditions, who and until when are kept."""

import pytest

from assistant.gloss import gloss


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("首小时6元，之后每半小时3元。", "First hour CNY 6, after that per half hour CNY 3."),
        ("出场付款后须在15分钟内离场。", "After exit pay must leave within 15 minutes."),
        ("闭馆前20分钟播放广播。", "20 minutes before closing play announcement."),
        ("消费后14天内凭小票补登。", "Within 14 days after spending be added later with receipt."),
        ("2026年11月14日至12月6日，每天10:00至21:00。", "14 Nov 2026 to 6 Dec, daily 10:00 to 21:00."),
        ("凭小票在一层咨询台领取。", "Collect with receipt at floor 1 information desk."),
        ("当日消费满588元", "On the same day spending CNY 588 or more."),
        ("地下二层C区，共36个", "Basement 2 zone C, in all 36."),
    ],
)
def test_a_clause_is_told_with_its_figures_times_and_places(chinese, english):
    assert gloss(chinese) == english


def test_who_does_it_stands_before_what_is_done():
    assert gloss("儿童须由家长陪同。") == "Children: parent must accompany."
    assert gloss("100元至500元由值班长批准。") == "CNY 100 to CNY 500: duty manager to approve."


def test_a_condition_is_told_as_one():
    assert gloss("退货的，须退还礼品。") == "If return, must give back gift."


@pytest.mark.parametrize(
    ("chinese", "denied"),
    [
        ("内衣、食品不退不换。", "cannot"),
        ("积分不得转让。", "must not"),
        ("押金逾期不退。", "not returned"),
        ("电池不得带入馆内充电。", "must not"),
        ("无须预约。", "no need"),
        ("没有小票", "no receipt"),
    ],
)
def test_a_denial_is_never_lost(chinese, denied):
    assert denied in gloss(chinese).lower()


@pytest.mark.parametrize("chinese", ["鬼蜮伎俩层出叠见。", "雨伞勿扰殃及。", "券面弗兑。"])
def test_what_is_hardly_known_is_not_told(chinese):
    assert gloss(chinese) == ""


def test_what_belongs_to_one_of_several_stays_with_it():
    said = gloss("保温杯按59元、羊毛毯按168元从退款中扣除。").lower()
    assert said.index("thermos") < said.index("59") < said.index("wool") < said.index("168")


def test_the_number_of_a_clause_is_no_figure_of_it_but_a_figure_at_its_head_is():
    assert gloss("5. 储物柜免费。") == "Lockers free."
    assert gloss("7天内归还。") == "Within 7 days return."


def test_a_question_in_a_list_of_them_is_not_told_as_a_fact():
    assert gloss("问：有没有轮椅？\n答：没有雨伞。") == "No umbrella."
    assert gloss("有没有轮椅吗") == ""


def test_hong_kong_dollars_are_told_as_such():
    assert gloss("值日經理最多港幣500元；八號或以上當值津貼每更港幣400元。").count("HK$") == 2
    assert "CNY" not in gloss("補償最多港幣500元。")
    assert "CNY 500" in gloss("补偿最多500元。")
