"""An answer written by a language model, released sentence by sentence as each is found in its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from assistant.cleaning import cleaned
from assistant.grounding import unsupported
from assistant.llms.model import LanguageModel, Message
from assistant.prompts import prompt
from assistant.quoting import Quotation, quote, unfenced
from assistant.reply import Line
from assistant.sentences import cut, marks_of, unmarked
from knowledge.errors import AtriumError
from knowledge.model import Hit
from knowledge.text import is_cjk, tokens

NOTHING = "NOT_IN_PASSAGES"
_FOREIGN = 0.15  # a sentence that shares fewer of its words with what it cites speaks of something else
_NEAR = 0.5  # one without marks that shares so many rests on the passage
_TELLING = 4  # words; fewer tell nothing
_LANGUAGES = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}


class Ungrounded(AtriumError):
    """The model said something that its sources do not; what it wrote must not stand."""


class NotContained(Ungrounded):
    """The model says that the passages do not hold the answer; nothing was released."""


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
        self, question: str, language: str, hits: Sequence[Hit], today: date | None = None
    ) -> Iterator[Line]:
        """The answer's sentences without marks, each with the sources it cites, as they come.

        A sentence that begins a new line begins with its line break.
        `question` is complete in itself; `language` is zh-Hans, zh-Hant or en. Raises
        ModelUnavailable when the model fails, Ungrounded when it says what its sources do not, and
        NotContained (an Ungrounded) when it finds no answer in them. After an error the lines that
        came before it must be replaced.
        """
        quotations = quote(hits, self._budget.prompt, self._budget.passages)
        if not quotations:
            raise NotContained("There is no passage to answer from.")
        check = _Check(quotations, question, today)
        cited = False
        with closing(self._model.stream(self._messages(question, language, quotations, today))) as pieces:
            for sentence in cut(pieces):
                line = check.line(sentence)
                if line.text and line.sources:  # what rests on nothing is left out
                    cited = True
                    yield line
        if not cited:
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


class _Check:
    """Judges sentences against the passages that a model was shown."""

    def __init__(self, quotations: Sequence[Quotation], question: str, today: date | None) -> None:
        self._quotations = {quotation.n: quotation for quotation in quotations}
        self._question = question
        self._given = [str(today)] if today else []
        self._known = "\n".join(quotation.text for quotation in quotations)

    def line(self, sentence: str) -> Line:
        """The sentence, cleaned, with its sources; raises Ungrounded."""
        if NOTHING in sentence:
            raise NotContained("The language model found no answer in the passages.")
        marks = marks_of(sentence)
        unknown = [n for n in marks if n not in self._quotations]
        if unknown:
            raise Ungrounded(f"The language model cites passage {unknown[0]}, which it was not given.")
        text = cleaned(unmarked(sentence), self._known)
        text = "\n" + text if text and sentence.startswith("\n") else text
        used = [self._quotations[n] for n in marks] or self._found(text)
        missing = unsupported(text, [*(quotation.said for quotation in used), *self._given], self._question)
        if missing:
            raise Ungrounded(f"The language model says {missing[0]!r}, which its passages do not.")
        if used and _share(text, used) < _FOREIGN:
            raise Ungrounded("The language model cites a passage for something else than it says.")
        return Line(text, tuple(quotation.source for quotation in used))

    def _found(self, text: str) -> list[Quotation]:
        """The passages that a sentence without marks rests on: by its figures, or else by its words."""
        if not unsupported(text, self._given):
            near = [
                quotation
                for quotation in self._quotations.values()
                if _share(text, [quotation], 0.0) >= _NEAR
            ]
            return sorted(near, key=lambda quotation: -_share(text, [quotation]))[:1]
        missing = {
            n: len(unsupported(text, [quotation.said, *self._given], self._question))
            for n, quotation in self._quotations.items()
        }
        best, worst = min(missing.values()), max(missing.values())
        if best == 0:
            return [self._quotations[n] for n, count in missing.items() if count == 0][:1]
        return [self._quotations[n] for n, count in missing.items() if count < worst or best == worst]


def _share(text: str, quotations: Sequence[Quotation], unknown: float = 1.0) -> float:
    """The share of a sentence's words that the passages use; `unknown` when it is too short to tell
    or in another script than they."""
    words = set(tokens(text))
    theirs = {word for quotation in quotations for word in tokens(quotation.said)}
    chinese = any(map(is_cjk, text))
    if len(words) < _TELLING or not any(
        any(map(is_cjk, quotation.text)) is chinese for quotation in quotations
    ):
        return unknown
    return len(words & theirs) / len(words)


def _today(today: date | None, language: str) -> str:
    if today is None:
        return ""
    return f"Today is {today:%A}, {today}." if language == "en" else f"今天是{today}。"
