"""The file of labels: those that were told, those that staff set, and which conversations are gone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, delete, insert, select, update

from assistant.copies.model import Person
from assistant.labels.correcting import with_corrections
from assistant.labels.model import Correction, Kind, Labelled, Labels
from assistant.labels.tables import REVISIONS, corrections, erased, given, labels, seen
from assistant.labels.wanted import Place, Wanted
from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import alone, empty_log, open_engine, stamp

_LABELS = TypeAdapter(Labels)
_MANY = 200
_COUNTED = (
    "$.polarity.value", "$.emotion.value", "$.cause.value", "$.formats[0].value", "$.floors[0].value",
    "$.gap.label.value", "$.gap.desk", "$.outcome.outdated",
)  # fmt: skip
_BRIEF = f"""SELECT conversation_id, json_extract(shown, {", ".join(f"'{path}'" for path in _COUNTED)}) FROM labels
    WHERE as_of >= :since AND as_of < :until"""


@dataclass(frozen=True, slots=True)
class Seen:
    """The last turn and the last opinion of the journal that labels rest on."""

    turn: int = 0
    opinion: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation with its labels as rules tell them; `last_turn` is the last that was read."""

    labelled: Labelled
    last_turn: int
    is_settled: bool = True


class LabelStore:
    """Labels may be made again at any time; corrections are only added to, and go when their conversation is erased."""

    def __init__(self, path: Path) -> None:
        """Raises NewerFile."""
        self._engine = open_engine(path, "secure_delete=ON", private=True)
        bring_up_to_date(self._engine, REVISIONS)

    def close(self) -> None:
        self._engine.dispose()

    # -- writing ---------------------------------------------------------------------------------

    def keep(self, rows: Sequence[Row], upto: Seen | None = None) -> None:
        """Writes labels in place of earlier ones, and how far the journal was read, in one."""
        with alone(self._engine) as connection:
            for row in rows:
                self._put(connection, row)
            if upto:
                connection.execute(update(seen).values(turn=upto.turn, opinion=upto.opinion))

    def correct(self, conversation_id: str, made: Sequence[Correction]) -> None:
        """Adds what somebody set, and shows it at once."""
        with alone(self._engine) as connection:
            for one in made:
                connection.execute(insert(corrections).values(_correction_row(conversation_id, one)))
            told = connection.execute(
                select(labels.c.told).where(labels.c.conversation_id == conversation_id)
            ).scalar()
            if told is not None:
                self._show(connection, conversation_id, _LABELS.validate_python(told))

    def erase(self, ids: Sequence[str], who: Person, why: str, at: datetime) -> int:
        """Takes conversations out for good and notes that they were; how many labels they had."""
        count = 0
        with alone(self._engine) as connection:
            for conversation_id in ids:
                known = select(labels.c.turns).where(labels.c.conversation_id == conversation_id)
                note = {
                    "conversation_id": conversation_id,
                    "at": stamp(at),
                    "who": who.id,
                    "who_name": who.name,
                    "why": why,
                    "turns": connection.execute(known).scalar() or 0,
                }
                connection.execute(insert(erased).prefix_with("OR IGNORE").values(note))
                gone = delete(given).where(given.c.conversation_id == conversation_id)
                count += connection.execute(gone).rowcount
                for table in (labels, corrections):
                    connection.execute(delete(table).where(table.c.conversation_id == conversation_id))
        empty_log(self._engine)
        return count

    def _put(self, connection: Connection, row: Row) -> None:
        one = row.labelled
        same = ("role", "channel", "mall", "language", "turns", "first")
        values: dict[str, Any] = {name: getattr(one, name) for name in same}
        told = _LABELS.dump_python(one.labels, mode="json")
        values |= {
            "conversation_id": one.id,
            "version": one.labels.version,
            "as_of": stamp(one.as_of),
            "last_at": stamp(one.last_at),
            "last_turn": row.last_turn,
            "is_settled": int(row.is_settled),
            "told": told,
            "shown": told,
        }
        connection.execute(insert(labels).prefix_with("OR REPLACE").values(values))
        self._show(connection, one.id, one.labels)

    def _show(self, connection: Connection, conversation_id: str, told: Labels) -> None:
        """The labels with what staff set, as lists and pages show them."""
        made = self._corrections(connection, conversation_id)
        shown = with_corrections(told, made)
        dumped = _LABELS.dump_python(shown, mode="json")
        mine = labels.c.conversation_id == conversation_id
        connection.execute(update(labels).where(mine).values(shown=dumped))
        connection.execute(delete(given).where(given.c.conversation_id == conversation_id))
        rows = [
            {"conversation_id": conversation_id, "kind": kind.value, "value": value}
            for kind in Kind
            for value in shown.values(kind)
        ]
        if rows:
            connection.execute(insert(given), rows)

    # -- reading ---------------------------------------------------------------------------------

    def seen(self) -> Seen:
        row = self._rows(select(seen))[0]
        return Seen(row["turn"], row["opinion"])

    def of(self, ids: Sequence[str]) -> dict[str, Labelled]:
        """Those that have labels."""
        found: dict[str, Labelled] = {}
        for start in range(0, len(ids), _MANY):
            some = list(ids[start : start + _MANY])
            rows = self._rows(select(labels).where(labels.c.conversation_id.in_(some)))
            found |= {row["conversation_id"]: _labelled(row) for row in rows}
        return found

    def brief(self, since: datetime, until: datetime) -> Iterator[tuple[Any, ...]]:
        """What figures count, of conversations by their first moment, from `since` on and before `until`: the id, then
        the values of polarity, emotion, cause, the first format, the first floor and the gap, the gap's desk, and the ids of
        papers that were cited though not in force. None for what has no label."""
        span = {"since": stamp(since), "until": stamp(until)}
        with self._engine.connect() as connection:
            for conversation_id, told in connection.connection.cursor().execute(_BRIEF, span):
                yield conversation_id, *json.loads(told)

    def told(self, conversation_id: str) -> Row | None:
        """What rules told, without what staff set."""
        rows = self._rows(select(labels).where(labels.c.conversation_id == conversation_id))
        if not rows:
            return None
        return Row(_labelled(rows[0], "told"), rows[0]["last_turn"], bool(rows[0]["is_settled"]))

    def stale(self, version: str) -> list[str]:
        """Conversations that were labelled by other rules."""
        return self._ids(select(labels.c.conversation_id).where(labels.c.version != version))

    def unsettled(self, since: datetime) -> list[str]:
        """Recent conversations of which it was not yet written who began them."""
        query = select(labels.c.conversation_id).where(
            labels.c.is_settled == 0, labels.c.last_at >= stamp(since)
        )
        return self._ids(query)

    def corrections(self, conversation_id: str) -> list[Correction]:
        """What staff set, the first first."""
        with self._engine.connect() as connection:
            return self._corrections(connection, conversation_id)

    def is_erased(self, conversation_id: str) -> bool:
        return bool(
            self._ids(select(erased.c.conversation_id).where(erased.c.conversation_id == conversation_id))
        )

    def erased(self) -> set[str]:
        """Every conversation that was deleted."""
        return set(self._ids(select(erased.c.conversation_id)))

    def page(self, wanted: Wanted, after: Place | None = None, most: int = 50) -> list[Labelled]:
        """Those that are wanted, the latest first, on from a place."""
        found: list[Labelled] = []
        while len(found) < most:
            query = select(labels).where(*wanted.conditions(after))
            ordered = query.order_by(labels.c.as_of.desc(), labels.c.conversation_id.desc())
            rows = self._rows(ordered.limit(_MANY if wanted.ids is not None else most))
            found += [
                _labelled(row) for row in rows if wanted.ids is None or row["conversation_id"] in wanted.ids
            ]
            if wanted.ids is None or len(rows) < _MANY:
                break
            after = Place(rows[-1]["as_of"], rows[-1]["conversation_id"])
        return found[:most]

    @staticmethod
    def _corrections(connection: Connection, conversation_id: str) -> list[Correction]:
        query = select(corrections).where(corrections.c.conversation_id == conversation_id)
        rows = connection.execute(query.order_by(corrections.c.n)).mappings()
        return [_correction(dict(row)) for row in rows]

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(query).mappings().all()

    def _ids(self, query: Select[Any]) -> list[str]:
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())


