"""What can be said of a run's files only when all of them are in: which of them replace which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.report import Entry, Outcome
from knowledge.model import Document
from knowledge.succession import succession

_TOUCHED = (Outcome.ADDED, Outcome.UPDATED)


def with_succession(
    entries: Sequence[Entry], documents: Iterable[Document], changes: Mapping[str, Sequence[str]]
) -> list[Entry]:
    """The entries with what a person should look at in who replaces whom, and in who changes whose clauses (`changes`).

    A remark is made where the newer paper was touched by this run, or, when only the older one
    was, on the older one.
    """
    lines = succession({document.doc_id: document for document in documents})
    touched = {entry.doc_id for entry in entries if entry.outcome in _TOUCHED}
    found = []
    for entry in entries:
        remarks = lines.remarks.get(entry.doc_id, ()) if entry.outcome in _TOUCHED else ()
        remarks += tuple(changes.get(entry.doc_id, ())) if entry.outcome in _TOUCHED else ()
        if entry.outcome in _TOUCHED:
            remarks += tuple(
                f"{one.document.doc_id} looks like a newer version of it and takes its place once it is in "
                f"force; say supersedes: [{entry.doc_id}] there to make it certain."
                for one in lines.of(entry.doc_id)
                if one.is_guess and one.document.doc_id not in touched
            )
        found.append(replace(entry, warnings=(*entry.warnings, *remarks)) if remarks else entry)
    return found
