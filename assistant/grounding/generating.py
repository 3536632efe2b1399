"""An answer written by a language model, released sentence by sentence as each is found in its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from assistant.grounding.claims import NOTHING, Claims, NotContained, Ungrounded
from assistant.grounding.quoting import Quotation, quote, unfenced
from assistant.grounding.sentences import cut
from assistant.llms.model import LanguageModel, Message
from assistant.prompts import prompt
from assistant.reply import Line
from knowledge.directory import Directory
from knowledge.model import Hit

__all__ = ["NOTHING", "Budget", "Generator", "NotContained", "Ungrounded"]

_LANGUAGES = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a model is given and may write, in characters; `passages` is a count."""

    prompt: int = 3000
    passages: int = 8
    answer: int = 400
    question: int = 700


class Generator:
    """Lets a model answer from passages, and believes nothing it says that they do not.

    The passages are those that were found for one viewer; nothing else reaches the model.
    """

    def __init__(self, model: LanguageModel, budget: Budget | None = None) -> None:
        self._model = model
        self._budget = budget or Budget()

    def answer(
        self,
        question: str,
        language: str,
        hits: Sequence[Hit],
        today: date | None = None,
        shops: Directory | None = None,
    ) -> Iterator[Line]:
        """The answer's sentences without marks, each with the sources it cites, as they come.

        A sentence that begins a new line begins with its line break.
        `question` is complete in itself; `language` is zh-Hans, zh-Hant or en; `shops` are those that
        the viewer may know of, whose names must stand in what is cited. Raises
        ModelUnavailable when the model fails, Ungrounded when it says what its sources do not, and
        NotContained (an Ungrounded) when it finds no answer in them. After an error the lines that
        came before it must be replaced.
        """
        quotations = quote(hits, self._budget.prompt, self._budget.passages)
        if not quotations:
            raise NotContained("There is no passage to answer from.")
        claims = Claims(quotations, question, today, shops)
        said: set[str] = set()  # weak models go round in circles
        with closing(self._model.stream(self._messages(question, language, quotations, today))) as pieces:
            for sentence in cut(pieces):
                line = claims.line(sentence, first=not said)
                if line.sources and line.text.strip() not in {*said, ""}:  # what rests on nothing is left out
                    said.add(line.text.strip())
                    yield line
        if not said:
            raise Ungrounded("The language model cited no passage.")

    def _messages(
        self, question: str, language: str, quotations: Sequence[Quotation], today: date | None
    ) -> list[Message]:
        words = {"language": _LANGUAGES.get(language, _LANGUAGES["zh-Hans"]), "nothing": NOTHING}
        asked = prompt(
            "question",
            language,
            passages="\n".join(quotation.written() for quotation in quotations),
            question=unfenced(question)[: self._budget.question],
            today=_today(today, language),
            **words,
        )
        rules = prompt("answer", language, characters=self._budget.answer, **words)
        return [Message("system", rules), Message("user", asked)]


def _today(today: date | None, language: str) -> str:
    if today is None:
        return ""
    return f"Today is {today:%A}, {today}." if language == "en" else f"今天是{today}。"
