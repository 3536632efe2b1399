"""A brief with pasted goods, clause by clause: whatever a clause tells of the goods becomes a fact in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.facts.errands import demanded_from, is_errand, is_errand_label
from assistant.drafting.facts.fields import exact_kind
from assistant.drafting.facts.loose import FEATURE, worded
from assistant.drafting.facts.naming import UNIT, Text, Told, branded, name_in
from assistant.drafting.facts.phrases import shadow_of, wordings, words
from assistant.drafting.hearsay import is_order

_SENTENCE = re.compile(r"[^。;；!！\n]+")
_HAN = r"[\u3400-\u9fff)）¥￥]"
_BLANKS = re.compile(
    rf"(?<={_HAN}) +(?=\S)|(?<=\S) +(?={_HAN})(?!\s*(?:厘米|毫米|公斤|千克|克|米|元|毫升|升|寸|岁|分钟|小时|节|件|片|支|码|度)(?![\u3400-\u9fff]))|(?<=\d) +(?=\d|[LB]\d-)"
)
_UNIT_BEFORE = re.compile(
    r"[LlBb]\d{1,2}-(?:\d{1,4}[A-Za-z]?(?![0-9A-Za-z])|[\u3400-\u9fff]?[A-Za-z]\d{0,2})$"
)
_ONE_DAY = re.compile(
    r"(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[(（]?周[一二三四五六日天][)）]?)?(?:当天)?(?:\s*\d{1,2}:\d{2}\s*[-–—~至到]\s*\d{1,2}:\d{2})?"
)
_BEFORE_MONEY = re.compile(r"(?<=[\w%）)]) +(?=[¥￥]?\d[\d,.]*\s*元)")
_SHORT_ERRAND = 10  # characters of a clause that can hold an errand and no claim
_SPACED = 3  # blanks at which Chinese clauses end, where commas are fewer
_COMMA = re.compile(
    r"，|,(?!\d{3}(?!\d))|(?<!\d),|(?<=[LBlb]\d-\d),|(?<=[LBlb]\d-\d\d),|(?<=[LBlb]\d-\d{3}),|\.(?=\s|$)|[?？]"
)
_LABEL = re.compile(r"^\s*([^:：\d][^:：]{0,15})(?<!\d)[:：]\s*(?=\S)")
_HEADING = re.compile(r"^\s*([^:：]{2,60})(?<!\d)[:：]\s*")
_BADGE = re.compile(r"^\s*[【\[「(（](?:新品|上新|新款|限定|推荐|预告|活动)[^】\]」)）]{0,4}[】\]」)）]\s*")
_SHOP_HAS = re.compile(
    r"^(?P<shop>[^,，]{0,12}[LlBb]\d{1,2}-(?:\d{1,4}[A-Za-z]?(?![0-9A-Za-z])|[\u3400-\u9fff]?[A-Za-z]\d{0,2})[^,，]{0,8}?)(?:新上了?|新到了?|上新了?|到了|上了|推出了?|现有|开卖|有|的)(?P<name>[\u3400-\u9fffA-Za-z][^,，]{1,20})$"
)
_BARE_PRICE = re.compile(
    r"^(售价|价格|现价|活动价|定价|特价|会员价|只要|仅售|卖)\s*(?P<v>[¥￥]?\d[\d,]*(?:\.\d+)?)$"
)
_STATING = re.compile(
    r"[,，\s]*(?:就|再|一定|务必|要)*(?:写清楚?|写明|注明|标明|标清楚?|说明|说清楚?|写上)[:：]?(?=\S*\d)"
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
_HEADLINED = re.compile(
    r"(?P<name>(?!(?:售|现|原|特|定|单|仅|只|每)[\u3400-\u9fff]{0,2}\d)[\u3400-\u9fff·《》]{2,14})(?<![满减送])\s*(?P<price>[¥￥]?\d[\d,.]*\s*元\s*(?:/\S{1,2}|[一每]\S)?)$"
)
_PLACE = re.compile(r"[lb]\d|[楼层铺店区门街路座号馆厅庭]")
_MONEY = re.compile(r"\d\s*(?:元|块)")
_REDUCED = frozenset({"活动价", "现价", "优惠价", "特价", "折后价", "到手价", "限时价"})
_BEFORE_IT = frozenset({"标价", "定价", "售价", "单价"})
_FIRM_BLANK = re.compile(r"[LlBb]\d{1,2}-\d|\d{1,2}月\d{1,2}日|20\d\d[-年]")
_ACT = re.compile(r"(?:报名|购买|登记|有售|可购|自取|领取|预约|取货|咨询)$")
_MONEY_AGAIN = re.compile(r"\d[^\d]*(?:元|块)[^\d]*\d[\d,.]*\s*(?:元|块)")
_JOINING = re.compile(r"^(?:而且|并且|同时|另外|还有|以及|也|且|还|并)")
_LISTED = re.compile(r"^[\u3400-\u9fff、]{1,6}$")
_PAD = re.compile(
    r"[\s,，、:：.()（）]|适合|适用于?|建议|推荐|招收|面向|容量|规格|净含量|净重|尺寸|售价|价格|现价|定价|只要|仅售|仅需|配料|材质|位置|地址|门店|约|为|是|在|每|共|仅|只|请|\b(?:price|size|sold|at|for|from|only|in|of|the|a|an|is|are)\b",
    re.I,
)
_GLUED = frozenset(
    {
        "allergen", "efficacy", "shop", "validity", "origin", "craft", "material", "pricing",
        "hidden", "contact", "list_price", "licence", "batch", "maker",  # kept, and told to nobody
    }
)  # fmt: skip
_NO_LABEL = frozenset({"注意", "备注", "积分", "地址"})  # in a sentence these are words
_BROUGHT = re.compile(r"准备|提供|自备|自带|免费|包含")  # 材料馆方准备 is no material
_WHOLE = frozenset({"warning", "hidden", "list_price"})  # told, or kept, without the words around them
_CAUTION = re.compile(
    r"陪同|看护|监护|小零件|头盔|疾病|医生|孕妇|慎用|护具|请勿|切勿|不要(?!钱)|当心|小心|避免|远离|直视|不可(?:用|入|微波)|不宜|keep away|do not|supervis|choking",
    re.I,
)
# Behind the goods, a heading that dictates words: what follows is claimed, not told.
_DICTATED = re.compile(
    r"(?:写|打|说|讲|吹|喊|主打|突出|强调|宣传语|口号|标语|广告[语词]|海报[语词]|文案|标题)(?:成|上|是|为)?[:：]\s*$"
)
# A shop with its unit and what it does or sells: 栗木皮具(L2-11)皮具清洁日.
_PLACED = re.compile(
    r"^(?P<shop>[\u3400-\u9fffA-Za-z·&]{2,14}\s*[(（]?\s*[LlBb]\d{1,2}-(?:\d{1,4}[A-Za-z]?(?![0-9A-Za-z])|[\u3400-\u9fff]?[A-Za-z]\d{0,2})\s*[)）]?)\s*(?:的|推出了?|举办|举行|开办|上新了?|新上了?)?(?P<name>[\u3400-\u9fff][^,，:：()（）\d]{1,19})$"
)
_ENTRY = re.compile(r"^\s*([^:：\n]{4,40})(?<!\d)[:：]\s*(?=\S)")
_ENGLISH_ERRAND = re.compile(
    r"^\s*(?:please\s+)?(?:(?:write|draft|make|prepare|we need|i need)\s+)?(?:me\s+|us\s+)?(?:an?\s+|the\s+|one\s+)?(?:short\s+)?(?:english\s+)?(?:mini-?\s?program|wechat(?: moments| group)?|moments|xiaohongshu|rednote|sms|text message|faq|product|douyin)\s*(?:page|post|message|copy|text|script|detail page|note)?\s*(?:in english)?\s*(?:for|about|on|of|:)\s*(?:the\s+|our\s+)?(?=[A-Za-z])",
    re.I,
)
_SHOP_LABEL = re.compile(r"[店铺址置点柜][:：]\s*[^,，:：\s]{2,12}$")
_OFFERS = re.compile(
    r"\d|折|减|送|赠|半价|免|券|优惠|立享|返"
)  # what an offer gives; without it 活动:… is its name
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


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause at [start, end) of a brief; `first` opens a sentence."""

    start: int
    end: int
    first: bool


