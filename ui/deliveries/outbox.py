"""The outbox: what is to be told to which hook, every try of it, and what came of it. One SQLite file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from knowledge.errors import AtriumError
from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import alone, open_engine
from ui.deliveries.hook import News
from ui.deliveries.posting import Outcome
from ui.deliveries.tables import REVISIONS, attempts, deliveries, marks

_CURSOR = "events"  # how far the tickets' history has been read
_SINCE = "since "


class State(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"  # given up; it can be sent again


class NoSuchDelivery(AtriumError):
    """No delivery has this number."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a hook is to be told; `key` is the same for the same thing, however often it is found."""

    key: str
    news: News
    ticket_id: str = ""
    conversation_id: str = ""
    desk: str = ""
    priority: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    at: float
    ok: bool
    said: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Delivery:
    """One item for one hook, as it stands. Moments are seconds since 1970."""

    id: int
    hook: str
    item: Item
    state: State
    tries: int
    made_at: float
    due_at: float
    told_at: float | None
    said: str

    @property
    def is_urgent(self) -> bool:
        return self.item.news is News.EMERGENCY


class Outbox:
    """Every change is one transaction, on the disk before it returns."""

    def __init__(self, path: Path) -> None:
        """Raises NewerFile."""
        self._engine = open_engine(path, "synchronous=FULL", "foreign_keys=ON", private=True)
        bring_up_to_date(self._engine, REVISIONS)

    def close(self) -> None:
        self._engine.dispose()

    # -- writing ---------------------------------------------------------------------------------

    def add(self, items: Sequence[tuple[str, Item]], now: float, read_to: int | None = None) -> int:
        """Takes items in for hooks by name, each once; with them how far the tickets' history has been read. How many were new."""
        new = 0
        with alone(self._engine) as connection:
            for hook, item in items:
                statement = insert_or(deliveries).values(_row(hook, item, now)).on_conflict_do_nothing()
                new += connection.execute(statement).rowcount
            if read_to is not None:
                _mark(connection, _CURSOR, str(read_to))
        return new

    def tried(self, delivery_id: int, outcome: Outcome, at: float, due_at: float | None) -> None:
        """What came of a try; a failed one is due again at a moment, or given up where that is None."""
        failed: dict[str, Any] = {"state": State.DEAD.value} if due_at is None else {"due_at": due_at}
        change = {"state": State.DELIVERED.value, "told_at": at} if outcome.ok else failed
        with alone(self._engine) as connection:
            this = deliveries.c.id == delivery_id
            told = {"tries": deliveries.c.tries + 1, "said": outcome.said, **change}
            hook = connection.execute(select(deliveries.c.hook).where(this)).scalar_one()
            connection.execute(update(deliveries).where(this).values(**told))
            row = {"delivery_id": delivery_id, "hook": hook, "at": at, "ok": outcome.ok}
            connection.execute(insert(attempts).values(**row, said=outcome.said, seconds=outcome.seconds))

    def put_off(self, delivery_id: int, due_at: float) -> None:
        self._set(delivery_id, due_at=due_at)

    def give_up(self, delivery_id: int, said: str) -> None:
        self._set(delivery_id, state=State.DEAD.value, said=said)

    def noted(self, delivery_id: int) -> None:
        self._set(delivery_id, is_noted=True)

    def resend(self, delivery_id: int, now: float) -> Delivery:
        """Sends one that was given up once more, from its first try. Raises NoSuchDelivery."""
        found = self.find(delivery_id)
        if found.state is State.DEAD:
            self._set(delivery_id, state=State.WAITING.value, tries=0, due_at=now)
        return self.find(delivery_id)

    def since(self, hook: str, moment: str) -> str:
        """The moment from which on a hook is told of what is overdue: when it was first seen."""
        with alone(self._engine) as connection:
            row = insert_or(marks).values(name=_SINCE + hook, value=moment).on_conflict_do_nothing()
            connection.execute(row)
            return connection.execute(select(marks.c.value).where(marks.c.name == _SINCE + hook)).scalar_one()

    def begin_at(self, last: int) -> None:
        """Where nothing has been read yet, or a restored history is shorter than what was read, reading begins at its end."""
        with alone(self._engine) as connection:
            cursor = connection.execute(select(marks.c.value).where(marks.c.name == _CURSOR)).scalar()
            if cursor is None or int(cursor) > last:
                _mark(connection, _CURSOR, str(last))

    def _set(self, delivery_id: int, **values: Any) -> None:
        with alone(self._engine) as connection:
            connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(**values))

    # -- reading ---------------------------------------------------------------------------------

    @property
    def read_to(self) -> int:
        with self._engine.connect() as connection:
            return int(connection.execute(select(marks.c.value).where(marks.c.name == _CURSOR)).scalar() or 0)

    def find(self, delivery_id: int) -> Delivery:
        """Raises NoSuchDelivery."""
        for found in self._found(deliveries.c.id == delivery_id):
            return found
        raise NoSuchDelivery(f"There is no delivery {delivery_id}.")

    def due(self, now: float, most: int = 200) -> list[Delivery]:
        """Those whose moment has come, emergencies first."""
        is_due = and_(deliveries.c.state == State.WAITING.value, deliveries.c.due_at <= now)
        rest = deliveries.c.news != News.EMERGENCY.value
        return self._found(is_due, order=(rest, deliveries.c.due_at, deliveries.c.id), most=most)

    def of_ticket(self, ticket_id: str, news: Collection[News]) -> list[Delivery]:
        named = [one.value for one in news]
        return self._found(deliveries.c.ticket_id == ticket_id, deliveries.c.news.in_(named))

    def unnoted(self) -> list[Delivery]:
        """Delivered, but not yet written into their tickets' histories."""
        told = deliveries.c.state == State.DELIVERED.value
        return self._found(told, deliveries.c.is_noted.is_(False), deliveries.c.ticket_id != "")

    def tries_since(self, hook: str, moment: float) -> int:
        query = select(func.count()).select_from(attempts)
        with self._engine.connect() as connection:
            return (
                connection.execute(query.where(attempts.c.hook == hook, attempts.c.at > moment)).scalar() or 0
            )

    def last_try(self, hook: str) -> Attempt | None:
        query = select(attempts).where(attempts.c.hook == hook).order_by(attempts.c.number.desc()).limit(1)
        with self._engine.connect() as connection:
            return next(map(_attempt, connection.execute(query).mappings()), None)

    def attempts(self, ids: Collection[int]) -> dict[int, list[Attempt]]:
        found: dict[int, list[Attempt]] = {one: [] for one in ids}
        query = select(attempts).where(attempts.c.delivery_id.in_(list(ids))).order_by(attempts.c.number)
        with self._engine.connect() as connection:
            for row in connection.execute(query).mappings():
                found[row["delivery_id"]].append(_attempt(row))
        return found

    def page(
        self, hook: str | None, state: State | None, ticket_id: str | None, start: int, most: int
    ) -> tuple[list[Delivery], int]:
        """A stretch of the log, the latest first, and how many there are."""
        wanted = {"hook": hook, "state": state.value if state else None, "ticket_id": ticket_id}
        conditions = [deliveries.c[name] == value for name, value in wanted.items() if value is not None]
        with self._engine.connect() as connection:
            total = connection.execute(
                select(func.count()).select_from(deliveries).where(*conditions)
            ).scalar()
        return self._found(*conditions, order=(deliveries.c.id.desc(),), start=start, most=most), total or 0

    def counts(self, hook: str) -> dict[State, int]:
        query = select(deliveries.c.state, func.count()).where(deliveries.c.hook == hook)
        with self._engine.connect() as connection:
            rows = connection.execute(query.group_by(deliveries.c.state)).tuples().all()
        found: dict[str, int] = dict(rows)
        return {state: found.get(state.value, 0) for state in State}

    def _found(
        self, *conditions: Any, order: Sequence[Any] = (), start: int = 0, most: int = 1000
    ) -> list[Delivery]:
        query = select(deliveries).where(*conditions).order_by(*(order or (deliveries.c.id,)))
        with self._engine.connect() as connection:
            return [_delivery(row) for row in connection.execute(query.offset(start).limit(most)).mappings()]


def _mark(connection: Connection, name: str, value: str) -> None:
    statement = insert_or(marks).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def _row(hook: str, item: Item, now: float) -> dict[str, Any]:
    told = {name: getattr(item, name) for name in ("key", "ticket_id", "conversation_id", "desk", "priority")}
    state = {"state": State.WAITING.value, "tries": 0, "said": "", "is_noted": False}
    return {"hook": hook, "news": item.news.value, "made_at": now, "due_at": now, **told, **state}


def _delivery(row: Mapping[Any, Any]) -> Delivery:
    item = Item(
        row["key"], News(row["news"]), row["ticket_id"], row["conversation_id"], row["desk"], row["priority"]
    )
    same = ("tries", "made_at", "due_at", "told_at", "said")
    return Delivery(row["id"], row["hook"], item, State(row["state"]), **{name: row[name] for name in same})


def _attempt(row: Mapping[Any, Any]) -> Attempt:
    return Attempt(row["at"], row["ok"], row["said"], row["seconds"])
