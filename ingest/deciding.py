"""What people decided about a file, heeded while it is read: the ingest never undoes a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ingest.describing.firstpage import named_at_start
from ingest.describing.folders import known
from ingest.describing.model import Described, Origin
from ingest.describing.moments import moment_of
from ingest.model import Reading
from ingest.report import Entry, Outcome
from knowledge.decisions import OVER, WAITING, Ruling, amended, released
from knowledge.model import Document, Visibility


def passed_over(source: str, ruling: Ruling) -> Entry | None:
    """The entry of a file that is not read because of a decision; None when it is to be read."""
    if ruling.withdrawn:
        reason = f"It was {ruling.withdrawn.sentence}. Restore it in the library, or change the file."
        return Entry(source, Outcome.SKIPPED, reason, ruling.withdrawn.doc_id)
    if ruling.held:
        reason = f"An earlier version was {ruling.held.sentence}; the file is read again when it changes."
        return Entry(source, Outcome.UNCHANGED, reason, ruling.held.doc_id)
    if ruling.is_waiting and ruling.answering and not ruling.published:
        reason = f"It waits to be published; what was {ruling.answering.sentence} answers until then."
        return Entry(source, Outcome.UNCHANGED, reason, ruling.answering.doc_id)
    return None


def heed(described: Described, reading: Reading, origin: Origin, ruling: Ruling) -> Described:
    """A description with what people decided: what came with the upload, what was corrected, whether it is published."""
    columns = _words(ruling.given.get("internal_columns", "")) + described.internal_columns
    columns = tuple(dict.fromkeys(columns))
    document = described.document
    document = replace(document, extra=document.extra | _noted(described, reading, origin, columns))
    document = _given(document, reading, origin, ruling.given)
    if _is_upload(origin) and document.supersedes and document.declared_status != "draft":
        document = _waiting(document)
    if ruling.edited:
        document = amended(document, ruling.edited, "edited in the library")
    if ruling.published:
        document = released(document, ruling.published)
    warnings = [*described.warnings]
    if ruling.waits(document):
        warnings.append(f"It waits to be published; what was {ruling.said} answers until then.")
    return replace(described, document=document, warnings=warnings, internal_columns=columns)


def _waiting(document: Document) -> Document:
    """Whatever an upload says of its status, it takes no other paper's place before somebody publishes it."""
    is_over = document.declared_status in OVER
    extra = document.extra | ({"archived": document.declared_status} if is_over else {})
    return replace(document, declared_status=WAITING, extra=extra)


def _is_upload(origin: Origin) -> bool:
    return any(folder.is_held for _, folder in known(origin.folders))


def _noted(
    described: Described, reading: Reading, origin: Origin, columns: tuple[str, ...]
) -> dict[str, str]:
    """What must be known when somebody publishes the document later, without its file."""
    said = {**origin.sidecar, **reading.front_matter}
    page = described.page
    embargo = str(said.get("publish_from") or page.publish_from).strip()
    noted = {
        "secrecy": page.secrecy,
        "embargo": "" if described.document.publish_from else _moment(embargo, origin),
        "internal_columns": ", ".join(columns),
    }
    return {name: value for name, value in noted.items() if value}


def _moment(text: str, origin: Origin) -> str:
    """A moment with its offset; what is none stays as it was written."""
    moment = moment_of(text, origin.zone)
    return moment.isoformat() if moment else text


def _given(document: Document, reading: Reading, origin: Origin, given: Mapping[str, Any]) -> Document:
    """What came with an upload: a new version takes over from the old one where the file says nothing."""
    if not given:
        return document
    said = {**origin.sidecar, **reading.front_matter}
    is_named = said.get("title") or reading.title or named_at_start(reading)
    own_id = document.doc_id if document.doc_id not in (origin.source, given.get("replaces", "")) else ""
    replaced = [given["replaces"]] if given.get("replaces") else []
    document = replace(
        document,
        doc_id=own_id or given.get("doc_id") or document.doc_id,
        title=document.title if is_named else given.get("title") or document.title,
        doc_type=given.get("doc_type", "other") if document.doc_type == "other" else document.doc_type,
        owner_desk=document.owner_desk or given.get("owner_desk", ""),
        audience=document.audience or tuple(given.get("audience", ())),
        supersedes=tuple(dict.fromkeys((*replaced, *given.get("also", ()), *document.supersedes))),
    )
    is_wider = document.visibility in (Visibility.PUBLIC, Visibility.INTERNAL)
    if given.get("visibility") == Visibility.RESTRICTED.value and is_wider:
        document = replace(document, visibility=Visibility.RESTRICTED)
    return document


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
