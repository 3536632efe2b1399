"""The demo mall as a whole house: its documents ingested by the real pipeline, asked as anybody may ask."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from fastapi.testclient import TestClient

from assistant.desks import Desks
from assistant.grounding.generating import Generator
from assistant.model import Answer, AnswerEvent, Question
from knowledge.model import Passage, Role, Viewer
from ui import wiring
from ui.app import app_for
from ui.atrium import Atrium
from ui.entry.limits import Limits
from ui.lobby import Lobby
from ui.settings import Settings

CORPUS = Path(__file__).parent.parent / "examples" / "qilan"
NOW = datetime.fromisoformat("2026-11-21T15:00:00+08:00")
EMBARGO_ENDS = datetime.fromisoformat("2026-12-01T10:00:00+08:00")
SHOPPER = Viewer()
STAFF = Viewer(Role.STAFF)
LEASING = Viewer(Role.STAFF, frozenset({"leasing"}))

ONE_ID = {"X-Request-ID": "of-every-test"}  # so that two replies that must look the same can be compared
UNLIMITED = Limits(shopper_per_minute=0, shopper_per_day=0, address_per_minute=0, key_per_minute=0)


@dataclass(frozen=True)
class House:
    """An atrium that is open, and short ways to ask it."""

    atrium: Atrium

    @property
    def home(self) -> Path:
        return self.atrium.settings.home

    def ask(
        self, message: str, viewer: Viewer = SHOPPER, as_of: datetime = NOW, conversation: str = ""
    ) -> Answer:
        return self.atrium.answerer.answer(Question(message, viewer, as_of, conversation))

    def talk(self, *messages: str, viewer: Viewer = SHOPPER, as_of: datetime = NOW) -> Answer:
        """The last answer of one conversation."""
        answer = self.ask(messages[0], viewer, as_of)
        for message in messages[1:]:
            answer = self.ask(message, viewer, as_of, answer.conversation_id)
        return answer

    def stream(self, message: str, viewer: Viewer = SHOPPER, as_of: datetime = NOW) -> list[AnswerEvent]:
        return list(self.atrium.answerer.stream(Question(message, viewer, as_of)))

    def passages(self, viewer: Viewer, as_of: datetime = NOW) -> list[Passage]:
        """Every passage that this viewer may read."""
        library = self.atrium.library
        return [
            passage
            for document in library.documents(viewer, as_of)
            for passage in library.passages(document.doc_id, viewer, as_of)
        ]

    def every_passage(self) -> list[Passage]:
        """Every passage there is, whoever may read it."""
        catalogue = self.atrium.library.catalogue
        return [passage for doc_id in catalogue.documents() for passage in catalogue.passages_of(doc_id)]

    @contextmanager
    def lobby(self) -> Iterator[Lobby]:
        lobby = Lobby(self.atrium.settings)
        lobby.let_in(self.atrium)
        try:
            yield lobby
        finally:
            lobby.reception.close()
            lobby.jobs.close()  # the atrium stays open for the next test

    @contextmanager
    def client(self, pages: bool = False) -> Iterator[TestClient]:
        """The whole application over this house, asked by somebody without a key."""
        with self.lobby() as lobby:
            app = app_for(lobby, pages=pages)
            with TestClient(app, raise_server_exceptions=False, client=("127.0.0.1", 5000)) as client:
                client.headers.update(ONE_ID)
                yield client

    def speaking(self, base_url: str, **settings_of_llm: object) -> House:
        """The same house with a language model at this address."""
        update = {"llm_base_url": base_url, "llm_model": "m", **settings_of_llm}
        settings = self.atrium.settings.model_copy(update=update)
        model = wiring._model(settings)
        made = wiring._answerer(
            self.atrium.library,
            self.atrium.triager,
            self.atrium.journal,
            Desks.load(),
            self.atrium.tickets,
            Generator(model) if model else None,
            self.atrium.persons,
            self.atrium.curated,
        )
        return House(replace(self.atrium, settings=settings, answerer=made, model=model))


def ingested(home: Path, folders: Sequence[Path] = (CORPUS,)) -> Path:
    """A home into which these folders have been read, closed again."""
    with opened(home) as house:
        report = house.atrium.ingest.run(list(folders))
        assert report.exit_code < 2, report.to_json()
    return home


@contextmanager
def of_papers(folder: Path, papers: Mapping[str, str], like: Path, warned: bool = False) -> Iterator[House]:
    """A house that knows these papers alone, text by path (public/…, internal/…), open; `warned` where ingest warns of one."""
    for name, text in papers.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    shelves = sorted({folder / Path(name).parts[0] for name in papers})
    with opened(fresh(folder / "home", like)) as house:
        report = house.atrium.ingest.run(shelves)
        assert report.exit_code <= warned, report.to_json()
        yield house


def fresh(home: Path, like: Path) -> Path:
    """A new home that has learned the examples of triage and labels as another has, which takes seconds; no more."""
    for examples in ("triage", "labels"):
        shutil.copytree(like / examples, home / examples)
    return home


def copied(home: Path, to: Path) -> Path:
    """A copy of a closed home, for tests that change it."""
    shutil.copytree(home, to, dirs_exist_ok=True)
    return to


@contextmanager
def opened(home: Path) -> Iterator[House]:
    atrium = wiring.build(Settings(home=home, clock=NOW, limits=UNLIMITED))
    try:
        yield House(atrium)
    finally:
        atrium.close()
