"""Words of Taiwan, Hong Kong and Macau, and what mainland papers call the same thing.

Tokens of the mainland word stand beside the literal ones, in passages and in questions, so that
either finds the other. OpenCC's own word tables (tw2sp, hk2sp) are made for computing: they know
hardly a word of a mall, and turn 小程序 into 小进程. Texts are folded first.
"""

from __future__ import annotations

import re

# Only words that have one meaning on both sides: 土豆 (peanut or potato) is none.
MAINLAND: dict[str, str] = {
    "计程车": "出租车",
    "的士": "出租车",
    "捷运": "地铁",
    "脚踏车": "自行车",
    "泊车": "停车",
    "按金": "押金",
    "闭场": "闭店",
    "礼宾部": "服务台",
    "冷气": "空调",
    "提款机": "取款机",
    "柜员机": "取款机",
    "行动电源": "充电宝",
    "行动支付": "移动支付",
    "行动电话": "手机",
    "手扶梯": "扶梯",
    "升降机": "电梯",
    "置物柜": "寄存柜",
    "寄物柜": "寄存柜",
    "折价券": "优惠券",
    "抵用券": "优惠券",
    "化妆室": "洗手间",
    "育婴室": "母婴室",
    "哺集乳室": "母婴室",
    "婴儿手推车": "婴儿车",
    "尿片": "尿布",
    "雪糕": "冰淇淋",
    "优格": "酸奶",
    "起司": "奶酪",
    "朱古力": "巧克力",
    "士多啤梨": "草莓",
    "网路": "网络",
    "影印": "复印",
    "遗失物": "失物",
    "储分": "积分",
    "累点": "积分",
    "集点": "积分",
    "红利点数": "积分",
    "赚分": "积分",
}
_WORD = re.compile("|".join(sorted(MAINLAND, key=len, reverse=True)))


def mainland(folded: str) -> list[str]:
    """The mainland words for the regional ones in a folded text, each once."""
    return list(dict.fromkeys(MAINLAND[word] for word in _WORD.findall(folded)))
