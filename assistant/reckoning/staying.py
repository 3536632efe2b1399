"""What a stay costs: 停车7小时多少钱, by a charge by time, less what the question names and a rule takes off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from assistant.english import cell
from assistant.grounding.numerals import plain
from assistant.reckoning import by_days, by_entry, by_hours, by_kind
from assistant.reckoning.asking import Asking, Sum, source
from assistant.reckoning.by_days import DayCharge
from assistant.reckoning.by_hours import HourCharge, Part
from assistant.reckoning.by_kind import KindCharge
from assistant.reckoning.charge import Charge, charge_in, rounding_in, spoken
from assistant.reckoning.charged import (
    ASIDE,
    OTHER_VEHICLE,
    Charged,
    charges_of,
    is_charged_by_night,
    is_for_another_matter,
    is_parking,
    of_parking,
)
from assistant.reckoning.deductions import deductions
from assistant.reckoning.redeemed import COSTS
from assistant.reckoning.spent_hours import free_that_day
from assistant.reckoning.stay import HOURS, entry_in, stay_in, times_in
from assistant.reckoning.taken_off import Deduction, hours_off
from assistant.reckoning.tariff import name_of
from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.calendar import days_in, occasion_in
from knowledge.writing.trading import days_named

_KINDS = "|".join((*by_kind.words_of("places"), *by_kind.words_of("vehicles")))
# 金卡地面停3小时, and nothing besides, asks what it costs.
_BARE = (
    rf"^(?:{_KINDS}|我|俺|咱们?|车|来|在|的|今天|一共|总共|[一-鿿]{{1,2}}卡(?:会员)?|会员|看(?:完|了|场)*电影|[\s,])*停(?:车|了|的)*\s*"
    r"(?:\d+|[一二两三四五六七八九十]+)\s*个?半?(?:小时|钟头|钟|分钟|天)(?:半|\d+分钟?)?(?:了|呢|吗|的话)?\W*$"
)
ASKS = re.compile(
    rf"{_BARE}|"
    r"多少(?!天|时间|小时)|要钱|收钱|交钱|免费[吗么不]|几块|几元|收费|怎么收|要付|费用|几钱|不是会员|没(?:有)?(?:消费|会员|买|花钱|办卡)|owe|to pay|do i pay|how much|what.{0,12}(?:cost|fee|charge)|cost"
    r"|(?<![a-z])(?:total|(?:park\w*|car ?park) (?:fees?|charges?|rates?))(?![a-z])"
)
_ROUNDING = "停车 不足一小时 按一小时计算"
_PAID = re.compile(
    r"(?:付|缴|交)(?:过|完|好)?(?:了|费了|钱了|款)|(?<![a-z])paid(?![a-z])"
)  # 付了钱堵了20分钟 is no stay of 20 minutes
_WHO = re.compile(r"卡|会员|顾客|客人|消费|花了|积分|member|customer|guest|card")  # of whom it is asked anew
_OF_A_VERSION = re.compile(r"[新旧老]版|旧规|新规|上一版|改之?前|改版")
# Free hours are taken off the stay, and what is left is charged: 先从停车时长里扣掉，余下的再按标准计.
_FROM_THE_STAY = re.compile(
    r"先[^,，。;；]{0,6}(?:停车|停放)?时[长间][^,，。;；]{0,4}(?:扣|减)|(?:扣|减)[^。;；]{0,10}(?:余下|剩余|剩下)的?(?:时[长间])?[^。;；]{0,4}(?:再|才)?按"
)
_ORDER_RULES = "减免时长 先扣 余下时长 再按收费标准计"
# 余下的时长自首小时起计费，不再享受30分钟免费: the free minutes are not had a second time.
_FREE_NO_MORE = re.compile(r"不再(?:享受?|有|给)?[^,，。;；]{0,10}免费|(?:无|没有)免费时[长段]|自首个?小时起")
_HOUR, _DAY = 60, 24 * 60  # minutes


def reckon(asking: Asking) -> Sum | None:
    """The charge of the one stay that the question names."""
    if _OF_A_VERSION.search(asking.told) or _PAID.search(asking.told) or COSTS.search(asking.told):
        return None  # what a rule says or said is asked for, or points, and no bill
    stay = stay_in(asking.told)
    if stay is None or not stay:
        return None
    is_of_a_car = is_parking(asking.told) and not OTHER_VEHICLE.search(asking.told)
    if is_of_a_car and (of_hours := by_hours.charges(of_parking(asking), asking.paper, ASIDE)):
        return _by_hours(asking, stay, of_hours)
    if is_charged_by_night(asking):
        return None
    if is_of_a_car and (told := _by_entry(asking, stay)):
        return told
    if is_parking(asking.told) and (of_kinds := by_kind.charges(of_parking(asking), asking.paper)):
        return _by_kinds(asking, stay, of_kinds)
    charged = charges_of(asking)
    if not charged:
        return _by_days(asking, stay)
    best = max(charged, key=lambda one: one.charge.completeness)
    if not best.charge.rounds_up and (rounding := _rounding(asking, best.hit, best.charge)):
        whole_steps = replace(best.charge, rounds_up=True)
        best = replace(best, charge=whole_steps, rules=(*best.rules, source(rounding)))
    hit, charge = best.hit, best.charge
    if any(days_named(name_of(hit.passage))) and (told_by_days := _by_days(asking, stay)):
        return told_by_days
    if any(
        (one.charge.price, one.charge.step, one.charge.rungs) != (charge.price, charge.step, charge.rungs)
        for one in charged
    ):
        return _by_days(asking, stay)  # two charges: what tells which may be the day
    whole = charge_in(
        "，".join(dict.fromkeys(one.hit.passage.text for one in charged if one.hit.document is hit.document))
    )
    if whole and whole.completeness > charge.completeness:
        return None  # the rest of the charge stands in another row
    due = charge.of(stay)
    return None if due is None else _said(asking, best, stay, due)


def _rounding(asking: Asking, charged: Hit, charge: Charge) -> Hit | None:
    """The passage beside a charge, under its heading or the one above, that says how a part of a step counts."""
    own = charged.passage.section
    return next(
        (
            one
            for one in asking.rules(_ROUNDING)
            if one.document.doc_id == charged.document.doc_id
            and one.passage.section == own[: len(one.passage.section)]
            and one.passage.section
            and rounding_in(one.passage.text) == charge.step
        ),
        None,
    )


def _by_days(asking: Asking, stay: int) -> Sum | None:
    """The charge of a stay by a table of days: of the day that is named, else of all of them."""
    if not is_parking(asking.told) or OTHER_VEHICLE.search(asking.told):
        return None
    hits = of_parking(asking)
    some = by_days.charges(hits, asking.paper, ASIDE) or by_days.in_clauses(_sections(asking, hits))
    before = plain(asking.before) if is_parking(asking.before) else ""
    return _of_each(asking, stay, by_days.on_day(some, asking.told, asking.today, before))


def _by_entry(asking: Asking, stay: int) -> Sum | None:
    """The charge of a stay by a table of hours of the day: at the time and on the day that are named, else each row's that may hold."""
    some = by_entry.charges(of_parking(asking), asking.paper, ASIDE)
    named = days_in(asking.told, asking.today) or occasion_in(asking.told, asking.today)
    fitting = by_entry.on_day(some, named[0] if named else None)
    entry = entry_in(asking.told)
    if entry is not None:
        fitting = [one for one in fitting if one.takes_in(entry, stay)]
    told = []
    for one in fitting:
        if one.charge is None:
            told.append(f"{one.label}: {asking.say('stay_flat', due=one.flat)}")
        elif (due := one.charge.of(stay)) is not None:
            told.append(
                f"{one.label}: {asking.say('stay', due=due, steps=one.charge.shown(stay, asking.say))}"
            )
        else:
            return None
    sources = {one.hit.passage.passage_id: source(one.hit) for one in fitting}
    return Sum("\n".join(told), tuple(sources.values())) if told else None


