"""Who is on duty, for staff, out of the rosters that they may read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from assistant.asking.asked import Asked
from assistant.data import read_table
from assistant.model import Handling
from assistant.quoted.cells import cells_of
from assistant.quoted.roster_rows import Duty, duties_in, pattern
from assistant.quoted.rows import passages_of, rows_near
from assistant.reply import Line, Reply, Source
from knowledge.library import Library
from knowledge.model import Document, Passage
from knowledge.text import fold
from knowledge.writing.calendar import days_in, names_a_day, weekday_name

_MOST_DAYS = 7
_MOST_NOTES = 3
_SHIFT = re.compile(r"([早中晚夜白]|(?<![周期\d])日)班|([早中晚夜白])(?=[和、跟][早中晚夜白]班)")
_ORDER = "早白日中晚夜休"
_SOME_DAY = re.compile(r"(?<!\d)(\d{1,2})[日号]")
_LINES = re.compile(r"[\n。]")
_CLAUSES = re.compile(r"[，,；;](?![^（(]*[)）])")
_PAIR = 2  # characters by which a post is known


def on_duty(asked: Asked, library: Library) -> Reply | None:
    """Who is on duty, on which shift or off, by a roster that names persons and days; None where none does."""
    text = fold(asked.full)
    if not asked.staff or asked.english or not (_says("of_number", text) or _asks(text)):
        return None
    papers = {
        paper.doc_id: paper for _, paper in rows_near(library, asked, read_table("rosters.yaml")["find"])
    }
    contents = [
        (passage, paper) for paper in papers.values() for passage in passages_of(library, asked, paper)
    ]
    return by_roster(text, fold(asked.text), asked.today, contents)


def by_roster(
    text: str, message: str, today: date, contents: Sequence[tuple[Passage, Document]]
) -> Reply | None:
    """What the rosters among the contents of papers tell; `message` is what of the whole question was said last."""
    duties = duties_in(contents, today)
    persons = [name for name in dict.fromkeys(one.name for one in duties) if fold(name) in text]
    if _says("of_number", text):
        called = {one.name: one for one in duties if one.name in persons and one.number}
        numbers = tuple(Line(f"{_called(one, post=True)}。", (one.source,)) for one in called.values())
        return Reply(Handling.ANSWER, numbers, 0.9, topic=text) if numbers else None
    meant = [one for one in duties if one.name in persons] if persons else _of_posts(text, duties)
    if not meant:
        return None
    days = _days(text, today)
    if persons and not days:
        return _of_all_days(meant, text)
    days = days or [today]
    told = [one for one in meant if one.day in days]
    if not told:
        return _beyond(duties, days[0])
    shifts = _shifts(message) or _shifts(text)
    shown = told if persons else _shown(told, text, shifts)
    lines = [line for day in days for line in _of_day(shown, day, text, persons, shifts)]
    if not lines:
        return None
    notes = _notes(shown, duties, shifts, contents)
    if swaps := [note for note in notes if _is_by_another(note.text, shown)]:
        notes = [note for note in notes if note not in swaps]
        lines = [*swaps, *(replace(line, text=f"表上原排：{line.text}") for line in lines)]
    return Reply(Handling.ANSWER, (*lines, *notes), 0.9, topic=text)


def _is_by_another(note: str, shown: Sequence[Duty]) -> bool:
    """Whether a remark has somebody else on duty than those whom the table names, and none of them."""
    days = {str(one.day.day) for one in shown}
    theirs = [one for one in _CLAUSES.split(note) if _is_of(one, days, shown)]
    return any(map(partial(_says, "swapped"), theirs)) and not any(one.name in note for one in shown)


def _shown(duties: Sequence[Duty], text: str, shifts: frozenset[str]) -> list[Duty]:
    """Of the duties of those days those off, where that is asked, or those of the shift; all where nobody is on it."""
    if _says("of_rest", text):
        return [one for one in duties if one.rests]
    return [one for one in duties if one.mark in shifts] or list(duties)


def _asks(text: str) -> bool:
    return _says("asks", text) and _says("of_duty", text) and not _says("of_a_rule", text)


def _shifts(text: str) -> frozenset[str]:
    named = frozenset(one or other for one, other in _SHIFT.findall(text))
    return named or frozenset("晚夜" if _says("evening", text) else "")


def _days(text: str, today: date) -> list[date]:
    days = days_in(text, today)
    if not days and "周末" in text:
        saturday = today + timedelta((5 - today.weekday()) % 7)
        days = [saturday, saturday + timedelta(1)]
    return sorted(days)[:_MOST_DAYS]


def _of_posts(text: str, duties: Sequence[Duty]) -> list[Duty]:
    """The duties of the posts that are named, by all of a name or the most of it; of all posts where none is."""
    said = text
    for word, written in sorted(read_table("rosters.yaml")["posts"].items(), key=lambda row: -len(row[0])):
        if word in said:
            said = f"{said} {written}"
    shared = {post: _shared(fold(post), said) for post in dict.fromkeys(one.post for one in duties)}
    most = max(shared.values(), default=0)
    named = [post for post in shared if most >= _PAIR and shared[post] == most]
    rest = text
    for post in named:
        rest = rest.replace(fold(post), " ")
    # 谁 alone is asked of anything: a day, a shift, a rest or the post itself must be asked for beside it
    of_roster = bool(_SHIFT.search(rest)) or _says("of_rest", rest) or _says("on_duty", rest)
    of_post = bool(named) and (_says("now", rest) or names_a_day(rest) or _asks_who(named, text))
    if not (of_roster or of_post):
        return []
    return [one for one in duties if one.post in named] if named else list(duties)


def _asks_who(posts: Sequence[str], text: str) -> bool:
    """Whether it is asked who somebody of a post is, and nothing of what he does: 值班经理是谁."""
    post = "|".join(re.escape(fold(one)) for one in posts)
    return re.search(rf"(?:{post})(?:是|都有)?(?:谁|哪[一几]?[位个])|谁是(?:{post})", text) is not None


def _shared(post: str, text: str) -> int:
    """The longest part of a post's name that a text has."""
    parts = (post[a:b] for a in range(len(post)) for b in range(len(post), a + 1, -1))
    return max((len(part) for part in parts if part in text), default=0)


