"""The line between a shopper and the desks, as the shopper uses it: asks for a person, writes, goes back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assistant.handover import moves
from assistant.handover.model import (
    Act,
    Event,
    Message,
    Person,
    Present,
    Refused,
    Sender,
    Standing,
    State,
    Thread,
)
from assistant.handover.persons import Sought, Wanted
from assistant.handover.store import Change, ThreadStore
from assistant.handover.telling import Telling, wants_the_assistant
from assistant.masking import masked
from assistant.model import Question
from assistant.model import Ticket as Number
from assistant.tickets import NewTicket, NoSuchTicket, ServiceDesk, Ticket
from assistant.tickets.model import CUSTOMER
from assistant.tickets.moves import OPEN

GENERAL = "cs_store"  # takes in what no other desk is there for
SHOPPER = Person("atrium:shopper", CUSTOMER)
HOUSE = Person("atrium:handover", "排队")


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that went to a person. `text` tells its writer so; `is_urgent`: the assistant answers it besides.

    `answered` is what the assistant answered when the message came before.
    """

    thread: Thread
    message: Message
    text: str
    is_urgent: bool = False
    answered: Message | None = None


class Line:
    """One for each house."""

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

    # -- a person is wanted ----------------------------------------------------------------------

    def seek(self, wanted: Wanted) -> Sought:
        """Puts the conversation into the queue of whoever is there; where nobody is, its ticket stays at its desk."""
        thread, _ = self._asked(wanted)
        if thread.state is State.WITH_PERSON:
            return Sought(True, self.telling.sent(thread, None))
        if thread.state is State.WAITING:
            prompt = self.telling.say("say_matter", wanted.language)
            return Sought(True, self.telling.queued(self.store.position(thread), wanted.language), prompt)
        return Sought(False, self.telling.say("nobody", wanted.language))

    def ask(self, wanted: Wanted, words: str) -> tuple[str, Ticket]:
        """A person, please, outside of an answer: what to say, kept as a notice, and the ticket.

        Without a ticket of its own `words` are filed as a new one.
        """
        number = wanted.ticket.id if wanted.ticket else self.desk.open_ticket(self._new(wanted, words)).id
        ticket = self.desk.store.find(number)
        filed = replace(wanted, ticket=Number(ticket.id, ticket.desk, ticket.priority))
        thread, notices = self._asked(
            filed, lambda after: (self.notice(self._told(after, ticket, wanted.moment)),)
        )
        return (notices[0].text if notices else self.standing(thread, wanted.moment).line), ticket

    def ticket_of(self, conversation_id: str) -> Ticket | None:
        """The latest open ticket of a conversation that is more than a question without an answer."""
        given = self.desk.store.of_conversation(conversation_id)
        return next((one for one in reversed(given) if one.state in OPEN and not one.is_gap), None)

    def ticket(self, thread: Thread) -> Ticket | None:
        """The ticket of a thread; None where a backup brought back the one without the other."""
        try:
            return self.desk.store.find(thread.ticket_id)
        except NoSuchTicket:
            return None

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

    def _told(self, thread: Thread, ticket: Ticket, moment: datetime) -> str:
        if thread.state is not State.WAITING:
            return self.telling.nobody(ticket, moment, thread.language)
        return self.telling.queued(self.store.position(thread), thread.language)

    # -- the shopper writes ----------------------------------------------------------------------

    def hear(self, question: Question, key: str = "") -> Heard | None:
        """Takes a message to the person who has the conversation, or to its queue; None where the assistant answers it."""
        thread = self.store.find(question.conversation_id) if question.conversation_id else None
        if thread is None:
            return None
        if key and (again := self.store.said(thread.conversation_id, Sender.SHOPPER, key)):
            return self._heard_again(thread, again, question, key)
        if not thread.is_live:
            return None
        if wants_the_assistant(question.message):
            thread, said = self.go_back(thread.conversation_id, question.as_of, question.message, key)
            return Heard(thread, said[0], said[-1].text) if said else None
        if self._lapses(thread, question.as_of):
            return None
        return self._said(thread, question, key, self._is_urgent(question) or self._goes_on_alone(thread))

    def _goes_on_alone(self, thread: Thread) -> bool:
        """Whether what was said last is the assistant's advice in an emergency, and no person has come yet."""
        last = self.store.last(thread.conversation_id) if thread.state is State.WAITING else None
        return last is not None and last.sender is Sender.ASSISTANT

    def _said(self, thread: Thread, question: Question, key: str, urgent: bool) -> Heard | None:
        message = Message(Sender.SHOPPER, masked(question.message, self._known()), self.now(), key=key)

        def decide(before: Thread | None) -> Change:
            before = _there(before)
            moves.check(before, Act.SAID)
            after = replace(before, priority="P0" if urgent else before.priority)
            detail = {"urgent": True} if urgent else {}
            return Change(
                after, self.event(Act.SAID, before, after, SHOPPER, question.as_of, detail), (message,)
            )

        try:
            thread, said = self.store.act(thread.conversation_id, decide, Sender.SHOPPER, key)
        except Refused:  # it went back to the assistant in this moment
            return None
        if said[0].text != question.message:
            self._keep_hidden(thread, question)
        return Heard(thread, said[0], self._sent(thread), urgent)

    def _heard_again(self, thread: Thread, message: Message, question: Question, key: str) -> Heard:
        urgent = self._is_urgent(question)
        answered = self.store.said(thread.conversation_id, Sender.ASSISTANT, key) if urgent else None
        return Heard(thread, message, self._sent(thread), urgent, answered)

    def _sent(self, thread: Thread) -> str:
        position = self.store.position(thread) if thread.state is State.WAITING else None
        if thread.is_live:
            return self.telling.sent(thread, position)
        return self.telling.say("line.assistant", thread.language)

    def _keep_hidden(self, thread: Thread, question: Question) -> None:
        """What was masked goes sealed to the ticket, where whoever works on it may look at it."""
        ticket = self.ticket(thread)
        if ticket is None or ticket.state not in OPEN:
            return
        same = {
            name: getattr(ticket, name) for name in ("desk", "priority", "intent", "subject", "channel", "language")
        }  # fmt: skip
        self.desk.open_ticket(
            NewTicket(
                **same,
                message=question.message,
                at=question.as_of,
                conversation_id=thread.conversation_id,
            )
        )

    def answered(self, heard: Heard, text: str, turn: int) -> Message:
        """Keeps beside an urgent message what the assistant answered at once."""
        message = Message(Sender.ASSISTANT, text, self.now(), key=heard.message.key, turn=turn)

        def decide(before: Thread | None) -> Change:
            before = _there(before)
            return Change(
                before, self.event(Act.ANSWERED, before, before, HOUSE, self.now(), {"turn": turn}), (message,)
            )  # fmt: skip

        _, said = self.store.act(heard.thread.conversation_id, decide, Sender.ASSISTANT, heard.message.key)
        return said[0]

    def go_back(
        self, conversation_id: str, moment: datetime, words: str = "", key: str = ""
    ) -> tuple[Thread, list[Message]]:
        """Back to the assistant, as the shopper wishes; the ticket stays. What was said: `words`, and the notice."""
        said = (Message(Sender.SHOPPER, masked(words, self._known()), self.now(), key=key),) if words else ()

        def decide(before: Thread | None) -> Change:
            before = _there(before)
            moves.check(before, Act.WENT_BACK)
            after = replace(
                before,
                state=moves.after(Act.WENT_BACK, before.state),
                is_wanted=False,
                staff=None,
                who="",
                since=None,
            )
            notice = self.notice(self.telling.say("line.assistant", after.language))
            event = self.event(Act.WENT_BACK, before, after, SHOPPER, moment)
            return Change(after, event, (*said, notice) if before.is_live or said else ())

        return self.store.act(conversation_id, decide, Sender.SHOPPER, key)

    def _lapses(self, thread: Thread, moment: datetime) -> bool:
        """Whether a thread waits for nobody any more: then it goes back to the assistant, and its ticket stays wanted."""
        if thread.state is not State.WAITING or self.is_attended(thread.desk):
            return False
        ticket = self.ticket(thread)

        def decide(before: Thread | None) -> Change:
            before = _there(before)
            moves.check(before, Act.LAPSED)
            after = replace(before, state=moves.after(Act.LAPSED, before.state))
            notice = self.notice(self.telling.nobody(ticket, moment, after.language, "away"))
            return Change(after, self.event(Act.LAPSED, before, after, HOUSE, moment), (notice,))

        try:
            self.store.act(thread.conversation_id, decide)
        except Refused:  # somebody took it up in this moment
            return False
        return True

    # -- where it stands -------------------------------------------------------------------------

    def standing(self, thread: Thread | None, moment: datetime) -> Standing:
        """For its shopper; a conversation that nobody asked a person for is the assistant's."""
        if thread is None:
            return Standing(State.ASSISTANT)
        last = self.store.last(thread.conversation_id)
        position = self.store.position(thread) if thread.state is State.WAITING else None
        is_missed = thread.is_wanted and not (position and self.is_attended(thread.desk))
        line = self.telling.line(thread, position, is_missed, self.ticket(thread), moment)
        return Standing(thread.state, position, thread.who, line, last.n if last else 0)

    def stands(self, conversation_id: str, moment: datetime) -> Standing:
        """The same by conversation."""
        return self.standing(self.store.find(conversation_id), moment)

    # -- who is there ----------------------------------------------------------------------------

    def present(self) -> list[Present]:
        return self.store.present(self.now())

    def is_attended(self, desk: str) -> bool:
        return any(one.serves(desk) for one in self.present())

    def reachable(self, desk: str) -> str:
        """The desk that somebody is at for this one's matters: its own, else the general one; empty where nobody is."""
        there = self.present()
        return next((one for one in (desk, GENERAL) if any(who.serves(one) for who in there)), "")

    # -- the parts -------------------------------------------------------------------------------

    def event(
        self,
        act: Act,
        before: Thread | None,
        after: Thread,
        who: Person,
        moment: datetime,
        detail: dict | None = None,
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

    def notice(self, text: str) -> Message:
        return Message(Sender.NOTICE, text, self.now())


def _there(thread: Thread | None) -> Thread:
    if thread is None:  # erased in this moment
        raise Refused("这个会话已删除。")
    return thread
