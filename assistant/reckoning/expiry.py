"""The last day of what lasts to the end of the next year: 今年攒的积分到哪天, by 有效至次年12月31日."""

from __future__ import annotations

import re

from assistant.grounding.numerals import plain
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from knowledge.text import fold
from knowledge.writing.calendar import days_in

ASKS = re.compile(
    r"(?:到|至)(?:哪[一]?[天年]|几号|什么时候|几月|何时)|(?:什么时候|哪[一]?[天年]|几号|何时|多久).{0,4}(?:到期|过期|清零|失效|作废)|有效期.{0,4}(?:多久|到|多长|是)|expire|valid (?:until|till)|good until"
)
_RULE = re.compile(r"(?:至|到)(?:获得)?(?:的)?(?:次年|第二年|下一年|翌年)(?:的)?\s*(\d{1,2})月(\d{1,2})日")
_RULES = "有效期 有效至次年"
_NEAR = 5  # hits of the question among which the paper of the rule must be
_THIS, _LAST = (
    re.compile(r"今年|本年|这个?月|本月|现在|今天|this (?:year|month|week)|today|now"),
    re.compile(r"去年|上年|last year"),
)
_ANOTHER_THING = re.compile(r"券|次卡|礼品卡|购物卡|奖品|课程|门票|coupon|voucher|prize")  # is not the points
_EDITION = re.compile(
    r"20\d{2}年?版|[旧老](?:版|章程|规则|规定|制度)|版本|以前的(?:章程|规则)|(?<![a-z])(?:old|previous|former) (?:rules|edition|version)"
)
# When it ends, not when it was got: do my 2025 points expire this year.
_BY_THEN = re.compile(
    r"(?:expir\w+|clear\w*|lost|gone)[a-z ]{0,20}this year|今年(?:年底|底|内)?(?:就|会|要|是不是|还)*(?:过期|到期|清零|作废|失效|没)"
)
_WRITTEN = re.compile(r"(20\d{2})年?(?!\d)")


def reckon(asking: Asking) -> Sum | None:
    """The day, where one rule of this form is about the thing asked about and the year it was got is named."""
    year = _year(asking)
    if year is None or _EDITION.search(asking.told):
        return None
    near = {hit.document.doc_id for hit in asking.own[:_NEAR]}
    for hit in asking.rules(_RULES):
        if hit.document.doc_id not in near and not asking.english:
            continue  # another thing is asked about
        text = plain(hit.passage.text)
        rule = _RULE.search(text)
        if rule is None or (EXAMPLE.search(text) and EXAMPLE.search(text).start() < rule.start()):  # type: ignore[union-attr]
            continue
        named = _ANOTHER_THING.search(asking.told)
        if named and named[0] not in text:
            return None
        own = [word for word in asking.about.words if word in fold(f"{hit.document.title} {text}")]
        if not own and not asking.english:
            return None
        day = f"{year + 1}-{int(rule[1]):02d}-{int(rule[2]):02d}"
        if not asking.english:
            day = f"{year + 1}年{int(rule[1])}月{int(rule[2])}日"
        return Sum(asking.say("expiry", year=year, day=day), (source(hit),))
    return None


def _year(asking: Asking) -> int | None:
    """The year in which it was got; the last that is named counts, for a follow-up is told at the end."""
    told = (
        _BY_THEN.sub(" ", asking.told)
        if _WRITTEN.search(asking.told) or _LAST.search(asking.told)
        else asking.told
    )
    named = [
        *((match.start(), asking.today.year) for match in _THIS.finditer(told)),
        *((match.start(), asking.today.year - 1) for match in _LAST.finditer(asking.told)),
        *((match.start(), int(match[1])) for match in _WRITTEN.finditer(asking.told)),
    ]
    days = days_in(asking.told, asking.today)
    if not named and len(days) == 1:
        return days[0].year
    return max(named)[1] if named else None
