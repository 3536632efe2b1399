"""What templates can say of a product: short texts made of its facts, by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.facts import Fact, FactSheet
from assistant.drafting.terms import Campaign
from assistant.drafting.typeset import digit_dates, ended, spoken_dates

BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
DATED_BRACKETS = re.compile(r"[(（][^()（）]*(?:\d{4}-|迁|开业)[^()（）]*[)）]")
UNIT = re.compile(r"[LB]\d{1,2}-[0-9A-Za-z快]{1,4}")
AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?\s*元")
ASKS_COUPON = re.compile(r"券|满减|满\s*\d+")
JOINS_A_LABEL = re.compile(r"^[\d约≤≥<>A-Z]")  # 净重265 g, 执行标准GB/T 29606-2013
VERB = re.compile(r"[，,；;由供可须请用需退换含]")
LONGEST_NOUN = 14
SHORT_DETAILS = 2
PLAIN = (
    "material", "pricing", "citation", "promo", "origin", "craft", "allergen", "warning", "efficacy", "spec",
    "validity",
)  # fmt: skip


def product_slots(sheet: FactSheet, asked: str, campaign: Campaign | None = None) -> dict[str, str]:
    """Every slot of a product that its sheet can fill; asked coupons are answered, unasked ones left out."""
    name, brand = sheet.value("name"), BRACKETS.sub("", sheet.value("brand"))
    slots = {
        "name": name,
        "brand": brand,
        "other_brand": "" if name.startswith(brand) else brand,
        "short": _short_name(name, brand),
        **{kind: _unended(sheet.value(kind)) for kind in PLAIN},
        **(
            {"efficacy": BRACKETS.sub("", sheet.value("efficacy"))}
            if "备案" in sheet.value("efficacy")
            else {}
        ),
        "efficacy_short": BRACKETS.sub("", sheet.value("efficacy")),
        "efficacy_field": _efficacy_field(sheet),
        "material_field": _field(sheet, "material"),
        "spec_line": spec_line(sheet),
        **_details(sheet),
        **_price(sheet),
        **_promo(sheet),
        **_validity(sheet),
        **_where(sheet.value("shop"), brand),
    }
    if campaign or ASKS_COUPON.search(asked):
        slots |= _coupon(sheet, campaign)
    known = {key: value.strip() for key, value in slots.items() if value.strip()}
    return known | ({"priced": "1"} if {"price", "pricing"} & known.keys() else {})


def labelled_value(fact: Fact, mark: str) -> str:
    """绒子含量:90%, but 130码充绒量120 g where the value names it itself."""
    value = fact.cited
    if fact.field in fact.value or _names_itself(fact):
        return value
    return f"{fact.field}{'' if JOINS_A_LABEL.match(value) else mark}{value}"


def _names_itself(fact: Fact) -> bool:
    """班额: 每班不超过10人 needs no label; the value is a sentence of its own."""
    return bool(re.match(r"每|自|可|须|请|不|仅|只", fact.value)) and len(fact.value) >= 5


def spec_line(sheet: FactSheet) -> str:
    return "，".join(labelled_value(fact, "") for fact in sheet.all("spec"))


def _field(sheet: FactSheet, kind: str) -> str:
    fact = sheet.first(kind)
    return fact.field.removeprefix("主要") if fact else ""


def _efficacy_field(sheet: FactSheet) -> str:
    """Where the sheet says that it was filed, so does the text."""
    fact = sheet.first("efficacy")
    if fact is None:
        return ""
    return "备案功效" if "备案" in f"{fact.field}{fact.basis}{fact.value}" else fact.field


def _unended(value: str) -> str:
    return re.sub(r"[。；;，,\s]+$", "", value)


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
    return [f for f in sheet.all("detail") if not citation or f.value not in citation]


def _details(sheet: FactSheet) -> dict[str, str]:
    rows = [spoken_dates(_unended(labelled_value(fact, "：")), within=True) for fact in details_of(sheet)]
    told = [spoken_dates(_unended(_in_a_sentence(fact)), within=True) for fact in details_of(sheet)]
    return {
        "details": _listed(told),
        "details_short": _listed(told[:SHORT_DETAILS]) if len(told) > SHORT_DETAILS else "",
        **{f"detail{n}": text for n, text in enumerate(rows, start=1)},
    }


def _in_a_sentence(fact: Fact) -> str:
    """颜色有雾蓝、奶白, 质地是哑光; a value with a verb or a comma of its own keeps the colon."""
    if VERB.search(fact.value) or len(fact.value) > LONGEST_NOUN:
        return labelled_value(fact, "：")
    return labelled_value(fact, "有" if "、" in fact.value else "是")


def _listed(parts: Sequence[str]) -> str:
    """Short parts with commas, parts that have commas of their own with semicolons."""
    mark = "；" if any(re.search(r"[，,]", BRACKETS.sub("", part)) for part in parts) else "，"
    return mark.join(parts)


def _price(sheet: FactSheet) -> dict[str, str]:
    fact = sheet.first("price")
    if fact is None:
        return {}
    value = re.sub(r"[;；]\s*", "，", fact.value)
    base = sheet.value("base_price")
    value = re.sub(r"[,，;；]?\s*计算得出[:：]?[^)）]*", "", value)
    line = f"活动价{value}" if fact.field == "活动价" else value
    amounts = [a.replace(" ", "") for a in AMOUNT.findall(BRACKETS.sub("", value))]
    compact = f"{amounts[0]}起" if len(amounts) > 1 else BRACKETS.sub("", value)
    line = f"{line}（活动前7日最低成交价{base}）" if base else line
    said = line if re.match(r"\D", line) else f"价格是{line}"  # 小份22元 and 活动价449元 say what they are
    return {"price_line": line, "price_is": said, "price": compact}


def promo_line(sheet: FactSheet) -> str:
    """An offer with its dates and conditions."""
    promo, conditions = sheet.value("promo"), sheet.value("conditions")
    told = "，".join(part for part in (spoken_dates(sheet.value("period")), conditions) if part)
    return told if promo in conditions else f"{promo}，{told}".rstrip("，")


def _promo(sheet: FactSheet) -> dict[str, str]:
    promo = sheet.value("promo")
    if not promo:
        return {}
    conditions = _unended(sheet.value("conditions").replace(promo, "").strip("的，, "))
    told = "，".join(part for part in (digit_dates(sheet.value("period")), conditions) if part)
    terms = digit_dates(_after_colon(sheet.value("promo_terms")).replace("、", "，")) or told
    line = _unended(promo_line(sheet))
    return {"promo_line": line, "promo_short": f"{promo}（{terms}）" if terms else promo}


def _after_colon(text: str) -> str:
    return re.split(r"[:：]", text, maxsplit=1)[1] if re.search(r"[:：]", text) else ""


def _validity(sheet: FactSheet) -> dict[str, str]:
    fact = sheet.first("validity")
    refunds = [_unended(sheet.value(kind)) for kind in ("refund", "refund_own", "refund_theirs")]
    refund = "；".join(text for text in refunds if text)
    more = refunds[0] and len(refund) > len(refunds[0])
    return {
        "validity_line": f"{fact.field}{fact.value}" if fact else "",
        "refund_line": refund,
        "refund_short": f"{refunds[0]}，公式见合同" if more else refunds[0],
    }


def _coupon(sheet: FactSheet, campaign: Campaign | None) -> dict[str, str]:
    coupon, after = sheet.value("coupon"), sheet.value("after_coupon")
    terms = spoken_dates(_after_colon(sheet.value("after_coupon_terms"))).replace("、", "，")
    short = f"{re.split('[,，]', after)[0]}（{digit_dates(terms)}）" if after and terms else ""
    return {
        "coupon_in": _coupon_in(coupon, campaign) if campaign else "",
        "coupon_out": coupon if coupon.startswith("不参与") else "",
        "after_coupon_line": f"{after}；条件：{terms}" if after and terms else "",
        "after_coupon_short": short,
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
    return f"可用{campaign.name}{terms['offer']}电子券：{'，'.join(part for part in told if part)}"


def place_of(shop: str) -> str:
    """The shop and its unit, without what happened there and when."""
    parts = re.split(r"[,，;；]", DATED_BRACKETS.sub("", shop))
    return "，".join(part for part in parts if not re.search(r"\d{4}-|开业|迁", part))


def _where(shop: str, brand: str) -> dict[str, str]:
    place = place_of(shop)
    units = UNIT.findall(place)
    named = f"{brand}{place}" if units and brand and UNIT.sub("", place).strip("、，,和 ") == "" else place
    return {
        "where": ended(named, ""),
        "where_short": "、".join(units) or BRACKETS.sub("", place),
        "where_spoken": f"门店在{'和'.join(units)}" if units else (f"门店在{place}" if place else ""),
    }