def _of_day(
    shown: Sequence[Duty], day: date, text: str, persons: Sequence[str], shifts: frozenset[str]
) -> list[Line]:
    """One line for a person, for those off, for the shift that is asked for, or else for each post."""
    duties = [one for one in shown if one.day == day]
    if not duties:
        return []
    when = f"{day.month}月{day.day}日（{weekday_name(day)}）"
    if persons:
        return [
            Line(f"{_called(one, post=True)}{when}：{_spoken(one.mark)}。", (one.source,)) for one in duties
        ]
    if _says("of_rest", text):
        names = "、".join(_called(one, post=True) for one in duties)
        return [Line(f"{when}休息：{names}。", _sources(duties))]
    if {one.mark for one in duties} <= shifts:
        return [
            Line(f"{when}{post}{_spoken(mark)}：{'、'.join(map(_called, ones))}。", _sources(ones))
            for mark, at_once in _by(duties, "mark").items()
            for post, ones in _by(at_once, "post").items()
        ]
    posts = _by(duties, "post")
    first = [post for post in posts if _says("on_duty", post)] if _says("on_duty", text) else []
    return [
        Line(f"{when}{post}{_counted(posts[post], text)}：{_by_shift(posts[post])}。", _sources(posts[post]))
        for post in (*first, *(post for post in posts if post not in first))
    ]


def _by_shift(duties: Sequence[Duty]) -> str:
    return "；".join(
        f"{_spoken(mark)} {'、'.join(map(_called, ones))}" if mark else "、".join(map(_called, ones))
        for mark, ones in sorted(_by(duties, "mark").items(), key=lambda row: _ORDER.find(row[0]))
    )


def _counted(duties: Sequence[Duty], text: str) -> str:
    there = sum(not one.rests for one in duties)
    return f"在班{there}人" if _says("how_many", text) else ""


