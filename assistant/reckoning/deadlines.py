"""The last day of a term that begins or ends on a named day: N工作日内, 提前N天, T−N."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from assistant.grounding.numerals import number, plain
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from knowledge.model import Hit
from knowledge.writing.calendar import days_in, workday_from

ASKS = re.compile(
    r"(?:最晚|最迟|截止|到期).{0,10}(?:哪[一]?天|几号|什么时候|几月|何时|是哪)|(?:哪[一]?天|几号|什么时候|几月几号)(?:之|以)?前"
    r"|(?:最晚|最迟|得|该|要|应该?).{0,6}(?:哪[一]?天|几号)|到(?:哪[一]?天|几号)(?:为止|截止|到期)?|(?:哪[一]?天|几号)(?:到期|截止|结案|过期)|by (?:when|what date|which day)|latest (?:day|date)|deadline"
)
_N = r"(\d+|[一二两三四五六七八九十]+)"
_DAYS = rf"{_N}\s*个?(工作日|自然日|日历日|天|日)"
_BEFORE = re.compile(
    rf"(?:提前|早于)(?:至少)?{_DAYS}|t-{_N}(?:个?(工作日|天|日))?|{_DAYS}(?:之|以)?前(?!置)|前{_DAYS}(?!内|的)"
)
_WITHIN = re.compile(rf"{_DAYS}(?:之|以)?内|满{_DAYS}")
_T_IS = re.compile(r"t-n指?[^;。]{0,12}前n个?(工作日|天|日)")
_CONDITION = re.compile(
    r"(不足|不满|少于|低于|以下)\s*(\d+)\s*(人|元)|(\d+)\s*(人|元)(?:及以上|以上|起)|(超过|达到?|满)\s*(\d+)\s*(人|元)"
)
_NUMBERED = re.compile(r"(\d+)\s*(?:个|来|多)?(人|元)")
_SAME_THING = 0.4  # of the question's characters, by weight
_AS_NEAR = 0.9
_SENTENCE = re.compile(r"[;；。]")
_CLAUSE = re.compile(r"[,，;；。:：]")
_READ = 6  # hits


@dataclass(frozen=True, slots=True)
class Term:
    """`count` days or working days, before a day or from the next day on."""

    count: int
    is_workdays: bool
    is_before: bool


def reckon(asking: Asking) -> Sum | None:
    """The last day, where one term is found that fits, and the question names the one day that it runs from."""
    days = days_in(asking.told, asking.today)
    if len(days) != 1:
        return None
    found = list(_terms(asking))
    fitting = {term for term, _ in found}
    if len(fitting) != 1:
        return None
    term, hit = found[0]
    last = _last(days[0], term)
    if last is None:
        return None
    key = "deadline_before" if term.is_before else "deadline_after"
    unit = asking.say("workday" if term.is_workdays else "day")
    said = asking.say(key, day=asking.day(last), start=asking.day(days[0]), count=term.count, unit=unit)
    return Sum(said, (source(hit),))


def _terms(asking: Asking) -> Iterator[tuple[Term, Hit]]:
    """The terms of the best passage that is about the question and has one, and of those as near to it."""
    numbers = [(Decimal(count), of) for count, of in _NUMBERED.findall(asking.told)]
    whole = " ".join(plain(hit.passage.text).replace("−", "-") for hit in asking.own)
    near: list[tuple[float, Hit, list[Term]]] = []
    for hit in asking.own[:_READ]:
        text = plain(hit.passage.text).replace("−", "-")
        share = asking.about.of_characters(f"{hit.heading} {text}")
        if share >= _SAME_THING and not EXAMPLE.search(text) and _fits(text, numbers):
            near += [(share, hit, terms)] if (terms := _nearest(asking, text, whole)) else []
    best = max((share for share, _, _ in near), default=0.0)
    for share, hit, terms in sorted(near, key=lambda one: -one[0]):
        if share >= _AS_NEAR * best:
            yield from ((term, hit) for term in terms)


def _nearest(asking: Asking, text: str, whole: str) -> list[Term]:
    """The terms of the sentences that speak of the deed asked about; of its own clause, where there are several."""
    deed = _deed(asking.told)
    told = [sentence for sentence in _SENTENCE.split(text) if _speaks_of(deed, sentence)]
    terms = list(dict.fromkeys(term for sentence in told for term in _terms_in(sentence, whole)))
    if len(terms) < 2:
        return terms
    clauses = [clause for sentence in told for clause in _CLAUSE.split(sentence) if _speaks_of(deed, clause)]
    own = list(dict.fromkeys(term for clause in clauses for term in _terms_in(clause, whole)))
    return own or terms


def _deed(told: str) -> str:
    """What is to be done by the day asked for: 报批 of 最晚哪天报批, 补积分 of 补积分最晚到几号."""
    asks = ASKS.search(told)
    if asks is None:
        return ""
    after = re.sub(
        r"[^\u4e00-\u9fff]|[之以]?前|要|得|能|可以|去|吗|呢|啊|办[完好理]|弄完?|做完|完成|办",
        "",
        told[asks.end() :],
    )
    before = re.sub(r"[^\u4e00-\u9fff]", "", told[: asks.start()])
    return after or before[-4:]


def _speaks_of(deed: str, text: str) -> bool:
    """Whether two neighbouring characters of the deed stand in a text; the one, where it has no more."""
    if len(deed) < 2:
        return deed in text
    return any(deed[n : n + 2] in text for n in range(len(deed) - 1))


def _terms_in(text: str, whole: str) -> list[Term]:
    told = _CONDITION.sub(" ", text)
    found = []
    for match in _BEFORE.finditer(told):
        n1, u1, n2, u2, n3, u3, n4, u4 = match.groups()
        unit = u1 or u2 or u3 or u4 or _unit_of_t(whole)
        if unit:
            found.append(_term(n1 or n2 or n3 or n4, unit, True))
    for match in _WITHIN.finditer(_BEFORE.sub(" ", told)):
        n1, u1, n2, u2 = match.groups()
        found.append(_term(n1 or n2, u1 or u2, False))
    return list(dict.fromkeys(found))


def _term(count: str, unit: str, is_before: bool) -> Term:
    return Term(int(number(count) or 0), unit == "工作日", is_before)


def _unit_of_t(whole: str) -> str:
    """What T−N counts, where a paper says so."""
    said = _T_IS.search(whole)
    return said[1] if said else ""


def _fits(text: str, numbers: list[tuple[Decimal, str]]) -> bool:
    """Whether the number of people or the amount named is one that the passage holds for, where it says for which."""
    conditions = [_limit(match) for match in _CONDITION.finditer(text)]
    for limit, of, is_below in conditions:
        named = [count for count, unit in numbers if unit == of]
        if named and not any(count < limit if is_below else count >= limit for count in named):
            return False
    return True


def _limit(match: re.Match[str]) -> tuple[Decimal, str, bool]:
    _, below, of_below, above, of_above, _, over, of_over = match.groups()
    if below:
        return Decimal(below), of_below, True
    return Decimal(above or over), of_above or of_over, False


def _last(day: date, term: Term) -> date | None:
    count = -term.count if term.is_before else term.count
    return workday_from(day, count) if term.is_workdays else day + timedelta(days=count)
