"""A run over folders: new in, changed replaced, vanished out, and one bad file stopping nothing."""

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from ingest.model import Reading
from ingest.pipeline import Ingest
from ingest.report import Outcome, Report
from ingest.sandbox import Sandbox
from knowledge.decisions import Ruling
from knowledge.errors import CutShort
from knowledge.model import Document, Passage, Publication, Shelf, Shop, Visibility
from knowledge.unread import Unread

RULE = "停车前30分钟免费\uff0c之后每小时5元\uff0c每24小时封顶40元\uff0c会员可以凭积分抵扣停车费。"


class RememberingLibrary:
    """A library in memory, with the promises of the real one."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.passages: dict[str, tuple[Passage, ...]] = {}
        self.shops: dict[str, tuple[Shop, ...]] = {}
        self.profile: dict[str, object] = {}
        self.published: list[str] = []
        self.broken_for = ""
        self.left_out: dict[tuple[str, str], Unread] = {}

    def sources(self) -> dict[str, Document]:
        return {document.source: document for document in self.documents.values()}

    def embed(self, publications: Sequence[Publication]) -> set[str]:
        return {passage.passage_id for each in publications for passage in each.passages}

    def publish_all(self, publications: Sequence[Publication], vectors: set[str]) -> None:
        assert vectors == self.embed(publications)
        for each in publications:
            self._publish(each.document, each.passages, each.shops)

    def _publish(self, document: Document, passages: Sequence[Passage], shops: Sequence[Shop]) -> None:
        if document.doc_id == self.broken_for:
            raise OSError(28, "No space left on device")
        assert len({passage.passage_id for passage in passages}) == len(passages)
        self.documents[document.doc_id] = document
        self.passages[document.doc_id] = tuple(passages)
        self.shops[document.doc_id] = tuple(shops)
        self.published.append(document.doc_id)

    def unread(self, source: str, fingerprint: str) -> Unread | None:
        return self.left_out.get((source, fingerprint))

    def note_unread(self, source: str, fingerprint: str, why: Unread) -> None:
        self.left_out[source, fingerprint] = why

    def withdraw(self, doc_id: str) -> None:
        for table in (self.documents, self.passages, self.shops):
            table.pop(doc_id, None)  # type: ignore[attr-defined]

    def ruling(self, source: str, sha256: str, fingerprint: str) -> Ruling:
        return Ruling()  # nobody decided anything

    def changes(self) -> dict[str, tuple[str, ...]]:
        return {}

    def set_profile(self, profile: Mapping[str, object]) -> None:
        self.profile = dict(profile)

    def texts(self, doc_id: str) -> list[str]:
        return [passage.text for passage in self.passages[doc_id]]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


@pytest.fixture
def library() -> RememberingLibrary:
    return RememberingLibrary()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "mall"
    _write(root / "public/停车.md", f"---\ndoc_id: P1\nversion: V4\n---\n# 停车规则\n\n## 收费\n{RULE}\n")
    _write(
        root / "internal/客诉.txt", "普通客诉应在3个工作日内结案\uff0c并回访顾客\uff0c超时上报客服经理处理。"
    )
    return root


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def run(library: RememberingLibrary, sandbox: Sandbox):  # type: ignore[no-untyped-def]
    def _run(*paths: Path, prune: bool = False, **options: object) -> Report:
        return Ingest(library, sandbox).run(paths, prune=prune, **options)  # type: ignore[arg-type]

    return _run


def _outcomes(report: Report) -> dict[str, str]:
    return {entry.path: entry.outcome.value for entry in report.entries}


def test_files_become_documents_with_passages(run, library: RememberingLibrary, folder: Path) -> None:
    report = run(folder)
    assert _outcomes(report) == {"internal/客诉.txt": "added", "public/停车.md": "added"}
    assert report.exit_code == 0
    document, (passage,) = library.documents["P1"], library.passages["P1"]
    assert (document.title, document.version, document.source) == ("停车规则", "V4", "public/停车.md")
    assert document.visibility is Visibility.PUBLIC
    assert (passage.text, passage.section, passage.shelf) == (RULE, ("收费",), Shelf.PUBLIC)
    assert passage.passage_id == f"P1:{document.fingerprint[:8]}:0"
    assert library.documents["internal/客诉.txt"].visibility is Visibility.INTERNAL


def test_an_unchanged_file_is_not_read_again(run, library: RememberingLibrary, folder: Path) -> None:
    run(folder)
    library.published.clear()
    assert set(_outcomes(run(folder)).values()) == {"unchanged"}
    assert library.published == []


def test_a_changed_file_replaces_its_document(run, library: RememberingLibrary, folder: Path) -> None:
    run(folder)
    _write(
        folder / "public/停车.md",
        "---\ndoc_id: P1\n---\n停车费每小时6元\uff0c自2026年12月1日起执行新的标准。\n",
    )
    assert _outcomes(run(folder))["public/停车.md"] == "updated"
    assert library.texts("P1") == ["停车费每小时6元\uff0c自2026年12月1日起执行新的标准。"]


def test_a_changed_sidecar_counts_as_a_change(run, library: RememberingLibrary, folder: Path) -> None:
    run(folder)
    _write(folder / "internal/客诉.txt.meta.yaml", "doc_id: S1\ntitle: 客诉\nversion: V3.1\n")
    assert _outcomes(run(folder))["internal/客诉.txt"] == "updated"
    assert set(library.documents) == {"P1", "S1"}


def test_a_file_that_became_a_draft_leaves_the_public_shelf(
    run, library: RememberingLibrary, folder: Path
) -> None:
    run(folder)
    _write(folder / "public/停车.md.meta.yaml", "visibility: draft\n")
    run(folder)
    assert library.passages["P1"][0].shelf is Shelf.INTERNAL


def test_a_vanished_file_is_withdrawn_only_when_asked(run, library: RememberingLibrary, folder: Path) -> None:
    run(folder)
    (folder / "public/停车.md").unlink()
    assert _outcomes(run(folder))["public/停车.md"] == "skipped"
    assert "P1" in library.documents
    assert _outcomes(run(folder, prune=True))["public/停车.md"] == "withdrawn"
    assert "P1" not in library.documents


def test_pruning_one_folder_leaves_another_folders_documents(
    run, library: RememberingLibrary, folder: Path, tmp_path: Path
) -> None:
    _write(tmp_path / "other/规则.md", "另一个文件夹里的规则说明\uff0c与停车和客诉都没有关系。")
    run(folder)
    run(tmp_path / "other", prune=True)
    assert set(library.documents) == {"P1", "internal/客诉.txt", "规则.md"}


def test_a_moved_file_is_not_there_twice(run, library: RememberingLibrary, folder: Path) -> None:
    run(folder)
    (folder / "internal/客诉.txt").rename(folder / "internal/客诉处理.txt")
    assert _outcomes(run(folder)) == {
        "internal/客诉处理.txt": "added",
        "internal/客诉.txt": "withdrawn",
        "public/停车.md": "unchanged",
    }


def test_a_document_that_moved_to_another_file_keeps_its_id(
    run, library: RememberingLibrary, folder: Path
) -> None:
    run(folder)
    (folder / "public/停车.md").rename(folder / "public/停车规则_V4.md")
    run(folder, prune=True)
    assert library.documents["P1"].source == "public/停车规则_V4.md"


def test_a_copy_under_another_name_is_a_duplicate(run, library: RememberingLibrary, folder: Path) -> None:
    shutil.copy(folder / "public/停车.md", folder / "public/A_停车 副本.md")
    report = run(folder)
    (copy,) = [entry for entry in report.entries if entry.outcome is Outcome.DUPLICATE]
    assert copy.path == "public/A_停车 副本.md"
    assert "public/停车.md" in copy.reason
    assert report.exit_code == 0
    assert _outcomes(run(folder))["public/停车.md"] == "unchanged"


def test_a_copy_with_other_metadata_is_a_duplicate_too(run, folder: Path) -> None:
    body = f"# 停车规则\n\n## 收费\n{RULE * 2}\n"
    _write(folder / "public/甲.md", f"---\ndoc_id: X1\n---\n{body}")
    _write(folder / "public/乙.md", f"---\ndoc_id: X2\n---\n{body}")
    outcomes = _outcomes(run(folder))
    assert sorted([outcomes["public/甲.md"], outcomes["public/乙.md"]]) == ["added", "duplicate"]


def test_a_declared_duplicate_is_left_out_and_taken_out(
    run, library: RememberingLibrary, folder: Path
) -> None:
    run(folder)
    _write(folder / "internal/客诉.txt.meta.yaml", "duplicate_of: P1\n")
    assert _outcomes(run(folder))["internal/客诉.txt"] == "duplicate"
    assert set(library.documents) == {"P1"}


def test_two_files_with_one_id_are_a_conflict_that_names_both(
    run, library: RememberingLibrary, folder: Path
) -> None:
    _write(folder / "public/转.md", "---\ndoc_id: P1\n---\n另一份完全不同的文件\uff0c却用了同一个编号。\n")
    report = run(folder)
    (entry,) = [entry for entry in report.entries if entry.outcome is Outcome.FAILED]
    assert "public/停车.md" in entry.reason
    assert "public/转.md" in entry.reason
    assert library.texts("P1") == [RULE]
    assert report.exit_code == 1


def test_one_bad_file_is_reported_and_the_rest_goes_on(
    run, library: RememberingLibrary, folder: Path
) -> None:
    (folder / "public/坏.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "public/空.md").write_bytes(b"")
    _write(folder / "public/注释.md", "<!-- 只有注释 -->")
    report = run(folder)
    failed = {entry.path: entry.reason for entry in report.entries if entry.outcome is Outcome.FAILED}
    assert set(failed) == {"public/坏.docx", "public/空.md", "public/注释.md"}
    assert all(failed.values())
    assert report.counts["added"] == 2
    assert report.exit_code == 1


def test_a_file_that_broke_keeps_its_earlier_version(run, library: RememberingLibrary, folder: Path) -> None:
    run(folder)
    (folder / "public/停车.md").write_bytes(bytes(range(256)) * 9)
    report = run(folder, prune=True)
    (entry,) = [entry for entry in report.entries if entry.outcome is Outcome.FAILED]
    assert "earlier version stays" in entry.reason
    assert library.texts("P1") == [RULE]


def test_a_huge_file_is_refused_without_a_byte_of_it_being_read(run, folder: Path) -> None:
    for name in ("public/全年录像.pdf", "public/归档.zip"):
        with (folder / name).open("wb") as file:
            file.truncate(3 * 2**30)  # holes: they take no room on the disk, and gigabytes when read
    started = time.process_time()
    report = run(folder)
    assert time.process_time() - started < 5
    reasons = {entry.path: entry.reason for entry in report.entries if entry.outcome is Outcome.FAILED}
    assert reasons["public/全年录像.pdf"] == "The file has 3072.0 MB; at most 20 MB are read. Split it."
    assert reasons["public/归档.zip"].startswith("This is an archive.")
    assert report.counts["added"] == 2


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name is text")
@pytest.mark.parametrize(
    ("name", "shown"),
    [("停车收费.md".encode("gbk"), "停车收费.md"), (b"rules\xff\xff.md", "rules\\xff\\xff.md")],
)
def test_a_name_that_is_no_utf8_is_read_as_a_chinese_computer_wrote_it(
    run, library: RememberingLibrary, folder: Path, name: bytes, shown: str
) -> None:
    inner = os.fsencode(folder / "public") + "/规则".encode("gbk")
    os.mkdir(inner)
    Path(os.fsdecode(inner + b"/" + name)).write_text("停车场限高2.1米。", encoding="utf-8")
    report = run(folder)
    assert _outcomes(report)[f"public/规则/{shown}"] == "added"
    report.to_json().encode("utf-8")
    for document in library.documents.values():
        repr(document).encode("utf-8")
    assert run(folder).counts["unchanged"] == 3


def test_a_library_that_cannot_store_fails_that_file_only(
    run, library: RememberingLibrary, folder: Path
) -> None:
    library.broken_for = "P1"
    outcomes = _outcomes(run(folder))
    assert outcomes == {"internal/客诉.txt": "added", "public/停车.md": "failed"}


@pytest.mark.parametrize("part", ["draft", "internal", "restricted", "archive"])
def test_a_file_given_alone_still_counts_as_lying_in_its_folder(
    run, library: RememberingLibrary, tmp_path: Path, part: str
) -> None:
    path = _write(
        tmp_path / part / "方案.md",
        "---\nvisibility: public\n---\n尚未公开的满减方案\uff0c不得对外透露内容。\n",
    )
    run(path)
    assert library.documents["方案.md"].visibility is not Visibility.PUBLIC
    assert library.passages["方案.md"][0].shelf is Shelf.INTERNAL


def test_the_malls_profile_is_handed_over(run, library: RememberingLibrary, folder: Path) -> None:
    _write(folder / "mall.yaml", "name: 云杉广场\ntimezone: Asia/Tokyo\n")
    _write(
        folder / "internal/预告.md",
        "---\npublish_from: 2026-12-01 10:00\n---\n双十二满减活动将于十二月公布\uff0c请勿外传。\n",
    )
    report = run(folder)
    assert library.profile == {"name": "云杉广场", "timezone": "Asia/Tokyo"}
    assert "mall.yaml" not in _outcomes(report)
    moment = library.documents["internal/预告.md"].publish_from
    assert moment is not None
    assert moment.isoformat() == "2026-12-01T10:00:00+09:00"


def test_lock_files_hidden_files_and_strange_types_are_passed_over(run, folder: Path) -> None:
    for name in ("~$停车.docx", ".隐藏.md", "Thumbs.db", "停车.md.meta.yaml", "视频.mp4"):
        _write(folder / "public" / name, "")
    outcomes = _outcomes(run(folder))
    assert {path for path, outcome in outcomes.items() if outcome != "added"} == {"public/视频.mp4"}


def test_a_link_that_leads_out_of_the_folder_is_told_of_and_not_followed(
    run, library: RememberingLibrary, folder: Path, tmp_path: Path
) -> None:
    secret = _write(tmp_path / "secret.md", "不在文件夹里的内容\uff0c不应该被读进来。")
    os.symlink(secret, folder / "public/link.md")
    assert _outcomes(run(folder))["public/link.md"] == "skipped"
    assert "public/link.md" not in library.sources()


def test_a_missing_path_is_reported(run, tmp_path: Path) -> None:
    report = run(tmp_path / "nowhere")
    assert report.entries[0].outcome is Outcome.FAILED
    assert report.exit_code == 2


def test_progress_is_told_and_a_cancelled_run_stops_cleanly(
    run, library: RememberingLibrary, folder: Path
) -> None:
    told: list[tuple[int, int, str, str]] = []
    report = run(folder, progress=lambda *call: told.append(call), cancelled=lambda: len(told) >= 1)
    assert told[0] == (0, 2, "internal/客诉.txt", "reading")
    assert report.is_cancelled
    assert set(library.documents) == {"internal/客诉.txt"}


def test_the_report_is_json_for_machines(run, folder: Path) -> None:
    data = json.loads(run(folder).to_json())
    assert data["counts"]["added"] == 2
    assert data["entries"][0].keys() == {
        "path",
        "outcome",
        "reason",
        "doc_id",
        "passages",
        "warnings",
        "flags",
    }
    assert data["exit_code"] == 0


def test_a_run_over_some_sources_leaves_the_others_as_they_are(library, sandbox, folder):
    Ingest(library, sandbox).run([folder])
    _write(folder / "public/停车.md", f"---\ndoc_id: P1\nversion: V5\n---\n# 停车规则\n\n## 收费\n{RULE}\n")
    (folder / "internal/客诉.txt").unlink()
    report = Ingest(library, sandbox).run([folder], prune=True, only={"public/停车.md"})
    assert [entry.path for entry in report.entries] == ["public/停车.md"]
    assert library.documents["P1"].version == "V5"
    assert "internal/客诉.txt" in library.sources()


def test_a_run_is_cancelled_in_the_middle_of_a_long_file_and_keeps_what_was_read_before(
    library: RememberingLibrary, folder: Path
) -> None:
    _write(folder / "public/长.html", "<p class=a>段<b>粗</b></p>" * 48_000)
    told: list[tuple] = []

    def cancelled() -> bool:
        return bool(told) and told[-1][2] == "public/长.html"

    report = Ingest(library).run([folder], progress=lambda *call: told.append(call), cancelled=cancelled)
    assert report.is_cancelled
    assert [entry.path for entry in report.entries] == ["internal/客诉.txt", "public/停车.md"]
    assert set(library.documents) == {"internal/客诉.txt", "P1"}


class CountingReader:
    """Reads as the sandbox does, counts, and refuses what it is told to."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.asked: list[str] = []
        self.refuses: dict[str, Exception] = {}

    def read(self, path: Path, progress: object = None) -> Reading:
        self.asked.append(path.name)
        if path.name in self.refuses:
            raise self.refuses[path.name]
        return self.sandbox.read(path)


