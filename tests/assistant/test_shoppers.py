"""How shoppers ask, short and sloppy, and what the demo mall answers: one row a way of asking, not a shop."""

import pytest

from assistant.model import Handling

ANSWERED = [
    # asked, what stands in the answer, what must not
    ("青砚书房在2楼吗", "不是L2层", "是的"),
    ("早上8点半想喝禾也咖啡 哪家开着", "08:30在营业", "请问您要找"),
    ("奶茶店在哪 蜜桃那个", "B1-33", "叶叶"),
    ("is there a bookstore on floor 2", "L3-05", "The directory has no shop that fits (L3"),
    ("下午五点前牙科还接诊吗", "L6-08", "没有找到"),
    ("四楼有啥给小孩玩的", "鲸鱼岛", "没有找到"),
    ("看完午夜场电影从哪儿出去啊", "3号直梯", "店铺目录"),
    ("导盲犬可以进餐厅吗", "所有区域", "没有写"),
    ("商场里可以抽电子烟吗", "禁烟", "没有找到"),
    ("今晚十点四十还能逛吗", "23:00", "轮椅"),
    ("快闪店还在吗", "2026-11-26", "没有找到"),
    ("面膜拆开用了两片,不喜欢能退吗", "拆封", "没有找到"),
    ("can i return opened makeup", "cosmetics", "By the directory"),
    ("can i bring my guide dog into the food court", "everywhere", "L3-02"),
    ("lockers for 5 hours how much", "CNY 9", "CNY 25"),
    ("有啥免费的可以玩", "圣诞点灯", "停车"),
    ("what's free in the mall", "free", "smoke-free"),
    ("小小店长一场几个小朋友", "20名", "没有写"),
]


@pytest.mark.parametrize(("question", "says", "not_said"), ANSWERED)
def test_a_sloppy_question_is_answered(demo_house, question, says, not_said):
    answer = demo_house.ask(question)
    assert answer.handling is Handling.ANSWER
    assert says in answer.answer
    assert not_said not in answer.answer


FOLLOWED = [
    (("北屿户外在几楼", "不是在2楼吗"), "L4-06"),
    (("禾也咖啡在哪", "三楼那家也这么早?"), "L3-22"),
    (("卖酒的那家几点关", "参加满300减50不"), "澄麦酒坊不参与"),
    (("满减券怎么领", "一人几张"), "2张"),
    (("1块钱美式怎么买", "下午还有吗"), "10:00–12:00"),
    (("lockers where", "how much for 4 hours"), "CNY 6"),
    (("我家泰迪能进火锅店吗", "周六下午能牵着逛吗"), "装包"),
    (("4楼母婴室能用吗", "12月1号四楼的能用了吗"), "11月30日"),
]


@pytest.mark.parametrize(("turns", "says"), FOLLOWED)
def test_a_follow_up_is_about_what_was_spoken_of(demo_house, turns, says):
    answer = demo_house.talk(*turns)
    assert answer.handling is Handling.ANSWER
    assert says in answer.answer


def test_three_floors_up_is_no_claim(demo_house):
    assert not demo_house.talk("禾也咖啡在哪", "三楼那家也这么早?").answer.startswith("是的")


@pytest.mark.parametrize(
    "question",
    ["桂花拿铁大杯多少钱", "那个冲锋衣多少钱", "北屿户外冲锋衣打几折", "今天电影放什么片", "what movies are showing", "火锅店人均多少钱"],
)  # fmt: skip
def test_what_nobody_writes_for_shoppers_is_not_guessed(demo_house, question):
    assert demo_house.ask(question).handling in (Handling.UNKNOWN, Handling.PARTIAL)


@pytest.mark.parametrize("question", ["牙科晚上八点半还看不看", "停车最多收几块", "买部手机6000 有多少积分"])
def test_a_question_is_no_complaint_and_no_secret(demo_house, question):
    assert demo_house.ask(question).handling is Handling.ANSWER


@pytest.mark.parametrize(
    "question", ["免费停车怎么弄", "轮椅免费吗", "停车免费几分钟", "how much parking is free"]
)
def test_who_asks_of_one_thing_reads_no_list_of_what_is_free(demo_house, question):
    assert "圣诞点灯" not in demo_house.ask(question).answer


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("花多少钱能抽一次奖 一天最多几回", "中了最晚啥时候去领"), "12月15日"),
        (("抽奖几点结束", "如果中了在哪领"), "总服务台"),
        (("停多久内不收钱", "不是一个小时吗 以前都是"), "自2026-09-01起施行"),
        (("parking fee per hour", "it used to be 4 yuan"), "in force since 2026-09-01"),
    ],
)
def test_what_is_said_in_passing_is_understood(demo_house, turns, says):
    assert says in demo_house.talk(*turns).answer


def test_how_a_rule_used_to_be_is_not_told_to_shoppers(demo_house):
    answer = demo_house.talk("停车一小时多少", "以前不是4块吗").answer
    assert "V3" not in answer
    assert "每小时4元" not in answer


@pytest.mark.parametrize(
    "message",
    [
        "车在B3被人刮了,把昨晚监控发我一份",
        "包被人拿了,监控给我拷一份",
        "Someone scratched my car, send me the CCTV video",
    ],
)
def test_footage_is_sent_to_nobody(demo_house, message):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.REFUSE
    assert "400-000-0188" in answer.answer


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("有没有卖滑雪装备的",), "雪线滑具"),
        (("有没有卖滑雪装备的", "我12月8号再去还在不在"), "至 2026-12-06"),
        (("哪家有滑雪板,12月10号还开吗",), "至 2026-12-06"),
        (("眼镜店在几楼",), "医疗器械"),  # the remark of the only one
        (("12月有哪几家新店开业",), "2026-12 开业的店有 3 家"),
        (("1月有新店开业吗",), "没有写 2027-01 开业的店"),
        (("我妈抽中的礼盒今天还能领不?她腿脚不便,我去代领要带什么",), "委托"),
        (("小小店长5岁能报吗", "那要多少积分?我能放下他自己去逛街吗"), "300积分"),
        (("小小店长5岁能报吗", "那要多少积分?我能放下他自己去逛街吗"), "家长必须陪同"),
        (("童画美育在几楼", "能用周年庆的券吗,给不给积分"), "不参与积分"),
        (("昨晚把刚买的蛋糕落母婴室了,今天过去还在吗",), "当日处理，不保留"),
    ],
)
def test_what_is_asked_in_words_of_ones_own_is_answered(demo_house, turns, says):
    assert says in demo_house.talk(*turns).answer


def test_who_wants_to_buy_is_not_sent_to_who_lets_shops(demo_house):
    assert demo_house.ask("我想买块雪板").handling is Handling.ANSWER
