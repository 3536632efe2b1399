"""When the mall opens and closes on the days that a question names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from assistant.asking.need import Need
from assistant.model import Handling
from assistant.reply import Line, Reply, Source
from assistant.shops.supposed_hours import is_right
from assistant.shops.wanted import nouns
from assistant.shops.words import sentences
from knowledge.directory import Directory, Mention
from knowledge.model import Hit, Shop, Standing
from knowledge.text import fold, is_english
from knowledge.writing.calendar import covers, occasion_in, weekday_name
from knowledge.writing.hours import OpeningRule, opening_on
from knowledge.writing.names import forms_of
from knowledge.writing.occasions import occasions_named, without_occasions
from knowledge.writing.posted import of_the_house
from knowledge.writing.spoken_hours import in_words, is_headed_by_the_mall
from knowledge.writing.trading import spans_on

_ASKS = re.compile(
    r"^(?:请问)?(?:你们)?(?:现在|今天|而家|依家)?(?:还|仲)?(?:开门?|开着|营业)(?:紧|中|着)?(?:了)?[吗么嘛没][?？]?$|"
    r"几点.{0,4}(?:开门|开店|开始营业|关门|闭店|打烊|下班|结束营业|关)|(?:开门|关门|闭店|打烊|营业|开放).{0,3}(?:时间|到几点|几点)"
    r"|开到几点|(?:开|营业)到(?:早上|晚上|夜里)?\d{1,2}点|几点收(?!费|银|货|件|钱|到|车)|营业到|几点(?:营业|打烊|关|开(?!始|场|奖|讲|演|抢|放))|(?:还|可以|能)(?:能|可以)?(?:进(?:去|来|场|商场)?)?逛(?:到几点|多久|[吗嘛么不])|逛到几点|延时|延长营业|今[天晚日]?.{0,4}(?:关门|营业到)"
    r"|(?:[点:]\d{0,2}|半|刻)(?:钟|就|才|会|准时)*(?:关门|打烊|闭店|开门)"
    r"|是不是[^,。?]{0,6}(?:\d{1,2}|[一二两三四五六七八九十]{1,2})点半?钟?(?:就|才)?[关开](?:的|了|吗)*[?？]?$"
    r"|逛得?[上到着][吗嘛么不没]|有得逛|(?:来得?及|赶得?[上及])[^,。?]{0,3}逛|(?:到|过[去来])[^,。?]{0,3}(?:还|再)?(?:能|可以|让|得)(?:不能|不让)?进"
    r"|(?:几点|什么时候)[^,。?]{0,3}(?:[清赶撵]人|[清赶]客)|(?:商场|你们|您们)(?:里|现在|这会儿?|还|都){0,3}开(?:着|门)(?:着|了|门)?[吗嘛么不没]|(?:商场|你们|您们)[^,。?]{0,6}(?:关门?|打烊|闭店)了|(?:关|闭店|打烊|开门)几点|周几[^,。?]{0,4}(?:关|开门|营业|打烊)"
    r"|[点半刻\d一二三四五十](?:钟|分)?(?:以?后|之后|还|也|就|才|商场|你们|我|再){0,3}(?:(?:能|可以|得|让)(?:不能|不可以)?(?:进(?:去|来|场|商场|门)?|来)?逛?|开(?:着|门)?)(?:商场)?[吗嘛么不呢][?？]?$"
    r"|^(?:请问|那|商场|你们|您们|咱们|我们)*(?:[今明后][天晚日]|(?:周|星期|礼拜)[一二三四五六日天末])(?:晚上?|夜里|晚间)?(?:商场|你们|您们|咱们|这里|这边|会|能|是)*[到至]几点(?:钟)?[啊呀呢哦的了嘛么]*(?=$|[\s,，。?？!！])"
    r"|(?:what time|when).{0,30}(?:open|clos)|opening hours|how late (?:is|are|do|does|can|will|(?:we|you|they|it|the mall)(?:'re|'s| are| is| stay))|open (?:until|till)|closing time|are you (?:still )?open|is (?:the|this|your) mall (?:still )?open|(?:do|does|will) (?:you|(?:the|this|your) mall) (?:close|shut|open)(?![a-z])"
    r"|(?:can|could|do) (?:i|we) (?:still )?(?:make it|have time|get in)(?![a-z])(?! to )|still time to (?:shop|look|browse|walk|come)"
)
_DAY = re.compile(
    r"[今明后][天日]|(?:下?个?)(?:周|星期|礼拜)[一二三四五六日天末]|(?:\d{1,2}月)?\d{1,2}[号日]|节?(?:假期|当天|那天|期间)|节(?!日)"
)
# 明天营业吗, 元旦放假吗: nobody else is named.
_ON_A_DAY = re.compile(
    r"(?:请问|那)?(?:你们|您们|商场)?(?:现在|而家|依家|这会儿?|还|仲|都|也|是|会|正常|照常)*(?:开[不唔]开门?|(?:营业|开门|关门|放假|休息)(?:不(?:营业|开门|关门|放假|休息))?[吗么嘛没不]?)[?？]?$"
)
_ELSEWHERE = re.compile(
    r"[那这]一?[个家间](?:店|铺|餐厅|饭店)|车身?高|限高|[\d一二两三]米(?!线|粉|饭)|花园|天台|屋顶|楼顶|露台|泳池|冰场|雪场|[滑溜]冰|滑雪|球[场馆]|剧[场院]|书[店城]|美食[城街广]|观景|电玩|洗手间|卫生间|写字楼|酒店|公寓"
    r"|(?<![a-z])(?:ice rink|rink|roof ?top|roof garden|food court|swimming pool|library|bookstore)(?![a-z])"
    r"|(?:早|中|晚|夜)班|班次|交接班|(?:加派?|增派|派|排)(?:多少|几)|加派|增派|人手|班表|排班|宠物|[猫狗犬]|牵绳|装包|轮椅|童车|停车|车库|出口|服务台|客服|(?:服务|咨询|问询)(?:中心|台|处)|母婴|寄存|退税|会员中心|影院|影城|超市|餐|健身|地铁|捷运|轻轨|公交|班车|接驳|巴士|列车|火车|高铁|轮渡|渡船|机场|图书馆|博物馆|展览馆|体育馆|银行|邮局|医院|诊所|景区|公园|通道|广播|清场|乐园|抽奖|早鸟|员工|店员|商户|供应商|[送卸收进装拉]货|车(?:还|仍)?(?:停|留|落)?在|[取拿提开]车|停运|电梯|会议|复盘|例会|晨会|培训|停车|parking|car park|garage|metro|subway|(?:service|information|info|help) desk|announcements?|broadcast|farewell|clear(?:ing|ance)?|sweep|complaint|ticket|(?<![a-z])cases?(?![a-z])|must (?:it|this|they|we)|p[0-3](?![a-z\d])"
)

# When it was opened, once and for all.
_ONCE = re.compile(
    r"(?<![a-z])(?:when|what year|which year) (?:did|was) .{2,40}(?:open|built|found|establish)|(?<![a-z])opened(?![a-z])|哪一?年(?:开业|开门|开幕|建成)"
)

_WHETHER = re.compile(
    r"(?:能|可以|得|让)[^,。?]{0,6}(?:进|逛|来)(?!到|多久)|逛得?[上着]|逛得到|来得?及|赶得?[上及]|还开(?!到)|开着|关门?了?[吗么没]|(?:是不是|已经)[^,。?]{0,3}(?:关|打烊|闭店)|(?<![a-z])(?:can|could|open at|still)(?![a-z])"
)
_HOW_LONG = re.compile(r"逛(?:多久|多长时间|几个?小时)|how (?:long|much time)")
_USUALLY = re.compile(
    r"平时|周几|平常|平日|一般|通常|正常情况|(?<![a-z])(?:usual(?:ly)?|normal(?:ly)?)(?![a-z])"
)
_LUNAR_EVE = re.compile(r"除夕|年三十|年卅|(?:正月|年|大年)初[一二三]")  # days that no calendar of ours tells
_DAYS = 3  # days that are told of
_SOON = 120  # minutes to closing, from which on they are told to who asks whether the mall is open
_WHICH_DAYS = re.compile(r"(?:哪几|哪些|有几|一共几|都有哪)[个]?[天日]|which days")  # the papers list them


_OF_THE_MALL = re.compile(
    r"商场|(?<![a-z])(?:the|this|your) (?:mall|shopping (?:centre|center))(?![a-z])|(?:你们|您们)(?:这里|这儿|这边|呢度)"
)


def is_of_the_mall(text: str) -> bool:
    """Whether a question about hours names the mall itself, so that it is no search for shops."""
    folded = fold(text)
    return asks_opening(folded) and bool(_OF_THE_MALL.search(folded))


def asks_opening(text: str) -> bool:
    """Whether a question is about the mall's own hours, not those of a part of it."""
    folded = fold(text)
    if _ONCE.search(folded):
        return False
    asks = _ASKS.search(folded) or _ON_A_DAY.match(_DAY.sub("", without_occasions(folded)))
    return bool(asks) and not _ELSEWHERE.search(folded) and not _WHICH_DAYS.search(folded)


