"""Every row of label_rules.yaml, on what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from assistant.labels import Kind
from assistant.labels.rules import Rules
from assistant.labels.taxonomy import polarities, taxonomy
from assistant.triage.wording import normalise, read_rules
from tests.labelling import labels_of

RULES = Rules.load()

# need -> messages that have it | messages that sound like it and do not
NEEDS = {
    "停车": (["车停一夜要多少", "抬杆一直不动", "泊車點收費", "where do I park", "地库几点锁门"], ["停一停,听我说", "公园里有什么店"]),
    "会员/积分": (["积分几时清零", "金卡有什么好处", "do I get points"], ["卡住了怎么办", "点一份套餐"]),
    "活动/券": (["满两百减多少", "券過期了嗎", "any discount today"], ["券商营业部在哪", "借用场地办发布会找谁"]),
    "退换/售后": (["穿了一次能退吗", "换个大一码的", "I want a refund"], ["退休的人有优惠吗", "请退后"]),
    "失物": (["伞忘在影院了", "钱包不见了", "有人执到我條圍巾嗎"], ["小票丢了还能换吗", "孩子走丢了"]),
    "设施": (["洗手间在哪边", "邊度有得充電", "wifi密码"], ["充电桩多少钱一度", "手机落在出租车上"]),
    "预约": (["订两位今晚的", "要提前多久约", "book a table"], ["大约多久能到", "条约博物展"]),
    "发票": (["开票要抬头吗", "can I get an invoice"], ["票价多少", "发了没有"]),
    "无障碍": (["有坡道吗", "輪椅可唔可以入", "wheelchair access"], ["没有障碍物吧"]),
    "亲子": (["带娃去哪", "有儿童餐椅吗", "play area for kids"], ["娃哈哈有卖吗", "儿童节放假吗"]),
    "宠物": (["狗能进来不", "cat friendly?"], ["热狗多少钱", "a hot dog please", "狗不理包子在几楼"]),
    "礼品": (["想送妈妈一份礼物", "gift wrapping"], ["送到家吗", "赠品领完了"]),
    "比价": (["哪家便宜点", "单次多少钱", "how much is a haircut"], ["停车多少钱", "标价和收的不一样"]),
    "商务合作": (["想租个铺面", "招商找谁", "advertising enquiry"], ["广告上说有赠品", "虚假广告"]),
    "投诉维权": (["我要投诉", "凭什么不退", "overcharged me"], ["投诉电话几号", "我不是投诉,就问问"]),
    "找店": (["有没有卖雨靴的店", "想吃煲仔饭去哪", "where can I buy socks"], ["厕所在哪里", "where is the restroom"]),
}  # fmt: skip


@pytest.mark.parametrize("need", NEEDS)
def test_a_need_is_found_by_its_words_and_not_in_what_sounds_like_it(need):
    found, left = NEEDS[need]
    rows = [rule for rule in RULES.needs if rule.value == need]
    assert [text for text in found if not any(rule.match(normalise(text)) for rule in rows)] == []
    assert [text for text in left if any(rule.match(normalise(text)) for rule in rows)] == []


EMOTIONS = {
    "满意": (["这家味道不错", "服務好周到,很滿意", "absolutely delicious"], ["味道怎么样", "不太满意", "满意度问卷在哪填"]),
    "感谢": (["谢谢你们帮我找到手机", "唔該晒", "thank you so much"], ["请问几点关门,谢谢", "厕所在哪里?多谢", "谢谢惠顾的奖能换吗"]),
    "好奇": (["听说要开滑冰场,真的吗", "I heard there is a new cafe"], ["今天几点关门"]),
    "困惑": (["看了三遍都没看懂", "我糊涂了,到底以哪个为准", "the terms are confusing"], ["是我自己没看清楚时间,抱歉", "明白了"]),
    "着急": (["好着急呀,找不到柜台", "要赶飞机,来不及了", "please hurry"], ["不着急,慢慢来", "急件能寄吗", "没那么着急"]),
    "失望": (["好失望", "跟宣传落差太大", "such a letdown"], ["不失望", "这件会不会起球"]),
    "生气": (["凭什么不让进", "态度太差了", "真是服了你们", "好極了,又白跑一趟", "Great, another hour wasted"],
             ["衣服了解一下", "佩服了", "我没生气", "生气包卖完了吗", "great, thanks, got my bag fixed"]),
    "愤怒": (["骗子,我要去告你们", "再也不来了", "I will sue you"], ["有防骗讲座吗", "投诉怎么起诉,电话多少"]),
}  # fmt: skip


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_an_emotion_is_found_by_its_words_and_not_where_it_is_denied_or_only_named(emotion):
    found, left = EMOTIONS[emotion]
    assert [text for text in found if labels_of(text).values(Kind.EMOTION) != (emotion,)] == []
    assert [text for text in left if labels_of(text).values(Kind.EMOTION) == (emotion,)] == []


def test_irony_is_no_praise():
    for text in ("真是服了", "呵呵,打了八遍都没人接", "服务真好,等了一个半小时", "oh great, broken again"):
        labels = labels_of(text)
        assert labels.values(Kind.POLARITY) == ("负",), text


def test_praise_of_what_was_mended_is_no_irony():
    for text in ("太好了,问题解决了", "谢谢,包找到了,没等多久", "thanks, you found my keys again"):
        assert labels_of(text).values(Kind.POLARITY) == ("正",), text


CAUSES = {
    "等待": "排了一个多小时没人理,气死了", "价格": "价签99收我129,凭什么", "态度": "店员翻白眼,态度太差",
    "规则不清": "规则太绕了,看不懂", "信息不准": "官网写十点开门,结果锁着门,白跑一趟", "质量": "刚买的裤子开线了,太失望",
    "设施": "厕所臭得要命,没人打扫", "安全": "有人晕倒了快来人",
}  # fmt: skip


@pytest.mark.parametrize("cause", CAUSES)
def test_the_cause_of_a_mood_is_what_it_is_about(cause):
    assert labels_of(CAUSES[cause]).values(Kind.CAUSE) == (cause,)


def test_who_is_calm_has_no_cause():
    assert labels_of("排队一般要等多久").cause is None


STAGES = {
    "随便看看": ("随便逛逛,有什么推荐", "几点关门"), "比较": ("这两款哪个更划算", "到底以哪个为准"),
    "决定": ("帮我订今晚六点两位", "怎么取消预约"), "已购": ("昨天买的忘了积分", "我想买一双鞋"),
    "售后": ("鞋子开胶了想退货", "洗手间在哪"), "复购": ("上次买的那款茶还想再来一盒", "我再也不来了"),
}  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_the_stage_of_a_decision_is_told_by_its_words(stage):
    yes, no = STAGES[stage]
    assert labels_of(yes).values(Kind.STAGE) == (stage,)
    assert labels_of(no).values(Kind.STAGE) != (stage,)


PREFERENCES = [
    ("人均两百以内有推荐吗", {("价格带", "人均两百以内")}),
    ("想买三百到五百的外套", {("价格带", "三百到五百")}),
    ("不吃辣,有清淡点的吗", {("口味/风格", "不吃辣"), ("口味/风格", "清淡")}),
    ("我想订周六晚上七点的位子", {("时间段", "周六晚上七点")}),
    ("带孩子去哪玩", {("人群", "带娃")}),
    ("陪我妈逛街,哪有椅子", {("人群", "老人")}),
    ("牵着狗能进吗", {("人群", "宠物")}),
    ("我最喜欢远山户外,有活动吗", {("品牌", "远山户外")}),
    ("多收了我五十块左右", set()),
    ("退款三百以内几天到", set()),
    ("停车二十块以内吗,停两小时", set()),
    ("昨天周六晚上七点吃的饭要发票", set()),
    ("不喜欢远山户外", set()),
    ("孩子在哪层,走丢了", set()),
]


@pytest.mark.parametrize(("text", "wanted"), PREFERENCES)
def test_a_preference_is_what_the_shopper_said_and_no_more(text, wanted):
    assert {(one.about, one.value) for one in labels_of(text).preferences} == wanted


def test_kinds_of_shop_and_floors_come_from_words_and_from_the_directory():
    labels = labels_of("山野煲仔几点关", "远山户外的外套能退吗", "地库怎么走")
    assert labels.values(Kind.FORMATS) == ("餐饮", "零售服饰", "停车")
    assert labels.values(Kind.FLOORS) == ("停车区", "L5", "L3")


def test_a_shop_called_outdoors_is_not_outside_and_the_yard_is():
    assert "室外" not in labels_of("远山户外几点开").values(Kind.FLOORS)
    assert labels_of("外面广场有市集吗").values(Kind.FLOORS) == ("室外",)


def test_which_floor_is_no_floor():
    assert labels_of("育嬰室在哪一層").floors == ()


def test_what_was_lost_is_nothing_that_somebody_shops_for():
    assert labels_of("手机昨天掉你们那了").formats == ()


def test_what_is_named_only_to_say_that_it_is_not_meant_is_no_need():
    assert "停车" not in labels_of("我问的是退货不是停车").values(Kind.NEEDS)


def test_the_tables_know_each_others_values():
    lists = {kind: set(one.values) for kind, one in taxonomy().items()}
    assert {rule.value for rule in RULES.needs} <= lists[Kind.NEEDS]
    assert {rule.value for rule in RULES.emotions} <= lists[Kind.EMOTION] == set(polarities())
    assert {rule.value for rule in RULES.causes} == lists[Kind.CAUSE]
    assert {rule.value for rule in RULES.stages} == lists[Kind.STAGE]
    assert {row.value for row in RULES.formats} == lists[Kind.FORMATS]
    examples = read_rules("label_examples.yaml")
    for kind, labels in examples.items():
        assert set(labels) - {"无"} <= lists[Kind(kind)], kind
