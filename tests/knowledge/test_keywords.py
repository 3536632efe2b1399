"""The keyword side of a large shelf: what is not scored could not have been among the best."""

import random

import pytest

from knowledge import keywords
from knowledge.keywords import Entry, KeywordIndex

COMMON = ["营业时间", "会员积分", "停车收费", "商场公告", "顾客须知", "现场工作人员"]
RARE = ["溜冰", "寄存", "婴儿车", "充电宝", "发票", "雨伞", "轮椅", "抽奖", "退货", "宠物"]
QUESTIONS = ("溜冰场营业时间", "会员积分能换寄存吗", "停车收费怎么开发票", "营业时间 停车收费 会员积分")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    dice = random.Random(7)
    index = KeywordIndex(tmp_path_factory.mktemp("large") / "words.db")
    index.add([Entry(f"p{number}", "文件", "", _written(dice)) for number in range(6_000)])
    yield index
    index.close()


def _written(dice: random.Random) -> str:
    said = dice.sample(COMMON, 3) + (dice.sample(RARE, 2) if dice.random() < 0.1 else [])
    return "，".join(said * dice.randint(1, 2))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_best_of_a_large_shelf_are_those_of_scoring_every_passage(index, question, monkeypatch):
    found = index.search(question, 120)
    monkeypatch.setattr(keywords, "_FEW", 10**9)
    every = index.search(question, 120)
    assert len(found) == len(every) == 120
    assert sorted(found.values(), reverse=True)[:40] == sorted(every.values(), reverse=True)[:40]


def test_passages_with_common_words_alone_are_not_scored(index, monkeypatch):
    scored = []
    kept = keywords._scored
    monkeypatch.setattr(
        keywords, "_scored", lambda *given, **named: scored.append(named) or kept(*given, **named)
    )
    index.search("溜冰场营业时间", 120)
    assert all(named.get("only") for named in scored)


def test_a_common_word_by_itself_is_still_found(index):
    assert len(index.search("营业时间", 120)) == 120
