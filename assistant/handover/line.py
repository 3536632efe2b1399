"""The line between a shopper and the desks, as the shopper uses it: writes to whoever has the conversation, and goes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from assistant.handover import moves
from assistant.handover.attendance import HOUSE, SHOPPER
from assistant.handover.model import (
    Act,
    Message,
    Refused,
    Sender,
    State,
    Thread,
    Told,
)
from assistant.handover.queue import Queue
from assistant.handover.store import Change
from assistant.handover.telling import wants_the_assistant
from assistant.masking import masked
from assistant.model import Question
from assistant.tickets import NewTicket
from assistant.tickets.moves import OPEN

BACK = (Told("line.assistant"),)


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


class Line(Queue):
    """One for each house."""

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
            language = question.language or thread.language
            return Heard(thread, said[0], self.telling.read(said[-1], language).text) if said else None
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
        return Heard(thread, said[0], self._sent(thread, question), urgent)

    def _heard_again(self, thread: Thread, message: Message, question: Question, key: str) -> Heard:
        urgent = self._is_urgent(question)
        answered = self.store.said(thread.conversation_id, Sender.ASSISTANT, key) if urgent else None
        return Heard(thread, message, self._sent(thread, question), urgent, answered)

    def _sent(self, thread: Thread, question: Question) -> str:
        """In the language in which the shopper wants answers, else in the conversation's."""
        position = self.store.position(thread) if thread.state is State.WAITING else None
        told = self.telling.sent(thread, position) if thread.is_live else BACK
        return self.telling.words(told, question.language or thread.language)

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
            notice = self.notice(BACK, after.language)
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
            notice = self.notice(self.telling.nobody(ticket, moment, "away"), after.language)
            return Change(after, self.event(Act.LAPSED, before, after, HOUSE, moment), (notice,))

        try:
            self.store.act(thread.conversation_id, decide)
        except Refused:  # somebody took it up in this moment
            return False
        return True


def _there(thread: Thread | None) -> Thread:
    if thread is None:  # erased in this moment
        raise Refused("这个会话已删除。")
    return thread
