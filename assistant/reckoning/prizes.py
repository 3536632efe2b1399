"""What all prizes of a draw are worth together: over the rows of its table, number × value of one."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.grounding.numerals import plain
from assistant.reckoning.asking import Asking, Sum, source
from knowledge.model import Hit

_PRIZES = r"(?:奖品|奖项|奖金|礼品|赠品|大奖|[特一二三四五六]等|抽奖|奖池|开奖|prizes?|lucky draw|draw)"
_WORTH = r"(?:多少钱|多少元|几万|几钱|价值|总值|总额|值多少|成本|花多少|要多少预算|预算(?:多少|要|得)|worth|value|cost|budget)"
_ALL = r"(?:总共|一共|总计|合计|总值|总额|总价值?|全部|全都?[发送抽派]|加起来|加一块|加在一起|所有|统共|拢共|都[发送抽派]|发完|送完|抽完|派完|in total|total|altogether|in all|combined|all (?:the |of the )?|together|every)"
ASKS = re.compile(
    rf"^(?=.*{_PRIZES})(?=.*{_WORTH})(?=.*{_ALL})(?!.*(?:我|中了|抽中|最高不|不得超|上限))", re.S
)
_RULES = "抽奖 奖项 奖品 数量 一等奖 二等奖 三等奖"
_CELL = re.compile(r"([^;；:：]+)[:：]\s*([^;；]*)")
_TIER = re.compile(r"([特一二三四五六、和,]+)等奖?")
_COUNT_OF = re.compile(r"数量|份数|名额|个数|件数|名数")
_VALUE_OF = re.compile(r"奖品|奖项内容|奖金|礼品|赠品|价值|单价|市价|金额")
_YUAN = re.compile(r"(\d+(?:\.\d+)?)\s*元")


def reckon(asking: Asking) -> Sum | None:
    """The sum over the tiers that the question names, or over all of them; None where a row lacks its value."""
    hits = [hit for hit in asking.rules(_RULES) if hit.passage.kind == "row"]
    rows = [(hit, *_row(hit)) for hit in hits]
    rows = [row for row in rows if row[2] is not None]
    paper = rows[0][0].document.doc_id if rows else ""
    rows = [row for row in rows if row[0].document.doc_id == paper]
    named = {tier for said in _TIER.findall(asking.told) for tier in said if tier not in "、和,"}
    if named:
        rows = [row for row in rows if any(f"{tier}等" in row[1] for tier in named)]
    if len(rows) < max(1, len(named)) or (not named and len(rows) < 2) or not all(row[3] for row in rows):
        return None
    rows.sort(key=lambda row: -(row[3] or 0))
    parts = [f"{name} {count}×{value}" for _, name, count, value in rows]
    due = sum(((count or Decimal(0)) * (value or Decimal(0)) for _, _, count, value in rows), Decimal(0))
    text = asking.say("prizes", due=due, steps="+".join(parts))
    return Sum(text, tuple(source(hit) for hit, *_ in rows))


def _row(hit: Hit) -> tuple[str, Decimal | None, Decimal | None]:
    """Its name, how many there are, and the yuan that one is worth; None for what the row does not have."""
    cells = [(name.strip(), value.strip()) for name, value in _CELL.findall(plain(hit.passage.text))]
    name = cells[0][1] if cells else ""
    counts = [
        found[0] for label, said in cells if _COUNT_OF.search(label) and (found := re.findall(r"\d+", said))
    ]
    values = [found[0] for label, said in cells if _VALUE_OF.search(label) and (found := _YUAN.findall(said))]
    return name, Decimal(counts[0]) if counts else None, Decimal(values[0]) if values else None
