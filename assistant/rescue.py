"""Whom to ring in danger: police, fire, ambulance, and the mall's own line, as the house's public papers say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from assistant.data import read_table
from knowledge.text import fold

SERVICES = ("police", "fire", "ambulance")
_FEWEST = 3  # texts that name money before it tells where a house stands
CLAUSE_END = re.compile(r"[。;\n!?]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Rescue:
    """Numbers as they are dialled. The Mainland's, where nobody says otherwise; `line` and `listens` may be empty."""

    police: str = "110"
    fire: str = "119"
    ambulance: str = "120"
    line: str = ""  # the mall's own, answered at any hour
    listens: str = "12356"  # for who may harm themselves

    def numbers(self) -> tuple[str, ...]:
        """Each number of the services once, in the order in which notices print them."""
        return tuple(dict.fromkeys((self.police, self.fire, self.ambulance)))

    def values(self, english: bool) -> dict[str, str]:
        """What a sentence may name: every number by its own name, and several of them in words."""
        joint, last, both = (", ", " or ", " and ") if english else ("、", "或", "、")
        *first, final = self.numbers()
        police_and_ambulance = dict.fromkeys((self.police, self.ambulance))
        return {
            **asdict(self),
            "numbers": f"{joint.join(first)}{last}{final}" if first else final,
            "either": last.join(police_and_ambulance),
            "both": both.join(police_and_ambulance),
        }


MAINLAND = Rescue()


@dataclass(frozen=True, slots=True)
class Said:
    """What texts say: how often each number was given for a service (or `any`), and the mall's own line."""

    numbers: tuple[tuple[str, str, int], ...] = ()  # service, number, times
    line: str = ""


def rescue_of(told: Mapping[str, str], said: Said, timezone: str) -> Rescue:
    """The numbers of a house.

    What the house was told comes first (`police`, `fire`, `ambulance`, `line`). The rest is what is rung in the place
    that agrees with it and with most of what public texts say, on equal terms the place of its time zone: a house whose
    texts say that the police is 999 sends nobody to the Mainland's ambulance, and one slip in a text changes nothing.
    Numbers that no place rings are taken as the texts say them.
    """
    places: list[Mapping[str, Any]] = _table()["places"]
    own = [place for place in places if timezone in place["zones"]]
    fits = [place for place in (*own, *places) if _agrees(place, told)] or [*own, *places]
    place = max(fits, key=lambda one: _votes(one, said))
    is_known = _votes(place, said) or any(told.get(name) == place[name] for name in SERVICES)
    stated = {} if is_known else _most(said)
    filled = {name: told.get(name) or stated.get(name) or place[name] for name in SERVICES}
    is_here = timezone in place["zones"] and not stated and _agrees(place, told)
    return Rescue(**filled, line=told.get("line") or said.line, listens=place["listens"] if is_here else "")


def read(texts: Iterable[str]) -> Said:
    """What texts say of the services and of the mall's own line."""
    numbers: Counter[tuple[str, str]] = Counter()
    lines: Counter[str] = Counter()
    for text in texts:
        folded = fold(text)
        numbers.update(set(_services(folded)))
        lines.update(set(_lines(folded)))
    line = lines.most_common(1)[0][0] if lines else ""
    return Said(tuple((role, number, times) for (role, number), times in numbers.items()), line)


def zone_paid_in(texts: Iterable[str]) -> str:
    """The time zone of the place whose money texts name, several of them and more than any other; empty where none does."""
    places: list[Mapping[str, Any]] = [place for place in _table()["places"] if place.get("money")]
    folded = [fold(text) for text in texts]
    named = [sum(re.search(place["money"], text) is not None for text in folded) for place in places]
    most = max(named, default=0)
    if most < _FEWEST or named.count(most) > 1:
        return ""
    return str(places[named.index(most)]["zones"][0])


def paid() -> Sequence[str]:
    """Strings of which a text that names money has one, for who looks such texts up."""
    found: Sequence[str] = _table()["paid"]
    return found


def signs() -> Sequence[str]:
    """Strings of which a text has one that says any of this, for who looks such texts up."""
    found: Sequence[str] = _table()["said"]
    return found


