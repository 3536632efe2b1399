"""A small mall whose papers are published: a real library, ingest, jobs and office, and people of each role."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from assistant.model import MallProfile
from ingest.model import Reading
from ingest.pipeline import Ingest
from ingest.readers import reader_for
from ingest.report import Report
from knowledge.library import Library
from knowledge.model import Passage, Role, Viewer
from tests.knowledge.shelf_life import NOW, WordEmbedder
from ui.auth import Means, Principal
from ui.background.job import Job
from ui.desks.publishing import Publishing
from ui.lobby import Lobby
from ui.settings import Settings

SHOPPER, STAFF = Viewer(), Viewer(Role.STAFF)
LIN = Principal(Role.CONTENT, Means.KEY, "1", "林")
ADA = Principal(Role.ADMIN, Means.KEY, "2", "Ada")


class DirectReader:
    """Reads in this process: what is tried here is what comes after reading."""

    def read(self, path: Path, progress: object = None) -> Reading:
        return reader_for(path)(path)


@dataclass
class Sent:
    """An uploaded file."""

    filename: str | None
    file: io.BytesIO
    size: int | None = None


def sent(name: str, text: str | bytes) -> Sent:
    return Sent(name, io.BytesIO(text.encode() if isinstance(text, str) else text))


@dataclass(frozen=True)
class Mall:
    """One home with its office; `papers` is a folder that is ingested besides the uploads."""

    lobby: Lobby
    library: Library
    office: Publishing
    papers: Path

    def write(self, name: str, text: str) -> None:
        path = self.papers / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def ingest(self, *folders: Path) -> Report:
        uploads = self.lobby.settings.home / "uploads"
        given = folders or ((self.papers, uploads) if uploads.exists() else (self.papers,))
        return Ingest(self.library, DirectReader()).run(list(given))

    def upload(self, name: str, text: str | bytes, who: Principal = LIN) -> dict:
        return finished(self.office.upload([sent(name, text)], who))

    def replace(self, doc_id: str, name: str, text: str, who: Principal = LIN) -> dict:
        return finished(self.office.replace(doc_id, sent(name, text), who))

    def told(self, viewer: Viewer = SHOPPER) -> dict[str, list[str]]:
        """Every text that a viewer may read, by document: by listing, and by what a search finds."""
        listed = {
            document.doc_id: [one.text for one in self.library.passages(document.doc_id, viewer, NOW)]
            for document in self.library.documents(viewer, NOW)
        }
        for passage in self.found("旋转木马收费", viewer):
            listed.setdefault(passage.doc_id, []).append(passage.text)
        return listed

    def found(self, query: str, viewer: Viewer = SHOPPER) -> list[Passage]:
        """What answers now."""
        return [hit.passage for hit in self.library.search(viewer).find(query, as_of=NOW, k=50).hits]


def finished(job: Job) -> dict:
    """The report of a job, once it is done."""
    assert job.ended.wait(30)
    assert job.status == "done", job.error
    return dict(job.report or {})


@contextmanager
def opened(folder: Path) -> Iterator[Mall]:
    library = Library(folder / "home", WordEmbedder())
    atrium = SimpleNamespace(
        library=library,
        ingest=Ingest(library, DirectReader()),
        profile=MallProfile(name="试验广场"),
        tickets=None,
        deliveries=SimpleNamespace(begin=lambda *_: None),
        persons=SimpleNamespace(
            store=SimpleNamespace(latest=0, said_since=lambda _number: [], open=lambda _since: [])
        ),
        close=library.close,
    )
    lobby = Lobby(Settings(home=folder / "home", clock=NOW))
    lobby.let_in(atrium)  # type: ignore[arg-type]
    papers = folder / "papers"
    papers.mkdir(exist_ok=True)
    try:
        yield Mall(lobby, library, Publishing(lobby), papers)
    finally:
        lobby.close()
