"""Papers of a mall that writes in prose, with amounts in characters and questions with their answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model import Handling
from tests.house import STAFF, House, opened

_PAPERS = {
    "public/停车须知.md": """# 停车须知

## 收费

小型车入场后三十分钟以内驶离的不收费。超过三十分钟的，自入场时刻起算，工作日与周末采用不同价格。同一车辆连续停放每二十四小时封顶六十元，跨过二十四小时重新计费。

摩托车每次收费五元，不论停放多久。电动自行车请停放到地面东侧非机动车棚，免费。

## 无障碍

地下二层电梯厅两侧设无障碍车位，须车上载有持证人士方可停放，其余车辆占用的由管理员劝离。
""",
    "public/会员章程.md": """# 会员章程

积分自获得之日起十八个月内有效，每月最后一日清零当月到期部分。积分不可转让，也不能兑换现金。二百积分可抵停车费两元；一千五百积分可兑换三十元通用券一张，每人每月最多兑换五张。

退货时，已获得的积分同步扣回；积分余额不足扣的，记为负数。
""",
    "public/问答.md": """# 会員服務問答

**問：哪裡可以借輪椅？**
答：禮賓部備有輪椅五部，按金港幣300元，當日閉場前三十分鐘交還，全數退回。

**問：遺失物品怎麼辦？**
答：拾獲物品保留六十日；身份證於四十八小時內交予警方。
""",
    "public/prizes.md": """# Winter promotion

Members who spend HK$800 or more on one day may redeem one gift at the concierge.

Every HK$500 gives one chance. The draw takes place on 8 January 2027 and winners are published on 15 January 2027.
""",
    "internal/投诉.md": """# 投诉处理办法

投诉按影响分为三级。一般投诉由当值主管在两小时内回复，当天办结。较重投诉由客户体验经理四小时内回复，三个工作日内办结。

| 岗位 | 单次赔付上限 | 形式 |
| --- | --- | --- |
| 当值主管 | 200元 | 购物券 |
| 客户体验经理 | 1,000元 | 购物券或现金 |
| 值班总监 | 5,000元 | 不限 |
| 总经理 | 5,000元以上 | 须法务会签 |
""",
}


@pytest.fixture(scope="module")
def mall(tmp_path_factory) -> Iterator[House]:
    root = tmp_path_factory.mktemp("prose")
    for name, text in _PAPERS.items():
        path = root / "papers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with opened(root / "home") as house:
        assert house.atrium.ingest.run([root / "papers"]).exit_code == 0
        yield house


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("骑摩托来收费吗", "摩托车每次收费五元"),  # a whole paragraph before a sentence of a longer one
        ("1500积分可以换什么", "一千五百积分"),
        ("残疾人车位在哪", "无障碍车位"),
        ("借輪椅要幾多按金", "300元"),
        ("身份證唔見咗，執到會點處理", "四十八小時"),
        ("when are the winners of the lucky draw published", "15 January 2027"),
    ],
)
def test_prose_answers_first_with_the_sentence_that_was_asked_for(mall, question, said):
    answer = mall.ask(question)
    assert said in "\n".join(answer.answer.splitlines()[:2])


def test_a_doing_is_no_thing_that_is_not_written(mall):
    answer = mall.ask("退货了积分会扣吗")
    assert answer.handling is Handling.ANSWER
    assert "扣回" in answer.answer.splitlines()[0]


@pytest.mark.parametrize(
    ("amount", "who"),
    [("150元", "当值主管"), ("800元", "客户体验经理"), ("4000元", "值班总监"), ("6000元", "总经理")],
)
def test_an_amount_falls_to_the_row_whose_limit_reaches_it(mall, amount, who):
    answer = mall.ask(f"要赔{amount}谁能批", STAFF).answer
    rows = [line for line in answer.splitlines() if "单次赔付上限" in line]
    assert [who in row for row in rows] == [True]


def test_a_name_that_stands_nowhere_is_not_answered_by_its_like(mall):
    question = "朱椿的积分有效期是多久?"
    assert mall.ask(question).handling is Handling.UNKNOWN
    assert mall.ask(question, STAFF).handling is Handling.UNKNOWN


@pytest.mark.parametrize("question", ["积分的有效期是多久?", "我妈的积分有效期是多久?"])
def test_everyday_words_for_whose_it_is_keep_their_answer(mall, question):
    assert "十八个月" in mall.ask(question).answer
