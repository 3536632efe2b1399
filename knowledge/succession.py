"""Which documents replace which: what they declare, and what their names suggest.

Derived from all documents at once and from nothing else, so that it is right in whatever order
they came in. A suggestion never takes a paper from somebody who may not read its successor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.kin import UNRELEASED, Kin, is_narrower, is_over, obstacle
from knowledge.model import Document, Visibility
from knowledge.provenance import Said, is_guess

_MOST_RELATIVES = 100  # editions of one family that are compared with each other
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Successor:
    """A document that replaces another; `is_guess` when nobody says so."""

    document: Document
    is_guess: bool = False


@dataclass(frozen=True)
class Succession:
    """`newer`: doc_id -> what replaces it, declared first. `remarks`: doc_id -> sentences for a person."""

    newer: Mapping[str, tuple[Successor, ...]] = field(default_factory=dict)
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, doc_id: str) -> tuple[Successor, ...]:
        return self.newer.get(doc_id, ())

    def older(self, doc_id: str) -> set[str]:
        """The documents that this one takes the place of as a whole."""
        return {old for old, ones in self.newer.items() if any(one.document.doc_id == doc_id for one in ones)}


def succession(documents: Mapping[str, Document]) -> Succession:
    """Who replaces whom among all documents by id.

    Declared chains count through all their steps, except in a circle. A title that the paper's
    own text names, and an edition in a file's name, are guesses.
    """
    return _Lines(documents).drawn()


Steps = dict[str, set[str]]  # doc_id -> the older documents it replaces


class _Lines:
    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.kin = Kin(documents)
        self.remarks: dict[str, list[str]] = defaultdict(list)
        self.guessed: dict[str, list[str]] = defaultdict(list)  # older -> newer

    def drawn(self) -> Succession:
        named = {one: self._named_by(document) for one, document in self.documents.items()}
        declared = {one: older for one, older in named.items() if older and not self._is_read_off(one)}
        straight, circles = self._without_circles(declared)
        replaces = {one: _reached(one, straight) for one in straight}
        for one in named.keys() - declared.keys():
            self._guess(one, named[one], replaces, circles, "by its own text")
        for one, older in self.kin.editions(_MOST_RELATIVES):
            self._guess(one, older, replaces, circles, self._reason(one))
        self._mark_lost_readers(straight)
        return Succession(self._newer(replaces), {one: tuple(said) for one, said in self.remarks.items()})

    # -- declared --------------------------------------------------------------------------------

    def _named_by(self, document: Document) -> set[str]:
        """The documents that a paper says it replaces; a draft replaces nothing yet."""
        if document.visibility is Visibility.DRAFT or document.declared_status in UNRELEASED:
            return set()
        found: set[str] = set()
        for name in document.supersedes:
            matches = [name] if name in self.documents else self.kin.titled(name, document)
            by_day = [] if matches else self.kin.dated(name, document) or self.kin.of_edition(name, document)
            matches = matches or by_day
            if not matches:
                self.remarks[document.doc_id].append(
                    f"It says that it replaces {name!r}, which is no document here. "
                    "Add that paper to the archive, or correct supersedes."
                )
            elif len(matches) > _MOST_NAMED or len(by_day) > 1:
                self.remarks[document.doc_id].append(
                    f"It says that it replaces {name!r}, but {len(matches)} documents are of that day or edition. "
                    "Name the doc_id in supersedes."
                    if by_day
                    else f"It says that it replaces {name!r}, but {len(matches)} documents have that title. "
                    "Name the doc_id in supersedes."
                )
            else:
                found.update(matches)
        return found

    def _is_read_off(self, doc_id: str) -> bool:
        said = self.documents[doc_id].said_by.get("supersedes", Said.SIDECAR)
        return is_guess(said)

    def _without_circles(self, declared: Steps) -> tuple[Steps, Steps]:
        """The declared steps that lead into no circle, and each document's circle."""
        reached = {one: _reached(one, declared) for one in declared}
        circles = {
            one: {other for other in reached[one] if one in reached.get(other, ())}
            for one in declared
            if one in reached[one]
        }
        for one, circle in circles.items():
            self.remarks[one].append(
                f"{_listed(sorted(circle))} replace each other in a circle, so none of them counts as replaced "
                "by another. Correct supersedes."
                if len(circle) > 1
                else "It says that it replaces itself. Correct supersedes."
            )
        straight = {one: older - circles.get(one, set()) for one, older in declared.items()}
        return straight, circles

    def _mark_lost_readers(self, declared: Steps) -> None:
        for one, olders in declared.items():
            lost = [older for older in sorted(olders) if self._loses_readers(one, older)]
            if lost:
                self.remarks[one].append(
                    f"It replaces {_listed(lost)}, which more people may see than this one: they will be told "
                    "neither."
                )

    def _loses_readers(self, newer: str, older: str) -> bool:
        one, other = self.documents[newer], self.documents[older]
        return not is_over(other) and is_narrower(one, other)

    # -- guessed ---------------------------------------------------------------------------------

    def _guess(self, one: str, olders: Iterable[str], replaces: Steps, circles: Steps, reason: str) -> None:
        """Lets a document replace others by a guess, where nothing that is declared or at stake forbids it."""
        taken, kept = [], []
        for older in olders:
            is_settled = one in replaces.get(older, ()) or older in replaces.get(one, ())
            if is_settled or older in circles.get(one, ()):
                continue
            why = obstacle(self.documents[one], self.documents[older])
            if not why:
                self.guessed[older].append(one)
            if not is_over(self.documents[older]):
                kept.append((older, why)) if why else taken.append(older)
        self._tell_guess(one, taken, kept, reason)

    def _tell_guess(self, one: str, taken: list[str], kept: list[tuple[str, str]], reason: str) -> None:
        if taken:
            names = ", ".join(taken[:_MOST_NAMED])
            self.remarks[one].append(
                f"It looks like a newer version of {_listed(taken)} ({reason}) and takes its place once it is in "
                f"force; say supersedes: [{names}] to make it certain."
            )
        for older, why in kept[:_MOST_NAMED]:
            if self.documents[one].visibility is not Visibility.DRAFT:
                self.remarks[one].append(
                    f"It looks like a newer version of {older} ({reason}), but {why}: {older} goes on answering. "
                    f"If it is replaced, say supersedes: [{older}]."
                )

    def _reason(self, doc_id: str) -> str:
        said = self.documents[doc_id].said_by.get("title", "")
        is_stated = said in (Said.FRONT_MATTER, Said.SIDECAR)
        return "by its title and version" if is_stated else "by the file name"

    def _newer(self, replaces: Steps) -> dict[str, tuple[Successor, ...]]:
        newer: dict[str, dict[str, Successor]] = defaultdict(dict)
        for one, olders in replaces.items():
            for older in olders & self.documents.keys():
                newer[older][one] = Successor(self.documents[one])
        for older, ones in self.guessed.items():
            for one in ones:
                newer[older].setdefault(one, Successor(self.documents[one], is_guess=True))
        return {older: tuple(found.values()) for older, found in newer.items()}


def _reached(start: str, steps: Mapping[str, set[str]]) -> set[str]:
    """Everything that can be reached from a document in one step or more."""
    seen: set[str] = set()
    ahead = list(steps.get(start, ()))
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            ahead += steps.get(one, ())
    return seen


def _listed(doc_ids: list[str]) -> str:
    more = len(doc_ids) - _MOST_NAMED
    return ", ".join(doc_ids[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
