"""The office of hand-overs: what staff do with a shopper's conversation, each act by the rules of its moment."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.handover import moves
from assistant.handover.line import Line
from assistant.handover.model import (
    Act,
    Message,
    NoSuchThread,
    Overtaken,
    Present,
    Refused,
    Sender,
    State,
    Thread,
    Told,
)
from assistant.handover.store import Change
from assistant.tickets import Hand, NoSuchTicket, NotYours, TicketOffice
from assistant.tickets import State as TicketState
from assistant.tickets.moves import OPEN

NO_THREAD = "没有这个会话。"
STAYS = timedelta(seconds=90)  # that somebody counts as present without saying so again
BEAT = 30  # seconds after which a page says so again


class InboxOffice:
    """One for each request. Every act raises NoSuchThread, NotYours or Refused, and then nothing has happened."""

    def __init__(self, line: Line, tickets: TicketOffice, hand: Hand, moment: datetime) -> None:
        self._line = line
        self._store = line.store
        self._tickets = tickets
        self._hand = hand
        self._moment = moment

    # -- who is there ----------------------------------------------------------------------------

    def arrive(self, who: str = "", desk: str | None = None) -> Present:
        """Is there from now on for a while, for one desk or for all that one works for. Raises UnknownDesk and NotYours."""
        desks = self._hand.desks
        if desk is not None:
            if not self._hand.works_for(self._line.desk.clocks.desks[desk].id):
                raise NotYours(f"您的钥匙不负责{desk}。")
            desks = frozenset({desk})
        present = Present(self._hand.person, who or self._shown(), desks, self._line.now() + STAYS)
        self._store.arrive(present)
        return present

    def leave(self) -> None:
        self._store.leave(self._hand.person.id)

    def _shown(self) -> str:
        """The name that one went by last."""
        mine = (one.who for one in self._line.present() if one.person.id == self._hand.person.id)
        return next(mine, "")

    # -- looking ---------------------------------------------------------------------------------

    def seen(self, conversation_id: str) -> Thread:
        """The thread, for whoever works for its desk; to others it never was. Raises NoSuchThread."""
        thread = self._store.find(conversation_id)
        if thread is None or not self._hand.works_for(thread.desk):
            raise NoSuchThread(NO_THREAD)
        return thread

    def may_take(self, thread: Thread) -> bool:
        try:
            moves.check(thread, Act.TAKEN, self._hand, self._is_holder_gone(thread))
        except (Refused, NotYours):
            return False
        return not self._has(thread)

    # -- acting ----------------------------------------------------------------------------------

    def take(self, conversation_id: str, who: str = "") -> Thread:
        """Has the conversation from now on, and its ticket; once more does nothing."""
        shown = who or self._shown()

        def decide(before: Thread) -> Change:
            moves.check(before, Act.TAKEN, self._hand, self._is_holder_gone(before))
            name = shown or self._line.telling.say("staff", before.language)
            after = replace(
                before,
                state=moves.after(Act.TAKEN, before.state),
                is_wanted=False,
                since=self._line.now(),
                staff=self._hand.person,
                who=name,
            )
            notice = self._line.notice((Told("line.person", {"who": name}),), after.language)
            return self._change(Act.TAKEN, before, after, notice)

        if self._has(thread := self.seen(conversation_id)):
            return thread
        thread, _ = self._act(conversation_id, decide)
        self._take_ticket(thread)
        return thread

    def reply(self, conversation_id: str, text: str, key: str = "") -> Message:
        """Says something to the shopper. Under a key that was used before nothing happens: the message as it was kept."""

        def decide(before: Thread) -> Change:
            moves.check(before, Act.REPLIED, self._hand)
            return self._change(Act.REPLIED, before, before, self._said(before, text, key))

        self.seen(conversation_id)
        thread, said = self._act(conversation_id, decide, Sender.STAFF, key)
        self._answer_ticket(thread, text)
        return said[0]

    def give_back(self, conversation_id: str, text: str = "") -> Thread:
        """Back to the assistant; the ticket stays open."""

        def decide(before: Thread) -> Change:
            return self._ended(Act.RETURNED, before, text)

        return self._act(conversation_id, decide)[0]

    def close(self, conversation_id: str, text: str = "", resolution: str = "") -> Thread:
        """The end; with a `resolution` that of the ticket too."""

        def decide(before: Thread) -> Change:
            return self._ended(Act.CLOSED, before, text)

        thread, _ = self._act(conversation_id, decide)
        if resolution.strip():
            self._take_ticket(thread)
            with suppress(Refused, Overtaken, NotYours, NoSuchTicket):
                self._tickets.resolve(thread.ticket_id, resolution, self._hand)
        return thread

    def transfer(self, conversation_id: str, desk: str, comment: str = "") -> Thread:
        """To another desk, where it waits again; its ticket goes along. Raises UnknownDesk."""
        desk = self._line.desk.clocks.desks[desk].id

        def decide(before: Thread) -> Change:
            moves.check(before, Act.TRANSFERRED, self._hand)
            if desk == before.desk and before.state is State.WAITING:
                raise Refused("这个会话已经在该岗位排队。")
            after = replace(
                before,
                state=moves.after(Act.TRANSFERRED, before.state),
                desk=desk,
                is_wanted=True,
                since=self._line.now(),
                staff=None,
                who="",
            )
            there, ticket = self._line.is_attended(desk), self._line.ticket(before)
            told = self._line.telling.transferred(desk, there, ticket, self._moment)
            notice = self._line.notice(told, after.language)
            return self._change(Act.TRANSFERRED, before, after, notice, {"from": before.desk, "to": desk})

        self.seen(conversation_id)
        thread, _ = self._act(conversation_id, decide)
        with suppress(Refused, Overtaken, NotYours, NoSuchTicket):
            self._tickets.assign(thread.ticket_id, desk, self._hand, comment)
        return thread

    # -- the parts -------------------------------------------------------------------------------

    def _ended(self, act: Act, before: Thread, text: str) -> Change:
        moves.check(before, act, self._hand)
        state = moves.after(act, before.state)
        after = replace(before, state=state, is_wanted=False, since=None, staff=None, who="")
        last = (self._said(before, text.strip()),) if text.strip() else ()
        notice = self._line.notice((Told(f"line.{state.value}"),), after.language)
        change = self._change(act, before, after, notice)
        return replace(change, messages=(*last, *change.messages))

    def _said(self, thread: Thread, text: str, key: str = "") -> Message:
        shown = self._line.for_the_shopper(thread.conversation_id, text)
        return Message(Sender.STAFF, shown, self._line.now(), thread.who, key)

    def _change(
        self, act: Act, before: Thread, after: Thread, said: Message, detail: dict | None = None
    ) -> Change:
        event = self._line.event(act, before, after, self._hand.person, self._moment, detail)
        return Change(after, event, (said,))

    def _act(
        self, conversation_id: str, decide, sender: Sender | None = None, key: str = ""
    ) -> tuple[Thread, list[Message]]:  # fmt: skip
        def mine(before: Thread | None) -> Change:
            if before is None or not self._hand.works_for(before.desk):
                raise NoSuchThread(NO_THREAD)
            return decide(before)

        return self._store.act(conversation_id, mine, sender, key)

    def _has(self, thread: Thread) -> bool:
        is_mine = thread.staff is not None and thread.staff.id == self._hand.person.id
        return is_mine and thread.state is State.WITH_PERSON

    def _is_holder_gone(self, thread: Thread) -> bool:
        """Whether the colleague who has a thread is at no desk any more, and has done nothing in it for as long as one stays."""
        if thread.staff is None or any(one.person.id == thread.staff.id for one in self._line.present()):
            return False
        said = self._store.messages(thread.conversation_id)
        acted = [one.at for one in said if one.sender is Sender.STAFF]
        last = max(filter(None, (thread.since, *acted)), default=None)
        return last is None or self._line.now() - last > STAYS

    # The ticket follows the thread. Where it cannot, because somebody did something else with it, it stays as it is:
    # the shopper is being talked to all the same.

    def _take_ticket(self, thread: Thread) -> None:
        ticket = self._line.ticket(thread)
        if ticket and ticket.state is TicketState.NEW:
            with suppress(Refused, Overtaken, NotYours, NoSuchTicket):
                self._tickets.take(ticket.id, self._hand)

    def _answer_ticket(self, thread: Thread, text: str) -> None:
        """The first word to the shopper is the first response to the ticket."""
        ticket = self._line.ticket(thread)
        if ticket and ticket.state in OPEN and ticket.responded_at is None:
            self._take_ticket(thread)
            with suppress(Refused, Overtaken, NotYours, NoSuchTicket):
                self._tickets.comment(ticket.id, text, self._hand, is_public=True)
