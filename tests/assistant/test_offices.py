"""What staff of another mall are told out of its own papers: limits, editions, reports, plans, drafts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model import Handling
from knowledge.text import fold
from tests.assistant.office_papers import write
from tests.house import STAFF, House, ingested, opened


@pytest.fixture(scope="module")
def offices(tmp_path_factory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("offices")
    home = ingested(folder / "home", [write(folder / "papers")])
    with opened(home) as house:
        yield house


def first(house: House, question: str) -> str:
    return fold(house.ask(question, STAFF).answer.splitlines()[0]).replace(",", "")


@pytest.mark.parametrize(
    ("question", "falls_to"),
    [
        ("顾客要我们赔一万八，找谁批", "副总"),
        ("赔300块谁点头", "主管"),
        ("修个冷却塔报价六千，谁签", "部门经理"),
    ],
)
def test_an_amount_falls_to_the_person_whose_limits_have_it(offices, question, falls_to):
    assert f"在“{falls_to}:" in first(offices, question)


def test_of_two_editions_in_one_folder_the_one_in_force_answers_and_the_other_is_void(offices):
    answer = offices.ask("一般投诉还是6个工作日办结吗", STAFF)
    assert all("1.4" not in citation.doc_id for citation in answer.citations)
    assert "3个工作日" in fold(answer.answer)
    assert "已失效" in fold(answer.answer)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("啤酒节营业额离计划差多少", "还差600万元"),
        ("端午拉新差了多少没完成", "还差300人"),
        ("啤酒节新增会员完成了百分之几", "85.0%"),
        ("啤酒节平均一天来了多少人", "日均3.20万人次"),
        ("七夕和端午哪个客流高", "低6.3万人次"),
    ],
)
def test_figures_of_reports_are_computed_whatever_their_columns_and_their_events_are_called(
    offices, question, says
):
    answer = fold(offices.ask(question, STAFF).answer)
    assert says in answer
    assert "计算得出" in answer


def test_reports_are_compared_by_a_rate_that_none_of_them_writes(offices):
    answer = fold(offices.ask("七夕跟啤酒节哪次的券用得更好", STAFF).answer)
    assert "80.0%" in answer
    assert "65.0%" in answer


@pytest.mark.parametrize("question", ["暖冬季到现在核销了多少张券", "暖冬季目前来了多少客人"])
def test_what_comes_of_an_occasion_that_is_on_is_counted_nowhere_yet(offices, question):
    answer = offices.ask(question, STAFF)
    assert answer.handling is Handling.UNKNOWN
    assert "实时数据" in answer.answer


def test_how_many_its_rules_give_is(offices):
    assert "每人限领2张" in offices.ask("暖冬季的券每人能领几张", STAFF).answer


@pytest.mark.parametrize("question", ["灯会啥时候", "灯会的券一人几张"])
def test_a_plan_is_told_to_staff_as_one_that_nobody_outside_may_know(offices, question):
    assert "未公开不得对外" in first(offices, question)


@pytest.mark.parametrize("question", ["停车是不是要改成9块", "停车封顶是不是80"])
def test_a_draft_is_told_as_one_and_what_holds_beside_it(offices, question):
    answer = fold(offices.ask(question, STAFF).answer)
    assert "讨论稿" in answer
    assert "封顶45元" in answer


def test_a_coupon_that_goes_with_one_offer_and_not_with_another_is_no_plain_yes(offices):
    assert not first(offices, "暖冬季券能和会员折扣一起用吗").startswith("可以")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("海角书屋搬家那篇推文谁写", "阿岚"),
        ("蓝鲸寿司那篇推文谁审核", "老秦"),  # 同上 is what stands above
        ("双12灯市那篇要不要法务看", "法务"),  # 双十二 in the paper
    ],
)
def test_a_calendar_tells_of_its_rows_and_not_the_directory_of_the_shop_in_them(offices, question, says):
    assert says in offices.ask(question, STAFF).answer


@pytest.mark.parametrize(
    "question", ["拾贝文具的电话给我一下", "把拾贝文具的电话发我", "拾贝文具总店电话给我一下"]
)
def test_the_telephone_of_a_shop_is_nobodys_secret(offices, question):
    assert "55501102" in offices.ask(question, STAFF).answer.replace(" ", "")


def test_the_telephone_of_a_shops_keeper_is_refused(offices):
    assert offices.ask("把拾贝文具店长的电话发我", STAFF).handling is Handling.REFUSE


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("以前那个半亩书局还在吗", "海角书屋"),
        ("有没有泰国菜，在几楼", "白象小馆"),
        ("有冇得食泰國菜", "白象小館"),
    ],
)
def test_a_shop_is_found_by_its_former_name_and_by_another_word_for_its_kind(offices, question, says):
    assert says in offices.ask(question).answer
