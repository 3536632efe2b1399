"""For whom a thing is, or what is to be done to it, which tells what shop is asked for: 狗狗衣服, 手机坏了哪里修."""

from __future__ import annotations

import re

# What an animal wears, eats or plays with is sold where things for animals are: 狗狗衣服, 给猫买点吃的.
_PET = r"(?:宠物|[狗猫]{1,2}|狗子|小[狗猫]|猫咪|汪星人|喵星人|毛孩子|泰迪|柯基|金毛|布偶|英短)"
_FOR_PETS = re.compile(
    rf"(?:{_PET}(?:能|可以)?[穿吃喝玩用戴睡]?的?|给(?:我们?|咱们?)?家?的?{_PET}(?:买|挑|选|添|弄|找)[点些件套双个几]*)"
    r"(?:小?(?:衣服|衣裳|衣(?!柜)|鞋子?|玩具|零食|吃的|用品|食品|饼干|窝|项圈|牵引绳|裙子?|雨衣))"
)

# An animal whose food is used up wants some: 家里猫断粮了, 狗没粮了, 猫粮吃完了.
_OUT_OF_FOOD = re.compile(
    rf"{_PET}的?(?:快|都|又|已经|要)*(?:断|没|缺|少)(?:了)?(?:口?粮(?!票)|吃的)(?:食)?了?|{_PET}的?(?:主|口)?粮食?(?:快|都|又|已经|要)*(?:吃|用)?(?:没|完|光)了?"
)

# Where a thing is mended, the deed may stand behind it: 手机屏幕坏了哪里修.
_MENDED = re.compile(
    r"(手机|电脑|平板)[^,，。?？]{0,8}(?:哪[里儿家]?|去|能|可以|给|想|要)[^,，。?？]{0,3}修(?!改)"
)
# A part of it that is to be changed is mended there too: 手机屏碎了哪里能换, 换手机电池.
_PART = r"(?:外|内)?(?:屏幕?|电池|后盖|玻璃|摄像头|充电口)"
_PART_CHANGED = re.compile(
    rf"(?P<thing>手机|电脑|平板)的?{_PART}[^,，。?？]{{0,10}}[换修]|[换修](?:个|一?块|一下)?(?P<other>手机|电脑|平板)的?(?!屏){_PART}"
)

# Clothes for who is with child are of a shop of their own: 老婆怀孕了买衣服去哪家.
_WITH_CHILD = re.compile(
    r"(?:怀孕|怀了?孕|有孕|有喜|有了?身孕|孕[妇期晚早中]期?)[^?？。]{0,8}(?<!童)(?:衣服|衣裳|裤子?|裙子?|服装)"
)


# The thing first and what is to be done to it behind: 羽绒服也想洗洗, 裤脚要改一下.
_THING_FIRST = re.compile(
    r"^(?:顺[便带路道]|另外|然后|对了|还有)?[,，]?(?:我们?|咱们?)?(?:家|的|有)*(?:[一两几]?[件条双副个把块张台部])?"
    r"(?P<thing>[一-鿿]{2,5}?)(?:也|还|都|就)?(?:想要?|要|打算|准备|得)(?:去|拿去|送去|拿来|顺便)?(?P<deed>[洗修改补剪换烫染配])(?:一?(?P=deed)|一下|一[件条双副个把块张])[了吧啊呀~。!]*$"
)
# 想把羽绒服送去洗, 大衣要拿去干洗: the same.
_SENT_TO = re.compile(
    r"^(?:顺[便路带道])?(?:我们?|咱们?)?(?:想要?|要|打算)?(?:把|给)?(?:这|我的?)?[件条双副个把块张]?(?P<thing>[一-鿿]{2,5}?)(?:想要?|要|打算)?(?:送去|拿去|送出去)(?P<deed>洗|修|改|补|剪|熨|烫|干洗)(?:洗|修|改|补|一下|了)?[吧啊呀~。!]*$"
)


# 鲜花也要一束: the thing first and how many of it behind.
_SOME_TOO = re.compile(
    r"^(?:顺[便路带道]|另外|然后|对了|还有)?[,，]?(?P<thing>[一-鿿]{2,5}?)(?:也|还)(?:想)?(?P<deed>要|买|来|带)(?:[一两几](?:束|份|杯|个|双|件|条|盒|瓶|张|块|把|点|些|只))[吧啊呀~。!]*$"
)


def as_a_deed(text: str) -> str:
    """A message that names the thing before the deed as the wish for the deed: 想洗羽绒服."""
    match = _THING_FIRST.match(text) or _SENT_TO.match(text)
    if match is None and (match := _SOME_TOO.match(text)):
        return f"想买{match['thing']}"
    return f"想{match['deed']}{match['thing']}" if match else text


def with_its_purpose(folded: str) -> str:
    """A folded text in which such a thing is called by the kind of shop that has it."""
    folded = _PART_CHANGED.sub(lambda said: f"修{said['thing'] or said['other']}", folded)
    folded = _WITH_CHILD.sub("孕妇装", folded)
    return _MENDED.sub(r"修\1", _OUT_OF_FOOD.sub("宠物用品", _FOR_PETS.sub("宠物用品", folded)))
