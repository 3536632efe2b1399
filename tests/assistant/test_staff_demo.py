"""Staff ask the demo mall as colleagues do: a case in other words, a threshold, a term, a version, what no paper has."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.model import Answer, Handling
from knowledge.text import fold
from tests.house import STAFF, House


def said(answer: Answer) -> str:
    return fold(answer.answer).replace(",", "").replace(" ", "")


def first(answer: Answer) -> str:
    return said(answer).splitlines()[0]


@pytest.mark.parametrize(
    ("question", "first_says"),
    [
        ("同一位顾客第三次来吵了,上回没解决,多久内得有专人对接", "30分钟"),
        ("老板让我送两张券叫客人把差评撤了", "不得用补偿换取顾客删评"),
        ("有人落下一盒寿司,留几天", "当日"),
        ("帮同事来取落下的背包,要带什么", "委托"),
        ("捡到一把剪刀,放失物柜行不", "刀具"),
        ("券扫不出来,先收全款我答应回头补他50,行不", "不得让顾客先付全款"),
        ("派出所民警来调会员积分明细,能给吗", "法务核对文书"),
        ("星帆母婴护理哪天进场装修,东西从哪上", "2026-11-23"),
        ("杏汐女装装修到几号", "2026-12-04"),
        ("桂花拿铁大杯咖啡因多少毫克,这数哪来的", "120mg依据:品牌自检"),
        ("导购几点让进,从哪个门", "员工通道"),
        ("出口车主争18块钱,谁说了算", "20元及以内"),
        ("大奖送一辆8万的车行不行", "50000元"),
        ("客人的狗在走廊尿了,训两句行吗", "不得训斥"),
        ("他女朋友想查他这个月在哪消费,我帮查给她?", "不得透露"),
    ],
)
def test_a_case_in_other_words_finds_its_rule(demo_house: House, question: str, first_says: str) -> None:
    assert first_says in first(demo_house.ask(question, STAFF))


def test_the_kind_asked_about_comes_first_and_no_other_row_of_its_table(demo_house: House) -> None:
    answer = demo_house.talk("客人丢了个面包在这,放几天", "帽子呢", viewer=STAFF)
    assert "90天" in first(answer)
    assert "类别:贵重物品" not in said(answer)


def test_what_somebody_found_is_no_wish_for_such_a_thing(demo_house: House) -> None:
    answer = said(demo_house.ask("捡来的手机一直响,能接不", STAFF))
    assert "可以接听" in answer
    assert "店铺目录" not in answer


@pytest.mark.parametrize("question", ["光年影城今晚有啥片", "光年影城几点的场", "光年影城放什么电影"])
def test_what_is_on_at_the_cinema_is_in_no_paper(demo_house: House, question: str) -> None:
    assert first(demo_house.ask(question)).startswith("资料里没有写")


def test_the_side_of_the_limit_that_holds_comes_first(demo_house: House) -> None:
    assert "不足500元" in first(demo_house.ask("捡到个信封夹着460块", STAFF))


@pytest.mark.parametrize(
    ("question", "due"),
    [
        ("270裤子+90帽子用了300减50,只退帽子,应退人家多少", "应退40元"),
        ("客人买了260的鞋和110的包用了满300减50,现在把鞋退了,退多少钱", "应退210元"),
        ("吊牌400,先打八折,再用300减50,用得了吗,客人掏多少", "270元"),
        ("吊牌350打八折再用300减50到手多少", "不能用"),
    ],
)
def test_things_named_behind_their_amounts_are_reckoned(demo_house: House, question: str, due: str) -> None:
    assert due in first(demo_house.ask(question, STAFF))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("10月12号的小票今天才拿来补分,给补吗", "超过30天"),
        ("10月26的小票今天才拿来补分,给补吗", "没有超过30天"),
        ("11月2号买的包今天来退行不行", "超过7天"),
    ],
)
def test_a_term_is_counted_to_today_when_today_is_named_too(
    demo_house: House, question: str, says: str
) -> None:
    assert says in first(demo_house.ask(question, STAFF))


@pytest.mark.parametrize(
    "question",
    [
        "这个月消防演练排在哪天",
        "下周例会几点开",
        "今晚值班经理是哪位,手机多少",
        "停车场买的哪家的保险",
        "保洁公司叫什么名字",
    ],
)
def test_rosters_schedules_and_contractors_are_in_no_paper(demo_house: House, question: str) -> None:
    answer = demo_house.ask(question, STAFF)
    assert answer.handling is Handling.UNKNOWN
    assert not answer.citations


@pytest.mark.parametrize("question", ["消防演练要在哪备案", "值班经理负责什么"])
def test_their_rules_still_are(demo_house: House, question: str) -> None:
    assert demo_house.ask(question, STAFF).citations


@pytest.mark.parametrize("question", ["国庆一共发放了多少张券", "国庆销售额多少"])
def test_a_paper_that_says_it_has_not_what_is_asked_is_the_whole_answer(
    demo_house: House, question: str
) -> None:
    answer = demo_house.ask(question, STAFF)
    assert answer.handling is Handling.PARTIAL
    assert "没有记录" in first(answer)


def test_a_rate_on_another_basis_is_not_told_for_the_one_asked(demo_house: House) -> None:
    answer = demo_house.talk("双11按发放算核销率多少", "国庆按发放呢", viewer=STAFF)
    assert "不能按核销÷发放" in said(answer)


def test_what_a_final_report_corrected_is_no_draw_and_no_change_of_rules(demo_house: House) -> None:
    assert "260张" in first(demo_house.ask("双11核销快报8085跟终版对不上,差几张", STAFF))


def test_versions_differ_item_by_item(demo_house: House) -> None:
    text = said(demo_house.ask("停车规则新旧版差在哪,都列一下", STAFF))
    assert all(one in text for one in ("首60分钟", "前30分钟", "4元", "5元", "35元", "40元", "200积分"))
    in_english = said(demo_house.ask("what changed in the parking rules, old version vs new", STAFF))
    assert all(one in in_english for one in ("cny35", "cny40", "1hour", "30minutes"))


def test_a_paper_named_for_its_changes_is_found_by_its_name(demo_house: House) -> None:
    assert "12月31日" in said(demo_house.ask("会员章程新旧版差哪几处", STAFF))


def test_the_day_and_the_case_of_a_message_hold_for_all_its_questions(demo_house: House) -> None:
    assert "23:20" in said(demo_house.ask("今晚几点闭店,几点清场", STAFF))
    card = said(demo_house.ask("保洁捡了部手机,放在哪,能放几天", STAFF))
    assert "3天" in card
    assert "保险柜" in card


def test_the_rules_of_a_past_day_answer_in_the_words_of_that_day(demo_house: House) -> None:
    then = datetime.fromisoformat("2026-11-12T10:00:00+08:00")
    text = said(demo_house.ask("店庆满减一个人能领几张,多少家店用得了", STAFF, then))
    assert "限领1张" in text
    assert "126家" in text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("ordinary complaint from the app, how fast must we reply?", ("30minutes", "15minutes")),
        ("may the cashier do a refund of 3000 alone?", ("notwithoutapproval", "cny2000")),
        ("can we make the grand prize a 70k car?", ("no.", "cny50000")),
        ("when may retail staff get in?", ("09:15",)),
        ("are last year's coupons 30 off 200 still taken?", ("nolongerapplies",)),
    ],
)
def test_staff_who_ask_in_english_read_what_counts_in_english(
    demo_house: House, question: str, says: tuple[str, ...]
) -> None:
    answer = demo_house.ask(question, STAFF)
    assert answer.handling is Handling.ANSWER
    assert all(one in said(answer) for one in says), said(answer)


@pytest.mark.parametrize("question", ["客人举着手机直播骂我们,要不要跟他理论", "客人骂我们,该不该还嘴"])
def test_who_asks_how_to_behave_raises_no_alarm(demo_house: House, question: str) -> None:
    assert demo_house.ask(question, STAFF).handling is not Handling.EMERGENCY


@pytest.mark.parametrize("question", ["有人拿刀威胁我,要不要跟他理论", "客人动手打人了,要不要拦着"])
def test_who_is_attacked_still_does(demo_house: House, question: str) -> None:
    assert demo_house.ask(question, STAFF).handling is Handling.EMERGENCY


@pytest.mark.parametrize(
    ("question", "says", "paper"),
    [
        ("双11销售离目标还缺多少", "还差220万元", "K33"),
        ("SOP-3管哪些事", "开闭店", "K21"),
        ("双12的券有几张", "未公开", "K15"),
        ("有三桌人都吃坏肚子了", "保留剩余食物", "K27"),
    ],
)
def test_staff_find_the_paper_that_they_mean(demo_house: House, question: str, says: str, paper: str) -> None:
    answer = demo_house.ask(question, STAFF)
    assert says in answer.answer
    assert paper in {citation.doc_id for citation in answer.citations}


def test_figures_of_an_occasion_that_is_on_are_not_those_of_last_year(demo_house: House) -> None:
    answer = demo_house.ask("周年庆这会儿核销掉多少券了", STAFF)
    assert answer.handling is Handling.UNKNOWN
    assert "8,448" not in answer.answer


def test_a_coupon_of_a_past_year_is_void_by_now(demo_house: House) -> None:
    assert "过期作废" in demo_house.ask("去年周年庆的券还能用不").answer


def test_beside_the_refusal_of_what_is_kept_of_a_person_stands_the_rule(demo_house: House) -> None:
    answer = demo_house.ask("派出所民警拿着证来调一个会员的消费记录,我当场打印给他?", STAFF)
    assert answer.handling is Handling.REFUSE
    assert "法务核对文书" in said(answer)
    assert "法务" not in said(demo_house.ask("把会员张三的手机号给我"))  # a shopper sees no rule of the house


def test_where_a_shop_is_stays_with_the_directory(demo_house: House) -> None:
    assert "2026-12-05" in first(demo_house.ask("杏汐女装什么时候开业", STAFF))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("280的鞋加90的袜子用了满减,袜子退了,该退她多少", "40元"),
        ("粥与篮的阿姨七点半刷卡能进不", "07:30"),
        ("车排到第几辆要叫人增援", "10辆"),
        ("换店长了,群里说一声可以吧", "变更函"),
    ],
)
def test_words_of_the_floor_find_the_rule(demo_house: House, question: str, says: str) -> None:
    assert says in said(demo_house.ask(question, STAFF))


def test_a_month_of_which_there_is_no_report_has_no_figure(demo_house: House) -> None:
    answer = demo_house.talk("元旦那次的复盘发我看看", "九月份总客流是多少", viewer=STAFF)
    assert answer.handling in (Handling.UNKNOWN, Handling.PARTIAL)
