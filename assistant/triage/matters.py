"""Matters: one message may hold several, each with its own intent, priority and desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.model import Triage
from assistant.triage.entities import Entity, in_words

_MOST = 5
_SHORTEST = 3  # characters of a matter
_HAN = "\u3400-\u9fff"
# Words that say that something else follows; a sentence's end may say so too, a comma hardly does.
_NEXT = (
    r"另外|此外|顺便(?:再?[问说]一?下?)?|还有(?=[,，:：\s]|个|一[个件])|对了(?=[,，\s])|再(?:一个|就是)|其次"
    r"|同埋|仲有(?=[,，\s])|(?<![a-z])(?:also|by the way|btw|another thing|one more thing|plus)(?![a-z])[,:]?"
)
_STRONG = re.compile(rf"(?:[。！？!?;；\n]+\s*|[,，\s]*)(?:and\s+)?(?:{_NEXT})[,，:：\s]*", re.I)
_SENTENCE = re.compile(r"(?<=[。！？!?;；\n])\s*")
_COMMA = re.compile(
    rf"[,，]\s*(?!\d{{3}})|(?<=[{_HAN}])\s+(?=[{_HAN}])|(?=但是?|不过|而且|并且)|\s+(?=but )|\s+and\s+(?=the )"
)
# What rests on all that was said, or refuses all of it, is not cut apart.
_WHOLE = ("权限/越界", "内部")


@dataclass(frozen=True, slots=True)
class Matter:
    """A part of a message that makes a ticket of its own. `text` is as it was written."""

    text: str
    triage: Triage
    entities: tuple[Entity, ...]

    @property
    def reason(self) -> str:
        """Why it is so judged, and what it names."""
        return f"{self.triage.reason}{in_words(self.entities)}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A piece's triage. `definite`: a rule or a plain likeness knows the matter; `asks`: it puts a question."""

    triage: Triage
    definite: bool
    asks: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """Pieces that belong together. `matter` is what they are about, None while nothing tells."""

    text: str
    matter: Triage | None


def parts_of(message: str, judge: Callable[[str], Judgement]) -> list[str]:
    """The parts of a message that are matters of different desks, in the order said; the message itself when one.

    What is pressing is cut only where words say that something else follows, and no part may be an emergency
    that the whole is not.
    """
    whole = judge(message).triage
    if whole.intent in _WHOLE:
        return [message]
    parts: list[_Part] = []
    for chapter in filter(None, map(str.strip, _STRONG.split(message))):
        pressing = whole.priority in ("P0", "P1")
        sentences = [[chapter]] if pressing else [_pieces(said) for said in _SENTENCE.split(chapter) if said]
        for n, sentence in enumerate(sentences):
            for m, piece in enumerate(sentence):
                parts = _added(parts, piece, judge(piece), follows=bool(n or m), within=bool(m))
    texts = [part.text for part in parts]
    alarms = any(judge(text).triage.priority == "P0" for text in texts)
    return texts if 2 <= len(texts) <= _MOST and alarms == (whole.priority == "P0") else [message]


def _added(parts: list[_Part], piece: str, judged: Judgement, follows: bool, within: bool) -> list[_Part]:
    """The parts with one more piece: a matter of its own, or a part of the last one.

    `follows`: no word says that something else begins; `within`: the same sentence goes on.
    """
    matter = judged.triage if _is_known(piece, judged) else None
    if not parts:
        return [_Part(piece, matter)]
    last = parts[-1]
    if matter is None or last.matter is None or _goes_on(last.matter, matter, follows, within):
        return [*parts[:-1], _Part(_joined(last.text, piece), last.matter or matter)]
    return [*parts, _Part(piece, matter)]


def _is_known(piece: str, judged: Judgement) -> bool:
    """Whether a piece is a matter by itself; a statement that merely names a place is none."""
    enquiry = judged.triage.intent == "咨询"
    is_whole = judged.triage.intent in _WHOLE
    return judged.definite and len(piece) > _SHORTEST and not is_whole and (judged.asks or not enquiry)


def _goes_on(last: Triage, matter: Triage, follows: bool, within: bool) -> bool:
    """Whether a matter only carries the last one on: 多收了我二十,怎么退; 店员凶我,我要投诉."""
    asks_about_it = follows and matter.intent == "咨询" != last.intent
    unspecific = within and matter.desk == "cs_store" and matter.intent == last.intent
    return matter.desk == last.desk or asks_about_it or unspecific


def _pieces(sentence: str) -> list[str]:
    return [piece.strip() for piece in _COMMA.split(sentence) if piece and piece.strip()]


def _joined(first: str, second: str) -> str:
    """Two pieces as one text again; what ended a sentence stays."""
    if first[-1:] in "。！？!?;；":
        return first + second
    return f"{first}, {second}" if first.isascii() else f"{first}，{second}"
