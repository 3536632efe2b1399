"""The record: entries are added and read, never changed. Several processes may add to it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    Text,
    insert,
    select,
)
from sqlalchemy.exc import DatabaseError

from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import alone, open_engine
from ui.audit.anchor import Anchor, Mark
from ui.audit.chain import BEGINNING, Entry, breaks, chained
from ui.auth import Principal

FILE = "audit.db"
ANCHOR = "audit.anchor"
RETRIEVED = "retrieved"
BEGAN_ANEW = "anchor began anew"
_LONGEST = 300  # characters of a name or of what was acted upon
_MOST = 50  # documents of one retrieval
_PAGE = 2000  # entries read at once

REVISIONS = Path(__file__).parent / "revisions"
metadata = MetaData()

entries = Table(
    "entries",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("act", String, nullable=False),
    Column("who_id", String, nullable=False),
    Column("who", String, nullable=False),
    Column("role", String, nullable=False),
    Column("means", String, nullable=False),
    Column("about", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("hash", String, nullable=False),
    Index("entries_by_act", "act", "n"),
    Index("entries_by_person", "who_id", "n"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list asks for: empty fields leave it open. `about` and `who` are looked for inside; `since`, `until` are ISO days."""

    act: str = ""
    who: str = ""
    about: str = ""
    since: str = ""
    until: str = ""
    retrievals: bool | None = None  # only them, or none of them


class Audit:
    """One record. `anchor` is where its end is written down besides, by default beside it."""

    def __init__(self, home: Path, anchor: Path | None = None) -> None:
        self._engine: Engine = open_engine(home / FILE, "synchronous=FULL", private=True)
        bring_up_to_date(self._engine, REVISIONS)
        self._anchor = Anchor(anchor or home / ANCHOR)

    # -- adding --------------------------------------------------------------------------------------

    def record(self, principal: Principal, act: str, about: str = "", **detail: Any) -> Entry:
        """Adds what somebody did: `act` a few words in the past tense, `about` an id, details without personal data.

        Raises OSError or OperationalError when it cannot be written.
        """
        fields = {
            "act": act[:_LONGEST],
            "who_id": principal.id,
            "who": principal.called[:_LONGEST],
            "role": principal.role.value,
            "means": principal.means.value,
            "about": _plain(about)[:_LONGEST],
            "detail": json.dumps(detail, ensure_ascii=True, sort_keys=True, default=str),
        }
        with self._anchor.held() as anchor:
            with alone(self._engine) as connection:
                end = _end(connection)
                if anchor.mark is None and end.n:
                    fields_anew = {**fields, "act": BEGAN_ANEW, "about": str(end.n), "detail": "{}"}
                    end = _add(connection, end, fields_anew)
                mark = _add(connection, end, fields)
            anchor.move(mark)
        return Entry(n=mark.n, at="", hash=mark.hash, **fields)

    def retrieved(self, principal: Principal, how: str, documents: Sequence[str]) -> None:
        """Adds which documents somebody of the house was shown, never the words that they asked with."""
        known = list(dict.fromkeys(documents))
        self.record(principal, RETRIEVED, how, documents=known[:_MOST], count=len(known))

    # -- reading ---------------------------------------------------------------------------------------

    def listed(self, wanted: Wanted = Wanted(), before: int | None = None, limit: int = 100) -> list[Entry]:
        """The last first; `before` goes on behind that number."""
        query = select(entries).order_by(entries.c.n.desc()).limit(limit)
        for clause in _clauses(wanted):
            query = query.where(clause)
        if before is not None:
            query = query.where(entries.c.n < before)
        with self._engine.connect() as connection:
            return [_entry(row) for row in connection.execute(query)]

    def acts(self) -> list[str]:
        """The acts there are, for a filter."""
        query = select(entries.c.act).distinct().order_by(entries.c.act).limit(200)
        with self._engine.connect() as connection:
            return [str(act) for act in connection.execute(query).scalars()]

    def end(self) -> Mark:
        """Number and hash of the last entry: whoever notes them elsewhere can prove later that nothing was taken out."""
        with self._engine.connect() as connection:
            return _end(connection)

    def verify(self, noted: Mark | None = None) -> list[str]:
        """A sentence for everything that does not hold; `noted` is an end that was written down elsewhere."""
        anchored = self._anchor.read()  # first: what is added meanwhile lies behind it
        try:
            return self._differences(anchored, noted)
        except DatabaseError as error:
            return [f"{FILE} cannot be read: {error.orig}."]

    def _differences(self, anchored: Mark | None, noted: Mark | None) -> list[str]:
        with self._engine.connect() as connection:
            found = list(breaks(_all(connection)))
            end = _end(connection)
            if anchored is None and end.n:
                found.append(f"The anchor {self._anchor.path} is missing or cannot be read.")
            found += [
                f"The record had an entry {mark.n} that ended in …{mark.hash[-8:]} ({where}); it is not there any more."
                for mark, where in ((anchored, "anchor"), (noted, "as noted"))
                if mark and _hash(connection, mark.n) != mark.hash
            ]
        return found

    def began_anew(self) -> list[Entry]:
        """When the anchor was missing and was made again: each needs a reason, such as a restored backup."""
        return self.listed(Wanted(act=BEGAN_ANEW))

    def close(self) -> None:
        self._engine.dispose()


def _add(connection: Connection, end: Mark, fields: dict[str, str]) -> Mark:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    entry = chained(Entry(n=end.n + 1, at=now, **fields), end.hash)
    connection.execute(insert(entries).values(asdict(entry)))
    return Mark(entry.n, entry.hash)


def _end(connection: Connection) -> Mark:
    row = connection.execute(
        select(entries.c.n, entries.c.hash).order_by(entries.c.n.desc()).limit(1)
    ).first()
    return Mark(row.n, row.hash) if row else Mark(0, BEGINNING)


def _hash(connection: Connection, n: int) -> str:
    if n == 0:
        return BEGINNING
    return str(connection.execute(select(entries.c.hash).where(entries.c.n == n)).scalar())


def _all(connection: Connection) -> Iterator[Entry]:
    last: int | None = None
    while True:
        query = select(entries).order_by(entries.c.n).limit(_PAGE)
        rows = connection.execute(query if last is None else query.where(entries.c.n > last)).all()
        if not rows:
            return
        yield from map(_entry, rows)
        last = rows[-1].n


def _entry(row: Row) -> Entry:
    return Entry(**row._mapping)


def _clauses(wanted: Wanted) -> Iterator[Any]:
    if wanted.act:
        yield entries.c.act == wanted.act
    if wanted.who:
        yield entries.c.who.icontains(wanted.who, autoescape=True)
    if wanted.about:
        yield entries.c.about.icontains(wanted.about, autoescape=True) | entries.c.detail.icontains(
            json.dumps(wanted.about)[1:-1], autoescape=True
        )
    if wanted.since:
        yield entries.c.at >= wanted.since
    if wanted.until:
        yield entries.c.at < wanted.until
    if wanted.retrievals is not None:
        yield (entries.c.act == RETRIEVED) if wanted.retrievals else (entries.c.act != RETRIEVED)


def _plain(text: str) -> str:
    """Text that a database takes, whatever came in an address."""
    return text.encode("utf-8", "replace").decode()
