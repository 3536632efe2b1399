"""What a shopper is told of where their conversation stands."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import yaml

from assistant.handover.model import State, Thread
from assistant.language import ENGLISH, to_script
from assistant.phrases import Phrases
from assistant.tickets import Clocks, Ticket
from knowledge.text import fold
from knowledge.writing.calendar import weekday_name

PHRASES = Path(__file__).parent.parent / "data" / "phrases_live.yaml"
# Nothing but the wish to be back: a sentence that merely names the assistant is for the person.
_BACK = re.compile(
    r"(?:(?:我)?(?:想|要)?(?:回到?|返回|转回|切回|换回|退回)(?:给)?(?:ai|智能|人工智能)?(?:助手|助理|机器人)|(?:不用|不需要|取消|退出)(?:转)?人工(?:了|服务)?"
    r"|(?:go |switch )?back to (?:the )?(?:ai )?(?:assistant|bot)(?: please)?|cancel (?:the )?(?:transfer|queue))[了吧啊呀.!。! ]*"
)


def wants_the_assistant(message: str) -> bool:
    """Whether a message says only that its writer wants to be back with the assistant."""
    return bool(_BACK.fullmatch(fold(message).strip()))


class Telling:
    """The lines of phrases_live.yaml, in the language of the thread."""

    def __init__(self, phrases: Phrases, clocks: Clocks) -> None:
        """`phrases` say how to reach the mall."""
        table = yaml.safe_load(PHRASES.read_text("utf-8"))
        self.phrases = phrases.with_table({f"live.{key}": row for key, row in table.items()})
        self._clocks = clocks

    def say(self, key: str, language: str, **values: str) -> str:
        return self.phrases.say(f"live.{key}", language, **values)

    def queued(self, position: int, language: str) -> str:
        return self.say("queued", language, position=str(position))

    def sent(self, thread: Thread, position: int | None) -> str:
        """That a message reached whoever has the conversation, or its queue."""
        if position is not None:
            return self.say("sent_waiting", thread.language, position=str(position))
        return self.say("sent", thread.language, who=thread.who)

    def nobody(self, ticket: Ticket | None, moment: datetime, language: str, key: str = "nobody") -> str:
        """That nobody is there, with the promised moment of the ticket."""
        if ticket is None:
            return self.say(key, language)
        return self._joined(language, self.say(key, language), self.left(ticket, moment, language))

    def left(self, ticket: Ticket, moment: datetime, language: str) -> str:
        """By when the desk of a ticket answers first, as it was promised; or whom to call where that has passed."""
        if ticket.respond_by <= moment or ticket.responded_at:
            return self.say("left_late", language, ticket=ticket.id)
        return self.say("left", language, ticket=ticket.id, by=self._by(ticket.respond_by, language))

    def transferred(
        self, desk_id: str, is_attended: bool, ticket: Ticket | None, moment: datetime, language: str
    ) -> str:
        """`is_attended`: somebody is at the other desk; else by when it answers."""
        desk = self._clocks.desks[desk_id].called(language)
        if is_attended:
            return self.say("transferred", language, desk=desk)
        first = self.say("transferred_away", language, desk=desk)
        return self._joined(language, first, self.left(ticket, moment, language) if ticket else "")

    def line(
        self, thread: Thread, position: int | None, is_missed: bool, ticket: Ticket | None, moment: datetime
    ) -> str:
        """Where a thread stands. `is_missed`: the shopper waits, or waited, for nobody."""
        if is_missed:
            key = "away" if thread.state is State.WAITING else "nobody"
            return self.nobody(ticket, moment, thread.language, key)
        if thread.state is State.WAITING:
            return self.say("line.waiting", thread.language, position=str(position))
        if thread.state is State.WITH_PERSON:
            return self.say("line.person", thread.language, who=thread.who)
        return self.say(f"line.{thread.state.value}", thread.language)

    def _by(self, moment: datetime, language: str) -> str:
        """A moment in words, rounded up to the minute: what is promised is kept by then."""
        if moment.second or moment.microsecond:
            moment = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
        by = moment.astimezone(self._clocks.hours.zone())
        if language == ENGLISH:
            return f"{by:%H:%M} on {by:%A} {by:%Y-%m-%d}"
        return to_script(f"{by.month}月{by.day}日（{weekday_name(by.date())}）{by:%H:%M}", language)

    @staticmethod
    def _joined(language: str, *parts: str) -> str:
        return (" " if language == ENGLISH else "").join(filter(None, parts))
