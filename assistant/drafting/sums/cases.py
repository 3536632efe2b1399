"""A case that a request tells and wants reckoned: several receipts with a coupon each, or a part that goes back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.sums.priced import Sum, amount, plain_number
from assistant.drafting.sums.terms import Campaign, Clause
from assistant.grounding.numerals import plain
from assistant.reckoning.discounts import rate_in

_OFF = re.compile(r"满\s*(\d[\d,]*)\s*元?\s*(?:立|即)?减\s*(\d[\d,]*)")
_AMOUNT = r"(\d[\d,]*(?:\.\d+)?)\s*(?:元|块)"
_THINGS = (
    re.compile(
        rf"(?P<a>{_AMOUNT})(?:的|一件)?(?:一?[件条双个])?(?P<thing>[\u3400-\u9fff]{{1,5}}?)(?=[和与及加、,，。;；]|又|$)"
    ),
    re.compile(rf"(?:^|[和与及加、,，。;；了])(?P<thing>[\u3400-\u9fff]{{1,5}})(?P<a>{_AMOUNT})"),
)
_NAMED = re.compile(_AMOUNT)
_APART = re.compile(
    r"先[^。;；]{0,40}(?:又|再|后来|接着)|分(?:别|两|三|开)|各(?:买|花|消费)|[两二三2-3]笔|[两二三2-3]张(?:小票|券)|另一(?:家|笔)|第二(?:家|笔)"
)
_RETURNED = re.compile(
    r"(?:只|又|要|想|后来)?退(?:掉|了|回|的是)?(?:其中)?(?:那|这)?一?[件条双个]?(?P<thing>\d[\d,]*元|[\u3400-\u9fff]{1,5}?)(?=[,，。;；?？]|的|后|$)"
)
_TAKEN_BACK = re.compile(
    r"剩余.{0,16}?(?:不足|不满|未满|低于)\s*(\d+)\s*元.{0,30}?(?:扣回|扣除|收回|减去)[^\d;。]{0,8}(\d+)\s*元"
)
POOLED = re.compile(
    r"合起来|合并|合在一起|凑(?:单|够|满|到|一起|成)|拼(?:单|着|在一起|起来|一起|成)|加起来|加在一起|一起(?:算|用|凑)|算(?:在)?一起"
)
_SOMEBODY = re.compile(
    r"(?:顾客|客人|会员|有人|网友|家长|她|他)[^。;；]{0,8}(?:买|消费|看中|看上|付|花|试|选|要)"
)
_NO_THING = re.compile(r"^(?:和|与|及|加|了|用|一|券|的|先|又|再|在|买|花|每)")
_EXAMPLE = re.compile(r"举例|例如|比如")
MARK = "（计算得出）"


@dataclass(frozen=True, slots=True)
class Bought:
    amount: Decimal
    thing: str = ""

    @property
    def said(self) -> str:
        return f"{self.thing}{plain_number(self.amount)}元"


@dataclass(frozen=True, slots=True)
class Case:
    """`question` is what somebody in this case would ask."""

    question: str
    sum: Sum


def case_of(asked: str, campaign: Campaign | None) -> Case | None:
    """The case of a request, reckoned by the campaign's coupon; None where it tells none or the rules do not say."""
    offer = campaign.terms.get("offer") if campaign else None
    match = _OFF.search(plain(offer.text)) if offer else None
    told = _OFF.sub(" ", plain(asked))
    if campaign is None or offer is None or match is None:
        return None
    threshold, off = amount(match[1]), amount(match[2])
    bought = _bought(told)
    back = _back(told, bought)
    if back is not None and len(bought) > 1:
        return _returned(bought, back, threshold, off, campaign)
    if len(bought) > 1 and _APART.search(told):
        return _receipts(bought, threshold, off, campaign, bool(POOLED.search(told)))
    if len(bought) == 1 and _SOMEBODY.search(told) and "券" in told:
        return _single(bought[0], threshold, off, campaign, told)
    return None


def _single(one: Bought, threshold: Decimal, off: Decimal, campaign: Campaign, told: str) -> Case | None:
    """One purchase of somebody, after the discount that is told; None where the rules say nothing of discounts."""
    rate, n = rate_in(told), plain_number
    rule = campaign.terms.get("stack") if rate != 1 else campaign.terms.get("use") or campaign.terms["offer"]
    if rate is None or rule is None:
        return None
    spent = (one.amount * rate).quantize(Decimal("0.01"))
    first = f"{n(one.amount)}×{rate.normalize():f}={n(spent)}元" if rate != 1 else ""
    lead = f"折后{first}，" if first else ""
    if spent >= threshold:
        due = f"{n(spent)}−{n(off)}={n(spent - off)}元"
        said = f"参与满减的门店可以用1张：{lead}满{n(threshold)}元，实付{due}{MARK}。规则：{rule.text}"
    else:
        due = f"还差{n(threshold)}−{n(spent)}={n(threshold - spent)}元"
        said = f"不能用：{lead}实付{n(spent)}元不满{n(threshold)}元，{due}{MARK}。规则：{rule.text}"
    return Case("这一笔能用券吗？", Sum(tuple(filter(None, (first, due))), said, (rule.clause.source,)))


