"""What the names of fields mean, and where labelled fields stand in a text."""

import pytest

from assistant.drafting.facts.fields import exact_kind, field_table, kind_of
from assistant.drafting.facts.labelled import pairs_of


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("產地", "origin"), ("规格(Size)", "spec"), ("淨含量 Net Wt.", "spec"), ("Country of Origin", "origin"),
        ("品 名", "name"), ("参考零售价", "tag_price"), ("产品价格", "price"), ("致敏物質", "allergen"), ("此日期前最佳", "validity"),
        ("商品条码", "batch"), ("退费规则", "refund"), ("报告编号", "report"), ("适用年龄", "audience"), ("圈口", "spec"),
    ],
)  # fmt: skip
def test_a_label_is_known_in_three_languages(field, kind):
    assert kind_of(field) == kind


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("材料费用", "material"),
        ("成本价格", "hidden"),
        ("质量等级", "detail"),
        ("防水", "detail"),
        ("会员价", "detail"),
    ],
)
def test_a_part_of_a_name_does_not_mislead(field, kind):
    assert kind_of(field) == kind


def test_a_longer_name_is_no_known_label():
    assert not exact_kind("500ml 材质")
    assert not exact_kind("退款注意事项")


def test_no_name_means_two_things():
    names = [name for listed in field_table()["kinds"].values() for name in listed]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("品名:云杯 规格:500ml;颜色:米白", [("品名", "云杯"), ("规格", "500ml"), ("颜色", "米白")]),
        ("【产地】浙江永康", [("产地", "浙江永康")]),
        (
            "Net Weight: 250 g  Country of Origin: Italy",
            [("Net Weight", "250 g"), ("Country of Origin", "Italy")],
        ),
        ("净含量 250g", [("净含量", "250g")]),
        ("执行标准GB/T 29606-2013", [("执行标准", "GB/T 29606-2013")]),
        ("品牌\t云岭", [("品牌", "云岭")]),
        ("1. 售价：199元", [("售价", "199元")]),
        ("价格:\n¥199", [("价格", "¥199")]),
    ],
)
def test_a_labelled_field_is_found_however_it_is_set(line, told):
    pairs, _ = pairs_of(line)
    assert [(pair.field, pair.value) for pair in pairs] == told
    assert all(line[pair.start : pair.end] == pair.value for pair in pairs)


@pytest.mark.parametrize(
    "line", ["营业时间 10:00-22:00", "产品很好用", "课程适合所有人", "见 https://example.com"]
)
def test_a_sentence_with_a_colon_is_no_field(line):
    assert pairs_of(line)[0] == []


def test_a_basis_belongs_to_the_field_before_it():
    (pair,), _ = pairs_of("字段: 能量; 内容: 52 kJ; 依据: 送检检测")
    assert (pair.value, pair.basis) == ("52 kJ", "送检检测")
