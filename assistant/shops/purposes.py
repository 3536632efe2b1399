"""For whom a thing is, or what is to be done to it, which tells what shop is asked for: 狗狗衣服, 手机坏了哪里修."""

from __future__ import annotations

import re

# What an animal wears, eats or plays with is sold where things for animals are: 狗狗衣服, 给猫买点吃的.
_PET = r"(?:宠物|[狗猫]{1,2}|狗子|小[狗猫]|猫咪|汪星人|喵星人|毛孩子|泰迪|柯基|金毛|布偶|英短)"
_FOR_PETS = re.compile(
    rf"(?:{_PET}(?:能|可以)?[穿吃喝玩用戴睡]?的?|给(?:我们?|咱们?)?家?的?{_PET}(?:买|挑|选|添|弄|找)[点些件套双个几]*)"
    r"(?:小?(?:衣服|衣裳|衣(?!柜)|鞋子?|玩具|零食|吃的|用品|食品|饼干|窝|项圈|牵引绳|裙子?|雨衣))"
)

# Where a thing is mended, the deed may stand behind it: 手机屏幕坏了哪里修.
_MENDED = re.compile(
    r"(手机|电脑|平板)[^,，。?？]{0,8}(?:哪[里儿家]?|去|能|可以|给|想|要)[^,，。?？]{0,3}修(?!改)"
)


def with_its_purpose(folded: str) -> str:
    """A folded text in which such a thing is called by the kind of shop that has it."""
    return _MENDED.sub(r"修\1", _FOR_PETS.sub("宠物用品", folded))
