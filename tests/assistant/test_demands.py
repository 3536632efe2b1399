"""What a question asks for, and whether a passage states it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.asking.demands import Demand
from assistant.asking.wording import plain
from assistant.data import read_table
from knowledge.model import Document, Hit, Passage, Standing

RULES = Document("D1", "设施指南", "d.md", "0", effective_from=date(2026, 1, 1))


def hit(text: str, kind: str = "clause") -> Hit:
    return Hit(Passage("p1", "D1", 0, text, kind=kind), RULES, Standing.IN_FORCE, 1.0)


def demand(question: str, *names: str) -> Demand:
    return Demand(plain(question), ((names),) if names else ())


@pytest.mark.parametrize(
    ("question", "passage", "states"),
    [
        ("储物柜一小时多少钱", "储物柜前2小时免费，之后每小时3元。", True),
        ("储物柜赔钥匙多少钱", "储物柜满300元减50元。", False),  # a threshold is no price
        ("圣诞树有多高", "圣诞树在中庭，12月5日亮灯。", False),
        ("圣诞树有多高", "圣诞树高8米，在中庭。", True),
        ("服务台轮椅有几台", "服务台有轮椅8台。", True),
        ("轮椅有几架", "服务台有轮椅8台。", True),  # whatever word counts them
        ("轮椅有几架", "服务台有轮椅,当天归还。", False),
        ("国庆走失了几个孩子", "孩子走失的，立即拨打110。", False),
        ("网关能接多少台设备", "网关的设备列表里选一个名称。", False),  # 一个 counts nothing
        ("网关能接多少台设备", "网关可接设备30个。", True),
        ("巨幕厅一张票多少钱", "巨幕厅退票收5元手续费。", False),
        ("巨幕厅退票手续费多少钱", "巨幕厅退票收5元手续费。", True),
        ("石狮有多重", "石狮重3公吨。", True),
        ("从码头打车多少钱", "公交5路车费3元，下车转的士约8分钟。", False),  # another fare
        ("从码头打车多少钱", "乘的士约10分钟，车费约40元。", True),
        ("末班地铁几点", "地铁口每日6:00至次日1:00开放。", False),
        ("末班地铁几点", "末班车23:40。", True),
        ("灯箱多久检查一次", "灯箱每周检查一次。", True),
        ("灯箱多久检查一次", "灯箱坏了请报修。", False),
        ("周年庆退货率多少", "周年庆退货按原路退回。", False),
        ("商场一共多少员工", "商场周六22:30闭店。", False),
        ("抬杆抬错了罚多少钱", "停车每小时5元，抬杆由班长操作。", False),
        ("抬杆抬错了罚多少钱", "抬杆抬错的罚款50元。", True),
        ("送货迟到扣多少分", "送货时间为22:30至次日09:30。", False),
        ("春节线上引流占比多少", "春节客流达成率108.9%。", False),
        ("春节线上引流占比多少", "春节线上引流占客流的12%。", True),
        ("露营区占公园的多少比例", "露营区占公园的五分之一。", True),
        ("露营区占公园的多少比例", "露营区在公园东边。", False),
        ("灭火器在哪几个地方", "灭火器设在L1、L4，共3处。", True),
        ("出口排了十几辆车怎么办", "出口排队的，引导员加派人手。", True),  # some ten are told, not asked for
        ("访客证能用几天", "访客证在前台领取。", False),
        ("访客证能用几天", "访客证当日有效。", True),
        ("驾照换证要多久", "驾照换证请带照片。", False),
        # amounts in characters are amounts
        ("驾照换证多少钱", "驾照换证收工本费十五元。", True),
        ("驾照满几个月能换证", "驾照期满前三个月可以换证。", True),
        ("花盆保修多久", "花盆四季通用。", False),  # four seasons are no time
        # how often something else is done
        ("文竹多久剪一次", "文竹每三周施肥一次。", False),
        ("文竹多久剪一次", "文竹每三周修剪一次。", True),
        ("滤网隔几天洗一次", "滤网每周清洗一次。", True),
        ("轮渡一天开几回", "轮渡每天8次。", True),
        ("轮渡一天开几回", "轮渡每天早上开船。", False),
        # when what stopped goes on again
        ("滑雪场什么时候恢复开放", "滑雪场暂停开放，请勿前往。", False),
        ("滑雪场什么时候恢复开放", "滑雪场暂停开放，12月3日恢复。", True),
        ("滑雪场何时重新开放", "滑雪场11月1日至15日暂停开放。", True),
        # which of the measures of a thing is asked for
        ("月湖最深处有多少米", "月湖湖面海拔3196米。", False),
        ("月湖最深处有多少米", "月湖最深32米，湖面海拔3196米。", True),
        ("月湖海拔多少米", "月湖最深32米，湖面海拔3196米。", True),
        ("月湖雷达能看多少米", "月湖雷达跟踪距离40km。", True),
        # what the question begins with is what the figure must be of
        ("护照过期换新要多少钱", "身份证补领40元，到期换领20元。", False),
        ("护照过期换新要多少钱", "身份证凭照片到期换领20元，监护人陪同。", False),
        ("护照过期换新要多少钱", "护照到期换发收120元。", True),
        ("台式机整机保修几年", "笔记本整机保修两年。", False),
        ("台式机整机保修几年", "台式机整机保修两年。", True),
        ("风衣能耐零下几度", "风衣水洗温度不高于30度。", False),
        ("风衣水洗几度合适", "风衣水洗温度不高于30度。", True),
        ("紧急避险在法典第几条", "正当防卫见法典第二十条。", False),
        ("紧急避险在法典第几条", "紧急避险见法典第二十一条。", True),
        ("滑梯是谁家生产的", "滑梯由东山游乐设备厂制造。", True),
        ("滑梯是谁家生产的", "滑梯限十二岁以下儿童使用。", False),
        # who directs the building of something is no host
        ("石桥是谁主持修建的", "石桥由县令周谦主持修建。", True),
        ("灯会谁主持", "灯会在广场举行，18:00开始。", False),
        ("湿地占公园多大比例", "湿地在公园东边。", False),
        ("湿地占公园多大比例", "湿地占公园的三成。", True),
        ("驾照换证要多久", "驾照换证十五分钟即可。", True),
        ("驾照换证要多长时间", "驾照换证立等可取，全天办理。", True),
        ("枇杷几月份成熟", "枇杷种在坡地上。", False),
        ("枇杷几月份成熟", "枇杷在初夏成熟，5月最多。", True),
        ("细沙要铺多厚", "细沙每周更换。", False),
        ("细沙要铺多厚", "细沙铺3厘米。", True),
        ("园区绿地一共多少亩", "园区绿地在东侧，2019年开放。", False),
        ("园区绿地一共多少亩", "园区绿地30余亩。", True),
        ("白鹭一窝生几颗蛋", "白鹭在岛上有4对。", False),
        ("大桥总投资多少亿", "大桥全长9.8公里。", False),
        ("大桥总投资多少亿", "大桥总投资12亿元。", True),
        ("医保中心电话是多少", "医保中心在二楼，工作日办理。", False),
        ("医保中心电话是多少", "医保中心电话12393。", True),
        ("印章体是谁发明的", "印章体流行于江南。", False),
        ("印章体是谁发明的", "印章体由工匠陈默发明。", True),
        ("陈默是哪里人", "陈默善画竹，1962年成名。", False),
        ("陈默是哪里人", "陈默，浙江湖州人，善画竹。", True),
        ("失业补助在哪里申请", "失业补助按月发给。", False),
        ("失业补助在哪里申请", "失业补助可在街道窗口申请。", True),
        ("集市一共卖了多少钱", "集市销售额达73万元。", True),  # no threshold
    ],
)
def test_a_value_is_stated_by_a_sentence_that_gives_one_of_its_kind(question, passage, states):
    assert demand(question).lacks_value([hit(passage)]) is not states


def test_a_value_is_told_in_a_sentence_of_what_it_is_of():
    """A paper on one thing gives many values; in one's own words people say it otherwise."""
    field = hit("认领的果园由农户照看。合作社把鲜果的价格提到每颗20元。")
    assert demand("认领一块果园多少钱").lacks_value([field])
    assert not demand("鲜果每颗的价格多少钱").lacks_value([field])
    assert not demand("我认领果园多少钱").lacks_value([field])
    assert not demand("认领一块果园多少钱").lacks_value([hit("认领的果园由农户照看，每年800元。")])


