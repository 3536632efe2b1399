"""A rule asked for at a shop: whether a pet may be carried in, whether goods are taken back; and two questions in one message."""

import pytest

from assistant.model import Handling
from tests.house import STAFF, House, of_papers


@pytest.mark.parametrize("message", ["能抱着猫去咖啡店吗", "牵着狗到三楼那家火锅店行不行"])
def test_whether_a_pet_comes_along_is_a_rule_and_no_search_for_shops(demo_house, message):
    assert any("宠物" in one.title for one in demo_house.ask(message).citations)


def test_what_papers_answered_does_not_become_a_list_of_restaurants(demo_house):
    fed = demo_house.talk("宝宝饿了要喂奶,人在四楼,哪儿有私密点的房间", "下个月3号再来呢")
    assert "母婴室" in fed.answer
    on_a_leash = demo_house.talk(
        "can i bring my poodle into a restaurant if she stays in a bag?",
        "and on a leash in the L1 east zone?",
    )
    assert "leash" in on_a_leash.answer


def test_a_kind_of_shop_named_in_a_follow_up_is_still_looked_for(demo_house):
    then = demo_house.talk("小狗能进餐厅吗", "那咖啡店呢,哪里有")
    assert any("店铺目录" in one.title for one in then.citations)


def test_when_one_may_come_in_is_no_list_of_shops_open_then(demo_house):
    said = demo_house.ask("8点就开门的咖啡店也8点进?", STAFF)
    assert "7:30" in said.answer


def test_the_other_piece_goes_back_and_this_one_is_kept(demo_house):
    then = demo_house.talk(
        "320加100的单子,用券后给了370,客人只退100那件,退几多", "要是留下100的、退320那件呢", viewer=STAFF
    )
    assert "应退270元" in then.answer


def test_what_is_carried_in_was_spoken_of_before(demo_house):
    then = demo_house.talk("把猫装在包里能上三楼吗", "顺便抱进三楼那家咖啡店行吗")
    assert "不能进入" in then.answer


@pytest.mark.parametrize(
    "message", ["I bought a coat at QINGTI. Can I take it back?", "在青缇买的大衣小了,能退吗"]
)
def test_a_return_at_a_shop_is_told_by_its_row_and_the_rule(demo_house, message):
    titles = [one.title for one in demo_house.ask(message).citations]
    assert any("店铺目录" in title for title in titles)
    assert any("退换货" in title for title in titles)


def test_a_person_is_found_for_who_asks_for_one(demo_house):
    assert demo_house.ask("那帮我找个人问问吧").handling is Handling.HANDOFF


def test_whether_to_let_somebody_see_is_a_rule_and_no_person(demo_house):
    answer = demo_house.ask("有个男的要看监控,想知道女朋友昨天跟谁来的,让看吗", STAFF)
    assert "不同意查看" in answer.answer
    assert demo_house.ask("昨天是谁值班的", STAFF).handling is Handling.UNKNOWN


def test_two_questions_of_one_paper_are_both_answered(demo_house):
    said = demo_house.ask("朋友圈文案最多多少字几行?促销短信晚上九点半发行吗", STAFF).answer
    assert "6行" in said
    assert "21:00" in said


def test_how_many_more_are_sent_on_long_days_is_no_opening_hour(demo_house):
    assert any("排班" in one.title for one in demo_house.ask("楼层巡查延时那几天要多加几个", STAFF).citations)


def test_another_number_of_persons_is_of_the_other_tier(demo_house):
    then = demo_house.talk("单场800人的活动多久报批", "人数要是冲到1100呢", viewer=STAFF)
    assert "30个工作日" in then.answer


def test_where_a_trampoline_is_is_understood_in_cantonese(demo_house):
    assert "L4" in demo_house.ask("想帶個仔去跳彈床,邊層有?玩到幾點㗎?").answer


SHOPS = """楼层,铺位号,店名,业态,营业时间
1F,101,银杏数码,手机数码,10:00-22:00
1F,102,白鹭女装,女装,10:00-22:00
"""
CARDS = """# 礼品卡使用说明

- 礼品卡可在商场内各店铺使用，面值100元起。
- 银杏数码、外币兑换处和充值业务不可使用礼品卡。
- 礼品卡售出后3年内有效，不兑现金。
"""


@pytest.fixture(scope="module")
def mall(tmp_path_factory, ingested_home):
    papers = {"public/店铺目录.csv": SHOPS, "public/礼品卡使用说明.md": CARDS}
    with of_papers(tmp_path_factory.mktemp("counts"), papers, ingested_home) as house:
        yield house


@pytest.mark.parametrize(
    "message", ["礼品卡能在银杏数码用吗", "银杏数码可以用礼品卡吗", "在银杏数码买手机，礼品卡用得了吗"]
)
def test_what_counts_at_a_shop_is_told_by_the_rule_that_names_it(mall: House, message):
    assert "不可使用礼品卡" in mall.ask(message).answer