_A_VENUE = 3  # characters that a question shares with the name of a hall


def is_of_another_venue(folded: str, hits: Sequence[Hit]) -> bool:
    """Whether a question names a hall that a paper lists with its hours beside the mall, or a tenant out of a list with hours: 主场馆几点关门."""
    if _names_a_tenant(folded, hits):
        return True
    timed = [hit.passage for hit in hits if hit.passage.section and _SPAN.search(fold(hit.passage.text))]
    malls = [one for one in timed if is_headed_by_the_mall(one)]
    beside = {(one.doc_id, one.section[:-1]) for one in malls}
    halls = [one for one in timed if one not in malls and (one.doc_id, one.section[:-1]) in beside]
    own = {part for one in malls for part in _parts_of(fold(one.section[-1]))}
    return any(
        part in folded and part not in own for one in halls for part in _parts_of(fold(one.section[-1]))
    )


def begun(folded: str, directory: Directory) -> list[Mention]:
    """The shops whose names begin with a word of a question on hours, which is then none on the mall's: 云台几点关 beside 云台餐吧."""
    own = [word for word in nouns(folded) if not (_OF_THE_MALL.search(word) or _SHUTS.fullmatch(word))]
    return [
        Mention(shop, word, True)
        for shop in directory.shops
        for word in own
        if not word.isascii() and fold(shop.name).startswith(word)
    ]


