"""Whatever file comes, under whatever name: it is kept whole and harmless, or refused with nothing left behind."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import pytest

from tests.publishing import LIN, NOW, STAFF, Mall, Sent, finished, opened, sent
from ui.desks.uploads import harmless
from ui.wire.problems import Problem

TEXT = "# 旋转木马\n\n旋转木马每次收费三十元, 儿童身高一米二以下须由家长陪同。\n"


@pytest.fixture
def mall(tmp_path):
    with opened(tmp_path) as made:
        yield made


def uploads(mall: Mall) -> Path:
    return mall.lobby.settings.home / "uploads"


def files(mall: Mall) -> list[Path]:
    return [path for path in uploads(mall).rglob("*") if path.is_file()] if uploads(mall).exists() else []


def refused(mall: Mall, *given: Sent) -> Problem:
    with pytest.raises(Problem) as problem:
        mall.office.upload(given, LIN)
    assert files(mall) == []
    assert mall.library.catalogue.documents() == {}
    return problem.value


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\secret\\x.md", "x.md"),
        ("a\x00b.md", "a_b.md"),
        ("木" * 255 + ".md", "木" * 60 + ".md"),
        ("nul.md", "_nul.md"),
        ("COM1.tar.md", "_COM1.tar.md"),
        (".hidden.md", "hidden.md"),
        ("e\u0301.md", "\u00e9.md"),
        ("a<b>'c.md", "a_b_c.md"),
    ],
)
def test_a_hostile_name_becomes_a_harmless_one(mall, name, kept):
    assert harmless(name) == kept
    mall.upload(name, TEXT)
    [path] = files(mall)
    assert path.name == kept
    assert path.is_relative_to(uploads(mall) / "internal")
    assert len(mall.office.rows(STAFF, NOW)) == 1


@pytest.mark.parametrize("name", ["", "..", "///", "\x00", " . "])
def test_a_file_without_a_usable_name_is_refused(mall, name):
    assert refused(mall, sent(name, TEXT)).status == 422


@pytest.mark.parametrize("name", ["mall.yaml", "木马.md.meta.yaml", "Thumbs.db"])
def test_what_ingest_would_pass_over_in_silence_is_refused(mall, name):
    assert refused(mall, sent(name, TEXT)).status == 422


def test_an_empty_file_is_refused_and_those_that_came_with_it_are_not_kept(mall):
    problem = refused(mall, sent("好.md", TEXT), sent("空.md", ""))
    assert (problem.status, "空.md" in problem.detail) == (422, True)


def test_a_file_that_is_larger_than_it_said_is_refused(mall):
    most = mall.lobby.limits.upload_bytes
    liar = sent("大.md", b"x" * (most + 1))
    liar.size = 10
    assert refused(mall, liar).status == 413
    assert refused(mall, *[sent(f"{n}.md", TEXT) for n in range(21)]).status == 413
    assert refused(mall).status == 422


def test_two_files_of_one_name_are_two_documents(mall):
    given = [sent("规则.md", TEXT), sent("规则.MD", TEXT.replace("三十", "四十"))]
    assert finished(mall.office.upload(given, LIN))["counts"]["added"] == 2
    assert sorted(one.doc_id for one in mall.office.rows(STAFF, NOW)) == ["规则", "规则@2"]


def test_an_upload_never_meets_a_paper_of_the_same_path(mall):
    mall.write("internal/木马.md", TEXT)
    mall.ingest()
    mall.upload("木马.md", TEXT.replace("三十", "四十"))
    mall.ingest()
    assert sorted(mall.told(STAFF)) == ["internal/木马.md", "木马"]


def test_when_the_disk_takes_no_more_nothing_is_left_half_written(mall):
    """The kernel refuses to write past a limit, as it does on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        problem = refused(mall, sent("大.md", b"x" * 300_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert problem.status == 507
    assert "nothing was kept" in problem.detail
    mall.upload("大.md", TEXT)
    assert len(mall.office.rows(STAFF, NOW)) == 1


def test_what_a_crash_left_half_written_is_swept(mall):
    stray = uploads(mall) / ".incoming" / "old.part"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"half")
    os.utime(stray, (0, 0))
    mall.upload("木马.md", TEXT)
    assert not stray.exists()
