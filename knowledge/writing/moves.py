"""That a shop moves, closes for a time or for good, or opens, as a notice tells it in a row or in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from knowledge.model import Document, Passage, Shop
from knowledge.text import fold
from knowledge.writing.calendar import days_in
from knowledge.writing.changed_hours import CHANGED, change_in, term_in, under_a_header
from knowledge.writing.floors import FLOOR, keys_in
from knowledge.writing.new_shops import new_shop_in
from knowledge.writing.presence import GONE, OPEN, PAUSED, SOON, WORKS, state_in, told
from knowledge.yamlfile import read_yaml

_TABLE = read_yaml(files("knowledge.writing") / "moves.yaml")
_HEADERS = {name: re.compile(pattern) for name, pattern in _TABLE["headers"].items()}
(
    _OF_SHOPS,
    _OF_CHANGES,
    _NONE,
    _MOVED,
    _OPENED,
    _GONE,
    _FOR_A_TIME,
    _LAST_DAY,
    _OF_A_CASE,
    _A_TIME,
    _PAPERS,
) = (
    re.compile(_TABLE[name])
    for name in (
        "of_shops",
        "of_changes",
        "none",
        "moved",
        "opened",
        "gone",
        "for_a_time",
        "last_day",
        "of_a_case",
        "a_time",
        "papers",
    )
)
MOVED = "搬迁"
# What stands in passages that may tell of such a change, or in their headers, in either script.
SIGNS = (
    "搬", "迁", "遷", "撤", "闭店", "閉店", "关店", "關店", "结业", "結業", "歇业", "歇業", "停业", "停業", "装修", "裝修", "翻新",
    "开业", "開業", "开幕", "開幕", "开张", "開張", "暂停营业", "暫停營業", "原来: ", "原來: ", "原址", "新址", "现址", "現址",
    "原铺", "原舖", "原鋪", "原位置", "原柜", "原櫃", "relocat", "moved", "moving", "clos", "renovat", "refurbish", "new unit", "new location", "opening",
)  # fmt: skip
_NO_NOTICE = ("replay", "sop", "campaign", "lottery", "product")
_UNIT = r"[a-z]{0,3}\d*(?:-[a-z]?)?\d{2,}[a-z]?(?![\d:]|[月日年])"
_PLACE = re.compile(rf"[\s\-#号铺位柜店]*(?P<unit>{_UNIT}(?:\s*[、,/&和]\s*{_UNIT})*)")
_A_SIDE = re.compile(r"[(（][^()（）]*[)）]")
_SENTENCE = re.compile(r"[;；。!！\n]|\.(?=\s|$)")
_ANY_YEAR = date(2000, 1, 1)
_UNDER_A_DAY = re.compile(r"20\d{2}[年/.-]\d{1,2}[月/.-]\d{1,2}日?")
_CLAUSE = re.compile(r"[,，]")


@dataclass(frozen=True, slots=True)
class Place:
    """A floor, in the one writing, and the unit on it; either may be empty."""

    floor: str
    unit: str


@dataclass(frozen=True, slots=True)
class Move:
    """What a notice tells of one shop."""

    whose: str  # as written: a cell that holds the name, else what a sentence says before the change
    is_named: bool  # whether that is the name and nothing else
    is_of_shops: bool  # whether it stands in a column of shops
    state: str  # 搬迁, or one of the states of shops
    before: Place | None
    now: Place | None
    words: str  # as written
    when: str
    issued: date | None
    passage: Passage
    document: Document
    hours: str = ""  # those that it changes to, where it changes nothing else

    def days(self, today: date) -> tuple[date | None, date | None]:
        """From when to when it holds; `today` gives the year that neither the words nor the paper say."""
        about = self.issued or today
        if self.state == CHANGED:
            return term_in(self.when, self.hours, about)
        if self.state in (WORKS, PAUSED):
            shop = told(Shop("", "", status=self.state, note=self.when), about)
            return shop.status_from, shop.status_to
        clauses = (days_in(clause, about) for clause in _CLAUSE.split(self.when))
        first = next((min(days) for days in clauses if days), None)
        if first and self.state == GONE and _LAST_DAY.search(fold(self.when)):
            return first + timedelta(days=1), None
        return first, None


def may_tell(document: Document) -> bool:
    """Whether a paper is of those that tell guests of changes."""
    return document.doc_type not in _NO_NOTICE


def is_row_of_changes(headers: Iterable[str]) -> bool:
    """Whether a row is of a table of changes, 店铺, 原铺位, 新铺位, 变动, 日期: a shop, and nothing but what was done with it when."""
    kinds = [_kind_of(folded, "") for header in headers if (folded := fold(header).strip())]
    rest = [folded for header in headers if _kind_of(folded := fold(header).strip(), "") != "shop"]
    is_known = all(_OF_CHANGES.fullmatch(header) or _HEADERS["both"].fullmatch(header) for header in rest)
    return (
        is_known
        and "shop" in kinds
        and bool({"both", "before", "now", "what"} & set(kinds))
        and len(rest) > 1
    )


def headers_of(row: str) -> list[str]:
    """The headers of a row as it is kept."""
    return [header.strip() for header, _, _ in _cells(row)]


def moves_in(document: Document, passages: Iterable[Passage], issued: date | None) -> list[Move]:
    """What a paper tells of shops: its rows, and its sentences where it is a notice by its name or its headings."""
    return [move for passage in passages for move in _moves(passage, document, issued)]


def _moves(passage: Passage, document: Document, issued: date | None) -> Iterator[Move]:
    if passage.kind == "row":
        move = _of_row(passage, document, issued)
        yield from [move] if move else []
    elif _PAPERS.search(fold(" ".join((document.title, *passage.section)))) or document.doc_type == "notice":
        about = _dated(passage) or issued
        for sentence in _SENTENCE.split(passage.text):
            move = _of_sentence(sentence.strip(), passage, document, about)
            yield from [move] if move else []


def _dated(passage: Passage) -> date | None:
    """The day under which a notice stands among others on one page: [2026-11-23] 商户结业."""
    said = next((found[0] for heading in passage.section[-1:] if (found := _UNDER_A_DAY.search(heading))), "")
    return next(iter(days_in(said, _ANY_YEAR)), None) if said else None


# -- a row -----------------------------------------------------------------------------------------


def _of_row(passage: Passage, document: Document, issued: date | None) -> Move | None:
    cells = [(header.strip(), value.strip()) for header, _, value in _cells(passage.text)]
    by_kind: dict[str, list[str]] = {}
    for header, value in cells:
        kind = _kind_of(fold(header), value)
        said = f"{header} {value}" if kind == "when" else value  # 最后营业日, 开业时间
        by_kind.setdefault(kind, []).append(said)
    if "shop" in by_kind and (changed := _hours_of_row(cells, passage, document, issued)):
        return changed
    if "shop" not in by_kind or not by_kind.keys() & {"both", "before", "now", "what"}:
        return None
    header, whose = next(one for one in cells if _kind_of(fold(one[0]), one[1]) == "shop")
    for cell in by_kind.pop("both", ()):
        _part_places(by_kind, cell)
    before, now, what, when, at = (_said(by_kind, kind) for kind in ("before", "now", "what", "when", "at"))
    place = place_in(now) or place_in(_after_moving(fold(what)))
    is_new = "before" in by_kind and not before
    state = _state(f"{now} {what}", place or (None if before else place_in(at)), before, when, is_new)
    if state == SOON:
        place = place or place_in(at)
    if not state or not (state in (GONE, MOVED) or days_in(f"{when} {what}", _ANY_YEAR)):
        return None
    rest = [
        f"{name}：{value}"
        for name, value in cells
        if (name, value) != (header, whose) and not _NONE.fullmatch(fold(value))
    ]
    return Move(
        whose,
        True,
        _OF_SHOPS.search(fold(header)) is not None,
        state,
        place_in(before or at),
        place,
        "，".join(rest),
        f"{when} {what}".strip(),
        issued,
        passage,
        document,
    )


def _hours_of_row(
    cells: Sequence[tuple[str, str]], passage: Passage, document: Document, issued: date | None
) -> Move | None:
    """The hours that a list of changes tells of a shop: 商户: 甲店; 新营业时间: 08:00-24:00; 生效日期: 12月1日."""
    whose = next(one for one in cells if _kind_of(fold(one[0]), one[1]) == "shop")
    hours = list(filter(None, (under_a_header(fold(name), fold(value)) for name, value in cells)))
    when = " ".join(value for name, value in cells if _kind_of(fold(name), value) == "when")
    if len(hours) != 1 or not days_in(when, issued or _ANY_YEAR):
        return None
    rest = "，".join(f"{name}：{value}" for name, value in cells if (name, value) != whose)
    return Move(
        whose[1], True, False, CHANGED, None, None, rest, f"{when}起", issued, passage, document, hours[0]
    )


def _part_places(by_kind: dict[str, list[str]], cell: str) -> None:
    """原/新铺位: L112→L209 as where a shop was and where it is; one place alone is where it lies."""
    before, arrow, now = _ARROW.sub("→", cell).partition("→")
    for kind, place in (("before", before), ("now", now)) if arrow else (("at", cell),):
        by_kind.setdefault(kind, []).append(place.strip())


_ARROW = re.compile(r"[-—=]+[>》]|⇒|➔|➡|>|至|改为|迁至")


def _cells(text: str) -> Iterator[tuple[str, str, str]]:
    return (cell.partition(": ") for cell in text.split("; ") if ": " in cell)


def _kind_of(header: str, value: str) -> str:
    """What a column holds, by its header; by what stands in it where from may be a day or a place."""
    kind = next((kind for kind in _HEADERS if header and _HEADERS[kind].fullmatch(header)), "")
    is_a_day = kind in ("before", "now") and not place_in(value) and days_in(value, _ANY_YEAR)
    return "when" if is_a_day else kind


def _said(by_kind: Mapping[str, list[str]], kind: str) -> str:
    """What the columns of one kind say; empty where they hold a dash."""
    return " ".join(value for value in by_kind.get(kind, ()) if not _NONE.fullmatch(fold(value)))


def _state(words: str, place: Place | None, before: str, when: str, is_new: bool = False) -> str:
    folded = fold(words)
    state = state_in(folded)
    if state in (GONE, WORKS, PAUSED):
        return state
    if state == OPEN and _FOR_A_TIME.search(folded):
        return WORKS
    if state == OPEN and _GONE.search(folded):
        return GONE
    if place and (before or _MOVED.search(folded)):
        return MOVED
    is_new = is_new or _OPENED.search(f"{folded} {fold(when)}") is not None
    return SOON if state == SOON or (place and is_new) else ""


def _after_moving(folded: str) -> str:
    """What follows the word that a shop moves: 负一层B12 of 由二层220迁至负一层B12."""
    found = list(_MOVED.finditer(folded))
    return folded[found[-1].end() :] if found else ""


# -- a sentence ------------------------------------------------------------------------------------


def _of_sentence(sentence: str, passage: Passage, document: Document, issued: date | None) -> Move | None:
    folded = fold(sentence)
    if _OF_A_CASE.search(folded):
        return None
    if changed := change_in(folded):
        whose, hours = changed
        move = Move(
            whose, False, False, CHANGED, None, None, sentence, folded, issued, passage, document, hours
        )
        return (
            move if move.days(issued or _ANY_YEAR)[0] and (issued or re.search(r"20\d{2}", folded)) else None
        )
    moved = _MOVED.search(folded)
    place = place_in(_after_moving(folded)) if moved else None
    state = MOVED if place else _state_of_sentence(folded)
    opened = new_shop_in(sentence, passage.section) if state == SOON and issued else None
    if opened and (there := place_in(opened.place)):
        own = passage, document, opened.hours
        return Move(opened.name, False, True, SOON, None, there, sentence, sentence, issued, *own)
    if not state or (state != MOVED and not days_in(sentence, issued or _ANY_YEAR)):
        return None
    at = moved or _SIGN.search(folded)
    if at is None:
        return None
    if state == SOON:
        place = place_in(next(iter(_IN.findall(folded)), ""))
    before = place_in(folded[: at.start()].rpartition("由")[2]) if state == MOVED else None
    return Move(
        folded[: at.start()],
        False,
        False,
        state,
        before,
        place,
        sentence,
        sentence,
        issued,
        passage,
        document,
    )


_IN = re.compile(r"(?:在|于|at|on)\s*((?:[负地下]*[\d一二三四五六七八九十]+\s?[层楼]|[blf]\d)[^,，。]{0,12})")
_SIGN = re.compile(
    rf"装修|停业|暂停|休业|整修|翻新|闭店|歇业|结业|{_OPENED.pattern}|{_GONE.pattern}|renovat|refurbish"
)


def _state_of_sentence(folded: str) -> str:
    state = _state(folded, None, "", "")
    if state == GONE and _A_TIME.search(folded):
        return ""  # it shuts for the night
    return SOON if not state and _OPENED.search(folded) else state


# -- a place ---------------------------------------------------------------------------------------


def place_in(text: str) -> Place | None:
    """The floor and the unit with which a text begins: 一层118, L1-18, 负一楼 B12 号铺, 2F-215; None where it names neither."""
    folded = _A_SIDE.sub(" ", fold(text)).strip()
    match = FLOOR.match(folded) or re.match(r"(?:lg|ug|g|首层|底层|地面层?)(?:/?f|层|楼)?(?![a-z])", folded)
    floor = next(iter(keys_in(match[0])), "") if match else ""
    unit = _PLACE.match(folded[match.end() :] if match else folded)
    said = unit["unit"].upper() if unit else ""
    if not floor and said and (own := re.match(r"[bl]\d(?=-)|[bl]\d{1,2}(?=-)", said.lower())):
        floor = own[0]
    return Place(floor, said) if floor or said else None
