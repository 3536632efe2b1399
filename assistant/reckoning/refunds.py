"""What is refunded of a purchase with a reduction when a part of it goes back: 250的裙子加150的围巾，退围巾."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.grounding.numerals import plain
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, money, source
from assistant.reckoning.items import Item, bought
from assistant.reckoning.offers import OFFER
from knowledge.model import Hit

ASKS = re.compile(
    r"退(?!休).{0,14}(?:多少|几个?[块元钱多])|(?:多少|几).{0,4}(?:钱|块)?(?:能|可以)?退|退回?来?多少|[该应]退(?:他|她|客人|顾客)?(?=$|[?？\s])|退.{0,14}扣(?:回|掉|除)?\s*(?:\d+元?|钱|优惠|券)?(?:吗|不|么)|退.{0,12}(?:要不要|用不用|还)扣|refund|return.{0,30}how much|how much.{0,30}(?:back|return)|get back"
)
_WITH_COUPON = re.compile(r"券|满减|减|优惠|折扣|coupon|voucher")
_RULES = "部分退货 剩余商品 不足 扣回 优惠 退款"
_TAKEN_BACK = re.compile(
    r"剩余.{0,16}?(?:不足|不满|未满|低于|达不到)(\d+)元.{0,30}?(?:扣回|扣除|扣减|收回|减去|补回|退款=.{0,8}-)[^\d;。]{0,8}(\d+)元"
)
_SHARED = re.compile(r"部分退.{0,24}(?:按|以).{0,8}比例")
_DENIED = re.compile(r"(?:不得|不能|不|并非)按.{0,6}比例")
_BACK = re.compile(
    r"退(?:的是|了|掉|货|回|返)?(?:那|这|其中)?一?[件条个双]?\s*(\d+(?:\.\d+)?|t恤|[一-鿿]{1,8})"
)
_TAKEN = re.compile(
    r"(?:把|将)(?:那|这)?[件条个双]?(\d+(?:\.\d+)?|t恤|[一-鿿]{1,6}?)(?:的(?:那[件条个双只])?)?(?:给|又|都)?退"
)
# 袜子退了, 鞋不合适退掉了: by its name, before what was done with it.
_WENT_BACK = re.compile(
    r"(t恤|[一-鿿]{1,6}?)(?:我|她|他|现在|今天|就|又|都|也|给|不要了?|不合适)*退(?:了|掉|货)"
)
# 150那个想退, 嗰件90我要退: which of them it is stands before what is done with it.
_THAT_ONE = re.compile(
    r"(\d+(?:\.\d+)?)(?:元|块)?(?:的|嘅)?(?:[那这]一?[件条个双只款份])(?:货|东西)?(?:我|现在|今天|就|又|都|也|想|要|打算|准备|给|不要了?|不合适)*退"
)
_BACK_IN_ENGLISH = re.compile(r"return(?:ed|ing)?(?: the| a)? (\d+(?:\.\d+)?)")
_TELLS = (
    "我",
    "给我",
    "咱",
    "您",
    "人家",
    "他",
    "她",
    "客人",
    "顾客",
    "对方",
    "多少",
    "几",
    "款",
    "货",
    "回来",
    "钱",
    "吗",
)


def reckon(asking: Asking) -> Sum | None:
    """The refund, where all that was bought is named with its amount, and one of it goes back."""
    items = _without_total(bought(_without_offer(asking)))
    told = asking.told
    back = _back(told, items)
    totals = {item.amount for item in asking.items if item.role == "total"}
    if not totals and len(items) == 1 and back is None:
        totals = {items[0].amount}  # 买了320，退其中100的: the one amount is all that was bought
    if back is None and len(totals) == 1:
        back = next(
            (item for item in asking.items if item.role == "returned" and item.amount < min(totals)), None
        )
    if back is None or (len(items) < 2 and not totals) or not _WITH_COUPON.search(told):
        return None
    total = totals.pop() if len(totals) == 1 else sum((item.amount for item in items), Decimal(0))
    paid = next((item.amount for item in asking.items if item.role == "paid"), None)
    hits = [hit for hit in asking.rules(_RULES) if not EXAMPLE.search(hit.passage.text)]
    return _taken_back(asking, hits, total, back.amount, paid) or _shared(
        asking, hits, total, back.amount, paid
    )


def _taken_back(
    asking: Asking, hits: list[Hit], total: Decimal, back: Decimal, paid: Decimal | None
) -> Sum | None:
    """The rule that takes the reduction back where what is left stays below the threshold."""
    rules = {
        (Decimal(rule[1]), Decimal(rule[2])): hit
        for hit in reversed(hits)
        if (rule := _TAKEN_BACK.search(plain(hit.passage.text).replace("−", "-")))
    }
    named = {
        (Decimal(match[2] or match[4]), Decimal(match[3] or match[5]))
        for match in OFFER.finditer(asking.told)
    }
    keys = [key for key in rules if key in named] if named else list(rules)
    if len(keys) != 1:
        return None
    threshold, reduction = keys[0]
    if total < threshold or (paid is not None and paid != total - reduction):
        return None  # the reduction was not had, or something else was
    left = total - back
    values = {"left": left, "threshold": threshold, "reduction": reduction, "back": back}
    if left < threshold:
        due = back - reduction
        text = asking.say("refund_less", due=due, **values) if due >= 0 else ""
    else:
        text = asking.say("refund_full", due=back, **values)
    return Sum(text, (source(rules[keys[0]]),)) if text else None


def _shared(
    asking: Asking, hits: list[Hit], total: Decimal, back: Decimal, paid: Decimal | None
) -> Sum | None:
    """The rule that shares the reduction out over what was bought."""
    texts = [(plain(hit.passage.text), hit) for hit in hits]
    rule = next((hit for text, hit in texts if _SHARED.search(text) and not _DENIED.search(text)), None)
    if rule is None or paid is None or not 0 < paid <= total:
        return None
    due = money(back * paid / total)
    text = asking.say("refund_share", due=due, back=back, paid=paid, total=total)
    return Sum(text, (source(rule),))


def _back(told: str, items: list[Item]) -> Item | None:
    """The one thing that goes back, by its amount or by its name; the last that was said of it counts."""
    ways = (_BACK_IN_ENGLISH, _BACK, _TAKEN, _WENT_BACK, _THAT_ONE)
    said_of_it = [match for way in ways for match in way.finditer(told)]
    for match in sorted(said_of_it, key=lambda match: match.end(1), reverse=True):
        said = re.split("退|多少|几|能|要|[他她您]", match[1])[0]
        if not said or said.startswith(_TELLS):
            continue
        if said[0].isdigit():
            fitting = [item for item in items if item.amount == Decimal(said)]
        else:
            fitting = [item for item in items if item.name and (item.name in said or said[:2] in item.name)]
        if fitting:
            return fitting[0] if len({item.amount for item in fitting}) == 1 else None
    return None


def _without_total(items: list[Item]) -> list[Item]:
    """The things bought, without the amount that they make up together: 买了500，两件300和200."""
    whole = sum((item.amount for item in items), Decimal(0))
    totals = [item for item in items if len(items) > 2 and item.amount * 2 == whole]
    return [item for item in items if item is not totals[0]] if totals else items


def _without_offer(asking: Asking) -> list[Item]:
    return [
        item for item in asking.items if item.role not in ("paid", "total", "returned", "deducted", "kept")
    ]
