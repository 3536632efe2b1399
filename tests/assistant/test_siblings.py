"""A passage about a thing of the next number, another year or another sort tells nothing of the one that is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.quoted.siblings import only_siblings
from knowledge.model import Document, Hit, Passage, Standing
from knowledge.text import fold


def hits(*texts: str, effective_from: date | None = None) -> list[Hit]:
    paper = Document("D1", "读本", "d.md", "0", effective_from=effective_from)
    return [
        Hit(Passage(f"p{at}", "D1", at, text, kind="paragraph"), paper, Standing.IN_FORCE, 1.0)
        for at, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("question", "passage", "lacking"),
    [
        ("H7加湿器能用多久", "H5加湿器滤网可用六个月。", ["H7"]),
        ("H5加湿器能用多久", "H5加湿器滤网可用六个月。", []),
        ("T3电梯几点停", "T1、T2电梯22:00停运。", ["T3"]),
        ("机器报错误12怎么办", "“错误11”表示缺水，“错误13”表示水箱未装好。", ["错误12"]),
        ("东风七号哪年发射", "东风五号于1971年发射。", ["东风七号"]),
        ("东风5号哪年发射", "东风五号于1971年发射。", []),
        ("L5层有厕所吗", "L3层东侧有洗手间。", []),  # floors are looked up elsewhere
        ("A-115是哪家店", "A-112是一家花店。", []),
        ("2018年的冠军是谁", "2016年的冠军是刘禾，2017年空缺。", ["2018年"]),
        ("2018年有没有办展", "2016年至2019年每年办展一次。", []),
        ("婚假几天", "年假每年5天，当年用完。", ["婚假"]),
        ("年假几天", "年假每年5天，产假另计。", []),
        ("学生票多少钱", "成人票60元，儿童票30元。", ["学生票"]),
        ("电工发什么鞋", "焊工发皮手套，车工发护目镜。", ["电工"]),
        # a later part of a series is not the first, which bears no number
        ("《长街》第二季有多少集", "《长街》共20集，每集45分钟。", ["第二季"]),
        ("《长街》第一季有多少集", "《长街》共20集，每集45分钟。", []),
        ("《长街》第2季有多少集", "《长街》第二季共18集。", []),
        ("灯会在哪里办第三届", "灯会第一届在河边，第二届在广场。", ["第三届"]),
        ("第三季度租金几号交", "租金每季度首月5日前交。", []),
        ("小票丢了怎么办", "发票遗失请登报，成人票不补。", []),  # no sort of ticket
    ],
)
def test_the_nearest_of_a_kind_is_not_the_one_asked_for(question, passage, lacking):
    assert only_siblings(fold(question), hits(passage), 2026) == lacking


def test_this_year_and_the_year_of_a_paper_need_not_be_written():
    rule = hits("2025年的章程已作废。积分每年12月31日清零。", effective_from=date(2027, 1, 1))
    assert only_siblings("2026年积分清零吗", rule, 2026) == []
    assert only_siblings("2027年积分清零吗", rule, 2026) == []
    assert only_siblings("2029年积分清零吗", rule, 2026) == ["2029年"]


def test_nothing_found_lacks_nothing():
    assert only_siblings("学生票多少钱", [], 2026) == []
