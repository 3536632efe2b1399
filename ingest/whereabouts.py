"""Where one cell says that a shop lies: 零售館3 1/F M3-104 is a building, a floor and a unit; Shop 301, 3/F; 3F A區."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.halls import names_a_building, without_shop_word
from knowledge.text import fold
from knowledge.writing.floors import is_floor, keys_in

_NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})"
_FLOOR_WORD = re.compile(rf"\s*((?:第|[负負]|地下|[BL])?{_NUMERAL}[层層楼樓](?![盘盤])|首[层層])\s*")
_LATIN = r"(?:[LB]\d{1,2}|B?\d{1,2}/?F|[LU]?G/F)"
_LATIN_FLOOR = re.compile(
    rf"(?<=[一-鿿)）])(?={_LATIN}(?![A-Za-z\d]))|(?:(?<=^\d[Ff])|(?<=^[LB]\d)|(?<=^B\d[Ff])|(?<=^\d/F))(?=[一-鿿])(?![层層楼樓])"
)
_BEFORE_UNIT = re.compile(r"(?<=\d[Ff])/(?=[A-Za-z]{0,3}-?\d{2})|(?<=[LB]\d)/(?=\d{2})")
_TOKEN = re.compile(r"(?:[^\s,，;；|()（）]|[(（][^()（）]*[)）])+")
_BRACKET = re.compile(r"\s*[(（]([^()（）]*)[)）]$")
_ONE = r"[A-Za-z]{0,4}-?[A-Za-z]?\d{1,5}[A-Za-z]?"
_NUMBER = re.compile(
    rf"#?{_ONE}(?:(?:\s*(?:[-–—~/&+.、]|及|和|至)\s*|\s+)(?:{_ONE}|[A-Za-z](?![A-Za-z])))*|[A-Za-z]{{1,4}} \d{{1,5}}[A-Za-z]?"
)
_BY_ITS_NUMBER = re.compile(
    r"#?(?:(?P<below>[Bb])0?|0?)(?P<n>[1-9]\d?)(?P<f>[Ff])?-(?=\w*\d)"
)  # #02-15, 3F-301
_MOST_WORDS = 3  # of a floor's name or of a unit's: Lower Ground Floor, Shop No. 12


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The parts of a cell that says where a shop lies, each as written; `detail` is what else it says."""

    location: str = ""
    floor: str = ""
    unit: str = ""
    detail: str = ""


def whereabouts(cell: str) -> Whereabouts:
    """The building, the floor and the unit that a cell names, in whatever order."""
    tokens = _tokens(cell)
    start, stop = _floor_at(tokens)
    if start == stop:
        return _without_floor(tokens)
    floor, before, after = " ".join(tokens[start:stop]), tokens[:start], tokens[stop:]
    while after and is_floor(fold(after[0])) and not after[0].upper().startswith(floor.upper()):
        floor, after = f"{floor}、{after[0]}", after[1:]
    own = _unit_of(before, floor)
    if own and own[1] == len(before) and _is_long(_joined(before)):
        return _beside(after, floor, own[0], own[2])
    place = next((at for at in range(1, len(after)) if _is_place_before_unit(after, at, floor)), 0)
    unit, count, remark = _unit_of(after[place:], floor) or ("", 0, "")
    if not before and not (unit and not place):
        return _beside(after[:place] + after[place + count :], floor, unit, remark)
    return Whereabouts(
        _joined(before), floor, unit, _said(remark, _joined([*after[:place], *after[place + count :]]))
    )


def _beside(words: Sequence[str], floor: str, unit: str, remark: str) -> Whereabouts:
    """What stands behind a floor is the building, where it names one."""
    said = _joined(words)
    if said and names_a_building(said):
        return Whereabouts(said, floor, unit, remark)
    return Whereabouts("", floor, unit, _said(remark, said))


def _is_place_before_unit(after: Sequence[str], at: int, floor: str) -> bool:
    return names_a_building(_joined(after[:at])) and _unit_of(after[at:], floor) is not None


def _is_long(number: str) -> bool:
    """Whether a number is more than a building's, such as T3."""
    return len(re.findall(r"\d", number)) > 1


def _tokens(cell: str) -> list[str]:
    text = _FLOOR_WORD.sub(r" \1 ", " ".join(cell.split()))
    text = _BEFORE_UNIT.sub(" ", _LATIN_FLOOR.sub(" ", text))
    return [token for token in _TOKEN.findall(text) if any(map(str.isalnum, token))]


def _floor_at(tokens: Sequence[str]) -> tuple[int, int]:
    """From where to where the first floor stands, what says it again included: Level 3 三樓; nowhere is 0, 0."""
    for start in range(len(tokens)):
        for stop in range(start + 1, min(start + _MOST_WORDS, len(tokens)) + 1):
            said = fold(" ".join(tokens[start:stop]))
            if not is_floor(said):
                continue
            keys = keys_in(said)
            while stop < len(tokens) and (
                fold(tokens[stop]) in ("floor", "level")
                or (is_floor(fold(tokens[stop])) and keys_in(fold(tokens[stop])) == keys)
            ):
                stop += 1
            return start, stop
    return 0, 0


def _without_floor(tokens: Sequence[str]) -> Whereabouts:
    whole = _joined(tokens)
    found = None if names_a_building(whole) else _unit_of(tokens, "")
    if found and found[1] == len(tokens):
        return Whereabouts("", _floor_by(found[0]), found[0], found[2])
    last, before = _unit_of(tokens[-1:], ""), _joined(tokens[:-1])
    if last and before and _is_long(last[0]) and (names_a_building(before) or last[0][0].isalpha()):
        return Whereabouts(before, _floor_by(last[0]), last[0], last[2])
    return Whereabouts(location=whole)


def _floor_by(unit: str) -> str:
    """The floor that a number begins with in a writing of its own: #02-15, 3F-301."""
    match = _BY_ITS_NUMBER.match(unit)
    if match is None or not (match["f"] or unit.startswith("#")):
        return ""
    return f"{'B' if match['below'] else 'L'}{match['n']}"


def _unit_of(tokens: Sequence[str], floor: str) -> tuple[str, int, str] | None:
    """The number of a unit that words begin with, how many of them say it, and what is said in brackets behind it."""
    for count in range(min(len(tokens), _MOST_WORDS), 0, -1):
        said = " ".join(tokens[:count])
        bare = _BRACKET.sub("", said)
        remark = said[len(bare) :].strip(" ()（）")
        number = re.sub(r"(?<=\d)[号號]$", "", without_shop_word(bare))
        is_other_floor = is_floor(fold(number)) and not number.upper().startswith(floor.upper() or " ")
        if _NUMBER.fullmatch(number) and not is_other_floor:
            return number, count, remark
    return None


def _joined(tokens: Sequence[str]) -> str:
    return " ".join(tokens).strip(" -–·/")


def _said(*parts: str) -> str:
    return " ".join(filter(None, parts))
