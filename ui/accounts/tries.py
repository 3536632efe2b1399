"""How many passwords may be tried for one name: counted in the database, so that a restart forgets nothing."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from sqlalchemy import Engine, delete, func, insert, select

from knowledge.sqlite import alone
from ui.entry.doors import tries_table as table
from ui.entry.rates import TooOften

HOUR = 3600


class Tries:
    """At most `most` in any hour for a name, known or not, over every process that has the file open."""

    def __init__(self, engine: Engine, most: int, clock: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._most = most
        self._clock = clock

    def take(self, name: str, is_known: bool = False) -> None:
        """Counts one try, or raises TooOften.

        A quarter is kept for browsers where the account's person came in before: whoever guesses does not shut them out.
        """
        kept = self._most // 4
        most = kept if is_known else self._most - kept
        told = f"{is_known} {name}"  # only its digest is kept: a name may be a password, by mistake
        who = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        now = int(self._clock())
        with alone(self._engine) as connection:  # of many at once only so many come through
            connection.execute(delete(table).where(table.c.at <= now - HOUR))
            of_this = select(func.count(), func.min(table.c.at)).where(table.c.who == who)
            count, first = connection.execute(of_this).one()
            if count < most:
                connection.execute(insert(table).values(who=who, at=now))
        if count >= most:
            raise TooOften(max(1, first + HOUR - now))
