"""Wording that names a thing without promoting it: prohibitions, disclaimers, directory lines."""

from __future__ import annotations

import re

CLAUSE_END = "。!?;,\n"
SENTENCE_END = "。!?;\n"
LISTED = 3  # marks between names that make a sentence a list of shops
WINDOW = 120  # characters looked at around a word, so that a text without marks stays cheap
REACH = 14  # characters between the denial and the word it denies

DENIAL = re.compile(
    r"不向|不对|不售|不卖|不出售|不得|不能|不可|不可以|不会|不要|不许|不准|不用|不写|不宣传|不承诺|不保证|不具有?|不具备|不含|不是|不构成|不属于"
    r"|不设|不提供|不支持|不代替|不涉及|不使用|禁止|禁售|严禁|请勿|切勿|谢绝|拒绝|杜绝|抵制|警惕|谨防|防范|避免|无需|无须|不需要|不必|没有"
    r"|并非|非(?=保健|医|独家|卖品)|勿|别写|别用|禁烟|控烟|无烟"
)
# "不能错过的全城最低价" promotes; "不是一般的顶级" too
UNDENIAL = re.compile(r"错过|再等|犹豫|辜负|一般|普通|简单|之一|不爱|只|仅|止|光是|不")
AFTER = re.compile(r"^[^。!?;,\n]{0,6}(?:一律|严格)?(?:禁止|严禁|不得|请勿|谢绝|除外)")

PLACE = re.compile(
    r"(?<![a-z0-9])[lb]\d{1,2}(?!\d)|位于|营业时间|\d{1,2}:\d{2}|铺位|[一二三四五六七八九\d]\s*[楼层]|电话|怎么走|在哪"
)
PROMOTION = re.compile(
    r"特惠|优惠|满\s*\d+|特价|折(?!叠|扣券说明)|立减|满减|直降|免费|体验价|团购|周年庆|开业|酬宾|促销|限时|抢|送|赠|领取|套餐价|补贴|返现"
    r"|大促|新品|上新|推荐|必|超值|划算|(?<!\d)\d+(?:\.\d+)?元|[¥]\d|无痛|买[一1]|首单|钜惠|折扣|来袭|福利"
)


def clause(text: str, start: int, end: int, stops: str = CLAUSE_END) -> tuple[int, int]:
    """The clause around start:end, looking no farther than WINDOW to either side."""
    first, last = max(0, start - WINDOW), min(len(text), end + WINDOW)
    left = max((text.rfind(stop, first, start) for stop in stops), default=-1) + 1
    rights = [at for at in (text.find(stop, end, last) for stop in stops) if at >= 0]
    return max(left, first), min(rights, default=last)


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the clause forbids or disclaims the word at start:end rather than using it."""
    left, right = clause(text, start, end)
    if text[max(left, start - 1) : start] in ("不", "未"):  # 不+承诺提分
        return True
    for denial in DENIAL.finditer(text, left, start):
        between = text[denial.end() : start]
        if len(between) <= REACH and not UNDENIAL.search(between):
            return True
    return bool(AFTER.match(text[end:right]))


def is_promoted(text: str, start: int, end: int) -> bool:
    """Whether the sentence around start:end promotes something."""
    left, right = clause(text, start, end, SENTENCE_END)
    return bool(PROMOTION.search(text[left:right]))


def is_directory_line(text: str, start: int, end: int) -> bool:
    """Whether the sentence only says where and when something is."""
    left, right = clause(text, start, end, SENTENCE_END)
    sentence = text[left:right]
    listed = sentence.count("、") >= LISTED
    return (listed or bool(PLACE.search(sentence))) and not PROMOTION.search(sentence)


def paragraph(text: str, start: int, end: int) -> str:
    return text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) if "\n" in text[end:] else len(text)]
