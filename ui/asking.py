"""A message becomes a Question of the right viewer, for the API and for the pages alike."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextvars import copy_context
from datetime import datetime

from assistant.channels import API
from assistant.model import Answer, AnswerEvent, Question
from knowledge.stages import watch_with, watched
from ui.auth import Principal
from ui.lobby import Lobby


class Asking:
    """One message of one principal, ready to be answered."""

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
    ) -> None:
        """Raises NotReady, or UnknownConversation when the conversation is not this principal's.

        `earlier` is what a caller who keeps its own conversation says was asked and answered before; `mall` is
        empty for the house's own.
        """
        self._lobby = lobby
        self._principal = principal
        self._answerer = lobby.atrium.answerer
        mine = lobby.conversations.check(conversation_id, principal)
        self.question = Question(message, principal.viewer, as_of, mine, language, earlier, channel, mall)

    def answer(self) -> Answer:
        with watched(self._lobby.stages):
            return self._noted(self._answerer.answer(self.question))

    def stream(self) -> Iterator[AnswerEvent]:
        """Events as the answerer gives them; the last carries the answer."""
        context = (
            copy_context()
        )  # the steps of a stream may run in several threads; its stages are one context's
        context.run(watch_with, self._lobby.stages)
        events = self._answerer.stream(self.question)
        try:
            while (event := context.run(next, events, None)) is not None:
                if event.done is not None:
                    self._noted(event.done)
                yield event
        finally:
            if isinstance(events, Generator):
                context.run(events.close)

    def _noted(self, answer: Answer) -> Answer:
        self._lobby.conversations.begin(self.question, answer, self._principal)
        self._lobby.metrics.count(
            "atrium_answers_total", "Answers given", handling=answer.handling.value, mode=answer.mode.value
        )
        return answer
