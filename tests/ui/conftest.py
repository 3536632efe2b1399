"""A real application over a tiny real library; only what answers is a stand-in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from assistant.copies import CopyStore
from assistant.curated import CuratedAnswers, CuratedStore
from assistant.desks import Desks
from assistant.drafting.house_channels import HouseChannels
from assistant.gaps import Gaps, GapStore
from assistant.handover.suggestions import no_practice
from assistant.journal import Journal
from assistant.model import MallProfile
from knowledge.library import Library
from knowledge.model import Document, Passage, Role, Shelf, Visibility
from tests.fakes import FakeAnswerer, FakeTriager, HashingEmbedder
from tests.house import ONE_ID
from tests.labelling import label_office
from ui.app import app_for
from ui.entry.keys import Keys
from ui.lobby import Lobby
from ui.settings import Settings
from ui.wiring import _courier, _line, _service_desk, open_keys

NOON = datetime.fromisoformat("2026-03-02T12:00:00+08:00")
PUBLIC_TEXT = "营业时间为每天10:00至22:00。"
INTERNAL_TEXT = "内部掌握:闭店前三十分钟开始清场。"


def shelve(library: Library) -> None:
    """One public and one internal document of one passage each."""
    for doc_id, text, shelf in (("D1", PUBLIC_TEXT, Shelf.PUBLIC), ("D2", INTERNAL_TEXT, Shelf.INTERNAL)):
        document = Document(
            doc_id, f"文件{doc_id}", f"{doc_id}.md", doc_id, Visibility(shelf.value), version="V1"
        )
        library.publish(document, [Passage(f"{doc_id}-p", doc_id, 0, text, shelf)])


@pytest.fixture(scope="session")
def library(tmp_path_factory) -> Iterator[Library]:
    opened = Library(tmp_path_factory.mktemp("library"), HashingEmbedder())
    shelve(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was opened once: making a dozen databases takes longer than most tests."""
    settings = Settings(home=tmp_path_factory.mktemp("new") / "home", clock=NOON)
    library = Library(tmp_path_factory.mktemp("empty"), HashingEmbedder())
    with opened_house(settings, library) as house:
        lobby = Lobby(settings)
        lobby.let_in(house)  # type: ignore[arg-type]
        lobby.close()
    library.close()
    return settings.home


@pytest.fixture
def settings(tmp_path: Path, new_home: Path) -> Settings:
    shutil.copytree(new_home, tmp_path / "home")
    return Settings(home=tmp_path / "home", clock=NOON)


@pytest.fixture
def house(settings: Settings, library: Library) -> Iterator[SimpleNamespace]:
    with opened_house(settings, library) as opened:
        yield opened


@contextmanager
def opened_house(settings: Settings, library: Library) -> Iterator[SimpleNamespace]:
    """The parts of an atrium that tests look into."""
    copies = CopyStore(settings.home / "copies.db")
    deliveries = _courier(settings, Desks.load())
    tickets = _service_desk(library, Desks.load(), settings, deliveries)
    journal = Journal(settings.home / "journal.db")
    persons = _line(library, FakeTriager(), tickets, settings)
    curated = CuratedAnswers(CuratedStore(settings.home / "curated.db"), library)
    gaps = Gaps(GapStore(settings.home / "gaps.db"), journal, library.embedder)
    labels = label_office(settings.home, journal, tickets)
    yield SimpleNamespace(
        settings=settings,
        profile=MallProfile(name="试验广场", hotline="12345"),
        library=library,
        answerer=FakeAnswerer("D1-p", PUBLIC_TEXT),
        drafter=None,
        checker=None,
        triager=FakeTriager(),
        journal=journal,
        labels=labels,
        copies=copies,
        tickets=tickets,
        persons=persons,
        practice=no_practice,
        curated=curated,
        gaps=gaps,
        deliveries=deliveries,
        channels=HouseChannels(),
        keys=open_keys(settings),
        ingest=None,
        model=None,
        close=lambda: None,
    )
    copies.close()
    deliveries.close()
    tickets.close()
    persons.store.close()
    curated.close()
    gaps.close()
    labels.close()
    journal.close()


@pytest.fixture
def lobby(settings: Settings, house: SimpleNamespace) -> Iterator[Lobby]:
    opened = Lobby(settings, local_key="local-secret")
    opened.let_in(house)  # type: ignore[arg-type]
    yield opened
    opened.close()


@pytest.fixture
def client(lobby: Lobby) -> TestClient:
    return TestClient(
        app_for(lobby, pages=False),
        raise_server_exceptions=False,
        client=("127.0.0.1", 5000),
        headers=ONE_ID,
    )


@pytest.fixture
def keys(lobby: Lobby) -> Keys:
    return lobby.keys


@pytest.fixture
def bearer(keys: Keys):
    """Headers of a new key with a role."""

    def make(role: Role | str, *groups: str) -> dict[str, str]:
        name = f"{role} {len(keys.all())}"
        return {"Authorization": f"Bearer {keys.create(Role(role), name, groups)[1]}"}

    return make
