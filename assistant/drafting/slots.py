"""What templates can say: short texts made of facts and terms, by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.drafting.facts import Fact, FactSheet
from assistant.drafting.fields import field_table
from assistant.drafting.terms import Campaign, Clause
from assistant.drafting.typeset import compact_dates, digit_dates, spoken_dates, without_year

BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
DATED_BRACKETS = re.compile(r"[(（][^()（）]*(?:\d{4}-|迁|开业)[^()（）]*[)）]")
UNIT = re.compile(r"[LB]\d{1,2}-[0-9A-Za-z快]{1,4}")
AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?\s*元")
ASKS_COUPON = re.compile(r"券|满减|满\s*\d+")
QUESTIONS = {
    "beverage": "你会点哪一杯?",
    "food": "你第一口想吃哪样?",
    "cosmetics": "你平时怎么选洁面和护肤?",
    "alcohol": "你会拿它配哪道菜?",
    "jewellery": "你喜欢素圈还是带坠的?",
    "kids": "家长们给孩子挑外套先看哪一项?",
    "apparel": "你挑外套先看哪一项?",
    "prepaid": "家长们最想先问哪一条?",
    "education": "你家孩子喜欢画什么?",
}

Slots = Mapping[str, str]


def product_slots(sheet: FactSheet, asked: str, campaign: Campaign | None = None) -> dict[str, str]:
    """Every slot of a product that its sheet can fill; asked coupons are answered, unasked ones left out."""
    name, brand = sheet.value("name"), BRACKETS.sub("", sheet.value("brand"))
    slots = {
        "name": name,
        "brand": brand,
        "other_brand": "" if name.startswith(brand) else brand,
        "short": _short_name(name, brand),
        "material": sheet.value("material"),
        "pricing": sheet.value("pricing"),
        "citation": sheet.value("citation"),
        "promo": sheet.value("promo"),
        "origin": sheet.value("origin"),
        "craft": sheet.value("craft"),
        "allergen": sheet.value("allergen"),
        "warning": sheet.value("warning"),
        "efficacy": sheet.value("efficacy"),
        "efficacy_short": BRACKETS.sub("", sheet.value("efficacy")),
        "spec": sheet.value("spec"),
        "spec_line": spec_line(sheet),
        "details": ";".join(labelled_value(f, ":") for f in details_of(sheet)),
        "question": QUESTIONS.get(sheet.goods.category, ""),
        **_price(sheet),
        **_promo(sheet),
        **_validity(sheet),
        **_where(sheet.value("shop")),
    }
    if campaign or ASKS_COUPON.search(asked):
        slots |= _coupon(sheet, campaign)
    return {key: value.strip() for key, value in slots.items() if value.strip()}


def labelled_value(fact: Fact, mark: str) -> str:
    """绒子含量:90%, but 130码充绒量120 g where the value names it itself."""
    return fact.cited if fact.field in fact.value or fact.is_bare else f"{fact.field}{mark}{fact.cited}"


def spec_line(sheet: FactSheet) -> str:
    by_field: dict[str, list[str]] = {}
    for fact in sheet.all("spec"):
        by_field.setdefault(fact.field, []).append(fact.value)
    return ",".join(f"{field}{'、'.join(values)}" for field, values in by_field.items())


def _short_name(name: str, brand: str) -> str:
    """The name without the brand's beginning, when enough of it is left to be a name."""
    shared = 0
    while shared < min(len(name), len(brand)) and name[shared] == brand[shared]:
        shared += 1
    rest = name[shared:]
    return rest if shared >= 2 and len(rest) >= 3 and not rest[0].isdigit() else name


def details_of(sheet: FactSheet) -> list[Fact]:
    """Facts without a place of their own; what the citation says already is not said twice."""
    citation = sheet.value("citation")
    told = [f for f in sheet.tellable if f.kind in field_table()["told_as_details"]]
    return [f for f in told if not citation or f.value not in citation]


def _price(sheet: FactSheet) -> dict[str, str]:
    fact = sheet.first("price")
    if fact is None:
        return {}
    value = re.sub(r"[;；]\s*", ",", fact.value)
    base = sheet.value("base_price")
    value = re.sub(r"[,，;；]?\s*计算得出[:：]?[^)）]*", "", value)
    line = f"活动价{value}" if fact.field == "活动价" else value
    amounts = [a.replace(" ", "") for a in AMOUNT.findall(BRACKETS.sub("", value))]
    compact = f"{amounts[0]}起" if len(amounts) > 1 else BRACKETS.sub("", value)
    return {"price_line": f"{line}(活动前7日最低成交价{base})" if base else line, "price": compact}


def promo_line(sheet: FactSheet) -> str:
    """An offer with its dates and conditions."""
    promo, conditions = sheet.value("promo"), sheet.value("conditions")
    told = ",".join(part for part in (spoken_dates(sheet.value("period")), conditions) if part)
    return told if promo in conditions else f"{promo}:{told}".rstrip(":")


