"""What a backup promises: all of a home, checked, and never half of it."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sqlite3
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from assistant.copies import CopyStore, NewCopy
from assistant.journal import Journal, Turn
from assistant.tickets import Sealed, Wanted
from knowledge.library import Library
from knowledge.model import Role, Viewer
from tests.copies import LIN, office_over
from tests.fakes import HashingEmbedder
from tests.tickets import ADMIN, NOW, room
from tests.ui.conftest import INTERNAL_TEXT, NOON, shelve
from ui.background.ledger import Entry, Ledger, Status
from ui.batches.model import Made, Row
from ui.batches.model import Wanted as Asked
from ui.batches.shelf import FOLDER, Owner, Shelf
from ui.cli import app
from ui.entry.doors import open_doors
from ui.entry.keys import Keys
from ui.operating.archive import BadBackup
from ui.operating.backup import back_up
from ui.operating.restoring import restore, verify


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two documents, a conversation, a key and an upload."""
    folder = tmp_path / "home"
    library = Library(folder, HashingEmbedder())
    shelve(library)
    library.close()
    journal = Journal(folder / "journal.db")
    journal.remember("c1", Turn("几点关门?", "几点关门?", "22:00", "answer"))
    journal.close()
    copies = CopyStore(folder / "copies.db")
    office_over(copies).save(NewCopy("wechat_group", "周末见"), LIN)
    copies.close()
    desk = room(folder)
    desk.opened(message="打13812345678")
    desk.service.close()
    Keys(open_doors(folder)).create(Role.STAFF, "前台")
    (folder / "uploads").mkdir()
    (folder / "uploads" / "通知.docx").write_bytes(b"PK upload")
    (folder / "server.json").write_text('{"key": "only while it runs"}')
    return folder


@pytest.fixture
def kept(home: Path, tmp_path: Path) -> Path:
    target = tmp_path / "kept.tar.gz"
    back_up(home, target)
    return target


def rewritten(source: Path, change) -> None:
    """Packs the backup again, each member's bytes as `change(name, bytes)` gives them; None leaves it out."""
    with tarfile.open(source) as tar:
        members = [(info.name, tar.extractfile(info).read()) for info in tar]
    with tarfile.open(source, "w:gz") as tar:
        for name, data in members:
            if (data := change(name, data)) is not None:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))


def test_a_restored_home_finds_what_the_old_one_found(kept, tmp_path):
    restore(kept, tmp_path / "new")
    library = Library(tmp_path / "new", HashingEmbedder())
    found = library.search(Viewer(Role.STAFF)).find(INTERNAL_TEXT, as_of=NOON)
    library.close()
    assert found.hits[0].passage.text == INTERNAL_TEXT
    journal = Journal(tmp_path / "new" / "journal.db")
    assert [turn.answer for turn in journal.turns("c1")] == ["22:00"]
    journal.close()
    copies = CopyStore(tmp_path / "new" / "copies.db")
    assert [event.who.name for event in copies.trail()] == [LIN.name]
    copies.close()
    assert [key.name for key in Keys(open_doors(tmp_path / "new")).all()] == ["前台"]
    desk = room(tmp_path / "new")
    assert [ticket.words for ticket in desk.store.each(Wanted(), NOW, {})] == ["打138****5678"]
    desk.service.close()
    assert (tmp_path / "new/uploads/通知.docx").read_bytes() == b"PK upload"


@pytest.fixture
def batch(home) -> str:
    """A batch of two rows and one text, half of it done, and the queue that it stands in."""
    asked = Asked("T2", "sms", "P1", "")
    rows = [Row(2, ("一群",), "一群", asked), Row(3, ("二群",), "二群", Asked("T3", "sms", "P1", ""))]
    shelf, ledger = Shelf(home, days=30), Ledger(home / FOLDER)
    batch_id = shelf.begin(Owner("key:1", "林", "content"), "社群.csv", ["社群"], rows, job="J1")
    ledger.add(Entry("J1", "batch", {"batch": batch_id}, status=Status.RUNNING))
    ledger.close()
    with shelf.opened(batch_id) as book:
        book.keep([(1, Made("ok", body="周末见"))])
    return batch_id


def test_a_batch_comes_back_with_its_rows_its_texts_and_its_place_in_the_queue(home, batch, tmp_path):
    back_up(home, tmp_path / "kept.tar.gz")
    restore(tmp_path / "kept.tar.gz", tmp_path / "new")
    with Shelf(tmp_path / "new", days=30).opened(batch) as book:
        assert [(one.row.community, one.made.body) for one in book.filled()] == [
            ("一群", "周末见"),
            ("二群", ""),
        ]
        assert book.counted() == (1, 2)
    [job] = Ledger(tmp_path / "new" / FOLDER).recent(9)
    assert (job.id, job.status) == ("J1", Status.RUNNING)


def test_a_batch_that_is_being_written_is_copied_at_one_moment(home, batch, tmp_path):
    with Shelf(home, days=30).opened(batch) as book:
        book.keep([(2, Made("ok", body="在日志里,还不在文件里"))])  # SQLite keeps it beside the file
        back_up(home, tmp_path / "kept.tar.gz")
    verify(tmp_path / "kept.tar.gz")
    restore(tmp_path / "kept.tar.gz", tmp_path / "new")
    with Shelf(tmp_path / "new", days=30).opened(batch) as book:
        assert book.counted() == (2, 2)


