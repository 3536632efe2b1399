"""By which charge a thing is paid for: parking wherever a rule of it stands, else what the question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.english import things_in
from assistant.grounding.figures import read
from assistant.quoted.focus import focus
from assistant.reckoning import by_days, by_entry, by_hours, by_kind
from assistant.reckoning.asking import Asking, source
from assistant.reckoning.by_kind import KindCharge
from assistant.reckoning.charge import Charge, is_free_time
from assistant.reckoning.ruled import ruled
from assistant.reckoning.stay import HOURS, SPOKEN_CLOCK
from assistant.reckoning.tariff import charged_by, name_of
from assistant.reckoning.tariff import told as clause
from assistant.reply import Source
from knowledge.evidence import folded_text
from knowledge.model import Hit, Passage
from knowledge.text import fold
from knowledge.writing.calendar import days_in, occasion_in
from knowledge.writing.trading import days_named, takes_in

_RULES = "停车费 收费标准 每小时 免费 封顶"
_PARKING = re.compile(
    r"停的?车|泊车|车(?:扔|放|搁|摆)|(?:扔|放|搁|摆)(?:一?[辆台部])?车|车位|车库|停[了咗]|停放|停(?=[\d从到一二两三四五六七八九十半])|\d[点\d分]{0,3}停|泊|架车|开车|park(?!\w* nuo)|leave (?:my|the|our|a) car"
)
_OF_PARKING = re.compile(r"停车|泊车|车位|车辆|车库|parking|car ?park")
# Other things by the hour, and what a charge for parking does not settle.
_OTHER = re.compile(
    r"充电|储物|寄存|存包|健身|瑜伽|童车|轮椅|推车|自习|练|游泳|充电宝|locker|charg(?:e|ing) (?:my|an?|the) "
)
# Where the night has a price of its own, a charge by the hour does not settle a stay over night.
_NIGHT_RATE = re.compile(r"夜间|包夜|过夜|一口价|通宵|夜停|夜泊")
_OVER_NIGHT = re.compile(
    r"夜|宿|通宵|第二天|次日|隔天|明早|凌晨|(?<![a-z])(?:overnight|night|next (?:day|morning))(?![a-z])"
)
OTHER_VEHICLE = re.compile(r"摩托|电动车|电瓶|自行车|单车|大巴|货车|卡车|大型车|motor|bike|truck|coach")
_OF_A_CHARGE = re.compile(
    r"小时|钟头|分钟|个半?|多少|几[块元]|[元钱费付要花收了我的吗呢半那想放存租借用玩子里儿我你们到得掏出个给不畀]|东西|物品|怎么|一共|大概|需要|应该|该|优惠|客人|顾客|人家|他|她|一?整天"
    r"|普通?卡|普通会员|没(?:有)?消费|没花钱|没买东西"  # of which no rule takes anything off
)
_CLOCK = re.compile(
    rf"{SPOKEN_CLOCK.pattern}|"
    r"从?(?:早上|上午|中午|下午|晚上|傍晚|早|晚)?\d{1,2}(?:点半?(?:\d{1,2}分?)?|:\d{2})(?:[停放存寄玩]*[到至])?"
)
ASIDE = re.compile(rf"{OTHER_VEHICLE.pattern}|{_OTHER.pattern}|占位费|举例|算例|例如|月卡|包月|月租")
_SAME_THING = 0.35  # of the question's characters, by weight, that a charge and its heading must have
_KNOWN = 0.75  # of the characters of what is charged for


@dataclass(frozen=True, slots=True)
class Charged:
    """A charge, the passage that was found of it, and all that it was read from."""

    hit: Hit
    charge: Charge
    rules: tuple[Source, ...]


def charges_of(asking: Asking) -> list[Charged]:
    """The charges for what the question is about: parking wherever a rule of it stands, else what it names."""
    told = asking.told
    if is_parking(told):
        if OTHER_VEHICLE.search(told):
            return []
        hits = [hit for hit in of_parking(asking) if not is_for_another_matter(hit)]
    elif asking.english:
        things = things_in(told)
        found = asking.rules(" ".join(things)) if things else []
        hits = [hit for hit in found if any(thing in hit.passage.text for thing in things)]
    else:
        about = focus(_OF_A_CHARGE.sub("", _CLOCK.sub("", HOURS.sub("", asking.text))), asking.own)
        hits = [hit for hit in asking.own if about.of_characters(folded_text(hit)) >= _SAME_THING]
        hits = [hit for hit in hits if _is_known(told, [one for one in hits if one.document == hit.document])]
    named = days_in(told, asking.today) or occasion_in(told, asking.today)
    day = next(iter(named), asking.today)
    charged = [one for hit in hits if _is_for(hit, day) and (one := _charged(asking, hit))]
    first = charged[0].hit.document.doc_id if charged and not is_parking(told) else None
    return [one for one in charged if first in (None, one.hit.document.doc_id)]


def rows_of_charge(asking: Asking) -> list[Source]:
    """The rows of the table by which parking is charged on the days that are named, in its order, and what is free by a clause.

    None where a clause tells it, where two charges do, and where there is no table.
    """
    if of_kinds := by_kind.charges(of_parking(asking), asking.paper):
        return _rows_of_kinds(of_kinds, asking.told)
    if by_kind.vehicles_in(asking.told) - {by_kind.CAR}:
        return []
    if of_hours := by_hours.charges(of_parking(asking), asking.paper, ASIDE):
        some = by_hours.on_day(of_hours, asking.told, asking.today)
        told = {hit.passage.passage_id: source(hit) for one in some for hit in one.of_days.hits}
        return sorted(told.values(), key=lambda one: one.passage.kind != "row")
    if entries := by_entry.charges(of_parking(asking), asking.paper, ASIDE):
        named = days_in(asking.told, asking.today) or occasion_in(asking.told, asking.today)
        of_day = by_entry.on_day(entries, next(iter(named), None))
        return [*{one.hit.passage.passage_id: source(one.hit) for one in of_day}.values()]
    charged = charges_of(asking)
    if any(one.hit.passage.kind != "row" for one in charged):
        return []
    by_day = by_days.charges(of_parking(asking), asking.paper, ASIDE)
    if by_day:
        found = [source(hit) for one in by_days.on_day(by_day, asking.told, asking.today) for hit in one.hits]
    else:
        found = list(charged[0].rules) if len({one.charge for one in charged}) == 1 else []
    once = {one.passage.passage_id: one for one in found}
    rows = [one for one in once.values() if one.passage.kind == "row"]
    rest = [one for one in once.values() if one.passage.kind != "row" and is_free_time(one.passage.text)]
    return [*sorted(rows, key=lambda one: one.passage.ordinal), *rest] if len(rows) > 1 else []


def _rows_of_kinds(of_kinds: Sequence[KindCharge], told: str) -> list[Source]:
    """The rows for what a question names, and what holds beside them; for one that names nothing a small car's first."""
    meant = by_kind.meant(of_kinds, told)
    told_of = meant if meant and by_kind.names_one(told) else [*meant, *of_kinds]
    once = {
        hit.passage.passage_id: source(hit)
        for one in told_of
        for hit in one.charge.hits
        if _is_of_a_charge(hit.passage)
    }
    return sorted(once.values(), key=lambda one: one.passage.kind != "row")


