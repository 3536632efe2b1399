"""A table row is told as a sentence; a column of names and one of values as name and value."""

import pytest

from assistant.reply import spoken
from knowledge.model import Passage


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("字段: 克重; 内容: 5.20 g; 依据: 产品标签", "克重：5.20 g，依据：产品标签。"),
        ("项目: 免费时长; 标准: 前30分钟", "免费时长：前30分钟。"),
        (
            "编号: 3; 分类: 交通; 问题: 打车在哪里上车; 答复: 2号门外; 更新日期: 2026-05-12",
            "打车在哪里上车？2号门外。",
        ),
        ("问题: 能开发票吗？; 答案: 可以。; 备注: 限90天", "能开发票吗？可以，备注：限90天。"),
        ("序: 4; 科目: 推广; 预算: 18", "科目：推广，预算：18。"),
        ("序号: 问题1; 问题: 排队太久; 具体情况: 20点", "序号：问题1，问题：排队太久，具体情况：20点。"),
        ("日期: 2026-11-27; 闭店: 22:30; 说明: –", "日期：2026-11-27，闭店：22:30。"),
    ],
)
def test_a_row_is_a_sentence(row, said):
    assert spoken(Passage("p", "d", 0, row, kind="row")) == said
