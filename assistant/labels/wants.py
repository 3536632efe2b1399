"""Wants: the needs of a conversation, what its shopper said they prefer, and how near they are to buying."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.labels.likeness import LabelLikeness
from assistant.labels.model import Evidence, Label, Source
from assistant.labels.moods import confidence_of
from assistant.labels.private import BLANK
from assistant.labels.rules import Rule, Rules
from assistant.labels.said import Said
from assistant.labels.taxonomy import polarities
from knowledge.model import Shop

_BY_RULE, _BY_TRIAGE, _BY_NAME, _BY_KIND = 0.9, 0.8, 0.7, 0.6
_LIKELY_NEED, _LIKELY_STAGE = -0.5, -0.4
_EMERGENCY, _KIDS, _COMPLAINT = "紧急", "亲子", "投诉维权"
_ANGRY, _ONLY_VENTED = ("生气", "愤怒"), ("价格", "规则不清")  # who only finds it dear claims nothing
_ASKS = re.compile(r"[吗么嘛呢]|\?|哪|有没有|有冇|推荐|边度|(?<![a-z])(?:where|any|is there|do you)(?![a-z])")
_KEPT_IN_EMERGENCIES = (_EMERGENCY, _KIDS)  # whoever lost a child asks for nothing else


class Wants:
    """Reads needs, preferences and the stage of a decision."""

    def __init__(self, rules: Rules, likeness: LabelLikeness) -> None:
        self._rules, self._likeness = rules, likeness

    # -- needs -----------------------------------------------------------------------------------

    def needs(
        self,
        turns: Sequence[Said],
        shops: Sequence[tuple[Said, Shop, str]],
        formats: Sequence[Label] = (),
        emotion: Label | None = None,
        cause: Label | None = None,
    ) -> tuple[Label, ...]:
        """Every need, each once, the surest evidence of each.

        `shops` are those that were named, with the words; `formats` the kinds of shop that were spoken of.
        """
        found = [label for said in turns for label in self._needs_of(said, emotion)]
        found += self._of_shops(found, turns, shops, formats)
        if any(label.value == _EMERGENCY for label in found):
            found = [label for label in found if label.value in _KEPT_IN_EMERGENCIES]
        elif emotion and emotion.value in _ANGRY and cause and cause.value not in _ONLY_VENTED:
            found.append(Label(_COMPLAINT, emotion.confidence, cause.evidence))
        return merged(found)

    def _needs_of(self, said: Said, emotion: Label | None) -> list[Label]:
        found = [
            Label(rule.value, _BY_RULE, (evidence(said, rule, match.start(), match.end()),))
            for rule in self._rules.needs
            if (match := rule.match(said.meant))
        ]
        found += self._by_triage(said, emotion, is_known=bool(found))
        return found or self._likely(said)

    def _by_triage(self, said: Said, emotion: Label | None, is_known: bool) -> Iterator[Label]:
        """What triage heard: an emergency always, a complaint of whoever is displeased, else what no rule told."""
        turn = said.turn
        values = [_EMERGENCY] if said.is_emergency else [self._heard(turn.intent, emotion)]
        if not is_known and not said.is_emergency:
            values += [
                meant.need
                for meant in self._rules.subjects
                if meant.subject == turn.subject and turn.intent in meant.intents
            ]
        for value in filter(None, values):
            yield Label(value, _BY_TRIAGE, (Evidence(turn.n, said.whole(), Source.TRIAGE, turn.subject),))

    def _heard(self, intent: str, emotion: Label | None) -> str:
        """The need that an intent is; a complaint is none of whoever is content or only asks."""
        value = self._rules.intents.get(intent, "")
        is_upset = emotion is None or polarities()[emotion.value] == "负"
        return "" if value == _EMERGENCY or (value == _COMPLAINT and not is_upset) else value

    def _likely(self, said: Said) -> list[Label]:
        scores = self._likeness.judge(said.text).scores["needs"]
        return [
            Label(
                value,
                confidence_of(score),
                (Evidence(said.turn.n, said.whole(), Source.LIKENESS, "", round(score, 3)),),
            )
            for value, score in scores.items()
            if score > _LIKELY_NEED and value != _EMERGENCY
        ]

    @staticmethod
    def _of_shops(
        found: Sequence[Label],
        turns: Sequence[Said],
        shops: Sequence[tuple[Said, Shop, str]],
        formats: Sequence[Label],
    ) -> Iterator[Label]:
        """Who asks of a shop, or of a kind of shop, and of nothing else is looking for it."""
        told = {one.turn for label in found if label.value != _KIDS for one in label.evidence}
        asks = {said.turn.n for said in turns if said.turn.intent in ("", "咨询")} - told
        for said, shop, words in shops:
            if said.turn.n in asks:
                yield Label("找店", _BY_NAME, (Evidence(said.turn.n, words, Source.DIRECTORY, shop.name),))
        asking = {said.turn.n for said in turns if _ASKS.search(said.text)} & asks
        for label in formats:
            if label.value != "停车" and any(one.turn in asking for one in label.evidence):
                yield Label("找店", _BY_KIND, label.evidence)

    # -- stage -----------------------------------------------------------------------------------

    def stage(self, turns: Sequence[Said]) -> Label | None:
        """How near to buying the shopper was when they last told."""
        for said in reversed(turns):
            for rule in self._rules.stages:
                if match := rule.match(said.meant):
                    return Label(rule.value, _BY_RULE, (evidence(said, rule, match.start(), match.end()),))
        for said in reversed(turns):
            value, score = self._likeness.judge(said.text).best("stage")
            if score > _LIKELY_STAGE:
                words = Evidence(said.turn.n, said.whole(), Source.LIKENESS, "", round(score, 3))
                return Label(value, confidence_of(score), (words,))
        return None

    # -- preferences -----------------------------------------------------------------------------

    def preferences(
        self, turns: Sequence[Said], shops: Sequence[tuple[Said, Shop, str]]
    ) -> tuple[Label, ...]:
        """Only what the shopper said of their wishes, in their own words; nothing private, nothing inferred."""
        found = [label for said in turns for label in self._said_of(said)]
        found += [
            Label(
                shop.name,
                _BY_NAME,
                (Evidence(said.turn.n, words, Source.DIRECTORY, shop.name),),
                "品牌",
            )
            for said, shop, words in shops
            if _likes(said, words)
        ]
        return merged(found)

    def _said_of(self, said: Said) -> Iterator[Label]:
        text = said.bare
        for rule in self._rules.preferences:
            match = rule.match(text)
            if match is None:
                continue
            start, end = match.span("said") if "said" in rule.pattern.groupindex else match.span()
            words = said.quoted(start, end)
            value = rule.value or words
            if value and (rule.value or BLANK not in text[start:end]):
                yield Label(
                    value, _BY_RULE, (Evidence(said.turn.n, words, Source.RULE, rule.about),), rule.about
                )


def evidence(said: Said, rule: Rule, start: int, end: int) -> Evidence:
    return Evidence(said.turn.n, said.quoted(start, end), Source.RULE, rule.name)


def merged(labels: Sequence[Label]) -> tuple[Label, ...]:
    """Each value once, in the order they came up, with all its evidence and the best confidence."""
    by_value: dict[tuple[str, str], Label] = {}
    for label in labels:
        key = (label.about, label.value)
        known = by_value.get(key)
        if known is None:
            by_value[key] = label
            continue
        seen = {one.turn for one in known.evidence}
        more = tuple(one for one in label.evidence if one.turn not in seen)
        best = max(known.confidence, label.confidence)
        by_value[key] = Label(label.value, best, (*known.evidence, *more), label.about)
    return tuple(by_value.values())


_LIKING = ("喜欢", "最爱", "中意", "只买", "只认", "常去", "常买", "想买", "偏爱", "love", "prefer")


def _likes(said: Said, words: str) -> bool:
    """Whether the clause that names a shop says that they like it."""
    at = said.text.find(words.lower())
    clause = said.clause_of(max(at, 0))
    return any(word in clause for word in _LIKING) and not any(no in clause for no in ("不喜欢", "唔中意"))
