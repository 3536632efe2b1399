"""What is paid with 满X减Y: the shop's own, the campaign's on what is paid after a discount, several receipts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.drafting.facts.table import FactSheet
from assistant.drafting.sums.priced import Priced, Sum, amount, plain_number, sources_of
from assistant.drafting.sums.terms import Campaign
from assistant.grounding.numerals import plain
from assistant.reckoning.discounts import rate_in

_OFF = re.compile(r"满\s*(\d[\d,]*)\s*元?\s*(?:立|即)?减\s*(\d[\d,]*)")
_YEAR_AND_HOURS = re.compile(r"(?<!\d)\d{4}年|\s*\d{1,2}:\d{2}")  # of days: their year and their hours
_LIMIT = re.compile(r"(\d+)\s*张")
_NAMED = re.compile(r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*(?:元|块)")
_TOGETHER = re.compile(r"一共|合计|总共|加|\+|两件|一起|和")
_TAKES_PART = re.compile(r"参与|可用|参加")


def own_coupon(sheet: FactSheet, priced: list[Priced]) -> Iterator[Sum]:
    """满X减Y of the shop itself."""
    promo = next(
        (f for f in (*sheet.all("promo"), *sheet.all("conditions")) if _OFF.search(plain(f.value))), None
    )
    if promo is None or len(priced) != 1:
        return
    match = _OFF.search(plain(promo.value))
    if match:
        steps, due = _reduced(priced[0].amount, amount(match[1]), amount(match[2]))
        how = f"（计算得出：{plain_number(priced[0].amount)}−{match[2]}）"
        said = f"满减后实付{plain_number(due)}元{how}" if due else ""
        yield Sum(steps, said, sources_of(promo, priced[0].fact))


def names_offer(text: str, campaign: Campaign) -> bool:
    """Whether a text names the campaign's own 满X减Y."""
    offer = campaign.terms.get("offer")
    rule = _OFF.search(plain(offer.text)) if offer else None
    return bool(rule and any(match.groups() == rule.groups() for match in _OFF.finditer(plain(text))))


def campaign_coupon(
    sheet: FactSheet,
    priced: list[Priced],
    campaign: Campaign,
    rate: Decimal | None = None,
    named: bool = False,
    asked: bool = False,
) -> Iterator[Sum]:
    """The campaign's 满X减Y on the price as it is paid: after the shop's own discount (`rate`), where the rule
    says so. `named`: the request itself says that the goods take part; `asked`: it asks whether the coupon counts."""
    offer = campaign.terms.get("offer")
    match = _OFF.search(plain(offer.text)) if offer else None
    if offer is None or match is None or not priced or stays_out(sheet, campaign):
        return
    if rate is not None and "stack" not in campaign.terms:
        return
    told = sheet.first("coupon")
    takes_part = named or bool(told and _TAKES_PART.search(told.value))
    for one in priced:
        spent = (one.amount * (rate or 1)).quantize(Decimal("0.01"))
        first = (f"{plain_number(one.amount)}×{rate.normalize():f}={plain_number(spent)}元",) if rate else ()
        steps, due = _reduced(spent, amount(match[1]), amount(match[2]))
        lead = () if takes_part else ("产品单没有写门店是否参与满减，参与时：",)
        rule = campaign.terms.get("stack") or campaign.terms.get("use")
        why = (f"规则：{rule.text}",) if rule else ()
        said = ""
        if due and asked and not takes_part and len(priced) == 1:
            plainly = _due_said(due, spent, match[2])
            worked = f"折后{first[0]}，{plainly}" if first else plainly
            said = _in_short(f"门店参与满减的话，{worked}", campaign)
        if due and takes_part and len(priced) == 1 and not sheet.value("after_coupon"):
            plainly = _due_said(due, spent, match[2])
            worked = f"折后{first[0]}，{plainly}" if first else plainly
            said = _in_short(worked, campaign) if named else _with_conditions(worked, campaign)
        if due is None and (rate or asked):
            said = _short_of(first[0] if first else "", spent, amount(match[1]), campaign)
        yield Sum((*lead, *why, *first, *steps), said, (one.fact.source, offer.clause.source))


def _short_of(first: str, spent: Decimal, threshold: Decimal, campaign: Campaign) -> str:
    """Why the coupon cannot be used after the shop's own discount."""
    n, offer, rule = plain_number, campaign.terms["offer"].text, campaign.terms.get("stack")
    lead = f"折后{first}，" if first else ""
    said = f"不能用{offer}的券：{lead}实付{n(spent)}元不满{n(threshold)}元，还差{n(threshold - spent)}元（计算得出）"
    return f"{said}。规则：{rule.text}" if rule else said


