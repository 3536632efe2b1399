"""A table row is told as a sentence; a column of names and one of values as name and value."""

import pytest

from assistant.reply import spoken
from knowledge.model import Passage


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("字段: 克重; 内容: 5.20 g; 依据: 产品标签", "克重：5.20 g，依据：产品标签。"),
        ("项目: 免费时长; 标准: 前30分钟", "项目：免费时长，标准：前30分钟。"),
        ("日期: 2026-11-27; 闭店: 22:30; 说明: –", "日期：2026-11-27，闭店：22:30。"),
    ],
)
def test_a_row_is_a_sentence(row, said):
    assert spoken(Passage("p", "d", 0, row, kind="row")) == said
