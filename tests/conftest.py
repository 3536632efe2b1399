"""Fixtures that tests of several packages share. The demo house is made only when a test asks for it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from docs.chromium import MISSING, PATIENCE, Visitors, chromium, found
from tests.house import House, copied, ingested, opened
from tests.llm_servers import Reply, Script, serving
from tests.ui.listening import Served, served


@pytest.fixture(scope="session")
def ingested_home(tmp_path_factory) -> Path:
    """A home with the demo mall's documents, to be copied: one for all workers of a run, and nobody opens it.

    ATRIUM_INGESTED_HOME names one made earlier, to save a minute.
    """
    if made := os.environ.get("ATRIUM_INGESTED_HOME"):
        return Path(made)
    own = tmp_path_factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (run / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        home = run / "demo"
        return home if home.is_dir() else ingested(run / "demo-being-made").rename(home)


@pytest.fixture(scope="session")
def demo_house(ingested_home: Path, tmp_path_factory) -> Iterator[House]:
    """The demo mall at its demo clock, without a language model. Tests must leave its documents as they are."""
    with opened(copied(ingested_home, tmp_path_factory.mktemp("demo") / "home")) as house:
        yield house


@pytest.fixture
def own_house(ingested_home: Path, tmp_path: Path) -> Iterator[House]:
    """A copy of the demo mall that a test may change."""
    with opened(copied(ingested_home, tmp_path / "home")) as house:
        yield house


@pytest.fixture(scope="module")
def mall(ingested_home: Path, tmp_path_factory) -> Iterator[Served]:
    """The demo mall with its pages on a real port; a copy that a file of tests may change."""
    with (
        opened(copied(ingested_home, tmp_path_factory.mktemp("mall") / "home")) as house,
        served(house) as open_mall,
    ):
        yield open_mall


@pytest.fixture
def speaking_house(demo_house: House) -> Iterator[Callable[[Callable[[Reply], None]], tuple[House, Script]]]:
    """Makes the demo mall speak through a model server that behaves as it is told."""
    with ExitStack() as open_servers:

        def speak(behave: Callable[[Reply], None]) -> tuple[House, Script]:
            url, script = open_servers.enter_context(serving(behave))
            return demo_house.speaking(url), script

        yield speak


expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def own_chromium() -> Iterator[Browser]:
    """One browser for a file of tests; no longer, because of its event loop."""
    if found() is None:
        pytest.skip(MISSING)
    with chromium() as browser:
        yield browser


@pytest.fixture
def somebody(own_chromium: Browser) -> Iterator[Visitors]:
    """People with a browser of their own each: `page = somebody(360, 740)`.

    Whatever a test walks through, no page may ask another machine for anything, nor put up a dialog that is not expected.
    """
    visitors = Visitors(own_chromium)
    yield visitors
    visitors.leave()
    assert visitors.strangers == []
    assert visitors.dialogs == []


# Half a minute or more each. One reads the demo mall first, and beside it one that needs it not.
_LONG = {
    name: place
    for place, name in enumerate(
        (
            "test_ui_server",
            "test_pdf_scans",
            "test_embedding_builtin",
            "test_answering_demo",
            "test_leaks",
            "test_near_topic",
            "test_other_malls",
            "test_visibility",
            "test_sandbox",
            "test_quoted_demo",
            "test_staff_demo",
            "test_openapi_cases",
        )
    )
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: begun last, one would keep a worker busy while the others have nothing left to do.

    Whichever test asks for the demo mall first waits for its ingest, a minute or more on a slow machine.
    """
    items.sort(key=lambda item: _LONG.get(item.path.stem, len(_LONG)))
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "somebody" in fixtures:
            item.add_marker(pytest.mark.browser)
        if "ingested_home" in fixtures and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(900))
