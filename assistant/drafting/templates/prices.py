"""What templates can say of what a product costs: its price, its offer, its validity, a campaign's coupon."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.drafting.facts.carte import CARTE
from assistant.drafting.facts.table import FactSheet
from assistant.drafting.sums.coupons import stays_out
from assistant.drafting.sums.terms import Campaign
from assistant.drafting.templates.typeset import digit_dates, spoken_dates

BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
FLOOR = re.compile(r"最低(?:退|为|至|可退)*\s*0\s*元?")  # in copy 最低 is a superlative
LONGEST_CARTE = 36  # characters of a list of prices in a title or a message
REDUCED = frozenset({"活动价", "现价", "优惠价", "特价", "折后价", "到手价", "限时价"})
AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?\s*元")


def unended(value: str) -> str:
    """A value without the marks at its end."""
    return re.sub(r"[。；;，,\s]+$", "", value)


def price_slots(sheet: FactSheet) -> dict[str, str]:
    fact = sheet.first("price")
    if fact is None:
        return {}
    value = re.sub(r"[;；]\s*", "，", fact.value)
    value = f"{value}元" if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", value) else value
    base = sheet.value("base_price")
    value = re.sub(r"[,，;；]?\s*计算得出[:：]?[^)）]*", "", value)
    line = f"活动价{value}" if fact.field == "活动价" and not value.startswith("活动价") else value
    amounts = [a.replace(" ", "") for a in AMOUNT.findall(BRACKETS.sub("", value))]
    least = min(amounts, key=lambda a: Decimal(a.rstrip("元").replace(",", "")), default="")
    if fact.field == CARTE:  # each price with its goods, as long as a short text holds them
        compact = value if len(value) <= LONGEST_CARTE else f"{least}起"
    else:
        compact = f"{least}起" if len(amounts) > 1 else BRACKETS.sub("", value)
    days = "" if sheet.value("promo") else spoken_dates(sheet.value("period"))
    if fact.field in REDUCED and fact.field not in line and days:
        line = f"{fact.field}{line}"
    line = f"{line}（{days}）" if fact.field in REDUCED and days else line
    line = f"{line}（活动前7日最低成交价{base}）" if base else line
    said = line if re.match(r"\D", line) else f"价格是{line}"  # 小份22元 and 活动价449元 say what they are
    return {"price_line": line, "price_is": said, "price": compact}


def _all_of(sheet: FactSheet, kind: str) -> str:
    """Every part of an offer or of its conditions: one that is left out misleads."""
    parts: list[str] = []
    for fact in sheet.all(kind):
        said = unended(fact.value)
        if not any(said in part for part in parts):
            parts.append(said)
    return "，".join(parts) if len(parts) > 1 else sheet.value(kind)


def promo_line(sheet: FactSheet) -> str:
    """An offer with its dates and conditions."""
    promo, conditions, period = _all_of(sheet, "promo"), _all_of(sheet, "conditions"), sheet.value("period")
    days = "" if period in promo else spoken_dates(period)
    told = "，".join(part for part in (days, conditions) if part)
    return told if promo in conditions else f"{promo}，{told}".rstrip("，")


def promo_slots(sheet: FactSheet) -> dict[str, str]:
    promo = _all_of(sheet, "promo")
    if not promo:
        return {}
    conditions = unended(_all_of(sheet, "conditions").replace(promo, "").strip("的，, "))
    days = "" if sheet.value("period") in promo else digit_dates(sheet.value("period"))
    told = "，".join(part for part in (days, conditions) if part)
    terms = digit_dates(_after_colon(sheet.value("promo_terms")).replace("、", "，")) or told
    terms = terms.removeprefix(promo).lstrip("：:，,")
    line = unended(promo_line(sheet))
    return {"promo_line": line, "promo_short": f"{promo}（{terms}）" if terms else promo}


def _after_colon(text: str) -> str:
    return re.split(r"[:：]", text, maxsplit=1)[1] if re.search(r"[:：]", text) else ""


def validity_slots(sheet: FactSheet) -> dict[str, str]:
    fact = sheet.first("validity")
    refunds = [unended(sheet.value(kind)) for kind in ("refund", "refund_own", "refund_theirs")]
    refunds = [FLOOR.sub("扣到0元为止", text) for text in refunds]
    refund = "；".join(text for text in refunds if text)
    more = refunds[0] and len(refund) > len(refunds[0])
    return {
        "validity_line": f"{fact.field}{fact.value}" if fact else "",
        "refund_line": refund,
        "refund_short": f"{refunds[0]}，公式见合同" if more else refunds[0],
    }


def coupon_slots(sheet: FactSheet, campaign: Campaign | None) -> dict[str, str]:
    coupon, after = sheet.value("coupon"), sheet.value("after_coupon")
    terms = spoken_dates(_after_colon(sheet.value("after_coupon_terms"))).replace("、", "，")
    short = f"{re.split('[,，]', after)[0]}（{digit_dates(terms)}）" if after and terms else ""
    return {
        "coupon_in": _coupon_in(coupon, campaign) if campaign else "",
        "coupon_out": _coupon_out(sheet, coupon, campaign),
        "after_coupon_line": f"{after}；条件：{terms}" if after and terms else "",
        "after_coupon_short": short,
    }


def _coupon_out(sheet: FactSheet, coupon: str, campaign: Campaign | None) -> str:
    if coupon.startswith("不参与"):
        return coupon
    if campaign and "offer" in campaign.terms and stays_out(sheet, campaign):
        return f"不参与{campaign.name}{campaign.terms['offer'].text}"
    return ""


def _coupon_in(coupon: str, campaign: Campaign) -> str:
    """The campaign's coupon for a product that takes part, with its conditions."""
    terms = {key: term.text for key, term in campaign.terms.items()}
    if not coupon or coupon.startswith("不参与") or "offer" not in terms:
        return ""
    told = (
        digit_dates(terms.get("period", "")),
        terms.get("use", "").removeprefix("参与门店"),
        terms.get("limit", ""),
    )
    return f"可用{campaign.name}{terms['offer']}电子券：{'，'.join(part for part in told if part)}"
