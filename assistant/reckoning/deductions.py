"""Hours of parking that a rule takes off: by a member's level, by what was spent, by points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.reckoning.asking import EXAMPLE, Asking, Sum, source
from assistant.reckoning.occasions import Given, given
from assistant.reckoning.ruled import ruled
from assistant.reckoning.stay import stay_in
from knowledge.model import Hit
from knowledge.text import fold
from knowledge.writing.calendar import covers, days_in

_RULES = "停车抵扣 会员 消费满 抵 小时 每天最多 合计"
_LEVEL = re.compile(
    r"([一-鿿]{1,3}卡|v(?:ip)?\d|[一-鿿]{1,3}会员)(?:会员)?(?:每[天日])?(?:可|免费)?(?:抵扣?|减|免)?停?车?(\d+)小时"
)
_ENGLISH = {"black gold": "黑金", "gold": "金", "silver": "银", "platinum": "铂金", "diamond": "钻石"}
_LEVEL_ROW = re.compile(r"([一-鿿]{1,3}卡|v(?:ip)?\d)(?:会员)?;[^;]*小?时[^;:]*:\s*(\d+)小时")
# 等级: 黑星; 每日免费停车: 3小时, whatever a mall calls its levels.
_NAMED_LEVEL_ROW = re.compile(
    r"(?:等级|级别|卡种|卡别|会员类型):\s*([一-鿿]{1,4}|v\d)(?:会员)?(?:\([^()]*\))?;[^;]*(?:停车|泊车|小时)[^;:]*:\s*(\d+)个?小时"
)
# 银悦：每天1小时, a line of a list of levels; 悦卡：无 gives nothing.
_LEVEL_LINE = re.compile(
    r"(?:^|\n)\s*([一-鿿]{2,4})(?:会员)?\s*[:：]\s*(?:每[天日]|每次)?(?:可?免费?|减免?|抵扣?)?(?:停车|泊车)?(\d+)个?小时"
)
_LEVEL_OF_NONE = re.compile(
    r"([一-鿿]卡)(?:会员)?(?:没有|不享受?|无)[^,;。]{0,6}抵扣|(?:^|\n)\s*([一-鿿]{2,4})(?:会员)?\s*[:：]\s*(?:无|没有|/|-)(?=\s|$)"
)
_AND = re.compile(r"[、/和及,]")
_LEVELS = re.compile(r"[一-鿿、/,]{1,16}(?:卡|会员)")  # 银卡、金卡会员
_TIME_OFF = re.compile(r"(?:减免|抵扣?|优惠|免费)[^:;]{0,4}(?:时长|时间|小时)")
_CELL = re.compile(r"([^;:]+):\s*([^;]*)")
_HOURS_CELL = re.compile(r"(?:每[天日]|每次)?(?:可?免费?|减免?|抵扣?)?(\d+)个?小时(?:/[天日次])?")
_NO_HOURS = re.compile(r"无|没有|不享受?|[/-]+|0(?:小时)?")
_OF_PARKING = re.compile(r"停车|泊车")
_SPENT = re.compile(
    r"(?:满(\d+)元?|(\d+)元(?:[或及]?以上|起))(?:\(含\))?\s*(?:[:,]\s*)?(?:可?抵|减|免|送|;[^;]*:\s*)[^\d,;]{0,4}(\d+)小时"
)
_POINTS = re.compile(r"(\d+)(?:个)?积?分(?:可?(?:抵|换)|;[^;]*:\s*)[^\d,;]{0,6}(\d+)小时")
_MEMBERS_MORE = re.compile(r"会员(?:可)?(?:额外|加赠|多送|另加)[^;。\d]{0,6}(?:;[^;]*:\s*)?\+?(\d+)个?小时")
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
_DAY_FREE = re.compile(r"满(\d+)元[^。;]{0,24}(?:免[^。;]{0,4}停车|停车[^。;]{0,6}免|免停)")
_OVER = re.compile(r"(?:旧版|原来?|此前|之前)[^。;]*?(?:不再|作废|废止|停用|取消)")
_FOR_A_TIME = re.compile(r"期间|活动|周年|限时|节")
_NONE = re.compile(
    r"(?:不是|没有?|无|非)(?:办|入|开|用)?(?:会员|卡)|没消费|没有消费|没买|不消费|未消费|没花|not? (?:a )?member|no spending"
)
_GUEST = re.compile(r"(黑金|白金|铂金|钻石|金|银)客(?![服流户单])")  # 黑金客 is who has the card
_SPENDS = re.compile(r"消费|实付|吃饭|花了|买了|满\d|吃了|spen[dt]|receipt")
_USES_POINTS = re.compile(
    r"(\d+)(?:个|点)?积?分(?!钟)(?:[^。;?\d元]{0,12}?)(?:抵|换|兑|停)|(?:用|抵|拿)(?:了)?(\d+)(?:个)?积分"
)


ASKS = re.compile(
    r"(?:抵扣?|免|减|换|送|兑)[^,。?]{0,8}(?:多少|几|多久|多长)(?:个)?(?:小时|钟头|钟|时间|h)?|(?:多少|几)(?:个)?(?:小时|钟头|个?钟)(?:的)?(?:停车|泊车|免费)"
    r"|how (?:many hours|long).{0,24}(?:park|free|off)|how much parking"
)
_PARKS = re.compile(r"停车|泊车|停多|停几|车费|park")


@dataclass(frozen=True, slots=True)
class Deduction:
    """Whole hours off, by what is called `name`; `most` hours in all where a rule says so."""

    name: str
    hours: int
    hit: Hit
    most: int | None = None


def deductions(asking: Asking) -> tuple[Deduction, ...] | None:
    """What the question names and a rule takes off; None where something is named that no rule settles."""
    told = _GUEST.sub(r"\1卡", in_han(_NONE.sub(" ", asking.told)))
    hits = [hit for hit in asking.rules(_RULES) if not EXAMPLE.search(hit.passage.text)]
    texts = [(ruled(hit.passage.text), hit) for hit in hits]
    told = _without_level_of_none(told, texts)
    named = [
        *_by_level(told, texts),
        *_by_spending(asking, told, texts),
        *_by_points(told, texts),
        *_by_stub(asking, told, texts),
    ]
    if not all(named):
        return None
    found = [one for one in named if one]
    spent = _spent(asking, told)
    if spent and (by_occasion := given(asking, hits, spent, asking.today)):
        return _with_occasion(asking, found, by_occasion)
    if not named and _is_named(told):
        return None
    most = {int(match[1]) for text, _ in texts if (match := _MOST.search(text))}
    if len(most) > 1:  # one for a part, such as what was spent, and one for all of it
        most = {int(hours) for text, _ in texts for hours in _MOST_OF_ALL.findall(text)}
    if len(found) > 1 and len(most) != 1:
        return None  # whether they add up, and how far, is not said
    limit = most.pop() if len(most) == 1 else None
    found += _for_members(told, texts) if found else ()
    return tuple(Deduction(called(one.name, asking.english), one.hours, one.hit, limit) for one in found)


def _for_members(told: str, texts: Sequence[tuple[str, Hit]]) -> list[Deduction]:
    """What a rule adds for a member to what was spent: 会员额外1小时."""
    if not _A_MEMBER.search(told):
        return []
    more = {int(match[1]): hit for text, hit in texts if (match := _MEMBERS_MORE.search(text))}
    return [Deduction("会员额外", *one) for one in more.items()] if len(more) == 1 else []


def _with_occasion(asking: Asking, found: Sequence[Deduction], one: Given) -> tuple[Deduction, ...] | None:
    """The hours of an occasion instead of the usual ones, where they are more and the better counts."""
    usual = sum(each.hours for each in found)
    if usual and (not one.is_the_better or usual > one.hours):
        return None  # how they add up is for the paper to say
    return (Deduction(asking.say("draw", threshold=one.threshold), one.hours, one.hit),)


def _without_level_of_none(told: str, texts: Sequence[tuple[str, Hit]]) -> str:
    """The text without the level of which a rule says that nothing is taken off for it: 普卡没有等级抵扣."""
    none = {first or second for text, _ in texts for first, second in _LEVEL_OF_NONE.findall(text)}
    none |= {level for text, hit in texts for level, hours in _hours_in_row(text, hit) if not hours}
    return re.sub("|".join(map(re.escape, none)), " ", told) if none else told


def _hours_in_row(text: str, hit: Hit) -> Iterator[tuple[str, int]]:
    """Each level that a row of a table is of, with the hours in its column of parking; 0 hours where it has none.

    Of a table of what is taken off for parking the column of time is one: 银卡、金卡会员, 减免时长 每日2小时.
    """
    cells = _CELL.findall(text)
    if not cells or re.search(r"\d", cells[0][1]):
        return
    is_taken_off = _OF_PARKING.search(_headed(hit)) is not None and _LEVELS.fullmatch(cells[0][1].strip())
    for header, value in cells[1:]:
        if _OF_PARKING.search(header) or (is_taken_off and _TIME_OFF.search(header)):
            hours = _HOURS_CELL.fullmatch(value.strip())
            if hours or _NO_HOURS.fullmatch(value.strip()):
                for level in _AND.split(cells[0][1].strip()):
                    yield level.removesuffix("会员") or level, int(hours[1]) if hours else 0


def called(level: str, english: bool) -> str:
    """A level as an answer calls it: 金卡, Gold."""
    names = {f"{han}卡": name.title() for name, han in _ENGLISH.items()} | {"会员额外": "extra for members"}
    return names.get(level, level) if english else level


def hours_by_level(asking: Asking, level: str) -> Deduction | None:
    """The hours that a rule takes off for one level, called as the rules call it."""
    hits = [hit for hit in asking.rules(_RULES) if not EXAMPLE.search(hit.passage.text)]
    return next(_by_level(in_han(level), [(ruled(hit.passage.text), hit) for hit in hits]), None)


def reckon(asking: Asking) -> Sum | None:
    """How many hours the amount spent or the points named take off; None where the question names neither."""
    told = asking.told
    if not _PARKS.search(told) or stay_in(told) is not None:
        return None
    if not (asking.items and _SPENDS.search(told)) and not _USES_POINTS.search(told):
        return None
    day = next(iter(days_in(told, asking.today)), asking.today)
    if free := free_that_day(asking, day):
        return free
    taken = deductions(replace(asking, today=day))
    if not taken:
        return None
    off = sum(one.hours for one in taken)
    most = next((one.most for one in taken if one.most is not None), None)
    parts = [asking.say("taken", name=one.name, hours=one.hours) for one in taken]
    if most is not None and off > most:
        off = most
        parts.append(asking.say("most_taken", hours=most))
    said = asking.say("hours_off", hours=off, steps=asking.steps(parts))
    return Sum(said, tuple(source(one.hit) for one in taken))


def free_that_day(asking: Asking, day: date) -> Sum | None:
    """That the whole day is free, where the one amount spent reaches a rule that says so."""
    amounts = amounts_spent(asking)
    if len(amounts) != 1 or not _SPENDS.search(asking.told):
        return None
    for hit in asking.rules(_RULES):
        least = min(free_on(hit, day), default=None)
        if least is not None and amounts[0] >= least and not EXAMPLE.search(hit.passage.text):
            said = asking.say("day_free", spent=amounts[0], threshold=least)
            return Sum(said, (source(hit),))
    return None


def _is_named(told: str) -> bool:
    return bool(re.search(r"[一-鿿]卡(?!车)|会员|抵|member", told))


def _by_level(told: str, texts: Sequence[tuple[str, Hit]]) -> Iterator[Deduction | None]:
    levels: dict[str, tuple[int, Hit]] = {}
    for text, hit in texts:
        lines = _LEVEL_LINE.findall(fold(hit.passage.text)) if _OF_PARKING.search(_headed(hit)) else ()
        rows = (
            *_LEVEL_ROW.findall(text),
            *_NAMED_LEVEL_ROW.findall(text),
            *((name, hours) for name, hours in _hours_in_row(text, hit) if hours),
        )
        for name, hours in (*_LEVEL.findall(text), *rows, *lines):
            levels.setdefault(name, (int(hours), hit))
    rest = told
    for name in sorted(levels, key=len, reverse=True):
        said = next((one for one in (name, f"{name.removesuffix('卡')}会员") if one in rest), "")
        if said:
            rest = rest.replace(said, " ")
            yield Deduction(name, *levels[name])


def _headed(hit: Hit) -> str:
    return fold(f"{hit.document.title} {' '.join(hit.passage.section)} {hit.passage.text}")


def amounts_spent(asking: Asking) -> list[Decimal]:
    """What a question says was spent, each amount; the one in all (一共花了350) stands for those that make it up."""
    in_all = [item.amount for item in asking.items if item.role in ("total", "paid")]
    return in_all if len(in_all) == 1 else [item.amount for item in asking.items if not item.role]


def _spent(asking: Asking, told: str) -> Decimal | None:
    """The one amount of the day that the question says was spent."""
    named = re.findall(r"满(\d+)", told) or amounts_spent(asking)
    return Decimal(named[0]) if len(named) == 1 and _SPENDS.search(told) else None


def _by_spending(asking: Asking, told: str, texts: Sequence[tuple[str, Hit]]) -> Iterator[Deduction | None]:
    named = re.findall(r"满(\d+)", told) or amounts_spent(asking)
    if not _SPENDS.search(told) or not named:
        return
    if len(named) != 1:
        yield None
        return
    spent = Decimal(named[0])
    if any(spent >= least for _, hit in texts for least in free_on(hit, asking.today)):
        yield None  # the whole day is free by another rule: no hours are counted
        return
    steps = {
        (Decimal(full or least), int(hours)): hit
        for text, hit in texts
        if not _is_of_another(asking, hit)
        and not any(_hours_in_row(text, hit))  # of a level, no day's receipts
        for full, least, hours in _SPENT.findall(text)
    }
    reached = [step for step in steps if step[0] <= spent]
    if reached:
        least, hours = max(reached)
        yield Deduction(asking.say("draw", threshold=least), hours, steps[(least, hours)])
    elif not steps:
        yield None


def _is_of_another(asking: Asking, hit: Hit) -> bool:
    """Whether a rule is that of a shop which the question does not name; one it only mentions besides is none."""
    own = "。".join(one for one in hit.passage.text.split("。") if _SPENT.search(ruled(one)))
    named = [mention.shop for mention in asking.directory.written(own)]
    return bool(named) and not any(shop in asking.shops for shop in named)


def in_han(told: str) -> str:
    """The text with levels that it names in English as Chinese rules call them: gold is 金卡."""
    for english, han in _ENGLISH.items():
        told = re.sub(rf"(?<![a-z]){english}(?: card| member)?(?![a-z])", f"{han}卡", told)
    return told


def free_all_day(text: str, today: date) -> list[Decimal]:
    """The amounts of a day from which a text makes parking free that day; none where it is for other days."""
    if covers(text, today, today) is False:
        return []
    return [Decimal(least) for least in _DAY_FREE.findall(text)]


def free_on(hit: Hit, day: date) -> list[Decimal]:
    """The same of a passage on one day: by the dates that it writes, else by those of its paper."""
    text, paper = ruled(hit.passage.text), hit.document
    if covers(text, day, day) is None:
        in_time = (paper.effective_from or day) <= day <= (paper.effective_to or day)
        if not in_time or _FOR_A_TIME.search(text):
            return []  # what holds for an occasion is told by the passage that dates it
    return free_all_day(text, day)


def _length(hit: Hit) -> int:
    return len(hit.passage.text)


def _by_stub(asking: Asking, told: str, texts: Sequence[tuple[str, Hit]]) -> Iterator[Deduction]:
    """What the stub of a film's ticket of that day takes off, for who says to have seen one."""
    if _SAW_A_FILM.search(told):
        rules = {int(hours): hit for text, hit in texts for hours in _STUB.findall(text)}
        if len(rules) == 1:
            ((hours, hit),) = rules.items()
            yield Deduction(asking.say("stub"), hours, hit)


def _by_points(told: str, texts: Sequence[tuple[str, Hit]]) -> Iterator[Deduction | None]:
    used = _USES_POINTS.search(told)
    if not used:
        return
    rates = {
        (int(points), int(hours)): hit
        for text, hit in texts
        for points, hours in _POINTS.findall(_OVER.sub("", text))
    }
    if len(rates) != 1:
        yield None
        return
    points, hours = next(iter(rates))
    hit = min((hit for text, hit in texts if _POINTS.search(_OVER.sub("", text))), key=_length)
    most = [int(match[1]) for text, _ in texts if (match := _POINTS_MOST.search(text))]
    count = int(used[1] or used[2])
    off = min(count // points * hours, *most) if most else count // points * hours
    yield Deduction(f"{count}积分", off, hit)
