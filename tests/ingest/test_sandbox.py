"""Whatever a file does, its reading alone fails, with a reason and in time."""

import os
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from ingest.sandbox import Limits, Sandbox
from ingest.watch import resident
from knowledge.errors import UnreadableFile
from tests.ingest.papers import repacked
from tests.ingest.pictures import drawn, needs_font, scan

LIMITS = Limits(cpu=1, wall=8.0)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(LIMITS) as made:
        yield made


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.md"
    path.write_text("# 规则\n\n每天10:00开门。\n", encoding="utf-8")
    return path


def _word_file(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("你好")
    document.save(str(path))
    return path


def _slow_page(path: Path) -> Path:
    path.write_text("<p class=a>段<b>粗</b></p>" * 48_000, encoding="utf-8")
    return path


def test_a_good_file_comes_back_whole(sandbox: Sandbox, good: Path) -> None:
    reading = sandbox.read(good)
    assert (reading.title, reading.sections[0].text) == ("规则", "每天10:00开门。")


def test_one_worker_serves_many_files(sandbox: Sandbox, good: Path) -> None:
    sandbox.read(good)
    worker = sandbox._worker
    sandbox.read(good)
    assert sandbox._worker is worker


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read(
    sandbox: Sandbox, good: Path, tmp_path: Path
) -> None:
    bomb = _slow_page(tmp_path / "bomb.html")
    started = time.monotonic()
    with pytest.raises(UnreadableFile, match="took over"):
        sandbox.read(bomb)
    assert time.monotonic() - started < LIMITS.wall + 2
    assert sandbox.read(good).title == "规则"


def test_a_file_that_needs_too_much_memory_is_stopped(good: Path, tmp_path: Path) -> None:
    plain = _word_file(tmp_path / "plain.docx")
    many = b"".join(b"<w:p><w:r><w:t>%d</w:t></w:r></w:p>" % (number * 7919) for number in range(150_000))
    large = repacked(plain, tmp_path / "large.docx", "word/document.xml", b"<w:p>", many + b"<w:p>")
    with Sandbox(Limits(memory=85 * 2**20)) as narrow:
        with pytest.raises(UnreadableFile, match="memory"):
            narrow.read(large)
        assert narrow.read(good).title == "规则"


def _pdf(path: Path, pages: list[bytes], forms: list[bytes]) -> Path:
    """A PDF of pages with the given contents and forms F0, F1, … that may call each other."""
    first = 4 + len(pages) * 2
    names = b" ".join(b"/F%d %d 0 R" % (at, first + at) for at in range(len(forms)))
    resources = b"/Resources<</Font<</T 3 0 R>>/XObject<<%s>>>>" % names
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages))]
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for at, content in enumerate(pages):
        box = b"/MediaBox[0 0 595 842]/Contents %d 0 R" % (5 + 2 * at)
        objects.append(b"<</Type/Page/Parent 2 0 R%s%s>>" % (box, resources))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    for form in forms:
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]%s" % resources
        objects.append(b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(form), form))
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, each) for at, each in enumerate(objects, start=1))
    path.write_bytes(b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Size %d>>" % (len(objects) + 1))
    return path


def test_one_page_that_never_ends_does_not_lose_the_others(tmp_path: Path) -> None:
    typed = b"BT /T 12 Tf 72 700 Td (Page %d has its rules in plain text.) Tj ET"
    forms = [*(b"/F%d Do " % (at + 1) * 10 for at in range(9)), b"BT /T 9 Tf 9 9 Td (x) Tj ET"]
    path = _pdf(tmp_path / "a.pdf", [typed % 1, b"/F0 Do", typed % 3], forms)
    with Sandbox(Limits(cpu=1)) as quick:
        reading = quick.read(path)
    text = " ".join(section.text for section in reading.sections)
    assert text == "Page 1 has its rules in plain text. Page 3 has its rules in plain text."
    assert reading.warnings == ("Page 2: not read, because page 2 took too long or too much memory.",)


@needs_font
def test_recognition_tells_of_each_page_and_comes_back_with_its_confidence(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    pages = [drawn([f"第{number}份凭证。"], 30, (620, 877), 60, 100) for number in "一二"]
    with Sandbox() as fresh:
        reading = fresh.read(scan(tmp_path / "a.pdf", pages), lambda page, of: told.append((page, of)))
    assert told == [(1, 2), (2, 2)]
    assert [section.text for section in reading.sections] == ["第一份凭证。", "第二份凭证。"]
    assert all(section.confidence and section.confidence > 0.8 for section in reading.sections)


@needs_font
def test_resident_memory_is_watched_while_pictures_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    drawn(["每天十点开门"], 60, (1500, 900), 60, 60).save(path)
    if not resident(os.getpid()):
        pytest.skip("needs /proc")
    with Sandbox(Limits(memory=160 * 2**20)) as narrow, pytest.raises(UnreadableFile, match="memory"):
        narrow.read(path)


def test_a_worker_that_was_killed_is_replaced(sandbox: Sandbox, good: Path) -> None:
    sandbox.read(good)
    assert sandbox._worker is not None
    sandbox._worker.kill()
    sandbox._worker.wait()
    assert sandbox.read(good).title == "规则"


def test_too_large_a_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * 2_000)
    with Sandbox(Limits(file_size=1_000)) as small, pytest.raises(UnreadableFile, match="at most"):
        small.read(path)


def test_an_endless_text_is_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text("营业时间。" * 300_000, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="characters"):
        sandbox.read(path)


@pytest.mark.parametrize(
    ("count", "size", "reason"),
    [(2_001, 1, "parts"), (1, 120 * 2**20, "unpacks to 120 MB"), (1, 30 * 2**20, "100 times its size")],
)
def test_archives_that_unpack_to_too_much_are_not_opened(
    sandbox: Sandbox, tmp_path: Path, count: int, size: int, reason: str
) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"word/{number}.xml", b"0" * size)
    with pytest.raises(UnreadableFile, match=reason):
        sandbox.read(path)


