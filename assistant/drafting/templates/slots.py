"""What templates can say of a product: short texts made of its facts, by name."""

from __future__ import annotations

import re

from assistant.drafting.facts.fields import field_table
from assistant.drafting.facts.table import Fact, FactSheet
from assistant.drafting.sums.terms import Campaign
from assistant.drafting.templates.prices import (
    BRACKETS,
    coupon_slots,
    price_slots,
    promo_line,
    promo_slots,
    unended,
    validity_slots,
)
from assistant.drafting.templates.typeset import ended, listed, spoken_dates

DATED_BRACKETS = re.compile(r"[(（][^()（）]*(?:\d{4}-|迁|开业)[^()（）]*[)）]")
UNIT = re.compile(r"[LB]\d{1,2}-[0-9A-Za-z快]{1,4}")
ASKS_COUPON = re.compile(r"券|满减|满\s*\d+")
JOINS_A_LABEL = re.compile(r"^[\d约≤≥<>A-Z]")  # 净重265 g, 执行标准GB/T 29606-2013
VERB = re.compile(r"[，,；;由供可须请用需退换含]")
LONGEST_NOUN = 14
TOGETHER = ("material", "allergen", "warning")  # nothing of these may be missing
LONGEST_TOGETHER = 60
NAMES_ITS_RISK = re.compile(r"[含无不本对未可]|产品|过敏|请|[A-Za-z]|.*[含过]")
PLAIN = (
    "pricing", "citation", "promo", "origin", "craft", "efficacy", "spec",
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
        **{kind: unended(sheet.value(kind)) for kind in PLAIN},
        **{kind: _together(sheet, kind) for kind in TOGETHER},
        **(
            {"efficacy": BRACKETS.sub("", sheet.value("efficacy"))}
            if "备案" in sheet.value("efficacy")
            else {}
        ),
        "efficacy_short": BRACKETS.sub("", sheet.value("efficacy")),
        "efficacy_field": efficacy_field(sheet),
        "material_field": _field(sheet, "material"),
        "spec_line": spec_line(sheet),
        "spec_bare": spec_line(sheet).removeprefix("规格"),
        **_details(sheet),
        **price_slots(sheet),
        **promo_slots(sheet),
        **validity_slots(sheet),
        **_where(sheet.value("shop"), brand),
    }
    if campaign or ASKS_COUPON.search(asked):
        slots |= coupon_slots(sheet, campaign)
    known = {key: value.strip() for key, value in slots.items() if value.strip()}
    return known | ({"priced": "1"} if {"price", "pricing"} & known.keys() else {})


def labelled_value(fact: Fact, mark: str) -> str:
    """绒子含量:90%, but 130码充绒量120 g where the value names it itself."""
    value = fact.cited
    if fact.field in fact.value or fact.is_bare or _names_itself(fact):
        return value
    return f"{fact.field}{'' if JOINS_A_LABEL.match(value) else mark}{value}"


def _names_itself(fact: Fact) -> bool:
    """班额: 每班不超过10人 needs no label; the value is a sentence of its own."""
    return bool(re.match(r"每|自|可|须|请|不|仅|只", fact.value)) and len(fact.value) >= 5


def spec_line(sheet: FactSheet) -> str:
    by_field: dict[str, list[str]] = {}
    for fact in sheet.all("spec"):
        said = by_field.setdefault(fact.field, [])
        said.append(fact.cited if said else labelled_value(fact, ""))
    return "，".join("、".join(values) for values in by_field.values())


def _field(sheet: FactSheet, kind: str) -> str:
    fact = sheet.first(kind)
    return fact.field.removeprefix("主要") if fact else ""


def efficacy_field(sheet: FactSheet) -> str:
    """Where the sheet says that it was filed, so does the text."""
    fact = sheet.first("efficacy")
    if fact is None:
        return ""
    return "备案功效" if "备案" in f"{fact.field}{fact.basis}{fact.value}" else fact.field


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


def _details(sheet: FactSheet) -> dict[str, str]:
    rows = [spoken_dates(unended(labelled_value(fact, "：")), within=True) for fact in details_of(sheet)]
    told = [spoken_dates(unended(_in_a_sentence(fact)), within=True) for fact in details_of(sheet)]
    return {
        "details": listed(told),
        **{f"said{n}": text for n, text in enumerate(told, start=1)},
        **{f"detail{n}": text for n, text in enumerate(rows, start=1)},
    }


def _in_a_sentence(fact: Fact) -> str:
    """颜色有雾蓝、奶白, 质地是哑光; a value with a verb or a comma of its own keeps the colon."""
    if fact.kind == "audience" and re.match(r"\d", fact.value) and re.match("适[用合]", fact.field):
        return f"适合{fact.value}"
    if VERB.search(fact.value) or len(fact.value) > LONGEST_NOUN:
        return labelled_value(fact, "：")
    return labelled_value(fact, "有" if "、" in fact.value else "是")


def _together(sheet: FactSheet, kind: str) -> str:
    """All of a kind in one text, where it stays short; else the first of them."""
    values = [unended(fact.value) for fact in sheet.all(kind)]
    if kind == "allergen" and values and not NAMES_ITS_RISK.match(values[0]):
        values[0] = f"含{values[0]}"  # 麸质、蛋 alone on a line says nothing
    whole = "，".join(dict.fromkeys(values))
    return whole if len(whole) <= LONGEST_TOGETHER else values[0]


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


__all__ = ["BRACKETS", "details_of", "labelled_value", "place_of", "product_slots", "promo_line", "spec_line"]
