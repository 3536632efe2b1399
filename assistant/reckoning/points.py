"""How many points an amount earns: at the rate of the shop named, of its kind, or of its trade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal, InvalidOperation

from assistant.grounding.numerals import plain
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from assistant.reckoning.items import Item, bought, is_counted, items_in
from assistant.reckoning.ruled import ruled
from assistant.reckoning.trades import Rate, multiple, of_shop, trades_in
from assistant.shops.kinds import kinds_in
from knowledge.directory import labels_of
from knowledge.model import Hit, Shop
from knowledge.text import fold
from knowledge.writing.names import forms_of

ASKS = re.compile(
    r"[积攒](?:到|了)?(?:多少|几)(?=$|\W|分)|(?:积|得|有|攒|拿|赚|给|送|累计)了?.{0,4}(?:多少|几).{0,3}分(?!钟)|多少积?分(?!钟)|积分(?:给|有|是|算|能有|会有)?(?:多少|几)|几分(?!钟)|how many points|points.{0,12}(?:earn|get)|(?:what|total|any) points|points (?:for|on) (?:a |an |the )?(?:cny |rmb )?\d{2}|points\?*$"
)
_OF_A_RATE = re.compile(
    r"(?<!补)积(?:多少|几)(?:个)?(?:积?分|倍)|(?:多少|几)倍积分|积分(?:是|有|算)?(?:几倍|多少倍)"
)
_RULES = "积分系数 1元积多少分 业态 累积积分"
# A rate for whatever is bought: 每1元=1分, 每消费20元积1分; and from which amount on: 单张单据满100元可储分.
_FOR_ALL = re.compile(
    r"(?:^|[,，;；。:：(]|消费|实付)\s*每(?:消费|实付)?(\d+)元\s*(?:=|即|等于|可?[积得获储赚])\s*(\d+(?:\.\d+)?)(?:个)?积?分"
)
_FROM = re.compile(r"(?:单据|收据|小票|单笔|每笔|消费)(?:金额)?满(\d+)元[^,;。]{0,6}(?:[积储]分|获?得积分)")
_CAP = re.compile(r"(?:每[天日]|单日|每笔|单笔)[^,;。]{0,8}(?:最多|上限|封顶)[^\d,;。]{0,4}(\d+)(?:个)?积?分")
_NOT_CAP = re.compile(r"额外|会员日|补|抵|兑|使用")
_WHOLE = re.compile(r"不足1?[元分].{0,4}(?:不计|舍|不积)|取整|舍去小数|小数.{0,4}(?:舍|不计)")
# How much was really paid, or how many times points count, is not settled by the rate.
_OPEN = re.compile(
    r"会员日|生日|双倍|[二三四五六七八九十\d]倍|\d折|[一二三四五六七八九]折|券|满减|退|抵|换|兑|还有多少|还剩|余额|查|手机号|电话|尾号|开头|过期|到期"
)
# An English figure without a word of money beside it is no amount spent: how many points for 2 kids.
_MONEY = re.compile(
    r"cny|yuan|rmb|kuai|[¥￥$]|sp[ea]n[dt]|pa(?:y|id)|b(?:uy|ought)|worth|bill|receipt|purchase|cost|[元块]|\d{2,} (?:at|on|for) |(?:earn|get|points) (?:on|for|from) (?:a |an )?\d{2}"
)
_JOINED = re.compile(r"[,;:?+]| and | plus | then | with ")  # what stands between two amounts in English
_PAID_AFTER = re.compile(r"(?:用券|打折|满减|优惠|用了券)后(?=.{0,3}(?:实付|实际|付))")


def reckon(asking: Asking) -> Sum | None:
    """The points of every amount in the question; none where one amount has no rate that is sure."""
    items = bought(asking.items)
    if not asking.items:
        return _by_the_yuan(asking)
    if not items or is_counted(asking.told):
        return None
    if asking.english and not _MONEY.search(asking.told):
        return None
    if _OPEN.search(_PAID_AFTER.sub("", asking.told)):
        return None
    hits = [hit for hit in asking.rules(_RULES) if not EXAMPLE.search(hit.passage.text)]
    trades = trades_in(hits)
    words = _words_of(asking, items)
    rates = [_rate(asking, told, trades) for told in words]
    if not trades and not asking.shops and not any(rates):
        rates = [_for_all(hits, item.amount) for item in items]
    if not all(rates):
        return None
    found = [rate for rate in rates if rate]
    return _said(asking, items, found, hits)


def _by_the_yuan(asking: Asking) -> Sum | None:
    """The rate of the kind of shop or goods that is named where no amount is: 买手机积几分; the row of a shop tells its own."""
    if asking.shops or not _OF_A_RATE.search(asking.told) or _OPEN.search(asking.told):
        return None
    rate = _of_kind(asking, asking.told, trades_in(asking.rules(_RULES)))
    return Sum(asking.say("points_rate", name=rate.name, rate=rate.rate), (rate.source,)) if rate else None


def _said(asking: Asking, items: list[Item], rates: list[Rate], hits: list[Hit]) -> Sum:
    whole = next((hit for hit in hits if _WHOLE.search(plain(hit.passage.text))), None)
    each = [_earned(item.amount * rate.rate, whole) for item, rate in zip(items, rates, strict=True)]
    parts = []
    for item, rate, points in zip(items, rates, each, strict=True):
        label = (rate.name or item.name) if len(items) > 1 and not asking.english else ""
        said = asking.say("points_of", label=label, amount=item.amount, rate=rate.rate, points=points)
        parts.append(said if rate.rate else f"{said}{asking.say('points_none')}")
    total = sum(each, Decimal(0))
    level = multiple(asking.told, hits)
    if len(items) > 1:
        parts.append(asking.say("points_sum", points=total))
    sources = [rate.source for rate in rates] + ([source(whole)] if whole else [])
    if level:
        parts.append(
            asking.say(
                "points_times",
                level=level.level,
                points=total,
                times=level.times,
                due=_earned(total * level.times, whole),
            )
        )
        total = _earned(total * level.times, whole)
        sources.append(level.source)
    cap = next(iter(_caps(hits)), None)
    if cap and total > cap[0]:
        total = cap[0]
        parts.append(asking.say("points_cap", cap=total))
        sources.append(source(cap[1]))
    once = tuple({one.passage.passage_id: one for one in sources}.values())
    return Sum(asking.say("points", points=total, steps=asking.steps(parts)), once)


def _earned(points: Decimal, whole: Hit | None) -> Decimal:
    return points.to_integral_value(ROUND_FLOOR) if whole else points


def _caps(hits: list[Hit]) -> Iterator[tuple[Decimal, Hit]]:
    for hit in hits:
        text = plain(hit.passage.text)
        if (match := _CAP.search(text)) and not _NOT_CAP.search(text):
            yield Decimal(match[1]), hit


def _words_of(asking: Asking, items: list[Item]) -> list[str]:
    """What each amount was paid for; in English it stands behind the amount as well as before it."""
    if len(items) == 1:
        return [asking.told]
    if not asking.english:
        return [item.words for item in items]
    pieces = [piece for piece in _JOINED.split(asking.told) if items_in(piece)]
    is_clear = all(len(items_in(piece)) == 1 for piece in pieces) and len(pieces) == len(items)
    return pieces if is_clear else [""] * len(items)


def _rate(asking: Asking, words: str, trades: Mapping[str, Rate]) -> Rate | None:
    """Of the shop that stands beside the amount, of the trade named there, or of the kind of shop."""
    mentions = asking.directory.mentions(words)
    if asking.english:  # kids is no shop, only a part of the names of some
        mentions = [one for one in mentions if one.matched in forms_of(one.shop)]
    if mentions:
        rate = _of_shops(asking, [mention.shop for mention in mentions], trades)
        return replace(rate, name=mentions[0].matched) if rate and len(mentions) > 1 else rate
    named = [name for name in trades if name in words]
    if named:
        longest = max(named, key=len)
        rates = {trades[name].rate for name in named if name not in longest or name == longest}
        return trades[longest] if len(rates) == 1 else None
    return _of_kind(asking, words, trades)


def _for_all(hits: list[Hit], amount: Decimal) -> Rate | None:
    """The one rate that the rules give for whatever is bought; none for an amount that earns nothing yet."""
    rates = {
        Decimal(points) / Decimal(yuan): hit
        for hit in hits
        for yuan, points in _FOR_ALL.findall(ruled(hit.passage.text))
    }
    least = [Decimal(said) for hit in rates.values() for said in _FROM.findall(ruled(hit.passage.text))]
    if len(rates) != 1 or any(amount < one for one in least):
        return None
    rate, hit = next(iter(rates.items()))
    return Rate(rate, source(hit))


def _of_shops(asking: Asking, shops: list[Shop], trades: Mapping[str, Rate]) -> Rate | None:
    """The one rate that these shops' rows give, or the rules for each of them."""
    rates = {_number(shop.points_rate) for shop in shops}
    row = asking.row_of(shops[0])
    rate = rates.pop() if len(rates) == 1 else None
    if rate is not None and row:
        return Rate(rate, row, shops[0].name)
    by_rule = [of_shop(shop, trades) for shop in shops if not shop.points_rate]
    some = [one for one in by_rule if one]
    is_one = len(some) == len(shops) and len({one.rate for one in some}) == 1
    return replace(some[0], name=shops[0].name) if is_one else None


