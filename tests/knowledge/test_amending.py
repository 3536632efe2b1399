"""How notices word what they change in another paper."""

import pytest

from knowledge.writing.amending import Kind, statements


@pytest.mark.parametrize(
    ("text", "kind", "number", "old", "new"),
    [
        ("一、第三条(电子券)改为:满400元可用一张。", Kind.REPLACED, "3", "", "满400元可用一张。"),
        ("第三條修訂為：「泊車兩小時。」", Kind.REPLACED, "3", "", "泊車兩小時。"),
        ("第三条自11月1日起调整为:每天开放。", Kind.REPLACED, "3", "", "每天开放。"),
        ("Article 3 is replaced by: “Cards are valid for 36 months.”", Kind.REPLACED, "3", "", "Cards are valid for 36 months."),
        ("第八条(兑奖)领奖截止日由11月10日改为11月20日。", Kind.CHANGED, "8", "11月10日", "11月20日"),
        ("第五条原文“每10元积1分”应为“每20元积1分”。", Kind.CHANGED, "5", "每10元积1分", "每20元积1分"),
        ("第2.1條由「港幣25元」改為「港幣30元」。", Kind.CHANGED, "2.1", "港幣25元", "港幣30元"),
        ("In Clause 2.1, “HK$25” is replaced by “HK$30”.", Kind.CHANGED, "2.1", "HK$25", "HK$30"),
        ("The deadline in Article 8 is extended from 10 November to 20 November.", Kind.CHANGED, "8", "10 November", "20 November"),
        ("第二条押金调整为200元。", Kind.VALUE, "2", "", "200元"),
        ("有效期延长至11月30日。", Kind.VALUE, "", "", "11月30日"),
        ("第8条第2款删除。", Kind.DELETED, "8", "", ""),
        ("Article 8(2) is deleted.", Kind.DELETED, "8", "", ""),
        ("新增第九条:场内禁止吸烟。", Kind.ADDED, "9", "", ""),
    ],
)  # fmt: skip
def test_a_change_is_read_with_its_article_and_its_words(text, kind, number, old, new) -> None:
    (one,) = statements(text)
    article = one.article.number if one.article else ""
    assert (one.kind, article, one.old, one.new) == (kind, number, old, new)


@pytest.mark.parametrize(
    "text",
    [
        "请按第三条执行。",
        "会员须遵守第三条、第四条的规定。",
        "商场有权对本规则作出调整。",
        "Please read Article 3 before you park.",
        "营业时间为10:00至22:00。",
    ],
)
def test_a_mere_mention_of_an_article_changes_nothing(text: str) -> None:
    assert statements(text) == []


def test_what_is_said_after_the_changes_is_none_of_them() -> None:
    text = "一、第三条改为:满400元可用。\n二、第四条改为:免费3小时。\n其余各条不变。原第三条、第四条同时停止执行。"
    first, second = statements(text)
    assert text[first.start : first.end] == "第三条改为:满400元可用。"
    assert text[second.start : second.end] == "第四条改为:免费3小时。"
