"""What models write when they are asked for copy: drafts that may stand, and each way of going wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reply:
    """`subject` and `channel` say what was asked for; `fault` is what a note says of it, empty where it may stand."""

    name: str
    text: str
    fault: str = ""
    channel: str = "wechat_group"
    product: str | None = "P1"
    campaign: str | None = None
    tag: str | None = None
    language: str = "zh-Hans"


LATTE = """云朵米露:300 ml 18元,500 ml 22元
4月3日至4月9日第二杯半价,同款同规格,每日限90份
配料:大米、牛乳(含乳)
云朵茶铺L2-07,欢迎来坐坐"""

GOOD = (
    Reply("a notice to a group", LATTE),
    Reply(
        "a note with title, pictograms and a question",
        """标题：云朵米露｜第二杯半价
下班路过,来看看云朵米露。
☕ 用的是大米和牛乳,对乳过敏的朋友请留意:含乳。
💰 300 ml 18元,500 ml 22元。
🎉 4月3日至4月9日,同款同规格的第二杯半价,每日限90份。
🧪 能量52 kJ/100 ml(品牌送检检测,2026-01)。
📍 云朵茶铺L2-07
你会点哪一杯?""",
        channel="xiaohongshu",
        tag="T2",
    ),
    Reply(
        "short lines",
        "云朵米露｜300 ml 18元,500 ml 22元\n4月3日至4月9日同款同规格的第二杯半价,每日限90份\n含乳\n云朵茶铺L2-07",
        channel="wechat_moments",
    ),
    Reply("a message", "云朵米露第二杯半价(4/3-4/9,同款同规格,每日限90份),详询L2-07", channel="sms"),
    Reply(
        "a shot list",
        """画面:门店近景｜口播:云朵米露,配料是大米和牛乳,含乳。
画面:价目牌｜口播:300 ml 18元,500 ml 22元。
画面:活动海报｜口播:4月3日到4月9日,同款同规格第二杯半价,每日限90份。
画面:门店方位｜口播:就在L2-07。""",
        channel="douyin",
    ),
    Reply("in Traditional characters", LATTE, language="zh-Hant"),
    Reply(
        "in English",
        """Cloud rice drink at CLOUD TEA, L2-07
300 ml CNY 18, 500 ml CNY 22
3 to 9 April: half-price second cup for the same drink and size, 90 a day
Contains milk""",
        language="en",
    ),
    Reply(
        "a drink with its warning",
        "山杏酒,酒精度9%vol,66元\n在杏坞L1-12,成年顾客可以来看看\n过量饮酒有害健康,未成年人请勿饮酒",
        product="P2",
    ),
    Reply(
        "cosmetics with their registered effect",
        "白露洁面乳,100 g,89元\n备案功效是清洁\n想看看的话,白露L3-02",
        product="P3",
    ),
    Reply(
        "a coupon with its conditions",
        """春游季的券可以领了:满200元减30元电子券
4月1日10:00起在“云顶”小程序领券,总量5,000张,每位会员限领3张
4月3日10:00至4月9日21:00,参与门店单笔实付满200元可用1张,每笔小票限用1张
不参与:云顶超市、云顶影城、白杨口腔""",
        product=None,
        campaign="C1",
    ),
    Reply(
        "an event for children",
        """小小园丁:4月4日、5日,每天9:30–10:30和15:00–16:00两场
4–8岁儿童可以参加,每场限12名儿童
在“云顶”小程序用120积分报名,须有一位成年人(家长或监护人)全程陪同
开始48小时以前取消的,120积分退回""",
        product=None,
        campaign="C2",
        tag="T1",
    ),
    Reply(
        "a lottery with its odds",
        """春游季抽奖,4月3日10:00至4月9日20:00
