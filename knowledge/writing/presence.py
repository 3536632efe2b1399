"""Whether a shop is there: the states that directories write in many words, and the days they hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.calendar import days_in

OPEN, WORKS, PAUSED, GONE, SOON, POPUP = "营业", "装修", "暂停营业", "撤场", "即将开业", "快闪"

# A state -> how cells say it; the first that fits holds. A remark must say it, not only touch upon it.
_SAID = (
    (SOON, r"即将开业|即将开幕|筹备|待开业|未开业|敬请期待|(?:预计|计划|将于|拟于).{0,14}(?:开业|开幕|开门)|coming soon|open(?:s|ing) (?:soon|on|in)"),
    (GONE, r"撤[场柜店铺离]|已撤|闭店|关店|结业|清退|退租|已搬离|永久关闭|歇业|空置|招商中|closed (?:since|down|permanently)|permanently closed|ceased|vacated?|to let"),
    (WORKS, r"装修|整修|翻新|升级改造|围挡|(?:under )?(?:renovat|refurbish|refit)"),
    (PAUSED, r"暂停|停业|休业|暂不营业|temporarily closed|suspended"),
    (POPUP, r"快闪|期间限定|限时店|临时(?:店|铺|柜)|pop-?up|temporary (?:shop|store|stall|until|to|from)|^temporary(?:,|$)"),
)  # fmt: skip
_REOPENS = re.compile(r"(?:恢复|重新?开|重装开|再开|reopen)")
_UNTIL = re.compile(r"(?:至|到|until|till|-)\s*(?:20\d{2}|\d{1,2}[月 ]|[a-z]+ \d)")
_A_DAY = r"(?:20\d{2}[年/-])?\d{1,2}[月/-]\d{1,2}日?|\d{1,2} [a-z]+(?: 20\d{2})?|[a-z]+ \d{1,2}(?:, 20\d{2})?"
_SPAN = re.compile(rf"(?:{_A_DAY})\s*(?:至|到|-|–|to|until)\s*(?:{_A_DAY}|\d{{1,2}}日)")
# A remark that is a term and nothing else tells for how long the shop is there.
_ONLY_A_SPAN = re.compile(rf"[(（]?(?:期限|档期|时间|营业期|from)?[:：]?\s*{_SPAN.pattern}[)）]?[。.]?")
_WEEKDAYS = (
    r"(?:周|星期|礼拜)[一二三四五六日天](?:\s*[、,，和及与至到-]?\s*(?:周|星期|礼拜)?[一二三四五六日天])*"
)
_RESTS = re.compile(
    rf"逢?每?{_WEEKDAYS}\s*(?:店休|休息|闭店|闭馆|休馆|关店|关门|休业|歇业|公休|不营业)"
    r"|closed (?:on )?(?:every )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"(?: ?(?:,|and|&|to|-) ?(?:mon|tues|wednes|thurs|fri|satur|sun)days?)*"
)
_VACANT = re.compile(
    r"^(?:空(?:铺|店|置|柜|位|位置|铺位|柜位|店面)?中?|招[商租]中?|待[租定]|待招[商租]|(?:正在)?(?:装修|围挡|调整|改造|翻新)中?|暂无|即将开业"
    r"|vacant(?: (?:unit|shop|lot))?|to let|for lease|under renovation|coming soon|tb[ac]|n/?a)?$"
)


def state_in(text: str) -> str:
    """The state that a cell says; 营业 where it says none of the others."""
    folded = fold(text)
    return next((state for state, pattern in _SAID if re.search(pattern, folded)), OPEN)


def is_vacant(name: str) -> bool:
    """Whether a name is no tenant's: 招商中, Vacant."""
    return _VACANT.fullmatch(fold(name).strip(" ()-")) is not None


def told(shop: Shop, issued: date | None) -> Shop:
    """A shop with the state and days that its status and its remark say, where no column of days does."""
    state = state_in(shop.status) if shop.status else state_in(_RESTS.sub(" ", fold(shop.note)))
    if state == OPEN and (_ONLY_A_SPAN.fullmatch(fold(shop.note).strip()) or _is_popup(shop)):
        state = POPUP
    shop = _resting(shop)
    words = f"{shop.status} {shop.note}"
    if state == OPEN:
        return shop
    status = shop.status if shop.status and state_in(shop.status) == state else state
    if shop.status_from or shop.status_to:
        return replace(shop, status=status)
    start, stop = _days(state, words, issued)
    return replace(shop, status=status, status_from=start, status_to=stop)


def _is_popup(shop: Shop) -> bool:
    """Whether a shop's kind says that it is there for a time, and its remark for which."""
    kind = state_in(f"{shop.category} {shop.subcategory}")
    return kind == POPUP and _SPAN.search(fold(shop.note)) is not None


def _resting(shop: Shop) -> Shop:
    """A shop whose closing day stands in its remark, with it beside its hours, where they are looked for."""
    rests = _RESTS.search(fold(shop.note))
    if rests is None or not shop.hours_weekday or rests[0] in shop.hours_weekday:
        return shop
    return replace(shop, hours_weekday=f"{shop.hours_weekday}；{rests[0]}")


def _days(state: str, words: str, issued: date | None) -> tuple[date | None, date | None]:
    """From when to when a state holds, by the remark on it. Days without a year need the directory's."""
    if issued is None and not re.search(r"20\d{2}", words):
        return None, None
    days = _on_from(days_in(words, issued or date(int(re.search(r"20\d{2}", words)[0]), 1, 1)))  # type: ignore[index]
    if not days:
        return None, None
    if state in (SOON, GONE):
        return days[0], None
    folded = fold(words)
    if state == POPUP:
        return (days[0], days[-1]) if len(days) > 1 else (None, days[0])
    back = days[-1] - timedelta(days=1) if _REOPENS.search(folded) else None
    if len(days) > 2 or (len(days) == 2 and back is None):
        return days[0], days[1]
    if len(days) == 2 and back:
        return days[0], back
    if back or _UNTIL.search(folded):
        return None, back or days[0]
    return days[0], None


def _on_from(days: list[date]) -> list[date]:
    """Days in the order in which they come: 11月10日至1月8日 ends in the next year."""
    found: list[date] = []
    for day in days:
        if found and day < found[-1] and (found[-1] - day).days > 200:
            day = day.replace(year=day.year + 1)
        found.append(day)
    return sorted(found)


def is_present(shop: Shop, today: date) -> bool:
    """Whether the shop trades on a day, by its state and the dates of that state."""
    state = state_in(shop.status)
    started = shop.status_from is None or shop.status_from <= today
    ended = shop.status_to is not None and shop.status_to < today
    if state in (WORKS, PAUSED):
        return ended or not started
    if state == POPUP:
        return started and not ended
    if state == SOON:
        return shop.status_from is not None and started
    if state == GONE:
        return not started
    return True
