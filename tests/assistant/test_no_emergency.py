"""A message that looks like an emergency and is none, and a person who says that none was meant."""

import pytest

from assistant.model import Handling

HARMLESS = [
    ("我快饿晕了 有什么吃的", "火锅呢"),
    ("我晕了,到底几点关门", "今晚"),
    ("妈呀电梯停了好久不来", "不是困住,就是等太久"),
    ("排队排到窒息", "还要多久"),
    ("出人命了这队排的", "要排多久"),
    ("我家宝贝不见了 是一只猫", "猫能进吗"),
    ("宝贝不见了,我说的是我的耳机", "在哪找"),
    ("我朋友阿明而家有几多分呀", "咁我自己呢"),
    ("小朋友發燒食幾多退燒藥", "藥店幾樓"),
    ("婴儿车轮胎没气了有没有打气的地方", "几楼"),
    ("我的可乐没气了", "能换吗"),
    ("店员说抽屉拉不动了", "找谁修"),
    ("where can i smoke around here", "is it open late"),
]


@pytest.mark.parametrize("turns", HARMLESS)
def test_what_only_sounds_like_danger_alarms_neither_at_first_nor_afterwards(demo_house, turns):
    assert demo_house.talk(*turns[:1]).handling is not Handling.EMERGENCY
    assert demo_house.talk(*turns).handling is not Handling.EMERGENCY


@pytest.mark.parametrize(
    "turns",
    [
        ("着火了", "不是真的,开玩笑"),
        ("有人偷拍我们家橱窗的新品吗", "不是报警"),
        ("There is smoke everywhere", "just kidding, what time do you close?"),
        ("我快憋窒息了救命", "我是说这款面膜"),
    ],
)
def test_who_says_that_none_was_meant_is_believed(demo_house, turns):
    assert demo_house.talk(*turns[:1]).handling is Handling.EMERGENCY
    assert demo_house.talk(*turns).handling is not Handling.EMERGENCY


@pytest.mark.parametrize(
    "turns",
    [
        ("孩子不见了", "他穿红衣服,我是说外套是红的"),
        ("孩子不见了", "我是说走丢的是儿子"),
        ("着火了", "没开玩笑"),
        ("我妈快饿晕了,怎么办",),
        ("我晕了,站不起来",),
        ("踢球的孩子没气了",),
        ("电梯停了好久不来人,我们在里面",),
        ("我家宝贝不见了 是个男孩,背着小熊书包",),
        ("轿厢里有三个人出不来",),
    ],
)
def test_who_only_adds_to_his_report_is_in_danger_still(demo_house, turns):
    assert demo_house.talk(*turns).handling is Handling.EMERGENCY