def test_what_stands_between_a_thing_and_its_measure_is_no_matter():
    """学费一年多少 asks for the fee as 学费多少 does."""
    plain_fee = [hit("师范学院占地千亩，设有27个专业。")]
    assert demand("师范学院学费一年多少").missing(plain_fee, is_sure=True) == ["学费"]
    assert demand("病假期间工资按多少发").missing([hit("病假须交病假单。")], is_sure=True) == ["工资"]
    assert demand("主任候选人要多少年工龄").missing([hit("主任候选人须年满45岁。")], is_sure=True) == ["工龄"]


def test_of_which_kind_an_answer_is_need_not_be_said():
    assert demand("东城和西城的界线是哪一条河流").missing([hit("东城和西城以柳溪为界线。")]) == []
    assert demand("画家住在哪一座城市").missing([hit("画家移居昆明，住在翠湖边。")]) == []


def test_a_price_of_a_shop_is_not_one_in_a_passage_that_does_not_name_it():
    asked = demand("云上面馆人均多少钱", "云上面馆")
    assert asked.lacks_value([hit("停车每小时5元。")])
    assert not asked.lacks_value([hit("云上面馆人均80元。")])


@pytest.mark.parametrize(
    ("question", "thing"),
    [("吸烟区有座位吗", "座位"), ("门店一共有几个教练", "教练"), ("服务台有多少个对讲机", "对讲机")],
)
def test_the_thing_that_is_wanted_stands_beside_the_word_that_asks(question, thing):
    assert demand(question).missing([hit("吸烟区在西广场，门店和服务台见附表。")]) == [thing]


