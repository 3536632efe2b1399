"""Whether a sentence says a figure that its sources do not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.computation import Computation, Term, take_out
from assistant.figures import Figure, read
from assistant.numerals import plain

_MARK = r"[\[【]\s*(?:资料|passages?)?\s*\d+(?:\s*[,，、]\s*\d+)*\s*[\]】]"
_LIST_MARK = re.compile(r"^\s*(?:[-*•#>]+\s*)?(?:\d{1,2}(?:[、)]|\.\s)|\(\d{1,2}\))?\s*")


@dataclass(frozen=True)
class Ground:
    """What may be said: the figures of some texts, and the texts as they stand."""

    figures: frozenset[tuple[str, object]]
    text: str

    @classmethod
    def of(cls, texts: Iterable[str]) -> Ground:
        joined = "\n".join(texts)
        return cls(frozenset((figure.kind, figure.value) for figure in read(joined)), plain(joined))

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


def unsupported(sentence: str, passages: Sequence[str], asked: str = "") -> list[str]:
    """The figures of a sentence that stand in none of the passages, as they are written.

    Empty means supported. Spellings may differ (11月20日, 2026-11-20, Nov 20); citation marks and
    list numbers are no figures. A figure may also be the result of a computation that the sentence
    shows and that is right, from figures of the passages or of the question that was `asked`; and a
    date that was asked for may lie within a period of the passages.
    """
    ground, question = Ground.of(passages), Ground.of([asked])
    text = _LIST_MARK.sub("", re.sub(_MARK, " ", plain(sentence)))
    text, computations = take_out(text)
    wrong = [c.written for c in computations if not _computable(c, ground, question)]
    figures = [figure for figure in read(text) if not ground.holds(figure)]
    missing = [figure.written for figure in figures if not _asked_within(figure, ground, question)]
    return list(dict.fromkeys([*wrong, *missing]))


def _same(figure: Figure, ground: Ground) -> bool:
    return ground.has(figure.kind, figure.value)


def _measured(figure: Figure, ground: Ground) -> bool:
    """A value with a unit; a table may have the unit in its heading, so a bare number supports it too."""
    return _same(figure, ground) or ground.has("number", figure.value)


def _counted(figure: Figure, ground: Ground) -> bool:
    """A bare number, of whatever unit it has in the passages."""
    kinds = ("number", "money", "percent", "days", "months", "years")
    return any(ground.has(kind, figure.value) for kind in kinds) or _is_year(figure.value, ground)


def _is_year(value: object, ground: Ground) -> bool:
    return any(year == value for year, _, _ in ground.values("date") if year)


def _days(figure: Figure, ground: Ground) -> bool:
    """7天 and 7日, which alone might be the seventh."""
    return _measured(figure, ground) or any(d == figure.value for _, m, d in ground.values("date") if not m)


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


def _both_ends(figure: Figure, ground: Ground) -> bool:
    """The two dates of a period are figures of their own."""
    return True


_RULES: dict[str, Callable[[Figure, Ground], bool]] = {
    "date": _dated,
    "floor": _floor,
    "number": _counted,
    "days": _days,
    "period": _both_ends,
    "money": _measured,
    "percent": _measured,
    "minutes": _measured,
    "months": _measured,
    "years": _measured,
}


def _asked_within(figure: Figure, ground: Ground, question: Ground) -> bool:
    """A day somebody asked for, between two days that the passages name."""
    if figure.kind != "date" or not question.holds(figure):
        return False
    assert isinstance(figure.value, tuple)
    _, month, day = figure.value
    return any(_within(month * 100 + day, first, last) for _, first, last in ground.values("period"))


def _within(day: int, first: int, last: int) -> bool:
    """A period may run over the end of a year."""
    return first <= day <= last if first <= last else day >= first or day <= last


def _computable(computation: Computation, ground: Ground, question: Ground) -> bool:
    """Right, and from known figures; one that a passage shows is taken at its word."""
    if computation.written in ground.text:
        return True
    known = all(_known(term, ground, question) for term in computation.terms)
    return known and computation.is_right


def _known(term: Term, ground: Ground, question: Ground) -> bool:
    spans = (Decimal(term.number).normalize(), (Decimal(term.number) * 60).normalize())
    if not term.unit and any(g.has("minutes", span) for g in (ground, question) for span in spans):
        return True  # a bare operand may count minutes or hours
    figures = read(term.number + term.unit) or read(term.number)
    return all(ground.holds(figure) or question.holds(figure) for figure in figures)