def test_parts_and_workbooks_beside_the_batches_are_left_out(home, batch, tmp_path):
    for name in ("Bffffffffffffffff.part", ".out-1.xlsx", "Bnotes.db"):
        (home / FOLDER / name).write_bytes(b"half")
    manifest = back_up(home, tmp_path / "kept.tar.gz")
    names = [member.name for member in manifest.members if member.name.startswith(FOLDER)]
    assert names == ["batches/jobs.db", f"batches/{batch}.db"]


def test_a_damaged_batch_in_a_backup_is_named(home, batch, tmp_path):
    kept, name, broken = tmp_path / "kept.tar.gz", f"batches/{batch}.db", b"no database at all" * 1000
    back_up(home, kept)
    rewritten(kept, lambda each, data: broken if each == name else data)
    with pytest.raises(BadBackup, match=f"{name} is not what was written"):
        verify(kept)
    (home / name).write_bytes(broken)
    with pytest.raises(BadBackup, match=f"{batch}.db cannot be read"):
        back_up(home, tmp_path / "again.tar.gz")


def test_the_index_and_what_holds_only_while_a_server_runs_are_left_out(kept):
    with tarfile.open(kept) as tar:
        names = set(tar.getnames())
    assert names == {
        "catalogue.db",
        "journal.db",
        "copies.db",
        "tickets.db",
        "doors.sqlite",
        "uploads/通知.docx",
        "manifest.json",
    }


def test_the_key_to_customers_contacts_is_taken_along_only_when_asked_for(home, tmp_path):
    for asked in (False, True):
        back_up(home, tmp_path / f"{asked}.tar.gz", with_contact_key=asked)
        verify(tmp_path / f"{asked}.tar.gz")
        restore(tmp_path / f"{asked}.tar.gz", tmp_path / f"home {asked}")
        desk = room(tmp_path / f"home {asked}")  # without the key a new one is made, which opens nothing old
        [ticket] = desk.store.each(Wanted(), NOW, {})
        if asked:
            assert [one.words for one in desk.office.contact(ticket.id, ADMIN)] == ["打13812345678"]
        else:
            with pytest.raises(Sealed, match=r"contacts\.key"):
                desk.office.contact(ticket.id, ADMIN)
        desk.service.close()


def test_only_the_owner_may_read_a_backup_and_what_it_becomes(kept, tmp_path):
    assert kept.stat().st_mode & 0o077 == 0
    restore(kept, tmp_path / "new")
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "new").rglob("*") if path.is_file())


def test_a_backup_is_one_moment_of_a_database_that_is_being_written(home, tmp_path):
    """Each conversation is written as two turns at once; no backup may hold half of one."""
    engine = sqlite3.connect(home / "journal.db", check_same_thread=False, timeout=30)
    stop = threading.Event()

    def write() -> None:
        n = 0
        while not stop.is_set():
            with engine:
                for message in ("问", "再问"):
                    engine.execute(
                        "INSERT INTO turns(conversation_id, at, role, message, topic, answer, handling, documents)"
                        " VALUES (?, '', 'shopper', ?, '', '', 'answer', '[]')",
                        (f"w{n}", message),
                    )
            n += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(5):
            back_up(home, tmp_path / f"{n}.tar.gz")
    finally:
        stop.set()
        writer.join()
        engine.close()
    for n in range(5):
        restore(tmp_path / f"{n}.tar.gz", tmp_path / f"home{n}")
        with closing(sqlite3.connect(tmp_path / f"home{n}" / "journal.db")) as journal:
            halves = journal.execute(
                "SELECT count(*) FROM (SELECT 1 FROM turns WHERE conversation_id LIKE 'w%'"
                " GROUP BY conversation_id HAVING count(*) <> 2)"
            ).fetchone()
        assert halves == (0,)


def test_a_database_that_is_broken_is_named_and_no_backup_is_written(home, tmp_path):
    (home / "journal.db").write_bytes(b"no database at all" * 1000)
    with pytest.raises(BadBackup, match=r"journal\.db cannot be read"):
        back_up(home, tmp_path / "kept.tar.gz")
    assert not (tmp_path / "kept.tar.gz").exists()