@pytest.mark.parametrize(
    "question",
    [
        "周年庆有什么优惠",  # 优惠 stands for the answer, whatever it is called
        "童车怎么借",
        "宠物能进哪个区域",
        "这是哪家店的电话",  # the owner is wanted, not the telephone
        "北屿户外有没有搬走",  # a deed, no thing
    ],
)
def test_what_stands_for_the_answer_itself_need_not_be_found(question):
    assert demand(question).missing([hit("与此无关的一段话。")]) in ([], ["童车"], ["宠物"])


@pytest.mark.parametrize(
    ("question", "passage"), [("老师有几位", "教师共3位"), ("储物的柜子有几个", "储物柜60个")]
)
def test_another_word_for_the_thing_counts(question, passage):
    assert demand(question).missing([hit(passage)]) == []


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("给个双12的预测数", "forecast"),
        ("停车费明年会涨吗", "forecast"),
        ("will parking fees go up next year?", "forecast"),
        ("两家火锅哪家好吃", "opinion"),
        ("周年庆值不值得来", "opinion"),
        ("昨天是谁投诉的", "person"),
        ("那位保安叫什么", "person"),
        ("同行业平均是多少", "elsewhere"),
        ("桂花拿铁卖了多少杯", "sold"),
        ("上周最多的投诉是什么", "lately"),
        ("双12停了多少辆车", "happened"),
        ("2026年的积分明年什么时候到期", ""),
        ("客诉谁负责", ""),
        ("童画美育适合几岁", ""),
        ("顾客问好不好退怎么回答", ""),
        ("L2-15现在是谁家", ""),
        ("L401A1现在是谁", ""),
        ("周年庆什么时候结束", ""),
        ("我昨天买的三件能补几分", ""),
    ],
)
def test_what_nobody_writes_down_is_told_from_rules(question, kind):
    assert demand(question).unwritten([hit("商场的一条规定。")]) == kind


def test_a_forecast_that_a_paper_gives_is_written():
    asked = demand("夜班岗亭排几个人")
    assert not asked.lacks_value([hit("岗位：岗亭，夜班/时间：20:00，夜班/人数：2。")])
    assert asked.lacks_value([hit("岗位：岗亭，夜班/时间：20:00。")])
    asked = demand("双12预计来多少人")
    assert asked.unwritten([hit("双12预计客流20万人次。")]) == ""
    assert asked.unwritten([hit("双11客流19.6万人次。")]) == "forecast"


def test_what_a_paper_says_was_sold_is_written():
    asked = demand("集市上的黄桃一共卖了多少钱")
    assert asked.unwritten([hit("集市共销售黄桃7万斤，销售金额达73万元。")]) == ""
    assert asked.unwritten([hit("集市的黄桃又香又脆，销售到月底。")]) == "sold"


