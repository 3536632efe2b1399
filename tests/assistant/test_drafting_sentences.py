"""Facts in sentences, each with the characters where it stands."""

import time

import pytest

from assistant.drafting.facts.loose import told_in
from assistant.drafting.facts.pasted import pasted_sheet


def facts(text, features=True):
    return {(fact.kind, fact.value) for fact in pasted_sheet(text, features=features).facts}


def test_one_sentence_gives_the_whole_table_with_its_places():
    text = "这款保温杯500ml,316不锈钢,售价199元,11/20-11/29立减30"
    sheet = pasted_sheet(text)
    assert [(f.kind, f.value) for f in sheet.facts] == [
        ("name", "保温杯"), ("spec", "500ml"), ("material", "316不锈钢"),
        ("price", "199元"), ("period", "11/20-11/29"), ("promo", "立减30"),
    ]  # fmt: skip
    for fact in sheet.facts:
        start, end = fact.place.span
        assert text[start:end] == fact.value == fact.place.quote


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("羊绒围巾,100%山羊绒", "material", "100%山羊绒"),
        ("海苔脆片,配料有紫菜、芝麻", "material", "紫菜、芝麻"),
        ("米酒,产自湖北孝感", "origin", "湖北孝感"),
        ("曲奇,可能含有花生", "allergen", "可能含有花生"),
        ("蛋糕,保质期3天", "validity", "3天"),
        ("毛巾,執行標準GB/T 22864-2020", "standard", "GB/T 22864-2020"),
        ("戒指,证书编号NG20261100456", "report", "证书编号NG20261100456"),
        ("积木,适合3岁以上", "audience", "3岁以上"),
        ("果酒,过量饮酒有害健康,未成年人请勿饮酒", "warning", "过量饮酒有害健康,未成年人请勿饮酒"),
        ("绘画班,开课前可全额退费", "refund", "开课前可全额退费"),
        ("月餅,售價HK$328", "price", "HK$328"),
        ("Candle, made in Portugal", "origin", "Portugal"),
        ("曲奇,买二送一", "promo", "买二送一"),
        ("曲奇,第二件半价,每人限购3盒", "conditions", "每人限购3盒"),
    ],
)
def test_a_fact_is_known_by_how_it_is_worded(text, kind, value):
    assert (kind, value) in facts(text)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("曲奇,满100元减20元", "price", "100元"),
        ("外套,立减50元", "price", "50元"),
        ("外套,成本60元", "price", "60元"),
        ("外套,原价399元", "price", "399元"),
        ("腕表,50米防水", "spec", "50米"),
        ("曲奇,每人限购3盒", "spec", "3盒"),
        ("饼干,不含牛奶", "allergen", "含牛奶"),
        ("松木香牙膏,60g", "material", "松木"),
        ("棉花糖,一袋", "material", "棉"),
    ],
)
def test_what_comes_near_is_not_taken_for_it(text, kind, value):
    assert (kind, value) not in facts(text)


@pytest.mark.parametrize("text", ["写一篇小红书,突出性价比", "帮我出一条短信", "欢迎大家来逛"])
def test_a_request_is_no_fact(text):
    assert facts(text) == set()


def test_without_features_only_what_a_pattern_knows_is_told():
    text = "这款保温杯500ml,祛痘第一名"
    assert ("detail", "祛痘第一名") in facts(text)
    assert facts(text, features=False) == {("name", "保温杯"), ("spec", "500ml")}


def test_a_tags_price_is_the_price_only_where_there_is_no_other():
    assert pasted_sheet("品名:外套\n吊牌价:799元").value("price") == "799元"
    sheet = pasted_sheet("品名:外套\n吊牌价:799元\n现价:599元")
    assert [(f.kind, f.value) for f in sheet.facts[1:]] == [("list_price", "799元"), ("price", "599元")]
    assert all("799" not in fact.value for fact in sheet.tellable)


def test_the_days_inside_an_offer_are_its_period():
    text = "品名:外套\n活动:11月20日至11月29日第二件半价"
    fact = pasted_sheet(text).first("period")
    assert fact.value == "11月20日至11月29日"
    assert text[slice(*fact.place.span)] == fact.value


@pytest.mark.parametrize("part", ["检测", "含", "x:y ", "1,", "不锈钢+", "请勿,", "a"])
def test_a_hostile_text_takes_no_longer_than_its_length(part):
    started = time.process_time()
    told_in(part * (20_000 // len(part)))
    pasted_sheet(part * (20_000 // len(part)))
    assert time.process_time() - started < 5
