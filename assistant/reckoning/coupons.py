"""Whether 满X减Y can be used and what is paid then: 原价420打七折用得上吗, 买320用券付多少."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.grounding.numerals import number
from assistant.reckoning.asking import Asking, Sum, money, source
from assistant.reckoning.discounts import DISCOUNT, is_after, rate_in
from assistant.reckoning.items import Item, bought, is_counted
from assistant.reckoning.left_out import is_left_out
from assistant.reckoning.offers import OFFER, Offer, offer_of
from assistant.reply import Source
from assistant.shops.marks import MARKS
from knowledge.model import Hit

ASKS = re.compile(
    r"付|到手|掏|出多少|多少钱|几块|减多少|便宜多少|优惠多少|用(?:得|不)[上了到]|用得上|(?:能|可以|可不可以|可否|能不能|能否|够不够|还能|可唔可以)(?:再|使|一起)?(?:用|减|享|叠)"
    r"|够不够|够吗|用几张|[俾畀]几?多少?|how much|can i use|does it count|do i get"
)
_ABOUT = re.compile(r"券|满减|满\d+.{0,3}减|\d减\d|coupon|voucher|\d+ off \d+")
_STACKED = re.compile(r"一起用|叠")  # of two coupons; with a discount its own rule tells
# a coupon that does not work, and what is promised in its place, are for the rules
_ELSE = re.compile(
    r"扫不|刷不出|核不了|核销(?:不|失败)|失败|没反应|口头|答应|回头|退|全场券|品牌券|别的|其他|停车|抽|积分|各|每人|人均|分别|refund|return"
)
_RULES = "满减 电子券 单笔 实付满 可用1张 限用1张 折后"
_RECEIPTS = re.compile(
    r"[两二三2-5]\s*(?:张|笔|个)?(?:小票|单|消费|订单)|两次|分开(?:买|结|付)|分两|[两二2]张单|separate|two receipts"
)
_EACH_RECEIPT = re.compile(
    r"(\d|[两二三四五])\s*(?:家|个|次|笔|单|间)[^,。]{0,10}?(?:各|分别|每[家笔单次个])自?(?:买|花|消费|付)?了?\s*(\d+(?:\.\d+)?)"
)
_A_MEMBER = re.compile(r"每[位人名个]?(?:会员|人)?(?:限|最多)(?:领|用|享)?取?(?:用)?(\d|[一二两三四五])张")
_WANTED = re.compile(r"(?:用|使)(\d|[两二三四五])张|(?<=use )(\d)(?= coupons)")
_TOGETHER = re.compile(r"加|和|跟|\+|、|与|一共|总共")


def reckon(asking: Asking) -> Sum | None:
    """What one purchase costs with the reduction that the question means."""
    told = asking.told
    if each := _EACH_RECEIPT.search(told):
        return _same_receipts(asking, int(number(each[1]) or 0), Decimal(each[2]))
    if _STACKED.search(told) and not DISCOUNT.search(told):
        return None
    if not _ABOUT.search(told) or _ELSE.search(told) or is_counted(OFFER.sub(" ", told)):
        return None
    items = bought(asking.items)
    offer = offer_of(told, asking.rules(_RULES)) if items or asking.items else None
    rate = rate_in(told)
    if offer is None or rate is None:
        return None
    part = _taking_part(asking)
    if part is None or (not asking.shops and is_left_out(asking, offer.rule)):
        return None
    if len(items) > 1 and _RECEIPTS.search(told):
        return _receipts(asking, items, offer)
    price = _price(asking, items)
    return None if price is None else _said(asking, offer, *price, rate, part)


def _price(asking: Asking, items: list[Item]) -> tuple[Decimal, str] | None:
    """What the goods cost before a discount, and how that was added up; None where the amounts do not tell."""
    totals = [item.amount for item in asking.items if item.role in ("total", "paid")]
    if len(items) == 1 and not totals:
        return items[0].amount, ""
    if not items and len(totals) == 1:
        return totals[0], ""
    total = sum((item.amount for item in items), Decimal(0))
    if len(items) > 1 and _TOGETHER.search(asking.told) and all(one == total for one in totals):
        return total, asking.say("sum_of", parts="+".join(f"{item.amount:f}" for item in items), total=total)
    return None


def _said(
    asking: Asking,
    offer: Offer,
    full: Decimal,
    added: str,
    rate: Decimal,
    part: tuple[str, tuple[Source, ...]],
) -> Sum | None:
    steps, spent = [added], full
    found: list[Hit] = []
    if rate != 1 and not is_after(asking.told):
        rule = offer.after_discount()
        if rule is None:
            return None  # whether the threshold is looked at before or after the discount is not said
        spent = money(full * rate)
        steps.append(f"{full.normalize():f}×{rate.normalize():f}={spent:f}")
        found.append(rule)
    values = {"threshold": offer.threshold, "reduction": offer.reduction, "spent": spent}
    if spent < offer.threshold:
        steps.append(f"{offer.threshold:f}−{spent:f}={offer.threshold - spent:f}")
        steps.append(asking.say("short_by", gap=offer.threshold - spent))
        text = asking.say("coupon_short", **values, steps=asking.steps(steps))
        found.append(offer.rule)
    else:
        counted = offer.counted(spent)
        if counted is None:
            return None
        count, rule = counted
        off = offer.reduction * count
        steps.append(f"{spent:f}-{off:f}={spent - off:f}")
        text = asking.say("coupon", **values, count=count, due=spent - off, steps=asking.steps(steps))
        wanted = _WANTED.search(asking.told)
        asked = int(number(wanted[1] or wanted[2]) or 0) if wanted else count
        if asked > count:
            text = asking.say("coupon_fewer", asked=asked, count=count) + re.sub(
                r"^[^：:]{1,4}[：:]\s?", "", text
            )
        found.insert(0, rule)
    once = {hit.passage.passage_id: source(hit) for hit in found}
    return Sum(part[0] + text, (*once.values(), *part[1]))


def _receipts(asking: Asking, items: list[Item], offer: Offer) -> Sum | None:
    """Several receipts, each by itself, where the rule says that they are not added up."""
    rule = offer.single()
    if rule is None:
        return None
    said = [
        asking.say(
            "receipt" if item.amount >= offer.threshold else "receipt_short",
            spent=item.amount,
            threshold=offer.threshold,
        )
        for item in items
    ]
    return Sum(asking.say("receipts", said=asking.steps(said)), (source(rule),))


def _same_receipts(asking: Asking, count: int, spent: Decimal) -> Sum | None:
    """So many receipts of one amount, each with its own coupon, as far as a member may have coupons."""
    offer = offer_of(asking.told, asking.rules(_RULES)) if _ABOUT.search(asking.told) else None
    once = offer.counted(spent) if offer else None
    if offer is None or once is None or once[0] != 1:
        return None
    limits = [
        (int(number(match[1]) or 0), hit) for text, hit in offer.texts if (match := _A_MEMBER.search(text))
    ]
    if any(limit < count for limit, _ in limits):
        return None
    due = spent - offer.reduction
    text = asking.say(
        "coupon_each", all=count * due, spent=spent, reduction=offer.reduction, due=due, count=count
    )
    found = [once[1], *(hit for _, hit in limits[:1])]
    sources = {hit.passage.passage_id: source(hit) for hit in found}
    return Sum(text, tuple(sources.values()))


def _taking_part(asking: Asking) -> tuple[str, tuple[Source, ...]] | None:
    """That the shop named takes part, with its row; None where it does not, or the directory does not say."""
    if not asking.shops:
        return "", ()
    mark = next(mark for mark in MARKS if mark.name == "campaign")
    if not all(mark.holds(shop) is True for shop in asking.shops):
        return None
    shop = asking.shops[0]
    row = asking.row_of(shop)
    name = (shop.name_en or shop.name) if asking.english else shop.name
    return asking.say("takes_part", name=name), (row,) if row else ()
