"""A follow-up that points at a figure of the answer before it."""

import pytest

from assistant.asking.that_figure import with_that_figure


@pytest.mark.parametrize(
    ("text", "answer", "whole"),
    [
        ("到这个分要怎么处理", "商户：风吟，累计分：6。[1]", "到6分要怎么处理"),
        (
            "扣到这个分数会怎样",
            "风吟8月扣分合计4分（计算得出：2+2）。[1][2]\n日期：8月6日，扣分：2。",
            "扣到4分会怎样",
        ),
        ("这个次数要停业吗", "风吟8月共3次（计算得出：下列记录的条数）。[1]", "到3次要停业吗"),
        ("超过这个金额谁批", "主管可以批到1,200元。[1]", "超过1,200元谁批"),
        ("到这个金额该谁批", "主管可以批到1,200元。[1]", "到1,200元该谁批"),
    ],
)
def test_the_figure_stands_in_its_place(text, answer, whole):
    assert with_that_figure(text, answer) == whole


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("这个分店在哪", "累计分：6。"),
        ("到这个分要怎么处理", "迟开门扣2分，堵塞通道扣6分。"),  # which of them
        ("到这个分要怎么处理", "店铺在L2。"),
        ("要怎么处理", "累计分：6。"),
    ],
)
def test_where_it_points_at_none_or_at_several_it_stays(text, answer):
    assert with_that_figure(text, answer) == ""
