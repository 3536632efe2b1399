"""What a stay costs: 停车7小时多少钱, by a charge by time, less what the question names and a rule takes off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.english import cell, things_in
from assistant.grounding.figures import read
from assistant.grounding.numerals import plain
from assistant.quoted.focus import focus
from assistant.reckoning import by_days
from assistant.reckoning.asking import Asking, Sum, source
from assistant.reckoning.charge import Charge, charge_in, rounding_in, spoken
from assistant.reckoning.deductions import Deduction, deductions, free_that_day
from assistant.reckoning.ruled import ruled
from assistant.reckoning.stay import HOURS, stay_in
from assistant.reckoning.tariff import charged_by, name_of
from assistant.reply import Source
from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.calendar import days_in, occasion_in
from knowledge.writing.trading import days_named, takes_in

ASKS = re.compile(
    r"多少(?!天|时间|小时)|要钱|收钱|交钱|免费[吗么不]|几块|几元|收费|怎么收|要付|费用|几钱|不是会员|没(?:有)?(?:消费|会员|买|花钱|办卡)|owe|to pay|do i pay|how much|what.{0,12}(?:cost|fee|charge)|cost"
)
_ROUNDING = "停车 不足一小时 按一小时计算"
_RULES = "停车费 收费标准 每小时 免费 封顶"
_PARKING = re.compile(
    r"停车|泊车|车(?:扔|放|搁|摆)|(?:扔|放|搁|摆)(?:一?[辆台部])?车|车位|车库|停[了咗]|停放|停(?=[\d从到一二两三四五六七八九十半])|\d[点\d分]{0,3}停|泊|架车|开车|park(?!\w* nuo)|leave (?:my|the|our|a) car"
)
_OF_PARKING = re.compile(r"停车|泊车|车位|车辆|车库|parking")
# Other things by the hour, and what a charge for parking does not settle.
_OTHER = re.compile(
    r"充电|储物|寄存|存包|健身|瑜伽|童车|轮椅|推车|自习|练|游泳|充电宝|locker|charg(?:e|ing) (?:my|an?|the) "
)
_PAID = re.compile(
    r"(?:付|缴|交)(?:过|完|好)?(?:了|费了|钱了|款)|(?<![a-z])paid(?![a-z])"
)  # 付了钱堵了20分钟 is no stay of 20 minutes
# Where the night has a price of its own, a charge by the hour does not settle a stay over night.
_NIGHT_RATE = re.compile(r"夜间|包夜|过夜|一口价|通宵|夜停|夜泊")
_OVER_NIGHT = re.compile(
    r"夜|宿|通宵|第二天|次日|隔天|明早|凌晨|(?<![a-z])(?:overnight|night|next (?:day|morning))(?![a-z])"
)
_OF_A_VERSION = re.compile(r"[新旧老]版|旧规|新规|上一版|改之?前|改版")
_OTHER_VEHICLE = re.compile(r"摩托|电动车|电瓶|自行车|单车|大巴|货车|卡车|大型车|motor|bike|truck|coach")
_OF_A_CHARGE = re.compile(
    r"小时|钟头|分钟|个半?|多少|几[块元]|[元钱费付要花收了我的吗呢半那想放存租借用玩子里儿我你们到得掏出个给不畀]|东西|物品|怎么|一共|大概|需要|应该|优惠"
    r"|普通?卡|普通会员|没(?:有)?消费|没花钱|没买东西"  # of which no rule takes anything off
)
_CLOCK = re.compile(
    r"从?(?:早上|上午|中午|下午|晚上|傍晚|早|晚)?\d{1,2}(?:点半?(?:\d{1,2}分?)?|:\d{2})(?:[停放存寄玩]*[到至])?"
)
# Free hours are taken off the stay, and what is left is charged: 先从停车时长里扣掉，余下的再按标准计.
_FROM_THE_STAY = re.compile(
    r"先[^,，。;；]{0,6}(?:停车|停放)?时[长间][^,，。;；]{0,4}(?:扣|减)|(?:扣|减)[^。;；]{0,10}(?:余下|剩余|剩下)的?(?:时[长间])?[^。;；]{0,4}(?:再|才)?按"
)
_ORDER_RULES = "减免时长 先扣 余下时长 再按收费标准计"
# 余下的时长自首小时起计费，不再享受30分钟免费: the free minutes are not had a second time.
_FREE_NO_MORE = re.compile(r"不再(?:享受?|有|给)?[^,，。;；]{0,10}免费|(?:无|没有)免费时[长段]|自首个?小时起")
_ASIDE = re.compile(rf"{_OTHER_VEHICLE.pattern}|{_OTHER.pattern}|占位费|举例|算例|例如|月卡|包月|月租")
_HOUR, _DAY = 60, 24 * 60  # minutes
_SAME_THING = 0.35  # of the question's characters, by weight, that a charge and its heading must have
_KNOWN = 0.75  # of the characters of what is charged for


@dataclass(frozen=True, slots=True)
class Charged:
    """A charge, the passage that was found of it, and all that it was read from."""

    hit: Hit
    charge: Charge
    rules: tuple[Source, ...]


def reckon(asking: Asking) -> Sum | None:
    """The charge of the one stay that the question names."""
    if _OF_A_VERSION.search(asking.told) or _PAID.search(asking.told):
        return None  # what a rule says or said is asked for, no bill
    stay = stay_in(asking.told)
    if stay is None or not stay:
        return None
    charged = _charges(asking)
    if _is_charged_by_night(asking):
        return None
    if not charged:
        return _by_days(asking, stay)
    best = max(charged, key=lambda one: one.charge.completeness)
    if not best.charge.rounds_up and (rounding := _rounding(asking, best.hit, best.charge)):
        whole_steps = replace(best.charge, rounds_up=True)
        best = replace(best, charge=whole_steps, rules=(*best.rules, source(rounding)))
    hit, charge = best.hit, best.charge
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


def rows_of_charge(asking: Asking) -> list[Source]:
    """The rows of the table by which parking is charged on the days that are named, in its order.

    None where a clause tells it, where two charges do, and where there is no table.
    """
    charged = _charges(asking)
    if any(one.hit.passage.kind != "row" for one in charged):
        return []
    by_day = by_days.charges(_of_parking(asking), asking.paper, _ASIDE)
    if by_day:
        found = [source(hit) for one in by_days.on_day(by_day, asking.told, asking.today) for hit in one.hits]
    else:
        found = list(charged[0].rules) if len({one.charge for one in charged}) == 1 else []
    rows = {one.passage.passage_id: one for one in found if one.passage.kind == "row"}
    return sorted(rows.values(), key=lambda one: one.passage.ordinal) if len(rows) > 1 else []


def _of_parking(asking: Asking) -> list[Hit]:
    return [hit for hit in asking.rules(_RULES) if _OF_PARKING.search(_headed(hit))]


def _by_days(asking: Asking, stay: int) -> Sum | None:
    """The charge of a stay by a table of days: of the day that is named, else of all of them."""
    if not _is_parking(asking.told) or _OTHER_VEHICLE.search(asking.told):
        return None
    hits = _of_parking(asking)
    sums = []
    some = by_days.charges(hits, asking.paper, _ASIDE) or by_days.in_clauses(_sections(asking, hits))
    before = plain(asking.before) if _is_parking(asking.before) else ""
    for one in by_days.on_day(some, asking.told, asking.today, before):
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
        if hit.passage.kind == "row" or under in seen or _is_for_another_matter(hit):
            continue
        seen.add(under)
        paper = asking.paper(hit.document)
        yield [
            replace(hit, passage=one)
            for one in paper
            if tuple(one.section) == under[1]
            and one.kind != "row"
            and not _OTHER_VEHICLE.search(fold(one.text))
        ]


def _said(asking: Asking, charged: Charged, stay: int, due: Decimal) -> Sum | None:
    hit, charge, rules = charged.hit, charged.charge, charged.rules
    within_a_day = stay < _DAY or (stay == _DAY and not HOURS.search(asking.told))  # 停一天, not 停24小时
    if due and within_a_day and _is_parking(asking.told) and (free := free_that_day(asking, asking.today)):
        return free
    steps = charge.shown(stay, asking.say)
    taken = deductions(asking) if _is_parking(asking.told) else ()
    if taken is None:
        return None
    if not taken or not due:
        return Sum(asking.say("stay", due=due, steps=steps), rules)
    if rule := _taken_first(asking, hit):
        return _less_first(asking, charged, rule, stay, taken)
    off = sum(one.hours for one in taken)
    most = next((one.most for one in taken if one.most is not None), None)
    parts = [steps, *(asking.say("taken", name=one.name, hours=one.hours) for one in taken)]
    if most is not None and off > most:
        off = most
        parts.append(asking.say("most_taken", hours=most))
    hours = charge.charged(stay)
    if hours is None and off * _HOUR < stay:
        if not charge.rungs:
            return None
        named = asking.say("between").join(
            parts[1:]
        )  # on a ladder it makes a difference which hours are free
        said = asking.say("stay_open", whole=due, steps=steps, named=named)
        return Sum(said, (*rules, *(source(one.hit) for one in taken)))
    rest = max(0, (hours or 0) - off)
    left = rest * charge.price
    if rest:
        parts.append(asking.say("left", count=hours, hours=off, rest=rest, price=charge.price, due=left))
    else:
        parts.append(asking.say("no_more"))
    named = "、".join(one.name for one in taken)
    said = asking.say("stay_less", whole=due, named=named, due=left, steps=asking.steps(parts))
    return Sum(said, (*rules, *(source(one.hit) for one in taken)))


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
    off = sum(one.hours for one in taken)
    most = next((one.most for one in taken if one.most is not None), None)
    parts = [asking.say("taken", name=one.name, hours=one.hours) for one in taken]
    if most is not None and off > most:
        off = most
        parts.append(asking.say("most_taken", hours=most))
    left = max(0, stay - off * 60)
    whole, due = charge.of(stay), rest_by.of(left) if left else Decimal(0)
    if whole is None or due is None:
        return None
    parts += [
        asking.say("stay_left", whole=spoken(stay, asking.say), hours=off, left=spoken(left, asking.say)),
        rest_by.shown(left, asking.say) if left else asking.say("no_more"),
    ]
    named = "、".join(one.name for one in taken)
    said = asking.say("stay_less", whole=whole, named=named, due=due, steps=asking.steps(parts))
    told = (source(rule), *charged.rules, *(source(one.hit) for one in taken))
    sources = {one.passage.passage_id: one for one in told}
    return Sum(said, tuple(sources.values()))


def _charges(asking: Asking) -> list[Charged]:
    """The charges for what the question is about: parking wherever a rule of it stands, else what it names."""
    told = asking.told
    if _is_parking(told):
        if _OTHER_VEHICLE.search(told):
            return []
        hits = [hit for hit in _of_parking(asking) if not _is_for_another_matter(hit)]
    elif asking.english:
        things = things_in(told)
        found = asking.rules(" ".join(things)) if things else []
        hits = [hit for hit in found if any(thing in hit.passage.text for thing in things)]
    else:
        about = focus(_OF_A_CHARGE.sub("", _CLOCK.sub("", HOURS.sub("", asking.text))), asking.own)
        hits = [hit for hit in asking.own if about.of_characters(_headed(hit)) >= _SAME_THING]
        hits = [
            hit
            for hit in hits
            if _is_known(
                told,
                [other for other in hits if other.document is hit.document or other.document == hit.document],
            )
        ]
    named = days_in(told, asking.today) or occasion_in(told, asking.today)
    day = next(iter(named), asking.today)
    charged = [one for hit in hits if _is_for(hit, day) and (one := _charged(asking, hit))]
    first = charged[0].hit.document.doc_id if charged and not _is_parking(told) else None
    return [one for one in charged if first in (None, one.hit.document.doc_id)]


def _charged(asking: Asking, hit: Hit) -> Charged | None:
    found = charged_by(hit, asking.paper(hit.document), _ASIDE, HOURS.sub(" ", asking.told))
    if found is None:
        return None
    charge, parts = found
    return Charged(hit, charge, tuple(Source(part, hit.document) for part in parts))


def _is_for_another_matter(hit: Hit) -> bool:
    """Whether a passage's own heading is of another thing that is paid by the hour, charging or lockers, or what its row is called."""
    if hit.passage.section and _OTHER.search(fold(hit.passage.section[-1])):
        return True
    return _ASIDE.search(fold(name_of(hit.passage))) is not None