def test_a_database_is_checked_besides_its_hash(kept, tmp_path):
    """A manifest that fits does not make a file a database."""
    broken = b"no database at all" * 1000
    member = {"name": "journal.db", "size": len(broken), "sha256": hashlib.sha256(broken).hexdigest()}

    def change(name, data):
        if name != "manifest.json":
            return broken if name == "journal.db" else data
        manifest = json.loads(data)
        others = [each for each in manifest["members"] if each["name"] != "journal.db"]
        return json.dumps({**manifest, "members": [*others, member]}).encode()

    rewritten(kept, change)
    with pytest.raises(BadBackup, match=r"journal\.db is no sound database"):
        restore(kept, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_backup_never_takes_the_place_of_another_file(home, kept):
    before = kept.read_bytes()
    with pytest.raises(BadBackup, match="exists"):
        back_up(home, kept)
    assert kept.read_bytes() == before


def test_a_home_that_holds_nothing_is_not_backed_up(tmp_path):
    with pytest.raises(BadBackup, match="nothing to back up"):
        back_up(tmp_path / "nowhere", tmp_path / "kept.tar.gz")
    assert not (tmp_path / "kept.tar.gz").exists()


def test_a_folder_that_takes_no_file_is_named(home, tmp_path):
    with pytest.raises(BadBackup, match="missing takes no file"):
        back_up(home, tmp_path / "missing" / "kept.tar.gz")


def test_a_restore_never_writes_over_a_home(kept, home):
    before = (home / "catalogue.db").read_bytes()
    with pytest.raises(BadBackup, match="not empty"):
        restore(kept, home)
    assert (home / "catalogue.db").read_bytes() == before


def _altered(name, data):
    return b"PK other!" if name.startswith("uploads/") else data


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_altered, "is not what was written"),
        (lambda name, data: None if name.startswith("uploads/") else data, "is missing"),
        (lambda name, data: None if name == "manifest.json" else data, "no manifest"),
        (lambda name, data: data.replace(b'"format": 1', b'"format": 9'), "its format is 9"),
        (lambda name, data: b"[]" if name == "manifest.json" else data, "no complete backup"),
    ],
)
def test_a_damaged_backup_is_told_and_nothing_is_restored(kept, tmp_path, change, says):
    rewritten(kept, change)
    with pytest.raises(BadBackup, match=says):
        verify(kept)
    with pytest.raises(BadBackup, match=says):
        restore(kept, tmp_path / "new")
    assert [path.name for path in tmp_path.iterdir() if "new" in path.name] == []


def test_a_backup_that_was_cut_off_anywhere_is_told(kept):
    whole = kept.read_bytes()
    for share in (0.0, 0.1, 0.5, 0.9, 0.999):
        kept.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(BadBackup):
            verify(kept)


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/tmp/evil",
        "uploads/../../evil",
        "batches/../B0123456789abcdef.db",
        "batches/evil.db",
        "index/evil",
        "uploads",
    ],
)
def test_a_name_that_no_backup_holds_is_refused(kept, tmp_path, name):
    with tarfile.open(kept) as tar:
        members = [(info.name, tar.extractfile(info).read()) for info in tar]
    with tarfile.open(kept, "w:gz") as tar:
        for each, data in [(name, b"evil"), *members]:
            info = tarfile.TarInfo(each)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    with pytest.raises(BadBackup, match="which no backup does"):
        restore(kept, tmp_path / "new")
    assert not (tmp_path / "evil").exists()


def test_a_link_in_a_backup_is_refused_and_one_in_the_home_is_not_followed(home, kept, tmp_path):
    (tmp_path / "secret").write_text("outside")
    (home / "uploads" / "link.docx").symlink_to(tmp_path / "secret")
    back_up(home, tmp_path / "again.tar.gz")
    with tarfile.open(tmp_path / "again.tar.gz") as tar:
        assert "uploads/link.docx" not in tar.getnames()
    with tarfile.open(kept, "w:gz") as tar:
        info = tarfile.TarInfo("uploads/link.docx")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(info)
    with pytest.raises(BadBackup):
        verify(kept)


@pytest.mark.parametrize("data", [b"", b"not a tar", gzip.compress(b"not a tar", mtime=0)])
def test_what_is_no_backup_is_told(tmp_path, data):
    (tmp_path / "x.tar.gz").write_bytes(data)
    with pytest.raises(BadBackup, match="no complete backup"):
        verify(tmp_path / "x.tar.gz")


def test_the_commands_write_check_and_restore(home, tmp_path, monkeypatch):
    from typer.testing import CliRunner

    runner, file = CliRunner(), str(tmp_path / "kept.tar.gz")
    monkeypatch.setenv("ATRIUM_HOME", str(home))
    written = runner.invoke(app, ["backup", file, "--json"])
    assert "catalogue.db" in [member["name"] for member in json.loads(written.stdout)["members"]]
    assert "is sound" in runner.invoke(app, ["restore", file, "--verify"]).stdout
    monkeypatch.setenv("ATRIUM_HOME", str(tmp_path / "new"))
    assert "restored" in runner.invoke(app, ["restore", file]).stdout
    assert (tmp_path / "new/catalogue.db").is_file()


def test_what_people_wrote_into_the_home_comes_back_as_private_as_it_was(home, tmp_path):
    written = {
        name: f"# {name}\n" for name in ("hooks.yaml", "inlets.yaml", "channels.yaml", "copy_rules.yaml")
    }
    for name, text in written.items():
        (home / name).write_text(text)
        (home / name).chmod(0o600)
    back_up(home, tmp_path / "written.tar.gz")
    restore(tmp_path / "written.tar.gz", tmp_path / "again")
    for name, text in written.items():
        assert (tmp_path / "again" / name).read_text() == text
        assert (tmp_path / "again" / name).stat().st_mode & 0o077 == 0
