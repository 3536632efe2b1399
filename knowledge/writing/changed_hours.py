"""Hours of a shop that a notice changes from a day on: 由12月1日起,海风超市营业时间更改为每日 08:00-24:00."""

from __future__ import annotations

import re
from datetime import date

from knowledge.text import fold
from knowledge.writing.calendar import days_in
from knowledge.writing.trading import spans_on
from knowledge.writing.weekly import A_MONDAY

CHANGED = "改时间"  # the state of a move that changes hours and nothing else
_HOURS = r"(?:营业|营运|开放|经营|服务)时[间段]|(?<![a-z])(?:(?:opening|business|trading|operating) )?hours(?![a-z])"
_CHANGE = (
    r"(?:将|会|已|暂时?|临时|统一)*(?:更改|调整|变更|修改|更新|延长|缩短|改|调)(?:为|至|到|成|作|[:：])+"
    r"|(?:will |have |has |are |is )*(?:be |been )?(?:changed?|adjusted|extended|revised|shortened)(?: to)"
)
_SAID = re.compile(
    rf"^(?P<whose>.*?)(?P<head>{_HOURS})(?P<term>[^;。]*?)(?:{_CHANGE})\s*(?P<hours>[^;。]*\d[^;。]*)$"
)
_AFTERWARDS = re.compile(
    r"[,，]\s*(?=敬请|请|其[余他它]|不便|特此|多谢|详情|please|we |other )|\(?(?<![a-z])(?:from|with effect|effective|starting)(?![a-z])(?!\s*\d{1,2}(?::|\s*[ap]\.?m)).*$"
)
_HEADER = re.compile(
    rf"(?:(?:现|新|目前|现行)的?|.{{0,4}}(?:调整|变更|更改|变动|修改)后的?)(?:{_HOURS})|(?:new|revised|current) (?:{_HOURS})"
)
_A_DAY = r"\d{1,2}[月/-]\d{1,2}日?(?:\([^()]*\))?|\d{1,2} ?[a-z]{3,9}(?: 20\d{2})?|[a-z]{3,9} \d{1,2}(?:,? 20\d{2})?"
_SPAN = re.compile(rf"(?:{_A_DAY})\s*(?:至|到|-|–|to|until)\s*(?:20\d{{2}}[年/-])?(?:{_A_DAY}|\d{{1,2}}日)")
_ON = re.compile(r"起|开始|(?<![a-z])(?:from|since|starting|effective|with effect)(?![a-z])")
_FROM_NOW = re.compile(r"即日起|(?<![a-z])with immediate effect|from today(?![a-z])")


def change_in(folded: str) -> tuple[str, str] | None:
    """What a sentence says before the hours that it changes, be it behind the word: the hours of X, and those hours."""
    said = _SAID.search(folded)
    if said is None:
        return None
    hours = _AFTERWARDS.split(said["hours"])[0].strip(" .。,，")
    return (f"{said['whose']} {said['term']}", hours) if spans_on(hours, A_MONDAY) is not None else None


def under_a_header(header: str, value: str) -> str:
    """The hours that hold now, in a cell of a list of changes; empty where its folded header is another."""
    is_of_now = _HEADER.fullmatch(header) is not None and spans_on(value, A_MONDAY) is not None
    return value if is_of_now else ""


def term_in(words: str, hours: str, issued: date | None) -> tuple[date | None, date | None]:
    """From when to when changed hours hold, by a notice without those hours; the first day None where it says none."""
    rest = fold(words).replace(hours, " ")
    about = issued or date(2000, 1, 1)
    days = days_in(rest, about) if issued or re.search(r"20\d{2}", rest) else []
    if not days:
        return (issued if _FROM_NOW.search(rest) else None), None
    if _SPAN.search(rest):
        return min(days), max(days)
    return (min(days), None) if _ON.search(rest) else (min(days), max(days))