def clauses_of(text: str) -> list[Clause]:
    """The clauses that tell of the goods, in their order; errands and demands are left out."""
    found: list[Clause] = []
    for sentence in _SENTENCE.finditer(text):
        first, demanding = True, False
        for a, b in _cut(text, *sentence.span()):
            heading = text[a : _after_errand(text, a, b)]
            demanding = demanding or bool(found and _DICTATED.search(heading))
            a, b = _trimmed(text, a + len(heading), b)
            if a >= b or is_errand(text[a:b]):
                continue
            if demanding and not _tells(text[a:b]):
                continue
            end = _trimmed(text, a, a + demanded_from(text[a:b]))[1]
            demanding = end < b
            stated = _stated(text, end, b)
            for start, stop in ((a, end), *stated):
                if stop - start >= 2:
                    found.append(Clause(start, stop, first))
                    first = False
            demanding = demanding and not stated
    return found


def demands_in(text: str) -> list[tuple[int, int]]:
    """What a brief wants to have claimed: from the word that demands it to the end of its sentence, facts aside."""
    found: list[tuple[int, int]] = []
    for sentence in _SENTENCE.finditer(text):
        begin = None
        for a, b in _cut(text, *sentence.span()):
            at = b if b - a <= _SHORT_ERRAND and is_errand(text[a:b]) else a + demanded_from(text[a:b])
            if begin is None and at < b and not _stated(text, at, b):
                begin, end = at, b
            elif begin is not None and not _tells(text[a:b]):
                end = b
            elif begin is not None:
                break
        if begin is not None:
            found.append((begin, end))
    return found


