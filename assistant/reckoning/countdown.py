"""How many days are left of something, or until it begins: 周年庆还剩几天, 离圣诞点灯还有多少天."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.grounding.numerals import plain
from assistant.quoted.focus import focus
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.calendar import names_a_day, term_in
from knowledge.writing.occasions import without_occasions

_COUNT = r"(?:几|多少)[天日]"
ASKS = re.compile(
    rf"(?:还剩下?|还有|仲有|仲剩|剩下?|倒计时)(?:大概|差不多)?{_COUNT}|(?:距离?|离).{{1,20}}(?:有|差){_COUNT}"
)
_COUNTS = re.compile(
    rf"(?:距离?|离)(?=.+{_COUNT})|(?:大概|差不多|还|仲|只|有|剩下?|差|倒计时)*{_COUNT}"
    "|(?:就要?|要|才)?(?:结束|开始|到期|截止|过期|举行|举办|开幕|闭幕|到来)|[了呢啊呀]"
)
# Its days run from somebody's own day, which no paper knows.
_OF_ITS_OWN = re.compile(r"积分|等级|券|年假|调休|保质|质保|退货|退款|会员卡|礼品卡|我的?卡")
_SAME_THING = 0.6  # of the question's characters, by weight
_AS_NEAR = 0.9
_READ = 6  # hits


Term = tuple[date, date]  # the first and the last day


def reckon(asking: Asking) -> Sum | None:
    """The days to the one day, or to the end of the span, that the nearest passages name; None where they do not agree."""
    thing = _COUNTS.sub(" ", asking.told)
    if _OF_ITS_OWN.search(thing) or names_a_day(thing) or not _names_more(thing):
        return None
    dated = _dated(thing, asking)
    whole = _whole([term for term, _ in dated])
    if whole is None:
        return None
    key, day = _counted(*whole, asking.today)
    left = Decimal(abs((day - asking.today).days))
    hit = next(hit for term, hit in dated if term == whole)
    return Sum(asking.say(f"countdown_{key}", left=left, day=asking.day(day)), (source(hit),))


def _whole(terms: Sequence[Term]) -> Term | None:
    """The term within which all others lie, as those of a campaign's parts do within its own."""
    return next(
        (one for one in terms if all(one[0] <= start and last <= one[1] for start, last in terms)), None
    )


def _counted(start: date, last: date, today: date) -> tuple[str, date]:
    """How the days of a term are told, and the day from or to which they are counted."""
    if start > today:
        return "to", start
    if last == today:
        return "last", last
    return ("left" if last > today else "over"), last


def _names_more(thing: str) -> bool:
    """Whether something is named besides a feast, whose day is in every calendar: 圣诞点灯, not 圣诞节."""
    return len(re.findall(r"\w", without_occasions(fold(thing)).replace("节", ""))) > 1


def _dated(thing: str, asking: Asking) -> list[tuple[Term, Hit]]:
    """The terms of the passages that name the thing whose days are counted; else of those whose paper is called so."""
    about = focus(thing, asking.own)
    hits = [hit for hit in asking.own[:_READ] if not EXAMPLE.search(hit.passage.text)]
    for with_title in (False, True):
        said = [(about.of_characters(_text(hit, with_title)), hit) for hit in hits]
        least = max(_SAME_THING, _AS_NEAR * max((share for share, _ in said), default=0.0))
        near = (hit for share, hit in said if share >= least)
        dated = [(term, hit) for hit in near if (term := term_in(plain(hit.passage.text), asking.today))]
        if dated:
            return dated
    return []


def _text(hit: Hit, with_title: bool) -> str:
    return " ".join((hit.document.title if with_title else "", *hit.passage.section, hit.passage.text))
