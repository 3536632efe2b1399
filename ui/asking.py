"""A message becomes a Question of the right viewer, for the API and for the pages alike, and goes to whoever has the conversation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assistant.channels import API
from assistant.handover import Heard, Standing
from assistant.model import Answer, AnswerEvent, Handling, Mode, Question
from ui.auth import Principal
from ui.conversations import owner
from ui.lobby import Lobby


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
    ) -> None:
        """Raises NotReady, or UnknownConversation when the conversation is not this principal's.

        `earlier` is what a caller who keeps its own conversation says was asked and answered before; `mall` is
        empty for the house's own. `listens`: the caller hears what a person says later in the conversation, so that
        it may be handed over; `key` makes a message to a person that is sent again count once.
        """
        self._lobby = lobby
        self._principal = principal
        self._answerer = lobby.atrium.answerer
        self._persons = lobby.atrium.persons
        self._key = key
        self.is_passed_on = False  # whether the message went to a person, and was answered by nobody yet
        mine = lobby.conversations.check(conversation_id, principal)
        listener = owner(principal) if listens else ""
        self.question = Question(
            message, principal.viewer, as_of, mine, language, earlier, channel, mall, listener
        )

    def answer(self) -> Answer:
        if (heard := self._persons.hear(self.question, self._key)) is not None:
            return self._passed_on(heard)
        return self._noted(self._answerer.answer(self.question))

    def stream(self) -> Iterator[AnswerEvent]:
        """Events as the answerer gives them; the last carries the answer."""
        if (heard := self._persons.hear(self.question, self._key)) is not None:
            answer = self._passed_on(heard)
            yield AnswerEvent(text=answer.answer)
            yield AnswerEvent(done=answer)
            return
        for event in self._answerer.stream(self.question):
            if event.done is not None:
                self._noted(event.done)
            yield event

    def standing(self, answer: Answer) -> Standing | None:
        """Who has the conversation after this answer; None where nobody ever asked for a person."""
        thread = self._persons.store.find(answer.conversation_id)
        return self._persons.standing(thread, self.question.as_of) if thread else None

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
        self._lobby.conversations.begin(self.question, answer, self._principal)
        return self._counted(answer)

    def _counted(self, answer: Answer) -> Answer:
        labels = f'handling="{answer.handling}",mode="{answer.mode}"'
        self._lobby.metrics.count("atrium_answers_total", labels)
        return answer


def _told(heard: Heard, text: str, handling: Handling) -> Answer:
    thread = heard.thread
    return Answer(text, handling, (), thread.conversation_id, thread.language, 1.0, Mode.EXTRACTIVE)
