"""One batch on disk: its rows, the texts they share, and what is known of it. A SQLite file of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, case, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping

from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import empty_log, open_engine
from ui.batches.model import NOTHING_YET, REJECTED, WAITING, Made, Row, Wanted
from ui.batches.tables import REVISIONS, about, drafts, rows

_AT_ONCE = 1_000  # rows written or read together
_ASKED = (drafts.c.tag, drafts.c.channel, drafts.c.product, drafts.c.campaign)


@dataclass(frozen=True, slots=True)
class Filled:
    """A row with what was written for it."""

    row: Row
    made: Made


class Book:
    """Safe to use from several threads. `facts` are plain data by name, for whoever keeps the batch."""

    def __init__(self, path: Path) -> None:
        """Opens a batch that is there, or an empty one."""
        self.path = path
        self._engine = open_engine(path, "synchronous=NORMAL", private=True)
        bring_up_to_date(self._engine, REVISIONS)

    @classmethod
    def begun(cls, path: Path, found: Iterable[Row], facts: Mapping[str, Any]) -> Self:
        """A new batch, which is there whole or not at all. Raises whatever going through the rows raises."""
        part = path.with_suffix(".part")
        book = cls(part)
        try:
            with book._engine.begin() as connection:
                count, rejected = _fill(connection, found)
                connection.execute(insert(about), _told({**facts, "rows": count, "rejected": rejected}))
            empty_log(book._engine)
            book.close()
            part.replace(path)
        finally:
            book.close()
            remove(part)
        return cls(path)

    def close(self) -> None:
        self._engine.dispose()

    # -- what is known of it -------------------------------------------------------------------------

    @property
    def facts(self) -> dict[str, Any]:
        with self._engine.connect() as connection:
            found = connection.execute(select(about)).all()
        return {name: json.loads(value) for name, value in found}

    def tell(self, **facts: Any) -> None:
        """Writes facts in the place of those of the same name."""
        with self._engine.begin() as connection:
            connection.execute(delete(about).where(about.c.name.in_(facts)))
            connection.execute(insert(about), _told(facts))

    # -- the texts -----------------------------------------------------------------------------------

    def to_do(self) -> list[tuple[int, Wanted]]:
        """What has to be written, by its number; texts on one subject after each other, as it is read once for them."""
        by_subject = (drafts.c.product, drafts.c.campaign, drafts.c.channel, drafts.c.id)
        open_ones = select(drafts.c.id, *_ASKED).where(drafts.c.status == WAITING).order_by(*by_subject)
        with self._engine.connect() as connection:
            return [(row["id"], _wanted(row)) for row in connection.execute(open_ones).mappings()]

    def keep(self, made: Sequence[tuple[int, Made]]) -> None:
        """Writes texts down, all or none of them."""
        with self._engine.begin() as connection:
            for number, one in made:
                values = {**asdict(one), "prints": json.dumps(dict(one.prints), ensure_ascii=False)}
                connection.execute(update(drafts).where(drafts.c.id == number).values(values))

    def reopen(self, numbers: Sequence[int]) -> int:
        """Has these written anew; returns how many rows they are for."""
        nothing = {**asdict(NOTHING_YET), "prints": "{}"}
        with self._engine.begin() as connection:
            count = 0
            for start in range(0, len(numbers), 500):
                some = numbers[start : start + 500]
                connection.execute(update(drafts).where(drafts.c.id.in_(some)).values(nothing))
                count += connection.scalar(
                    select(func.count()).select_from(rows).where(rows.c.draft.in_(some))
                ) or 0  # fmt: skip
        return count

    def prints(self) -> Iterator[tuple[int, Wanted, str, dict[str, str]]]:
        """Of each text that was written: its number, what it is made of, its status, what it was made from."""
        last = 0
        done = select(drafts.c.id, *_ASKED, drafts.c.status, drafts.c.prints).where(
            drafts.c.status != WAITING
        )
        while True:
            some_more = done.where(drafts.c.id > last).order_by(drafts.c.id).limit(_AT_ONCE)
            with self._engine.connect() as connection:
                some = connection.execute(some_more).mappings().all()
            if not some:
                return
            for row in some:
                yield row["id"], _wanted(row), row["status"], json.loads(row["prints"])
            last = some[-1]["id"]

    def counted(self) -> tuple[int, int]:
        """How many texts are written, and how many there are."""
        done = func.count(case((drafts.c.status != WAITING, 1)))
        with self._engine.connect() as connection:
            written, total = connection.execute(select(done, func.count()).select_from(drafts)).one()
        return written, total

    # -- the rows ------------------------------------------------------------------------------------

    def filled(self) -> Iterator[Filled]:
        """Every row of the file in its order, a thousand in memory at a time."""
        last = 0
        joined = select(rows, drafts).outerjoin(drafts, rows.c.draft == drafts.c.id).order_by(rows.c.number)
        while True:
            with self._engine.connect() as connection:
                some = connection.execute(joined.where(rows.c.number > last).limit(_AT_ONCE)).mappings().all()
            if not some:
                return
            yield from map(_filled, some)
            last = some[-1]["number"]

    def rows_by(self) -> list[tuple[str, str, str, int]]:
        """Channel, tag, status and the number of rows; rejected rows have neither channel nor tag."""
        status = func.coalesce(drafts.c.status, REJECTED)
        kinds = (func.coalesce(drafts.c.channel, ""), func.coalesce(drafts.c.tag, ""), status)
        joined = rows.outerjoin(drafts, rows.c.draft == drafts.c.id)
        counted = select(*kinds, func.count()).select_from(joined).group_by(*kinds).order_by(*kinds)
        with self._engine.connect() as connection:
            return [(channel, tag, its, count) for channel, tag, its, count in connection.execute(counted)]

    def without_text(self, start: int, most: int) -> tuple[list[Filled], int]:
        """The rows that get no text, and how many there are in all; those that wait are none of them."""
        joined = rows.outerjoin(drafts, rows.c.draft == drafts.c.id)
        none = func.coalesce(drafts.c.body, "") == ""
        settled = func.coalesce(drafts.c.status, REJECTED) != WAITING
        wanted = select(rows, drafts).select_from(joined).where(none, settled).order_by(rows.c.number)
        count = select(func.count()).select_from(joined).where(none, settled)
        with self._engine.connect() as connection:
            some = connection.execute(wanted.offset(start).limit(most)).mappings().all()
            return [_filled(one) for one in some], connection.scalar(count) or 0


def remove(path: Path) -> None:
    """The file with what SQLite put beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _told(facts: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"name": name, "value": json.dumps(value, ensure_ascii=False)} for name, value in facts.items()]


