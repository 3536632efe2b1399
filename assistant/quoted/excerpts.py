"""The parts of passages that answer: a sentence out of a long paragraph; a clause, a list, a row whole.

A clause is a rule with its conditions, and a row is understood only as a whole, so neither is cut.
A paragraph that tells many things is: its sentences compete with each other and with whole clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.asking.need import Need, amounts_in, shared
from assistant.language import ENGLISH
from assistant.quoted.focus import Focus
from assistant.quoted.periods import names_a_month
from assistant.quoted.short_rules import asks_for_all, items_of
from assistant.reply import Line, Source, spoken
from knowledge.model import Hit, Passage
from knowledge.text import fold, sentences, tokens
from knowledge.writing.holding import holds_on

_LONG = {"clause": 240, "prose": 80}  # characters; up to this a passage of a kind is quoted whole
_ENGLISH = 4  # letters say as much as one character of Chinese
_JOINED = 120  # characters up to which parts that end in a semicolon stay together
_LEANS = re.compile(r"^(?:他|她|它|该|此|其|这|那|同年|当时|当年|后来|随后|之后|但|不过|然而|因此|所以)")
_LISTED = re.compile(r"^\s*(?:[-•·▪*]|第.{1,3}[步条]|[①-⑳]|[(（]?\d+[)）.、])", re.M)


@dataclass(frozen=True, slots=True)
class Worth:
    """How much each sign counts for a part, in the same unit as `rank` times its own weight.

    Fitted on 200 questions of CMRC 2018 (benchmarks/answers.py --sample 200); most lie on a plateau.
    """

    word: float = 3.0  # a part that has all the words of the question
    before: float = 1.0  # words that only the sentence before has
    character: float = 1.0
    kind: float = 0.5  # the kind of answer asked for
    passage: float = 0.4  # of the difference between the passage's score and the best one's
    clause: float = 1.0  # the same for a passage that is quoted whole: its score speaks of just these words
    clause_words: float = 0.3  # and the words then count less
    amount: float = 1.0  # an amount that the question names: 一千五百积分 of 1500
    around: float = 1.0  # words that stand elsewhere in its passage
    dangling: float = -1.5  # what ends in a colon announces an answer and is none
    holding: float = 0.8  # begins with the time in which the day asked about lies, and less for another
    nothing_new: float = -1.0  # hardly a word that the question has not


WORTH = Worth()

_TELLING = 4  # characters of a paper's own words by which a part is known


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a passage: `text` stands in it word for word, from `start`."""

    hit: Hit
    text: str
    start: int = 0
    score: float = 0.0
    words: frozenset[str] = frozenset()  # its tokens

    @property
    def is_whole(self) -> bool:
        return self.text == self.hit.passage.text

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def line(self) -> Line:
        """The part as a line of an answer, cited to the word."""
        passage = self.hit.passage
        said = spoken(passage) if self.is_whole else self.text.replace("\n", " ")
        return Line(said, (Source(passage, self.hit.document, self._own_words()), *self._changed_by()))

    def _own_words(self) -> str:
        """What of the part stands in its paper to the letter: where a notice put in other words, what is before them."""
        change = self.hit.change
        at = self.hit.passage.text.find(self.text)
        if not change or not self.hit.is_merged or not change.where or at < 0:
            return self.text
        unchanged = self.text[: max(min(where.start for where in change.where) - at, 0)].rstrip("，,；;、 \n")
        return unchanged if len(unchanged) >= _TELLING else self.text

    def _changed_by(self) -> tuple[Source, ...]:
        """The notice by which the part reads as it does, where it is a paper's with another paper's words in it."""
        change = self.hit.change
        return (Source(change.piece, change.notice),) if change and self.hit.is_merged else ()


def excerpts(hits: Sequence[Hit], need: Need, focus: Focus) -> list[Excerpt]:
    """All parts of these ranked hits, the one that answers best first."""
    best = max((hit.score for hit in hits), default=0.0)
    each: list[Sequence[Excerpt]] = [list(_parts(hit, need, focus, best)) for hit in hits]
    if any(part.is_whole for parts in each for part in parts):
        each = [_as_wholes(parts, need, focus, best) for parts in each]
    return sorted((part for parts in each for part in parts), key=lambda part: part.score, reverse=True)


