"""The facts of a text: of a product sheet, of one that was pasted, of a brief with goods in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.drafting.facts.carte import CARTE, Carte, carte_in
from assistant.drafting.facts.errands import is_errand
from assistant.drafting.facts.labelled import Pair, pairs_of, row_of
from assistant.drafting.facts.loose import Told, told_in
from assistant.drafting.facts.sample import sample_span
from assistant.drafting.facts.table import UNIT, Fact, FactSheet, Place, fact_of, settled
from assistant.drafting.facts.told import told_in_clauses
from knowledge.model import Passage

PASTED = "粘贴文本"
SHEET_LINES = 2  # lines with labels that make a text a sheet
ENOUGH = 2  # labelled fields that make a text a sheet


def sheet_of(doc_id: str, passages: Iterable[Passage]) -> FactSheet:
    """The facts of a product sheet's passages: rows that name a field and its content."""
    facts = [
        fact_of(pair.field, pair.value, Place(doc_id, p.locator or "", line, doc_id=doc_id), pair.basis)
        for p in passages
        for line in p.text.split("\n")
        for pair in pairs_of(line)[0]
    ]
    return FactSheet(doc_id, settled(facts))


def pasted_sheet(text: str, name: str = PASTED, features: bool = False) -> FactSheet:
    """The facts of a text: its fields "name: content", and what its other lines say in sentences.

    Each fact's place has the span of its own words in the text. `features` also takes what no
    pattern knows as 特点; without it a request's own wording does not become a fact.
    """
    pairs, rest = pairs_of(text)
    facts = [_labelled(pair, text, name) for pair in pairs]
    is_sheet = len([fact for fact in facts if fact.kind != "detail"]) >= ENOUGH
    if not is_sheet:  # 注意:… in the middle of a text is a sentence, not a sheet
        facts = [fact for fact in facts if fact.kind != "detail" or features]
    for start, end in _joined(rest, text):
        told = told_in(text[start:end], features)
        facts += [_told(fact, start, text, name) for fact in told if not (is_sheet and fact.kind == "name")]
    named = [fact for fact in facts if fact.kind == "name"]
    facts = [fact for fact in facts if fact.kind != "name" or fact is named[0]]
    return FactSheet(name, settled(facts))


def brief_sheet(text: str) -> FactSheet:
    """The facts of a brief with pasted goods: what it tells of them is a fact, what it asks of the writer is none.

    A sheet of labelled lines is read as one; everything else clause by clause.
    """
    if span := sample_span(text):
        text = _without(text, [span])
    if carte := carte_in(text):
        rest_of = _without(text, [(carte.start, carte.end)])
        return FactSheet(PASTED, settled(_with_carte(_brief_facts(rest_of), carte, text)))
    return FactSheet(PASTED, settled(_brief_facts(text)))


def _with_carte(facts: Sequence[Fact], carte: Carte, text: str) -> list[Fact]:
    """The facts beside a menu, and its lines as the price; it is called by its name, else its shop, else its first dish."""
    price = replace(_told(Told("price", CARTE, carte.start, carte.end), 0, text, PASTED), value=carte.said)
    kept = [fact for fact in facts if fact.kind != "price"]
    named = next((fact for fact in kept if fact.kind == "name" and fact.place and fact.place.span), None)
    if (
        named and named.place and named.place.span and named.place.span[0] < carte.start
    ):  # what stands over it
        return [*kept, price]
    kept = [fact for fact in kept if fact.kind != "name"]
    shop = next((fact for fact in kept if fact.kind in ("shop", "brand")), None)
    called = UNIT.sub("", shop.value).strip(" ()（）,，·") if shop else ""
    return [replace(price, kind="name", field="品名", value=carte.called(called)), *kept, price]


def _brief_facts(text: str) -> tuple[Fact, ...]:
    row = row_of(text)
    pairs, rest = pairs_of(text) if not row else (row, [])
    lines = {text.count("\n", 0, pair.start) for pair in pairs}
    if row:
        return tuple(_labelled(pair, text, PASTED) for pair in row if pair.value)
    if len(lines) >= SHEET_LINES and len(lines) >= len(rest):
        asked = [span for span in rest if is_errand(text[slice(*span)])]
        return pasted_sheet(_without(text, asked), features=True).facts
    facts = [_told(told, 0, text, PASTED) for told in told_in_clauses(text)]
    named = [fact for fact in facts if fact.kind == "name"]
    return tuple(fact for fact in facts if fact.kind != "name" or fact is named[0])


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The same text with blanks for these spans, so that places hold."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _labelled(pair: Pair, text: str, name: str) -> Fact:
    return fact_of(pair.field, pair.value, _place(text, pair.start, pair.end, name), pair.basis)


def _told(told: Told, offset: int, text: str, name: str) -> Fact:
    start, end = offset + told.start, offset + told.end
    return fact_of(told.field, text[start:end], _place(text, start, end, name), kind=told.kind)


def _place(text: str, start: int, end: int, name: str) -> Place:
    return Place(name, quote=text[start:end], span=(start, end))


def _joined(rest: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Lines without labels that follow each other are one text: a sentence may run on."""
    runs: list[tuple[int, int]] = []
    for start, end in rest:
        if runs and not text[runs[-1][1] : start].strip("\r\n"):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs
