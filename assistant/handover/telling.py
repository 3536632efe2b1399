"""What a shopper is told of where their conversation stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from assistant.desks import UnknownDesk
from assistant.handover.model import Message, Sender, State, Thread, Told
from assistant.language import ENGLISH, HANS, HANT, to_script
from assistant.phrases import Phrases, UnknownPhrase
from assistant.tickets import Clocks, Ticket
from knowledge.text import fold
from knowledge.writing.calendar import weekday_name
from knowledge.yamlfile import read_yaml

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
    """The sentences of phrases_live.yaml: which of them fits, and each in the language of whoever reads it."""

    def __init__(self, phrases: Phrases, clocks: Clocks) -> None:
        """`phrases` say how to reach the mall."""
        table = read_yaml(PHRASES)
        self.phrases = phrases.with_table({f"live.{key}": row for key, row in table.items()})
        self._clocks = clocks
        self._worded: Mapping[str, Callable[[str, str], str]] = {
            "by": lambda at, language: self._by(datetime.fromisoformat(at), language),
            "desk": self._desk,
            "who": self.named,
        }
        nameless = table["staff"]
        self._nameless = {nameless["en"], *(to_script(nameless["zh"], script) for script in (HANS, HANT))}

    # -- a sentence in a language ----------------------------------------------------------------

    def say(self, key: str, language: str, **values: str) -> str:
        return self.phrases.say(f"live.{key}", language, **values)

    def words(self, told: Sequence[Told], language: str) -> str:
        """Raises UnknownPhrase for a sentence that is in the table no more."""
        between = " " if language == ENGLISH else ""
        return between.join(self.say(one.key, language, **self._in(one.values, language)) for one in told)

    def read(self, message: Message, language: str) -> Message:
        """A message as somebody reads it: what the house says in their language, what people wrote as they wrote it."""
        named = replace(message, name=self.named(message.name, language))
        if message.sender is not Sender.NOTICE or not message.told:
            return named
        try:
            return replace(named, text=self.words(message.told, language))
        except UnknownPhrase:  # a later release wrote it, or this one says it otherwise
            return named

    def named(self, who: str, language: str) -> str:
        """A person's name; whoever chose none is called by what they do, in the reader's language."""
        return self.say("staff", language) if who in self._nameless else who

    # -- which sentence fits ---------------------------------------------------------------------

    def queued(self, position: int) -> tuple[Told, ...]:
        return (Told("queued", {"position": str(position)}),)

    def sent(self, thread: Thread, position: int | None) -> tuple[Told, ...]:
        """That a message reached whoever has the conversation, or its queue."""
        if position is not None:
            return (Told("sent_waiting", {"position": str(position)}),)
        return (Told("sent", {"who": thread.who}),)

    def nobody(self, ticket: Ticket | None, moment: datetime, key: str = "nobody") -> tuple[Told, ...]:
        """That nobody is there, with the promised moment of the ticket."""
        return (Told(key), *(self.left(ticket, moment) if ticket else ()))

    def left(self, ticket: Ticket, moment: datetime) -> tuple[Told, ...]:
        """By when the desk of a ticket answers first, as it was promised; or whom to call where that has passed."""
        if ticket.respond_by <= moment or ticket.responded_at:
            return (Told("left_late", {"ticket": ticket.id}),)
        return (Told("left", {"ticket": ticket.id, "by": ticket.respond_by.isoformat()}),)

    def transferred(
        self, desk_id: str, is_attended: bool, ticket: Ticket | None, moment: datetime
    ) -> tuple[Told, ...]:
        """`is_attended`: somebody is at the other desk; else by when it answers."""
        if is_attended:
            return (Told("transferred", {"desk": desk_id}),)
        return (Told("transferred_away", {"desk": desk_id}), *(self.left(ticket, moment) if ticket else ()))

    def line(
        self, thread: Thread, position: int | None, is_missed: bool, ticket: Ticket | None, moment: datetime
    ) -> tuple[Told, ...]:
        """Where a thread stands. `is_missed`: the shopper waits, or waited, for nobody."""
        if is_missed:
            return self.nobody(ticket, moment, "away" if thread.state is State.WAITING else "nobody")
        if thread.state is State.WAITING:
            return (Told("line.waiting", {"position": str(position)}),)
        if thread.state is State.WITH_PERSON:
            return (Told("line.person", {"who": thread.who}),)
        return (Told(f"line.{thread.state.value}"),)

    # -- what a sentence names -------------------------------------------------------------------

    def _in(self, values: Mapping[str, str], language: str) -> dict[str, str]:
        return {
            name: worded(value, language) if (worded := self._worded.get(name)) else value
            for name, value in values.items()
        }

    def _desk(self, desk_id: str, language: str) -> str:
        try:
            return self._clocks.desks[desk_id].called(language)
        except UnknownDesk:  # the house has it no more
            return desk_id

    def _by(self, moment: datetime, language: str) -> str:
        """A moment in words, rounded up to the minute: what is promised is kept by then."""
        if moment.second or moment.microsecond:
            moment = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
        by = moment.astimezone(self._clocks.hours.zone())
        if language == ENGLISH:
            return f"{by:%H:%M} on {by:%A} {by:%Y-%m-%d}"
        return to_script(f"{by.month}月{by.day}日（{weekday_name(by.date())}）{by:%H:%M}", language)
