"""A message becomes a Question of the right viewer, for the API and for the pages alike, and goes to whoever has the conversation."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator
from contextvars import copy_context
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

from assistant.channels import API
from assistant.handover import Heard, Standing
from assistant.llms.allowance import spend_for, spending
from assistant.model import Answer, AnswerEvent, Handling, Mode, Question
from knowledge.stages import watch_with, watched
from ui.auth import BadKey, Principal
from ui.conversations import owner

if TYPE_CHECKING:
    from ui.lobby import Lobby

log = logging.getLogger(__name__)
_LOOK_AGAIN = 3.0  # seconds between two looks at whether the asker still is who they were


class Asking:
    """One message of one principal, ready to be answered or to be taken to the person who has the conversation."""

    def __init__(
        self,
        lobby: Lobby,
        principal: Principal,
        message: str,
        as_of: datetime,
        conversation_id: str | None = None,
        language: str | None = None,
        earlier: tuple[tuple[str, str], ...] = (),
        channel: str = API,
        mall: str = "",
        listens: bool = False,
        key: str = "",
        reader: str = "",
    ) -> None:
        """Raises NotReady, or UnknownConversation when the conversation is not this principal's.

        `earlier` is what a caller who keeps its own conversation says was asked and answered before; `mall` is
        empty for the house's own. `listens`: the caller hears what a person says later in the conversation, so that
        it may be handed over; `key` makes a message to a person that is sent again count once. `reader` is the language in which it is
        told where the conversation stands, empty for the conversation's.
        """
        self._lobby = lobby
        self._principal = principal
        self._answerer = lobby.atrium.answerer
        self._persons = lobby.atrium.persons
        self._key = key
        self._reader = reader
        self.is_passed_on = False  # whether the message went to a person, and was answered by nobody yet
        mine = lobby.conversations.check(conversation_id, principal)
        if begun := lobby.conversations.begun(mine):  # a conversation stays where it began
            channel, mall = begun.channel, begun.mall
        listener = owner(principal) if listens else ""
        self.question = Question(
            message, principal.viewer, as_of, mine, language, earlier, channel, mall, listener
        )

    def answer(self) -> Answer:
        if (heard := self._persons.hear(self.question, self._key)) is not None:
            return self._passed_on(heard)
        with watched(self._lobby.stages), spending(owner(self._principal)):
            return self._noted(self._answerer.answer(self.question))

    def stream(self) -> Iterator[AnswerEvent]:
        """Events as the answerer gives them; the last carries the answer. Raises BadKey when its asker is let in no more."""
        if (heard := self._persons.hear(self.question, self._key)) is not None:
            answer = self._passed_on(heard)
            yield AnswerEvent(text=answer.answer)
            yield AnswerEvent(done=answer)
            return
        looked = time.monotonic()
        # The steps of a stream may run in several threads; its stages are one context's.
        context = copy_context()
        context.run(watch_with, self._lobby.stages)
        context.run(spend_for, owner(self._principal))
        events = self._answerer.stream(self.question)
        try:
            while (event := context.run(next, events, None)) is not None:
                if time.monotonic() - looked > _LOOK_AGAIN:
                    looked = time.monotonic()
                    if not self._lobby.stands(self._principal):
                        raise BadKey
                if event.done is not None:
                    self._noted(event.done)
                yield event
        finally:
            if isinstance(events, Generator):
                context.run(events.close)

    def standing(self, answer: Answer) -> Standing | None:
        """Who has the conversation after this answer; None where nobody ever asked for a person."""
        thread = self._persons.store.find(answer.conversation_id)
        return self._persons.standing(thread, self.question.as_of, self._reader) if thread else None

    def _passed_on(self, heard: Heard) -> Answer:
        """That a message reached a person, or its queue; in an emergency what to do now."""
        if not heard.is_urgent:
            self.is_passed_on = True
            return self._counted(_told(heard, heard.text, Handling.HANDOFF))
        if heard.answered is not None:
            return self._counted(_told(heard, heard.answered.text, Handling.EMERGENCY))
        answer = self._answerer.answer(self.question)
        self._persons.answered(heard, answer.answer, answer.turn)
        return self._noted(answer)

    def _noted(self, answer: Answer) -> Answer:
        try:
            self._lobby.conversations.begin(self.question, answer, self._principal)
        except OperationalError:  # a full disk: it cannot be gone on with, and is answered
            log.exception("The beginning of a conversation could not be kept.")
        self._lobby.retrieved(self._principal, "chat", [one.doc_id for one in answer.citations])
        return self._counted(answer)

    def _counted(self, answer: Answer) -> Answer:
        self._lobby.metrics.count(
            "atrium_answers_total", "Answers given", handling=answer.handling.value, mode=answer.mode.value
        )
        self._lobby.note_answer()
        return answer


def _told(heard: Heard, text: str, handling: Handling) -> Answer:
    thread = heard.thread
    return Answer(text, handling, (), thread.conversation_id, thread.language, 1.0, Mode.EXTRACTIVE)