def _in_short(said: str, campaign: Campaign) -> str:
    """The conditions beside the number, as short as they may be."""
    terms = {key: term.text for key, term in campaign.terms.items()}
    use = re.sub(r"(?:可用)?\s*\d+\s*张$", "", terms.get("use", ""))
    days = _YEAR_AND_HOURS.sub("", terms.get("period", ""))
    told = [f"{terms['offer']}券{days}有效", use, terms.get("limit", ""), terms.get("per_receipt", "")]
    return f"{said}。用券条件：{'，'.join(part for part in (*told, terms.get('stack_not', '')) if part)}"


def asked_sum(asked: str, campaign: Campaign | None) -> Sum | None:
    """What an amount named in a request comes to with the campaign's coupon: 420元打七折能用券吗.

    None without an amount, or where the rule does not say how a discount counts. Its numbers stand in no
    paper, so they are for the person who asks and never for a draft.
    """
    offer = campaign.terms.get("offer") if campaign else None
    told = plain(asked)
    match = _OFF.search(plain(offer.text)) if offer else None
    amounts = [amount(found) for found in _NAMED.findall(_OFF.sub(" ", told))]
    rate = rate_in(told)
    if campaign is None or offer is None or match is None or not amounts or rate is None:
        return None
    if (len(amounts) > 1 and not _TOGETHER.search(told)) or (rate != 1 and "stack" not in campaign.terms):
        return None
    total = sum(amounts, Decimal(0))
    added = "+".join(plain_number(one) for one in amounts)
    steps = [f"{added}={plain_number(total)}元"] if len(amounts) > 1 else []
    spent = (total * rate).quantize(Decimal("0.01"))
    if rate != 1:
        steps.append(f"{plain_number(total)}×{rate.normalize():f}={plain_number(spent)}元")
    more, _ = _reduced(spent, amount(match[1]), amount(match[2]))
    rule = campaign.terms.get("stack") or offer
    return Sum((*steps, *more), "", (rule.clause.source,))


def _with_conditions(said: str, campaign: Campaign) -> str:
    """The conditions stand beside the number."""
    keys = ("offer", "period", "use", "limit", "per_receipt")
    told = [campaign.terms[key].text for key in keys if key in campaign.terms]
    return f"{said}，条件：{'，'.join(told)}"


def _due_said(due: Decimal, price: Decimal, off: str) -> str:
    return f"用1张券后实付{plain_number(due)}元（计算得出：{plain_number(price)}−{off}）"


def _reduced(price: Decimal, threshold: Decimal, off: Decimal) -> tuple[tuple[str, ...], Decimal | None]:
    if price < threshold:
        gap = f"{plain_number(threshold)}−{plain_number(price)}={plain_number(threshold - price)}元"
        return (f"{plain_number(price)}元不满{plain_number(threshold)}元，用不上：还差{gap}",), None
    first = f"{plain_number(price)}元满{plain_number(threshold)}元，可用1张"
    return (first, f"{plain_number(price)}−{plain_number(off)}={plain_number(price - off)}元"), price - off


def receipts(campaign: Campaign) -> Iterator[Sum]:
    """How several coupons of one member can be used: one a receipt, each over the threshold by itself."""
    terms = campaign.terms
    if not {"offer", "limit", "per_receipt"} <= terms.keys():
        return
    match, most = _OFF.search(plain(terms["offer"].text)), _LIMIT.search(terms["limit"].text)
    one = _LIMIT.search(terms["per_receipt"].text)
    if match is None or most is None or one is None or int(one[1]) != 1 or int(most[1]) < 2:
        return
    threshold, off, count = amount(match[1]), amount(match[2]), int(most[1])
    step = (
        f"每笔小票限用1张：{count}张要分{count}笔用，每笔各满{plain_number(threshold)}元，"
        f"共减{count}×{plain_number(off)}={plain_number(off * count)}元"
    )
    yield Sum((step,), "", (terms["limit"].clause.source, terms["per_receipt"].clause.source))


def stays_out(sheet: FactSheet, campaign: Campaign) -> bool:
    """Whether the sheet or the campaign says that this shop takes no part."""
    if sheet.value("coupon").startswith("不参与"):
        return True
    excluded = campaign.terms["excluded"].text if "excluded" in campaign.terms else ""
    brand = re.sub(r"[(（].*", "", sheet.value("brand")).strip()
    return bool(brand and brand in excluded)
