"""The mall's opening hours out of sentences: 周一至周四十点开门，晚九点半打烊；周五到周日延长至晚十点."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from knowledge.model import Document, Passage
from knowledge.text import fold
from knowledge.writing.hours import OpeningRule, days_named, weekdays_named
from knowledge.writing.times import CLOCK, ENGLISH, SPOKEN, of_clock, of_english, of_spoken
from knowledge.writing.trading import eves_in, without_eves

_SENTENCE = re.compile(r"[。!！?？\n]|(?<!hours)(?<!timings)(?<!timing)\.(?!\d)")
_PART = re.compile(r"[；;]")  # of a sentence, under the label at its head
_DAY = re.compile(r"周[一二三四五六日]|节假日|每天")
_TIME = re.compile(r"(次日)?\s*(\d{1,2}):(\d{2})")
_OF_DAYS = re.compile(rf"[(（]?(?:{_DAY.pattern})|{_TIME.pattern}")
_SPEAKS = re.compile(
    r"营业|开门|开店|关门|闭店|打烊|开放|延长|延时|延至|延到|顺延|提早|提前|结束|(?<![a-z])(?:open|opens|opening|close|closes|closing)(?![a-z])"
    r"|(?<![a-z])(?:hours|timings?)\s*:"
)
# Parts of the house and doings with hours of their own.
OF_A_PART = re.compile(
    r"超市|影[院城]|餐|饮|店铺|商户|门店|专柜|停车|车库|车场|出入?口|通道|地铁|乐园|健身|服务[台中]|咨询|客服|热线|电话|会员中心|寄存|储物|领取|兑换|兑奖|抽奖|活动|场次|市集|报名|预约|宠物|牵绳|入场|员工|送货|广播|清场|宴会|展|券"
    r"|花园|公园|天台|屋顶|楼顶|露台|平台|泳池|冰场|雪场|[滑溜]冰|滑雪|球[场馆]|剧[场院]|书[店城]|美食|街区|步行街|观景|游乐|电玩|母婴|洗手间|卫生间|写字楼|办公|酒店|公寓|码头|喷泉|摩天轮|[图博美]\w{1,2}馆"
    r"|(?<![a-z])(?:supermarket|cinema|restaurants?|dining|shops?|stores?|parking|car park|metro|desk|counter|hotline|gym|gate"
    r"|gardens?|roof(?:top)?|terrace|rink|pool|playground|food (?:court|hall)|library|museum|hotel|offices?)(?![a-z])"
)
OPENS = re.compile(r"开门|开店|开始|开业|(?<![a-z])opens?(?![a-z])")
_DAYS_IN_ENGLISH = {
    r"mon(?:day)?s?": "周一", r"tue(?:s|sday)?s?": "周二", r"wed(?:nesday)?s?": "周三", r"thu(?:r|rs|rsday)?s?": "周四",
    r"fri(?:day)?s?": "周五", r"sat(?:urday)?s?": "周六", r"sun(?:day)?s?": "周日",
    r"daily|every ?day": "每天", r"weekdays": "周一至周五", r"weekends?": "周六周日", r"(?:public )?holidays?": "节假日",
}  # fmt: skip
_SAID_OTHERWISE = (
    (r"(?<![\d.])(\d{1,2})\.([0-5]\d)(?=\s?[ap]\.?m)", r"\1:\2"),  # 10.00am
    (r"(?:自|从)?(?:20\d{2}年)?\d{1,2}月\d{1,2}日(?:起|开始)(?:施行|执行|实施)?", ""),
    (r"礼拜|星期", "周"),
    (r"周天|周七", "周日"),
    (r"双休日?|周末", "周六周日"),
    (r"(?:平日|工作日)(?:[(（]|\s*[:：]\s*)?(?=周)", ""),
    (r"平日|工作日", "周一至周五"),
    (r"全年(?:无休)?|天天|每日|每天", "每天"),
    (r"(?:法定|公众|国家法定|节)?假[日期]", "节假日"),
    (r"周([一二三四五六])([一二三四五六日])(?![号月])", r"周\1周\2"),
    (r"[～~—–―]+", "-"),
    *((rf"(?<![a-z])(?:{said})(?![a-z])", word) for said, word in _DAYS_IN_ENGLISH.items()),
    (r"(?<=周[一二三四五六日])\s*(?:to|through|thru|-|until)\s*(?=周)", "至"),
)
# What stands at the head of a line and speaks for all days in it: Hours: Sun-Wed: 10AM-10PM, Thu-Sat: 10AM-11PM.
_LABEL = re.compile(r"\s*[-•*·]?\s*((?:[a-z]+ ){0,2}(?:hours|timings?)|[一-鿿]{0,4}(?:营业|开放)时间)\s*[:.]")
_MALL = re.compile(
    r"(?:商场|购物中心|商城|零售[馆区]|百货)(?:[a-z\d一二三四][座期馆]?)?(?:\s*\([^()]*\))?$"
    r"|(?<![a-z])(?:mall|shopping (?:mall|centre|center)|department store)(?: [a-z\d])?(?:\s*\([^()]*\))?$"
)
_FEAST = re.compile(
    r"除夕|年三十|初[一二三]|春节|元旦|跨年|平安夜|圣诞|中秋|国庆|christmas|new year|mid-autumn|(?<![a-z])eve(?![a-z])"
)
_FROM_AND_TO = 2  # times of one rule
_EVERY_DAY = frozenset(range(7))


def spoken_rules(contents: Iterable[tuple[Passage, Document]]) -> list[OpeningRule]:
    """The opening rules in passages of any kind, the general ones of the first document that has any.

    What holds for a shop or a part of the house is none. A document that tells more of its days than can be read gives
    none: it is quoted, and nobody reckons from a part of it.
    """
    rules: list[OpeningRule] = []
    unread: list[Document] = []
    for passage, document in contents:
        found = list(_rules(passage, document))
        rules += [rule for rule in found if rule is not None]
        unread += [document] * (None in found)
    rules = [rule for rule in rules if rule.document not in unread]
    leading = next((rule.document for rule in rules if not rule.days), None)
    return [rule for rule in rules if rule.days or rule.document is leading]


def rules_headed(contents: Iterable[tuple[Passage, Document]]) -> list[OpeningRule]:
    """The opening rules of what stands under the mall's own name among other venues: 零售馆, 开放时间: 10:00-22:00.

    None where two of them tell different hours, or one tells more than can be read.
    """
    found: list[list[OpeningRule]] = []
    for passage, document in contents:
        if passage.kind != "row" and passage.section and is_headed_by_the_mall(passage):
            rules = list(_rules(passage, document))
            if None in rules:
                return []
            found += [some] if (some := [rule for rule in rules if rule and not rule.days]) else []
    told = {tuple((rule.opens, rule.closes, rule.weekdays, rule.holidays) for rule in some) for some in found}
    return found[0] if len(told) == 1 else []


def is_headed_by_the_mall(passage: Passage) -> bool:
    """Whether the heading of a passage is a name of a mall."""
    return bool(passage.section) and _MALL.search(fold(passage.section[-1]).strip()) is not None


def _rules(passage: Passage, document: Document) -> Iterator[OpeningRule | None]:
    """The rules of a passage in turn, None for a clause of days and times that could not be read."""
    heading = fold(" ".join(passage.section))
    title = fold(document.title) if document.doc_type == "hours" else ""
    if OF_A_PART.search(heading):
        return
    last: OpeningRule | None = None
    for clause in _clauses(plainly(in_one_line(passage))):
        if OF_A_PART.search(clause):
            continue
        if not _SPEAKS.search(f"{title} {heading} {clause}"):
            if _TIME.search(clause) and (weekdays_named(clause) or "节假日" in clause):
                yield None
            continue
        if _FEAST.search(clause) and not weekdays_named(clause):
            continue  # of one day of the year, which special_hours reads
        times = [f"{next_day}{hour:0>2}:{minute}" for next_day, hour, minute in _TIME.findall(clause)]
        if len(times) > _FROM_AND_TO:
            yield None
            continue
        opens, closes = _span(times, clause, last)
        days = days_named(clause, document)
        weekdays = frozenset() if days else weekdays_named(clause)
        eves = "" if days else next(iter(eves_in(clause)), "")
        holidays = not days and "节假日" in without_eves(clause)
        if not opens or not closes or not (days or weekdays or holidays or eves or last is None):
            if times and (days or weekdays or holidays or eves):
                yield None
            continue
        general = weekdays or (_EVERY_DAY if not (days or holidays or eves) else frozenset())
        rule = OpeningRule(opens, closes, days, general, holidays, "", passage, document, eves)
        last = last if days else rule
        yield rule


def in_one_line(passage: Passage) -> str:
    """A row as one sentence: the days of its first cell are those of the times in the next."""
    return passage.text.replace("; ", " ") if passage.kind == "row" else passage.text


def _clauses(text: str) -> Iterator[str]:
    """The parts of a text with a rule each: behind a comma another begins where it has days and a time of its own."""
    for sentence in _SENTENCE.split(text):
        label = f"{match[1]}: " if (match := _LABEL.match(sentence)) else ""
        for number, part in enumerate(_PART.split(sentence[match.end() :] if match else sentence)):
            clause = label if not number or _OF_DAYS.match(part.strip()) else ""
            for piece in re.split(r"[,，]", part):
                if _TIME.search(clause) and _TIME.search(piece) and _DAY.search(piece):
                    yield clause
                    clause = label
                clause = f"{clause}，{piece}" if clause.removeprefix(label) else f"{clause}{piece}"
            yield clause


def _span(times: list[str], clause: str, last: OpeningRule | None) -> tuple[str, str]:
    """From when to when; a clause with one time keeps the other one of the rule before it."""
    if len(times) > 1:
        return times[0], times[1]
    if not times or last is None:
        return "", ""
    return (times[0], last.closes) if OPENS.search(clause) else (last.opens, times[0])


def plainly(text: str) -> str:
    """Folded, with times of day and days in one writing each."""
    said = fold(text)
    for wording, word in _SAID_OTHERWISE:
        said = re.sub(wording, word, said)
    for pattern, times in ((ENGLISH, of_english), (SPOKEN, of_spoken), (CLOCK, of_clock)):
        said = pattern.sub(lambda match: f" {next(times(match))} ", said)  # noqa: B023
    return said


def in_words(rule: OpeningRule) -> str:
    """The days of a general rule: 周一至周四, 周五至周日及法定节假日, 周五、周六及法定节假日前一日."""
    names = "一二三四五六日"
    days = sorted(rule.weekdays)
    starts = [day for day in days if (day - 1) % 7 not in rule.weekdays]
    if len(days) == len(_EVERY_DAY):
        said = "每天"
    elif len(days) > 2 and len(starts) == 1:
        said = f"周{names[starts[0]]}至周{names[(starts[0] + len(days) - 1) % 7]}"
    else:
        said = "、".join(f"周{names[day]}" for day in days)
    more = [*(["法定节假日"] if rule.holidays else []), *filter(None, [rule.eves])]
    return "及".join(filter(None, (said, "、".join(more)))) or "法定节假日"
