"""What a question about a shop touches in its tags is told first."""

from datetime import datetime

import pytest

from assistant.asking import need
from assistant.asking.wording import plain
from assistant.shops.lookup import Lookup
from knowledge.directory import Directory
from knowledge.model import Shop

NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
SHOPS = [
    Shop("L4-01", "鹿鸣酸汤鱼", category="餐饮", floor="L4", tags=("酸汤鱼", "不接待六人以上", "可订座")),
    Shop("L1-02", "白鸟餐吧", category="餐饮", floor="L1", tags=("露台", "可带宠物(仅露台)", "生日派对")),
]


def _said(question: str) -> str:
    text = plain(question)
    reply = Lookup(Directory(SHOPS), lambda shop: None).reply(text, need.read(text, NOW.date()), NOW, False)
    return reply.lines[0].text if reply else ""


@pytest.mark.parametrize(
    ("question", "tag"),
    [
        ("我们8个人去鹿鸣行不行", "不接待六人以上"),
        ("鹿鸣酸汤鱼能订座吗", "可订座"),
        ("白鸟餐吧能带狗吗", "可带宠物(仅露台)"),
        ("白鸟餐吧能过生日吗", "生日派对"),
    ],
)
def test_the_tag_that_answers_is_told_first_with_where_the_shop_is(question, tag):
    said = _said(question)
    assert said.split("。")[0].endswith(tag)
    assert "在L" in said


@pytest.mark.parametrize("question", ["鹿鸣酸汤鱼要排队多久", "白鸟餐吧招聘吗"])
def test_where_no_tag_has_it_nothing_is_told(question):
    assert not _said(question)


def test_hours_that_are_asked_for_are_told_as_ever():
    assert not _said("白鸟餐吧几点关门,带狗去").startswith("白鸟餐吧：")
