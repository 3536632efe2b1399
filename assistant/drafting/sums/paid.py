"""What is paid: the sums that a sheet's offer and a campaign's coupon lead to, every step shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.drafting.facts.pasted import PASTED
from assistant.drafting.facts.table import FactSheet
from assistant.drafting.sums.bundles import bundle
from assistant.drafting.sums.coupons import campaign_coupon, names_offer, own_coupon, receipts, stays_out
from assistant.drafting.sums.prepaid import refunded
from assistant.drafting.sums.priced import Priced, Sum, plain_number, prices_of, sources_of
from assistant.drafting.sums.sample import sampled
from assistant.drafting.sums.terms import Campaign
from assistant.grounding.numerals import plain
from assistant.reckoning.discounts import rate_in

_SECOND = re.compile(
    r"第(?:二|2)([件杯份盒支张碗双瓶本册条个只枚包袋罐套束朵串块把片位人节次])(?:半价|(?:打)?\s*([1-9](?:\.\d)?)\s*折)"
)
_RATE = re.compile(r"(?<![低至\d.])(?:全场|打|享)?\s*([1-9](?:\.\d)?)\s*折(?![起叠扣])")
_ASKS = re.compile(r"券|满减")
_PIECES = re.compile(r"(?<![\d:.–-])(\d{1,3})\s*(次|节|课时|堂)(?!\s*[–-]\d)")
_REDUCED = re.compile(r"活动|折后|现价|券后|特价")


def sums_of(sheet: FactSheet | None, campaign: Campaign | None, asked: str = "") -> tuple[Sum, ...]:
    """Every sum that the facts lead to; none where a price, a rate or a threshold is not said.

    `asked` is what a request says of the campaign's coupon for goods that it brings along itself.
    """
    if sheet is None:
        return tuple(receipts(campaign)) if campaign else ()
    if sheet.doc_id == PASTED and (told := tuple(sampled(asked))):
        return told
    priced = prices_of(sheet)
    named = bool(sheet.doc_id == PASTED and campaign and names_offer(asked, campaign))
    asks = bool(sheet.doc_id == PASTED and _ASKS.search(asked))
    rate = _rate(sheet, priced) if sheet.doc_id == PASTED and campaign else None
    return (
        *refunded(sheet, priced, asked),
        *(
            campaign_coupon(sheet, priced, campaign, rate, named, asks)
            if campaign and (named or asks)
            else ()
        ),
        *bundle(sheet, priced),
        *_second(sheet, priced),
        *_discount(sheet, priced),
        *own_coupon(sheet, priced),
        *(campaign_coupon(sheet, priced, campaign, rate) if campaign and not (named or asks) else ()),
        *(receipts(campaign) if campaign and not stays_out(sheet, campaign) else ()),
        *_each(sheet, priced),
    )


def steps_of(sums: Iterable[Sum]) -> tuple[str, ...]:
    """The steps of all sums in order, each once."""
    return tuple(dict.fromkeys(step for one in sums for step in one.steps))


def _second(sheet: FactSheet, priced: list[Priced]) -> Iterator[Sum]:
    offers = [f for kind in ("conditions", "promo") for f in sheet.all(kind)]
    found = next(((m, f) for f in offers if (m := _SECOND.search(f.value))), None)
    if not found or not priced:
        return
    match, fact = found
    unit, rate = match[1], Decimal(match[2]) / 10 if match[2] else Decimal("0.5")
    shown = "÷2" if rate == Decimal("0.5") else f"×{rate.normalize():f}"
    steps, said = [], []
    for one in priced:
        due = one.amount + one.amount * rate
        told = f"{one.size}两{unit}" if one.size else f"两{unit}"
        sum_of = f"{plain_number(one.amount)}+{plain_number(one.amount)}{shown}"
        steps.append(f"{told}：{sum_of}={plain_number(due)}元")
        said.append(f"{one.size} {sum_of}={plain_number(due)}元".strip())
    same = "同款同规格" if "同规格" in fact.value else ("同款" if "同款" in fact.value else "")
    listed = "、".join(said)
    yield Sum(
        tuple(steps), f"{same}两{unit}合计：{listed}（计算得出）", sources_of(fact, *(p.fact for p in priced))
    )


def _rate(sheet: FactSheet, priced: list[Priced]) -> Decimal | None:
    """The shop's own discount on the price that is named, if there is one."""
    promo = next(
        (f for f in sheet.all("promo") if _RATE.search(f.value) and not _SECOND.search(f.value)), None
    )
    match = _RATE.search(promo.value) if promo else None
    if not priced or _REDUCED.search(priced[0].fact.field):
        return None
    if match is None:  # 85折, 七五折
        told = plain(
            "，".join(f.value for f in (*sheet.all("promo"), *sheet.all("conditions"), *sheet.all("detail")))
        )
        rate = None if _SECOND.search(told) else rate_in(told)
        return rate if rate != 1 else None
    return Decimal(match[1]) / 10


def _discount(sheet: FactSheet, priced: list[Priced]) -> Iterator[Sum]:
    promo = sheet.first("promo")
    match = _RATE.search(promo.value) if promo else None
    if promo is None or not match or _SECOND.search(promo.value) or not priced:
        return
    if _REDUCED.search(priced[0].fact.field):
        return
    rate = Decimal(match[1]) / 10
    steps = []
    for one in priced:
        due = (one.amount * rate).quantize(Decimal("0.01"))
        steps.append(
            f"{one.size or '折后'}：{plain_number(one.amount)}×{rate.normalize():f}={plain_number(due)}元".lstrip(
                "："
            )
        )
    said = f"折后{plain_number(due)}元（计算得出：{plain_number(priced[0].amount)}×{rate.normalize():f}）"
    yield Sum(tuple(steps), said if len(priced) == 1 else "", sources_of(promo, priced[0].fact))


def _each(sheet: FactSheet, priced: list[Priced]) -> Iterator[Sum]:
    """The price of one lesson or visit of a course or card that has a number of them."""
    if len(priced) != 1 or "折合" in priced[0].fact.value:
        return
    counted = [f for f in sheet.tellable if f.kind in ("price", "detail", "spec", "name")]
    found = {(m[1], m[2], f) for f in counted for m in _PIECES.finditer(f.value)}
    if len({(count, unit) for count, unit, _ in found}) != 1:
        return
    count, unit, fact = found.pop()
    due = priced[0].amount / int(count) if int(count) > 1 else None
    if due is None or due != due.quantize(Decimal("0.01")):
        return
    step = f"{plain_number(priced[0].amount)}÷{count}={plain_number(due)}元/{unit}"
    said = f"折合每{unit}{plain_number(due)}元（计算得出：{plain_number(priced[0].amount)}÷{count}）"
    yield Sum((step,), said, sources_of(fact, priced[0].fact))
