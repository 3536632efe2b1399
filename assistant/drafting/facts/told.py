"""A brief with pasted goods, clause by clause: whatever a clause tells of the goods becomes a fact in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.drafting.facts.clauses import Clause, clauses_of
from assistant.drafting.facts.cutting import MONEY
from assistant.drafting.facts.errands import is_errand, is_errand_label
from assistant.drafting.facts.fields import exact_kind
from assistant.drafting.facts.free import free
from assistant.drafting.facts.loose import FEATURE, worded
from assistant.drafting.facts.naming import Text, Told, name_in
from assistant.drafting.facts.phrases import wordings
from assistant.drafting.facts.whole import dated, doubted, settled, sized, sold

_LABEL = re.compile(r"^\s*([^:：\d][^:：]{0,15})(?<!\d)[:：]\s*(?=\S)")
_BADGE = re.compile(r"^\s*[【\[「(（](?:新品|上新|新款|限定|推荐|预告|活动)[^】\]」)）]{0,4}[】\]」)）]\s*")
_SHOP_HAS = re.compile(
    r"^(?P<shop>[^,，]{0,12}[LlBb]\d{1,2}-(?:\d{1,4}[A-Za-z]?(?![0-9A-Za-z])|[\u3400-\u9fff]?[A-Za-z]\d{0,2})[^,，]{0,8}?)(?:新上了?|新到了?|上新了?|到了|上了|推出了?|现有|开卖|有|的)(?P<name>[\u3400-\u9fffA-Za-z][^,，]{1,20})$"
)
_BARE_PRICE = re.compile(
    r"^(售价|价格|现价|活动价|定价|特价|会员价|只要|仅售|卖)\s*(?P<v>[¥￥]?\d[\d,]*(?:\.\d+)?)$"
)
_HEADLINED = re.compile(
    r"(?P<name>(?!(?:售|现|原|特|定|单|仅|只|每)[\u3400-\u9fff]{0,2}\d)[\u3400-\u9fff·《》]{2,14})(?<![满减送])\s*(?P<price>[¥￥]?\d[\d,.]*\s*元\s*(?:/\S{1,2}|[一每]\S)?)$"
)
_LISTED = re.compile(r"^[\u3400-\u9fff、]{1,6}$")
# A shop with its unit and what it does or sells: 栗木皮具(L2-11)皮具清洁日.
_PLACED = re.compile(
    r"^(?P<shop>[\u3400-\u9fffA-Za-z·&]{2,14}\s*[(（]?\s*[LlBb]\d{1,2}-(?:\d{1,4}[A-Za-z]?(?![0-9A-Za-z])|[\u3400-\u9fff]?[A-Za-z]\d{0,2})\s*[)）]?)\s*(?:的|推出了?|举办|举行|开办|上新了?|新上了?)?(?P<name>[\u3400-\u9fff][^,，:：()（）\d]{1,19})$"
)
_ENTRY = re.compile(r"^\s*([^:：\n]{4,40})(?<!\d)[:：]\s*(?=\S)")
_OFFERS = re.compile(
    r"\d|折|减|送|赠|半价|免|券|优惠|立享|返"
)  # what an offer gives; without it 活动:… is its name


def told_in_clauses(text: str) -> list[Told]:
    """What a brief tells of its goods: every fact with its span, the name first."""
    found: list[Told] = []
    for clause in clauses_of(text):
        named = any(fact.kind == "name" for fact in found)
        told = [doubted(text, fact) for fact in _of_clause(text, clause, named, found)]
        found += told
    return settled(sized(text, sold(text, [dated(text, fact) for fact in found])))


def _of_clause(text: str, clause: Clause, named: bool, before: Sequence[Told]) -> Iterator[Told]:
    start, end = clause.start, clause.end
    badge = _BADGE.match(text[start:end])
    start += badge.end() if badge and badge.end() < end - start else 0
    placed = None if named else _SHOP_HAS.match(text[start:end])
    if placed:
        yield Told("name", "品名", start + placed.start("name"), end)
        yield Told("shop", "门店", start, start + placed.end("shop"))
        return
    label = _LABEL.match(text[start:end])
    entry = _ENTRY.match(text[start:end])
    event = _PLACED.match(entry[1].strip() if entry else text[start:end]) if not named else None
    if event and not is_errand(event["name"]):
        at = start + (entry.start(1) if entry else 0)
        yield Told("name", "品名", at + event.start("name"), at + event.end("name"))
        yield Told("shop", "门店", at, at + event.end("shop"))
        if entry:
            yield from free(text, start + entry.end(), end, named=True)
        return
    priced = _BARE_PRICE.match(text[start:end])
    if priced:
        yield Told("price", priced[1] if priced[1].endswith("价") else "价格", start + priced.start("v"), end)
        return
    if label:
        field, value = label[1].strip(), (start + label.end(), end)
        kind = exact_kind(field)
        if kind == "promo" and not named and not _OFFERS.search(text[slice(*value)]):
            yield Told("name", "活动名称", *value)
            return
        if kind and kind not in ("spec", "price"):
            yield Told(kind, field, *value)
            return
        if kind:
            yield from free(text, *value, named=True, field=field)
            return
        if not named and (sold := _goods_in(text, start + label.start(1), start + label.end(1), lone=False)):
            yield from sold  # 早餐套餐33元:豆浆加烧麦
            yield Told("detail", FEATURE, *value)
            return
        if not named and (inside := _goods_in(text, *value)):
            yield from inside
            if not is_errand(field) and not is_errand_label(field):
                yield Told("detail", FEATURE, start + label.start(1), start + label.end(1))
            return
        if not named and len(field) >= 2:
            inner = name_in(Text(field))
            head, tail = (inner.start, inner.end) if inner else (0, len(field))
            at = start + label.start(1)
            yield Told("name", "品名", at + head, at + tail)
            yield from free(text, *value, named=True)
            return
        yield Told("detail", field, *value)
        return
    last = before[-1] if before else None
    if last and not clause.first and _goes_on(last, text[start:end], start):
        yield Told(last.kind, last.field, start, end)
        return
    yield from free(text, start, end, named)


def _goods_in(text: str, start: int, end: int, lone: bool = True) -> list[Told]:
    """The goods and their price behind a headline: 最后三天:童鞋129元. `lone`: where the text has no other price."""
    goods = _HEADLINED.match(text[start:end])
    if (
        not goods
        or (lone and len(MONEY.findall(text)) > 1)
        or any(True for w in wordings() if w.kind == "spec" for _ in worded(Text(goods["name"]), w))
    ):
        return []
    name = name_in(Text(goods["name"]))
    if name is None or (name.start, name.end) != (0, len(goods["name"])):
        return []
    return [
        Told("name", "品名", start, start + goods.end("name")),
        Told("price", "价格", start + goods.start("price"), end),
    ]


def _goes_on(last: Told, said: str, start: int) -> bool:
    """Whether a clause is one more of a labelled list: 配料:红枣,生姜,红糖."""
    listing = last.kind in ("material", "allergen") and bool(exact_kind(last.field))
    return listing and last.end >= start - 2 and bool(_LISTED.match(said))
