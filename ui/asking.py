"""A message becomes a Question of the right viewer, for the API and for the pages alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from assistant.channels import API
from assistant.model import Answer, AnswerEvent, Question
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
        return self._noted(self._answerer.answer(self.question))

    def stream(self) -> Iterator[AnswerEvent]:
        """Events as the answerer gives them; the last carries the answer."""
        for event in self._answerer.stream(self.question):
            if event.done is not None:
                self._noted(event.done)
            yield event

    def _noted(self, answer: Answer) -> Answer:
        self._lobby.conversations.begin(self.question, answer, self._principal)
        labels = f'handling="{answer.handling}",mode="{answer.mode}"'
        self._lobby.note_answer()
        self._lobby.metrics.count("atrium_answers_total", labels)
        return answer
