"""What the prizes or gifts of a list are worth together: 5份×4999元+50张×500元."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.grounding.numerals import number, plain
from assistant.reckoning.asking import Asking, Sum, source
from knowledge.model import Hit

_THINGS = r"(?:奖品|奖项|奖金|礼品|赠品|礼盒|奖)"
_ALL = r"(?:一共|总共|总计|合计|全部|所有|加起来|加一起|总)"
ASKS = re.compile(
    rf"{_THINGS}.{{0,6}}{_ALL}.{{0,6}}(?:值|价值|多少钱|金额|多少元)|{_ALL}的?{_THINGS}.{{0,8}}(?:值|价值|多少钱|金额)|总(?:价值|奖金|奖池)|奖池"
    r"|prizes?.{0,20}(?:worth|value).{0,20}(?:in total|together|in all|altogether)|total (?:value|worth) of (?:the |all )?prizes"
)
_RULES = "奖项 奖品 数量 价值 元"
_NAME = re.compile(r"^(?:奖项|奖级|等级|礼品|赠品|名称)[:：]\s*(.+)$")
_COUNT = re.compile(r"^(?:数量|份数|名额|个数)[:：]\s*(\d[\d,]*)\s*\S{0,2}$")
_PRICE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*元")


def reckon(asking: Asking) -> Sum | None:
    """The sum over the rows of one list, where each row gives one price and one number."""
    rows = [hit for hit in asking.rules(_RULES) if hit.passage.kind == "row"]
    papers: dict[str, dict[str, tuple[Decimal, Decimal, Hit]]] = {}
    for hit in rows:
        if (read := _row(hit)) is not None:
            papers.setdefault(hit.document.doc_id, {}).setdefault(read[0], (read[1], read[2], hit))
    own = next((papers[hit.document.doc_id] for hit in asking.own if hit.document.doc_id in papers), {})
    if len(own) < 2:
        return None
    parts = sorted(own.values(), key=lambda one: one[2].passage.ordinal)
    due = sum((count * price for count, price, _ in parts), Decimal(0))
    step = "+".join(f"{count:f}×{price:f}" for count, price, _ in parts)
    return Sum(asking.say("worth", due=due, steps=step), tuple(source(hit) for _, _, hit in parts))


def _row(hit: Hit) -> tuple[str, Decimal, Decimal] | None:
    """(name, number, price of one) of a row; None where it gives no single one of each."""
    cells = [cell.strip() for cell in hit.passage.text.rstrip("。").split("; ")]
    name = next((match[1] for cell in cells if (match := _NAME.match(cell))), "")
    counts = [match[1] for cell in cells if (match := _COUNT.match(cell))]
    prices = {price for cell in cells if not _COUNT.match(cell) for price in _PRICE.findall(plain(cell))}
    if not name or len(counts) != 1 or len(prices) != 1:
        return None
    count, price = number(counts[0].replace(",", "")), number(prices.pop().replace(",", ""))
    return (name, count, price) if count and price else None