def _fill(connection: Connection, found: Iterable[Row]) -> tuple[int, int]:
    """Writes rows and what they ask for; returns how many there are, and how many ask for nothing."""
    count = rejected = 0
    numbers: dict[Wanted, int] = {}
    some: list[dict[str, Any]] = []
    for row in found:
        number = None
        count += 1
        rejected += row.wanted is None
        if row.wanted is not None:
            number = numbers.get(row.wanted)
            if number is None:
                number = numbers[row.wanted] = len(numbers) + 1
                connection.execute(insert(drafts).values(id=number, **asdict(row.wanted)))
        some.append(
            {
                "number": row.number,
                "cells": json.dumps(row.cells, ensure_ascii=False),
                "community": row.community,
                "draft": number,
                "reason": row.reason,
            }
        )
        if len(some) == _AT_ONCE:
            connection.execute(insert(rows), some)
            some = []
    if some:
        connection.execute(insert(rows), some)
    return count, rejected


def _wanted(row: RowMapping) -> Wanted:
    return Wanted(row["tag"], row["channel"], row["product"], row["campaign"])


def _filled(found: RowMapping) -> Filled:
    cells = tuple(json.loads(found["cells"]))
    if found["draft"] is None:
        row = Row(found["number"], cells, found["community"], None, found["reason"])
        return Filled(row, Made(REJECTED, findings=found["reason"]))
    row = Row(found["number"], cells, found["community"], _wanted(found))
    names = ("status", "title", "body", "findings", "score", "label", "mode")
    return Filled(row, Made(**{name: found[name] for name in names}))
