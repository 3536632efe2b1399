"""Product sheets of invented goods, as a shop would paste them: other numbers and fields each time."""

import random

KINDS = {
    "保温杯": ("日用", ["容量", "{n} ml"], ["材质", "不锈钢内胆，硅胶垫"], ["净重", "{n} g"]),
    "唇膏": ("化妆品", ["净含量", "3.{d} g"], ["功效", "美容修饰"], ["色号", "{d}号 豆沙"]),
    "拌面": ("餐饮", ["配料", "手擀面、牛肉、芝麻"], ["过敏原", "含麸质、大豆"], ["分量", "{n} g"]),
    "积木": (
        "玩具",
        ["颗粒数", "{n}颗"],
        ["适用年龄", "{d}岁以上"],
        ["警示语", "内含小零件，不适合3岁以下儿童"],
    ),
    "陶艺课": ("教育", ["课时", "{d}节，每节{n}分钟"], ["适合年龄", "{d}–12岁"], ["班额", "每班不超过{d}人"]),
    "气泡水": ("饮品", ["净含量", "{n} ml"], ["配料", "水、柠檬汁"], ["能量", "{n} kJ/100 ml"]),
    "衬衫": ("服饰", ["面料", "棉{n}%"], ["尺码", "S、M、L"], ["执行标准", "GB/T 2660-20{n}"]),
    "台灯": ("家居", ["功率", "{d}.5 W"], ["色温", "{n}00 K"], ["保修", "{d}年"]),
}
NAMES = ("山岚", "木木", "禾风", "云起", "泊川", "白榆")


def invented(seed: int) -> str:
    """A sheet as pasted text; the same seed gives the same sheet."""
    dice = random.Random(seed)
    thing = dice.choice(sorted(KINDS))
    category, *fields = KINDS[thing]
    brand = dice.choice(NAMES)
    rows = [
        ("品名", f"{brand}{thing}"),
        ("品牌", f"{brand}（{'ABCDEFG'[dice.randrange(7)]}RIA）"),
        ("类别", category),
        ("门店", f"{brand}L{dice.randint(1, 6)}-{dice.randint(10, 60)}"),
        (
            "价格",
            f"{dice.choice([dice.randint(12, 99), dice.randint(100, 999), dice.randint(1000, 9999)]):,}元",
        ),
        *((field, value.format(n=dice.randint(13, 98), d=dice.randint(4, 9))) for field, value in fields),
    ]
    if dice.random() < 0.5:
        day = dice.randint(1, 12)
        rows += [
            (
                "活动",
                dice.choice(
                    [
                        "第二件半价",
                        f"立减{dice.randint(2, 9)}元",
                        f"满{dice.randint(20, 400)}元减{dice.randint(5, 15)}元",
                    ]
                ),
            ),
            ("活动时间", f"2026-03-{day:02d}至2026-03-{day + dice.randint(2, 15):02d}"),
            ("活动条件", f"每人限购{dice.randint(2, 9)}件，每日限{dice.randint(20, 300)}份"),
        ]
    return "\n".join(f"{field}：{value}" for field, value in rows)
