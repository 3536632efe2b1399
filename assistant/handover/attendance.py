"""Who is at the desks, and where a shopper's conversation stands between them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any

from assistant.handover.model import (
    Act,
    Event,
    Message,
    Person,
    Present,
    Sender,
    Standing,
    State,
    Thread,
    Told,
)
from assistant.handover.store import ThreadStore
from assistant.handover.telling import Telling
from assistant.masking import masked
from assistant.model import Question
from assistant.tickets import NoSuchTicket, ServiceDesk, Ticket
from assistant.tickets.model import CUSTOMER

GENERAL = "cs_store"  # takes in what no other desk is there for
SHOPPER = Person("atrium:shopper", CUSTOMER)
HOUSE = Person("atrium:handover", "排队")


class Attendance:
    """One for each house: the threads, the tickets, what shoppers are told, and who is there."""

    def __init__(
        self,
        store: ThreadStore,
        desk: ServiceDesk,
        telling: Telling,
        is_urgent: Callable[[Question], bool],
        known: Callable[[], Collection[str]] = tuple,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`now` is the real time; `known` are numbers that the mall publishes, which stay readable."""
        self.store = store
        self.desk = desk
        self.telling = telling
        self.now = now
        self._is_urgent = is_urgent
        self._known = known

    def standing(self, thread: Thread | None, moment: datetime, language: str = "") -> Standing:
        """For whoever reads it in a language, else in the conversation's; one that nobody asked a person for is the
        assistant's."""
        if thread is None:
            return Standing(State.ASSISTANT)
        last = self.store.last(thread.conversation_id)
        position = self.store.position(thread) if thread.state is State.WAITING else None
        is_missed = thread.is_wanted and not (position and self.is_attended(thread.desk))
        ticket = self.ticket(thread) if is_missed else None
        told = self.telling.line(thread, position, is_missed, ticket, moment)
        language = language or thread.language
        line, who = self.telling.words(told, language), self.telling.named(thread.who, language)
        return Standing(thread.state, position, who, line, last.n if last else 0)

    def stands(self, conversation_id: str, moment: datetime, language: str = "") -> Standing:
        """The same by conversation."""
        return self.standing(self.store.find(conversation_id), moment, language)

    def messages(self, conversation_id: str, after: int = 0, language: str = "") -> list[Message]:
        """What was said after a thread's `after`th message, for whoever reads it in a language, else as it was kept."""
        said = self.store.messages(conversation_id, after)
        return [self.telling.read(one, language) for one in said] if language else said

    # -- who is there ----------------------------------------------------------------------------

    def present(self) -> list[Present]:
        return self.store.present(self.now())

    def is_attended(self, desk: str) -> bool:
        return any(one.serves(desk) for one in self.present())

    def reachable(self, desk: str) -> str:
        """The desk that somebody is at for this one's matters: its own, else the general one; empty where nobody is."""
        there = self.present()
        return next((one for one in (desk, GENERAL) if any(who.serves(one) for who in there)), "")

    def ticket(self, thread: Thread) -> Ticket | None:
        """The ticket of a thread; None where a backup brought back the one without the other."""
        try:
            return self.desk.store.find(thread.ticket_id)
        except NoSuchTicket:
            return None

    def event(
        self,
        act: Act,
        before: Thread | None,
        after: Thread,
        who: Person,
        moment: datetime,
        detail: dict[str, Any] | None = None,
    ) -> Event:
        began = before.state if before else None
        return Event(
            after.conversation_id, act, began, after.state, who, self.now(), moment, dict(detail or {})
        )

    def for_the_shopper(self, conversation_id: str, text: str) -> str:
        """What staff write, as they wrote it; only what the shopper's words keep hidden stays hidden when it is repeated."""
        if masked(text, self._known()) == text:
            return text
        said = self.store.messages(conversation_id)
        words = "\n".join(one.text for one in said if one.sender is Sender.SHOPPER)
        return masked(text, self._known(), lambda hidden: hidden in words)

    def notice(self, told: tuple[Told, ...], language: str) -> Message:
        """`language` is that in which its text is kept, for channels that are written to once."""
        return Message(Sender.NOTICE, self.telling.words(told, language), self.now(), told=told)