def _is_of_a_charge(passage: Passage) -> bool:
    """Whether a part of a table of charges tells one: how high a car may be stands in it too."""
    text = ruled(passage.text)
    return passage.kind != "row" or "元" in text or is_free_time(text) or _FREE.search(text) is not None


_FREE = re.compile("免费|不收费")


def of_parking(asking: Asking) -> list[Hit]:
    return [hit for hit in asking.rules(_RULES) if _OF_PARKING.search(folded_text(hit))]


def is_charged_by_night(asking: Asking) -> bool:
    """Whether a stay over night is asked about, and a rule has a price for the night."""
    if not _OVER_NIGHT.search(asking.told):
        return False
    return any(
        _NIGHT_RATE.search(ruled(one.passage.text)) and "元" in ruled(one.passage.text)
        for one in asking.rules(_RULES)
    )


def is_parking(told: str) -> bool:
    return bool(_PARKING.search(told)) and not _OTHER.search(told)


def _charged(asking: Asking, hit: Hit) -> Charged | None:
    found = charged_by(hit, asking.paper(hit.document), ASIDE, HOURS.sub(" ", asking.told))
    if found is None:
        return None
    charge, parts = found
    return Charged(hit, charge, tuple(Source(part, hit.document) for part in parts))


def is_for_another_matter(hit: Hit) -> bool:
    """Whether a passage is of another thing that is paid by the hour: by its heading, its row's name, or what it begins with."""
    if hit.passage.section and _OTHER.search(fold(hit.passage.section[-1])):
        return True
    if hit.passage.kind != "row":
        return ASIDE.match(fold(clause(hit.passage))) is not None
    return ASIDE.search(fold(name_of(hit.passage))) is not None


def _is_for(hit: Hit, day: date) -> bool:
    """Whether the row of a table of charges holds for a day; of an hour of the day it says more than a sum can tell."""
    if hit.passage.kind != "row":
        return True
    told = ruled(hit.passage.text)
    if _NIGHT_RATE.search(told) or any(figure.kind == "time" for figure in read(told)):
        return False
    return takes_in(told, day, hit.passage.text) if any(days_named(told)) else True


def _is_known(told: str, paper: Sequence[Hit]) -> bool:
    """Whether most of what a question names stands in a paper: a charge for parking is none for a gym."""
    named = set(re.findall(r"[一-鿿]", _OF_A_CHARGE.sub("", _CLOCK.sub("", HOURS.sub("", told)))))
    text = fold(" ".join(f"{hit.document.title} {hit.passage.text}" for hit in paper))
    return bool(named) and sum(char in text for char in named) >= _KNOWN * len(named)
