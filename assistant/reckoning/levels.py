"""How far an amount is from a level or from what an offer asks for: 28000离金卡差多少, 还差多少能用券."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.grounding.numerals import plain
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from assistant.reckoning.draws import draws_in
from assistant.reckoning.items import Item, bought
from assistant.reckoning.level_hours import called, hours_by_level, in_han
from assistant.reckoning.offers import offer_of
from assistant.reckoning.spent_hours import free_all_day
from knowledge.model import Hit

ASKS = re.compile(
    r"差(?:多少|几|多远|好?多(?=[啊呀呢?]|$))|还(?:差|要|需)(?:再)?(?:消费|买|花|付)?(?:多少|几)|(?:再|还)(?:消费|买|花)(?:多少|几)|多少(?:钱)?(?:才|就)?(?:能|可以)?(?:升|到)"
    r"|(?:是|到|能|算|升|成|拿|办|够)(?:什么|啥|哪种|哪个|哪一种|几)(?:卡|会员|等级|级别?)|(?:能|可以|够|够得?着|可否)(?:不能)?(?:升|到|成为?|拿|算|办)[^,。?]{0,5}(?:卡|级|会员)[吗么不了嘛?]?|什么(?:等级|级别)|几级|how (?:far|much more)|short of|(?:what|which) (?:level|tier|card)"
)
_YEARLY = re.compile(
    r"一年|年消费|去年|今年|全年|12个月|这年|(?<![a-z])(?:past|last|per|a|this) (?:year|12 months)(?![a-z])"
)
_GAP = re.compile(r"差|还|再|离|距|how (?:far|much more)|short")
_RULES = "会员等级 门槛 消费满 升级 银卡 金卡"
_OFFER_RULES = "满减 单笔实付满"
_DRAW_RULES = "抽奖 单日累计实付满 抽1次"
_PARKING_RULES = "单日累计实付满 免当日停车费"
_LEVEL = re.compile(
    r"([一-鿿]{1,2}卡|[一-鿿]{2}会员|v(?:ip)?\d|\d星会员|[a-z]+ (?:card|member))(?:会员)?(?:须|需|要|为|:|消费|累计|年|实付|满|达到?|≥|>=)*\s*(\d+(?:\.\d+)?)(万)?元(?!\s*[/每])"  # 260元/月 is a price
)
_ROW = re.compile(
    r"(?:等级|级别|会员|卡|tier|level)[^:;]{0,6}:\s*([^;:]{1,12}?)(?:会员)?;(?:[^:;]*(?:消费|实付|门槛|spen)[^:;]*:\s*[^\d;]{0,6}|[^:;]*(?:升|得|条件|入会)[^:;]*:[^:;]*(?:消费|实付)(?:满|达到?)?)(\d+(?:\.\d+)?)(万)?"
)
_HOTLINES = frozenset(("12345", "12315", "12328", "12320", "12306", "10086", "10010", "10000", "95598"))
_WAS = re.compile(r"旧|原(?:来|先|有|门槛|标准|规)|此前|以前|停止执行|不再|废止|作废")  # what held before
_ENTERED = re.compile(r"升级|门槛|入会|晋级|达标|消费")
_KEPT = re.compile(r"保级|保持|维持|续|每(?:消费|满)|积分")


def reckon(asking: Asking) -> Sum | None:
    """The level of one amount, and what lacks to the one named, or to the next where none is."""
    spent = _spent(asking)
    if spent is None:
        return None
    told = asking.told
    if re.search(r"券|满减|coupon", told):
        offer = offer_of(told, asking.rules(_OFFER_RULES))
        return (
            _gap(
                asking,
                asking.say("offer", threshold=offer.threshold, reduction=offer.reduction),
                offer.threshold,
                spent,
                offer.rule,
            )
            if offer
            else None
        )
    if re.search(r"抽奖|抽\d|一次抽|draw", told):
        rule = draws_in(asking.rules(_DRAW_RULES))
        return (
            _gap(asking, asking.say("draw", threshold=rule.threshold), rule.threshold, spent, rule.hit)
            if rule
            else None
        )
    if re.search(r"停车|park", told) and _YEARLY.search(told):
        return _hours_of_level(asking, told, spent)
    if "停车" in told and "免" in told:
        return _to_free_parking(asking, spent)
    if re.search(r"停车|抵|积分|目标|park|points", told):
        return None
    return _of_levels(asking, told, spent)


def _hours_of_level(asking: Asking, told: str, spent: Decimal) -> Sum | None:
    """The level of what was spent in a year, and the hours of parking that a rule takes off for it."""
    level = _of_levels(asking, told, spent)
    name = next(iter(_reached(asking, spent)), "")
    hours = hours_by_level(asking, name) if name else None
    if level is None or hours is None:
        return level
    said = asking.say("level_hours", name=called(name, asking.english), hours=hours.hours)
    return Sum(f"{level.text}{said}", (*level.sources, source(hours.hit)))


def _to_free_parking(asking: Asking, spent: Decimal) -> Sum | None:
    """What lacks to the one amount of a day from which parking is free that day."""
    rules = {
        least: hit
        for hit in asking.rules(_PARKING_RULES)
        for least in free_all_day(plain(hit.passage.text), asking.today)
    }
    if len(rules) != 1:
        return None
    least, hit = rules.popitem()
    return _gap(asking, asking.say("draw", threshold=least), least, spent, hit)


def _of_levels(asking: Asking, told: str, spent: Decimal) -> Sum | None:
    levels = _levels_asked(asking)
    target = _named(told, levels)
    if not levels or (target is None and not re.search(r"卡|级|会员|card|tier|level|member", told)):
        return None
    reached = [name for name in levels if levels[name][0] <= spent]
    now = max(reached, key=lambda name: levels[name][0], default=None)
    above = [name for name in levels if levels[name][0] > spent]
    target = target or min(above, key=lambda name: levels[name][0], default=None)
    said, hits = "", []
    if now is not None and levels[now][0] > 0:
        said += asking.say(
            "level_now", spent=spent, name=called(now, asking.english), threshold=levels[now][0]
        )
        hits.append(levels[now][1])
    if target and levels[target][0] <= spent:
        said = asking.say("level_reached", spent=spent, name=target, threshold=levels[target][0])
        hits = [levels[target][1]]
    elif target and _GAP.search(told):
        gap = _gap(asking, target, levels[target][0], spent, levels[target][1])
        said += gap.text
        hits.insert(0, levels[target][1])
    if not said:
        return None
    once = {hit.passage.passage_id: source(hit) for hit in hits}
    return Sum(said, tuple(once.values()))


def _levels_asked(asking: Asking) -> dict[str, tuple[Decimal, Hit]]:
    return _levels([hit for hit in asking.rules(_RULES) if not EXAMPLE.search(hit.passage.text)])


def _reached(asking: Asking, spent: Decimal) -> list[str]:
    """The levels that an amount reaches, the highest first."""
    levels = _levels_asked(asking)
    return sorted((name for name in levels if levels[name][0] <= spent), key=lambda name: -levels[name][0])


def _gap(asking: Asking, name: str, threshold: Decimal, spent: Decimal, hit: Hit) -> Sum:
    if spent >= threshold:
        return Sum(asking.say("level_reached", spent=spent, name=name, threshold=threshold), (source(hit),))
    text = asking.say("level_gap", name=name, threshold=threshold, spent=spent, gap=threshold - spent)
    return Sum(text, (source(hit),))


def _spent(asking: Asking) -> Decimal | None:
    """The one amount of the question, bought or paid."""
    items: list[Item] = bought(asking.items) or [
        item for item in asking.items if item.role in ("paid", "total")
    ]
    amounts = {item.amount for item in items if not _is_a_hotline(str(item.amount), asking.told)}
    return amounts.pop() if len(amounts) == 1 else None


def _is_a_hotline(figure: str, told: str) -> bool:
    """12345转来的 is who called, and no money; 12345元 is."""
    return figure in _HOTLINES and not re.search(rf"{figure}\s*(?:元|块|rmb)|[￥¥]\s*{figure}", told)


def _levels(hits: list[Hit]) -> dict[str, tuple[Decimal, Hit]]:
    """The threshold of each level, by its name; a level with two thresholds makes all of them doubtful."""
    found: dict[str, tuple[Decimal, Hit]] = {}
    for hit in hits:
        for name, threshold in _read(hit):
            if found.setdefault(name, (threshold, hit))[0] != threshold:
                return {}
    return found


def _read(hit: Hit) -> Iterator[tuple[str, Decimal]]:
    text = plain(hit.passage.text)
    if hit.passage.kind == "row":
        yield from _across(text)
    pattern = _ROW if hit.passage.kind == "row" else _LEVEL
    for sentence in [text] if hit.passage.kind == "row" else re.split(r"[。;\n]", text):
        for name, amount, scale in pattern.findall(sentence) if not _WAS.search(sentence) else ():
            if re.search(r"停车|储值|押金|[月季年]卡|全天|时段", name):
                continue
            yield name.strip().lstrip("为是到达成"), Decimal(amount) * (10_000 if scale else 1)


def _across(text: str) -> Iterator[tuple[str, Decimal]]:
    """The levels of a table whose columns they are: 权益: 升级门槛; 银卡: 5000元; 金卡: 20000元."""
    (_, _, first), *cells = (cell.strip().partition(":") for cell in text.split(";"))
    if not _ENTERED.search(first) or _KEPT.search(first):
        return
    for name, _, value in cells:
        if re.fullmatch(r"[^:]{1,6}[卡员级]|v(?:ip)?\d|\d星", name) and (
            money := re.fullmatch(r"(\d+(?:\.\d+)?)(万)?元?(?:起|以上)?", value.strip())
        ):
            yield name, Decimal(money[1]) * (10_000 if money[2] else 1)


def _named(told: str, levels: dict[str, tuple[Decimal, Hit]]) -> str | None:
    """The level named last; 金卡 within 黑金卡 is not named."""
    text = in_han(told)
    places: dict[str, int] = {}
    for name in sorted(levels, key=len, reverse=True):
        stem = name.removesuffix("卡")
        for said in (name, stem) if len(stem) > 1 else (name,):
            if (place := text.rfind(said)) >= 0:
                places[name] = max(place, places.get(name, 0))
                text = text.replace(said, " " * len(said))
    return max(places, key=lambda name: places[name], default=None)