def place_of(one: Labelled) -> Place:
    """Where the list goes on after this conversation."""
    return Place(stamp(one.as_of), one.id)


def _labelled(row: Any, which: str = "shown") -> Labelled:
    same = ("role", "channel", "mall", "language", "turns", "first")
    return Labelled(
        id=row["conversation_id"],
        as_of=datetime.fromisoformat(row["as_of"]),
        last_at=datetime.fromisoformat(row["last_at"]),
        labels=_LABELS.validate_python(row[which]),
        **{name: row[name] for name in same},
    )


def _correction_row(conversation_id: str, one: Correction) -> dict[str, Any]:
    return {
        "conversation_id": conversation_id,
        "kind": one.kind.value,
        "before": list(one.before),
        "after": None if one.after is None else list(one.after),
        "desk": one.desk,
        "who": one.who.id,
        "who_name": one.who.name,
        "at": stamp(one.at),
        "note": one.note,
    }


def _correction(row: dict[str, Any]) -> Correction:
    return Correction(
        kind=Kind(row["kind"]),
        before=tuple(row["before"]),
        after=None if row["after"] is None else tuple(row["after"]),
        who=Person(row["who"], row["who_name"]),
        at=datetime.fromisoformat(row["at"]),
        note=row["note"],
        desk=row["desk"],
    )
