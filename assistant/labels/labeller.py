"""Labeller: the turns of a conversation in, its labels out. Pure: the same turns give the same labels."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property

from assistant.channels import API
from assistant.journal import Opinion, Turn
from assistant.labels.endings import gap_of, outcome_of, quality_of
from assistant.labels.likeness import LabelLikeness
from assistant.labels.model import Evidence, Label, Labels, Source
from assistant.labels.moods import Moods, polarity_of
from assistant.labels.places import Places
from assistant.labels.rules import Rules
from assistant.labels.said import Said
from assistant.labels.wants import Wants
from assistant.triage.signals import SignalRules
from assistant.triage.wording import DATA, normalise, read_rules
from knowledge.directory import Directory

_CODE = 1  # counts changes of the code that change labels; the tables count by themselves
_TABLES = ("labels.yaml", "label_rules.yaml", "label_examples.yaml")
SHOPPER = "shopper"


class Labeller:
    """Labels by rules first, then by likeness; what is below its threshold is no label.

    `directory` gives the shops that everybody may know of, read at each call.
    """

    def __init__(
        self,
        likeness: LabelLikeness,
        directory: Callable[[], Directory] = lambda: Directory(()),
        rules: Rules | None = None,
    ) -> None:
        self._rules = rules or Rules.load()
        self._directory = directory
        self._moods = Moods(self._rules, likeness)
        self._wants = Wants(self._rules, likeness)
        self._places = Places(self._rules)
        self._signals = SignalRules(read_rules("intents.yaml"))

    @cached_property
    def version(self) -> str:
        """Of the rules and examples: another one means that what was labelled before is labelled anew."""
        told = hashlib.sha256(f"{_CODE}".encode())
        for name in _TABLES:
            told.update((DATA / name).read_bytes())
        return told.hexdigest()[:12]

    def labelled(
        self,
        turns: Sequence[Turn],
        *,
        role: str = SHOPPER,
        channel: str = API,
        opinions: Sequence[Opinion] = (),
        outdated: Sequence[str] = (),
        with_person: bool = False,
        rewritten: bool = False,
    ) -> Labels:
        """The labels of one conversation, its turns oldest first.

        `outdated` are documents that were cited and not in force; `with_person`: one of the staff took over;
        `rewritten`: and wrote an answer. Colleagues who ask for their work are given no mood and no wishes.
        """
        said = [Said(turn, self._rules) for turn in turns]
        directory = self._directory()
        shops = self._places.shops(said, directory)
        formats = self._places.formats(said, shops)
        emotion = self._moods.emotion(said)
        cause = self._moods.cause(said, emotion)
        is_shopper = role == SHOPPER
        return Labels(
            needs=self._wants.needs(said, shops, formats, emotion, cause),
            polarity=polarity_of(emotion) if is_shopper else None,
            emotion=emotion if is_shopper else None,
            cause=cause if is_shopper else None,
            preferences=self._wants.preferences(said, shops) if is_shopper else (),
            stage=self._wants.stage(said) if is_shopper else None,
            formats=formats,
            floors=self._places.floors(said, shops, directory),
            channel=Label(channel, 1.0, (Evidence(0, "", Source.JOURNAL),)),
            outcome=outcome_of(turns, outdated, with_person),
            quality=quality_of(turns, opinions, rewritten),
            gap=gap_of(said, self._rules, opinions, outdated, self._live(turns)),
            version=self.version,
        )

    def _live(self, turns: Sequence[Turn]) -> list[int]:
        """The turns that ask for the state of this minute, which no paper has."""
        return [
            turn.n
            for turn in turns
            if self._signals.read(normalise(turn.message), turn.role != SHOPPER).live_data
        ]