def _as_wholes(parts: Sequence[Excerpt], need: Need, focus: Focus, best: float) -> Sequence[Excerpt]:
    """The parts of a passage on the scale of those that are quoted whole, beside which they stand.

    The best sentence of a passage is worth what the passage is; a sentence has its words by itself, a passage by its score.
    """
    if not parts or parts[0].is_whole:
        return parts
    hit, top = parts[0].hit, max(part.score for part in parts)
    own = set(tokens(hit.passage.text))
    whole = _worth(Excerpt(hit, hit.passage.text), own, set(), need, focus, best)
    return [replace(part, score=whole + part.score - top) for part in parts]


def parts_of(passage: Passage, whole: bool = False) -> Iterator[tuple[int, str]]:
    """Where each part that may be quoted alone begins, and its text; the items of a list together where its `whole` is asked for."""
    most = _LONG.get(passage.kind, 150) * (_ENGLISH if passage.language == ENGLISH else 1)
    short = passage.kind == "row" or len(passage.text) <= most
    if rules := [] if whole else items_of(passage):
        yield from rules
        return
    if short or len(_LISTED.findall(passage.text)) > 1:
        yield 0, passage.text
        return
    joined = _JOINED * (_ENGLISH if passage.language == ENGLISH else 1)
    yield from ((start, passage.text[start:end]) for start, end in _joined(passage.text, joined))


def merged(parts: Iterable[Excerpt]) -> list[Excerpt]:
    """The parts in the order given, neighbours in one passage made one."""
    result: list[Excerpt] = []
    for part in parts:
        last = result[-1] if result else None
        passage = part.hit.passage
        if (
            last
            and last.hit.passage.passage_id == passage.passage_id
            and last.end <= part.start
            and not passage.text[last.end : part.start].strip()
        ):
            result[-1] = replace(last, text=passage.text[last.start : part.end])
        else:
            result.append(part)
    return result


def before(part: Excerpt) -> Excerpt | None:
    """The sentence that a part leans on, when it begins with a pronoun or goes on from another."""
    if part.is_whole or not _LEANS.match(part.text):
        return None
    earlier = [one for one in parts_of(part.hit.passage) if one[0] < part.start]
    if not earlier:
        return None
    start, text = earlier[-1]
    return replace(part, start=start, text=text, words=frozenset(tokens(text)))


def _joined(text: str, most: int) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end; what a semicolon ends is not yet one."""
    spans: list[tuple[int, int]] = []
    at = 0
    for sentence in sentences(text):
        start = text.index(sentence, at)
        at = start + len(sentence)
        if spans and text[spans[-1][1] - 1] in "；;" and at - spans[-1][0] <= most:
            spans[-1] = (spans[-1][0], at)
        else:
            spans.append((start, at))
    return spans


def _parts(hit: Hit, need: Need, focus: Focus, best: float) -> Iterator[Excerpt]:
    title = hit.heading
    about = set(tokens(title))
    last: set[str] = set()
    for start, text in parts_of(hit.passage, whole=asks_for_all(need)):
        own = set(tokens(text))
        if own <= about and len(text) <= len(title) + 4:
            continue  # the heading again
        part = Excerpt(hit, text, start, words=frozenset(own))
        yield replace(part, score=_worth(part, own, last, need, focus, best))
        last = own


def _worth(part: Excerpt, own: set[str], before: set[str], need: Need, focus: Focus, best: float) -> float:
    """What a part with these words of its `own` is worth, after a sentence with those."""
    title = part.hit.heading
    about = set(tokens(title))
    said = focus.of_words(own | about)
    words = (
        WORTH.word * said
        + WORTH.before * (focus.of_words(own | about | before) - said)
        + WORTH.character * focus.of_characters(part.text + title)
        + WORTH.kind * need.fit(part.text)
        + WORTH.amount * bool(shared(need.amounts, amounts_in(part.text)))
        + WORTH.around * focus.of_words(about | set(tokens(part.hit.passage.text)))
        + WORTH.dangling * part.text.rstrip().endswith((":", "："))
        + WORTH.holding * _holds(part.text, need)
        + WORTH.nothing_new * (len(own - focus.words.keys()) < 4)
    )
    behind = part.hit.score - best
    return (
        WORTH.clause_words * words + WORTH.clause * behind
        if part.is_whole
        else words + WORTH.passage * behind
    )


def _holds(text: str, need: Need) -> int:
    """Whether a part holds on the day asked about; who asks about a month or a year asks about what was then."""
    if need.day is None or need.today is None or need.year or names_a_month(need.text):
        return 0
    return holds_on(text, need.day, need.today)


def is_said(part: Excerpt, chosen: Iterable[Excerpt]) -> bool:
    """Whether a part stands inside another one, numbers and spaces aside."""
    return any(fold(part.text) in fold(other.text) for other in chosen)
