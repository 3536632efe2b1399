"""Only a document that plainly says so is public, and what is withdrawn is gone with its commit."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.answering import Answerer
from assistant.desks import Desks
from assistant.journal import Journal
from assistant.model import Question
from assistant.triage import Triager
from ingest.describing.frontmatter import split
from ingest.describing.metadata import describe
from ingest.describing.model import Origin
from ingest.model import Reading, Section
from ingest.pipeline import Ingest
from ingest.shelving import shelf_of
from knowledge.errors import UnreadableFile
from knowledge.library import Library
from knowledge.model import Role, Shelf, Shop, Standing, Viewer, Visibility
from knowledge.standing import may_read
from tests.knowledge.shelf_life import NOW, WordEmbedder, document, passages
from ui import wiring
from ui.settings import Settings

SHOPPER, STAFF = Viewer(), Viewer(Role.STAFF)
FACT = "旋转木马每次收费七十七元"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path, WordEmbedder())
    yield opened
    opened.close()


def found(library: Library, viewer: Viewer, query: str = "旋转木马收费") -> list[str]:
    return [hit.passage.text for hit in library.search(viewer).find(query, as_of=NOW).hits]


# -- an odd visibility is internal ---------------------------------------------------------------

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.lists(st.text(max_size=8), max_size=3),
    st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=2),
    st.sampled_from(
        [
            "publiс",
            "ｐｕｂｌｉｃ",
            "public,internal",
            "公开",
            "pub lic",
            "public\u200b",
            "'public'",
            "True",
            "Visibility.PUBLIC",
            "everyone",
            "shopper",
        ]
    ),
).filter(lambda value: str(value).strip().lower() != "public")


@given(value=ODD)
@example(value=["public"])
@settings(max_examples=300, deadline=None)
def test_an_odd_visibility_is_never_public(value):
    assert Visibility.parse(value) is not Visibility.PUBLIC
    reading = Reading((Section(text=FACT),), front_matter={"visibility": value})
    for folders in ((), ("public",), ("mall", "public", "2026")):
        described = describe(Origin("公告.md", folders), reading).document
        assert described.visibility is not Visibility.PUBLIC
        assert shelf_of(described) is Shelf.INTERNAL


@given(sidecar=ODD, front=ODD)
@settings(max_examples=100, deadline=None)
def test_one_odd_statement_beside_a_public_one_is_enough(sidecar, front):
    for side, own in ((sidecar, "public"), ("public", front)):
        reading = Reading((Section(text=FACT),), front_matter={"visibility": own})
        described = describe(Origin("公告.md", ("public",), sidecar={"visibility": side}), reading).document
        assert described.visibility is not Visibility.PUBLIC


@given(
    visibility=st.sampled_from(Visibility),
    status=st.sampled_from(["", "in_force", "superseded", "expired", "archived", "draft", "embargoed"]),
    shelf=st.sampled_from(Shelf),
    at=st.sampled_from(Standing),
    embargo=st.sampled_from([None, NOW - timedelta(days=1), NOW + timedelta(days=1)]),
)
@settings(max_examples=400, deadline=None)
def test_a_shopper_reads_only_what_is_public_now_and_lies_on_the_public_shelf(
    visibility, status, shelf, at, embargo
):
    paper = document("X", visibility=visibility, declared_status=status, publish_from=embargo)
    passage = passages(paper, FACT, shelf=shelf)[0]
    if may_read(SHOPPER, paper, passage, at):
        assert shelf is Shelf.PUBLIC
        assert at in (Standing.IN_FORCE, Standing.UPCOMING, Standing.EXPIRED)
        assert visibility is Visibility.PUBLIC or (visibility is Visibility.INTERNAL and embargo is not None)


FRONT_MATTERS = [
    "title: 木马: 收费\nvisibility: internal",  # a colon too many: no YAML
    "visibility: internal\nvisibility: public",
    "Visibility: internal",
    "VISIBILITY: Draft",
    "visibility:\n  - public",
    "visibility:",
    "'visibility': internal\ntitle: a: b",
    "visibility: *who",
    "visibility: public\nstatus: draft",
    "visibility: public\nstatus: Draft",
    "visibility: public\npublish_from: 下个月",
    "visibility: public\npublish_from: 2026-12-01T10:00:00",
    "title: a: b\npublish_from: 2026-12-01",
]


@pytest.mark.parametrize("front", FRONT_MATTERS)
def test_front_matter_that_keeps_back_keeps_back_however_it_is_written(library, tmp_path, front):
    folder = tmp_path / "mall" / "public"
    folder.mkdir(parents=True)
    (folder / "木马.md").write_text(f"---\n{front}\n---\n# 木马\n\n{FACT}\n", encoding="utf-8")
    Ingest(library).run([tmp_path / "mall"])
    assert found(library, SHOPPER) == []


def test_text_between_lines_that_says_nothing_of_readers_stays_text():
    assert split("---\n今天: 晴: 多云\n---\n正文")[0] == {}
    with pytest.raises(UnreadableFile, match="twice"):
        split("---\nvisibility: internal\nVisibility: public\n---\n正文")


@pytest.mark.parametrize(
    "path",
    [
        "public/内部/a.md",
        "public/草稿/a.md",
        "public/归档/a.md",
        "草稿/public/a.md",
        "internal/public/a.md",
        "public/木马_讨论稿.md",
        "a.md",
        "公开/a.md",
    ],
)
def test_a_narrower_folder_or_name_wins(library, tmp_path, path):
    file = tmp_path / "mall" / path
    file.parent.mkdir(parents=True)
    file.write_text(f"# 木马\n\n{FACT}\n", encoding="utf-8")
    Ingest(library).run([tmp_path / "mall"])
    assert found(library, SHOPPER) == []
    assert library.documents(SHOPPER, NOW) == []


@pytest.mark.parametrize(
    "sidecar",
    [
        "visibility: intern",
        "visibility: [public]",
        "visibility: 1",
        "Visibility: internal",
        '{"visibility": null}',
        "visibility: internal\nvisibility: public",
    ],
)
def test_a_sidecar_that_is_odd_keeps_the_file_inside(library, tmp_path, sidecar):
    folder = tmp_path / "mall" / "public"
    folder.mkdir(parents=True)
    (folder / "木马.md").write_text(f"# 木马\n\n{FACT}\n", encoding="utf-8")
    (folder / "木马.md.meta.yaml").write_text(sidecar, encoding="utf-8")
    Ingest(library).run([tmp_path / "mall"])
    assert found(library, SHOPPER) == []


def test_an_upload_does_not_publish_itself_by_a_date(library, tmp_path):
    folder = tmp_path / "uploads" / "internal"
    folder.mkdir(parents=True)
    head = "---\nvisibility: public\npublish_from: 2020-01-01\n---\n"
    (folder / "木马.md").write_text(f"{head}# 木马\n\n{FACT}\n", encoding="utf-8")
    Ingest(library).run([tmp_path / "uploads"])
    assert found(library, SHOPPER) == []
    assert len(found(library, STAFF)) == 1


# -- shops of a directory that is not for everybody ----------------------------------------------


def answerer(library: Library, home: Path) -> Answerer:
    desks = Desks.load()
    journal, tickets = Journal(home / "journal.db"), wiring._service_desk(library, desks, Settings(home=home))
    return wiring._answerer(library, Triager(desks), journal, desks, tickets, None)


@pytest.mark.parametrize(
    "fields",
    [
        {"visibility": Visibility.INTERNAL},
        {"visibility": Visibility.DRAFT},
        {"visibility": Visibility.RESTRICTED, "audience": ("leasing",)},
        {"declared_status": "superseded"},
        {"visibility": Visibility.INTERNAL, "publish_from": NOW + timedelta(days=9)},
    ],
    ids=["internal", "draft", "restricted", "superseded", "embargoed"],
)
def test_a_shop_of_a_directory_out_of_reach_is_unknown_to_shoppers(library, tmp_path, fields):
    paper = document("D1", doc_type="directory", **fields)
    shelf = shelf_of(paper)
    row = replace(passages(paper, "铺位: L9-09; 品牌: 霜糖茶社; 标签: 霜糖奶茶", shelf=shelf)[0], kind="row")
    shop = Shop(
        "L9-09",
        "霜糖茶社",
        category="茶饮",
        floor="L9",
        phone="0000-999",
        status="即将开业",
        tags=("霜糖奶茶",),
        passage_id=row.passage_id,
    )
    library.publish(paper, [row], [shop])
    asked = answerer(library, tmp_path)
    for message in (
        "霜糖茶社在几楼",
        "霜糖茶社电话多少",
        "L9-09是什么店",
        "哪里有卖霜糖奶茶",
        "九楼有什么店",
        "现在还有哪些店开着",
        "双糖茶社在哪",
    ):
        answer = asked.answer(Question(message, SHOPPER, NOW))
        said = answer.answer.replace(message, "")
        assert "霜糖" not in said.replace("“霜糖", ""), message  # what was not found is named as it was asked
        assert "0000-999" not in said
        assert answer.citations == ()


# -- withdrawing and hiding ----------------------------------------------------------------------


class Watch:
    """Searches in a loop, and notes what was found by searches that began after a moment."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._gone: dict[str, float] = {}
        self._stop = threading.Event()
        self.late: list[str] = []
        self.errors: list[Exception] = []
        self.rounds = 0
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def gone(self, doc_id: str) -> None:
        self._gone[doc_id] = time.monotonic()

    def back(self, doc_id: str) -> None:
        self._gone.pop(doc_id, None)

    def _look(self) -> None:
        while not self._stop.is_set():
            gone, began = dict(self._gone), time.monotonic()
            try:
                self._note(gone, began)
            except Exception as error:
                self.errors.append(error)
            self.rounds += 1

    def _note(self, gone: dict[str, float], began: float) -> None:
        hits = self._library.search(SHOPPER).find("旋转木马收费", as_of=NOW, k=50).hits
        seen = {hit.document.doc_id for hit in hits}
        seen |= {shop.doc_id for shop in self._library.directory(SHOPPER, NOW).shops}
        for doc_id in {*gone, "M0"}:
            if self._library.passage(f"{doc_id}:{doc_id}:0", SHOPPER, NOW):
                seen.add(doc_id)
        self.late += [doc_id for doc_id in seen if gone.get(doc_id, began) < began]


