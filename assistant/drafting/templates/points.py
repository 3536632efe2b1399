"""Selling points, each with its source, and the fact table that goes under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from assistant.compliance.numbers import unsourced_numbers
from assistant.drafting.facts.fields import exact_kind
from assistant.drafting.facts.phrases import shadow_of, words
from assistant.drafting.facts.table import Fact, FactSheet
from assistant.drafting.guard import Guard
from assistant.drafting.model import SellingPoint
from assistant.drafting.sums.terms import Campaign
from assistant.drafting.templates.prices import FLOOR
from assistant.drafting.templates.slots import UNIT, labelled_value, place_of, promo_line
from assistant.drafting.templates.typeset import digit_dates, typeset, without_year

BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
TOLD = (
    "promo",
    "material",
    "efficacy",
    "spec",
    "detail",
    "craft",
    "origin",
    "price",
    "pricing",
    "validity",
    "shop",
    "audience",
    "standard",
    "allergen",
    "care",
)
LEAST_POINTS = 3
MONEY = re.compile(r"[¥￥$]?\s*\d[\d,.]*\s*元?")
TABLE_NAMES = {"citation": "检测数据"}
LABELLED = frozenset({"spec", "detail", "origin", "craft", "validity", "audience", "standard", "care"})
NOT_IN_TABLE = frozenset({"promo_terms", "after_coupon_terms", "category", "period", "conditions", "report"})
TERM_NAMES = {
    "period": "活动时间", "days": "日期", "moment": "时间", "hours": "场次", "place": "地点", "entry": "入场",
    "free": "费用", "offer": "优惠", "use": "使用门槛", "draw": "参与条件", "draw_limit": "次数", "prizes": "奖项与概率",
    "redeem": "兑奖", "limit": "限领", "total": "数量", "shops": "参与门店", "per_receipt": "用券张数", "claim": "领取",
    "stack": "可叠加", "stack_not": "不可叠加", "excluded": "不参与", "ages": "年龄", "fee": "报名", "seats": "名额",
    "companion": "陪同", "cancel": "取消", "lessons": "课程", "price": "价格", "trial": "试听", "teachers": "师资",
    "organiser": "主办", "contact": "咨询",
}  # fmt: skip
ASIDE = frozenset({"organiser", "contact"})  # in the table, no reason to come
# Which terms belong to which kind of campaign; what else was found is another activity's.
KIND_TERMS = {
    "coupon": "offer period use limit total claim shops per_receipt stack stack_not excluded organiser contact",
    "lottery": "draw draw_limit period prizes redeem organiser contact",
    "kids_event": "ages days hours seats fee companion cancel organiser contact",
    "event": "moment place entry free contact",
    "course": "lessons ages price trial teachers contact",
    "generic": "period days hours limit total organiser contact",
}


CHECKED, UNPROVEN, COUNTED = "合规检查", "合规检查(须附凭证)", "数字核对K17"


def product_points(sheet: FactSheet, most: int, length: int) -> tuple[SellingPoint, ...]:
    """The facts worth saying, best first: by kind as in TOLD, those without a figure or a thing last."""
    facts = [f for kind in TOLD for f in sheet.all(kind)]
    ranked = sorted(facts, key=lambda fact: _is_vague(fact))
    concrete = [fact for fact in ranked if not _is_vague(fact)]
    told = concrete if len(concrete) >= LEAST_POINTS else ranked
    days = digit_dates(sheet.value("period"))
    return _points(((_dated(f, days, length) or _point(f, length), _source(f)) for f in told), most)


def _dated(fact: Fact, days: str, length: int) -> str:
    """An offer with the days it holds, where there is room for both."""
    text = typeset(f"{fact.value}({days})") if fact.kind == "promo" and days else ""
    return text if 0 < len(text) <= length and days not in digit_dates(fact.value) else ""


def _is_vague(fact: Fact) -> bool:
    """Praise that names no figure and no thing: 送礼自用都合适."""
    text = shadow_of(fact.value)
    return fact.is_bare and not re.search(r"\d", text) and any(word in text for word in words()["vague"])


def passed(
    found: Iterable[SellingPoint], allowed: Guard, sources: Sequence[str], most: int
) -> tuple[SellingPoint, ...]:
    """The points that no rule blocks and whose every number stands in a source, each with what it passed."""
    kept = (
        replace(point, checks=(UNPROVEN if allowed.needs_proof(point.text) else CHECKED, COUNTED))
        for point in found
        if allowed(point.text) and not unsourced_numbers(point.text, sources)
    )
    return tuple(islice(kept, most))


def campaign_points(campaign: Campaign, most: int, length: int) -> tuple[SellingPoint, ...]:
    terms = (
        (k, campaign.terms[k])
        for k in KIND_TERMS[campaign.kind].split()
        if k in campaign.terms and k not in ASIDE
    )
    return _points(((_short(without_year(t.text), length), t.clause.source) for _, t in terms), most)


def _points(pairs: Iterable[tuple[str, str]], most: int) -> tuple[SellingPoint, ...]:
    seen: dict[str, SellingPoint] = {}
    for text, source in pairs:
        if text and text not in seen:
            seen[text] = SellingPoint(text, source)
    return tuple(seen.values())[:most]


def _point(fact: Fact, length: int) -> str:
    value = place_of(fact.value) if fact.kind == "shop" else fact.value
    if (fact.kind == "price" and MONEY.fullmatch(value)) or (fact.kind == "shop" and UNIT.fullmatch(value)):
        value = f"{_name_of(fact)}{value}"  # ¥199 and L2-11 alone say too little
    labelled = labelled_value(fact, "") if fact.kind in LABELLED else value
    return _short(labelled, length) or _short(value, length)


def _short(text: str, length: int) -> str:
    """The whole text, else without brackets, else its first part; nothing rather than half a word."""
    first = re.split(r"[,，;；。]", BRACKETS.sub("", text))[0]
    options = (typeset(text), typeset(BRACKETS.sub("", text)), typeset(first))
    return next((option for option in options if 2 <= len(option) <= length), "")


def _source(fact: Fact) -> str:
    return f"{fact.source}({fact.basis})" if fact.basis else fact.source


def product_table(sheet: FactSheet) -> list[str]:
    rows = [f for f in sheet.tellable if f.kind not in NOT_IN_TABLE]
    repeated = {f.field for f in sheet.all("detail") if f.value in sheet.value("citation")}
    named = ((TABLE_NAMES.get(f.kind, _name_of(f)), f) for f in rows if f.field not in repeated)
    return list(dict.fromkeys(typeset(f"{name}:{_told(sheet, f)}{_basis(f)}") for name, f in named))


def _name_of(fact: Fact) -> str:
    """A field's name in copy: 吊牌价 beside no other price is the price, and 特点 is no name."""
    if fact.kind == "price" and exact_kind(fact.field) == "tag_price":
        return "价格"
    return fact.field


def _told(sheet: FactSheet, fact: Fact) -> str:
    """An offer stands in one row with its dates and conditions."""
    if fact.kind == "promo":
        return promo_line(sheet)
    if fact.kind.startswith("refund"):
        return FLOOR.sub("扣到0元为止", fact.value)
    return place_of(fact.value) if fact.kind == "shop" else fact.value


def _basis(fact: Fact) -> str:
    told = fact.basis and fact.basis not in fact.value and fact.kind not in ("citation", "warning")
    return f"({fact.basis})" if told else ""


def campaign_table(campaign: Campaign) -> list[str]:
    kept = [k for k in KIND_TERMS[campaign.kind].split() if k in campaign.terms]
    return [typeset(f"{TERM_NAMES[k]}:{campaign.terms[k].text}") for k in kept]
