"""Whether a term has passed since a named day: 10月20号的录像还有吗, 上周三的小票还能补吗."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from assistant.grounding.numerals import number, plain
from assistant.quoted.nouns import own_words
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from knowledge.model import Hit
from knowledge.writing.calendar import days_in

ASKS = re.compile(
    r"(?:给|能|可以|能不能|可不可以)(?:他|她|客人)?(?:补|退|换|查|调|领|兑|报)[^,。?]{0,6}(?:吗|么|不|没|[?？]|$)|(?:来|去)(?:补|退|换|查|调|领|兑|报)[^,。?]{0,6}(?:行|可以|得|成)(?:吗|不|么)|还(?!我|给我|回来?)(?:有|在|能|可以|来得及|行|算|给)?.{0,8}(?:吗|不(?=$|\W)|么|没(?=$|\W))|过期|超(?:了)?期|来得?及|晚了(?:吗|没|么)|(?:can|could) (?:i|he|she|they|we) still|still (?:there|available|possible)|too late"
)
_DAYS = re.compile(
    r"(?:保存|保管|保留|留存|存放)(?:期限?)?[为:]?(?:不少于|至少|满)?\s*(\d+)\s*(?:天|日)|(\d+)\s*(?:天|日)(?:之|以)?内|超过\s*(\d+)\s*(?:天|日)"
)
_WITHIN = re.compile(r"(\d+)\s*(?:天|日)(?:之|以)?内")
_TO_DO = re.compile(r"补|退|换|兑|报")  # what somebody does in time, not what is kept for so long
# What is faulty is taken back by the rule of its quality, and not by that of whom it does not please.
_FAULTY = re.compile(r"坏了|(?:是|就|又|老)坏|质量|瑕疵|故障|[脱开]胶|裂|破了|开不了机|不能用|用不了")
_OF_QUALITY = re.compile(r"质量|瑕疵|故障|三包|损坏")
_EARLIEST = 400  # days ago
_RULES = "保存 保管 期限 不少于 天内"
_READ = 24
_ALIKE = 0.5  # of a question's characters, by weight, where no word of it stands in a rule


def reckon(asking: Asking) -> Sum | None:
    """The days since the one past day that is named, against the one term that fits best."""
    passed = lapsed(asking)
    return passed[0] if passed else None


def lapsed(asking: Asking) -> tuple[Sum, bool] | None:
    """The same, and whether the term is over."""
    day = past_day(asking)
    found = list(_terms(asking)) if day else []
    if day is None or not found:
        return None
    count, hit = found[0]
    gone = (asking.today - day).days
    key = "lapse_over" if gone > count else "lapse_in"
    text = asking.say(key, start=_said(day, asking), gone=Decimal(gone), count=Decimal(count))
    longer = _longer_way(asking, hit, gone) if gone > count else None
    return Sum(text, (source(hit), *([source(longer)] if longer else []))), gone > count


def _longer_way(asking: Asking, short: Hit, gone: int) -> Hit | None:
    """The way to do the same with a term that has not passed yet, in the paper of the one that has: 30 days at the desk."""
    if not _TO_DO.search(asking.told):
        return None
    things = own_words(asking.told) & own_words(short.passage.text)
    for hit in asking.rules(_RULES):
        text = plain(hit.passage.text)
        within = [int(number(one) or 0) for one in _WITHIN.findall(text)]
        of_it = hit.document is short.document or hit.document.doc_id == short.document.doc_id
        if of_it and hit is not short and things & own_words(text) and any(gone <= one for one in within):
            return None if EXAMPLE.search(text) else hit
    return None


def past_day(asking: Asking) -> date | None:
    """The one day that is named, if it is past."""
    days = [day for day in days_in(asking.told, asking.today) if day != asking.today]  # 今天才来补
    return days[0] if len(days) == 1 and 0 < (asking.today - days[0]).days < _EARLIEST else None


def _terms(asking: Asking) -> Iterator[tuple[int, Hit]]:
    """The one term of the passages that have the most of the things asked about; none where two are as near."""
    things = own_words(asking.told)
    near: list[tuple[int, int, Hit]] = []
    is_faulty = _FAULTY.search(asking.told) is not None
    for hit in asking.rules(_RULES + " 质量问题" * is_faulty)[:_READ]:
        text = plain(hit.passage.text)
        if is_faulty and not _OF_QUALITY.search(text):
            continue
        terms = {int(number(next(filter(None, found))) or 0) for found in _DAYS.findall(text)}
        said = f"{hit.document.title} {text}"
        shared = sum(thing in said for thing in things) or asking.about.of_characters(said) >= _ALIKE
        if len(terms) == 1 and shared and not EXAMPLE.search(text):
            near.append((int(shared), terms.pop(), hit))
    most = max((shared for shared, _, _ in near), default=0)
    best = [(term, hit) for shared, term, hit in near if shared == most]
    terms = {term for term, _ in best}
    # Of several ways to do one thing under the headings of a paper (7 days oneself, 30 at the desk) the longest is the last.
    papers = [{term for term, other in best if other.document is hit.document} for _, hit in best]
    ways = _TO_DO.search(asking.told) and all(hit.passage.section for _, hit in best) and terms in papers
    if len(terms) == 1 or ways:
        yield from sorted(best, key=lambda one: -one[0])


def _said(day: date, asking: Asking) -> str:
    return day.isoformat() if asking.english else f"{day.year}年{day.month}月{day.day}日"
