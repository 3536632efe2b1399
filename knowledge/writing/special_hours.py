"""Hours of single days, said in any paper: 12月24日、25日及31日,商场延长开放至晚上11时30分; extended to 11:30pm on 24 December."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from knowledge.model import Document, Passage
from knowledge.text import fold
from knowledge.writing.hours import OpeningRule, in_its_year, opening_on
from knowledge.writing.occasions import occasion_in
from knowledge.writing.spoken_hours import OF_A_PART, OPENS, in_one_line, plainly

_SENTENCE = re.compile(r"[；;。!！?？\n]|\.(?!\d)")
_OF_THE_MALL = re.compile(
    r"商场|全场|购物中心|广场|大楼|大厦|商城|百货|全馆|(?<![a-z])(?:mall|shopping (?:centre|center))(?![a-z])"
)
_OTHERWISE = re.compile(
    r"延长|延时|延至|延到|顺延|提早|提前|特别|开放至|营业至|开放到|营业到|开到|开至|营业时间|开放时间|闭店|打烊|关门|开门"
    r"|(?<![a-z])(?:extend(?:ed|s)?|open(?:s|ing)?|clos(?:e|es|ing)|(?:special|mall|shopping|business|trading) hours|until)(?![a-z])"
)
_CLAUSE = re.compile(r"[,，]")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
# Who keeps to a closing time beside the mall's: 仍22:00打烊.
_KEEPS = re.compile(r"仍|照常|照旧|不变|除外|不延|维持|still|as usual")
_USUAL = re.compile(r"自|起(?:施行|执行|实施|调整)|起,|from \d|with effect")  # a day from which a rule holds
_TIME = re.compile(r"(次日)?\s*(\d{1,2}):(\d{2})")
# A clause of other days that names nobody else: only when, and from when to when.
_GOES_ON = re.compile(
    r"(?:20\d{2}年)?\d{1,2}月[\d月日、,和及与至到()（）周星期一二三四五六-]*(?:也|则|均|都)?(?:延时|延长|提前)?(?:营业|开放|闭店|打烊)?(?:时间)?(?:为|至|到)*(?:次日)?\s*\d{1,2}:\d{2}[\d:-]*$"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NAMED = rf"(?:{_MONTHS})[a-z]*\.?"
_DAY_NUMBERS = (
    r"\d{1,2}(?:st|nd|rd|th)?(?:\s*(?:,|and|&|to|-|、)\s*(?:and\s+)?\d{1,2}(?:st|nd|rd|th)?(?![:\d]))*"
)
_ISO = re.compile(r"(?<!\d)(20\d{2})[/-](1[0-2]|0?[1-9])[/-]([12]\d|3[01]|0?[1-9])(?!\d)")
_REMARK = re.compile(r"(?:备注|说明|附注|note|remarks?)\s*:\s*(.+)")
_CHINESE = re.compile(
    r"(?:(?P<year>20\d{2})年)?(?P<month>\d{1,2})月(?P<days>\d{1,2}日?(?:\([^)]{1,6}\))?(?:\s*(?:、|,|和|及|与|以及|至|到|-)\s*\d{1,2}日?(?![\d月:])(?:\([^)]{1,6}\))?)*)"
)
_ENGLISH = re.compile(
    rf"(?<![\d:])(?:(?P<before>{_DAY_NUMBERS})\s+(?:of\s+)?(?P<m1>{_NAMED})|(?P<m2>{_NAMED})\s+(?P<after>{_DAY_NUMBERS}))(?:,?\s+(?P<year>20\d{{2}}))?(?![a-z\d])"
)


def special_rules(
    contents: Iterable[tuple[Passage, Document]], general: Sequence[OpeningRule], today: date
) -> list[OpeningRule]:
    """The rules of single days in papers of any kind; what one time leaves open is as the general rules say.

    Only what is said of the mall itself, in the sentence or as the heading of a passage on hours.
    """
    return [rule for passage, document in contents for rule in _rules(passage, document, general, today)]


def _rules(
    passage: Passage, document: Document, general: Sequence[OpeningRule], today: date
) -> Iterator[OpeningRule]:
    heading = fold(" ".join((*([document.title] if document.doc_type == "hours" else []), *passage.section)))
    table = {(rule.document.doc_id, tuple(rule.passage.section)) for rule in general}
    is_beside = passage.kind == "row" and (document.doc_id, tuple(passage.section)) in table
    plain, note = _without_remark(passage)
    was_ours = False  # 12月24日商场营业至23:00;12月31日营业至次日00:30 goes on with the mall
    for written in _SENTENCE.split(in_one_line(_without_parts(plain))):
        own, beside = _own_clauses(written)
        sentence = fold(own)
        unconditional = _BRACKETS.sub("", sentence)
        said = f"{heading} {sentence}"
        goes_on = was_ours and _GOES_ON.match(sentence.strip()) is not None
        is_ours = (
            goes_on or _OF_THE_MALL.search(sentence) or re.search(r"(?:营业|开放)时间|opening hours", heading)
        )
        was_ours = bool(is_ours)
        if not (is_ours or is_beside) or not _OTHERWISE.search(said) or OF_A_PART.search(unconditional):
            continue
        days = days_listed(sentence, document, today)
        times = [
            f"{late or ''}{hour:0>2}:{minute}"
            for late, hour, minute in _TIME.findall(plainly(_dayless(sentence)))
        ]
        if not days or not 1 <= len(times) <= 2 or (len(days) == 1 and _USUAL.search(unconditional)):
            continue
        for day in sorted(days):
            usual = opening_on(day, general)
            if len(times) == 2:
                opens, closes = times
            elif usual is None:
                continue
            else:
                opens, closes = (
                    (times[0], usual.closes)
                    if OPENS.search(sentence) and "至" not in sentence and "until" not in sentence
                    else (usual.opens, times[0])
                )
            closes = "24:00" if closes == "00:00" else closes
            if len(times) == 2 and opens >= closes:  # the times of two parts of the house, and no span
                continue
            told = note or "；".join((*_conditions(own), *beside))
            yield OpeningRule(opens, closes, frozenset({day}), frozenset(), False, told, passage, document)


def _own_clauses(sentence: str) -> tuple[str, list[str]]:
    """What a sentence says of the mall, and its clauses on others that keep times of their own: 全场延时至23:00，B1超市仍22:00打烊."""
    asides = [one[0] for one in _BRACKETS.finditer(sentence) if _is_of_others(fold(one[0]))]
    for aside in asides:
        sentence = sentence.replace(aside, "")
    clauses = _CLAUSE.split(sentence)
    timed = [one for one in clauses if _TIME.search(plainly(one))]
    of_others = [one for one in timed if not _OF_THE_MALL.search(fold(one))]
    is_told_apart = len(of_others) < len(timed)
    of_others = [one for one in of_others if _KEEPS.search(fold(one))] if is_told_apart else []
    beside = [*(one.strip("()（）") for one in asides), *(one.strip() for one in of_others)]
    return "，".join(one for one in clauses if one not in of_others), beside


def _is_of_others(folded: str) -> bool:
    """Whether what stands in brackets tells times that somebody else keeps: (超市照旧22:00)."""
    return bool(_TIME.search(plainly(folded)) and (_KEEPS.search(folded) or OF_A_PART.search(folded)))


def _conditions(sentence: str) -> list[str]:
    """What stands in brackets and is no day: （店铺自愿）."""
    said = (one.strip("()（） ") for one in _BRACKETS.findall(sentence))
    return [one for one in said if not re.search(r"周|星期|\d", one)]


def _without_remark(passage: Passage) -> tuple[Passage, str]:
    """A row without its remark, which may speak of a part of the mall, and that remark as written."""
    cells = passage.text.split("; ") if passage.kind == "row" else []
    remarks = [cell for cell in cells if _REMARK.fullmatch(fold(cell))]
    if not remarks:
        return passage, ""
    told = "; ".join(cell for cell in cells if cell not in remarks)
    return replace(passage, text=told), "；".join(cell.partition(":")[2].strip() for cell in remarks)


def _without_parts(passage: Passage) -> Passage:
    """A row without the columns of parts of the house that keep times of their own: 超市: 22:00."""
    if passage.kind != "row":
        return passage
    cells = [cell for cell in passage.text.split("; ") if not _is_of_a_part(fold(cell))]
    return replace(passage, text="; ".join(cells))


def _is_of_a_part(folded: str) -> bool:
    header, _, value = folded.partition(":")
    return bool(OF_A_PART.search(header) and _TIME.search(plainly(value)))


def days_listed(text: str, document: Document, today: date) -> frozenset[date]:
    """The days that a text lists, spans with all their days; days that go by a name where it writes no date."""
    folded = fold(text)
    issued = document.effective_from or document.issued_on
    year = (issued or today).year
    found = list(_days_in_chinese(folded, year, issued))
    for iso in _ISO.finditer(folded):
        found += _days(int(iso[1]), int(iso[2]), iso[3])
    for match in _ENGLISH.finditer(folded):
        month = _MONTHS.split("|").index((match["m1"] or match["m2"])[:3]) + 1
        days = _days(int(match["year"] or year), month, match["before"] or match["after"])
        found += days if match["year"] else (in_its_year(day, issued) for day in days)
    return frozenset(found or occasion_in(folded, today))


def _days_in_chinese(folded: str, year: int, issued: date | None) -> Iterator[date]:
    """9月24日、25日; of 9月30日-10月2日 those between too."""
    before: date | None = None
    stop = 0
    for match in _CHINESE.finditer(folded):
        days = list(_days(int(match["year"] or year), int(match["month"]), match["days"]))
        days = days if match["year"] else [in_its_year(day, issued) for day in days]
        is_span = _TO.fullmatch(folded[stop : match.start()]) is not None
        if before and days and is_span and before < days[0] <= before + _LONGEST:
            yield from (before + timedelta(days=step) for step in range(1, (days[0] - before).days))
        yield from days
        before, stop = next(reversed(days), None), match.end()


_TO = re.compile(r"\s*(?:至|到|-)\s*")
_LONGEST = timedelta(days=31)  # of days that are listed by their first and last


def _days(year: int, month: int, listed: str) -> Iterator[date]:
    listed = re.sub(r"\([^)]*\)", "", listed)
    for part in re.split(r"、|,|和|及|与|以及|and|&", listed):
        numbers = [int(number) for number in re.findall(r"\d+", part)]
        try:
            ends = [date(year, month, number) for number in numbers]
        except ValueError:
            continue
        if len(ends) == 2 and re.search(r"至|到|-|to", part):
            yield from (ends[0] + timedelta(days=step) for step in range((ends[1] - ends[0]).days + 1))
        else:
            yield from ends


def _dayless(sentence: str) -> str:
    return _ENGLISH.sub(" ", _CHINESE.sub(" ", _ISO.sub(" ", sentence)))