def _bought(told: str) -> list[Bought]:
    """The amounts with the things they are of, where every one of them has a thing; else the amounts alone."""
    alone = [Bought(amount(m[1])) for m in _NAMED.finditer(told)]
    for pattern in _THINGS:
        named = [Bought(amount(m["a"].rstrip("元块 ")), m["thing"]) for m in pattern.finditer(told)]
        if len(named) == len(alone) and not any(_NO_THING.match(one.thing) for one in named):
            return named
    return alone


def _back(told: str, bought: Sequence[Bought]) -> Bought | None:
    match = _RETURNED.search(told)
    if match is None:
        return None
    thing = match["thing"].removesuffix("元").replace(",", "")
    return next((one for one in bought if thing in (one.thing, str(one.amount))), None)


def _receipts(
    bought: Sequence[Bought], threshold: Decimal, off: Decimal, campaign: Campaign, pooled: bool = False
) -> Case | None:
    """Each receipt by itself; None where the coupons of one member are fewer than the receipts."""
    limit = campaign.terms.get("limit")
    most = int(found[1]) if limit and (found := re.search(r"(\d+)\s*张", limit.text)) else 1
    over = [one for one in bought if one.amount >= threshold]
    if not over and pooled:
        return _pooled(bought, threshold, campaign)
    if len(over) > most:
        return None
    parts, dues = [], []
    for n, one in enumerate(bought, start=1):
        due = one.amount - off if one in over else one.amount
        dues.append(due)
        if one in over:
            parts.append(f"第{n}笔{plain_number(one.amount)}−{plain_number(off)}={plain_number(due)}元")
        else:
            parts.append(f"第{n}笔{plain_number(one.amount)}元不满{plain_number(threshold)}元，用不上券")
    total = f"合计{'+'.join(map(plain_number, dues))}={plain_number(sum(dues, Decimal(0)))}元"
    said = f"举例：分{len(bought)}笔付，每笔满{plain_number(threshold)}元用1张券，{'，'.join(parts)}，{total}{MARK}"
    rule = campaign.terms.get("per_receipt") or campaign.terms["offer"]
    return Case("分几笔买，一共付多少？", Sum((*parts, total), said, (rule.clause.source,)))


def _pooled(bought: Sequence[Bought], threshold: Decimal, campaign: Campaign) -> Case:
    """Receipts that each stay below the threshold: added up they reach it or not, and count one by one."""
    n, total = plain_number, sum((one.amount for one in bought), Decimal(0))
    added = f"{'+'.join(n(one.amount) for one in bought)}={n(total)}元"
    each = "、".join(f"{n(one.amount)}元" for one in bought)
    rule = campaign.terms.get("use") or campaign.terms["offer"]
    more = campaign.terms.get("per_receipt")
    told = "，".join(part for part in (rule.text, more.text if more else "") if part)
    said = f"不能合起来用：每笔小票单独计算，{each}都不满{n(threshold)}元；{added}只是合计，不算单笔{MARK}。规则：{told}"
    return Case(
        "几张小票能合起来用券吗？",
        Sum((f"{added}，每笔都不满{n(threshold)}元",), said, (rule.clause.source,)),
    )


def _returned(
    bought: Sequence[Bought], back: Bought, threshold: Decimal, off: Decimal, campaign: Campaign
) -> Case | None:
    total = sum((one.amount for one in bought), Decimal(0))
    rule = _rule(campaign)
    if rule is None or total < threshold:
        return None
    clause, least, taken = rule
    left, n = total - back.amount, plain_number
    paid = f"{'+'.join(n(one.amount) for one in bought)}−{n(off)}={n(total - off)}元"
    what = back.thing or f"{n(back.amount)}元的那件"
    if left < least:
        due = f"剩余{n(left)}元不足{n(least)}元，从退款中扣回{n(taken)}元，退{n(back.amount)}−{n(taken)}={n(back.amount - taken)}元"
    else:
        due = f"剩余{n(left)}元仍满{n(least)}元，不扣回，退{n(back.amount)}元"
    listed = "和".join(one.said for one in bought)
    said = f"举例：一笔买{listed}，用1张券，实付{paid}；退{what}，{due}{MARK}"
    return Case("用了券，只退其中一件，退多少？", Sum((f"实付：{paid}", due), said, (clause.source,)))


def _rule(campaign: Campaign) -> tuple[Clause, Decimal, Decimal] | None:
    for clause in campaign.clauses:
        match = _TAKEN_BACK.search(plain(clause.text))
        if match and not clause.english and not _EXAMPLE.search(clause.text):
            return clause, Decimal(match[1]), Decimal(match[2])
    return None
