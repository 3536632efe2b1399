"""How many can take part in all, out of what each session, each day and the number of days hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from assistant.grounding.numerals import number, plain
from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from knowledge.model import Hit

_ALL = r"(?:一共|总共|总计|合计|全部|全程|整个活动|累计|加起来|拢共|共)"
_WHO = r"(?:个|名|位)?(?:人|孩子|娃|小孩|小朋友|儿童|名额|学员|选手|家庭|组|位置?)"
ASKS = re.compile(
    rf"{_ALL}.{{0,8}}(?:多少|几){_WHO}|(?:多少|几){_WHO}.{{0,6}}{_ALL}|总名额|总(?:的)?(?:人数|容量)|how many (?:children|kids|people|places|participants).{{0,30}}(?:in total|altogether|in all)|total (?:places|capacity)"
)
_N = r"(\d+|[一二两三四五六七八九十]+)"
_OF = r"(名|人|位|个|组)"
_EACH = re.compile(rf"每场(?:名额|限额?|最多|容纳|接待|人数)?[:为是]?(?:限|最多|不超过)?\s*{_N}\s*{_OF}")
_A_DAY = re.compile(rf"每[天日](?:举办|安排|开|有|共)?\s*{_N}\s*场")
_DAYS = re.compile(rf"共\s*{_N}\s*[天日](?!内|前|后)|(?:为期|连续|持续)\s*{_N}\s*[天日]")
_IN_ALL = re.compile(rf"共\s*{_N}\s*场")
_RULES = "每场 限 名 每天 两场 共 天 场次 名额"


def reckon(asking: Asking) -> Sum | None:
    """Days × sessions a day × places a session, each said once by the paper that the question is about."""
    hits = [hit for hit in asking.rules(_RULES) if not EXAMPLE.search(hit.passage.text)]
    paper = next((hit.document.doc_id for hit in asking.own[:1]), "")
    own = [hit for hit in hits if hit.document.doc_id == paper]
    each = _only(_EACH, own)
    if each is None:
        return None
    unit = next(match[2] for hit in own if (match := _EACH.search(plain(hit.passage.text))))
    in_all = _only(_IN_ALL, own)
    a_day, days = _only(_A_DAY, own), _only(_DAYS, own)
    if in_all:
        sessions, found = in_all[0], [in_all[1]]
        step = asking.say("capacity_sessions", sessions=sessions, each=each[0], unit=unit)
    elif a_day and days:
        sessions, found = a_day[0] * days[0], [days[1], a_day[1]]
        step = asking.say("capacity_days", days=days[0], a_day=a_day[0], each=each[0], unit=unit)
    else:
        return None
    text = asking.say("capacity", due=sessions * each[0], unit=unit, steps=step)
    once = {hit.passage.passage_id: source(hit) for hit in (*found, each[1])}
    return Sum(text, tuple(once.values()))


def _only(pattern: re.Pattern[str], hits: Iterable[Hit]) -> tuple[Decimal, Hit] | None:
    """The one number that the passages give by this pattern; None where two differ, or none does."""
    found = {
        number(next(filter(None, match.groups()))) or Decimal(0): hit
        for hit in reversed(list(hits))
        for match in pattern.finditer(plain(hit.passage.text))
    }
    return next(iter(found.items())) if len(found) == 1 else None