def test_the_name_of_a_meeting_of_past_years_is_no_forecast():
    asked = demand("2008年夏季奥运会男子100米跑什么时候举行")
    assert asked.unwritten([hit("男子100米在2008年8月16日举行。")]) == ""


def test_there_is_a_phrase_for_everything_that_is_not_written():
    phrases = read_table("phrases.yaml")
    assert all(f"unwritten.{kind}" in phrases for kind in read_table("demands.yaml")["unwritten"])


HERON = hit("水塔公园养着一群白鹭，白鹭每年3月飞来。白鹭的巢在东岸的水杉上。公园另有大雁，大雁的寿命约20年。")


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("松鼠的寿命有多长", ["寿命"]),  # of the geese it is told, of no squirrel
        ("大雁的寿命有多长", []),
        ("水塔公园的园长是谁", ["园长"]),
        ("白鹭的巢在哪里", []),
    ],
)
def test_what_is_told_of_another_thing_does_not_answer(question, missing):
    others = hit("松鼠住在西岸的松树上，松鼠不怕人。")
    assert demand(question).missing([HERON, others]) == missing


def test_a_sure_search_is_asked_only_for_what_is_measured():
    asked = demand("旧规定说30分钟，还算数吗")
    assert asked.missing([hit("现行规定要求立即报警。")], is_sure=True) == []
    assert demand("渡轮的票价是多少").missing([hit("渡轮每天开六班。")], is_sure=True) == ["票价"]


def test_a_thing_told_far_from_an_unknown_name_is_not_its_own():
    text = "瑞鸿轮开往南岛。瑞鸿轮很稳。夜里停航。东岛另有渡船。渡船的票价是35元。"
    assert demand("瑞鸿轮的票价是多少").missing([hit(text)]) == ["票价"]
    assert demand("瑞鸿轮的票价是多少").missing([hit("瑞鸿轮开往南岛，票价20元。")]) == []


@pytest.mark.parametrize(
    ("question", "passage", "states"),
    [
        ("观景台是哪一年启用的", "观景台在顶层，2019年启用。", True),
        ("观景台是哪一年启用的", "观景台在顶层，2021年翻修。", False),
        ("观景台哪年开始收费的", "观景台开放到22:00。", False),
        ("观景台在哪一年建立", "观景台始建于2019年。", True),  # other words for what comes to be
        ("观景台在哪一年建立", "观景台在2019年翻修。", False),
        ("罢工于哪一年爆发", "罢工发生于2019年。", True),
    ],
)
def test_a_year_is_stated_with_what_happened_in_it(question, passage, states):
    assert demand(question).lacks_value([hit(passage)]) is not states


def test_two_words_that_meet_are_no_third_one():
    assert "中共" not in demand("候车室中共有多少个座位").nouns


def test_a_row_in_english_is_not_held_to_chinese_words():
    row = hit("Shop: Fernweh Books; Floor: 2F; Phone: 2100 4455", kind="row")
    assert demand("飞雁书店电话多少", "fernweh books").missing([row]) == []


def test_a_latin_thing_is_asked_for_too():
    assert demand("二楼茶座有wifi吗").things == ("wifi",)


def test_minutes_tell_when_the_next_meeting_is():
    asked = demand("下次周例会是哪天")
    assert asked.unwritten([hit("上周遗留已办。下次会议:10月19日14:00,同地点。")]) == ""
    assert asked.unwritten([hit("周例会由运营总监主持。")]) == "scheduled"


def test_a_device_that_breaks_passwords_asks_for_none():
    assert demand("用来破解密码的机器叫什么").value is None
    assert demand("wifi密码多少").value


def test_what_becomes_of_a_number_of_times_is_a_rule_and_no_forecast():
    assert demand("爽约三次以后会怎样").unwritten([hit("爽约三次停用一个月。")]) == ""
    assert demand("以后会涨价吗").unwritten([hit("停车每小时5元。")]) == "forecast"


@pytest.mark.parametrize(
    "said", ["周一例会说扶梯什么时候修好", "例会上讲防滑垫哪天弄好", "周会里定了几号发通知"]
)
def test_what_was_said_at_a_meeting_is_not_when_the_meeting_is(said: str) -> None:
    assert demand(said).unwritten([hit("2. 扶梯:内部预计12月12日恢复。")]) == ""