@pytest.mark.parametrize("way", ["withdrawn", "made internal", "made a draft"])
def test_what_is_taken_out_is_found_by_no_search_that_begins_after(library, way):
    papers = [document(f"M{n}", doc_type="directory") for n in range(30)]
    for paper in papers:
        put(library, paper)
    assert len(library.search(SHOPPER).find("旋转木马收费", as_of=NOW, k=50).hits) == 30
    with Watch(library) as watch, Watch(library) as second:
        for paper in papers:
            take_out(library, paper, way)
            for each in (watch, second):
                each.gone(paper.doc_id)
        time.sleep(0.2)
    assert watch.errors + second.errors == []
    assert watch.late + second.late == []
    assert min(watch.rounds, second.rounds) > 3
    assert found(library, SHOPPER) == []


def put(library: Library, paper) -> None:
    row = passages(paper, f"{FACT} {paper.doc_id}")
    library.publish(paper, row, [Shop(paper.doc_id, f"木马{paper.doc_id}", passage_id=row[0].passage_id)])


def take_out(library: Library, paper, way: str) -> None:
    if way == "withdrawn":
        library.withdraw(paper.doc_id)
        return
    hidden = Visibility.INTERNAL if way == "made internal" else Visibility.DRAFT
    inside = replace(paper, visibility=hidden)
    library.publish(inside, passages(inside, f"{FACT} {paper.doc_id}", shelf=Shelf.INTERNAL))


