"""What the prizes or gifts of a list are worth together: 5份×4999元+50张×500元."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.grounding.numerals import number, plain
from assistant.reckoning.asking import Asking, Sum, source
from knowledge.model import Hit

_THINGS = r"(?:奖品|奖项|奖金|奖池|礼品|赠品|礼盒|大奖|抽奖|[特一二三四五六]等|奖|(?<![a-z])(?:prizes?|gifts?|lucky draw)(?![a-z]))"
_WORTH = r"(?:多少钱|多少元|几万|几钱|值|价值|金额|总额|成本|花多少|预算|(?<![a-z])(?:worth|value|cost|budget)(?![a-z]))"
_ALL = r"(?:一共|总共|总计|合计|全部|所有|加起来|加一起|加在一起|加一块|统共|拢共|总|(?:全|都)[发送抽派给兑]|[发送抽派兑]完|(?<![a-z])(?:in total|total|altogether|together|in all|all|combined|every)(?![a-z]))"
# All three must be said, in whatever order; what one person wins or may win at most is another question.
ASKS = re.compile(
    rf"^(?=.*{_THINGS})(?=.*{_WORTH})(?=.*{_ALL})(?!.*(?:中了|抽中|我中|最高不|不得超|上限))", re.S
)
_TIERS = re.compile(r"([特一二三四五六][特一二三四五六、和跟,]*)等")
_RULES = "奖项 奖品 数量 价值 元"
_NAME = re.compile(r"^(?:奖项|奖级|等级|礼品|赠品|名称)[:：]\s*(.+)$")
_COUNT = re.compile(r"^(?:数量|份数|名额|个数)[:：]\s*(\d[\d,]*)\s*\S{0,2}$")
_PRICE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*元")


def reckon(asking: Asking) -> Sum | None:
    """The sum over the rows of one list, or over those that the question names, each with one price and one number."""
    rows = [hit for hit in asking.rules(_RULES) if hit.passage.kind == "row"]
    papers: dict[str, dict[str, tuple[Decimal, Decimal, Hit]]] = {}
    for hit in rows:
        if (read := _row(hit)) is not None:
            papers.setdefault(hit.document.doc_id, {}).setdefault(read[0], (read[1], read[2], hit))
    own = next((papers[hit.document.doc_id] for hit in asking.own if hit.document.doc_id in papers), {})
    named = {tier for said in _TIERS.findall(asking.told) for tier in said if tier not in "、和跟,"}
    if named:
        own = {name: one for name, one in own.items() if any(f"{tier}等" in name for tier in named)}
    if len(own) < max(len(named), 1 if named else 2):
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
