"""All facts of a period as columns of numbers, from which every figure is summed.

A row is a conversation, or one of its tickets with the ticket's own desk. Columns are what each adds
to the numerators and denominators, so that whatever rows are taken, parts add up to the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from assistant.insights.counting import BY_CONVERSATION, BY_TICKET, ENTRIES, VALUES
from assistant.insights.facts import Facts
from assistant.insights.figure import FEW, Figure, share
from assistant.insights.metrics import Kind, dimensions, metrics
from assistant.insights.wanted import Wanted

Figures = Mapping[str, Figure]
Key = tuple[str, ...]  # a value of each dimension that rows are told apart by


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have the same values: how many conversations they are of, and their figures."""

    key: Key
    conversations: int
    figures: Figures

    @property
    def is_small(self) -> bool:
        return self.conversations < FEW


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: a topic, an emotion by its cause, a kind of gap; in how many conversations."""

    key: tuple[str, str]
    count: int


class Table:
    """The rows of these facts that are wanted."""

    def __init__(self, facts: Sequence[Facts], wanted: Wanted | None = None) -> None:
        wanted = wanted or Wanted()
        taken = [one for one in facts if wanted.takes(one)]
        self.facts = [one for one in taken if one.is_conversation and wanted.takes_desk(one.desk)]
        self._tickets = [
            (one, ticket) for one in taken for ticket in one.tickets if wanted.takes_desk(ticket.desk)
        ]

    # -- the whole -------------------------------------------------------------------------------

    @cached_property
    def figures(self) -> Figures:
        """Every metric but lists, by its id."""
        (group,) = self.by(())
        return group.figures

    def count(self) -> None:
        """Counts all that is asked of later, once."""
        _ = self.figures

    def entries(self, list_id: str) -> list[Entry]:
        """A list, most frequent first."""
        count = Counter(key for one in self.facts for key in ENTRIES[list_id](one))
        return [Entry(key, number) for key, number in sorted(count.items(), key=lambda e: (-e[1], e[0]))]

    def behind(self, metric_id: str, side: str = "numerator") -> list[tuple[Facts, int]]:
        """The conversations that add to this side of a figure, each with how much; of medians, those with values.

        A list has no sides: each conversation that stands in it adds one. Tickets without a conversation have none
        to show, and stand here with an empty id.
        """
        at = 0 if side == "numerator" else 1
        if metric_id in ENTRIES:
            return [(one, 1) for one in self.facts if ENTRIES[metric_id](one)]
        if metric_id in VALUES:
            return [(one, many) for one in self.facts if (many := len(VALUES[metric_id](one)))]
        if metric_id in BY_CONVERSATION:
            count = BY_CONVERSATION[metric_id]
            return [(one, many) for one in self.facts if (many := count(one)[at])]
        added: dict[int, int] = {}
        owners: dict[int, Facts] = {}
        for one, ticket in self._tickets:
            if many := BY_TICKET[metric_id](ticket)[at]:
                owners[id(one)] = one
                added[id(one)] = added.get(id(one), 0) + many
        return [(owners[key], many) for key, many in added.items()]

    def behind_entry(self, list_id: str, key: tuple[str, str]) -> list[tuple[Facts, int]]:
        """The conversations behind one line of a list."""
        return [(one, 1) for one in self.facts if key in ENTRIES[list_id](one)]

    # -- parts of it -----------------------------------------------------------------------------

    def by(self, names: Sequence[str]) -> list[Group]:
        """The figures of each combination of values that there is, in the order of the values; () is the whole."""
        codes, keys = self._coded(names)
        many = len(self.facts)
        sums = {
            **_sums(self._of_conversations, codes[:many], len(keys)),
            **_sums(self._of_tickets, codes[many:], len(keys)),
        }
        counts = np.bincount(codes[:many], minlength=len(keys))
        values = {name: self._values(name, codes[:many], len(keys)) for name in VALUES}
        return [
            Group(key, int(counts[at]), _figures(at, sums, values))
            for at, key in sorted(enumerate(keys), key=lambda each: each[1])
        ]

    def _coded(self, names: Sequence[str]) -> tuple[np.ndarray, list[Key]]:
        """The number of each row's key, and the keys by number."""
        keys: dict[Key, int] = {(): 0} if not names else {}
        picked = [self._column(name) for name in names]
        rows = zip(*picked, strict=True) if names else ((),) * (len(self.facts) + len(self._tickets))
        codes = [keys.setdefault(key, len(keys)) for key in rows]
        return np.array(codes, dtype=np.int64), list(keys)

    def _column(self, name: str) -> list[str]:
        if name not in dimensions():
            raise KeyError(name)
        if name == "desk":
            return [one.desk for one in self.facts] + [ticket.desk for _, ticket in self._tickets]
        owners = [*self.facts, *(one for one, _ in self._tickets)]
        if name == "day":
            return [one.day.isoformat() for one in owners]
        return [getattr(one, name) for one in owners]

    @cached_property
    def _of_conversations(self) -> dict[str, np.ndarray]:
        return {
            name: _pairs(map(count, self.facts), len(self.facts)) for name, count in BY_CONVERSATION.items()
        }

    @cached_property
    def _of_tickets(self) -> dict[str, np.ndarray]:
        return {
            name: _pairs((count(ticket) for _, ticket in self._tickets), len(self._tickets))
            for name, count in BY_TICKET.items()
        }

    @cached_property
    def _flat(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Of each metric of values: all of them, and how many each conversation has."""
        found = {}
        for of in dict.fromkeys(VALUES.values()):
            each = [of(one) for one in self.facts]
            flat = np.array([value for values in each for value in values], dtype=float)
            found[of] = flat, np.array([len(values) for values in each], dtype=np.int64)
        return {name: found[of] for name, of in VALUES.items()}

    def _values(self, name: str, codes: np.ndarray, many: int) -> list[np.ndarray]:
        """The values of each key, sorted."""
        flat, lengths = self._flat[name]
        owners = np.repeat(codes, lengths)
        order = np.lexsort((flat, owners))
        ends = np.cumsum(np.bincount(owners, minlength=many))
        return np.split(flat[order], ends[:-1])


def _pairs(pairs: Iterable[tuple[int, int]], many: int) -> np.ndarray:
    return np.fromiter(chain.from_iterable(pairs), np.int64, 2 * many).reshape(-1, 2)


def _sums(columns: Mapping[str, np.ndarray], codes: np.ndarray, many: int) -> dict[str, np.ndarray]:
    """Numerator and denominator of each metric for each key; exact, as long as they stay below 2⁵³."""
    return {
        name: np.stack([np.bincount(codes, side, many) for side in pairs.T], axis=1)
        for name, pairs in columns.items()
    }


def _figures(at: int, sums: Mapping[str, np.ndarray], values: Mapping[str, list[np.ndarray]]) -> Figures:
    told = {}
    for name, metric in metrics().items():
        if metric.is_sum:
            told[name] = share(metric, *(int(number) for number in sums[name][at]))
        elif metric.kind is not Kind.LIST:
            of = values[name][at]
            told[name] = Figure(metric, middle(of, metric.kind), denominator=len(of))
    return told


def middle(values: np.ndarray, kind: Kind) -> float | None:
    """The median, or the smallest value that 95 of 100 do not exceed, of sorted values; None of none."""
    many = len(values)
    if not many:
        return None
    if kind is Kind.P95:
        return float(values[-(-many * 95 // 100) - 1])
    return float((values[(many - 1) // 2] + values[many // 2]) / 2)
