"""Moods: how somebody felt, and about what. Irony and negation are seen to before any word of mood counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.labels.likeness import LabelLikeness
from assistant.labels.model import Evidence, Label, Source
from assistant.labels.private import BLANK
from assistant.labels.rules import Rules
from assistant.labels.said import Said
from assistant.labels.taxonomy import CALM, polarities

_BY_RULE, _BY_IRONY, _BY_TRIAGE, _CALM = 0.9, 0.75, 0.6, 0.6
# Set on the examples, each left out in turn: above it two of three moods were right, and of bad ones four of five.
_LIKELY, _LIKELY_CAUSE = -0.42, -0.5
_PLAINLY_CALM = -0.25  # a question that only triage takes for a complaint
_COMPLAINS = -0.75  # triage says that it is a complaint, and a mood that goes with one is not unlikely
# The strongest of a conversation counts; what is above _LASTS does so even where somebody said thanks in the end.
_STRONG = ("恐慌", "愤怒", "生气", "失望", "着急", "困惑", "满意", "感谢", "好奇", CALM)
_LASTS = ("恐慌", "愤怒", "生气")
_GOOD = ("满意", "感谢")
_NEAR = 40  # characters between praise and what went wrong


@dataclass(frozen=True, slots=True)
class Mood:
    """One turn's emotion. `solved`: the turn says that the matter is settled."""

    label: Label
    solved: bool = False


class Moods:
    """Reads emotions and their causes."""

    def __init__(self, rules: Rules, likeness: LabelLikeness) -> None:
        self._rules, self._likeness = rules, likeness

    def emotion(self, turns: Sequence[Said]) -> Label | None:
        """The emotion of a conversation; None where nothing was said."""
        moods = [self.of(said) for said in turns]
        if not moods:
            return None
        worst = min(moods, key=lambda mood: _STRONG.index(mood.label.value))
        last = moods[-1]
        softer = last.label.value in _GOOD and (last.solved or worst.label.value not in _LASTS)
        return last.label if softer else worst.label

    def of(self, said: Said) -> Mood:
        """One turn's."""
        if said.is_emergency:
            return Mood(_label(said, "恐慌", _BY_RULE, Source.TRIAGE, said.turn.subject))
        text = self._rules.harmless.sub(lambda match: BLANK * len(match[0]), said.text)
        found, denied = self._by_words(said, text)
        ironical = self._ironical(said, text)
        if ironical and not (found and found.value == "愤怒"):
            return Mood(ironical)
        if found:
            return Mood(found, any(e.rule == "已解决" for e in found.evidence))
        return Mood(self._likely(said, text.replace(BLANK, "")) if not denied else _calm(said))

    def _by_words(self, said: Said, text: str) -> tuple[Label | None, bool]:
        """The first row that applies, and whether words of mood were there only to be denied."""
        denied = False
        for rule in self._rules.emotions:
            match = rule.match(text)
            if match is None:
                continue
            if not rule.stands and self._rules.negation.search(said.before(match.start())):
                denied = True
                continue
            words = said.quoted(match.start(), match.end())
            return Label(
                rule.value, _BY_RULE, (Evidence(said.turn.n, words, Source.RULE, rule.name),)
            ), denied
        return None, denied

    def _ironical(self, said: Said, text: str) -> Label | None:
        irony = self._rules.irony
        match = irony.phrases.search(text)
        if match is None:
            praise = irony.praise.search(text)
            wrong = irony.wrong.search(text, max(0, praise.start() - _NEAR)) if praise else None
            near = praise and wrong and abs(wrong.start() - praise.end()) <= _NEAR
            if not near or irony.unless.search(text):
                return None
            match = praise
        words = said.quoted(match.start(), match.end()) if match else ""
        return Label("生气", _BY_IRONY, (Evidence(said.turn.n, words, Source.RULE, "反语"),))

    def _likely(self, said: Said, text: str) -> Label:
        """By the examples; a word that only sounds like a mood, such as 佩服, is left out."""
        seems = self._likeness.judge(text)
        value, score = seems.best("emotion")
        scores = seems.scores["emotion"]
        complains = said.turn.intent == "投诉" and scores[CALM] < _PLAINLY_CALM
        if complains and (value == CALM or score <= _LIKELY):
            value = max((one for one in scores if polarities()[one] == "负"), key=lambda one: scores[one])
            if scores[value] > _COMPLAINS:
                return _label(said, value, _BY_TRIAGE, Source.TRIAGE, said.turn.subject, scores[value])
            return _label(said, "生气", _BY_TRIAGE, Source.TRIAGE, said.turn.subject)
        if value == CALM or score <= _LIKELY:
            return _calm(said)
        return _label(said, value, confidence_of(score), Source.LIKENESS, score=score)

    def cause(self, turns: Sequence[Said], emotion: Label | None) -> Label | None:
        """What a bad mood, or a puzzled one, is about; None for others, and where nothing tells."""
        if emotion is None or not (polarities()[emotion.value] == "负" or emotion.value == "困惑"):
            return None
        felt = {evidence.turn for evidence in emotion.evidence}
        ordered = sorted(turns, key=lambda said: said.turn.n not in felt)
        if emotion.value == "恐慌":
            return _label(ordered[0], "安全", _BY_RULE, Source.TRIAGE, ordered[0].turn.subject)
        for said in ordered:
            if found := self._cause_of(said):
                return found
        return None

    def _cause_of(self, said: Said) -> Label | None:
        for rule in self._rules.causes:
            if match := rule.match(said.text):
                words = said.quoted(match.start(), match.end())
                return Label(rule.value, _BY_RULE, (Evidence(said.turn.n, words, Source.RULE, rule.name),))
        for meant in self._rules.subjects:
            if meant.cause and meant.subject == said.turn.subject and said.turn.intent in meant.intents:
                return _label(said, meant.cause, 0.7, Source.TRIAGE, meant.subject)
        value, score = self._likeness.judge(said.text).best("cause")
        if score <= _LIKELY_CAUSE:
            return None
        return _label(said, value, confidence_of(score), Source.LIKENESS, score=score)


def polarity_of(emotion: Label | None) -> Label | None:
    """正, 中 or 负, with the evidence of the emotion."""
    if emotion is None:
        return None
    return Label(polarities()[emotion.value], emotion.confidence, emotion.evidence)


def confidence_of(score: float) -> float:
    """A likeness of about -1 to 1 as a confidence: as often as such scores were right on the examples left out."""
    return round(min(0.95, max(0.3, 0.9 + 0.6 * score)), 2)


def _calm(said: Said) -> Label:
    return _label(said, CALM, _CALM, Source.LIKENESS)


def _label(
    said: Said, value: str, confidence: float, source: Source, rule: str = "", score: float = 0.0
) -> Label:
    return Label(value, confidence, (Evidence(said.turn.n, said.whole(), source, rule, round(score, 3)),))
