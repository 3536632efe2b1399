"""A model's sentences held against the passages that it was shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.grounding.attribution import unattributed
from assistant.grounding.cleaning import cleaned, is_heading
from assistant.grounding.contradiction import contradicted
from assistant.grounding.figures import read
from assistant.grounding.grounded import Known, grounding, unsupported
from assistant.grounding.pledges import pledged
from assistant.grounding.quoting import Quotation, is_fence
from assistant.grounding.sentences import is_broken_off, marks_of, unmarked
from assistant.reply import Line
from knowledge.directory import Directory
from knowledge.errors import AtriumError
from knowledge.text import fold, is_cjk, tokens
from knowledge.writing.calendar import days_in, weekday_name
from knowledge.writing.occasions import occasion_in

NOTHING = "NOT_IN_PASSAGES"
_FOREIGN = 0.15  # a sentence that shares fewer of its words with what it cites speaks of something else
_NEAR = 0.5  # one without marks that shares so many rests on the passage
_ALIKE = 0.4  # of a sentence's characters
_TELLING = 4  # words; fewer tell nothing
_CLAUSE = re.compile(r"[，；。！？!?;]|,(?!\d)|\n")


class Ungrounded(AtriumError):
    """The model said something that its sources do not; what it wrote must not stand."""


class NotContained(Ungrounded):
    """The model says that the passages do not hold the answer; nothing was released."""


class Claims:
    """Judges the sentences of one answer, in their order: a later one may go on from a figure computed before."""

    def __init__(
        self,
        quotations: Sequence[Quotation],
        question: str,
        today: date | None,
        shops: Directory | None = None,
    ) -> None:
        self._quotations = {quotation.n: quotation for quotation in quotations}
        self._question = question
        self._days = _days(question, today)
        self._known = "\n".join(quotation.text for quotation in quotations)
        self._shops = shops
        self._computed: Known = frozenset()

    def line(self, sentence: str, first: bool = False) -> Line:
        """The sentence, cleaned, with its sources; without text when it states nothing. Raises Ungrounded."""
        if NOTHING in sentence:
            raise NotContained("The language model found no answer in the passages.")
        if is_heading(sentence) or is_fence(sentence) or (not first and is_broken_off(sentence)):
            return Line("")
        marks = marks_of(sentence)
        unknown = [n for n in marks if n not in self._quotations]
        if unknown:
            raise Ungrounded(f"The language model cites passage {unknown[0]}, which it was not given.")
        text = cleaned(unmarked(sentence), self._known)
        text = "\n" + text if text and sentence.startswith("\n") else text
        used = [self._quotations[n] for n in marks] or self._found(text)
        self._judge(text, used)
        return Line(text, tuple(quotation.source for quotation in used))

    def _judge(self, text: str, used: Sequence[Quotation]) -> None:
        """Raises Ungrounded with what a sentence says and the passages it cites do not."""
        said = [quotation.said for quotation in used]
        ground = grounding(text, [*said, *self._days], self._question, self._computed)
        self._computed = ground.computed
        if ground.missing:
            raise Ungrounded(f"The language model says {ground.missing[0]!r}, which its passages do not.")
        if not used:
            return  # it is left out
        if names := unattributed(text, said, self._shops):
            raise Ungrounded(f"The language model speaks of {names[0]!r}, of whom its passages do not.")
        if pledge := pledged(text, said):
            raise Ungrounded(f"The language model pledges {pledge!r}, which its passages do not.")
        if clause := contradicted(text, [quotation.text for quotation in used], self._computed):
            raise Ungrounded(f"The language model says {clause!r}, and its passages the opposite.")
        if foreign := self._foreign(text, used):
            raise Ungrounded(
                f"The language model cites a passage for something else than it says: {foreign!r}."
            )

    def _foreign(self, text: str, used: Sequence[Quotation]) -> str:
        """What has nothing to do with the passages: all of it, or a clause without a word or figure of theirs."""
        figures = len(read(text))
        if figures < 2 and _share(text, used) < _FOREIGN and not (figures and _resembles(text, used)):
            return text
        asked = set(tokens(self._question))
        for clause in _CLAUSE.split(text):
            own = set(tokens(clause)) - asked
            if len(own) >= _TELLING and not read(clause) and _share(clause, used) == 0:
                return clause
        return ""

    def _found(self, text: str) -> list[Quotation]:
        """The passages that a sentence without marks rests on: by its figures, or else by its words."""
        if not unsupported(text, self._days):
            near = [
                quotation
                for quotation in self._quotations.values()
                if _share(text, [quotation], 0.0) >= _NEAR
            ]
            return sorted(near, key=lambda quotation: -_share(text, [quotation]))[:1]
        missing = {
            n: len(grounding(text, [quotation.said, *self._days], self._question, self._computed).missing)
            for n, quotation in self._quotations.items()
        }
        best, worst = min(missing.values()), max(missing.values())
        if best == 0:
            fitting = [self._quotations[n] for n, count in missing.items() if count == 0]
            return sorted(fitting, key=lambda quotation: -_share(text, [quotation], 0.0))[:1]
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


def _resembles(text: str, quotations: Sequence[Quotation]) -> bool:
    """Whether a short sentence uses the characters of its source in other words: 一桌 for 每桌."""
    own = {char for char in fold(text) if is_cjk(char)}
    theirs = set(fold("".join(quotation.text for quotation in quotations)))
    return len(own & theirs) > _ALIKE * len(own)


def _days(question: str, today: date | None) -> list[str]:
    """Today and the days that a question means, as they may be said without a source."""
    if today is None:
        return []
    days = dict.fromkeys((today, *days_in(fold(question), today), *occasion_in(question, today)))
    return [f"{day} {weekday_name(day)}" for day in days]
