"""The office of labels: keeps them up with the journal, corrects them, deletes conversations with all that hangs on them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Protocol

from assistant.channels import API
from assistant.copies.model import Person
from assistant.journal import Journal, Turn
from assistant.labels.correcting import checked
from assistant.labels.labeller import Labeller
from assistant.labels.model import Correction, Erased, Kind, Labelled, Labels
from assistant.labels.store import LabelStore, Row, Seen
from assistant.labels.wanted import Place, Wanted

log = logging.getLogger(__name__)
_FIRST = 60  # characters of the first words
_UNSETTLED = timedelta(hours=1)
_SOME = 100  # conversations that are labelled in one transaction
SYSTEM = Person("system", "system")


class People(Protocol):
    """What is known of the staff who talk to shoppers themselves."""

    def has_taken(self, conversation_id: str) -> bool:
        """Whether one of them took the conversation over."""

    def has_written(self, conversation_id: str) -> bool:
        """Whether one of them wrote an answer in it."""


class Nobody:
    """A house where no person takes over."""

    def has_taken(self, conversation_id: str) -> bool:
        return False

    def has_written(self, conversation_id: str) -> bool:
        return False


class LabelOffice:
    """Labels are derived: what the journal has and they do not is labelled before anybody looks.

    `outdated` tells which documents turns cited that were not in force. `forget_tickets` takes the words out of a
    conversation's tickets and names them; `forget_thread` deletes what a shopper and a person wrote each other.
    """

    def __init__(
        self,
        store: LabelStore,
        labeller: Labeller,
        journal: Journal,
        outdated: Callable[[Sequence[Turn]], Sequence[str]] = lambda turns: (),
        forget_tickets: Callable[[str, Person], Sequence[str]] = lambda conversation_id, who: (),
        forget_thread: Callable[[str], int] = lambda conversation_id: 0,
        people: People | None = None,
        days: int | None = None,
    ) -> None:
        """`days`: how long after its last turn a conversation is kept; None: for good."""
        self.store = store
        self._labeller = labeller
        self._journal = journal
        self._outdated = outdated
        self._forget_tickets = forget_tickets
        self._forget_thread = forget_thread
        self._people = people or Nobody()
        self._days = days
        self._one = threading.RLock()  # labelling and deleting, one after the other

    def close(self) -> None:
        with self._one:
            self.store.close()

    @property
    def version(self) -> str:
        return self._labeller.version

    # -- reading ---------------------------------------------------------------------------------

    def of(self, ids: Sequence[str]) -> dict[str, Labels]:
        """The labels of conversations, as they are now."""
        self.refresh()
        return {one.id: one.labels for one in self.store.of(ids).values()}

    def find(self, conversation_id: str) -> Labelled | None:
        self.refresh()
        return self.store.of([conversation_id]).get(conversation_id)

    def page(self, wanted: Wanted, after: Place | None = None, most: int = 50) -> list[Labelled]:
        """Those that are wanted, the latest first."""
        self.refresh()
        return self.store.page(wanted, after, most)

    # -- labelling -------------------------------------------------------------------------------

    def refresh(self) -> int:
        """Labels what was asked or thought since the last time; how many conversations that were."""
        with self._one:
            seen = self.store.seen()
            turn, opinion = self._journal.latest()
            ids = set(self.store.unsettled(datetime.now(UTC) - _UNSETTLED))
            if (turn, opinion) != (seen.turn, seen.opinion):
                ids |= set(self._journal.changed(seen.turn, seen.opinion))
            return self._label(sorted(ids), Seen(turn, opinion)) if ids else 0

    def again(self, *, everything: bool = True) -> int:
        """Labels every conversation anew, or those that other rules labelled; how many."""
        with self._one:
            ids = self._journal.changed() if everything else self.store.stale(self.version)
        count = 0
        for start in range(0, len(ids), _SOME):
            with self._one:  # in between others may look and delete
                count += self._label(ids[start : start + _SOME])
        return count

    def _label(self, ids: Sequence[str], upto: Seen | None = None) -> int:
        rows = [row for conversation_id in ids if (row := self._row(conversation_id))]
        self.store.keep(rows, upto)
        return len(rows)

    def _row(self, conversation_id: str) -> Row | None:
        """A conversation with its labels; one that was deleted while its last question was answered stays deleted."""
        turns = self._journal.all_turns(conversation_id)
        if not turns:
            return None
        if self.store.is_erased(conversation_id):
            self._journal.erase(conversation_id)
            return None
        began = self._journal.conversation(conversation_id)
        before = self.store.told(conversation_id)
        role, channel = (began.role, began.channel) if began else (turns[0].role, API)
        labels = self._labeller.labelled(
            turns,
            role=role,
            channel=channel,
            opinions=self._journal.opinions(conversation_id),
            outdated=self._cited(turns, before),
            with_person=self._people.has_taken(conversation_id),
            rewritten=self._people.has_written(conversation_id),
        )
        first, last = turns[0], turns[-1]
        asked, at = first.as_of or first.at, last.at
        assert asked
        assert at
        labelled = Labelled(
            id=conversation_id,
            role=role,
            channel=channel,
            mall=began.mall if began else "",
            language=began.language if began else first.language,
            as_of=asked,
            last_at=at,
            turns=len(turns),
            first=" ".join(first.message.split())[:_FIRST],
            labels=labels,
        )
        return Row(labelled, last.n, began is not None)

    def _cited(self, turns: Sequence[Turn], before: Row | None) -> list[str]:
        """What was cited though not in force: each turn is judged once, by the library as it was then."""
        known = before.labelled.labels.outcome.outdated if before else ()
        upto = before.last_turn if before else 0
        new = self._outdated([turn for turn in turns if turn.n > upto])
        return list(dict.fromkeys([*known, *new]))

    # -- correcting ------------------------------------------------------------------------------

    def correct(
        self,
        conversation_id: str,
        wanted: dict[Kind, Sequence[str] | None],
        who: Person,
        note: str = "",
        desk: str = "",
    ) -> Labelled | None:
        """What staff say wins from now on; None takes their word back. Raises NoSuchLabel before anything is written.

        None for a conversation that has no labels.
        """
        with self._one:
            one = self.find(conversation_id)
            if one is None:
                return None
            now = datetime.now(UTC)
            made = [
                Correction(
                    kind,
                    one.labels.values(kind),
                    None if values is None else checked(kind, values, one.labels),
                    who,
                    now,
                    note,
                    desk if kind is Kind.GAP else "",
                )
                for kind, values in wanted.items()
            ]
            self.store.correct(conversation_id, made)
            return self.store.of([conversation_id]).get(conversation_id)

    # -- deleting --------------------------------------------------------------------------------

    def erase(self, conversation_id: str, who: Person, why: str) -> Erased:
        """Deletes a conversation with its labels, its live thread and the words of its tickets, for good.

        Killed in between it can be asked for again, and is finished at the next start: the journal, by which it is
        known, goes last.
        """
        with self._one:
            tickets = tuple(self._forget_tickets(conversation_id, who))
            threads = self._forget_thread(conversation_id)
            labels = self.store.erase([conversation_id], who, why, datetime.now(UTC))
            turns = self._journal.erase(conversation_id)
        return Erased(conversation_id, turns, labels, tickets, threads)

    def finish(self) -> int:
        """Deletes what a deletion that was killed left in the journal; how many conversations."""
        with self._one:
            left = sorted(self.store.erased() & set(self._journal.changed()))
            if left:
                self._journal.erase(*left)
        return len(left)

    def sweep(self, now: datetime | None = None) -> int:
        """Deletes conversations in which nothing was asked for as long as they are kept; how many.

        Tickets stay: they have a term of their own.
        """
        if self._days is None:
            return 0
        with self._one:
            ids = self._journal.ended_before((now or datetime.now(UTC)) - timedelta(days=self._days))
            for conversation_id in ids:
                self._forget_thread(conversation_id)
            if ids:
                self.store.erase(ids, SYSTEM, f"kept for {self._days} days", datetime.now(UTC))
                self._journal.erase(*ids)
                log.info(
                    "%s conversations were deleted, %s days after their last turn.", len(ids), self._days
                )
        return len(ids)