def _is_for(hit: Hit, day: date) -> bool:
    """Whether the row of a table of charges holds for a day; of an hour of the day it says more than a sum can tell."""
    if hit.passage.kind != "row":
        return True
    told = ruled(hit.passage.text)
    if _NIGHT_RATE.search(told) or any(figure.kind == "time" for figure in read(told)):
        return False
    return takes_in(told, day, hit.passage.text) if any(days_named(told)) else True


def _is_charged_by_night(asking: Asking) -> bool:
    """Whether a stay over night is asked about, and a rule has a price for the night."""
    if not _OVER_NIGHT.search(asking.told):
        return False
    return any(
        _NIGHT_RATE.search(ruled(one.passage.text)) and "元" in ruled(one.passage.text)
        for one in asking.rules(_RULES)
    )


def _is_parking(told: str) -> bool:
    return bool(_PARKING.search(told)) and not _OTHER.search(told)


def _headed(hit: Hit) -> str:
    return fold(f"{hit.document.title} {' '.join(hit.passage.section)} {hit.passage.text}")


def _is_known(told: str, paper: Sequence[Hit]) -> bool:
    """Whether most of what a question names stands in a paper: a charge for parking is none for a gym."""
    named = set(re.findall(r"[一-鿿]", _OF_A_CHARGE.sub("", _CLOCK.sub("", HOURS.sub("", told)))))
    text = fold(" ".join(f"{hit.document.title} {hit.passage.text}" for hit in paper))
    return bool(named) and sum(char in text for char in named) >= _KNOWN * len(named)