def test_a_document_made_internal_is_gone_for_shoppers_and_there_for_staff(library, tmp_path):
    folder = tmp_path / "mall"
    folder.mkdir()
    file = folder / "木马.md"
    for visibility, shoppers in (("public", 1), ("internal", 0), ("public", 1), ("draft", 0)):
        file.write_text(f"---\nvisibility: {visibility}\n---\n# 木马\n\n{FACT}\n", encoding="utf-8")
        Ingest(library).run([folder])
        assert len(found(library, SHOPPER)) == shoppers, visibility
        assert len(library.documents(STAFF, NOW)) == 1


def test_a_withdrawn_shop_is_no_longer_told(library, tmp_path):
    put(library, document("M1", doc_type="directory"))
    asked = answerer(library, tmp_path)
    assert "木马M1" in asked.answer(Question("木马M1在哪", SHOPPER, NOW)).answer
    library.withdraw("M1")
    assert asked.answer(Question("木马M1在哪", SHOPPER, NOW)).citations == ()


def test_what_only_an_embargoed_paper_says_makes_no_difference_before_its_moment(library, tmp_path):
    """Whether a name stands in a paper that is not out yet must not be heard from how an answer is worded."""
    put(library, document("M1"))
    paper = document("E1", visibility=Visibility.INTERNAL, publish_from=NOW + timedelta(days=3))
    library.publish(paper, passages(paper, "元宵节旋转木马半价"))
    asked = answerer(library, tmp_path)
    replies = []
    for name in ("元宵节", "端午节"):
        answer = asked.answer(Question(f"{name}旋转木马收费吗", SHOPPER, NOW))
        replies.append(json.dumps([answer.answer, answer.handling], ensure_ascii=False).replace(name, "某节"))
    assert replies[0].split("T")[0] == replies[1].split("T")[0]


def test_a_rebuild_under_questions_fails_none_and_changes_no_answer(library):
    for number in range(12):
        put(library, document(f"M{number}"))
    before = found(library, SHOPPER)
    seen: list[list[str]] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            seen.append(found(library, SHOPPER))

    with ThreadPoolExecutor(2) as lookers:
        looking = [lookers.submit(look) for _ in range(2)]
        for _ in range(3):
            library.reindex()
        stop.set()
        for each in looking:
            each.result()
    assert len(seen) > 5
    assert all(sorted(texts) == sorted(before) for texts in seen)
