"""How many draws or coupons an amount earns: 每满500元抽1次，每天最多3次."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.grounding.numerals import number, plain
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from assistant.reckoning.items import bought
from assistant.reckoning.left_out import is_left_out
from knowledge.model import Hit
from knowledge.writing.calendar import days_in, window_in

_VERB = r"(抽|转|摇|刮|领|得|获|送|换|兑)"
ASKS = re.compile(
    rf"{_VERB}(?:得?到|得?了|得|奖|取|赠|换|上)?\s*(?:多少|几|\d+|[两三四五六七八九])\s*(?:次|张|枚|份|个|回)|(?:多少|几)(?:次|回|张|枚)(?:抽奖|券|奖)?|[抽刮]奖(?:吗|不|么)|能[抽刮]|抽不抽|抽[得不]?(?:到|上|成)奖|够[抽刮]|(?:凑|合|并|加)[^,。?]{{0,6}}[抽刮]奖|how many (?:draws|times|coupons)"
)
_OF_A_REPORT = re.compile(r"核销|复盘|快报|终版|差(?:了)?(?:多少|几)")
_RULES = "抽奖 刮奖 每满 可抽1次 每天最多 次"
_RULE = re.compile(
    rf"(每)?满(\d+)元[,]?(?:即)?(?:可|能)?(?:参与)?{_VERB}(?:得|取|奖|赠)?(\d|一)?\s*(次|张|枚|份)?"
)
_EACH = re.compile(r"每满(\d+)元")
_MOST = re.compile(
    r"(每[人位]?每?[天日]|单日|一天|当[天日]|每[人位])(?:会员)?(?:最多|限|至多|上限)(?:可?[抽刮领得转兑换])?(?:取)?(\d|[一二两三四五六七八九十])\s*(?:次|张|枚|份)"
)
_OF_COUPONS = re.compile(r"券|满减|\d减\d|coupon|voucher")
# What counts is what is spent on one day; what is left of another day's is none of it.
_BY_DAY = re.compile(r"(?:单日|当[天日]|每[天日]|一天(?:内|之内)?)[^,;。]{0,4}(?:累计|实付|消费)")
_CARRIED = re.compile(
    r"(?:[剩余]|多出|没用|没抽)[^,。?]{0,12}(?:留|攒|存|挪|算|并|加|凑)(?:到|进|给|着)?(?:明天|后天|第二天|第2天|次日|下次)"
    r"|(?:昨天|前天|明天|后天)[^?]{0,16}(?:合|并|凑|加)(?:到|成|在|起来|着|一起|1起|一块|1块)"
)
_SUPPOSED = re.compile(rf"{_VERB}(?:到|奖|取)?\s*(\d+|[两三四五六七八九])\s*(?:次|张|枚|份|回)")


@dataclass(frozen=True, slots=True)
class DrawRule:
    """For `threshold` yuan `count` draws; `is_each`: for each so many yuan; at most `most` in a `period`."""

    threshold: Decimal
    count: int
    verb: str
    unit: str
    is_each: bool
    hit: Hit
    most: int | None = None
    period: str = ""
    limit: Hit | None = None


def reckon(asking: Asking) -> Sum | None:
    """The draws that the amounts of one day earn."""
    if _OF_A_REPORT.search(asking.told):
        return None
    items = bought(asking.items)
    totals = [item.amount for item in asking.items if item.role in ("total", "paid")]
    spent = totals[0] if len(totals) == 1 else sum((item.amount for item in items), Decimal(0))
    rule = draws_in(asking.rules(_RULES)) if spent else None
    if rule is None or (_OF_COUPONS.search(asking.told) and rule.verb in "抽刮"):
        return None
    if is_left_out(asking, rule.hit):
        return None
    if len(items) > 1 and not totals and "累计" not in plain(rule.hit.passage.text):
        return None  # several receipts count together only where it is said
    if over := _over(asking, rule):
        return over
    if _CARRIED.search(asking.told) or (len(items) > 1 and len(days_in(asking.told, asking.today)) > 1):
        is_by_day = _BY_DAY.search(plain(rule.hit.passage.text)) is not None
        return Sum(asking.say("draws_by_day", verb=rule.verb), (source(rule.hit),)) if is_by_day else None
    times = int(spent // rule.threshold)
    if times > 1 and not rule.is_each:
        return None
    return _said(asking, rule, spent, times)


def _over(asking: Asking, rule: DrawRule) -> Sum | None:
    """That the draws have ended, where their paper says until which minute they go and that is past."""
    days = days_in(asking.told, asking.today)
    if asking.at is None or (days and asking.today not in days):
        return None
    for hit in asking.rules(_RULES + " 时间"):
        is_of_it = hit.document.doc_id == rule.hit.document.doc_id and rule.verb in hit.passage.text
        window = window_in(hit.passage.text, asking.today) if is_of_it else None
        if window and window[1] <= asking.at.replace(tzinfo=None):
            ends = window[1]
            when = f"{ends:%Y-%m-%d %H:%M}" if asking.english else f"{ends.month}月{ends.day}日{ends:%H:%M}"
            return Sum(asking.say("draws_over", verb=rule.verb, when=when), (source(hit),))
    return None


def _said(asking: Asking, rule: DrawRule, spent: Decimal, times: int) -> Sum:
    if not times:
        gap = rule.threshold - spent
        text = asking.say("draws_short", verb=rule.verb, spent=spent, threshold=rule.threshold, gap=gap)
        return Sum(text, (source(rule.hit),))
    earned = times * rule.count
    count = earned if rule.most is None else min(earned, rule.most)
    cap = (
        ""
        if rule.most is None
        else asking.say("draws_cap", period=rule.period, most=rule.most, unit=rule.unit)
    )
    match = _SUPPOSED.search(asking.told)
    supposed = int(number(match[2]) or 0) if match else count
    no = asking.say("draws_not", supposed=supposed, unit=rule.unit) if supposed != count else ""
    text = asking.say(
        "draws",
        no=no,
        verb=rule.verb,
        count=count,
        unit=rule.unit,
        spent=spent,
        threshold=rule.threshold,
        times=earned,
        cap=cap,
    )
    sources = {hit.passage.passage_id: source(hit) for hit in (rule.hit, rule.limit) if hit}
    return Sum(text, tuple(sources.values()))


def draws_in(hits: Sequence[Hit]) -> DrawRule | None:
    """The one rule of this form among the hits; None where there are two."""
    texts = [(plain(hit.passage.text), hit) for hit in hits if not EXAMPLE.search(hit.passage.text)]
    found = [(match, hit, text) for text, hit in texts for match in _RULE.finditer(text) if match[5]]
    if len({(match[2], match[4] or "1", match[5]) for match, _, _ in found}) != 1:
        return None
    match, hit, _ = max(found, key=lambda one: (bool(_EACH.search(one[2])), bool(_MOST.search(one[2]))))
    papers = {one.document.doc_id for _, one, _ in found}
    limits = {
        (one[1], int(number(one[2]) or 0)): other
        for text, other in texts
        if other.document.doc_id in papers and match[3] in text
        for one in _MOST.finditer(text)
    }
    if len({most for _, most in limits}) > 1:
        return None
    (period, most), limit = next(iter(limits.items()), (("", None), None))
    # 累计满300元刮1次，每天最多3次: more than one may be had of what one of them takes
    is_more = (
        limit is hit and "累计" in plain(hit.passage.text) and (most or 0) > int(number(match[4] or "1") or 1)
    )
    each = is_more or any(
        Decimal(one) == Decimal(match[2]) for _, _, text in found for one in _EACH.findall(text)
    )
    return DrawRule(
        Decimal(match[2]),
        int(number(match[4] or "1") or 1),
        match[3],
        match[5],
        each,
        hit,
        most,
        period,
        limit,
    )
