"""Figures that a report has not, out of those that it has: 领取率 = 领取 ÷ 发放, and what lacks to a target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.quoted.comparison import metrics, spoken_of, spoken_rates
from assistant.quoted.contrast import amount_of, gap_of
from assistant.quoted.reported import Figure
from assistant.reckoning.asking import Sum
from assistant.reckoning.targets import (
    REACHED,
    Says,
    asks_whether_met,
    has_target,
    is_limit,
    of_one,
    reached,
    tells_what_was_reached,
    whether_met,
)
from knowledge.text import fold

_RATE = re.compile(r"([一-鿿]{2})率")
# What a rate is of, where nobody says otherwise; the answer says both.
_OF = {
    "领取": "发放",
    "核销": "领取",
    "使用": "领取",
    "到场": "报名",
    "签到": "报名",
    "参与": "报名",
    "成交": "到店",
}
_ELSE_OF = {"领取": "发放"}  # where nobody counted what was claimed
_CALLED = {"发放": ("发券", "派券", "派发"), "领取": ("领券",)}  # what tables call these
_BASIS = re.compile(r"([一-鿿]{2})\s*(?:÷|/|除以)\s*([一-鿿]{2})")
# A share in words: what it is of, and what of that is counted.
_SHARE = re.compile(
    r"百分之(?:几|多少)|几成|多少(?:比例|百分比)|(?:比例|占比|百分比)|[一二两三四五六七八九]成|几分之几|(?<![a-z])(?:pct|per ?cent(?:age)?|share|proportion|fraction|rate|ratio|how many of)(?![a-z])|%"
)
_REDEEMED = re.compile(
    r"核销|用掉|用了|用出去|使用|花掉|花出去|真(?:正)?用|(?<![a-z])(?:redeem\w*|redemption|used|spent|cashed)(?![a-z])"
)
_CLAIMED = re.compile(r"领|抢|(?<![a-z])(?:claim\w*|collected|picked up|grabbed|taken)(?![a-z])")
_OF_ISSUED = re.compile(
    r"发(?:放|出|了|的)|放(?:出|了)|投放|(?<![a-z])(?:put out|issued?|handed out|gave out|given out|give out|released|distributed|sent out|printed|issuance)(?![a-z])"
)
_OF_CLAIMED = re.compile(
    r"领(?:走|了|到|取|完|回去)?的?(?:券|那些|里|当中|中|人)|领(?:走|到|取|了)的|(?<![a-z])(?:of|among|out of|vs\.?|over|on) (?:the |all |those )?(?:\w+ ){0,4}(?:claimed|collected|picked up|grabbed)(?![a-z])|(?<![a-z])claimed (?:ones|coupons|vouchers)(?![a-z])"
)
_GAP = re.compile(
    r"(?:比|离|距离?|跟|和|与|较)?.{0,2}(?:目标|计划|预期|任务)(?:值|数|线)?.{0,6}(?:多|少|高|低|超|差|缺|欠|短).{0,4}(?:多少|几)"
    r"|(?:差|缺|欠|短)(?:了|着|掉)?(?:离?(?:目标|计划|任务)[^,。?]{0,3})?(?:多少|几)|还(?:差|缺|欠)|差距|缺口"
    r"|超(?:了|出|过|额)?(?:目标|任务)?(?:多少|几)|how (?:far|much).{0,12}(?:short|target)"
)
# What was left over: how it is asked, of what, and what was done with the rest.
_LEFT = (
    (re.compile(r"没(?:有)?(?:人)?(?:领|抢)|未(?:领|被领)|剩[^,。]{0,4}没领|unclaimed"), "发放", "领取"),
    (
        re.compile(
            r"没(?:有)?(?:人)?(?:用|核销|使用)|没核(?:掉)?|未(?:核销?|使用|用)|没用(?:上|掉|出去)|浪费了?(?:多少|几)|领了[^,。]{0,4}没用|unused|not (?:used|redeemed)"
        ),
        "领取",
        "核销",
    ),
)
_LEFT_OF_ISSUED = ((_LEFT[1][0], "发放", "核销"),)  # where nobody counted what was claimed
_SEVERAL = 2
_NOTHING = r"20\d\d年?|去年|今年|那么?|的|呢|和|还有|,|\?|。|\s|and|what|how|about|then|for"
_COMPARES = re.compile(r"比(?!.{0,2}(?:目标|计划|预期|任务))|跟|和.{1,10}差")


def of_reports(text: str, topic: str, figures: Sequence[Figure], say: Says) -> Sum | None:
    """The rate or the gap that a message asks for, of the one report that it or what was said before names."""
    told, whole = fold(text), fold(f"{topic} {text}")
    if shares := _shares(told, whole, figures, say):
        return shares
    own = of_one(told, figures) or of_one(whole, figures)
    if not own or _COMPARES.search(told):
        return None
    rate = whole if _is_bare(told, own) else told
    return _unused(told, own, say) or _ratio(rate, own, say) or _to_target(told, whole, own, say)


def _shares(told: str, whole: str, figures: Sequence[Figure], say: Says) -> Sum | None:
    """The share that a question puts in words (几成被领走), or a rate of several reports, of each report that it names."""
    asked = _rate_in(told) or _rate_of_several(told, figures)
    if asked is None:
        return None
    above, below, name = asked
    known = dict.fromkeys(event for figure in figures if (event := figure.event))
    events = [event for event in known if event in told] or [event for event in known if event in whole]
    found: list[Sum] = []
    for event in sorted(events, key=told.find):
        reports = dict.fromkeys(figure.report for figure in figures if figure.event == event)
        of_each = (
            _share(above, below, name, [one for one in figures if one.report == report], say)
            for report in reports
        )
        found += [one for one in of_each if one][:1]
    if len(found) < len(events) or not found:
        return None
    sources = {one.passage.passage_id: one for part in found for one in part.sources}
    return Sum("".join(part.text for part in found), tuple(sources.values()))


def _rate_in(told: str) -> tuple[str, str, str] | None:
    """(counted, of which, its name) of the share that a text asks for in words."""
    if not _SHARE.search(told) or _RATE.search(told):
        return None
    of_issued, of_claimed = _OF_ISSUED.search(told), _OF_CLAIMED.search(told)
    if _REDEEMED.search(told):
        return "核销", "发放" if of_issued and not of_claimed else "领取", "核销率"
    if _CLAIMED.search(told) and of_issued:
        return "领取", "发放", "领取率"
    return None


def _rate_of_several(told: str, figures: Sequence[Figure]) -> tuple[str, str, str] | None:
    """The rate by which reports are compared, where not all of them write it: 核销率 of 券用得更好."""
    named = {one for figure in figures if (one := figure.event) and one in told}
    if len(named) < _SEVERAL:
        return None
    for rate in spoken_rates(told):
        written = {one.event for one in figures if one.metric == rate}
        if not named <= written and (below := _OF.get(rate[:2])):
            return rate[:2], below, rate
    return None


def _share(above: str, below: str, name: str, own: Sequence[Figure], say: Says) -> Sum | None:
    top, bottom = _figure(above, own), _figure(below, own)
    if top is None or bottom is None or not amount_of(bottom.value):
        return None
    share = amount_of(top.value) / amount_of(bottom.value) * 100
    if share > 100:
        return None
    due = f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP):f}"
    event = top.event
    return Sum(
        say(
            "ratio",
            event=event,
            name=name,
            due=due,
            top=above,
            bottom=below,
            above=top.value,
            below=bottom.value,
        ),
        (top.source, bottom.source),
    )


def _is_bare(told: str, own: Sequence[Figure]) -> bool:
    """Whether a message names an event and nothing else: 那双11呢."""
    rest = re.sub(_NOTHING, "", told.replace(own[0].event, ""))
    return not rest


def _ratio(told: str, own: Sequence[Figure], say: Says) -> Sum | None:
    """A rate whose two figures are there and which is not written itself."""
    asked = _RATE.search(told)
    if asked is None or any(asked[0] in figure.metric for figure in own):
        return None
    basis = _BASIS.search(told)
    above, below = (basis[1], basis[2]) if basis else (asked[1], _OF.get(asked[1], ""))
    if not basis and below and not _figure(below, own):
        below = _ELSE_OF.get(below, "")
    top, bottom = _figure(above, own), _figure(below, own) if below else None
    if top is None or bottom is None or not amount_of(bottom.value):
        return None
    share = amount_of(top.value) / amount_of(bottom.value) * 100
    if share > 100:
        return None
    text = say(
        "ratio",
        event=top.event,
        name=asked[0],
        due=f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP):f}",
        top=above,
        bottom=below,
        above=top.value,
        below=bottom.value,
    )
    return Sum(text, (top.source, bottom.source))


def _unused(told: str, own: Sequence[Figure], say: Says) -> Sum | None:
    """How many that were claimed were not redeemed; or not claimed of those issued, where that is asked."""
    for pattern, above, below in (*_LEFT, *_LEFT_OF_ISSUED):
        top, bottom = _figure(above, own), _figure(below, own)
        if pattern.search(told) and top and bottom and amount_of(top.value) >= amount_of(bottom.value):
            gap = gap_of(amount_of(top.value) - amount_of(bottom.value), top.value, bottom.value)
            text = say(
                "unused",
                event=top.event,
                gap=gap,
                top=above,
                bottom=below,
                above=top.value,
                below=bottom.value,
            )
            return Sum(text, (top.source, bottom.source))
    return None


def _figure(word: str, own: Sequence[Figure]) -> Figure | None:
    """The one count whose metric ends in a word: 电子券领取 for 领取."""
    said = "|".join((word, *_CALLED.get(word, ())))
    fitting = [figure for figure in own if re.search(rf"(?:{said})(?:数量?|量|张数|人数)?$", figure.metric)]
    return fitting[0] if len(fitting) == 1 else None


def _to_target(told: str, whole: str, own: Sequence[Figure], say: Says) -> Sum | None:
    """Target minus result of one metric, or of each that has a target where none is named; or what share was reached."""
    if asks_whether_met(told) or (told.rstrip("?").endswith("呢") and asks_whether_met(whole)):
        key = "met"
    else:
        key = "gap" if _GAP.search(told) else "reached" if REACHED.search(told) else ""
    if not key:
        return None
    aimed = [figure for figure in own if has_target(figure)]
    named = metrics(told, own) or metrics(whole, own)
    if key == "met" and not named and spoken_of(told):
        return None  # what is asked for is not in the report
    fitting = [figure for figure in aimed if not named or figure.metric in named]
    if key == "reached":
        fitting = [one for one in fitting if not tells_what_was_reached(one.source.passage.text)]
    parts = [_TOLD[key](figure, say) for figure in fitting]
    return Sum("".join(parts), tuple(figure.source for figure in fitting)) if parts else None


def _gap(figure: Figure, say: Says) -> str:
    if is_limit(figure):
        return whether_met(figure, say)
    target, result = amount_of(figure.target), amount_of(figure.value)
    return say(
        "target_gap" if result < target else "target_over",
        event=figure.event,
        name=figure.metric,
        gap=gap_of(abs(target - result), figure.target, figure.value),
        target=figure.target,
        result=figure.value,
    )


_TOLD = {"gap": _gap, "reached": reached, "met": whether_met}
