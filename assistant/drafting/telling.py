"""What a subject has to tell, statement by statement, and whether a text tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assistant.drafting.facts.table import FactSheet
from assistant.drafting.subject import Subject
from assistant.drafting.sums.terms import Campaign
from assistant.drafting.templates.points import KIND_TERMS, TERM_NAMES
from assistant.drafting.templates.slots import place_of
from assistant.grounding.figures import Figure, read
from assistant.grounding.grounded import Ground
from knowledge.text import fold, is_cjk

# Kinds of facts that only serve others: the price before, how an offer is to be written, what it is filed under.
ASIDE = frozenset(
    {"category", "brand", "base_price", "citation", "promo_terms", "after_coupon", "after_coupon_terms", "coupon"}
    | {"refund_own", "refund_theirs", "hidden", "forbidden"}
)  # fmt: skip
UNCOUNTED = frozenset({"bare", "written", "period", "each days", "each months", "each minutes", "each years"})
SHARED = 0.6  # of a statement's character pairs: told in other words, or in part
SHARED_OF_A_NAME = 0.5  # which is often said without its brand
SHARED_BESIDE_A_COUNT = 0.25  # where a bare count agrees, which might be another's


@dataclass(frozen=True, slots=True)
class Statement:
    """`kind` is a fact's kind or a term's name; `text` is what has to be told of it."""

    kind: str
    label: str
    text: str
    source: str
    basis: str = ""  # has to stand beside the figure, as of a test

    @property
    def full(self) -> str:
        return f"{self.label}:{self.text}" + (f"({self.basis})" if self.basis else "")


def statements_of(subject: Subject) -> tuple[Statement, ...]:
    """Everything that copy on this subject may want to tell, each part of a list for itself."""
    if subject.sheet:
        return tuple(_of_sheet(subject.sheet))
    return terms_of(subject.campaign) if subject.campaign else ()


def _of_sheet(sheet: FactSheet) -> Iterator[Statement]:
    for fact in sheet.tellable:
        if fact.kind in ASIDE:
            continue
        text = place_of(fact.value) if fact.kind == "shop" else fact.value
        for part in re.split(r"[;；]\s*", text):
            if part.strip():
                basis = fact.basis if fact.cited != fact.value else ""
                yield Statement(fact.kind, fact.field, part.strip(), fact.source, basis)


def terms_of(campaign: Campaign) -> tuple[Statement, ...]:
    """Its name and the terms that belong to its kind."""
    found = ((name, campaign.terms.get(name)) for name in KIND_TERMS[campaign.kind].split())
    told = (Statement(n, TERM_NAMES[n], term.text, term.clause.source) for n, term in found if term)
    return (Statement("name", "名称", campaign.name, campaign.doc_id), *told)


@dataclass(frozen=True)
class Said:
    """A text, as it is searched for statements."""

    text: str

    @cached_property
    def ground(self) -> Ground:
        return Ground.of([sound(self.text)])

    @cached_property
    def pairs(self) -> frozenset[str]:
        return pairs_of(self.text)

    def tells(self, statement: Statement) -> bool:
        """Its figures stand in the text, whatever the words; without figures, most of its words do."""
        figures = figures_of(statement.text)
        if figures:
            if not all(self.ground.holds(figure) for figure in figures):
                return False
            own = pairs_of(statement.text)
            counts = all(figure.kind == "number" for figure in figures)
            return not counts or not own or self.share(own) >= SHARED_BESIDE_A_COUNT
        enough = SHARED_OF_A_NAME if statement.kind == "name" else SHARED
        return self.share(pairs_of(statement.text)) >= enough

    def share(self, pairs: frozenset[str]) -> float:
        """The share of some character pairs that the text has; all of none."""
        return len(pairs & self.pairs) / len(pairs) if pairs else 1.0


def sound(text: str) -> str:
    """The text with a mark for every half of a character."""
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=4096)
def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures that have to be told: days without their year, and no hours beside a day."""
    figures = [figure for figure in read(sound(text)) if figure.kind not in UNCOUNTED]
    dated = any(figure.kind == "date" for figure in figures)
    kept = (f for f in figures if not (dated and f.kind in ("time", "weekday")))
    return tuple(_yearless(figure) if figure.kind == "date" else figure for figure in kept)


def _yearless(figure: Figure) -> Figure:
    assert isinstance(figure.value, tuple)
    _, month, day = figure.value
    return replace(figure, value=(0, month, day), written="")


@lru_cache(maxsize=4096)
def pairs_of(text: str) -> frozenset[str]:
    """Pairs of characters within words, marks and figures aside; a lone character is its own pair."""
    found: set[str] = set()
    for run in re.findall(r"[^\W\d_]+", fold(sound(text))):
        pairs = (run[i : i + 2] for i in range(len(run) - 1)) if any(map(is_cjk, run)) else (run,)
        found.update(pairs)
        if len(run) == 1:
            found.add(run)
    return frozenset(found)
