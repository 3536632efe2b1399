"""The terms of a campaign: phrases copied from its clauses, each with the clause it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.data import read_table
from knowledge.model import Document, Passage
from knowledge.text import fold

CLAUSE_NUMBER = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})+|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+条|[-•*])\s*"
)
HEADING_NUMBER = re.compile(r"^[一二三四五六七八九十\d]+[、..]\s*")
ENGLISH = re.compile(r"english", re.I)
INTERNAL = re.compile(r"内部编号|内部资料|不得外发|内部掌握")
NARROW_MARKS = str.maketrans("，：；（）！？“”－—～", ',:;()!?""---')  # one for one: offsets hold
VERSION = re.compile(r"\s*[(（]?(?:V\d[\d.]*|\d{4}(?:年)?版?)[)）]?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Clause:
    text: str
    source: str
    section: str
    english: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    text: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class Campaign:
    """`name` is what people call it; `kind` chooses the template; `topic` are the clauses asked about."""

    doc_id: str
    name: str
    kind: str
    clauses: tuple[Clause, ...]
    topic: tuple[Clause, ...]
    terms: dict[str, Term]

    @property
    def english(self) -> tuple[str, ...]:
        return tuple(clause.text for clause in self.clauses if clause.english)


@cache
def _table() -> dict:
    return read_table("campaign_terms.yaml")


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {name: tuple(re.compile(p) for p in patterns) for name, patterns in _table()["terms"].items()}


def campaign_of(document: Document, passages: Sequence[Passage], asked: str = "") -> Campaign:
    """The terms of a campaign paper; `asked` narrows them to the sections it names."""
    clauses = tuple(_clauses(document.doc_id, passages))
    chinese = tuple(c for c in clauses if not c.english)
    name = name_of(document.title)
    whole = _terms(chinese, _patterns())
    kind = _kind(whole, ())
    if kind in _table()["single"]:
        return Campaign(document.doc_id, name, kind, clauses, chinese, whole)
    topic = _topic(chinese, name, asked)
    terms = _terms(topic or chinese, _patterns())
    kind = _kind(terms, topic)
    if topic:
        terms = (
            _terms(
                chinese,
                _table()["shared"] if kind == "generic" else _patterns().keys() - set(_table()["own"]),
            )
            | terms
        )
    return Campaign(document.doc_id, name, kind, clauses, topic or chinese, terms)


def name_of(title: str) -> str:
    name = VERSION.sub("", title).strip()
    for end in _table()["title_ends"]:
        if name.endswith(end) and len(name) > len(end):
            return name.removesuffix(end)
    return name


def _clauses(doc_id: str, passages: Iterable[Passage]) -> Iterable[Clause]:
    for passage in passages:
        heading = HEADING_NUMBER.sub("", passage.section[-1]) if passage.section else ""
        english = bool(ENGLISH.search(heading))
        if passage.kind in ("row", "caption"):
            continue
        for line in passage.text.split("\n"):
            text = CLAUSE_NUMBER.sub("", line).strip()
            if len(text) > 5 and not INTERNAL.search(text):
                yield Clause(text, f"{doc_id} · {passage.locator}".rstrip(" ·"), heading, english)


def _topic(clauses: tuple[Clause, ...], name: str, asked: str) -> tuple[Clause, ...]:
    """The clauses of the sections that the request names, beyond the campaign's own name."""
    rest = fold(asked).replace(fold(name), "")
    named = {c.section for c in clauses if _shared(fold(c.section).replace(fold(name), ""), rest)}
    return tuple(c for c in clauses if c.section in named)


def _shared(heading: str, asked: str) -> bool:
    pairs = {heading[i : i + 2] for i in range(len(heading) - 1)} - set(_table()["common_pairs"])
    return any(pair in asked for pair in pairs)


def _terms(clauses: Sequence[Clause], names: Iterable[str]) -> dict[str, Term]:
    return {name: term for name in names if (term := _term(name, clauses))}


def _term(name: str, clauses: Sequence[Clause]) -> Term | None:
    for pattern in _patterns()[name]:
        for clause in clauses:
            match = pattern.search(clause.text.translate(NARROW_MARKS))
            if match:
                start, end = match.span("term") if "term" in pattern.groupindex else match.span()
                return Term(clause.text[start:end].strip(), clause)
    return None


def _kind(terms: dict[str, Term], topic: Sequence[Clause]) -> str:
    for row in _table()["kinds"]:
        if all(need in terms for need in row["needs"]) and _is_about(row["needs"], topic):
            return row["kind"]
    return "generic"


def _is_about(needs: Sequence[str], topic: Sequence[Clause]) -> bool:
    """A section that only mentions another offer is not about it: its heading and first clause say what is."""
    if not topic:
        return True
    opening = (topic[0], replace(topic[0], text=topic[0].section))
    return any(_term(need, opening) for need in needs)