def test_what_cannot_be_read_is_not_read_again_until_it_changes_or_is_asked_for(
    library: RememberingLibrary, sandbox: Sandbox, folder: Path
) -> None:
    reader = CountingReader(sandbox)
    _write(folder / "public/坏.docx", "no zip at all")
    _write(folder / "public/抄.md", "停车前30分钟免费。" * 9)
    _write(folder / "public/抄2.txt", "停车前30分钟免费。" * 9)
    first = Ingest(library, reader).run([folder])
    reader.asked.clear()
    again = Ingest(library, reader).run([folder])
    assert reader.asked == []
    assert [(one.path, one.reason) for one in again.entries if one.outcome is not Outcome.UNCHANGED] == [
        (one.path, one.reason) for one in first.entries if one.outcome is not Outcome.ADDED
    ]
    Ingest(library, reader).run([folder], only={"public/坏.docx"})
    _write(folder / "public/抄2.txt", "停车前45分钟免费。" * 9)
    Ingest(library, reader).run([folder])
    assert reader.asked == ["坏.docx", "抄2.txt"]


def test_a_double_comes_in_once_its_original_is_gone(
    library: RememberingLibrary, sandbox: Sandbox, folder: Path
) -> None:
    _write(folder / "public/原.md", "停车前30分钟免费。" * 9)
    copy = _write(folder / "public/转.txt", "停车前30分钟免费。 " * 9)
    assert _outcomes(Ingest(library, sandbox).run([folder]))["public/转.txt"] == "duplicate"
    (folder / "public/原.md").unlink()
    assert _outcomes(Ingest(library, sandbox).run([folder], prune=True))["public/转.txt"] == "added"
    assert copy.exists()


def test_a_reading_that_was_cut_short_is_tried_again(
    library: RememberingLibrary, sandbox: Sandbox, folder: Path
) -> None:
    reader = CountingReader(sandbox)
    reader.refuses["停车.md"] = CutShort("It took too long.")
    assert _outcomes(Ingest(library, reader).run([folder]))["public/停车.md"] == "failed"
    reader.refuses.clear()
    assert _outcomes(Ingest(library, reader).run([folder]))["public/停车.md"] == "added"
