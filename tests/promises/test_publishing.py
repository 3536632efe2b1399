"""What a shopper reads, somebody who may publish has published, whatever was done in whatever order."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ingest import admission
from knowledge import versions
from knowledge.model import Publication, Shelf, Visibility
from knowledge.versions import Version, Why
from tests.publishing import ADA, LIN, SHOPPER, Mall, opened
from ui.auth import Principal
from ui.wire.problems import Problem

people = st.sampled_from([LIN, ADA])
picks = st.integers(0, 50)


def done(act: Callable[[], object]) -> bool:
    """Whether something was done; it may only be refused for the role or for the state."""
    try:
        act()
    except Problem as problem:
        if problem.status not in (403, 409):
            raise
        return False
    return True


class Office(RuleBasedStateMachine):
    """Clerks write and ingest files, upload and replace; `allowed` is what was published and not taken out since."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.mall: Mall = self.stack.enter_context(opened(Path(folder)))
        self.allowed: dict[str, set[str]] = defaultdict(set)
        self.texts = 0
        self.written: list[tuple[int, str]] = []
        self.release = admission.PIPELINE_VERSION

    def teardown(self) -> None:
        admission.PIPELINE_VERSION = self.release
        self.stack.close()

    @initialize()
    def begin(self) -> None:
        self.write(0)
        self.ingest()

    def paper(self) -> str:
        self.texts += 1
        return f"# 旋转木马\n\n旋转木马收费{self.texts}号: 每次{self.texts}元{self.texts}角。\n"

    def one(self, pick: int) -> str | None:
        known = sorted(self.mall.library.catalogue.documents())
        return known[pick % len(known)] if known else None

    def texts_of(self, doc_id: str) -> set[str]:
        """Of what a publication would publish."""
        with self.mall.library.catalogue.connect() as connection:
            waiting = versions.waiting(connection, doc_id).get(doc_id)
            found = versions.find(connection, waiting.version_id) if waiting else None
        contents = found[1].passages if found else self.mall.library.catalogue.passages_of(doc_id)
        return {one.text for one in contents}

    @rule(pick=st.integers(0, 1))
    def write(self, pick: int) -> None:
        self.written.append((pick, self.paper()))
        self.mall.write(f"internal/木马{pick}.md", self.written[-1][1])

    @rule(pick=picks)
    def write_back(self, pick: int) -> None:
        """A file becomes again what it was before."""
        which, text = self.written[pick % len(self.written)]
        self.mall.write(f"internal/木马{which}.md", text)

    @rule()
    def upgrade(self) -> None:
        """Every file is read again."""
        admission.PIPELINE_VERSION += "+"
        self.mall.ingest()

    @rule()
    def ingest(self) -> None:
        self.mall.ingest()

    @rule(name=st.sampled_from(["价目.md", "规则.md"]))
    def upload(self, name: str) -> None:
        self.mall.upload(name, self.paper())

    @rule(pick=picks, who=people)
    def replace(self, pick: int, who: Principal) -> None:
        if doc_id := self.one(pick):
            self.mall.replace(doc_id, f"新版{self.texts}.md", self.paper(), who)

    @rule(pick=picks, who=people)
    def submit(self, pick: int, who: Principal) -> None:
        self.attempt(lambda doc_id: self.mall.office.submit(doc_id, who), pick)

    @rule(pick=picks, who=people)
    def publish(self, pick: int, who: Principal) -> None:
        doc_id = self.one(pick)
        texts = self.texts_of(doc_id) if doc_id else set()
        if self.attempt(lambda one: self.mall.office.publish(one, who), pick):
            assert who is ADA
            self.allowed[doc_id] |= texts

    @rule(pick=picks, who=people)
    def give_back(self, pick: int, who: Principal) -> None:
        self.attempt(lambda doc_id: self.mall.office.return_(doc_id, who, "改一下"), pick)

    @rule(pick=picks, who=people)
    def withdraw(self, pick: int, who: Principal) -> None:
        doc_id = self.one(pick)
        if self.attempt(lambda one: self.mall.office.withdraw(one, who), pick):
            self.allowed.pop(doc_id, None)

    @rule(pick=picks, who=people)
    def restore(self, pick: int, who: Principal) -> None:
        with self.mall.library.catalogue.connect() as connection:
            known = {one.doc_id for one in versions.withdrawn(connection)}
            known |= set(self.mall.library.catalogue.documents())
            kept = [one for doc_id in sorted(known) for one in versions.of(connection, doc_id)]
            if not kept:
                return
            version = kept[pick % len(kept)]
            found = versions.find(connection, version.version_id)
        if done(lambda: self.mall.office.restore(version.version_id, who)) and found:
            self.note_restored(version, found[1], who)

    def note_restored(self, version: Version, content: Publication, who: Principal) -> None:
        if who is ADA and version.document.visibility is Visibility.PUBLIC:
            self.allowed[version.doc_id] |= {one.text for one in content.passages}

    def attempt(self, act: Callable[[str], object], pick: int) -> bool:
        doc_id = self.one(pick)
        return doc_id is not None and done(lambda: act(doc_id))

    @invariant()
    def nothing_is_told_that_nobody_published(self) -> None:
        for doc_id, texts in self.mall.told(SHOPPER).items():
            assert set(texts) <= self.allowed[doc_id], doc_id

    @invariant()
    def the_indexes_hold_what_the_catalogue_holds_and_no_version(self) -> None:
        for shelf in Shelf:
            index = self.mall.library._shelves.by_name[shelf]
            wanted = self.mall.library.catalogue.passage_ids(shelf)
            assert index.vectors.ids() == index.keywords.ids() == wanted

    @invariant()
    def each_source_is_one_document(self) -> None:
        known = self.mall.library.catalogue.documents()
        assert len(self.mall.library.sources()) == len(known)
        with self.mall.library.catalogue.connect() as connection:
            for doc_id in known:
                assert all(one.why is not Why.WAITING for one in versions.of(connection, doc_id))


Office.TestCase.settings = settings(
    max_examples=12, stateful_step_count=18, deadline=None, suppress_health_check=list(HealthCheck)
)
TestOffice = Office.TestCase
TestOffice.pytestmark = [pytest.mark.timeout(300)]
