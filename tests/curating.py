"""A tiny library and an office of curated answers over it, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from assistant.copies import Person
from assistant.curated import CuratedAnswers, CuratedOffice, CuratedStore, Entry, NewEntry, Origin, Wording
from assistant.curated.answers import Found
from assistant.curated.internal import internal_words
from assistant.curated.shelf import as_searched
from knowledge.library import Library
from knowledge.model import Document, Passage, Role, Shelf, Shop, Viewer, Visibility
from tests.fakes import HashingEmbedder

NOON = datetime.fromisoformat("2026-03-04T12:00:00+08:00")
UNTIL = date(2026, 12, 31)
SHOPPER, STAFF = Viewer(), Viewer(Role.STAFF)
LEASING = Viewer(Role.STAFF, frozenset({"leasing"}))
WRITER, CURATOR, OTHER = (Person(f"key:{n}", name) for n, name in enumerate(("甲", "乙", "丙")))
QUOTE = "每位顾客可免费借用轮椅两小时。"
SECRET = "轮椅超时不收费,由领班签字后内部冲销。"


def paper(
    library: Library,
    doc_id: str,
    text: str,
    visibility: Visibility = Visibility.PUBLIC,
    shops: tuple[Shop, ...] = (),
    **fields,
) -> None:
    """Publishes a document of one passage; the same number again is a new version of it."""
    shelf = Shelf.PUBLIC if visibility is Visibility.PUBLIC else Shelf.INTERNAL
    document = Document(doc_id, f"文件{doc_id}", f"{doc_id}.md", f"{doc_id}{text}", visibility, **fields)
    library.publish(document, [Passage(f"{doc_id}-p", doc_id, 0, text, shelf)], shops)


@dataclass
class Room:
    """Curated answers over a library, and short ways to write and ask."""

    library: Library
    answers: CuratedAnswers
    as_of: datetime = NOON

    def office(self, viewer: Viewer = STAFF) -> CuratedOffice:
        return CuratedOffice(
            self.answers.store,
            self.answers.sources,
            viewer,
            self.as_of,
            self.as_of,
            ["400-000-0000"],
            lambda text: "着火" in text,
            lambda text: internal_words(text, self.library, self.as_of),
        )

    def published(self, question: str, answer: str = "可以。", **fields) -> Entry:
        draft = self.office().write(new(question, answer, **fields), WRITER)
        self.office().submit(draft.id, WRITER)
        return self.office().publish(draft.id, CURATOR)

    def ask(self, question: str, viewer: Viewer = SHOPPER) -> Found | None:
        vector = self.library.search(viewer).vector(as_searched(question))
        return self.answers.best(
            question, viewer, self.as_of, self.library.directory(viewer, self.as_of), vector
        )


def new(question: str, answer: str = "可以。", **fields) -> NewEntry:
    """A correction that is complete, on a person's word."""
    made = NewEntry(
        Wording(question, answer), Visibility.PUBLIC, Origin(statement="客服主管"), UNTIL, owner="cs_store"
    )
    return replace(made, **fields)


@contextmanager
def opened(home: Path) -> Iterator[Room]:
    library = Library(home, HashingEmbedder())
    answers = CuratedAnswers(CuratedStore(home / "curated.db"), library)
    try:
        yield Room(library, answers)
    finally:
        answers.close()
        library.close()