def _of_kind(asking: Asking, words: str, trades: Mapping[str, Rate]) -> Rate | None:
    """Of shops that are or sell what is named: 火锅, 手机; only where all of them have the same rate."""
    for name, shops in _named_kinds(asking, words):
        rate = _of_shops(asking, shops, trades)
        if rate is not None:
            trade = trades.get(fold(shops[0].category)) or trades.get(fold(shops[0].subcategory))
            return replace(trade if trade and trade.rate == rate.rate else rate, name=name)
    return None


def _named_kinds(asking: Asking, words: str) -> Iterator[tuple[str, list[Shop]]]:
    """The shops of the kind of shop that is named, and those that are or sell the longest of the directory's words."""
    kinds = kinds_in(words)
    if len(kinds) == 1 and (shops := kinds[0].among(asking.directory.shops)):
        yield kinds[0].name, shops
    labels = {fold(label) for shop in asking.directory.shops for label in labels_of(shop)}
    longest = max((label for label in labels if len(label) > 1 and label in words), key=len, default="")
    if longest:
        yield longest, [shop for shop in asking.directory.shops if longest in map(fold, labels_of(shop))]


def _number(written: str) -> Decimal | None:
    try:
        return Decimal(fold(written).strip().rstrip("倍分"))
    except InvalidOperation:
        return None
