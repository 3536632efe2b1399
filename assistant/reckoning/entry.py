"""When the staff of a shop may come in, by a rule that counts back from its own opening: 开门前30分钟进场."""

from __future__ import annotations

import re

from assistant.english import cell
from assistant.grounding.figures import read
from assistant.grounding.numerals import plain
from assistant.reckoning.asking import Asking, Sum, source
from knowledge.directory import spans_of
from knowledge.model import Shop

# Whoever works in a shop is of its staff, by whatever name.
_STAFF = r"(?:员工|店员|同事|店长|教练|老师|私教|厨师|后厨|师傅|技师|导购|营业员|柜[姐员]|服务员|收银员?|学徒|兼职|阿姨|大姐|小工|保洁|理货员?|前台|伙计|咖啡师|面包师|美容师|药师|店里的?人|他们的?人)"
ASKS = re.compile(
    rf"{_STAFF}.{{0,14}}(?:几点|多早|最早|什么时候).{{0,10}}(?:进|到|来|放|上班|上岗)|(?:几点|多早|最早|什么时候).{{0,8}}(?:放|让){_STAFF}.{{0,4}}进"
    r"|(?:几点|多早|最早|什么时候).{0,8}(?:进场|进楼|进店|到岗)"
    rf"|{_STAFF}.{{0,6}}[点:].{{0,8}}(?:能|可以|让|给|准).{{0,3}}(?:进(?!货)|入场|入内)"
    r"|\d{1,2}(?:点半?|:\d\d)(?:就|才|能|可以)*(?:进场?|到岗)[吗么嘛吧呢]?[?？]?$"  # 8点开门的店也8点进?
    r"|(?:staff|employees?|team|crew|coach(?:es)?|trainers?|baristas?|chefs?|bakers?|cooks?|teachers?|cashiers?).{0,30}(?:come in|enter|get in|be let in|come up|want in|wants in|go in|in before|before (?:we|the mall) opens?)|(?:let|allow) .{0,30}(?:staff|employees?|team|crew|coach(?:es)?|trainers?|baristas?|chefs?|bakers?|cooks?|teachers?|cashiers?).{0,6} in(?![a-z])|how early.{0,30}(?:come in|enter|get in)"
)
_RULE = re.compile(
    r"早于(\d{1,2}):(\d{2})的?[^;。]{0,30}?(?:开门|开店|营业|开业)前(\d{1,3})分钟[^;。]{0,6}(?:进场|进店|进入|入场|到岗)"
)
_KINDS = re.compile(
    r"([\u4e00-\u9fff]{2})(?:商户|门店|店铺)的?员工(?:每天|每日|最早|自|从)*(\d{1,2}):(\d{2})(?:起|以后|之后)"
)
_OPENS_AT = re.compile(
    r"点半?(?:钟|\d+分)?(?:就|才|要)?(?:开门|开店|营业|开业)|\d:\d\d\s*(?:就|才|要)?(?:开门|开店|营业|开业)|open(?:s|ing)? at"
)
_RULES = "员工 进场 开门前 分钟"


def reckon(asking: Asking) -> Sum | None:
    """The minute, for one shop that opens on the day asked about before the hour that the rule names."""
    if len(asking.shops) != 1:
        return None if asking.shops else _of_a_named_hour(asking)
    shop = asking.shops[0]
    spans = spans_of(shop, asking.today)
    row = asking.row_of(shop)
    for hit in asking.rules(_RULES) if spans else ():
        rule = _RULE.search(plain(hit.passage.text))
        if rule is None:
            continue
        opens = min(start for start, _ in spans)
        if opens >= int(rule[1]) * 60 + int(rule[2]):
            return _of_its_kind(asking, shop, opens)
        at = opens - int(rule[3])
        name = (shop.name_en or shop.name) if asking.english else shop.name
        text = asking.say("entry", at=_clock(at), name=name, opens=_clock(opens), count=rule[3])
        return Sum(text, (source(hit), row) if row else (source(hit),))
    return None


def _of_its_kind(asking: Asking, shop: Shop, opens: int) -> Sum | None:
    """The hour from which the staff of all shops of its kind may come in: 餐饮商户员工每天08:00起可以进场."""
    for hit in asking.rules(_RULES + " 起 可以进场"):
        for kind, hour, minute in _KINDS.findall(plain(hit.passage.text)):
            if kind in shop.category and int(hour) * 60 + int(minute) <= opens:
                at, row = int(hour) * 60 + int(minute), asking.row_of(shop)
                name = (shop.name_en or shop.name) if asking.english else shop.name
                shown = cell(kind) if asking.english else kind
                text = asking.say("entry_kind", at=_clock(at), name=name, kind=shown, opens=_clock(opens))
                return Sum(text, (source(hit), row) if row else (source(hit),))
    return None


def _of_a_named_hour(asking: Asking) -> Sum | None:
    """The same for no shop by name, whose opening hour the question tells: 健身房7点开门，员工几点能进."""
    opens = [int(str(one.value)) for one in read(asking.told) if one.kind == "time"]
    if len(opens) != 1 or not _OPENS_AT.search(asking.told):
        return None
    for hit in asking.rules(_RULES):
        rule = _RULE.search(plain(hit.passage.text))
        if rule and opens[0] < int(rule[1]) * 60 + int(rule[2]):
            at = _clock(opens[0] - int(rule[3]))
            text = asking.say("entry_at", at=at, opens=_clock(opens[0]), count=rule[3])
            return Sum(text, (source(hit),))
    return None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