_SHUTS = re.compile(r"开门|关门|闭店|打烊|营业|开放|下班|上班")


def _names_a_tenant(folded: str, hits: Sequence[Hit]) -> bool:
    rows = [fold(hit.passage.text) for hit in hits if hit.passage.kind == "row"]
    if any(_is_named_first(row, folded) for row in rows):
        return True
    names = [name for row in rows if _SPAN.search(row) for name in _TENANT.findall(row)]
    own = [word for word in nouns(folded) if not _OF_THE_MALL.search(word)] if names else []
    return any(name.startswith(word) for name in names for word in own)


def _is_named_first(row: str, folded: str) -> bool:
    """Whether a row tells the hours of a place of the house that a question names as the row does: 服务: 贵宾室; 时间: 10:00-18:00."""
    (_, _, name), *cells = (cell.partition(":") for cell in row.split("; "))
    name = name.strip()
    is_timed = any(_TIMED.fullmatch(header.strip()) and _SPAN.search(said) for header, _, said in cells)
    return len(name) >= _A_PLACE and is_timed and name in folded and not of_the_house(name)


_A_PLACE = 3  # characters of its name
_TIMED = re.compile(r"(?:营业|开放|服务|办理|接待)?时[间段]|(?:opening |service )?hours")
# The names in a row of a list of tenants.
_TENANT = re.compile(
    r"(?:^|; )(?:商户|商家|店铺|店名|品牌|店|(?:shop|store|tenant|brand)(?: name)?)(?:名称?)?: ([^;]+)"
)


def _parts_of(name: str) -> list[str]:
    """Runs of three characters of a Chinese name, the words of another."""
    if name.isascii():
        return re.findall(r"[a-z]{4,}", name)
    return [name[at : at + _A_VENUE] for at in range(len(name) - _A_VENUE + 1)]


