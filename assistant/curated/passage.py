"""A published entry as a passage of a document of its own, so that it is cited and opened as every other."""

from __future__ import annotations

from assistant.curated.model import Entry
from assistant.curated.sources import Footing
from knowledge.model import Document, Passage, Shelf

PREFIX = "qa:"
TITLE = "馆方答复"
_TO_REVIEW = "{version}（待复核）"


def passage_id(entry_id: str) -> str:
    return f"{PREFIX}{entry_id}"


def entry_id(passage_id: str) -> str:
    """The entry that a passage's id names; empty for a passage of the library."""
    return passage_id.removeprefix(PREFIX) if passage_id.startswith(PREFIX) else ""


def as_passage(entry: Entry, footing: Footing, *, for_staff: bool) -> tuple[Passage, Document]:
    """The entry's words, of which each answer is an exact part; staff read that its source is to be looked at."""
    said = entry.wording
    version = f"{entry.published_at:%Y-%m-%d}" if entry.published_at else ""
    if footing.review_due and for_staff:
        version = _TO_REVIEW.format(version=version)
    lines = [f"问：{said.question}", f"答：{said.answer}"]
    if said.answer_en:
        lines += [f"Q: {said.question_en}", f"A: {said.answer_en}"]
    document = Document(
        entry.id,
        TITLE,
        f"curated/{entry.id}",
        "",
        entry.visibility,
        "curated",
        version,
        effective_to=entry.valid_until,
        owner_desk=entry.owner,
    )
    shelf = Shelf.PUBLIC if entry.is_public else Shelf.INTERNAL
    return Passage(
        passage_id(entry.id), entry.id, 0, "\n".join(lines), shelf, section=(said.question,)
    ), document