def phone() -> str:
    """The pattern of a telephone number of a house in a folded text."""
    pattern: str = _table()["line"]["number"]
    return pattern


def _agrees(place: Mapping[str, Any], told: Mapping[str, str]) -> bool:
    return all(told.get(name, "") in ("", place[name]) for name in SERVICES)


def _votes(place: Mapping[str, Any], said: Said) -> int:
    """How often texts say what is rung in a place."""
    return sum(
        times
        for role, number, times in said.numbers
        if number == place.get(role) or (role == "any" and number in (place[name] for name in SERVICES))
    )


def _most(said: Said) -> dict[str, str]:
    """For each service the number that is said most often; one for any of them where none is."""
    ranked = sorted(said.numbers, key=lambda one: one[2])
    of_any = [number for role, number, _ in ranked if role == "any"]
    named = {role: number for role, number, _ in ranked if role in SERVICES}
    return {**(dict.fromkeys(SERVICES, of_any[-1]) if of_any else {}), **named}


def _services(folded: str) -> Iterator[tuple[str, str]]:
    """Each role with the number that a text gives it: 警察、消防、救护: 999; 火警119; 119火警; ring 999 for an ambulance."""
    for clause in CLAUSE_END.split(folded):
        tokens = list(_tokens().finditer(clause))
        for run in _runs(tokens, clause):
            yield from _told(run, clause)


def _runs(tokens: Sequence[re.Match[str]], clause: str) -> Iterator[list[re.Match[str]]]:
    """Words and numbers that stand near each other."""
    run: list[re.Match[str]] = []
    for token in tokens:
        if run and not _is_gap(clause[run[-1].end() : token.start()]):
            yield run
            run = []
        run.append(token)
    yield run


def _told(run: Sequence[re.Match[str]], clause: str) -> Iterator[tuple[str, str]]:
    """The roles of a run, each with its number: the one behind its words, or before them where the run begins with a number."""
    kinds = [_kind(token) for token in run]
    numbers = [at for at, kind in enumerate(kinds) if kind == "number"]
    if not numbers:
        return
    if len(numbers) > 1 and numbers == list(range(numbers[0], len(run))):  # 警察/火警/救护: 110/119/119
        roles = list(dict.fromkeys(kind for kind in kinds[: numbers[0]] if kind != "any"))
        if len(roles) == len(numbers):
            yield from ((role, run[at]["number"]) for role, at in zip(roles, numbers, strict=True))
            return
    named = [at for at, kind in enumerate(kinds) if kind in SERVICES]
    words = named or [
        at for at, kind in enumerate(kinds) if kind != "number"
    ]  # any of them, where none is named
    numbers_first = numbers[0] < words[0] if words else False
    for at in words:
        behind = [number for number in numbers if number > at][:1]
        before = [number for number in numbers if number < at][-1:]
        number, *_ = (before or behind) if numbers_first else (behind or before)
        yield kinds[at], run[number]["number"]


def _kind(token: re.Match[str]) -> str:
    return "number" if token["number"] else token.lastgroup or ""


def _is_gap(between: str) -> bool:
    return re.fullmatch(_table()["gap"], between) is not None


def _lines(folded: str) -> Iterator[str]:
    """The numbers of the mall's own line at any hour; a service's hotline by day is none, nor the car park's."""
    for clause in CLAUSE_END.split(folded):
        parts = [clause] if len(_line_numbers(clause)) == 1 else re.split(r"[,、/|]", clause)
        yield from filter(None, map(_line_in, parts))


def _line_in(part: str) -> str:
    table = _table()["line"]
    if not re.search(table["whose"], part) or not re.search(table["always"], part):
        return ""
    numbers = _line_numbers(part)
    return numbers[0] if numbers and not re.search(table["not"], part) else ""


def _line_numbers(part: str) -> list[str]:
    rest = re.sub(_table()["line"]["always"], " ", part)
    return [" ".join(found[0].split()) for found in re.finditer(phone(), rest)]


@cache
def _tokens() -> re.Pattern[str]:
    table = _table()
    roles = [f"(?P<{name}>{pattern})" for name, pattern in table["roles"].items()]
    return re.compile("|".join([*roles, f"{table['before']}(?P<number>{table['short']}){table['after']}"]))


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = read_table("rescue.yaml")
    return table
