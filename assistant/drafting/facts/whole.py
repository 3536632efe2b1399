"""The facts of a whole brief beside each other: whose day, price and shop is which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.facts.loose import FEATURE
from assistant.drafting.facts.naming import UNIT, Told

_ONE_DAY = re.compile(
    r"(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[(（]?周[一二三四五六日天][)）]?)?(?:当天)?(?:\s*\d{1,2}:\d{2}\s*[-–—~至到]\s*\d{1,2}:\d{2})?"
)
_SIZED_PRICE = re.compile(
    r"^(?P<size>[^\s\d]{0,2}\d+(?:\.\d+)?\s*(?:ml|l|kg|g|毫升|升|千克|公斤|克|斤|粒|片|支|只|个|条|包|袋|盒|瓶|枚|张|双|件|颗|罐|听|本|页|抽|卷|寸)(?:装)?)\s*(?=[¥￥]?\d[\d,.]*\s*(?:元|块)?)",
    re.I,
)
_SHOPLIKE = re.compile(
    r"(?:馆|店|坊|铺|铺子|屋|房|吧|园|厅|烘焙|咖啡|茶室|茶铺|花艺|食堂|超市|工作室|面馆|小吃|器具|文具|家居|服饰|女装|男装|童装|珠宝|眼镜|数码|户外|影城|乐园|琴行|画室|健身|美甲|酒坊|烤物|火锅|酒楼|餐厅|饭店)$"
)
_GOODS_PRICED = re.compile(
    r"(?P<name>(?!(?:CNY|RMB|HKD|USD)\b)(?!(?:单|每|会员|成人|儿童|套餐|门票|活动|优惠|体验|早鸟|现|售|特|大|中|小)[\u3400-\u9fff]{0,3}[\d¥￥])[\u3400-\u9fff·A-Za-z]{3,14})\s*(?P<price>[¥￥]?\d[\d,.]*\s*(?:元|块|/)?\S*)$"
)
_REDUCED = frozenset({"活动价", "现价", "优惠价", "特价", "折后价", "到手价", "限时价"})
_BEFORE_IT = frozenset({"标价", "定价", "售价", "单价"})
_MONEY_AGAIN = re.compile(r"\d[^\d]*(?:元|块)[^\d]*\d[\d,.]*\s*(?:元|块)")


def dated(text: str, fact: Told) -> Told:
    """A day alone is the offer's, where there is one."""
    alone = fact.kind == "detail" and _ONE_DAY.fullmatch(text[fact.start : fact.end])
    return Told("period", "活动时间", fact.start, fact.end) if alone else fact


def doubted(text: str, fact: Told) -> Told:
    """What the writer puts a question mark behind is kept for a person, and told to nobody: A类?"""
    asked = text[fact.end : fact.end + 1] in ("?", "？") and fact.kind not in ("name", "detail")
    return Told("hidden", fact.field, fact.start, fact.end) if asked else fact


def sold(text: str, found: list[Told]) -> list[Told]:
    """A shop that comes first is where it is sold; its goods are what the price is of: 麦浪烘焙,B1-26,海盐可颂18元."""
    name = next((fact for fact in found if fact.kind == "name"), None)
    prices = [fact for fact in found if fact.kind == "price"]
    if name is None or len(prices) != 1 or any(fact.kind == "brand" for fact in found):
        return found
    price = prices[0]
    goods = _GOODS_PRICED.match(text[price.start : price.end])
    shop = next((fact for fact in found if fact.kind == "shop"), None)
    said = text[name.start : name.end]
    beside = (
        shop is not None
        and 0 <= shop.start - name.end <= 2
        and bool(UNIT.fullmatch(text[shop.start : shop.end]))
    )
    if not goods or price.start < name.end or not (beside or _SHOPLIKE.search(said)):
        return found
    at, end = price.start, price.start + goods.end("name")
    told = [
        Told("name", "品名", at, end),
        Told("price", price.field, price.start + goods.start("price"), price.end),
    ]
    if beside and shop:
        told.append(Told("shop", "门店", name.start, shop.end))
    else:
        told.append(Told("brand", "品牌", name.start, name.end))
    taken = (name, price, shop) if beside else (name, price)
    return [*told, *(fact for fact in found if fact not in taken)]


def sized(text: str, found: list[Told]) -> list[Told]:
    """How much there is for the one price is the size: 60粒59元; several sizes stay with their prices."""
    prices = [fact for fact in found if fact.kind == "price"]
    match = _SIZED_PRICE.match(text[prices[0].start : prices[0].end]) if len(prices) == 1 else None
    if match is None or _MONEY_AGAIN.search(text[prices[0].start + match.end() : prices[0].end]):
        return found
    price, at = prices[0], prices[0].start
    parts = [
        Told("spec", "规格", at, at + match.end("size")),
        Told("price", "价格", at + match.end(), price.end),
    ]
    return [part for fact in found for part in (parts if fact is price else [fact])]


def settled(found: Sequence[Told]) -> list[Told]:
    """Days and limits are an offer's only where there is one; a second material or price is told as it stands."""
    reduced = any(fact.kind == "price" and fact.field in _REDUCED for fact in found)
    offered = reduced or any(fact.kind == "promo" for fact in found)
    settled: list[Told] = []
    seen: set[str] = set()
    for fact in found:
        kind, field = fact.kind, fact.field
        last = settled[-1] if settled else None
        if kind == "price" and reduced and field in _BEFORE_IT:
            kind = "list_price"
        if kind == "price" and last and last.kind == "price" and fact.start - last.end <= 2:
            settled[-1] = Told("price", last.field, last.start, fact.end)  # 6寸268元,8寸358元
            continue
        if kind == "shop" and last and last.kind == "shop" and fact.start - last.end <= 2:
            settled[-1] = Told("shop", last.field, last.start, fact.end)  # Oak & Home, B1-17
            continue
        if kind in ("period", "conditions") and not offered:
            kind, field = "detail", FEATURE
        if kind in ("care", "report", "refund") or (kind in ("material", "price") and kind in seen):
            kind, field = ("refund", field) if kind == "refund" else ("detail", FEATURE)
        seen.add(kind)
        settled.append(Told(kind, field, fact.start, fact.end))
    return settled
