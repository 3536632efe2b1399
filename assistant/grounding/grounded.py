"""Whether a sentence says a figure that its sources do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.grounding.computation import Computation, Term, take_out
from assistant.grounding.figures import Figure, read
from assistant.grounding.numerals import plain
from assistant.grounding.sentences import unmarked

Known = frozenset[tuple[str, object]]  # figures, each as a kind and a value

_LIST_MARK = re.compile(r"^\s*(?:[-*•#>]+\s*)?(?:\d{1,2}(?:[、)]|\.\s)|\(\d{1,2}\))?\s*")


@dataclass(frozen=True)
class Ground:
    """What may be said: the figures of some texts, and the texts as they stand."""

    figures: Known
    text: str

    @classmethod
    def of(cls, texts: Iterable[str]) -> Ground:
        joined = "\n".join(texts)
        return cls(frozenset((figure.kind, figure.value) for figure in read(joined)), plain(joined))

    def __or__(self, figures: Known) -> Ground:
        return replace(self, figures=self.figures | figures)

    def holds(self, figure: Figure) -> bool:
        """A bare number is never looked up by its letters: those of a date's day would hold it."""
        if figure.kind != "number" and self._verbatim(figure.written):
            return True
        return _RULES.get(figure.kind, _same)(figure, self)

    def has(self, kind: str, value: object) -> bool:
        return (kind, value) in self.figures

    def values(self, kind: str) -> list[tuple[int, int, int]]:
        return [value for known, value in self.figures if known == kind and isinstance(value, tuple)]

    def _verbatim(self, written: str) -> bool:
        """Letter by letter, and not as a part of a longer number or code."""
        edges = rf"(?<![\d.a-z]){re.escape(written)}(?![a-z]|\.?\d)"
        return bool(written) and re.search(edges, self.text) is not None


@dataclass(frozen=True, slots=True)
class Grounding:
    """What a sentence says without a source, as it is written, and the figures that it computes."""

    missing: list[str]
    computed: Known


def unsupported(sentence: str, passages: Sequence[str], asked: str = "") -> list[str]:
    """The figures of a sentence that stand in none of the passages, as they are written; see `grounding`."""
    return grounding(sentence, passages, asked).missing


def grounding(
    sentence: str, passages: Sequence[str], asked: str = "", before: Known = frozenset()
) -> Grounding:
    """Where a sentence's figures come from.

    Spellings may differ (11月20日, 2026-11-20, Nov 20); citation marks and list numbers are no
    figures. A figure may also be the result of a computation that the sentence shows and that is
    right, from figures of the passages, of the question that was `asked`, or computed `before`; and
    a date that was asked for may lie within a period of the passages.
    """
    ground, question = Ground.of(passages) | before, Ground.of([asked])
    text = _LIST_MARK.sub("", plain(unmarked(sentence)))
    text, computations = take_out(text)
    wrong, computed = [], before
    for computation in computations:
        known = _computed(computation, ground | computed, question)
        wrong += [] if known else [computation.written]
        computed |= known or frozenset()
    figures = read(text)
    ground |= computed
    said = frozenset((figure.kind, figure.value) for figure in figures)
    missing = [
        figure.written
        for figure in figures
        if not ground.holds(figure)
        and not _asked_within(figure, ground, question)
        and not _other_days(figure, ground, said)
        and not (computed > before and _reckoned_with(figure, question))
    ]
    return Grounding(list(dict.fromkeys([*wrong, *missing])), computed)


def _same(figure: Figure, ground: Ground) -> bool:
    return ground.has(figure.kind, figure.value)


def _measured(figure: Figure, ground: Ground) -> bool:
    """A value with a unit; a table may have the unit in its heading, so a number that stands alone supports it too."""
    return (
        _same(figure, ground)
        or ground.has("bare", figure.value)
        or ground.has(f"each {figure.kind}", figure.value)
    )


_DAY = Decimal(1440)  # minutes


def _span(figure: Figure, ground: Ground) -> bool:
    """48小时 and 两天 are the same."""
    assert isinstance(figure.value, Decimal)
    return _measured(figure, ground) or ground.has("days", (figure.value / _DAY).normalize())


def _counted(figure: Figure, ground: Ground) -> bool:
    """A bare number, of whatever unit it has in the passages."""
    kinds = ("number", "written", "money", "percent", "days", "months", "years")
    return any(ground.has(kind, figure.value) for kind in kinds) or _is_year(figure.value, ground)


def _is_year(value: object, ground: Ground) -> bool:
    return any(year == value for year, _, _ in ground.values("date") if year)


def _days(figure: Figure, ground: Ground) -> bool:
    """7天 and 7日, which alone might be the seventh; a day is 24 hours."""
    if _measured(figure, ground) or any(d == figure.value for _, m, d in ground.values("date") if not m):
        return True
    assert isinstance(figure.value, Decimal)
    return ground.has("minutes", (figure.value * _DAY).normalize())


def _weekday(figure: Figure, ground: Ground) -> bool:
    return _same(figure, ground) or (figure.value in (6, 7) and ground.has("weekend", Decimal(6)))


