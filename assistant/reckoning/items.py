"""The amounts of money in a question, each with what it was paid for: 火锅400, 250的裙子, 200+120, 实付350."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.writing.numerals import in_characters

# What has figures and is no amount somebody paid; its place is kept.
_ELSE = re.compile(
    r"(?:每|滿|满)\d+元?\s*[减送抵返]\s*\d+元?|每?满\s*\d+元?"
    r"|(?:用了?|使了?|张|个|再|有|拿|叠加?|享|店庆|活动|那个|这个)\s*\d+\s*减\s*\d+(?:的?券)?|\d+减\d+的?(?:券|优惠)"
    r"|(?:[我俺咱他她你]|孩子|娃|儿子|女儿|闺女|孙子|孙女|弟弟|妹妹)(?:们|今年|现在|已经|刚|才|快|就|还|只有|不到|都|满)*\d{1,2}(?![\d.元块折%万千百])(?=\s*(?:[,。;?]|$))"
    r"|\d+元?的?(?:优惠券|代金券|满减券|电子券|抵用券|券)"
    r"|20[12]\d(?=年|周年|版|双1|春节|国庆|元旦|中秋|圣诞|活动|复盘|财年)|\d{4}年|\d+月\d+[日号]?|\d{1,2}:\d{2}|\d+(?:\.\d+)?%(?: off)?|\d+(?:\.\d+)?折|1[3-9]\d{9}|20\d{2}-\d{1,2}-\d{1,2}"
    r"|\d+(?:\.\d+)?\s*个?(?:半)?(?:小时|钟头|分钟|天|日|个?月|年|岁|个?工作日|位|次|张|件|节|课|杯|份|条|双|瓶|套|盒|本|只|号|楼|层|点|积?分|人"
    r"|公里|米|克|斤|公斤|毫升|ml|cm|km|kg|g|hours?|hrs?|h|minutes?|mins?|days?|weeks?|months?|years?|people|pieces?|draws?|coupons?|points?|things?|items?|receipts?|shops?|prizes?)(?![a-z])"
)
_AMOUNT = re.compile(
    r"(?<!\d,)(?<![\d.a-z#-])(?<!(?<![买这那一两几])双)(?:¥|rmb\s*|cny\s*|\$)?(?:(\d+(?:\.\d+)?)\s*([千万])?|([一二两三四五六七八九十百千万零]{1,9})(?=元|块|蚊|(?<=[百千万])(?:能|可|到|是|升|算|够|[,;?。]|$)))"
    r"(?![\d.]*\d|(?!t恤)[a-z-])\s*(?:元|块钱?|蚊|rmb|yuan|cny)?"
)
_OF = re.compile(
    r"(?:的|嘅)\s*(?:那|这)?[件条个双只份]?([一-鿿]{1,6}?)(?=加|和|跟|与|还有|[、,+;。?\s]|能|可|积|一共|总共|现在|用|退|实付|$)"
)
# 250裤子+180T恤: the thing stands right behind its amount.
_BEHIND = re.compile(
    r"([一-鿿]{1,3}[子恤包鞋裤裙衣帽巾表]|t恤|(?:外套|毛衣|大衣|羽绒服|衬衫|手袋|耳机|香水|口红))(?=\s|[+加和跟与、,;。?]|用|退|现|一共|$)"
)
_TOTAL = re.compile(r"(?:一共|总共|合计|共|一起|加起来|夹埋|总价|总额|总计|total)[^\d]{0,3}$")
_PAID = re.compile(r"(?:实付|实际(?:支)?付|实际花|付了|(?:用|减|券|后)[^\d]{0,6}(?:付|给|俾|畀))[^\d]{0,3}$")
_LIMIT = re.compile(
    r"(?:不够|不到|不足|不满|没到|没有到|未满|少于|低于|超过|多于|大于|高于|至少|起码|最多|满(?!减)|below|under|over|more than|less than|at least)[^\d]{0,2}$"
)
_ABOUT = re.compile(r"\s*(?:元|块钱?)?(?:以上|以下|以内|之内|多(?!少)|几(?!分)|出头|or more)")
_RETURNED = re.compile(
    r"退(?:的是|了|掉|货|回|返)?(?:那|这|其中)?(?:一)?[件条个双]?[^\d一-鿿a-z]{0,2}$|return(?:ed|ing)?(?: the| a)? $"
)
# 一个180一个150, 150那个: the amount is said once more to point at what it was paid for.
_POINTS_BACK = re.compile(r"(?:的|嘅)?[那这]一?[件条个双只款份]|的(?=(?:给)?退)")
# 留下100的, keeping the 100 one: said once more of what was bought.
_KEPT = re.compile(
    r"(?:留下?(?:了|的是)?|保留|剩下?(?:了|的是)?)(?:那|这)?一?[件条个双]?[^\d一-鿿]{0,2}$|keep(?:ing)?(?: the)? $"
)
_DEDUCTED = re.compile(r"扣(?:回|掉|除|了|我)?[^\d]{0,2}$|deduct(?:ed|ing)? $")
_PIECES = re.compile(
    r"(?<!\d)([2-9]|\d{2,}|[两三四五六七八九十])\s*(?:件|份|双|条|本|套|盒|瓶|杯|只|支|个(?!人|小时|半|钟|月|工作))"
)
_JOINS = "加和跟与还有买了吃花在消费的、,+;。 "


@dataclass(frozen=True, slots=True)
class Item:
    """An amount in yuan and the words around it; `role` is total, paid, returned, deducted, kept, limit (不到300) or empty: bought."""

    amount: Decimal
    words: str
    name: str
    role: str = ""


def items_in(told: str) -> list[Item]:
    """The amounts in a question in its matching form, in their order."""
    return list(_read(_ELSE.sub(lambda match: " " * len(match[0]), told)))


def bought(items: list[Item]) -> list[Item]:
    """What was bought: without what was paid in all, and without a total that the others make up."""
    return [item for item in items if not item.role]


def is_counted(told: str) -> bool:
    """Whether several pieces are spoken of, so that an amount may be that of one: 买3件200的."""
    return bool(_PIECES.search(told)) and not re.search(r"一共|总共|合计|加起来|total", told)


def _read(text: str) -> Iterator[Item]:
    end = 0
    seen: set[Decimal] = set()
    for match in _AMOUNT.finditer(text):
        before = text[end : match.start()]
        after = text[match.end() :]
        named = _OF.match(after) or _BEHIND.match(after)
        end = match.end() + (named.end() if named else 0)
        name = named[1] if named else re.split(r"[、,+;。?\s]", before.strip(_JOINS))[-1].strip(_JOINS)
        amount, role = _value(match), _role(before, after)
        if amount in seen and not role and _POINTS_BACK.match(after):
            role = "returned"
        seen.add(amount)
        yield Item(amount, f"{before} {named[1] if named else ''}".strip(), name, role)


def _role(before: str, after: str) -> str:
    if _LIMIT.search(before) or _ABOUT.match(after):
        return "limit"
    roles = (
        ("paid", _PAID),
        ("total", _TOTAL),
        ("returned", _RETURNED),
        ("deducted", _DEDUCTED),
        ("kept", _KEPT),
    )
    return next((role for role, pattern in roles if pattern.search(before)), "")


def _value(match: re.Match[str]) -> Decimal:
    digits, scale, written = match.groups()
    if written:
        return in_characters(written)
    return Decimal(digits) * {"千": 1000, "万": 10_000, None: 1}[scale]
