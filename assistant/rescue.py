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
_CLAUSE = re.compile(r"[。;\n!?]|\.(?=\s|$)")


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


def rescue_of(told: Mapping[str, str], known: Mapping[str, str], timezone: str) -> Rescue:
    """The numbers of a house.

    What the house was told comes first (`police`, `fire`, `ambulance`, `line`), then what its public texts `read`, then
    what is rung in the place that agrees with both: the place of its time zone before others. A house whose texts say
    that the police is 999 does not send anybody to the Mainland's ambulance.
    """
    stated = {name: told.get(name) or known.get(name, "") for name in SERVICES}
    place = _place(stated, timezone)
    filled = {name: stated[name] or place[name] for name in SERVICES}
    is_here = timezone in place["zones"]
    listens = place["listens"] if is_here and _agrees(place, stated) else ""
    return Rescue(**filled, line=told.get("line") or known.get("line", ""), listens=listens)


def read(texts: Iterable[str]) -> dict[str, str]:
    """What texts say of `police`, `fire`, `ambulance` and `line`; of several numbers for one the one said most often."""
    said: dict[str, Counter[str]] = {name: Counter() for name in (*SERVICES, "any", "line")}
    for text in texts:
        folded = fold(text)
        for role, number in _services(folded):
            said[role][number] += 1
        for number in _lines(folded):
            said["line"][number] += 1
    most = {name: counts.most_common(1)[0][0] for name, counts in said.items() if counts}
    of_any = most.pop("any", "")
    return {**(dict.fromkeys(SERVICES, of_any) if of_any else {}), **most}


def signs() -> Sequence[str]:
    """Strings of which a text has one that says any of this, for who looks such texts up."""
    found: Sequence[str] = _table()["said"]
    return found


def _place(stated: Mapping[str, str], timezone: str) -> Mapping[str, Any]:
    places: list[Mapping[str, Any]] = _table()["places"]
    own = [place for place in places if timezone in place["zones"]]
    return next((place for place in (*own, *places) if _agrees(place, stated)), (*own, *places)[0])


def _agrees(place: Mapping[str, Any], stated: Mapping[str, str]) -> bool:
    return all(number in ("", place[name]) for name, number in stated.items())


def _services(folded: str) -> Iterator[tuple[str, str]]:
    """Each role with the number that a text gives it: 警察、消防、救护: 999; 火警119; 119火警; ring 999 for an ambulance."""
    for clause in _CLAUSE.split(folded):
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
    """The roles of a run, each with its number: the one behind its words, or before them where that is nearer."""
    kinds = [_kind(token) for token in run]
    numbers = [at for at, kind in enumerate(kinds) if kind == "number"]
    if not numbers:
        return
    if len(numbers) > 1 and numbers == list(range(numbers[0], len(run))):  # 警察/火警/救护: 110/119/119
        roles = list(dict.fromkeys(kind for kind in kinds[: numbers[0]] if kind != "any"))
        if len(roles) == len(numbers):
            yield from ((role, run[at]["number"]) for role, at in zip(roles, numbers, strict=True))
            return
    said = [kind for kind in kinds if kind in SERVICES]
    for at, kind in enumerate(kinds):
        if kind == "number" or (said and kind not in said):
            continue  # a word for any of them says nothing where one is named
        behind = next((number for number in numbers if number > at), None)
        before = next((number for number in reversed(numbers) if number < at), None)
        if before is not None and (behind is None or _space(run, before, at) < _space(run, at, behind)):
            behind = before
        assert behind is not None
        yield kind, run[behind]["number"]


def _space(run: Sequence[re.Match[str]], first: int, last: int) -> int:
    """The characters between two of a run that are none of their words."""
    return sum(run[at + 1].start() - run[at].end() for at in range(first, last))


def _kind(token: re.Match[str]) -> str:
    return "number" if token["number"] else token.lastgroup or ""


def _is_gap(between: str) -> bool:
    return re.fullmatch(_table()["gap"], between) is not None


def _lines(folded: str) -> Iterator[str]:
    """The numbers of the mall's own line at any hour; a service's hotline by day is none, nor the car park's."""
    for clause in _CLAUSE.split(folded):
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
    return [" ".join(found[0].split()) for found in re.finditer(_table()["line"]["number"], rest)]


@cache
def _tokens() -> re.Pattern[str]:
    table = _table()
    roles = [f"(?P<{name}>{pattern})" for name, pattern in table["roles"].items()]
    return re.compile("|".join([*roles, f"{table['before']}(?P<number>{table['short']}){table['after']}"]))


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = read_table("rescue.yaml")
    return table
