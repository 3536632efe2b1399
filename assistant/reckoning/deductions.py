"""Hours of parking that rules take off for what a question names: a member's level, what was spent, points, a film seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.reckoning.asking import Asking, Sum, source
from assistant.reckoning.level_hours import by_coupon, by_level, called, in_han, without_level_of_none
from assistant.reckoning.occasions import Given, given
from assistant.reckoning.spent_hours import SPENDS, by_spending, free_that_day, spent
from assistant.reckoning.stay import stay_in
from assistant.reckoning.taken_off import Deduction, Rules, hours_off, rules_of
from knowledge.writing.calendar import days_in

_POINTS = re.compile(r"(\d+)(?:个)?积?分(?:可?(?:抵|换)|;[^;]*:\s*)[^\d,;]{0,6}(\d+)小时")
_MEMBERS_MORE = re.compile(
    r"(?:(?P<level>[一-鿿]{1,2}卡|v(?:ip)?\d|(?:[黑白铂]?金|银|钻石?)(?=会员))(?:会员)?|会员)[^;。:\d]{0,14}?"
    r"(?:额外|加赠|多送|另加)[^;。\d]{0,6}(?:;[^;]*:\s*)?\+?(?P<hours>\d+)个?小时"
)
_A_MEMBER = re.compile(r"会员|(?<![a-z])member")
_MOST = re.compile(
    r"(?:合计|累计|全部|总共|各项|每车每[天日])[^,;。]{0,12}(?:不超过|最多(?:可?[抵减免])?|上限)[^\d]{0,4}(\d+)小时"
)
_MOST_OF_ALL = re.compile(
    r"(?:叠加后?|合计|全部|总共|各项)[^,;。]{0,12}(?:不超过|最多(?:可?[抵减免])?|上限)[^\d]{0,4}(\d+)小时"
)
_POINTS_MOST = re.compile(r"积分[^;。]{0,30}(?:最多|上限)(?:可?抵)?[^\d]{0,4}(\d+)小时")
_STUB = re.compile(r"票根[^,;。\d]{0,8}(?:抵扣?|免|减)[^,;。\d]{0,6}(\d+)个?小时")
_SAW_A_FILM = re.compile(r"看(?:了|过|完)?(?:一?[场部个])?(?:夜场)?电影|电影票|票根|film|movie|ticket stub")
_OVER = re.compile(r"(?:旧版|原来?|此前|之前)[^。;]*?(?:不再|作废|废止|停用|取消)")
_NONE = re.compile(
    r"(?:不是|没有?|无|非)(?:办|入|开|用)?(?:会员|卡)|没消费|没有消费|没买|不消费|未消费|没花|not? (?:a )?member|no spending"
)
_GUEST = re.compile(r"(黑金|白金|铂金|钻石|金|银)客(?![服流户单])")  # 黑金客 is who has the card
_USES_POINTS = re.compile(
    r"(?<![点:\d])(\d+)(?:个|点)?积?分(?!钟)(?:[^。;?\d元]{0,12}?)(?:抵|换|兑|停)|(?:用|抵|拿)(?:了)?(\d+)(?:个)?积分"
)
ASKS = re.compile(
    r"(?:抵扣?|免|减|换|送|兑)[^,。?]{0,8}(?:多少|几|多久|多长)(?:个)?(?:小时|钟头|钟|时间|h)?|(?:多少|几)(?:个)?(?:小时|钟头|个?钟)(?:的)?(?:停车|泊车|免费)"
    r"|(?:有没有|能不能|可不可以|可以|能)得?(?:免|减|抵)"
    r"|how (?:many (?:free )?h(?:ou)?rs?|long).{0,24}(?:park|free|off)|how much parking"
)
_PARKS = re.compile(r"停车|泊车|停多|停几|车费|park")


def deductions(asking: Asking) -> tuple[Deduction, ...] | None:
    """What the question names and a rule takes off; None where something is named that no rule settles."""
    told = _GUEST.sub(r"\1卡", in_han(_NONE.sub(" ", asking.told)))
    rules = rules_of(asking)
    told = without_level_of_none(told, rules)
    named = [
        *by_level(told, rules),
        *by_coupon(told, rules),
        *by_spending(asking, told, rules),
        *_by_points(told, rules),
        *_by_stub(asking, told, rules),
    ]
    if not all(named):
        return None
    found = [one for one in named if one]
    amount = spent(asking, told)
    if amount and (by_occasion := given(asking, [hit for _, hit in rules], amount, asking.today)):
        return _with_occasion(asking, found, by_occasion)
    if not named and _is_named(told):
        return None
    most = {int(match[1]) for text, _ in rules if (match := _MOST.search(text))}
    if len(most) > 1:  # one for a part, such as what was spent, and one for all of it
        most = {int(hours) for text, _ in rules for hours in _MOST_OF_ALL.findall(text)}
    if len(found) > 1 and len(most) != 1:
        return None  # whether they add up, and how far, is not said
    limit = most.pop() if len(most) == 1 else None
    found += _for_members(told, rules) if found else ()
    return tuple(Deduction(called(one.name, asking.english), one.hours, one.hit, limit) for one in found)


def _for_members(told: str, rules: Rules) -> list[Deduction]:
    """What a rule adds for a member to what was spent: 会员额外1小时; that of a level only for who has it."""
    found = ((_MEMBERS_MORE.search(in_han(text)), hit) for text, hit in rules)
    more = {
        int(match["hours"]): hit
        for match, hit in found
        if match and (_has(match["level"], told) if match["level"] else _A_MEMBER.search(told))
    }
    return [Deduction("会员额外", *one) for one in more.items()] if len(more) == 1 else []


def _has(level: str, told: str) -> bool:
    """Whether a question says that somebody is of a level: 金卡, 金会员."""
    return (
        level if level[-1] == "卡" or level[-1].isdigit() else f"{level}卡"
    ) in told or f"{level}会员" in told


def _with_occasion(asking: Asking, found: Sequence[Deduction], one: Given) -> tuple[Deduction, ...] | None:
    """The hours of an occasion instead of the usual ones, where they are more and the better counts."""
    usual = sum(each.hours for each in found)
    if usual and (not one.is_the_better or usual > one.hours):
        return None  # how they add up is for the paper to say
    return (Deduction(asking.say("draw", threshold=one.threshold), one.hours, one.hit),)


def reckon(asking: Asking) -> Sum | None:
    """How many hours the amount spent or the points named take off; None where the question names neither."""
    told = asking.told
    if not _PARKS.search(told) or stay_in(told) is not None:
        return None
    if not (asking.items and SPENDS.search(told)) and not _USES_POINTS.search(told):
        return None
    day = next(iter(days_in(told, asking.today)), asking.today)
    if free := free_that_day(asking, day):
        return free
    taken = deductions(replace(asking, today=day))
    if not taken:
        return None
    off, steps = hours_off(asking, taken)
    said = asking.say("hours_off", hours=off, steps=asking.steps(steps))
    return Sum(said, tuple(source(one.hit) for one in taken))


def _is_named(told: str) -> bool:
    return bool(re.search(r"[一-鿿]卡(?!车)|会员|抵|member", told))


def _by_stub(asking: Asking, told: str, rules: Rules) -> Iterator[Deduction]:
    """What the stub of a film's ticket of that day takes off, for who says to have seen one."""
    if _SAW_A_FILM.search(told):
        stubs = {int(hours): hit for text, hit in rules for hours in _STUB.findall(text)}
        if len(stubs) == 1:
            ((hours, hit),) = stubs.items()
            yield Deduction(asking.say("stub"), hours, hit)


def _by_points(told: str, rules: Rules) -> Iterator[Deduction | None]:
    used = _USES_POINTS.search(told)
    if not used:
        return
    rates = {
        (int(points), int(hours)): hit
        for text, hit in rules
        for points, hours in _POINTS.findall(_OVER.sub("", text))
    }
    if len(rates) != 1:
        yield None
        return
    points, hours = next(iter(rates))
    hit = min(
        (hit for text, hit in rules if _POINTS.search(_OVER.sub("", text))),
        key=lambda hit: len(hit.passage.text),
    )
    most = [int(match[1]) for text, _ in rules if (match := _POINTS_MOST.search(text))]
    count = int(used[1] or used[2])
    off = min(count // points * hours, *most) if most else count // points * hours
    yield Deduction(f"{count}积分", off, hit)
