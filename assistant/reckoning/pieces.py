"""Prices of one and of several: 课包1280元8节一节多少, 第二杯半价两杯一共多少, 3张票多少钱."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.grounding.numerals import number, plain
from assistant.quoted.focus import focus
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, money, source
from assistant.reckoning.items import bought
from knowledge.model import Hit

_UNITS = "节课次杯张件份瓶盒支个人位套双条场回"
_UNIT = rf"([{_UNITS}])"
_N = r"(\d+|[一两二三四五六七八九十]+)"
ASKS = re.compile(
    rf"(?:平均|平?摊|均摊|折合|合)(?:下来|到|算)*(?:每|一)?{_UNIT}?.{{0,4}}(?:多少|几)|(?:每|一|单){_UNIT}(?:多少|几[块元]|合多少|是多少|要多少)"
    rf"|{_N}{_UNIT}.{{0,8}}(?:多少|几[块元])|半价.{{0,16}}(?:多少|几[块元])|(?:一共|总共|合计).{{0,6}}(?:多少|几[块元])|how much (?:is |per |for )|per (?:lesson|class|visit)"
)
_AVERAGE = re.compile(
    rf"(?:平均|平?摊|均摊|折合|合)(?:下来|到|算)*(?:每|一)?{_UNIT}?|(?:每|一|单){_UNIT}(?=.{{0,4}}(?:多少|几))"
)
# What one is held against: 一节多少钱，比试听贵多少.
_THAN = re.compile(
    r"比(?P<other>[^,，。?？]{1,8}?)(?:还?要|会)?(?:贵|便宜|多|少|差)(?:出|了|花)?(?:多少|几[块元])钱?"
)
_COUNTED = re.compile(rf"(?:共|共计|合计|含|:|,|^|\s|包|卡|/)\s*{_N}\s*{_UNIT}(?!以|内|前|票)")
_PRICE = re.compile(r"(?<![\d.满减])(\d+(?:\.\d+)?)元(?!\s*[/每]|减|抵)")
_EACH = re.compile(rf"元\s*[/每]\s*{_UNIT}|每{_UNIT}\s*\d+(?:\.\d+)?元|单[次价节]\s*\d")
_UNIT_PRICE = rf"(\d+(?:\.\d+)?)元\s*[/每一]\s*(?:1|一)?{_UNIT}|(?:每|一|单){_UNIT}(?:票|价)?(?:票价|价格|收费|售价)?[:为]?\s*(\d+(?:\.\d+)?)元"
_HALF = re.compile(rf"第(?:2|二){_UNIT}[^,;。]{{0,3}}半价")
_TWO = re.compile(rf"(?:2|两|二)个?[大中小]?{_UNIT}")
_SIZED = re.compile(r"(\d+)\s*(?:ml|毫升|g|克|寸|cm|l)[^\d;。]{0,6}(\d+(?:\.\d+)?)元")
_SIZE = re.compile(r"(?<![大中小])(大|中|小)(?=[杯份盒瓶号])")
_MIXED = re.compile(r"一大一小|一[大中小]一[大中小]|不同|各一|混")
_NOT_OF_PIECES = re.compile(r"停|退|积分|券|折|满\d|抽|抵")
_SAME_THING = 0.5  # of the question's characters, by weight


def reckon(asking: Asking) -> Sum | None:
    """The price of one out of that of several, of two with the second at half price, or of several."""
    told = asking.told
    if _NOT_OF_PIECES.search(told):
        return None
    if "半价" in told:
        return _second_half(asking)
    return _average(asking) or _several(asking)


def _average(asking: Asking) -> Sum | None:
    """One price and one number of pieces in one passage, or in the question."""
    asked = _AVERAGE.search(asking.told)
    if asked is None:
        return None
    unit = asked[1] or asked[2]
    for text, hit in _told(asking):
        if _EACH.search(text):
            continue
        prices = set(_PRICE.findall(text))
        counts = {
            (number(one), of)
            for one, of in _COUNTED.findall(text)
            if unit is None or of == unit or {of, unit} == {"节", "课"}
        }
        counts = {one for one in counts if one[0] and one[0] > 1}
        if len(prices) == 1 and len(counts) == 1:
            total, (count, of) = Decimal(prices.pop()), counts.pop()
            assert count is not None
            due = money(total / count)
            text = asking.say("unit_price", unit=unit or of, due=due, total=total, count=count)
            return _held_against(asking, Sum(text, (source(hit),)), due, hit)
    return None


def _held_against(asking: Asking, one: Sum, due: Decimal, hit: Hit) -> Sum:
    """The price of one, and by how much it is dearer or cheaper than another thing of the same paper that is named."""
    than = _THAN.search(asking.told)
    if than is None:
        return one
    paper = [other for other in asking.own if other.document.doc_id == hit.document.doc_id]
    for other in paper:
        text = plain(other.passage.text)
        prices = set(_PRICE.findall(text))
        if than["other"] in text and len(prices) == 1 and other.passage.passage_id != hit.passage.passage_id:
            price = Decimal(prices.pop())
            key = "dearer_than" if due >= price else "cheaper_than"
            said = asking.say(key, other=than["other"], price=price, due=due, gap=abs(due - price))
            return Sum(asking.say("between_sentences").join((one.text, said)), (*one.sources, source(other)))
    return one


def _second_half(asking: Asking) -> Sum | None:
    """Two of one price, by a rule in force that halves the second."""
    told = asking.told
    rules = [(match, hit) for hit in _in_order(asking) if (match := _HALF.search(plain(hit.passage.text)))]
    rule = next((one for one in rules if "同" in one[1].passage.text), rules[0] if rules else None)
    counted = _TWO.findall(_HALF.sub(" ", told))
    if rule is None or not counted or _MIXED.search(told):
        return None
    unit, paper = rule[0][1], rule[1].document.doc_id
    if {hit.document.doc_id for _, hit in rules} != {paper} and not _is_about(asking, rule[1]):
        return None
    named = bought(asking.items)
    price, sources = None, [source(rule[1])]
    if len(named) == 1:
        price = named[0].amount
    elif not named:
        found = _sized(told, [hit for hit in _in_order(asking) if hit.document.doc_id == paper])
        if found:
            price = found[0]
            sources.append(source(found[1]))
    if price is None:
        return None
    due = money(price + price / 2)
    return Sum(asking.say("second_half", unit=unit, price=price, due=due), tuple(sources))


def _sized(told: str, hits: Sequence[Hit]) -> tuple[Decimal, Hit] | None:
    """The price of the size that is named: the largest is 大, the smallest 小; the only one where there is but one."""
    table: dict[Decimal, tuple[Decimal, Hit]] = {}
    for hit in hits:
        for size, price in _SIZED.findall(plain(hit.passage.text)):
            if table.setdefault(Decimal(size), (Decimal(price), hit))[0] != Decimal(price):
                return None
    named = set(_SIZE.findall(re.sub(r"[大中小]{2,3}[杯份盒瓶号]", " ", told)))
    sizes = sorted(table)
    written = [size for size in sizes if re.search(rf"(?<!\d){size:f}\s*(?:ml|毫升|g|克|寸)", told)]
    if len(written) == 1:
        return table[written[0]]
    if len(sizes) == 1:
        return table[sizes[0]]
    if len(named) != 1 or len(sizes) not in (2, 3) or (named == {"中"} and len(sizes) != 3):
        return None
    return table[sizes[{"小": 0, "中": 1, "大": -1}[named.pop()]]]


def _several(asking: Asking) -> Sum | None:
    """N pieces at the one price a piece that a passage gives for what is asked about."""
    wanted = re.findall(rf"{_N}{_UNIT}(?![以内前])", asking.told)
    if len(wanted) != 1 or bought(asking.items):
        return None
    count, unit = number(wanted[0][0]), wanted[0][1]
    if not count or count < 2:
        return None
    for text, hit in _told(asking):
        prices = {
            Decimal(first or second)
            for first, of, other, second in re.findall(_UNIT_PRICE, text)
            if unit in (of, other)
        }
        if len(prices) == 1 and len(set(_PRICE.findall(text))) <= 1 and not _HALF.search(text):
            price = prices.pop()
            said = asking.say("pieces", count=count, unit=unit, price=price, due=money(count * price))
            return Sum(said, (source(hit),))
        if prices:
            return None
    return None


def _told(asking: Asking) -> Iterator[tuple[str, Hit]]:
    for hit in asking.own[:5]:
        if not EXAMPLE.search(hit.passage.text) and _is_about(asking, hit):
            yield plain(hit.passage.text), hit


def _in_order(asking: Asking) -> list[Hit]:
    """Those of papers that the question is about."""
    hits = asking.rules(asking.text)
    papers = {hit.document.doc_id for hit in hits[:6]}
    return [hit for hit in hits if hit.document.doc_id in papers]


def _is_about(asking: Asking, hit: Hit) -> bool:
    heading = f"{hit.heading} {hit.passage.text}"
    named = _AVERAGE.sub(" ", _THAN.sub(" ", asking.text))  # how one asks for the sum stands in no paper
    return focus(named, asking.own).of_characters(heading) >= _SAME_THING
