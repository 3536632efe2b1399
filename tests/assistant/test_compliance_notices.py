"""Naming a word is not using it: prohibitions, quoted rules, titles, contests, names of shops."""

import pytest

from assistant.compliance import ComplianceChecker

CHECKER = ComplianceChecker()

NAMED = [
    '海报上不能出现"全网最低价"这类字样',
    "文案里的“最佳”要改掉",
    '请删除"最终解释权归商场"条款',
    "不得使用国家级、最高级、最佳等用语",
    "不代表最好,只代表用心",
    "我们不敢说最好",
    "请勿相信“稳赚不赔”的投资承诺",
    "不得把普通食品宣传成保健品",
    "禁用表述;内容:养颜、保值、不退不转",
    "电影《顶级特工》今晚19:00重映",
    "绘本《世界第一的妈妈》读书会",
    "世界冠军来店签名,选手现场教学",
    "城市篮球联赛总决赛,冠军队将获奖杯",
    "隐形眼镜不参与活动",
    "五星级酒店自助餐在裙楼",
]
USED = [
    "不能没有的最佳搭档",
    "不要错过全年最低价",
    "不止是最好吃,更是最健康",
    "拒绝平庸,做城里最好的火锅",
    "《全网最低价》清单来了",
    "“全城第一”的火锅,今天开业",
    "销量冠军同款,比赛价",
    "非全城最低价不卖",
]


@pytest.mark.parametrize("text", NAMED)
def test_naming_a_word_is_no_claim(text):
    assert CHECKER.check(text).status == "ok", CHECKER.check(text).findings


@pytest.mark.parametrize("text", USED)
def test_a_claim_that_looks_like_a_notice_is_still_one(text):
    assert CHECKER.check(text).status == "blocked"


def test_the_name_of_a_shop_is_no_claim():
    named = ComplianceChecker(names=lambda: ["顶级牛排馆", "第一食品"])
    assert named.check("顶级牛排馆位于三层,周末照常营业").status == "ok"
    assert named.check("顶级牛排馆的顶级牛排").status == "blocked"
    assert CHECKER.check("顶级牛排馆周末照常营业").status == "blocked"


def test_a_name_does_not_let_regulated_goods_be_promoted():
    named = ComplianceChecker(names=lambda: ["爱牙口腔门诊部"])
    assert named.check("爱牙口腔门诊部周年庆,洗牙特惠").status == "blocked"
    assert named.check("爱牙口腔门诊部位于L6-08,营业时间10:00-20:00").status == "ok"


def test_a_note_for_staff_and_a_word_taken_off_a_poster_are_no_claims():
    for text in (
        "员工培训:顶级、极品、天花板这类词一律不写",
        "海报上的“全城最低价”已撤下,请勿再贴",
        "更正:昨天误写“国家级品质”,特此说明",
    ):
        assert CHECKER.check(text).status == "ok"
    assert CHECKER.check("全城最低价,员工都在抢").status == "blocked"
