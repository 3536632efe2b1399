"""What is refunded of a card after some uses, by the card's own rules, for each cause that they tell apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.drafting.facts.pasted import PASTED
from assistant.drafting.facts.table import Fact, FactSheet
from assistant.drafting.sums.priced import Priced, Sum, amount, plain_number, sources_of
from assistant.grounding.numerals import number, plain
from assistant.reckoning.prepaid import FORMULA, USED, last_cause

_COUNT = re.compile(r"(\d{1,3})\s*(?:次|节|课时|堂|回)")
_SINGLE = re.compile(
    r"(?:单(?:次|节|堂)|每(?:次|节|堂)|散客|门市|零售|次票)(?:的)?(?:票?价(?:格)?|票)?[^\d,，。;；]{0,3}(\d[\d,]*(?:\.\d+)?)\s*元"
)
# How a rule counts what was used: by the price of a single visit, or by what one costs on the card.
_BY_SINGLE = re.compile(
    r"按[^,，。;；]{0,4}(?:单次|单节|单堂|门市|散客|零售|次票|原)[^,，。;；]{0,8}(?:扣|计|算|减)"
)
_BY_SHARE = re.compile(
    r"(?:按|依)[^,，。;；]{0,4}(?:折合|平均|均价|卡内|比例|实付|购卡|折算)[^,，。;；]{0,10}(?:扣|计|算|减|退)|按比例"
)
_MONEY = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*元")
_WHOSE = {"customer": "个人原因", "operator": "商家原因", "": ""}


def refunded(sheet: FactSheet, priced: list[Priced], asked: str) -> Iterator[Sum]:
    """The example that a request wants: 用了3次. Nothing where the rules give no figure to reckon with."""
    used = _used(asked)
    if used is None or not priced:
        return
    card = max(priced, key=lambda one: one.amount)  # beside what a single visit costs
    rules = list(dict.fromkeys(_rules(sheet, card, asked if sheet.doc_id == PASTED else "")))
    parts, steps = [], []
    for cause, price, each in rules:
        left = price - used * each
        sum_of = f"{plain_number(price)}−{plain_number(used)}×{plain_number(each)}"
        due = f"{sum_of}={plain_number(left)}元" if left >= 0 else f"{sum_of}不足0元，按0元"
        steps.append(f"{_WHOSE[cause]}：{due}".lstrip("："))
        parts.append(f"{_WHOSE[cause]}退{due}")
    if parts:
        told = sources_of(*(f for f in sheet.facts if f.kind.startswith("refund")), card.fact)
        yield Sum(tuple(steps), f"已用{plain_number(used)}次举例：{'；'.join(parts)}（计算得出）", told)


def _used(asked: str) -> Decimal | None:
    found = [next(filter(None, match)) for match in USED.findall(plain(asked))]
    return number(found[-1]) if found else None


def _rules(sheet: FactSheet, card: Priced, asked: str) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Cause, price of the card, and what each use takes of it."""
    formulas = [rule for fact in sheet.facts for rule in _formula(fact)]
    yield from formulas
    if formulas:
        return
    told = plain(asked or "。".join(f"{fact.field}:{fact.value}" for fact in sheet.tellable))
    count, single = _COUNT.search(told), _SINGLE.search(told)
    for sentence in re.split(r"[。;；\n]", told):
        cause = ""
        for part in re.split(r"[,，]", sentence):
            cause = last_cause(part) or cause
            money = _MONEY.search(part)
            each = amount(money[1]) if money else None
            if _BY_SINGLE.search(part) and (each or single):
                yield cause, card.amount, each or amount(single[1] if single else "0")
            elif _BY_SHARE.search(part) and (each or (count and int(count[1]))):
                yield cause, card.amount, each or card.amount / int(count[1] if count else 1)


def _formula(fact: Fact) -> Iterator[tuple[str, Decimal, Decimal]]:
    text = plain(fact.value).replace("−", "-")
    match = FORMULA.search(text)
    if match and fact.kind != "hidden":
        yield last_cause(text[: match.start()] + fact.field), Decimal(match[1]), Decimal(match[2])
