"""The figures of a draft: which of them stand nowhere, and which it reckons before the reader's eyes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.grounding.figures import read
from assistant.grounding.grounded import Known, grounding


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`missing` as they are written; `computed` are the figures of right computations, operands with them."""

    missing: tuple[str, ...] = ()
    computed: Known = frozenset()

    @property
    def numbers(self) -> tuple[str, ...]:
        """What was computed, as a text in which the check of numbers finds it."""
        values = [value for _, value in self.computed if isinstance(value, Decimal)]
        return (" ".join(sorted({f"{value:f}" for value in values})),) if values else ()


def reckoned(sentences: Sequence[str], sources: Sequence[str]) -> Reckoned:
    """A later sentence may go on from what an earlier one has computed.

    A weekend that stands alone in a sentence greets somebody: 周末带孩子出门. Beside other figures it is a day.
    """
    missing: list[str] = []
    computed: Known = frozenset()
    for sentence in sentences:
        ground = grounding(sentence, sources, before=computed)
        greets = all(figure.kind == "weekend" for figure in read(sentence))
        missing += [] if greets else ground.missing
        computed = ground.computed
    return Reckoned(tuple(dict.fromkeys(missing)), computed)
