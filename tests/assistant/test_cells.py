"""A row of a table is taken apart into its cells."""

import pytest

from assistant.quoted.cells import cells_of


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("项目: 小型车; 标准: 6元", [("项目", "小型车"), ("标准", "6元")]),
        (
            "标准: 首小时5元;之后每小时8元;按整小时计; 备注: 无",
            [("标准", "首小时5元;之后每小时8元;按整小时计"), ("备注", "无")],
        ),
        ("标准: 首小时5元；之后每小时8元", [("标准", "首小时5元；之后每小时8元")]),
        ("楼层: ; 电话: 无", [("楼层", ""), ("电话", "无")]),
    ],
)
def test_what_follows_a_semicolon_without_a_header_goes_on_with_the_cell(row, cells):
    assert cells_of(row) == cells
