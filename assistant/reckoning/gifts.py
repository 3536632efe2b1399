"""Which gift an amount earns, by the steps of a campaign: 满800元 a ticket, 满1500元 two; the highest step reached holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.grounding.numerals import plain
from assistant.quoted.cells import cells_of
from assistant.reckoning.asking import EXAMPLE, Asking, Sum
from assistant.reckoning.items import bought
from assistant.reckoning.left_out import is_left_out
from assistant.reply import Source
from knowledge.model import Hit, Passage
from knowledge.writing.calendar import term_in

_WHAT = r"(?:到|取|个|点|些)?(?:啥|什么|甚么|哪|乜|咩|礼|赠品|奖品|东西)"
_EARN = r"(?:送|赠|领|得|拿|换|给|有|兑)"
ASKS = re.compile(
    rf"(?:花|买|消费|满|刷|付|够|达到|累计|用)[^,。?]{{0,6}}\d{{2,}}[^?]{{0,10}}?{_EARN}{_WHAT}"
    rf"|{_EARN}{_WHAT}[^?]{{0,8}}\d{{2,}}|(?:what|which) (?:gift|present|do i get)[^?]*\d{{2,}}|\d{{2,}}[^?]*(?:what|which) (?:gift|present|do i get)"
)
_RULES = "满额赠礼 消费满 元 档位 赠品 礼品 可领"
_THRESHOLD = re.compile(
    r"(?:消费|实付|累计|当日|单笔)*(?:每?满|达到?)?\s*¥?(\d+(?:\.\d+)?)元?(?:及?以上|起|档)?"
)
_STEP_HEADER = re.compile(r"档|门槛|满额|消费|金额|条件|实付|spend|tier|amount", re.I)
_GIFT_HEADER = re.compile(r"赠|礼|奖品|可领|可得|可换|gift|reward|present", re.I)
_CLAUSE = re.compile(
    r"(?<!每)满(\d+(?:\.\d+)?)元?,?(?:即?可|就|即)?(?:免费)?(?:获赠|获得|赠送?|送|领取?|得|换)(?!积分|停车)([^,;。]{2,30})"
)
_DAYS = re.compile(r"(?:活动)?(?:时间|日期|期间|档期)\s*[:：]?\s*(\d[^。;；\n]{4,40})")
_FEWEST = 2  # steps of a ladder


@dataclass(frozen=True, slots=True)
class Step:
    """For so many yuan this gift, as written, and where it stands."""

    threshold: Decimal
    gift: str
    source: Source


def reckon(asking: Asking) -> Sum | None:
    """The step of the one ladder of gifts that an amount reaches, or what is short of the lowest."""
    items = bought(asking.items)
    totals = [item.amount for item in asking.items if item.role in ("total", "paid")]
    amounts = totals or [item.amount for item in items]
    if len(amounts) != 1:
        return None
    steps = _ladder(asking)
    if not steps:
        return None
    spent, when = amounts[0], _when(asking, steps[0])
    beside = when.sources if when else ()
    reached = [step for step in steps if step.threshold <= spent]
    if not reached:
        least = steps[0]
        gap = least.threshold - spent
        said = asking.say("gift_short", spent=spent, threshold=least.threshold, gift=least.gift, gap=gap)
        return Sum(said + (when.text if when else ""), (least.source, *beside))
    step = reached[-1]
    told = asking.say("gift", spent=spent, threshold=step.threshold, gift=step.gift)
    return Sum(told + (when.text if when else ""), (step.source, *beside))


def _when(asking: Asking, step: Step) -> Sum | None:
    """That the campaign has not begun yet, or is over, by the one span of days that its paper gives."""
    for passage in asking.paper(step.source.document):
        if passage.kind != "row" and (match := _DAYS.search(passage.text)):
            term = term_in(match[1], asking.today)
            if term is None or term[0] <= asking.today <= term[1]:
                return None
            key, day = ("gift_from", term[0]) if asking.today < term[0] else ("gift_until", term[1])
            return Sum(asking.say(key, day=asking.day(day)), (Source(passage, step.source.document),))
    return None


def _ladder(asking: Asking) -> list[Step]:
    """The steps of the campaign found first by the question, else of the only one there is; none that leave out what was bought."""
    hits = [hit for hit in asking.rules(_RULES) if not EXAMPLE.search(hit.passage.text)]
    papers: dict[str, list[Step]] = {}
    for hit in hits:
        key = hit.document.doc_id
        if key not in papers and any(_steps(hit.passage, hit)) and not is_left_out(asking, hit):
            papers[key] = _of_the_paper(asking, hit)
    ladders = {key: steps for key, steps in papers.items() if len(steps) >= _FEWEST}
    own = [hit.document.doc_id for hit in asking.own if hit.document.doc_id in ladders]
    if own:
        return ladders[own[0]]
    return next(iter(ladders.values())) if len(ladders) == 1 else []


def _of_the_paper(asking: Asking, hit: Hit) -> list[Step]:
    """The steps under the heading of a passage, each threshold once; none where two gifts stand beside one."""
    beside = [one for one in asking.paper(hit.document) if one.section == hit.passage.section] or [
        hit.passage
    ]
    steps = [step for passage in beside for step in _steps(passage, hit)]
    found = {step.threshold: step for step in reversed(steps)}
    return sorted(found.values(), key=lambda step: step.threshold) if len(found) == len(steps) else []


def _steps(passage: Passage, hit: Hit) -> Iterator[Step]:
    source = Source(passage, hit.document)
    if passage.kind != "row":
        yield from (
            Step(Decimal(match[1]), match[2].strip(), source)
            for match in _CLAUSE.finditer(plain(passage.text))
        )
        return
    cells = cells_of(passage.text)
    heads = [value for header, value in cells if _STEP_HEADER.search(header)]
    gifts = [
        value for header, value in cells if _GIFT_HEADER.search(header) and not _STEP_HEADER.search(header)
    ]
    match = _THRESHOLD.fullmatch(plain(heads[0]).replace(",", "")) if len(heads) == 1 else None
    if match and len(gifts) == 1:
        rest = [f"{header}{value}" for header, value in cells if value not in (heads[0], gifts[0])]
        yield Step(Decimal(match[1]), gifts[0] + (f"（{'，'.join(rest)}）" if rest else ""), source)
