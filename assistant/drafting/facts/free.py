"""The facts of a clause without a label; what no pattern takes of it is told as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.drafting.facts.cutting import is_bracketed
from assistant.drafting.facts.glued import glued_label
from assistant.drafting.facts.loose import FEATURE, worded
from assistant.drafting.facts.naming import Text, Told, branded, name_in
from assistant.drafting.facts.phrases import shadow_of, wordings, words
from assistant.drafting.hearsay import is_order

_ACT = re.compile(r"(?:报名|购买|登记|有售|可购|自取|领取|预约|取货|咨询)$")
_JOINING = re.compile(r"^(?:而且|并且|同时|另外|还有|以及|也|且|还|并)")
_PAD = re.compile(
    r"[\s,，、:：.()（）]|适合|适用于?|建议|推荐|招收|面向|容量|规格|净含量|净重|尺寸|售价|价格|现价|定价|只要|仅售|仅需|配料|材质|位置|地址|门店|约|为|是|在|每|共|仅|只|请|\b(?:price|size|sold|at|for|from|only|in|of|the|a|an|is|are)\b",
    re.I,
)
_WHOLE = frozenset({"warning", "hidden", "list_price"})  # told, or kept, without the words around them
_CAUTION = re.compile(
    r"陪同|看护|监护|小零件|头盔|疾病|医生|孕妇|慎用|护具|请勿|切勿|不要(?!钱)|当心|小心|避免|远离|直视|不可(?:用|入|微波)|不宜|keep away|do not|supervis|choking",
    re.I,
)
_PRICING = re.compile(
    r"按(?:当[日天]|实时)?(?:金价|银价|牌价)|(?:当日|当天|实时)?(?:金价|牌价)[^,]{0,6}(?:计|算)|按克计价|计价"
)
_WITH = re.compile(r"(?<=.)(?:含|包含|附|另|已)")
_HOLDS = re.compile(r"含有?(?=[^\d%]{2})|采用|选用")
_EACH = re.compile(r"\s*(?:一|每|/\s*)[\u3400-\u9fff](?=$|[,，]|含|包|附)|\s+(?:a|per|each)(?:\s+[a-z]+)?$")
_AT = re.compile(
    r"^(?:(?:sold|available|find it|book|buy|sign up|now)\s+)?(?:at|in)\s+|^(?:门?店(?:就)?在|[就只仅]?(?:限)?在|位于|位置|地址|门店)[:：]?\s*",
    re.I,
)


def free(text: str, start: int, end: int, named: bool, field: str = "") -> Iterator[Told]:
    """The facts of one clause without a label; what no pattern takes of it is told as it stands."""
    joining = _JOINING.match(text[start:end])
    start += joining.end() if joining and end - start > joining.end() + 2 else 0
    said = text[start:end]
    glued = glued_label(said)
    if glued:
        yield Told(glued[0], glued[1], start + glued[2], end)
        return
    page = Text(said)
    found = [fact for wording in wordings() if wording.kind != "material" for fact in worded(page, wording)]
    name = None if named or is_order(said) else name_in(page)
    if name:
        found += branded(page, name)
    found += [fact for wording in wordings() if wording.kind == "material" for fact in worded(page, wording)]
    for fact in _completed(page, sorted(found, key=lambda f: f.start), name, field):
        yield Told(fact.kind, fact.field, start + fact.start, start + fact.end)


def _completed(page: Text, found: Sequence[Told], name: Told | None, field: str) -> Iterator[Told]:
    """The facts of a clause; a fact that leaves words of its clause untold is told with them."""
    whole = (0, len(page.text))
    found = [f for f in found if not (f.kind == "price" and is_bracketed(page.text, f.start))]
    kinds = {fact.kind for fact in found} - {"name", "brand"}
    head = name.end if name else 0
    rest = page.trimmed(head, len(page.text))
    if name:
        yield name
    if _is_aside(page.shadow) and not kinds:
        return
    if _PRICING.search(page.shadow) and not name:
        yield Told("pricing", "计价方式", *whole)
    elif "price" in kinds:
        yield from _priced(page, found, head, field)
    elif _CAUTION.search(page.shadow) and not name:
        yield Told("warning", "提示", *whole)
    elif "shop" in kinds and not kinds & {"promo"}:
        start, end = rest if name else whole
        at = _AT.match(page.shadow[start:end])
        start += at.end() if at else 0
        if page.text[start : start + 1] in "(（" and page.text[end - 1 : end] in ")）":
            start, end = start + 1, end - 1
        act = _ACT.search(page.text[start:end])
        yield Told("shop", "门店", start, start + act.start() if act and act.start() > 2 else end)
    elif kinds & {"promo", "period", "conditions"}:
        yield from _offered(page, [f for f in found if f is not name], rest)
    elif "allergen" in kinds and not name:
        yield Told("allergen", "过敏原", *whole)
    elif found and (kinds & _WHOLE or not _untold(page, found, rest)):
        yield from (f for f in found if f is not name)
    elif rest[1] - rest[0] >= 2:
        kind = "material" if kinds == {"material"} and not name else "detail"
        holds = _HOLDS.match(page.shadow[slice(*rest)]) if kind == "material" else None
        start, end = rest[0] + (holds.end() if holds else 0), rest[1]
        if (
            page.text[start] in "(（"
            and page.text[end - 1] in ")）"
            and not is_bracketed(page.text[start + 1 : end - 1], end)
        ):
            start, end = start + 1, end - 1
        yield Told(kind, "材质" if kind == "material" else field or FEATURE, start, end)


def _priced(page: Text, found: Sequence[Told], head: int, field: str) -> Iterator[Told]:
    """The price with the words before it that say of what, and what else the clause tells."""
    prices = [f for f in found if f.kind == "price"]
    start, end = prices[0].start, prices[-1].end
    others = [f for f in found if f not in prices and f.kind != "name" and (f.end <= start or f.start >= end)]
    before = page.trimmed(head, start)
    each = _EACH.match(page.shadow[end:])
    end += each.end() if each else 0
    inside = _WITH.search(page.shadow, start + 1, end)
    end = inside.start() if inside else end
    sized = not head and not field and any(f.end <= start for f in others)
    if sized or _untold(page, [f for f in others if f.end <= start], before):
        start, others = before[0], [f for f in others if f.end > start]
    yield Told("price", field or prices[0].field, start, end)
    after = page.trimmed(end, len(page.text))
    late = [f for f in others if f.start >= end]
    if _untold(page, late, after) and not any(f.kind == "shop" for f in late):
        others = [f for f in others if f not in late]
        yield Told("detail", FEATURE, *after)
    yield from others


def _untold(page: Text, found: Iterable[Told], span: tuple[int, int]) -> bool:
    """Whether words of a span are in none of the facts, labels and padding aside."""
    chars = list(page.text)
    for fact in found:
        chars[fact.start : fact.end] = " " * (fact.end - fact.start)
    return len(re.sub(r"\W", "", _PAD.sub("", shadow_of("".join(chars[span[0] : span[1]]))))) >= 1


def _offered(page: Text, found: Sequence[Told], rest: tuple[int, int]) -> Iterator[Told]:
    """An offer in the words of its clause, and its days; days and limits alone with what they are of."""
    promo = next((f for f in found if f.kind == "promo"), None)
    if promo:
        yield Told("promo", promo.field, *rest)
        yield from (f for f in found if f.kind == "period")
    elif _untold(page, found, rest):
        yield Told("conditions", found[0].field, *rest)
    else:
        yield from found


def _is_aside(shadow: str) -> bool:
    return any(word in shadow for word in words()["asides"])
