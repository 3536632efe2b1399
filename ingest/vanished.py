"""Documents whose files are gone from the folders that were given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.known import Known
from ingest.listing import Listed, Root
from ingest.report import Entry, Outcome
from ingest.writing import Library
from knowledge.model import Document


def vanished(known: Known, listed: Iterable[Listed], roots: Iterable[Root]) -> list[Document]:
    """Documents that came from one of the given folders and are not there any more."""
    present = {file.source for file in listed}
    keys = {root.key for root in roots}
    return [
        document
        for source, document in known.by_source.items()
        if source not in present and document.extra.get("root") in keys
    ]


def withdrawn(gone: Iterable[Document], known: Known, library: Library, prune: bool) -> Iterator[Entry]:
    """Withdraws what has vanished; a file that only moved is withdrawn in any case."""
    for document in gone:
        if document.doc_id in known.by_id:
            continue  # published again from another file
        moved = known.by_bytes.get(document.sha256)
        if not prune and not moved:
            reason = "The file is gone, its document still answers. Run with prune to withdraw it."
            yield Entry(document.source, Outcome.SKIPPED, reason, document.doc_id)
            continue
        library.withdraw(document.doc_id)
        reason = f"The file moved to {moved.source}." if moved else "The file is gone."
        yield Entry(document.source, Outcome.WITHDRAWN, reason, document.doc_id)
