"""What is paid: the sums that a sheet's offer and a campaign's coupon lead to, every step shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.facts import Fact, FactSheet
from assistant.drafting.terms import Campaign
from assistant.numerals import plain

_SECOND = re.compile(r"第(?:二|2)([件杯份盒支张碗双瓶])(?:半价|(?:打)?\s*([1-9](?:\.\d)?)\s*折)")
_RATE = re.compile(r"(?<![低至\d.])(?:全场|打|享)?\s*([1-9](?:\.\d)?)\s*折(?![起叠扣])")
_OFF = re.compile(r"满\s*(\d[\d,]*)\s*元?\s*(?:立|即)?减\s*(\d[\d,]*)")
_PRICE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*元")
_PIECES = re.compile(r"(?<![\d:.–-])(\d{1,3})\s*(次|节|课时|堂)(?!\s*[–-]\d)")
_REDUCED = re.compile(r"活动|折后|现价|券后|特价")
_LIMIT = re.compile(r"(\d+)\s*张")
_TAKES_PART = re.compile(r"参与|可用|参加")


@dataclass(frozen=True, slots=True)
class Sum:
    """`steps` in order; `said` is what a draft may say of it, with its condition; empty: only to be shown."""

    steps: tuple[str, ...]
    said: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Priced:
    """One price of the goods; `size` tells it from others, as in 360 ml 26元."""

    amount: Decimal
    size: str
    fact: Fact


def sums_of(sheet: FactSheet | None, campaign: Campaign | None) -> tuple[Sum, ...]:
    """Every sum that the facts lead to; none where a price, a rate or a threshold is not said."""
    if sheet is None:
        return tuple(_receipts(campaign)) if campaign else ()
    priced = _prices(sheet)
    return (
        *_second(sheet, priced),
        *_discount(sheet, priced),
        *_own_coupon(sheet, priced),
        *(_coupon(sheet, priced, campaign) if campaign else ()),
        *(_receipts(campaign) if campaign and not _stays_out(sheet, campaign) else ()),
        *_each(sheet, priced),
    )


def steps_of(sums: Iterable[Sum]) -> tuple[str, ...]:
    """The steps of all sums in order, each once."""
    return tuple(dict.fromkeys(step for one in sums for step in one.steps))


def _prices(sheet: FactSheet) -> list[_Priced]:
    fact = sheet.first("price")
    if fact is None:
        return []
    told = re.sub(r"[(（][^()（）]*[)）]", "", fact.value)
    found = []
    for part in re.split(r"[;；、，]|,(?!\d{3})", told):
        match = _PRICE.search(part)
        if match:
            size = part[: match.start()].strip(" :：")
            found.append(_Priced(_amount(match[1]), "" if size.endswith("价") else size, fact))
    return found


def _second(sheet: FactSheet, priced: list[_Priced]) -> Iterator[Sum]:
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
        sum_of = f"{_plain(one.amount)}+{_plain(one.amount)}{shown}"
        steps.append(f"{told}：{sum_of}={_plain(due)}元")
        said.append(f"{one.size} {sum_of}={_plain(due)}元".strip())
    same = "同款同规格" if "同规格" in fact.value else ("同款" if "同款" in fact.value else "")
    listed = "、".join(said)
    yield Sum(
        tuple(steps), f"{same}两{unit}合计：{listed}（计算得出）", _sources(fact, *(p.fact for p in priced))
    )


def _discount(sheet: FactSheet, priced: list[_Priced]) -> Iterator[Sum]:
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
            f"{one.size or '折后'}：{_plain(one.amount)}×{rate.normalize():f}={_plain(due)}元".lstrip("：")
        )
    said = f"折后{_plain(due)}元（计算得出：{_plain(priced[0].amount)}×{rate.normalize():f}）"
    yield Sum(tuple(steps), said if len(priced) == 1 else "", _sources(promo, priced[0].fact))


def _own_coupon(sheet: FactSheet, priced: list[_Priced]) -> Iterator[Sum]:
    """满X减Y of the shop itself."""
    promo = next(
        (f for f in (*sheet.all("promo"), *sheet.all("conditions")) if _OFF.search(plain(f.value))), None
    )
    if promo is None or len(priced) != 1:
        return
    match = _OFF.search(plain(promo.value))
    if match:
        steps, due = _reduced(priced[0].amount, _amount(match[1]), _amount(match[2]))
        said = _due_said(due, priced[0].amount, match[2]) if due else ""
        yield Sum(steps, said, _sources(promo, priced[0].fact))


def _coupon(sheet: FactSheet, priced: list[_Priced], campaign: Campaign) -> Iterator[Sum]:
    """The campaign's 满X减Y on the price as it is paid: after the shop's own discount, where the rule says so."""
    offer = campaign.terms.get("offer")
    match = _OFF.search(plain(offer.text)) if offer else None
    if offer is None or match is None or not priced or _stays_out(sheet, campaign):
        return
    told = sheet.first("coupon")
    takes_part = bool(told and _TAKES_PART.search(told.value))
    for one in priced:
        steps, due = _reduced(one.amount, _amount(match[1]), _amount(match[2]))
        lead = () if takes_part else ("产品单没有写门店是否参与满减，参与时：",)
        rule = campaign.terms.get("stack") or campaign.terms.get("use")
        why = (f"规则：{rule.text}",) if rule else ()
        said = ""
        if due and takes_part and len(priced) == 1 and not sheet.value("after_coupon"):
            said = _with_conditions(_due_said(due, one.amount, match[2]), campaign)
        yield Sum((*lead, *why, *steps), said, (one.fact.source, offer.clause.source))


def _with_conditions(said: str, campaign: Campaign) -> str:
    """The conditions stand beside the number."""
    keys = ("offer", "period", "use", "limit", "per_receipt")
    told = [campaign.terms[key].text for key in keys if key in campaign.terms]
    return f"{said}，条件：{'，'.join(told)}"


def _due_said(due: Decimal, price: Decimal, off: str) -> str:
    return f"用1张券后实付{_plain(due)}元（计算得出：{_plain(price)}−{off}）"


def _reduced(price: Decimal, threshold: Decimal, off: Decimal) -> tuple[tuple[str, ...], Decimal | None]:
    if price < threshold:
        gap = f"{_plain(threshold)}−{_plain(price)}={_plain(threshold - price)}元"
        return (f"{_plain(price)}元不满{_plain(threshold)}元，用不上：还差{gap}",), None
    first = f"{_plain(price)}元满{_plain(threshold)}元，可用1张"
    return (first, f"{_plain(price)}−{_plain(off)}={_plain(price - off)}元"), price - off


def _receipts(campaign: Campaign) -> Iterator[Sum]:
    """How several coupons of one member can be used: one a receipt, each over the threshold by itself."""
    terms = campaign.terms
    if not {"offer", "limit", "per_receipt"} <= terms.keys():
        return
    match, most = _OFF.search(plain(terms["offer"].text)), _LIMIT.search(terms["limit"].text)
    one = _LIMIT.search(terms["per_receipt"].text)
    if match is None or most is None or one is None or int(one[1]) != 1 or int(most[1]) < 2:
        return
    threshold, off, count = _amount(match[1]), _amount(match[2]), int(most[1])
    step = (
        f"每笔小票限用1张：{count}张要分{count}笔用，每笔各满{_plain(threshold)}元，"
        f"共减{count}×{_plain(off)}={_plain(off * count)}元"
    )
    yield Sum((step,), "", (terms["limit"].clause.source, terms["per_receipt"].clause.source))


def _each(sheet: FactSheet, priced: list[_Priced]) -> Iterator[Sum]:
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
    step = f"{_plain(priced[0].amount)}÷{count}={_plain(due)}元/{unit}"
    said = f"折合每{unit}{_plain(due)}元（计算得出：{_plain(priced[0].amount)}÷{count}）"
    yield Sum((step,), said, _sources(fact, priced[0].fact))


def _stays_out(sheet: FactSheet, campaign: Campaign) -> bool:
    """Whether the sheet or the campaign says that this shop takes no part."""
    if sheet.value("coupon").startswith("不参与"):
        return True
    excluded = campaign.terms["excluded"].text if "excluded" in campaign.terms else ""
    brand = re.sub(r"[(（].*", "", sheet.value("brand")).strip()
    return bool(brand and brand in excluded)


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _plain(amount: Decimal) -> str:
    """1280 as 1,280; 43.50 as 43.5."""
    return f"{amount.normalize():,f}"


def _sources(*facts: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(fact.source) for fact in facts))
