"""Where each fact told stands in a draft, and where it comes from: numbers, dates, prices, places and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.compliance.numbers import COUNTING, NUMBER, numbers_of
from assistant.drafting.model import Trace
from assistant.drafting.subject import Subject
from assistant.drafting.sums.priced import Sum
from assistant.drafting.templates.slots import BRACKETS, UNIT
from assistant.drafting.templates.typeset import (
    compact_dates,
    digit_dates,
    spoken_dates,
    typeset,
    without_year,
)
from assistant.language import HANT, to_script
from assistant.model import MallProfile

MALL = "商场资料"
_SPLIT = re.compile(r"[，；;。、\n]|[:：](?!\d)|,(?!\d{3})|(?<=[^\d])[()（）]|[()（）](?=[^\d])")
_DATE = re.compile(
    r"\d{1,2}月\d{1,2}日(?:\s*\d{1,2}:\d{2})?|(?<!\d)\d{1,2}/\d{1,2}(?!\d)|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{4})?"
)
_UNITS = re.compile(r"\s?(?:元|%|折|张|次|份|名|岁|ml|g|kg|个月|节|件|天|℃|分钟|小时)")
_JOINS_BEFORE = re.compile(r"\d[,.]?$")
_JOINS_AFTER = re.compile(r"[,.]?\d")
_SHORTEST = 2  # characters of a piece that is looked for as it stands


@dataclass(frozen=True, slots=True)
class _Told:
    """One source with the pieces of it that a draft may repeat, and its numbers."""

    source: str
    pieces: tuple[str, ...]
    numbers: frozenset[str]


def traced(
    title: str, body: str, subject: Subject, profile: MallProfile, sums: Sequence[Sum], language: str
) -> tuple[Trace, ...]:
    """The traces of title and body in order; a number that no source has gets none."""
    told = list(_sources(subject, profile, sums, language))
    return tuple(
        trace for part, text in (("title", title), ("body", body)) for trace in _part(part, text, told)
    )


def _part(part: str, text: str, told: Sequence[_Told]) -> list[Trace]:
    found: list[tuple[int, int, str]] = []
    pieces = sorted(((piece, one.source) for one in told for piece in one.pieces), key=lambda p: -len(p[0]))
    for piece, source in pieces:
        start = text.find(piece)
        while start >= 0:
            end = start + len(piece)
            if _is_whole(text, start, end) and not any(a < end and start < b for a, b, _ in found):
                found.append((start, end, source))
            start = text.find(piece, end)
    found += _numbers(text, told, found)
    return [Trace(part, (a, b), text[a:b], source) for a, b, source in sorted(found)]


def _is_whole(text: str, start: int, end: int) -> bool:
    """A piece that begins or ends with a digit is not a part of a longer number: 4 of 4,999, 26 of 26.5."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    begins = text[start].isdigit() and _JOINS_BEFORE.search(before)
    return not begins and not (text[end - 1].isdigit() and _JOINS_AFTER.match(after))


def _numbers(
    text: str, told: Sequence[_Told], found: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Dates first, then what numbers are left, each with its unit."""
    counted = [m.span() for m in COUNTING.finditer(text)]
    taken = [(a, b) for a, b, _ in found] + counted
    for pattern in (_DATE, NUMBER):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(a < end and start < b for a, b in taken):
                continue
            source = _source_of(numbers_of(match[0]), told)
            if source:
                unit = _UNITS.match(text, end) if pattern is NUMBER else None
                end = unit.end() if unit else end
                taken.append((start, end))
                yield start, end, source


def _source_of(numbers: frozenset[str], told: Sequence[_Told]) -> str:
    return next((one.source for one in told if numbers and numbers <= one.numbers), "")


def _sources(subject: Subject, profile: MallProfile, sums: Sequence[Sum], language: str) -> Iterator[_Told]:
    for sheet in subject.sheets:
        for fact in sheet.tellable:
            source = f"{fact.source}（{fact.basis}）" if fact.basis else str(fact.source)
            texts = [fact.value, fact.cited, f"{fact.field} {fact.value}", fact.basis]
            if fact.kind in ("name", "brand"):
                texts += _names(fact.value, sheet.value("name"))
            if fact.kind == "shop":
                texts += UNIT.findall(fact.value)
            yield _told(source, texts, language, place=str(fact.source))
        for fact in sheet.all("forbidden"):  # a brief names them; their numbers are known nowhere else
            yield _Told(
                str(fact.source),
                tuple(_in(word, language) for word in sheet.forbidden if word in fact.value),
                frozenset(),
            )
    if subject.campaign:
        campaign = subject.campaign
        yield _told(f"{campaign.doc_id} · 标题", [campaign.name], language)
        for term in campaign.terms.values():
            yield _told(
                term.clause.source, [term.text], language, within=term.clause.text, place=term.clause.source
            )
        for clause in campaign.clauses:
            yield _told(clause.source, [clause.text], language)
    for one in sums:
        for step in one.steps:
            yield _told(f"计算得出：{step}（{'；'.join(one.sources)}）", [one.said, step], language)
    known = [profile.name, profile.hotline, profile.service_desk, profile.sms_signature, profile.name_en]
    yield _told(MALL, [text for text in known if text], language)


def _names(value: str, name: str) -> list[str]:
    """A brand without its bracket, what is in it, and what is left of the product's name without the brand."""
    plain = BRACKETS.sub("", value)
    latin = re.findall(r"[(（]([A-Za-z][^()（）]*)[)）]", value)
    rest = [name[n:] for n in range(2, min(len(plain), len(name))) if name[:n] == plain[:n]]
    return [plain, *latin, *(word.title() for word in latin), *rest]


def _told(source: str, texts: Iterable[str], language: str, within: str = "", place: str = "") -> _Told:
    """`place` is how a brief names the source; its numbers are no facts."""
    texts = [text for text in texts if text]
    pieces = {piece for text in texts for piece in _pieces(text)}
    if place:
        pieces |= {typeset(place), typeset(f"（来源：{place}）")}
    if language == HANT:
        pieces = {to_script(piece, language) for piece in pieces}
    numbers = frozenset(n for text in (*texts, within) for n in numbers_of(text))
    return _Told(source, tuple(pieces), numbers)


def _in(text: str, language: str) -> str:
    return to_script(text, language) if language == HANT else text


@lru_cache(maxsize=4096)
def _pieces(text: str) -> frozenset[str]:
    """The text as drafts print it, whole and in parts."""
    forms = {typeset(form) for form in (text, without_year(text), spoken_dates(text))}
    forms |= {compact_dates(form) for form in forms} | {digit_dates(text)}
    parts = (part.strip(" ()（）“”") for form in forms for part in (form, *_SPLIT.split(form)))
    return frozenset(part for part in parts if len(part) >= _SHORTEST and not part.isdigit())
