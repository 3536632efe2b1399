"""Characters of a recognised value that may be others: a person looks at them before they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.drafting.facts.table import Doubt, Fact

SURE = 0.93  # of a line: blurred ones with wrong characters had 0.92, clean ones 0.98
SURE_FIGURE = 0.95  # a line below it may have one figure for another, however well its words are read
# Letters that a figure is taken for, and figures that are taken for a letter or for each other.
LOOK_ALIKES = {
    "O": "0", "o": "0", "Q": "0", "D": "0", "〇": "0", "l": "1", "I": "1", "|": "1", "i": "1", "!": "1",
    "Z": "2", "z": "2", "S": "5", "s": "5", "b": "6", "G": "6", "B": "8", "g": "9", "q": "9",
}  # fmt: skip
MISTAKEN = {"0": "O", "1": "l", "5": "S", "8": "B", "6": "b", "9": "g", "2": "Z"}
CODES = frozenset(
    {"model", "standard", "report", "licence", "batch", "shop", "brand", "name", "hidden"}
)  # letters belong in them
UNITS = r"(?:l|g|cm|mm|kg|ml|m|L|oz|cl|pcs|S|M|XL)(?![A-Za-z0-9元块%])"
_IN_FIGURE = re.compile(
    rf"(?<=\d)[{re.escape(''.join(LOOK_ALIKES))}](?=[\d.,]|[OoIl|](?=[\dOo元块%]|ml|g|cm)|元|块|%|折|克|片)|(?<![A-Za-z])[OolI|SBZ](?=[\d][\d.,]*(?:元|块|%|折|ml|g|cm|mm|kg|克|毫升|片|支))"
)
_RUN = re.compile(r"(?<=\d)[OoIl|]{1,3}(?=\d|元|块|ml|g(?![a-z])|cm|mm|kg|克|毫升|%)")
_FIGURE = re.compile(r"\d[\d.,]*")
_DATE = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
_MONTH_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[月/](\d{1,2})(?![\d%/])")
_SHARE = re.compile(r"(\d{1,4}(?:\.\d+)?)\s*%")
_BARE_PRICE = re.compile(r"^\D{0,3}\d[\d,.]*\D{0,3}$")
_NO_MONEY = re.compile(r"[¥￥$元块圆]|rmb|cny|hk|起|免", re.I)


def doubts_of(fact: Fact) -> tuple[Doubt, ...]:
    """What of a recognised fact may be wrong, by place; none for what was typed."""
    if fact.confidence is None:
        return ()
    found = [*_unsure(fact), *_look_alikes(fact), *_impossible(fact)]
    unique = {(doubt.at, doubt.text): doubt for doubt in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda doubt: (doubt.at, -len(doubt.text))))


def _unsure(fact: Fact) -> Iterator[Doubt]:
    sure = fact.confidence or 0.0
    if sure < SURE:
        yield Doubt(0, fact.value, f"这一行认得不清(把握{sure:.2f})")
    if sure < SURE_FIGURE:
        for figure in _FIGURE.finditer(fact.value):
            for at, char in enumerate(figure[0], start=figure.start()):
                if char in MISTAKEN:
                    yield Doubt(at, char, f"{char}可能是{MISTAKEN[char]}(把握{sure:.2f})")


def _look_alikes(fact: Fact) -> Iterator[Doubt]:
    """Letters among figures: 5OOml, l99元. In codes letters are at home; only O and l between figures are odd."""
    patterns = (_RUN,) if fact.kind in CODES else (_IN_FIGURE, _RUN)
    for pattern in patterns:
        for match in pattern.finditer(fact.value):
            if re.match(UNITS, fact.value[match.start() :]):
                continue
            for at, char in enumerate(match[0], start=match.start()):
                yield Doubt(at, char, f"数字里的{char}可能是{LOOK_ALIKES.get(char, '数字')}")


def _impossible(fact: Fact) -> Iterator[Doubt]:
    """Values that no label bears: a 13th month, more than the whole, a price without money."""
    for match in _DATE.finditer(fact.value):
        try:
            date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            yield Doubt(match.start(), match[0], "没有这一天")
    if fact.kind in ("period", "validity", "batch"):
        for match in _MONTH_DAY.finditer(fact.value):
            if not (1 <= int(match[1]) <= 12 and 1 <= int(match[2]) <= 31):
                yield Doubt(match.start(), match[0], "没有这一天")
    for match in _SHARE.finditer(fact.value):
        if float(match[1]) > 100 and fact.kind in ("material", "spec"):
            yield Doubt(match.start(), match[0], "超过100%")
    if (
        fact.kind in ("price", "list_price")
        and _BARE_PRICE.match(fact.value)
        and not _NO_MONEY.search(fact.value)
    ):
        yield Doubt(0, fact.value, "没有货币单位")
