"""The queue: a shopper wants a person, and waits for one where one is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from assistant.handover import moves
from assistant.handover.attendance import GENERAL, SHOPPER, Attendance
from assistant.handover.model import Act, Message, State, Thread, Told
from assistant.handover.persons import Sought, Wanted
from assistant.handover.store import Change
from assistant.model import Ticket as Number
from assistant.tickets import NewTicket, Ticket
from assistant.tickets.moves import OPEN


class Queue(Attendance):
    """Puts conversations into it, each with its ticket."""

    def seek(self, wanted: Wanted) -> Sought:
        """Puts the conversation into the queue of whoever is there; where nobody is, its ticket stays at its desk."""
        thread, _ = self._asked(wanted)
        if thread.state is State.WITH_PERSON:
            return Sought(True, self.telling.words(self.telling.sent(thread, None), wanted.language))
        if thread.state is State.WAITING:
            prompt = self.telling.say("say_matter", wanted.language)
            queued = self.telling.queued(self.store.position(thread))
            return Sought(True, self.telling.words(queued, wanted.language), prompt)
        return Sought(False, self.telling.say("nobody", wanted.language))

    def ask(self, wanted: Wanted, words: str, reader: str = "") -> tuple[str, Ticket]:
        """A person, please, outside of an answer: what to say, kept as a notice, and the ticket.

        Without a ticket of its own `words` are filed as a new one. `reader` is the language of whoever reads the reply,
        empty for the conversation's.
        """
        number = wanted.ticket.id if wanted.ticket else self.desk.open_ticket(self._new(wanted, words)).id
        ticket = self.desk.store.find(number)
        filed = replace(wanted, ticket=Number(ticket.id, ticket.desk, ticket.priority))
        thread, notices = self._asked(
            filed, lambda after: (self.notice(self._told(after, ticket, wanted.moment), after.language),)
        )
        language = reader or wanted.language
        if notices:
            return self.telling.read(notices[0], language).text, ticket
        return self.standing(thread, wanted.moment, language).line, ticket

    def ticket_of(self, conversation_id: str) -> Ticket | None:
        """The latest open ticket of a conversation that is more than a question without an answer."""
        given = self.desk.store.of_conversation(conversation_id)
        return next((one for one in reversed(given) if one.state in OPEN and not one.is_gap), None)

    def _new(self, wanted: Wanted, words: str) -> NewTicket:
        return NewTicket(
            desk=GENERAL,
            priority="P2",
            message=words or self.telling.say("asked", wanted.language),
            at=wanted.moment,
            conversation_id=wanted.conversation_id,
            channel=wanted.channel,
            language=wanted.language,
            intent="求助",
            subject="人工",
        )

    def _asked(
        self, wanted: Wanted, notices: Callable[[Thread], tuple[Message, ...]] = lambda _after: ()
    ) -> tuple[Thread, list[Message]]:
        ticket, now = wanted.ticket, self.now()
        assert ticket is not None
        desk = self.reachable(ticket.desk)

        def decide(before: Thread | None) -> Change:
            start = before or Thread(
                wanted.conversation_id, State.ASSISTANT, 0, ticket.desk, ticket.priority, ticket.id, wanted.language
            )  # fmt: skip
            act = Act.ASKED if desk or start.is_live else Act.MISSED
            moves.check(start, act)
            after = replace(
                start,
                state=moves.after(act, start.state),
                language=wanted.language,
                channel=wanted.channel,
                mall=wanted.mall,
                owner=wanted.owner or start.owner,
            )
            if not start.is_live:
                after = replace(
                    after,
                    desk=desk or ticket.desk,
                    priority=ticket.priority,
                    ticket_id=ticket.id,
                    is_wanted=True,
                    since=now,
                    staff=None,
                    who="",
                )
            event = self.event(
                act, before, after, SHOPPER, wanted.moment, {"desk": after.desk, "ticket": after.ticket_id}
            )
            return Change(after, event, () if start.is_live else notices(after))

        return self.store.act(wanted.conversation_id, decide)

    def _told(self, thread: Thread, ticket: Ticket, moment: datetime) -> tuple[Told, ...]:
        if thread.state is not State.WAITING:
            return self.telling.nobody(ticket, moment)
        return self.telling.queued(self.store.position(thread))