def _stated(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The fact that a demand has in it: 写清11月25日至11月30日有效."""
    stating = _STATING.match(text[start:end])
    if not stating or not _tells(text[start + stating.end() : end]):
        return []
    return [_trimmed(text, start + stating.end(), end)]


def _after_errand(text: str, start: int, end: int) -> int:
    """Behind a heading that names the errand: 帮我写条社群:…"""
    english = _ENGLISH_ERRAND.match(text[start:end])
    if english and end - start > english.end() + 2:
        return start + english.end()
    heading = _HEADING.match(text[start:end])
    said = heading[1] if heading else ""
    return start + heading.end() if heading and (is_errand(said) or is_errand_label(said)) else start


def _tells(clause: str) -> bool:
    """Whether a clause after a demand is of the goods again: it has a label or a known fact."""
    page = Text(clause)
    return bool(_glued(clause) or any(True for w in wordings() for _ in worded(page, w)))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """At commas outside brackets, and at blanks in a line that has more of those than of commas."""
    said = text[start:end]
    commas = list(_COMMA.finditer(said))
    blanks = [m for m in _BLANKS.finditer(said) if not _names_the_shop(said, m)]
    spaced = len(blanks) >= _SPACED and len(blanks) > len(commas)
    if blanks and not spaced and is_errand(said[blanks[-1].end() :]):  # …L3-40爪爪铺子 帮我出朋友圈
        blanks, spaced = blanks[-1:], True
    if not spaced:
        blanks = [m for m in blanks if _FIRM_BLANK.match(said[m.end() :]) and not _is_labelled(said, m)]
    elif len(_MONEY.findall(said)) == 1:  # 宽3.5cm 359元 are two facts, 6寸 268元 8寸 358元 are two prices
        blanks += [m for m in _BEFORE_MONEY.finditer(said) if not any(b.start() == m.start() for b in blanks)]
    marks = sorted([*commas, *blanks], key=lambda m: m.start())
    since = 0
    for mark in marks:
        if _is_bracketed(said, mark.start()):
            continue
        yield start + since, start + mark.start()
        since = mark.end()
    yield start + since, end


def _is_labelled(said: str, blank: re.Match[str]) -> bool:
    """Whether a blank stands between a label and its value: 位置 B1-30."""
    before = re.split(r"[\s,，]", said[: blank.start()])[-1]
    return bool(exact_kind(before))


def _names_the_shop(said: str, blank: re.Match[str]) -> bool:
    """Whether a blank stands between a unit and the name of its shop: B1-30 茶仓."""
    after = said[blank.end() :].split(" ")[0]
    if _SHOP_LABEL.search(said[: blank.start()]) and UNIT.match(after):  # 店:柴门小灶 B1-22
        return True
    return bool(_UNIT_BEFORE.search(said[: blank.start()])) and not is_errand(after)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\r,，、.-—·•*":
        start += 1
    while end > start and text[end - 1] in " \t\r,，、":
        end -= 1
    return start, end


def told_in_clauses(text: str) -> list[Told]:
    """What a brief tells of its goods: every fact with its span, the name first."""
    found: list[Told] = []
    for clause in clauses_of(text):
        named = any(fact.kind == "name" for fact in found)
        told = [_doubted(text, fact) for fact in _of_clause(text, clause, named, found)]
        found += told
    return _settled(_sized(text, _sold(text, [_dated(text, fact) for fact in found])))


def _dated(text: str, fact: Told) -> Told:
    """A day alone is the offer's, where there is one."""
    alone = fact.kind == "detail" and _ONE_DAY.fullmatch(text[fact.start : fact.end])
    return Told("period", "活动时间", fact.start, fact.end) if alone else fact


def _doubted(text: str, fact: Told) -> Told:
    """What the writer puts a question mark behind is kept for a person, and told to nobody: A类?"""
    asked = text[fact.end : fact.end + 1] in ("?", "？") and fact.kind not in ("name", "detail")
    return Told("hidden", fact.field, fact.start, fact.end) if asked else fact


def _sold(text: str, found: list[Told]) -> list[Told]:
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


def _sized(text: str, found: list[Told]) -> list[Told]:
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
            yield from _free(text, start + entry.end(), end, named=True)
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
            yield from _free(text, *value, named=True, field=field)
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
            yield from _free(text, *value, named=True)
            return
        yield Told("detail", field, *value)
        return
    last = before[-1] if before else None
    if last and not clause.first and _goes_on(last, text[start:end], start):
        yield Told(last.kind, last.field, start, end)
        return
    yield from _free(text, start, end, named)


def _goods_in(text: str, start: int, end: int, lone: bool = True) -> list[Told]:
    """The goods and their price behind a headline: 最后三天:童鞋129元. `lone`: where the text has no other price."""
    goods = _HEADLINED.match(text[start:end])
    if (
        not goods
        or (lone and len(_MONEY.findall(text)) > 1)
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


def _free(text: str, start: int, end: int, named: bool, field: str = "") -> Iterator[Told]:
    """The facts of one clause without a label; what no pattern takes of it is told as it stands."""
    joining = _JOINING.match(text[start:end])
    start += joining.end() if joining and end - start > joining.end() + 2 else 0
    said = text[start:end]
    glued = _glued(said)
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


def _glued(said: str) -> tuple[str, str, int] | None:
    """A known label without a mark: 过敏原乳、蛋, 位置 B1-27 阿禾面馆; kind, field, where the value begins."""
    shadow = shadow_of(said)
    for length in range(min(8, len(said) - 1), 1, -1):
        kind = exact_kind(shadow[:length])
        if (
            kind in _GLUED
            and shadow[:length] not in _NO_LABEL
            and re.match(r"[\u3400-\u9fff]", shadow[length - 1 :])
            and (kind != "shop" or _PLACE.search(shadow[length:]))
            and (kind != "material" or not _BROUGHT.search(shadow[length:]))
        ):
            rest = re.match(r"\s*(?:只|仅)?(?:写|有|为|是|含|包括)?\s*", shadow[length:])
            begin = length + (rest.end() if rest else 0)
            return (kind, said[:length].strip(), begin) if len(said) > begin else None
    return None


def _completed(page: Text, found: Sequence[Told], name: Told | None, field: str) -> Iterator[Told]:
    """The facts of a clause; a fact that leaves words of its clause untold is told with them."""
    whole = (0, len(page.text))
    found = [f for f in found if not (f.kind == "price" and _is_bracketed(page.text, f.start))]
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
            and not _is_bracketed(page.text[start + 1 : end - 1], end)
        ):
            start, end = start + 1, end - 1
        yield Told(kind, "材质" if kind == "material" else field or FEATURE, start, end)


def _is_bracketed(text: str, at: int) -> bool:
    """Whether a place stands in brackets: what an extra costs is not the price."""
    return text.count("(", 0, at) + text.count("（", 0, at) > text.count(")", 0, at) + text.count("）", 0, at)


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


def _settled(found: Sequence[Told]) -> list[Told]:
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