def _weekend(figure: Figure, ground: Ground) -> bool:
    return _same(figure, ground) or ground.has("weekday", Decimal(6)) or ground.has("weekday", Decimal(7))


def _dated(figure: Figure, ground: Ground) -> bool:
    """A date agrees in what both name; a year must stand somewhere, if not beside the day."""
    assert isinstance(figure.value, tuple)
    year, month, day = figure.value
    if not year and not month and ground.has("days", Decimal(day)):
        return True
    dates = ground.values("date")
    if year and not any(year == known for known, _, _ in dates):
        return False
    return any(
        (not month or month == m) and (not day or day == d) and (not year or y in (0, year))
        for y, m, d in dates
    )


def _floor(figure: Figure, ground: Ground) -> bool:
    """A floor is known from a shop's number too: L4-06 is on L4."""
    return _same(figure, ground) or any(
        kind == "unit" and str(value).split("-")[0] == figure.value for kind, value in ground.figures
    )


def _free(figure: Figure, ground: Ground) -> bool:
    """Says more about another figure, which is looked up itself."""
    return True


_RATES = ("minutes", "days", "months", "years")
_RULES: dict[str, Callable[[Figure, Ground], bool]] = {
    "date": _dated,
    "floor": _floor,
    "number": _counted,
    "days": _days,
    "weekday": _weekday,
    "weekend": _weekend,
    "minutes": _span,
    **dict.fromkeys(("money", "percent", "months", "years", "m", "m2", "kg", "°c"), _measured),
    **dict.fromkeys(("period", "bare", "written", "next day", *(f"each {unit}" for unit in _RATES)), _free),
}


def _asked_within(figure: Figure, ground: Ground, question: Ground) -> bool:
    """A day of the week that somebody asked for; a date that was, between two that the passages name."""
    if figure.kind in ("weekday", "weekend"):
        return question.holds(figure)
    if figure.kind != "date" or not question.holds(figure):
        return False
    assert isinstance(figure.value, tuple)
    _, month, day = figure.value
    return any(_within(month * 100 + day, first, last) for _, first, last in ground.values("period"))


def _reckoned_with(figure: Figure, question: Ground) -> bool:
    """How long somebody asked about, beside the computation for it."""
    return figure.kind in ("minutes", "days") and question.holds(figure)


def _other_days(figure: Figure, ground: Ground, said: Known) -> bool:
    """Where passages name some days of the week, a sentence may name all the others together."""
    if figure.kind != "weekday":
        return False
    named = {value for kind, value in ground.figures if kind == "weekday"}
    others = {Decimal(day) for day in range(1, 8)} - named
    return bool(named) and others == {value for kind, value in said if kind == "weekday"} - named


def _within(day: int, first: int, last: int) -> bool:
    """A period may run over the end of a year."""
    return first <= day <= last if first <= last else day >= first or day <= last


def _computed(computation: Computation, ground: Ground, question: Ground) -> Known | None:
    """The figures of a computation that is right and from known figures, else None; one that a passage
    shows is taken at its word."""
    result = _figures(computation.result + computation.unit)
    if computation.written in ground.text:
        return result
    operands: Known = frozenset()
    for term in computation.terms:
        known = _operand(term, ground, question)
        if known is None:
            return None
        operands |= known
    return result | operands if computation.is_right else None


def _operand(term: Term, ground: Ground, question: Ground) -> Known | None:
    """What an operand stands for where that is known: a figure of the passages or of the question, what is
    left of the one after the other (3 of 4 hours after the first), or a discount as a factor (0.8)."""
    rest = _rest(question, ground)
    both = question | ground.figures | rest
    figures = _figures(term.number + term.unit) or _figures(term.number)
    if not term.unit:
        number = Decimal(term.number)
        meant = {(kind, (number * scale).normalize()) for kind, scale in _UNWRITTEN}
        if found := meant & both.figures:
            return figures | found
        if both.has("off", (number * 100).normalize()) or both.has("percent", (number * 100).normalize()):
            return figures
    read_back = read(term.number + term.unit) or read(term.number)
    return figures if all(both.holds(figure) for figure in read_back) else None


# An operand without a unit may count minutes, hours, days.
_UNWRITTEN = (("minutes", 1), ("minutes", 60), ("days", 1), ("months", 1))


def _rest(question: Ground, ground: Ground) -> Known:
    """What was asked for, less what a passage names: of 4 hours 3 after the first, of 4 days 2 after 48 hours."""
    rests = {asked - named for asked in _minutes(question) for named in _minutes(ground) if asked > named}
    return frozenset(
        (kind, (rest / scale).normalize())
        for rest in rests
        for kind, scale in (("minutes", 1), ("days", _DAY))
    )


def _minutes(ground: Ground) -> set[Decimal]:
    scales = {"minutes": Decimal(1), "days": _DAY}
    return {
        value * scales[kind]
        for kind, value in ground.figures
        if kind in scales and isinstance(value, Decimal)
    }


def _figures(text: str) -> Known:
    return frozenset((figure.kind, figure.value) for figure in read(text))
