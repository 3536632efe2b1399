"""A set and what its parts cost alone: 套餐39元 beside 单点26元 and 单点18元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.drafting.facts.table import FactSheet
from assistant.drafting.sums.priced import Priced, Sum, amount, plain_number, sources_of

_ALONE = re.compile(
    r"(?:单(?:独)?(?:点|买|卖|购|售|品价|买价|点价)|分开(?:点|买|购买)?|零售|单件)(?:价)?(?:是|为|要|需|各)?[:：]?\s*[¥￥]?\s*(\d[\d,]*(?:\.\d+)?)\s*(?:元|块)"
)
_WORD = re.compile(r"单独点|单点|单独买|单买|单卖|单购|分开点|分开买|零售")


def bundle(sheet: FactSheet, priced: Sequence[Priced]) -> Iterator[Sum]:
    """What a set costs less than its parts, where the sheet tells the price of two parts or more."""
    found = {fact: list(_ALONE.finditer(fact.value)) for fact in sheet.tellable}
    singles = [(match, fact) for fact, matches in found.items() for match in matches]
    prices = [one for one in priced if not _ALONE.search(one.fact.value)]
    if len(singles) < 2 or len(prices) != 1:
        return
    parts = [amount(match[1]) for match, _ in singles]
    alone, whole = sum(parts, Decimal(0)), prices[0].amount
    if alone <= whole:
        return
    word = next((m[0] for match, _ in singles if (m := _WORD.search(match[0]))), "单买")
    added = f"{'+'.join(map(plain_number, parts))}={plain_number(alone)}元"
    less = f"{plain_number(alone)}−{plain_number(whole)}={plain_number(alone - whole)}元"
    said = f"{word}合计{added}，一起买{plain_number(whole)}元，少付{less}（计算得出）"
    facts = dict.fromkeys([prices[0].fact, *(fact for _, fact in singles)])
    yield Sum((f"{word}：{added}", f"少付：{less}"), said, sources_of(*facts))
