"""What one viewer is told where names of papers stand in sentences: reports, warnings, jobs.

A paper that a viewer must not know of is named in no sentence either. Reports and warnings are
written once, for whoever may read them later, so they are looked through when they are shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.describing import folders
from ingest.report import Outcome
from knowledge import versions
from knowledge.catalogue import Catalogue
from knowledge.model import Document, Passage, Standing, Viewer, Visibility
from knowledge.standing import may_read
from ui.auth import Means, Principal

Entry = Mapping[str, Any]

# What is left of a reason that names a paper of others.
_REASONS = {
    Outcome.DUPLICATE: "It has the same content as another file.",
    Outcome.FAILED: "Its doc_id is taken by another file. Give it another doc_id.",
}


@dataclass(frozen=True)
class Discretion:
    """`hidden`: the documents, of now and of earlier, that a viewer must not know of."""

    hidden: tuple[Document, ...] = ()
    sources: frozenset[str] = frozenset()  # of documents that the viewer may know
    is_open: bool = False  # for whoever may read every file anyway
    is_shut: bool = False  # while nobody can say who may know of what
    _names: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        names = {name for each in self.hidden for name in (each.doc_id, each.source, each.title) if name}
        pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        object.__setattr__(self, "_names", re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if names else None)

    def may_be_said(self, sentence: str) -> bool:
        return self._names is None or not self._names.search(sentence)

    def sentences(self, said: Iterable[str]) -> tuple[str, ...]:
        """Those that name nothing hidden."""
        return tuple(one for one in said if self.may_be_said(one))

    def report(self, told: Mapping[str, Any], *, is_own: bool) -> dict[str, Any]:
        """A job's report without the papers that the viewer must not know of; of the viewer's own files each is told."""
        if self.is_open or "entries" not in told:
            return dict(told)
        entries = [self._entry(each) for each in told["entries"] if is_own or self._may_be_told(each)]
        counts = Counter(each["outcome"] for each in entries)
        warnings = {"warnings": list(self.sentences(told["warnings"]))} if "warnings" in told else {}
        return {
            **told,
            **warnings,
            "entries": entries,
            "counts": {outcome: counts[outcome] for outcome in told["counts"]},
            "passages": sum(each["passages"] for each in entries),
        }

    def _may_be_told(self, entry: Entry) -> bool:
        """Of what lies in a restricted folder only what is known to be the viewer's to read."""
        path = str(entry["path"])
        if self.is_shut or any(path == each.source for each in self.hidden):
            return False
        return path in self.sources or not is_restricted(path)

    def _entry(self, entry: Entry) -> dict[str, Any]:
        reason = entry["reason"]
        if not self.may_be_said(reason):
            reason = _REASONS.get(entry["outcome"], "")
        is_hidden = any(entry["doc_id"] == each.doc_id for each in self.hidden)
        return {
            **entry,
            "reason": reason,
            "doc_id": "" if is_hidden else entry["doc_id"],
            "warnings": list(self.sentences(entry["warnings"])),
        }


OPEN = Discretion(is_open=True)
SHUT = Discretion(is_shut=True)


def is_restricted(path: str) -> bool:
    """Whether a folder on the way to a file says that it is not for everybody of the staff."""
    around = folders.known(tuple(path.split("/")[:-1]))
    return any(folder.visibility is Visibility.RESTRICTED for _, folder in around)


def may_know(viewer: Viewer, document: Document) -> bool:
    """Whether a member of staff may know of a content that lies on no shelf."""
    probe = Passage(passage_id="", doc_id=document.doc_id, ordinal=0, text="")
    return viewer.is_staff and may_read(viewer, document, probe, Standing.DRAFT)


def discretion_for(principal: Principal, catalogue: Catalogue) -> Discretion:
    """Towards the command line beside the server there is none: it reads the files themselves."""
    return OPEN if principal.means is Means.LOCAL else discretion_towards(principal.viewer, catalogue)


def discretion_towards(viewer: Viewer, catalogue: Catalogue) -> Discretion:
    known = catalogue.documents().values()
    with catalogue.connect() as connection:
        earlier: Sequence[Document] = versions.restricted(connection)
    return Discretion(
        tuple(each for each in (*known, *earlier) if not may_know(viewer, each)),
        frozenset(each.source for each in known if may_know(viewer, each)),
    )