会员单日累计实付满150元可抽1次,每天最多2次
一等奖1名,价值880元礼盒,概率1%;二等奖9名,毛巾1条,概率9%
主办方:云顶商业公司""",
        product=None,
        campaign="C6",
    ),
    Reply("with a shown computation", f"{LATTE}\n500 ml比300 ml多22-18=4元"),
    Reply("with marks of facts, bold type and a fence", f"```\n**云朵米露**[1]\n{LATTE.replace('(含乳)', '(含乳)[6]')}\n```"),
    Reply("with a thought before it", f"<think>价格要写两种,写全城第一好吗?</think>{LATTE}"),
)  # fmt: skip

BAD = (
    Reply("a price of another size", LATTE.replace("300 ml 18元,500 ml 22元", "300 ml 22元,500 ml 18元"), "不是一对"),
    Reply("a price that stands nowhere", LATTE.replace("18元", "16元"), "16元"),
    Reply("a wrong date", LATTE.replace("4月9日", "4月10日"), "4/10|4月10日|4月3日"),
    Reply("another unit", LATTE.replace("L2-07", "L2-17"), "l2-17"),
    Reply("a telephone number", f"{LATTE}\n咨询400-999-8888", "400-999-8888|400"),
    Reply("a wrong computation", f"{LATTE}\n500 ml比300 ml多22-18=5元", "22-18=5"),
    Reply("no condition", LATTE.replace(",同款同规格,每日限90份", ""), "没有写活动条件"),
    Reply("no date of the offer", LATTE.replace("4月3日至4月9日", ""), "没有写活动时间"),
    Reply("no offer at all", "\n".join(LATTE.split("\n")[::2]), "没有写活动"),
    Reply("no allergen", LATTE.replace("(含乳)", ""), "过敏原"),
    Reply("a superlative", f"{LATTE}\n全城第一好喝", "A0|违反"),
    Reply("a word that the sheet rules out", f"{LATTE}\n喝完助眠", "助眠"),
    Reply("a claim of taste", f"{LATTE}\n入口丝滑,口感绵密", "口感"),
    Reply("popularity", f"{LATTE}\n本店人气爆款", "受欢迎程度"),
    Reply("an endorsement", f"{LATTE}\n营养师和明星都来过", "推荐、代言"),
    Reply("an origin", f"{LATTE}\n选用云南进口原料", "成分、产地|地名"),
    Reply("a gift", f"{LATTE}\n到店送小礼物", "赠送与服务"),
    Reply("scarcity", f"{LATTE}\n数量有限,先到先得", "稀缺"),
    Reply("a brand of somebody else", f"{LATTE}\n搭配Moonbucks的蛋糕", "moonbucks"),
    Reply("the contrary of a fact", LATTE.replace("(含乳)", "(不含乳)"), "不符|过敏原"),
    Reply("an experience of its own", f"{LATTE}\n我昨天喝了两杯,姐妹们快去", "顾客亲身经历|亲身体验"),
    Reply("the tag", f"{LATTE}\n年轻白领看过来", "客群标签", tag="T2"),
    Reply("shouting", f"{LATTE}\n快来看看!!!!!", "连用标点"),
    Reply("a story", f"{LATTE}\n春天的风吹过街角。\n小猫在窗台打盹。\n远处传来钟声。\n书页翻到了末尾。", "与事实无关"),
    Reply("the same line in other order", f"{LATTE}\n欢迎来坐坐,云朵茶铺L2-07", "重复"),
    Reply("too long", "\n".join([LATTE, *(f"云朵米露在云朵茶铺L2-07,大米、牛乳,第{n}行" for n in range(12))]), "超过200字"),
    Reply("another language", "Cloud rice drink, 300 ml CNY 18, 500 ml CNY 22, contains milk, L2-07.", "要用中文写"),
    Reply("the table itself", f"<<<事实表>>>\n{LATTE}", "不要重复题目"),
    Reply("nothing but its rules", "我是一个文案助手,请告诉我您想写什么。", "没有写|与事实无关"),
    Reply("no shot list", LATTE, "格式不对", channel="douyin"),
    Reply(
        "a film that nobody can speak in time",
        "\n".join(f"画面:价目牌{n}｜口播:云朵米露300 ml 18元,500 ml 22元,4月3日至4月9日第二杯半价,同款同规格,每日限90份,含乳,大米、牛乳,云朵茶铺L2-07,第{n}条。" for n in "一二三四"),
        "念得完",
        channel="douyin",
    ),
    Reply("a drink without its warning", "山杏酒,酒精度9%vol,66元\n在杏坞L1-12,来看看", "提示语", product="P2"),
    Reply("a drink that relaxes", "山杏酒,9%vol,66元,杏坞L1-12,解压好选择\n过量饮酒有害健康,未成年人请勿饮酒", "解压|C07", product="P2"),
    Reply("an effect that is not registered", "白露洁面乳,100 g,89元,清洁祛痘\n白露L3-02", "祛痘|违反", product="P3"),
    Reply("a price before", "白露洁面乳,100 g,89元(原价199元),清洁\n白露L3-02", "199|违反", product="P3"),
    Reply("a coupon without its threshold", "春游季满200元减30元电子券,4月3日至4月9日可用,来逛逛", "没有写", product=None, campaign="C1"),
    Reply("a shop that takes no part", "春游季满200元减30元电子券,4月1日10:00起在“云顶”小程序领券,总量5,000张,每位会员限领3张\n4月3日10:00至4月9日21:00,参与门店单笔实付满200元可用1张,每笔小票限用1张\n云顶超市、云顶影城、白杨口腔都参与", "不符", product=None, campaign="C1"),
    Reply("a promise", f"{LATTE}\n我们保证不用排队", "承诺|受欢迎"),
    Reply("English that urges", "CLOUD TEA L2-07: 300 ml CNY 18, 500 ml CNY 22. 3 to 9 April half-price second cup, same drink and size, 90 a day. Contains milk. Hurry, best seller!", "受欢迎|稀缺", language="en"),
    Reply("English of other days", "CLOUD TEA L2-07: 300 ml CNY 18, 500 ml CNY 22. 3 to 19 April half-price second cup, same drink and size, 90 a day. Contains milk.", "april|19|活动时间", language="en"),
)  # fmt: skip