def _promo(sheet: FactSheet) -> dict[str, str]:
    promo = sheet.value("promo")
    if not promo:
        return {}
    line = promo_line(sheet)
    terms = _after_colon(sheet.value("promo_terms")).replace("、", ",") or line
    told = digit_dates(terms).removeprefix(promo).lstrip(":")
    return {"promo_line": line, "promo_short": f"{promo}({told})" if told else promo}


def _after_colon(text: str) -> str:
    return re.split(r"[:：]", text, maxsplit=1)[1] if re.search(r"[:：]", text) else ""


def _validity(sheet: FactSheet) -> dict[str, str]:
    validity = sheet.value("validity")
    refunds = [sheet.value(kind) for kind in ("refund", "refund_own", "refund_theirs")]
    refund = ";".join(text for text in refunds if text)
    return {
        "validity_line": f"有效期{validity}" if validity else "",
        "refund_line": refund,
        "refund_short": f"{refunds[0]},公式见合同"
        if refunds[0] and len(refund) > len(refunds[0])
        else refunds[0],
    }


def _coupon(sheet: FactSheet, campaign: Campaign | None) -> dict[str, str]:
    coupon, after = sheet.value("coupon"), sheet.value("after_coupon")
    terms = spoken_dates(_after_colon(sheet.value("after_coupon_terms"))).replace("、", ",")
    return {
        "coupon_in": _coupon_in(coupon, campaign) if campaign else "",
        "coupon_out": coupon if coupon.startswith("不参与") else "",
        "after_coupon_line": f"{after};条件:{terms}" if after and terms else "",
        "after_coupon_short": f"{re.split('[,，]', after)[0]}({digit_dates(terms)})"
        if after and terms
        else "",
    }


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
    return f"可用{campaign.name}{terms['offer']}电子券:{','.join(part for part in told if part)}"


def place_of(shop: str) -> str:
    """The shop and its unit, without what happened there and when."""
    parts = re.split(r"[,，;；]", DATED_BRACKETS.sub("", shop))
    return ",".join(part for part in parts if not re.search(r"\d{4}-|开业|迁", part))


def _where(shop: str) -> dict[str, str]:
    place = place_of(shop)
    units = UNIT.findall(place)
    return {
        "where": place,
        "where_short": "、".join(units) or place,
        "where_spoken": f"门店在{'和'.join(units)}" if units else place,
    }


def campaign_slots(campaign: Campaign, asked: str) -> dict[str, str]:
    """Every slot of a campaign that its clauses can fill."""
    terms = {key: term.text for key, term in campaign.terms.items()}
    period, prizes = terms.get("period", ""), terms.get("prizes", "")
    slots = {
        **terms,
        "name": campaign.name,
        "period_short": without_year(period),
        "period_digits": digit_dates(period),
        "days": without_year(terms.get("days", "")),
        "days_digits": digit_dates(terms.get("days", "")),
        "claim": without_year(terms.get("claim", "")),
        "redeem": terms.get("redeem", ""),
        "moment_short": BRACKETS.sub("", without_year(terms.get("moment", ""))),
        "prize_first": re.split(r"[;；]", prizes)[0],
        "use_short": terms.get("use", "").removeprefix("参与门店"),
        "limit_short": re.sub(r"每[位名]会员", "每人", terms.get("limit", "")),
        "free_short": terms.get("free", "")[:2],
        "app_short": "小程序" if "app" in terms else "",
        "tip": _tip(campaign.topic),
        **_clauses(campaign, asked),
    }
    return {key: value.strip() for key, value in slots.items() if value.strip()}


def _tip(clauses: Sequence[Clause]) -> str:
    tips = [c.text for c in clauses if "请" in c.text and "咨询" not in c.text and len(c.text) <= 60]
    return next(iter(tips), "")


def _clauses(campaign: Campaign, asked: str) -> dict[str, str]:
    """The clauses closest to what was asked, best first, as they are written."""
    pairs = {asked[i : i + 2] for i in range(len(asked) - 1)}
    usable = [
        c.text
        for c in campaign.topic
        if not re.search(r"咨询|版本|替代|举例|[如见][下附上]表|附表", c.text) and not c.english
    ]
    one_section = len({c.section for c in campaign.topic}) == 1
    ranked = usable if one_section else sorted(usable, key=lambda text: -sum(pair in text for pair in pairs))
    short = [text for text in ranked if len(text) <= 45]
    slots = {f"clause{i}": text for i, text in enumerate(ranked[:3], start=1)}
    slots |= {f"head{n}": head for n, head in enumerate(_heads(ranked[0]), start=1)} if ranked else {}
    return slots | ({"clause_short": short[0]} if short else {})


def _heads(clause: str) -> list[str]:
    """Beginnings of a clause, from long to short: what a short channel can hold of it."""
    parts = re.split(r"[,，]", compact_dates(BRACKETS.sub("", re.split(r"[;；。]", clause)[0])))
    return ["，".join(parts[:n]) for n in range(min(len(parts), 5), 0, -1)]
