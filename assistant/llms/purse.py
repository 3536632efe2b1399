"""What was spent on a language model today, by whom: a small file, so that a restart fills no purse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, delete, select
from sqlalchemy.dialects.sqlite import insert

from knowledge.errors import ModelUnavailable
from knowledge.migrations import bring_up_to_date
from knowledge.sqlite import alone, open_engine

REVISIONS = Path(__file__).parent / "revisions"
metadata = MetaData()

spent = Table(
    "spent",
    metadata,
    Column("day", String, primary_key=True),  # ISO 8601
    Column("who", String, primary_key=True),
    Column("tokens", Integer, nullable=False),
)

_HOUSE = ""  # what all have spent together


class AllowanceSpent(ModelUnavailable):
    """The day's tokens are spent; tomorrow there are new ones."""


class Purse:
    """`house` tokens a day for everybody together, `each` for one caller; 0 means no limit.

    A day is that of the machine's clock. Rows of earlier days are deleted.
    """

    def __init__(
        self, path: Path, house: int = 0, each: int = 0, now: Callable[[], datetime] = datetime.now
    ) -> None:
        """Raises NewerFile."""
        self._engine = open_engine(path, private=True)
        bring_up_to_date(self._engine, REVISIONS)
        self._limits = {True: house, False: each}
        self._now = now
        self._empty_on = ""

    def close(self) -> None:
        self._engine.dispose()

    def take(self, who: str, tokens: int) -> str:
        """Takes tokens for a caller; the day that they are of. Raises AllowanceSpent, and then nothing is taken."""
        day = self._today()
        with alone(self._engine) as connection:
            connection.execute(delete(spent).where(spent.c.day < day))
            for one in self._pockets(who):
                limit = self._limits[one == _HOUSE]
                if limit and self._spent(connection, day, one) + tokens > limit:
                    self._empty_on = day if one == _HOUSE else self._empty_on
                    raise AllowanceSpent(_sentence(one))
            self._add(connection, day, who, tokens)
        return day

    def give_back(self, day: str, who: str, tokens: int) -> None:
        """What was taken that day and not needed."""
        with alone(self._engine) as connection:
            self._add(connection, day, who, -tokens)

    def spent(self, who: str = _HOUSE) -> int:
        """Tokens of today."""
        with self._engine.connect() as connection:
            return self._spent(connection, self._today(), who)

    @property
    def is_empty(self) -> bool:
        """Whether somebody was refused today because the house has too little left for another reply."""
        return self._empty_on == self._today()

    def _today(self) -> str:
        return self._now().date().isoformat()

    @staticmethod
    def _pockets(who: str) -> set[str]:
        return {_HOUSE, who}

    @staticmethod
    def _spent(connection: Connection, day: str, who: str) -> int:
        query = select(spent.c.tokens).where(spent.c.day == day, spent.c.who == who)
        return connection.execute(query).scalar() or 0

    def _add(self, connection: Connection, day: str, who: str, tokens: int) -> None:
        more = spent.c.tokens + tokens
        added = insert(spent).on_conflict_do_update(index_elements=["day", "who"], set_={"tokens": more})
        for one in self._pockets(who):
            connection.execute(added, {"day": day, "who": one, "tokens": tokens})


def _sentence(who: str) -> str:
    whose = "The house's" if who == _HOUSE else "This caller's"
    return f"{whose} tokens for the language model are spent for today."
