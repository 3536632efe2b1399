"""Asking with one word for what a paper calls by another, and leaving alone what only looks like it."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.keywords import Entry, KeywordIndex
from knowledge.library import Library
from knowledge.model import Viewer
from knowledge.text import fold
from knowledge.writing.synonyms import KIND, SAME, meant
from tests.knowledge.shelf_life import NOW, WordEmbedder, document, passages

PASSAGES = {
    "toilet": "卫生间在每层扶梯旁,三层的在修。",
    "nursing": "母婴室在三层南侧,有温奶器。",
    "stroller": "童车免费借用,押金一百元。",
    "lockers": "储物柜在负一层,前两小时免费。",
    "wifi": "无线网络免费,连接后看一段欢迎词。",
    "power": "移动电源在服务台归还,丢失须赔偿。",
    "closing": "闭店前三十分钟播送广播。",
    "returns": "退换货请到原门店,吊牌须完好。",
    "receipt": "小票遗失的,可凭付款记录查询。",
    "lost": "拾得物品交到总服务台登记。",
    "smoking": "吸烟区在西广场室外。",
    "coupon": "代金券每单限用一张,不找零。",
    "pets": "宠物须牵绳,不得进入餐饮店。",
    "minors": "未成年人参加须由监护人同意。",
    "metro": "轨道交通二号线直达负一层。",
    "cash": "自动取款机在东门内侧。",
    "phone": "手机维修在二层,当天可取。",
    "gift": "礼品包装在一层,每件十元。",
}
QUESTIONS = (
    ("厕所在哪", "toilet"),
    ("洗手间坏了吗", "toilet"),
    ("化妝室在哪", "toilet"),
    ("where is the restroom", "toilet"),
    ("哺乳室几楼", "nursing"),
    ("喂奶室在哪", "nursing"),
    ("婴儿推车能借吗", "stroller"),
    ("can I borrow a stroller", "stroller"),
    ("存包在哪", "lockers"),
    ("有wifi吗", "wifi"),
    ("Wi-Fi怎么连", "wifi"),
    ("充电宝还到哪", "power"),
    ("几点打烊", "closing"),
    ("能退掉吗", "returns"),
    ("收据没了", "receipt"),
    ("捡到东西交给谁", "lost"),
    ("哪里可以抽烟 吸烟室", "smoking"),
    ("优惠券能用几张", "coupon"),
    ("可以带狗吗", "pets"),
    ("小孩能参加吗", "minors"),
    ("坐地铁怎么来", "metro"),
    ("哪里有ATM", "cash"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    index = KeywordIndex(tmp_path_factory.mktemp("synonyms") / "words.db")
    index.add([Entry(name, "文件", "", text) for name, text in PASSAGES.items()])
    yield index
    index.close()


@pytest.mark.parametrize(("question", "wanted"), QUESTIONS)
def test_a_passage_is_found_that_calls_it_by_another_word(index, question, wanted):
    scores = index.search(question, 50, synonyms=meant(question))
    assert max(scores, key=scores.__getitem__) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "手机不见了",  # not a lost child
        "大小合适吗",
        "lifted weights",  # no lift
        "platform",  # no atm
        "在几楼?",
        "",
        "今天有什么活动",
    ],
)
def test_what_only_looks_like_one_of_them_has_no_synonym(question):
    assert meant(question) == []


def test_the_whole_does_not_find_its_kinds():
    assert "带狗" not in [other for wording in meant("宠物") for other in wording.others]


def test_a_long_word_is_not_also_the_short_one_in_it():
    assert [wording.said for wording in meant("自动扶梯停了")] == ["自动扶梯"]


def test_what_a_question_says_itself_is_not_looked_for_twice():
    (first, second) = meant("洗手间也就是卫生间在哪")
    assert "卫生间" not in first.others
    assert "洗手间" not in second.others


def test_the_said_word_counts_more_than_its_synonym(tmp_path):
    index = KeywordIndex(tmp_path / "words.db")
    index.add(
        [Entry("said", "", "", "洗手间在二层"), Entry("other", "", "", "卫生间在二层")]
        + [Entry(f"x{n}", "", "", f"第{n}号货架在仓库") for n in range(20)]
    )
    scores = index.search("洗手间", 5, synonyms=meant("洗手间"))
    assert scores["said"] > scores["other"] > 0
    index.close()


def test_a_word_stands_in_one_row_of_what_is_the_same():
    counted = Counter(fold(word) for row in SAME for word in row)
    assert [word for word, times in counted.items() if times > 1] == []
    assert all(len(row) > 1 for row in SAME)


def test_a_kind_and_its_whole_are_not_the_same():
    same = {(fold(one), fold(two)) for row in SAME for one in row for two in row}
    assert not [(kind, whole) for kind, wholes in KIND.items() for whole in wholes if (kind, whole) in same]


def test_a_search_finds_by_a_synonym(tmp_path):
    library = Library(tmp_path, WordEmbedder())
    library.publish(document("K"), passages(document("K"), "卫生间在每层扶梯旁", "礼品包装在一层"))
    hits = library.search(Viewer()).find("厕所", as_of=NOW).hits
    library.close()
    assert [hit.passage.text for hit in hits if hit.parts["keyword"] > 0] == ["卫生间在每层扶梯旁"]
