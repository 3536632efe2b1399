"""An example that a request gives for a shop's own offer: 示例:橡木书架标价520元,单品9折."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.drafting.facts.sample import SAMPLE, SAMPLED, sample_span
from assistant.drafting.sums.priced import Sum, amount, plain_number
from assistant.grounding.numerals import plain
from assistant.reckoning.discounts import rate_in

_OFF = re.compile(r"满\s*(\d[\d,]*)\s*元?\s*(?:立|即|再)?减\s*(\d[\d,]*)")
_EACH_FULL = re.compile(r"每\s*$")
_BEFORE = re.compile(r"(?:折前|标价|吊牌价|原价)[^,，。;；]{0,4}$")


def sampled(asked: str) -> Iterator[Sum]:
    """What the example's goods come to: the discount first, then 满X减Y on what is left, unless the rule counts before it."""
    span = sample_span(asked)
    if span is None:
        return
    match = SAMPLE.match(asked, span[0])
    said = plain(match["said"] if match else "")
    rest = plain(asked[: span[0]] + "。" + asked[span[1] :])
    goods, off = SAMPLED.match(said), _OFF.search(said) or _OFF.search(rest)
    rate = rate_in(said) or rate_in(rest) or Decimal(1)
    if goods is None or (off is None and rate == 1):
        return
    price, n = amount(goods["price"]), plain_number
    spent = (price * rate).quantize(Decimal("0.01"))
    steps = [f"{n(price)}×{rate.normalize():f}={n(spent)}元"] if rate != 1 else []
    due = spent
    if off:
        threshold, less = amount(off[1]), amount(off[2])
        counted = price if _BEFORE.search(rest[: off.start()]) else spent
        times = (
            int(counted // threshold)
            if _EACH_FULL.search((rest if off.string == rest else said)[: off.start()])
            else 1
        )
        if counted >= threshold:
            due = spent - less * times
            steps.append(f"满{n(threshold)}元减{n(less)}元，{n(spent)}−{n(less * times)}={n(due)}元")
        else:
            steps.append(f"{n(counted)}元不满{n(threshold)}元，不减")
    told = f"示例：{goods['name'].strip()}标价{n(price)}元，{'，'.join(steps)}，到手{n(due)}元（计算得出）"
    worked = [step.split("，")[-1] for step in steps]
    brief = (
        f"示例：{goods['name'].strip()}{'，'.join(worked)}（计算得出）" if due != spent or rate != 1 else told
    )
    yield Sum(
        (f"{goods['name'].strip()}{n(price)}元{f'打{n(rate * 10)}折' if rate != 1 else ''}", *steps),
        told,
        (),
        brief,
    )