def opening_reply(
    need: Need, today: date, rules: Sequence[OpeningRule], english: bool, at: datetime | None = None
) -> Reply | None:
    """The hours of each named day in turn, and the rule where they are an exception to it; None without rules.

    Without a day it is today, and every rule. `at` is the moment that is asked about: whether the mall is open then,
    or for how long it still is, is said first.
    """
    named = need.days or tuple(occasion_in(need.text, today))
    days = sorted(named[:_DAYS]) or [today]
    general = [rule for rule in rules if not rule.days and (not rule.season or rule.season.takes_in(days[0]))]
    if not named and (occasions_named(fold(need.text)) or _LUNAR_EVE.search(need.text)):
        return None  # a feast whose day nobody knows yet is not today
    verdict = _verdict(days[0], rules, need.text, english) if len(days) == 1 else ""
    said = _at(at, rules, need.text, english) if at and not verdict else None
    lines = [line for day in days if (line := day_line(day, today, rules, english))]
    if verdict and lines:
        lines[0] = replace(lines[0], text=verdict + lines[0].text)
    lines = [said, *lines] if said else [] if _USUALLY.search(need.text) else lines
    shown = [opening_on(day, rules) for day in days] if lines else []
    rest = [rule for rule in general if rule not in shown and (not named or any(map(rule.applies, days)))]
    usual = [Line(_usual(rule, english), (Source(rule.passage, rule.document),)) for rule in rest]
    return Reply(Handling.ANSWER, (*lines, *usual), 0.95) if lines or usual else None


def _verdict(day: date, rules: Sequence[OpeningRule], asked: str, english: bool) -> str:
    """Yes or no to the hour of opening or closing that a question supposes of a day."""
    rule = opening_on(day, rules)
    is_so = is_right(asked, spans_on(f"{rule.opens}-{rule.closes}", day) or ()) if rule else None
    return "" if is_so is None else sentences()["en" if english else "zh"]["here" if is_so else "not_so"]


def _at(at: datetime, rules: Sequence[OpeningRule], asked: str, english: bool) -> Line | None:
    """Whether the mall is open at a moment, or for how long it still is; None where neither is asked."""
    rule = opening_on(at.date(), rules)
    spans = spans_on(f"{rule.opens}-{rule.closes}", at.date()) if rule else None
    how_long = _HOW_LONG.search(asked) is not None
    if not rule or not spans or not (how_long or _WHETHER.search(asked)):
        return None
    minute = at.hour * 60 + at.minute
    left = next((stop - minute for start, stop in spans if start <= minute < stop), 0)
    until = _until(left, english) if left and (how_long or left <= _SOON) else ""
    if how_long and left:
        said = until.lstrip("，, ") + ("." if english else "。")
    elif english:
        said = f"{'Yes' if left else 'No'}: at {at:%H:%M} the mall is {'open' if left else 'closed'}{until}."
    else:
        said = f"{'可以' if left else '不可以'}：{at:%H:%M}{'在' if left else '不在'}商场营业时间内{until}。"
    return Line(said, (Source(rule.passage, rule.document),))


def _until(minutes: int, english: bool) -> str:
    """How long it is until closing time, reckoned."""
    hours, rest = divmod(minutes, 60)
    if english:
        parts = (f"{hours} h" if hours else "", f"{rest} min" if rest else "")
        return f", {' '.join(filter(None, parts))} before closing time (computed)"
    return f"，离闭店还有{f'{hours}小时' if hours else ''}{f'{rest}分钟' if rest else ''}（计算得出）"


def day_line(day: date, today: date, rules: Sequence[OpeningRule], english: bool) -> Line | None:
    """The mall's hours on one day; None without a rule for it."""
    rule = opening_on(day, rules)
    if rule is None:
        return None
    source = (Source(rule.passage, rule.document),)
    if english:
        when = "Today" if day == today else "On"
        name = f"{when} {day.strftime('%A')} {day.isoformat()}"
        note = f" ({rule.note.rstrip('.')})" if rule.note and is_english(rule.note) else ""
        return Line(f"{name} the mall is open from {rule.opens} to {rule.closes}{note}.", source)
    name = {0: "今天", 1: "明天", 2: "后天"}.get((day - today).days, "")
    label = f"{name}{day.month}月{day.day}日（{weekday_name(day)}）"
    remark = f"（{rule.note}）" if rule.note else ""
    return Line(f"{label}商场营业时间 {rule.opens}–{rule.closes}，{rule.closes} 闭店{remark}。", source)


