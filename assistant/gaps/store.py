"""The store of gaps: which turns belong together, and how gaps were closed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Select, delete, insert, select

from assistant.copies import Person
from assistant.gaps.model import Closing
from assistant.gaps.tables import REVISIONS, closings, gaps, members, read
from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import empty_log, open_engine


@dataclass(frozen=True, slots=True)
class Member:
    """A turn of the journal in a gap. `why` is empty for one that was answered."""

    turn: int
    conversation_id: str
    gap: int
    why: str
    vector: np.ndarray  # (d) float32, of length 1


class GapStore:
    """One SQLite file. Words of questions are read from the journal, never copied here."""

    def __init__(self, path: Path) -> None:
        """Raises NewerFile."""
        self._engine = open_engine(path, "secure_delete=ON", private=True)
        bring_up_to_date(self._engine, REVISIONS)

    def close(self) -> None:
        self._engine.dispose()

    def add(self, new: Sequence[Member], until: str, embedder: str) -> None:
        """Keeps what was read of the journal and how far; all of it or nothing."""
        rows = [
            {
                "turn": one.turn,
                "conversation_id": one.conversation_id,
                "gap": one.gap,
                "why": one.why,
                "vector": np.asarray(one.vector, np.float32).tobytes(),
            }
            for one in new
        ]
        with self._engine.begin() as connection:
            if rows:
                known = set(connection.execute(select(gaps.c.number)).scalars())
                begun = [{"number": number} for number in sorted({one.gap for one in new} - known)]
                if begun:
                    connection.execute(insert(gaps), begun)
                connection.execute(insert(members).prefix_with("OR REPLACE"), rows)
            for name, value in (("until", until), ("embedder", embedder)):
                row = {"name": name, "value": value}
                connection.execute(insert(read).prefix_with("OR REPLACE").values(row))

    def forget(self, gone: Collection[tuple[int, str]]) -> None:
        """Takes out members whose turns the journal has no more."""
        with self._engine.begin() as connection:
            for turn, conversation_id in gone:
                one = (members.c.turn == turn, members.c.conversation_id == conversation_id)
                connection.execute(delete(members).where(*one))
        empty_log(self._engine)

    def close_gap(self, gap: int, closing: Closing) -> None:
        row = {
            "gap": gap, "who_id": closing.who.id, "who": closing.who.name, "at": closing.at.isoformat(), "note": closing.note,
            "by": closing.by, "ref": closing.ref,
        }  # fmt: skip
        with self._engine.begin() as connection:
            connection.execute(insert(closings).values(row))

    def members(self) -> list[Member]:
        """Every member in the order of its turn."""
        rows = self._rows(select(members).order_by(members.c.turn))
        return [
            Member(
                row["turn"],
                row["conversation_id"],
                row["gap"],
                row["why"],
                np.frombuffer(row["vector"], np.float32),
            )
            for row in rows
        ]

    def next_gap(self) -> int:
        """A number that no gap had."""
        with self._engine.connect() as connection:
            last = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'gaps'").scalar()
        return int(last or 0) + 1

    def closings(self) -> dict[int, list[Closing]]:
        """How each gap was closed, the first time first."""
        found: dict[int, list[Closing]] = {}
        for row in self._rows(select(closings).order_by(closings.c.number)):
            who, at = Person(row["who_id"], row["who"]), datetime.fromisoformat(row["at"])
            closing = Closing(f"G{row['gap']}", who, at, row["note"], row["by"], row["ref"])
            found.setdefault(row["gap"], []).append(closing)
        return found

    def read_until(self) -> tuple[str, str]:
        """How far the journal was read, and the embedding model; empty at the start."""
        found = {row["name"]: row["value"] for row in self._rows(select(read))}
        return found.get("until", ""), found.get("embedder", "")

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()