def test_a_damaged_part_of_an_archive_is_a_sentence_without_an_exception(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    data = bytearray(_word_file(tmp_path / "whole.docx").read_bytes())
    with zipfile.ZipFile(tmp_path / "whole.docx") as archive:
        start = archive.getinfo("word/document.xml").header_offset + 30 + len("word/document.xml")
    data[start : start + 40] = bytes(range(255, 215, -1))
    (tmp_path / "broken.docx").write_bytes(data)
    with pytest.raises(UnreadableFile) as refused:
        sandbox.read(tmp_path / "broken.docx")
    assert str(refused.value) == "The file is damaged and cannot be unpacked."


def test_xml_entities_are_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    plain = _word_file(tmp_path / "plain.docx")
    laughs = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]><w:document'
    bomb = repacked(plain, tmp_path / "laughs.docx", "word/document.xml", b"<w:document", laughs)
    with pytest.raises(UnreadableFile, match="entities"):
        sandbox.read(bomb)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pptx", ".pdf", ".csv", ".txt", ".md", ".html"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(range(256)) * 8, bytes(range(256)) * 40])
def test_rubbish_is_refused_with_a_reason_and_no_path(
    sandbox: Sandbox, tmp_path: Path, suffix: str, content: bytes
) -> None:
    path = tmp_path / f"rubbish{suffix}"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as refused:
        sandbox.read(path)
    assert len(str(refused.value)) > 10
    assert str(tmp_path) not in str(refused.value)


def test_the_child_knows_no_secrets_of_the_parent(monkeypatch: pytest.MonkeyPatch, good: Path) -> None:
    monkeypatch.setenv("ATRIUM_LLM_API_KEY", "sk-canary")
    with Sandbox() as fresh:
        fresh.read(good)
        assert fresh._worker is not None
        environment = Path(f"/proc/{fresh._worker.pid}/environ")
        if not environment.exists():
            pytest.skip("needs /proc")
        assert b"canary" not in environment.read_bytes()


def test_parsing_brings_no_model_or_index_into_the_child(good: Path) -> None:
    with Sandbox() as fresh:
        fresh.read(good)
        assert fresh._worker is not None
        maps = Path(f"/proc/{fresh._worker.pid}/maps")
        if not maps.exists():
            pytest.skip("needs /proc")
        loaded = maps.read_text()
    assert "onnxruntime" not in loaded
    assert "chroma" not in loaded
    assert "torch" not in loaded


def test_a_reading_can_be_stopped_in_the_middle(tmp_path: Path) -> None:
    sandbox = Sandbox()
    heard: list[Exception] = []

    def read() -> None:
        try:
            sandbox.read(_slow_page(tmp_path / "slow.html"))
        except UnreadableFile as error:
            heard.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    while sandbox._worker is None:  # the page is on its way to it, and takes much longer than that
        time.sleep(0.01)
    sandbox.stop()
    thread.join(5)
    assert not thread.is_alive()
    assert heard