def mall_line(
    day: date, today: date, rules: Sequence[OpeningRule], english: bool, only_exceptions: bool = False
) -> Line | None:
    """The mall's hours on one day beside those of a shop; with `only_exceptions` none where they are as usual."""
    rule = opening_on(day, rules)
    usual = opening_on(day, [rule for rule in rules if not rule.days])
    is_usual = rule is None or not rule.days or (usual is not None and _times(usual) == _times(rule))
    return None if only_exceptions and is_usual else day_line(day, today, rules, english)


def as_the_mall(shop: Shop, day: date, rules_of: Callable[[], Sequence[OpeningRule]]) -> Shop:
    """A shop that keeps the hours of shops in general, with those of a day on which the mall keeps others."""
    rule = opening_on(day, rules_of()) if shop.hours_of and of_the_house(shop.hours_of) else None
    if rule is None or not rule.days:
        return shop
    that_day = f"{day.month}月{day.day}日 {rule.opens}-{rule.closes}"
    return replace(shop, hours_weekday=f"{shop.hours_weekday}；{that_day}")


_SENTENCE = re.compile(r"[;；。!\n]")
_SPAN = re.compile(r"\d{1,2}:\d{2}\s*[-–—~至到]\s*(?:次日)?\s*\d{1,2}:\d{2}")


def as_told_for(shop: Shop, day: date, today: date, hits: Sequence[Hit]) -> Shop:
    """A shop with the hours that a near paper in force tells of it for a day: 盒马国庆期间(10月1日-7日)08:00-22:30."""
    names = forms_of(shop)
    for hit in hits:
        if hit.standing is not Standing.IN_FORCE or hit.document.doc_type == "directory":
            continue
        for sentence in _SENTENCE.split(fold(hit.passage.text)):
            spans = _SPAN.findall(sentence)
            if (
                len(spans) == 1
                and any(map(sentence.lstrip().startswith, names))
                and covers(sentence, day, today)
            ):
                that_day = f"{day.month}月{day.day}日 {spans[0]}"
                hours = "；".join(filter(None, (shop.hours_weekday, that_day)))
                return replace(shop, hours_weekday=hours, hours_row=hit.passage.passage_id)
    return shop


def _times(rule: OpeningRule) -> tuple[str, str]:
    return rule.opens, rule.closes


def _usual(rule: OpeningRule, english: bool) -> str:
    if english:
        return f"Usually {_days_in_english(rule)}: {rule.opens}–{rule.closes}."
    cell = rule.passage.text.split(";")[0].split(":", 1)[-1].strip()
    is_of_days = rule.passage.kind == "row" and bool(_DAYS_OF_A_CELL.search(cell))
    days = cell if is_of_days and not rule.season else in_words(rule)
    days = f"{rule.season.name}{days}" if rule.season else days
    return f"平时{days}商场营业时间 {rule.opens}–{rule.closes}。"


_DAYS_OF_A_CELL = re.compile(
    r"[周日天末]|星期|礼拜|假|\d ?(?:[月/日号]|-\d)"
)  # else the row is of a week, and says whose hours it has
_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _days_in_english(rule: OpeningRule) -> str:
    """Sunday to Thursday for a run of three days or more, else each day by name."""
    days = sorted(rule.weekdays)
    starts = [day for day in days if (day - 1) % 7 not in rule.weekdays]
    if len(days) > 2 and len(starts) == 1:
        names = f"{_ENGLISH[starts[0]]} to {_ENGLISH[(starts[0] + len(days) - 1) % 7]}"
    else:
        names = ", ".join(_ENGLISH[day] for day in days) or "every day"
    return f"{names} and public holidays" if rule.holidays else names
