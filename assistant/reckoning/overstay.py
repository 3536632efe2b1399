"""What staying on at a charger costs once the car is full: 充满后20分钟内不挪车的，从第21分钟起收占位费每分钟0.5元，50元封顶."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reckoning.asking import Asking, Sum, source
from assistant.reckoning.charge import Charge
from assistant.reckoning.ladder import OPEN_RUNG, PRICE, SPAN, YUAN, N, figure, minutes_of, price_in
from assistant.reckoning.ruled import ruled
from assistant.reckoning.stay import stay_in
from knowledge.model import Hit

ASKS = re.compile(r"占位|占用费|充满|充好|overstay|fully charged")
_RULES = "充电 充满后 占位费 分钟 元 封顶"
_FEE = re.compile(r"占位费|占用费")
_AFTER = re.compile(rf"(?:充满|充好|充电(?:完成|结束))电?(?:之?后)?(?:超过|满|逾)?{SPAN}")
_ON_TOP = re.compile(
    r"超[出过时]?的?(?:部分|时间)|此后|之后,?每|起,?每"
)  # the time that is free is never paid
_CAP = re.compile(rf"(?:封顶|最[高多]|上限)[^\d,;。]{{0,4}}{N}{YUAN}|{N}{YUAN}(?:/次)?封顶")


def reckon(asking: Asking) -> Sum | None:
    """The fee for the one span that a question names; None where the rule leaves open from which minute it is counted."""
    stay = stay_in(asking.told)
    found = list(_charges(asking)) if stay else []
    if stay is None or len({charge for charge, _ in found}) != 1:
        return None
    charge, hit = found[0]
    due = charge.of(stay)
    if due is None:
        return None
    return Sum(asking.say("overstay", due=due, steps=charge.shown(stay, asking.say)), (source(hit),))


def _charges(asking: Asking) -> Iterator[tuple[Charge, Hit]]:
    for hit in asking.rules(_RULES):
        for sentence in re.split(r"[。\n]", ruled(hit.passage.text)):
            if _FEE.search(sentence) and (charge := _charge_in(sentence)):
                yield charge, hit


def _charge_in(sentence: str) -> Charge | None:
    after, prices = _AFTER.search(sentence), {price_in(match) for match in PRICE.finditer(sentence)}
    if after is None or len(prices) != 1:
        return None
    free = minutes_of(after[1], after[2])
    opens = {minutes_of(match[1], match[2]) for match in OPEN_RUNG.finditer(sentence)}
    price, step = prices.pop()
    is_on_top = _ON_TOP.search(sentence) or any(free < minute <= free + step for minute in opens)
    cap = _CAP.search(sentence)
    return Charge(
        price,
        step,
        free,
        cap=figure(cap[1] or cap[2]) if cap else None,
        starts=(free,) if is_on_top else (free, 0),
    )
