"""A question that may ask for a sum, with what its rule may be read from, and the words to say the sum in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property

from assistant.data import read_table
from assistant.grounding.numerals import plain
from assistant.quoted.focus import Focus, focus
from assistant.reckoning.items import Item, items_in
from assistant.reply import Line, Source
from knowledge.directory import Directory
from knowledge.model import Document, Hit, Passage, Shop, Standing
from knowledge.writing.calendar import weekday_name
from knowledge.writing.currency import YUAN, sign_in

Finds = Callable[[str], Sequence[Hit]]
RowOf = Callable[[Shop], Source | None]
PaperOf = Callable[[Document], Sequence[Passage]]
EXAMPLE = re.compile(r"举例|算例|例如|比如|另一种情况|计算得出")  # a worked example stands after its rule


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as it is said, and the passages that its rule was read from, the rule first."""

    text: str
    sources: tuple[Source, ...]

    def line(self) -> Line:
        """The sum as it is told; in English in the money of its rule."""
        sign = sign_in(" ".join(one.passage.text for one in self.sources))
        return Line(self.text.replace(YUAN, sign), self.sources)


@dataclass(frozen=True)
class Asking:
    """A whole question in plain words; `find` gives what this viewer may read, best first, for any words."""

    text: str
    find: Finds
    today: date
    directory: Directory = field(default_factory=lambda: Directory(()))
    row_of: RowOf = lambda _: None
    english: bool = False
    at: datetime | None = None  # the moment at which it is asked
    paper: PaperOf = lambda _: ()  # the passages of a paper, in its order
    before: str = ""  # what was asked before, in plain words

    @cached_property
    def told(self) -> str:
        return plain(self.text)

    @cached_property
    def items(self) -> list[Item]:
        """The amounts of money that the question names."""
        return items_in(self.told)

    @cached_property
    def own(self) -> list[Hit]:
        """What the question itself finds."""
        return self._in_force(self.find(self.text))

    @cached_property
    def about(self) -> Focus:
        return focus(self.text, self.own)

    @cached_property
    def shops(self) -> list[Shop]:
        return list(dict.fromkeys(mention.shop for mention in self.directory.mentions(self.told)))

    def rules(self, words: str) -> list[Hit]:
        """The passages in force where a rule may stand that goes by these words, whatever else the question says.

        Those of the question come first; a worked example comes after every rule.
        """
        found = [*self.own, *self._in_force(self.find(words))]
        once = {hit.passage.passage_id: hit for hit in reversed(found)}
        order = dict.fromkeys(hit.passage.passage_id for hit in found)
        return sorted((once[key] for key in order), key=lambda hit: bool(EXAMPLE.search(hit.passage.text)))

    def day(self, day: date) -> str:
        """A day with its weekday, as a sum says it."""
        if self.english:
            return f"{day.isoformat()} ({day.strftime('%A')})"
        return f"{day.year}年{day.month}月{day.day}日（{weekday_name(day)}）"

    def say(self, key: str, **values: object) -> str:
        return says(self.english)(key, **values)

    def steps(self, parts: Sequence[str]) -> str:
        return self.say("between").join(part for part in parts if part)

    def _in_force(self, hits: Sequence[Hit]) -> list[Hit]:
        return [hit for hit in hits if hit.standing is Standing.IN_FORCE]


def says(english: bool) -> Callable[..., str]:
    """Says a sentence of data/sums.yaml, by its key, with these values."""

    def say(key: str, **values: object) -> str:
        said = {name: _plain(value) for name, value in values.items()}
        return _words()["en" if english else "zh"][key].format(**said)

    return say


def source(hit: Hit) -> Source:
    return Source(hit.passage, hit.document)


def money(value: Decimal) -> Decimal:
    """An amount to the cent, without trailing zeros."""
    return value.quantize(Decimal("0.01")).normalize()


def _plain(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    loaded: Mapping[str, Mapping[str, str]] = read_table("sums.yaml")
    return loaded
