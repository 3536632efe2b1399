"""The audit record shows when somebody tampers with it: 200 of 200 edits, deletions and truncations."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.model import Role
from ui.audit.anchor import mark_in
from ui.audit.chain import Entry, hash_of
from ui.audit.record import ANCHOR, FILE, Audit, entries
from ui.auth import Means, Principal

ADMIN = Principal(Role.ADMIN, Means.LOGIN, "account:1", "王丽")
STAFF = Principal(Role.STAFF, Means.KEY, "7", "前台")
COUNT = 60
FIELDS = ["at", "act", "who_id", "who", "role", "means", "about", "detail", "hash"]


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """A record of sixty entries, closed, its pages in the one file."""
    home = tmp_path_factory.mktemp("audit")
    audit = Audit(home)
    for n in range(COUNT // 2):
        audit.record(ADMIN, "account changed", f"person-{n}", role=["staff", "content"])
        audit.retrieved(STAFF, "search", [f"D{n}", f"D{n + 1}"])
    audit.close()
    with sqlite3.connect(home / FILE) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return home


def tampered(home: Path, act: Callable[[sqlite3.Connection], None]) -> list[str]:
    """What is found after somebody who owns the file has changed it."""
    database = sqlite3.connect(home / FILE)
    for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {trigger}")
    act(database)
    database.commit()
    database.close()
    audit = Audit(home)
    try:
        return audit.verify()
    finally:
        audit.close()


def edit(dice: random.Random, database: sqlite3.Connection) -> None:
    """One character more, less or other in one field of one entry."""
    n, field = dice.randint(1, COUNT), dice.choice(FIELDS)
    [value] = database.execute(f"SELECT {field} FROM entries WHERE n = ?", (n,)).fetchone()
    at = dice.randrange(len(value)) if value else 0
    other = dice.choice(
        [value[:at] + "x" + value[at:], value[:at] + value[at + 1 :], value[:at] + "☃" + value[at + 1 :]]
    )
    if other == value:
        other = value + "x"
    database.execute(f"UPDATE entries SET {field} = ? WHERE n = ?", (other, n))


def edit_and_hash_anew(dice: random.Random, database: sqlite3.Connection) -> None:
    """Somebody who knows how the chain is made mends the entry, or all that follow it too."""
    n, to_the_end = dice.randint(1, COUNT), dice.random() < 0.5
    database.execute("UPDATE entries SET who = '别人' WHERE n = ?", (n,))
    before = (
        None if n == 1 else database.execute("SELECT hash FROM entries WHERE n = ?", (n - 1,)).fetchone()[0]
    )
    from ui.audit.chain import BEGINNING

    for number in range(n, COUNT + 1 if to_the_end else n + 1):
        columns = [column.name for column in entries.columns]
        row = database.execute(f"SELECT {', '.join(columns)} FROM entries WHERE n = ?", (number,)).fetchone()
        before = hash_of(Entry(**dict(zip(columns, row, strict=True))), before or BEGINNING)
        database.execute("UPDATE entries SET hash = ? WHERE n = ?", (before, number))


def delete(dice: random.Random, database: sqlite3.Connection) -> None:
    first = dice.randint(1, COUNT - 1)
    last = dice.randint(first, min(COUNT - 1, first + 3))
    database.execute("DELETE FROM entries WHERE n BETWEEN ? AND ?", (first, last))
    if dice.random() < 0.5:  # and close the gap
        for n in range(last + 1, COUNT + 1):
            database.execute("UPDATE entries SET n = ? WHERE n = ?", (n - (last - first + 1), n))


def truncate(dice: random.Random, database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM entries WHERE n > ?", (dice.randint(0, COUNT - 1),))


def swap(dice: random.Random, database: sqlite3.Connection) -> None:
    one, other = dice.sample(range(1, COUNT + 1), 2)
    for n, to in ((one, -1), (other, one), (-1, other)):
        database.execute("UPDATE entries SET n = ? WHERE n = ?", (to, n))


def insert(dice: random.Random, database: sqlite3.Connection) -> None:
    """An act that never was, before, between or behind."""
    n = dice.choice([0, -5, COUNT + 1, COUNT + 7])
    database.execute(
        "INSERT INTO entries SELECT ?, at, 'published', who_id, who, role, means, about, detail, hash FROM entries WHERE n = 3",
        (n,),
    )


KINDS = [edit, edit, edit, edit_and_hash_anew, delete, delete, truncate, truncate, swap, insert]


def test_200_of_200_tamperings_are_found(written, tmp_path):
    dice, missed = random.Random(20261126), []
    for number in range(200):
        home = tmp_path / str(number)
        home.mkdir()
        for name in (FILE, ANCHOR):
            shutil.copy(written / name, home / name)
        kind = KINDS[number % len(KINDS)]
        if not tampered(home, lambda database, kind=kind: kind(dice, database)):
            missed.append((number, kind.__name__))
        shutil.rmtree(home)
    assert missed == []


def test_what_nobody_touched_is_whole(written):
    audit = Audit(written)
    assert audit.verify() == []
    assert audit.end().n == COUNT
    audit.close()


def test_a_truncated_record_with_its_anchor_moved_back_is_found_by_an_end_that_was_noted(written, tmp_path):
    shutil.copytree(written, tmp_path / "home")
    noted = mark_in((written / ANCHOR).read_text())
    hashes: list[str] = []

    def cut(database: sqlite3.Connection) -> None:
        database.execute("DELETE FROM entries WHERE n > 40")
        hashes.append(database.execute("SELECT hash FROM entries WHERE n = 40").fetchone()[0])

    assert tampered(tmp_path / "home", cut)
    (tmp_path / "home" / ANCHOR).write_text(f"40 {hashes[0]}\n")
    audit = Audit(tmp_path / "home")
    assert audit.verify() == []  # nothing on this disk can tell
    assert len(audit.verify(noted)) == 1
    assert audit.verify(replace(noted, n=41)) != []
    audit.close()


def test_a_missing_anchor_is_found_and_beginning_anew_is_written_down(written, tmp_path):
    shutil.copytree(written, tmp_path / "home")
    (tmp_path / "home" / ANCHOR).unlink()
    audit = Audit(tmp_path / "home")
    assert len(audit.verify()) == 1
    audit.record(ADMIN, "key made", "x")
    assert audit.verify() == []
    assert [entry.n for entry in audit.began_anew()] == [COUNT + 1]
    audit.close()


def test_a_damaged_file_is_a_finding_not_a_crash(written, tmp_path):
    shutil.copytree(written, tmp_path / "home")
    audit = Audit(tmp_path / "home")
    audit.verify()
    audit.close()
    path = tmp_path / "home" / FILE
    for name in path.parent.glob("*-wal"):
        name.unlink()
    data = bytearray(path.read_bytes())
    data[4096:12288] = b"\x00" * 8192
    path.write_bytes(data)
    audit = Audit(tmp_path / "home")
    assert audit.verify()
    audit.close()
