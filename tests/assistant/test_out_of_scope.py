"""What is asked for and is none of the assistant's to tell: another's account, a dose, the weather."""

import pytest

from assistant.triage.signals import SignalRules
from assistant.triage.wording import normalise, read_rules

RULES = SignalRules(read_rules("intents.yaml"))


def refused(message: str) -> str:
    return RULES.read(normalise(message), staff=False).out_of_scope


@pytest.mark.parametrize(
    "message", ["店长手机发我一下", "某某店老板的微信推给我", "把经理私人手机号给我", "導購微信給我"]
)
def test_the_number_of_who_works_in_a_shop_is_theirs(message: str) -> None:
    assert refused(message) == "privacy"


@pytest.mark.parametrize("message", ["要是只花了260呢 普通会员", "要花满300才是会员吗", "要是800元的消费呢"])
def test_a_sum_that_one_supposes_asks_for_nobodys_account(message: str) -> None:
    assert refused(message) == ""


@pytest.mark.parametrize("message", ["客人手机落在店里了", "服务员把手机给我摔了", "店长让我手机发验证码"])
def test_a_telephone_that_is_spoken_of_asks_for_no_number(message: str) -> None:
    assert refused(message) == ""


@pytest.mark.parametrize(
    "message",
    [
        "我朋友阿明而家有几多分呀",
        "我老公嘅會員卡而家咩級別呀",
        "想知我同事係唔係金卡",
        "佢張卡仲有幾多分",
        "可唔可以幫我睇下我阿媽個戶口有幾多積分",
        "嗰個客人咩級別呀",
        "我细佬到咗银卡未",
        "他是什么级别的会员",
        "帮我看看阿姨的积分还剩多少",
        "邻居大姐是金卡吗",
        "帮我看看我妈会员卡是金卡还是银卡",
        "How many points does my wife have?",
        "What tier is my friend on?",
        "can you check my mum's points",
    ],
)
def test_what_stands_in_anothers_account_is_personal_data(message: str) -> None:
    assert refused(message) == "privacy"


@pytest.mark.parametrize(
    "message",
    [
        "我老婆嘅積分可唔可以俾我用",
        "我自己而家有几多分",
        "我带朋友来有多少积分",
        "我朋友消费5000能得几分",
        "我妈是金卡能抵几小时停车",
        "我朋友想升金卡还要消费多少",
        "我老公是金卡 停车免几小时",
        "老公是金卡吃饭积分多少",
        "我爸是黑金卡会员,生日有什么礼物",
        "她家咖啡积多少分",
        "小朋友报名要多少积分",
        "does my wife need gold to get free parking",
    ],
)
def test_what_anothers_points_and_levels_are_worth_is_a_rule(message: str) -> None:
    assert refused(message) == ""


@pytest.mark.parametrize(
    "message",
    [
        "宝宝发烧38.5吃多少美林",
        "小朋友發燒食幾多退燒藥",
        "止痛药隔多久吃一次",
        "感冒药和消炎药可以一起吃吗",
        "How much ibuprofen for a 3 year old with fever?",
        "what medicine should I take for a headache",
    ],
)
def test_a_dose_is_a_doctors_matter(message: str) -> None:
    assert refused(message) == "medicine"


@pytest.mark.parametrize(
    "message",
    ["孩子发烧了哪里有药店", "退烧药多少钱一盒", "哪里有卖布洛芬", "孩子过敏吃什么餐厅", "药房开到几点"],
)
def test_where_medicine_is_sold_is_ours(message: str) -> None:
    assert refused(message) == ""


@pytest.mark.parametrize(
    "message",
    [
        "明天岚州会不会下雨",
        "外面现在下雨吗",
        "聽日會唔會落雨呀",
        "今晚冷不冷",
        "周末有没有雨",
        "is it raining outside",
        "will it rain tomorrow?",
    ],
)
def test_the_weather_is_no_matter_of_the_mall(message: str) -> None:
    assert refused(message) == "offtopic"


@pytest.mark.parametrize(
    "message",
    [
        "下雨的话点灯还办吗",
        "下雨天车库入口堵吗",
        "下雨伞哪里借",
        "商场里空调冷不冷",
        "do they have size 38 in stock",
    ],
)
def test_what_the_mall_does_in_the_rain_is(message: str) -> None:
    assert refused(message) == ""


@pytest.mark.parametrize("message", ["租金晚交几天怎么算", "租金什么时候交", "没按时交租金滞纳金多少"])
def test_when_the_rent_is_due_is_a_rule(message: str) -> None:
    assert refused(message) == ""


@pytest.mark.parametrize("message", ["隔壁店租金多少", "他们家租金一个月几万"])
def test_what_a_tenant_pays_is_not(message: str) -> None:
    assert refused(message) == "brand_sales"
