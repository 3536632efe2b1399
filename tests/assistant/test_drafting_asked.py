"""What a brief asks beside the goods: questions, cases, examples, refunds; and what it may not bring along as a fact."""

from __future__ import annotations

import pytest

from assistant.compliance import ComplianceChecker
from assistant.drafting.facts.carte import carte_in
from assistant.drafting.facts.pasted import brief_sheet
from assistant.drafting.sums.paid import sums_of
from assistant.drafting.sums.sample import sampled
from assistant.drafting.templates.inquiries import inquiries
from assistant.drafting.templates.praised import taken_up, told_by_customer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("今日价目:\n木须肉……36\n拍黄瓜……12\n店:北巷小馆B1-20", "木须肉36元、拍黄瓜12元"),
        ("| 品名 | 价格 |\n|---|---|\n| 乌梅汤 | 14 |\n| 酒酿圆子 | 18 |", "乌梅汤14元、酒酿圆子18元"),
        ("红豆年糕16元/份、桂花糖藕22元,店在L5-02", "红豆年糕16元/份、桂花糖藕22元"),
        ("Two teas: oolong tea 50g CNY 88; white tea 50g CNY 96.", "oolong tea 50g CNY 88; white tea 50g CNY 96"),
    ],
)  # fmt: skip
def test_goods_with_a_price_each_are_one_list(text: str, said: str) -> None:
    carte = carte_in(text)
    assert carte is not None
    assert carte.said == said


@pytest.mark.parametrize(
    "text", ["成人票98元、儿童票68元", "原价199元,现价159元", "小杯16元、大杯20元", "保温杯199元,500ml"]
)
def test_prices_of_one_thing_are_no_list(text: str) -> None:
    assert carte_in(text) is None


def test_a_shop_beside_its_unit_is_the_place_and_what_it_does_is_the_name() -> None:
    sheet = brief_sheet("柏舟皮具(L2-30)手袋护理日:12月3日14:00-17:00,每人限1件,免费")
    assert (sheet.value("name"), sheet.value("shop")) == ("手袋护理日", "柏舟皮具(L2-30)")


def test_an_example_is_reckoned_and_is_not_what_the_brief_is_about() -> None:
    text = "活动:青岚家纺暖冬周,单笔折后实付满300元减40元,1月3日至1月9日。举例:棉被标价500元,8折。"
    assert brief_sheet(text).value("name") == "青岚家纺暖冬周"
    (one,) = sampled(text)
    assert "500×0.8=400元" in one.said
    assert "400−40=360元" in one.said


def test_an_example_below_the_threshold_is_not_reduced() -> None:
    (one,) = sampled("满300元减40元。举例:枕套标价200元,9折。")
    assert "不满300元" in one.said
    assert "到手180元" in one.said


@pytest.mark.parametrize(
    ("text", "dues"),
    [
        ("云帆游泳馆20次卡1600元,单次120元。退卡:个人原因按单次价扣已用次数,商家原因按折合价扣。用了6次举例", ("=880元", "=1,120元")),
        ("茶室10次卡600元,单次88元。因顾客原因退卡,按单次88元扣;因商家原因退卡,按折算单价60元扣。用了8次", ("不足0元", "=120元")),
    ],
)  # fmt: skip
def test_a_card_is_refunded_by_its_own_rules_for_each_cause(text: str, dues: tuple[str, str]) -> None:
    said = sums_of(brief_sheet(text), None, text)[0].said
    assert all(due in said for due in dues)


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("写两条FAQ:①能和会员券一起用吗 ②一个人能领几张", ["能和会员券一起用吗？", "一个人能领几张？"]),
        ("客人问折完还能用券吗,写一段FAQ,把式子写出来", ["折完还能用券吗？"]),
        ("云杯,L2-11,199元,写一条社群", []),
    ],
)
def test_the_questions_of_a_request_are_those_that_a_shopper_puts(text: str, questions: list[str]) -> None:
    assert inquiries(text) == questions


def test_praise_is_taken_up_with_whom_and_what_it_names() -> None:
    told = told_by_customer("点评好评:'柏舟师傅修得很细心,皮绳很结实。' 回复一下")
    said = taken_up(told.split(","), (), "", lambda text: True)
    assert said == ["您对柏舟师傅的肯定，我们会转告本人。", "皮绳合您的心意，我们也高兴。"]
    assert taken_up(told.split(","), (), "", lambda text: False) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("全城唯一授权,授权书还没拿到", "evidence"),
        ("全城唯一,没有授权书", "evidence"),
        ("全城唯一授权,授权书编号2026-08", "info"),
    ],
)
def test_a_proof_that_is_still_to_come_proves_nothing(text: str, severity: str) -> None:
    found = [
        f.severity.value
        for f in ComplianceChecker().check(text, "wechat_moments", None).findings
        if f.rule_id == "A05"
    ]
    assert found == [severity]


def test_claims_that_a_brief_dictates_behind_its_goods_are_no_facts() -> None:
    sheet = brief_sheet("银镯20g,L1-07,680元。社群文案就写:戴上就旺,人人都羡慕")
    assert not any("旺" in fact.value or "羡慕" in fact.value for fact in sheet.facts)
    assert sheet.value("price") == "680元"
