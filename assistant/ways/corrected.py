"""What staff corrected and published, to whoever asks the same."""

from __future__ import annotations

from assistant.asking.asked import Asked
from assistant.curated import CuratedAnswers
from assistant.model import Handling
from assistant.reply import Line, Reply, Source
from assistant.triage import Triager
from assistant.ways.tone import COMPLAINS

_TOLD_TO_A_PERSON = ("投诉", "建议", "表扬")


class Corrected:
    """Curated answers come before passages; a grave matter of a shopper goes to a person first."""

    def __init__(self, curated: CuratedAnswers | None, triager: Triager) -> None:
        self._curated = curated
        self._triager = triager

    def reply(self, asked: Asked) -> Reply | None:
        """What staff corrected and published, to whoever asks the same; a grave matter of a shopper goes to a person first."""
        if (
            self._curated is None
            or self._curated.is_empty
            or (not asked.staff and asked.triage.priority == "P1")
        ):
            return None
        question = asked.question
        found = self._curated.best(asked.full, question.viewer, question.as_of, asked.directory, asked.vector)
        answer = found.answer(asked.english) if found else ""
        if found is None or not answer or not self._asks_alike(asked, found.entry.wording.question):
            return None
        line = Line(answer, (Source(*found.opened(question.viewer), answer),))
        return Reply(Handling.ANSWER, (line,), round(found.likeness, 3), topic=asked.full)

    def _asks_alike(self, asked: Asked, question: str) -> bool:
        """A question is not answered by what was said of a complaint or a wish, nor those by what answers a question."""
        entry = self._triager.judge(question, asked.question.viewer).intent
        asks, complains = self._triager.asks(asked.text), COMPLAINS.search(asked.text)
        if (
            asked.triage.intent in _TOLD_TO_A_PERSON
            and asked.triage.intent != entry
            and (complains or not asks)
        ):
            return False
        return asked.staff or asks or not self._triager.asks(question)
