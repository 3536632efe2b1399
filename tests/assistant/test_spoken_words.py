"""The words of speech, dialects and shop floors, and the common words that only contain one of them."""

import pytest

from assistant.asking.wording import also, plain
from knowledge.writing.synonyms import meant

SPOKEN = """
几点收摊 | 几点关门
几点打样 | 几点打烊
你们几点下班 | 你们几点关门
头半小时收费吗 | 前30分钟收费吗
头两小时免费吗 | 前两个小时免费吗
大清早能进吗 | 早上能进吗
狗畀唔畀入 | 狗让不让进
用唔用得 | 能不能用
啥前儿开门 | 什么时候开门
电驴能停吗 | 电动自行车能停吗
扫码骑的车 | 共享单车车
停车钱多少 | 停车费多少
绿牌车免费吗 | 新能源车免费吗
积分归零了 | 积分清零了
想删号 | 想注销账号
弄个会员 | 办会员
过年期间开吗 | 春节期间开吗
优惠卷怎么用 | 优惠券怎么用
满减卷怎么用 | 满减券怎么用
两张券摞着用 | 两张券叠加使用
一道结的账 | 一起结账
券派完了吗 | 券发完了吗
券还作数吗 | 券还有效吗
摸奖几次 | 抽奖几次
头彩是什么 | 一等奖是什么
攞奖去哪 | 领奖去哪
容不容易中奖 | 中奖概率多大
放鸽子会扣分吗 | 爽约会扣分吗
临时来不了 | 临时取消
排长龙 | 排队
有人加塞 | 有人插队
钱会不会原样打回卡里 | 钱会不会原路退回卡里
钱退哪里 | 退款退到哪里
退钱 | 退款
没开封能退吗 | 未拆封能退吗
牌子剪了能退吗 | 吊牌剪了能退吗
下过水的衣服 | 洗过的衣服
单子没了 | 没有小票
开张发票 | 开发票
手机被人顺了 | 手机被偷
顺走 | 偷走
锁匙丢了 | 钥匙丢了
捡着钱包 | 捡到钱包
值钱的东西 | 贵重物品
小囡不见了 | 小孩不见了
毛孩子能进吗 | 宠物能进吗
狗链子多长 | 牵引绳多长
整根烟去哪 | 吸烟去哪
哪里可以影相 | 哪里可以拍照
派传单 | 发传单
遛娃神器能借吗 | 婴儿车能借吗
押那儿的钱 | 押金
存东西的柜 | 储物柜
茅房在哪 | 卫生间在哪
喂娃去哪 | 喂奶去哪
调监控找谁 | 调阅监控找谁
翻录像要什么 | 查看监控录像要什么
散纸 | 零钱
送货佬走哪 | 送货人员走哪
换大一号 | 换大一码
用掉率多少 | 核销率多少
杆子不抬 | 道闸不抬杆
"""
COMMON = """
分店在哪
部分能换吗
十分可以
登记分店
荷包蛋多少钱
面包在哪买
招领处在失物招领处
怎么样
什么时候
能不能退
完成没有
完成不了
出行不便
使用同时使用的券
多少钱了
很多钱包
发现钱包
长款短款大衣
老豆腐
老母鸡
价值更高
应当更换
提交公司
直接班车
员工口罩
员工门店
清洁工具
施工单位
动火作业
私拉电线
充电桩
电动车
脚踏板
车仔面
手工卡片
大楼管理
羊毛衫
两次货款
多次品尝
抵押金属
照相馆
物业管理费
失物招领处
客单价
银行去哪
几点收
10点付
几点交
存款
超级市场
"""
WHOLE = """
动火票谁开 | 动火证
卸货口在哪 | 卸货区
逃生通道被占 | 疏散通道
租户几点进 | 商户
人流量多少 | 客流
滑板能玩吗 | 轮滑
敲墙要办什么 | 装修
工牌没带 | 胸牌
"""


def _rows(table: str) -> list[list[str]]:
    return [[part.strip() for part in row.split("|")] for row in table.strip().splitlines()]


@pytest.mark.parametrize(("spoken", "written"), _rows(SPOKEN))
def test_spoken_words_become_the_words_of_the_papers(spoken, written):
    assert plain(spoken) == written


@pytest.mark.parametrize("text", COMMON.split())
def test_a_common_word_is_not_broken_by_a_spoken_one_inside_it(text):
    assert plain(text) == text


@pytest.mark.parametrize(("question", "word"), _rows(WHOLE))
def test_a_word_of_the_shop_floor_finds_the_one_of_the_papers(question, word):
    assert any(word in wording.others for wording in meant(plain(question)))


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("工牌忘带了", "员工通道"),
        ("萨摩耶能进吗", "大型犬"),
        ("别的部门的事", "首问负责"),
        ("假币怎么办", "收银"),
    ],
)
def test_a_scene_brings_the_words_of_its_rule(question, word):
    assert word in also(plain(question)).split()


@pytest.mark.parametrize(
    ("texted", "written"),
    [
        ("hv u got brolly", "hv you got umbrella"),
        ("can my pup come in on wkends", "can my pup come in on weekends"),
        ("wheres the loo", "where is the toilet"),
        ("how many pts 4 my bday", "how many points 4 my birthday"),
    ],
)
def test_english_as_it_is_texted_is_spelled_out(texted, written):
    assert plain(texted) == written


def test_no_spoken_word_lies_inside_another_row_of_what_it_means():
    """A row like 电桩: 充电桩 would write 充电桩 twice."""
    for spoken in ("充电桩", "施工单位", "动火作业", "私拉电线", "物业管理费", "失物招领处", "核销券"):
        assert plain(spoken) == spoken
