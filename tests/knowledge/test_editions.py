"""How a paper is called where it is cited."""

from __future__ import annotations

import pytest

from knowledge.editions import called


@pytest.mark.parametrize(
    ("title", "version", "name"),
    [
        ("停车收费规则", "V4", "停车收费规则 V4"),
        ("SOP-01 客诉处理 V3.1", "V3.1", "SOP-01 客诉处理 V3.1"),
        ("楼层指南（V3.2）", "v3.2", "楼层指南（V3.2）"),
        ("楼层指南(V 3.2)", "V3.2", "楼层指南(V 3.2)"),
        ("V4商场手册", "V4.1", "V4商场手册 V4.1"),
        ("11月排班表", "", "11月排班表"),
    ],
)
def test_a_version_that_the_title_tells_is_told_once(title, version, name):
    assert called(title, version) == name