def _by_hours(asking: Asking, stay: int, of_hours: Sequence[HourCharge]) -> Sum | None:
    """The charge of a stay by the hours of the day that it falls into; of one of a length alone by each of them."""
    before = plain(asking.before) if is_parking(asking.before) else ""
    some = by_hours.on_day(of_hours, asking.told, asking.today, before)
    times = times_in(asking.told)
    if times is None:
        return _of_each(asking, stay, [one.of_days for one in some])
    days = days_in(asking.told, asking.today) or days_in(before, asking.today)
    if not days and not any(days_named(f"{asking.told} {before}")):
        days = [asking.today]
    day_after = []
    if len(days) == 1:
        some, day_after = (
            by_hours.on_day(of_hours, one.isoformat(), asking.today)
            for one in (days[0], days[0] + timedelta(days=1))
        )
    cut = by_hours.parts(some, day_after, *times)
    if cut is None:
        return None
    if len(cut) == 1:
        return _of_each(asking, stay, [cut[0].by.of_days])
    return _of_parts(asking, stay, cut)


def _of_parts(asking: Asking, stay: int, cut: Sequence[Part]) -> Sum | None:
    """The sum of the parts of a stay, each charged by its own hours; None where a part is no whole number of steps, or hours are taken off."""
    charges = [part.by.of_days.charge for part in cut]
    even = all(part.minutes % charge.step == 0 for part, charge in zip(cut, charges, strict=True))
    if (
        not even
        or stay <= charges[0].free
        or deductions(asking) != ()
        or any(any(one.starts) for one in charges)
    ):
        return None
    dues = [charge.price * (part.minutes // charge.step) for part, charge in zip(cut, charges, strict=True)]
    steps = [
        f"{part.by.of_days.label}{asking.say('between')}{replace(charge, cap=None, free=0).shown(part.minutes, asking.say)}"
        for part, charge in zip(cut, charges, strict=True)
    ]
    due = sum(dues, Decimal(0))
    steps.append(asking.say("sum_of", parts="+".join(f"{one:f}" for one in dues), total=due))
    cap = charges[0].cap
    if cap is not None and due > cap:
        due = cap
        steps.append(asking.say("capped", cap=cap))
    hits = {hit.passage.passage_id: hit for part in cut for hit in part.by.of_days.hits}
    return Sum(asking.say("stay", due=due, steps=asking.steps(steps)), tuple(map(source, hits.values())))


def _by_kinds(asking: Asking, stay: int, of_kinds: Sequence[KindCharge]) -> Sum | None:
    """The charge of a stay at each place for the vehicle that is named, else for a small car; what is taken off is for cars."""
    if not by_kind.is_of_cars(asking.told) and deductions(asking) != ():
        return None
    return _of_each(asking, stay, [one.charge for one in by_kind.meant(of_kinds, asking.told)])


def _of_each(asking: Asking, stay: int, some: Iterable[DayCharge]) -> Sum | None:
    """The charge of a stay by each of several charges, each under its label; None where one of them leaves it open."""
    sums = []
    for one in some:
        due = one.charge.of(stay)
        rules = tuple(map(source, one.telling(stay)))
        found = None if due is None else _said(asking, Charged(one.hits[0], one.charge, rules), stay, due)
        if found is None:
            return None
        label = f"{cell(one.label)}: " if asking.english else f"{one.label}："
        sums.append((f"{label}{found.text}", found.sources))
    sources = {each.passage.passage_id: each for _, some in sums for each in some}
    return Sum("\n".join(text for text, _ in sums), tuple(sources.values())) if sums else None


def _sections(asking: Asking, hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """The clauses that stand under the headings of some hits, each heading once."""
    seen = set()
    for hit in hits:
        under = (hit.document.doc_id, tuple(hit.passage.section))
        if hit.passage.kind == "row" or under in seen or is_for_another_matter(hit):
            continue
        seen.add(under)
        paper = asking.paper(hit.document)
        yield [
            replace(hit, passage=one)
            for one in paper
            if tuple(one.section) == under[1]
            and one.kind != "row"
            and not OTHER_VEHICLE.search(fold(one.text))
        ]


def _said(asking: Asking, charged: Charged, stay: int, due: Decimal) -> Sum | None:
    within_a_day = stay < _DAY or (stay == _DAY and not HOURS.search(asking.told))  # 停一天, not 停24小时
    if due and within_a_day and is_parking(asking.told) and (free := free_that_day(asking, asking.today)):
        return free
    taken = _taken(asking) if is_parking(asking.told) else ()
    if taken is None:
        return None
    if not taken or not due:
        steps = charged.charge.shown(stay, asking.say)
        return Sum(asking.say("stay", due=due, steps=steps), charged.rules)
    if rule := _taken_first(asking, charged.hit):
        return _less_first(asking, charged, rule, stay, taken)
    return _less(asking, charged, stay, due, taken)


def _taken(asking: Asking) -> tuple[Deduction, ...] | None:
    """What is taken off by what the question names, or else by what was named before it: 黑卡, 消费了600, then 10点停到18点."""
    taken = deductions(asking)
    if taken != () or not is_parking(asking.before) or _WHO.search(asking.told):
        return taken
    return deductions(replace(asking, text=asking.before, before=""))


def _less(
    asking: Asking, charged: Charged, stay: int, due: Decimal, taken: Sequence[Deduction]
) -> Sum | None:
    """What is due less the hours that are free; on a ladder it makes a difference which ones are."""
    charge, shown = charged.charge, charged.charge.shown(stay, asking.say)
    sources = (*charged.rules, *(source(one.hit) for one in taken))
    off, steps = hours_off(asking, taken)
    hours = charge.charged(stay)
    if hours is None and off * _HOUR < stay:
        if not charge.rungs:
            return None
        said = asking.say("stay_open", whole=due, steps=shown, named=asking.steps(steps))
        return Sum(said, sources)
    rest = max(0, (hours or 0) - off)
    left = rest * charge.hourly
    told = {"count": hours, "hours": off, "rest": rest, "price": charge.hourly, "due": left}
    last = asking.say("left", **told) if rest else asking.say("no_more")
    steps = [shown, *steps, last]
    said = asking.say("stay_less", whole=due, named=_named(taken), due=left, steps=asking.steps(steps))
    return Sum(said, sources)


def _named(taken: Sequence[Deduction]) -> str:
    return "、".join(one.name for one in taken)


def _taken_first(asking: Asking, charged: Hit) -> Hit | None:
    """The rule of the charge's paper by which free hours shorten the stay before it is charged; None where none says so."""
    own = [one for one in asking.rules(_ORDER_RULES) if one.document.doc_id == charged.document.doc_id]
    return next((one for one in own if _FROM_THE_STAY.search(fold(one.passage.text))), None)


def _less_first(
    asking: Asking, charged: Charged, rule: Hit, stay: int, taken: Sequence[Deduction]
) -> Sum | None:
    """The charge of what is left of a stay once the free hours are taken off it."""
    charge = charged.charge
    rest_by = replace(charge, free=0, starts=(0,)) if _FREE_NO_MORE.search(rule.passage.text) else charge
    off, steps = hours_off(asking, taken)
    left = max(0, stay - off * _HOUR)
    whole, due = charge.of(stay), rest_by.of(left) if left else Decimal(0)
    if whole is None or due is None:
        return None
    steps += [
        asking.say("stay_left", whole=spoken(stay, asking.say), hours=off, left=spoken(left, asking.say)),
        rest_by.shown(left, asking.say) if left else asking.say("no_more"),
    ]
    said = asking.say("stay_less", whole=whole, named=_named(taken), due=due, steps=asking.steps(steps))
    told = (source(rule), *charged.rules, *(source(one.hit) for one in taken))
    sources = {one.passage.passage_id: one for one in told}
    return Sum(said, tuple(sources.values()))