def _of_all_days(duties: Sequence[Duty], text: str) -> Reply | None:
    """On which days somebody is off, or else on which shift; None where none of it is asked for."""
    told = [one for one in duties if one.rests] if _says("of_rest", text) else []
    told = told or [one for one in duties if not one.rests]
    if not told:
        return None
    days = "、".join(
        f"{one.day.month}月{one.day.day}日（{weekday_name(one.day)}）{_spoken(one.mark)}" for one in told
    )
    line = Line(f"{_called(told[0], post=True)}：{days}。", _sources(told))
    return Reply(Handling.ANSWER, (line,), 0.9, topic=f"{told[0].name} {text}")


def _beyond(duties: Sequence[Duty], day: date) -> Reply:
    """That the roster does not go so far."""
    first, last = min(duties, key=lambda one: one.day), max(duties, key=lambda one: one.day)
    text = (
        f"《{last.source.document.title}》写的是{first.day.month}月{first.day.day}日至{last.day.month}月{last.day.day}日，"
        f"没有{day.month}月{day.day}日的班。"
    )
    return Reply(Handling.PARTIAL, (Line(text, (last.source,)),), 0.5)


def _notes(
    duties: Sequence[Duty],
    others: Sequence[Duty],
    shifts: frozenset[str],
    contents: Sequence[tuple[Passage, Document]],
) -> list[Line]:
    """What the roster says beside its table of those who were told, and when their shifts begin and end."""
    tables = {(one.source.document.doc_id, tuple(one.source.passage.section)) for one in duties}
    names, days = {one.name for one in duties}, {str(one.day.day) for one in duties}
    off = {one.name for one in duties if one.rests}
    elsewhere = {one.post for one in others} - {one.post for one in duties}
    marks = shifts or {one.mark for one in duties if one.mark and not one.rests}
    shift = re.compile(rf"(?:{'|'.join(map(re.escape, marks))})班?[”\"]?\s?[=＝]") if marks else None
    found: list[Line] = []
    for passage, document in contents:
        if (document.doc_id, tuple(passage.section)) in tables and _is_beside(passage):
            text = passage.text.partition(": ")[2] if passage.kind == "row" else passage.text
            for said in filter(None, map(str.strip, _LINES.split(text))):
                dated = set(_SOME_DAY.findall(said))
                of_them = any(name in said for name in (names if dated & days else () if dated else off))
                of_them = of_them or any(_is_of(one, days, duties) for one in _CLAUSES.split(said))
                is_theirs = not any(post in said for post in elsewhere)
                if of_them or (shift and is_theirs and shift.search(said)):
                    found.append(Line(f"{said}。", (Source(passage, document, said),)))
    return found[:_MOST_NOTES]


def _is_of(clause: str, days: set[str], duties: Sequence[Duty]) -> bool:
    """Whether a clause of a remark is of those days and of a shift or post of those that are told: 28日晚班改由王某顶."""
    folded = fold(clause)
    return bool(days.intersection(_SOME_DAY.findall(folded))) and any(
        (one.mark and f"{one.mark}班" in folded) or (len(one.post) > 1 and fold(one.post)[:2] in folded)
        for one in duties
    )


def _is_beside(passage: Passage) -> bool:
    """Whether a passage stands below the table of a roster: prose, or a row of one cell."""
    return passage.kind != "row" or len(cells_of(passage.text)) == 1


def _called(duty: Duty, post: bool = False) -> str:
    beside = "，".join(filter(None, (duty.post if post else "", duty.number)))
    return f"{duty.name}（{beside}）" if beside else duty.name


def _spoken(mark: str) -> str:
    return "休息" if mark == "休" else "值班" if not mark else f"{mark}班"


def _by(duties: Sequence[Duty], field: str) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = {}
    for one in duties:
        found.setdefault(getattr(one, field), []).append(one)
    return found


def _sources(duties: Iterable[Duty]) -> tuple[Source, ...]:
    return tuple({one.source.passage.passage_id: one.source for one in duties}.values())


def _says(name: str, text: str) -> bool:
    return pattern(name).search(text) is not None
