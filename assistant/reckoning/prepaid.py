"""What is refunded of a prepaid card, by the formula of its rule: 退款=680−已用次数×98."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.grounding.numerals import number, plain
from assistant.reckoning import refunds
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, money, source
from knowledge.model import Hit

_N = r"(\d+|[一二两三四五六七八九十]+)"
_UNIT = "[次节课回张天小时]"
ASKS = refunds.ASKS
USED = re.compile(
    rf"(?:用|去|玩|上|做|练|来|刷|扣|划|耗|消费|核销)(?:掉|过|了|完|去)*\s*{_N}\s*{_UNIT}|{_N}\s*{_UNIT}(?:已经?)?(?:用|上|玩|刷|扣|划)(?:掉|过|了)|used? (?:it )?(\d+)"
)
FORMULA = re.compile(
    rf"(?:退款|应退|可退|退还|退回)[^=;。]{{0,10}}=\s*(\d+(?:\.\d+)?)\s*元?\s*-\s*(?:\(?已?(?:使)?用的?(?:次数|节数|课时数?|天数|张数|{_UNIT}数?)\)?)"
    r"\s*[×x*]\s*(?:单次|每次|原价)?[^\d;。]{0,6}(\d+(?:\.\d+)?)"
)
_RULES = "退款 公式 已用次数 单次 原因 退卡"
# Whose doing it is; the last that a question names counts, for a follow-up is told after what it follows.
_CAUSES = {
    "operator": re.compile(
        r"经营者|商家|商户|店方|门店原因|门店(?=[^,;。]{0,6}(?:关|停|搬|原因))|店(?:家)?(?:自己|突然|马上|快|要|会|得|准备|先)*(?:关|停|搬|倒|跑|不让|装修)|停业|闭店|关门|倒闭|跑路|迁址|搬走|搬迁|不让(?:玩|用|上|进)"
        r"|降低服务|歇业|暂停营业|违约|operator|shop(?:'s)? (?:closed|closes|reason)|closed down"
    ),
    "customer": re.compile(
        r"顾客(?:自己|个人|本人)?(?:的)?原因|消费者(?:自身|个人)?原因|自己(?:的)?原因|个人原因|自己不|不想|不要|不玩了|不[去来]了|不喜欢|后悔|改主意|没时间|搬家|(?:my|own|customer'?s?) (?:own )?(?:reason|fault)|changed? (?:my|his|her|their) mind"
    ),
}


@dataclass(frozen=True, slots=True)
class Formula:
    """Of `price` yuan each use takes `each`; `cause` is whose doing the rule is for, empty: anybody's."""

    price: Decimal
    each: Decimal
    cause: str
    hit: Hit


def reckon(asking: Asking) -> Sum | None:
    """The refund after the uses that a question names, for the cause that it names, else for each cause."""
    used = _used(asking.told)
    if used is None:
        return None
    formulas = _formulas(asking)
    cause = last_cause(asking.told)
    fitting = [one for one in formulas if one.cause in (cause, "")] if cause else formulas
    if not fitting:
        return None
    parts = [_said(asking, one, used, named=len(formulas) > 1) for one in fitting]
    return Sum(asking.say("card").join(parts), tuple(source(one.hit) for one in fitting))


def _said(asking: Asking, rule: Formula, used: Decimal, named: bool) -> str:
    left = money(rule.price - used * rule.each)
    due = max(left, Decimal(0))
    whose = asking.say(f"cause_{rule.cause}") if named and rule.cause else ""
    left_said = asking.say("card_left", left=left) if left >= 0 else asking.say("card_none")
    return asking.say(
        "card_refund", whose=whose, due=due, price=rule.price, used=used, each=rule.each, left=left_said
    )


def _used(told: str) -> Decimal | None:
    """The last number of uses that a question names."""
    found = [next(filter(None, match)) for match in USED.findall(told)]
    return number(found[-1]) if found else None


def last_cause(told: str) -> str:
    """customer, operator, or empty: the cause that a text names last."""
    ends = {
        cause: max((match.end() for match in pattern.finditer(told)), default=-1)
        for cause, pattern in _CAUSES.items()
    }
    best = max(ends, key=lambda cause: ends[cause])
    return best if ends[best] >= 0 else ""


def _formulas(asking: Asking) -> list[Formula]:
    """One for each cause, all of the paper that the question is nearest to."""
    found: list[Formula] = []
    for hit in asking.rules(_RULES):
        text = plain(hit.passage.text).replace("−", "-")
        match = FORMULA.search(text)
        if match and not EXAMPLE.search(text):
            cause = last_cause(text[: match.start()])
            found.append(Formula(Decimal(match[1]), Decimal(match[2]), cause, hit))
    own = [one for one in found if one.hit.document.doc_id == found[0].hit.document.doc_id]
    by_cause = {one.cause: one for one in reversed(own)}
    if len({(one.cause, one.price, one.each) for one in own}) > len(by_cause):
        return []  # two cards: which is meant is not said
    return list(by_cause.values())[::-1]
