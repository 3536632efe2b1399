"""A small house of hand-overs: the real store, tickets and words; shoppers, colleagues, any moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from assistant.handover import (
    Heard,
    InboxOffice,
    Line,
    Message,
    Standing,
    Telling,
    Thread,
    ThreadStore,
    Wanted,
)
from assistant.model import MallProfile, Question
from assistant.phrases import Phrases
from assistant.tickets import Hand
from knowledge.model import Viewer
from tests.tickets import AT_STORE, NOW, Room, room

MALL = MallProfile(name="示例广场", name_en="Demo Plaza", hotline="400-000-0188", service_desk="L1北门")


@dataclass
class Desks:
    """Shoppers and colleagues around one line, at a moment that a test moves."""

    home: Path
    tickets: Room
    line: Line
    moment: datetime = NOW

    @property
    def store(self) -> ThreadStore:
        return self.line.store

    def later(self, **span: float) -> datetime:
        self.moment += timedelta(**span)
        return self.moment

    def restart(self) -> None:
        """The server ends and begins again over the same files."""
        self.close()
        fresh = desks(self.home)
        self.tickets, self.line = fresh.tickets, fresh.line
        self.line.now = lambda: self.moment

    def close(self) -> None:
        self.tickets.service.close()
        self.store.close()

    # -- a shopper -------------------------------------------------------------------------------

    def asks(self, conversation: str = "c1", words: str = "我要退货", language: str = "zh-Hans") -> str:
        wanted = Wanted(
            conversation, self.ticket(conversation), language, self.moment, "web", "", "shopper 1"
        )
        return self.line.ask(wanted, words)[0]

    def ticket(self, conversation: str):
        from assistant.model import Ticket as Number

        found = self.line.ticket_of(conversation)
        return Number(found.id, found.desk, found.priority) if found else None

    def writes(self, text: str, conversation: str = "c1", key: str = "") -> Heard | None:
        return self.line.hear(Question(text, Viewer(), self.moment, conversation), key)

    def stands(self, conversation: str = "c1") -> Standing:
        return self.line.stands(conversation, self.moment)

    def said(self, conversation: str = "c1") -> list[str]:
        return [f"{one.sender.value}:{one.text}" for one in self.store.messages(conversation)]

    # -- staff -----------------------------------------------------------------------------------

    def staff(self, hand: Hand = AT_STORE) -> InboxOffice:
        office = self.tickets.service.office(self.moment, self.moment)
        return InboxOffice(self.line, office, hand, self.moment)

    def arrives(self, hand: Hand = AT_STORE, who: str = "客服 小吴", desk: str | None = None) -> None:
        self.staff(hand).arrive(who, desk)

    def thread(self, conversation: str = "c1") -> Thread:
        found = self.store.find(conversation)
        assert found is not None
        return found

    def replies(self, text: str, key: str = "", conversation: str = "c1", hand: Hand = AT_STORE) -> Message:
        return self.staff(hand).reply(conversation, text, key)


def desks(home: Path) -> Desks:
    tickets = room(home)
    telling = Telling(Phrases.load(lambda: MALL), tickets.service.clocks)
    line = Line(
        ThreadStore(home / "threads.db"),
        tickets.service,
        telling,
        lambda question: "着火" in question.message,
        lambda: [MALL.hotline],
    )
    made = Desks(home, tickets, line)
    line.now = lambda: made.moment
    return made
