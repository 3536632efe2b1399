"""What is paid: every sum by its steps, its condition beside it, and wrong stacking put right."""

import pytest

from assistant.drafting.facts.pasted import pasted_sheet
from assistant.drafting.sums.coupons import asked_sum
from assistant.drafting.sums.paid import sums_of
from assistant.drafting.sums.stacking import corrections
from assistant.drafting.sums.terms import campaign_of
from knowledge.model import Passage
from tests.assistant.test_drafting_drafts import PAPERS, ask, written

FAIR = campaign_of(PAPERS.document("C1"), PAPERS.passages("C1"))


def steps(text, campaign=None):
    return [step for one in sums_of(pasted_sheet(text), campaign) for step in one.steps]


@pytest.mark.parametrize(
    ("sheet", "step"),
    [
        ("品名:茶\n价格:26元\n活动:第二杯半价", "两杯：26+26÷2=39元"),
        ("品名:茶\n价格:360 ml 26元;480 ml 29元\n活动:第二杯半价", "480 ml两杯：29+29÷2=43.5元"),
        ("品名:袜子\n价格:30元\n活动:第2件7折", "两件：30+30×0.7=51元"),
        ("品名:杯\n价格:168元\n活动:店庆8折", "折后：168×0.8=134.4元"),
        ("品名:杯\n价格:1,299元\n活动:满1,000元减120元", "1,299−120=1,179元"),
        ("品名:课\n价格:1,280元\n课时:8节,每节60分钟", "1,280÷8=160元/节"),
    ],
)
def test_an_offer_of_the_sheet_is_reckoned(sheet, step):
    assert step in steps(sheet)


@pytest.mark.parametrize(
    "sheet",
    [
        "品名:杯\n活动价:168元\n活动:店庆8折",  # the price is the reduced one already
        "品名:套餐\n价格:小份22元;大份28元\n活动:午市套餐立减5元",  # whether it holds for the dish is not said
        "品名:杯\n价格:168元\n活动:低至5折",
        "品名:杯\n价格:168元起\n保修:3年",
        "品名:杯",
    ],
)
def test_what_the_sheet_does_not_settle_is_not_reckoned(sheet):
    assert steps(sheet) == []


def test_a_coupon_is_taken_off_what_is_paid_and_the_gap_is_told():
    takes_part = "品名:壶\n价格:{}元\n满减:本店参与春游季满减"
    assert "249−30=219元" in steps(takes_part.format(249), FAIR)
    assert "149元不满200元，用不上：还差200−149=51元" in steps(takes_part.format(149), FAIR)


def test_a_shop_that_takes_no_part_gets_no_coupon_sum():
    told = steps("品名:壶\n品牌:云顶超市\n价格:249元", FAIR)
    assert told == []
    assert steps("品名:壶\n价格:249元\n满减:不参与春游季", FAIR) == []


def test_a_shop_of_which_nobody_said_that_it_takes_part_is_only_supposed():
    one = sums_of(pasted_sheet("品名:壶\n价格:249元"), FAIR)[0]
    assert "没有写" in one.steps[0]
    assert one.said == ""


def test_several_coupons_are_one_a_receipt():
    assert any("3张要分3笔用，每笔各满200元，共减3×30=90元" in s for s in steps("品名:壶", FAIR))


def test_the_sum_stands_in_the_text_only_when_asked_for_with_its_conditions():
    asked = ask("写两杯到手多少钱", product="P1", channels=("xiaohongshu",))
    assert "18+18÷2=27元" in written(asked)
    assert "同款同规格" in written(asked)
    assert "300 ml两杯：18+18÷2=27元" in asked.steps
    silent = ask("写一篇", product="P1", channels=("xiaohongshu",))
    assert "27" not in written(silent)
    assert silent.steps == asked.steps


def test_a_price_with_a_coupon_stands_beside_its_conditions():
    pasted = "品名:手冲壶\n价格:249元\n门店:L2-05\n满减:本店参与春游季满减\n写清到手价"
    from dataclasses import replace

    from assistant.compliance import ComplianceChecker
    from assistant.compliance.goods import Goods
    from assistant.drafting.channels import channel
    from assistant.drafting.demands import demands_of
    from assistant.drafting.model import DraftRequest
    from assistant.drafting.subject import Subject
    from assistant.drafting.templates.chinese import Page
    from tests.assistant.test_drafting_drafts import PROFILE

    subject = Subject(sheet=pasted_sheet(pasted), campaign=FAIR)
    page = Page(
        channel("wechat_group"), DraftRequest(text=pasted), subject, Goods(), demands_of(pasted), PROFILE,
        ComplianceChecker(),
    )  # fmt: skip
    for seed in range(4):
        body = replace(page, request=DraftRequest(text=pasted, seed=seed)).written().body
        if "219元" in body:
            line = next(line for line in body.split("\n") if "219元" in line)
            assert all(part in line for part in ("4月3日", "4月9日", "满200元", "限领3张"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("写两张券一起用更划算", "每笔小票限用1张"),
        ("可叠加使用2张", "每笔小票限用1张"),
        ("写满400减60", "400−30=370元"),
        ("写满100减30", "满200元减30元"),
    ],
)
def test_wrong_stacking_is_corrected_with_the_rule_and_its_place(asked, said):
    (note,) = corrections(asked, FAIR)
    assert said in note
    assert "C1 · " in note or "（C1" in note


@pytest.mark.parametrize("asked", ["写满200减30", "不要写两张券一起用", "每人限领3张", "两张海报一起发"])
def test_what_is_right_or_denied_needs_no_correction(asked):
    assert corrections(asked, FAIR) == ()


STACKING = campaign_of(
    PAPERS.document("C1"),
    [
        *PAPERS.passages("C1"),
        Passage("C1-x", "C1", 9, "可与门店商品折扣同时使用(按折后实付计)。", section=("一、规则",)),
    ],
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("外套420元打七折能用券吗", ("420×0.7=294元", "294元满200元，可用1张", "294−30=264元")),
        ("原价260元打7折,写能用满减", ("260×0.7=182元", "182元不满200元，用不上：还差200−182=18元")),
        ("两件120元加99元一起付", ("120+99=219元", "219元满200元，可用1张", "219−30=189元")),
    ],
)
def test_an_amount_of_the_request_is_reckoned_beside_the_drafts(asked, told):
    assert asked_sum(asked, STACKING).steps == told


@pytest.mark.parametrize("asked", ["写一篇", "满200元减30元怎么用", "一件120元,另一件99元"])
def test_a_request_without_one_amount_is_not_reckoned(asked):
    assert asked_sum(asked, STACKING) is None


def test_how_a_discount_counts_is_not_supposed():
    assert asked_sum("420元打七折能用券吗", FAIR) is None


def test_the_amounts_of_a_request_never_get_into_a_draft():
    reply = ask("外套419元能用券吗", campaign="C1", channels=("wechat_group", "xiaohongshu"))
    assert "419−30=389元" in reply.steps
    assert "419" not in written(reply)
    assert "389" not in written(reply)
