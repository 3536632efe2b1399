"""A language model's opinion of a message that neither rules nor likeness know: one of the closed lists, or nothing.

It is asked last, for a message that is no emergency, presses nobody and is not refused; what it says changes the intent
and the desk, and only within the lists.
"""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.desks import Desks
from assistant.language import detect
from assistant.llms.deadlines import Deadlines, timed
from assistant.llms.model import LanguageModel, Message
from assistant.masking import masked
from assistant.prompts import prompt
from knowledge.errors import ModelUnavailable

log = logging.getLogger(__name__)
SECONDS = 3.0  # that a shopper waits longer for it, at most
_REST = 20.0  # seconds that it is not asked again after it failed
_MOST = 256  # opinions that are remembered
_LONGEST = 400  # characters of a reply that are read
_OBJECT = re.compile(r"\{[^{}]*\}")
Lists = Mapping[str, Sequence[str]]  # the second levels of every intent


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model takes a message for; every field is of the lists."""

    intent: str
    subject: str
    desk: str


class Opinions(Protocol):
    """Who is asked last."""

    def of(self, message: str, intents: Lists, desks: Sequence[str]) -> Opinion | None:
        """None where it cannot tell, says what is in no list, or is not there in time."""


class ModelOpinions:
    """Asks a language model, once for each message."""

    def __init__(
        self,
        model: LanguageModel,
        desks: Desks,
        seconds: float = SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`model` has its breaker and deadlines; `seconds` is the shorter one that holds here."""
        self._model = model
        self._desks = desks
        self._deadlines = Deadlines(seconds, seconds, seconds, seconds)
        self._clock = clock
        self._rests_until = 0.0
        self._known: OrderedDict[str, Opinion | None] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, message: str, intents: Lists, desks: Sequence[str]) -> Opinion | None:
        key = message.strip()
        with self._lock:
            if key in self._known:
                return self._known[key]
        if self._clock() < self._rests_until:
            return None
        try:
            reply = self._ask(key, intents, desks)
        except ModelUnavailable as error:
            self._rests_until = self._clock() + _REST
            log.info("triage goes on without the language model: %s", error)
            return None
        told = _read(reply, intents, desks)
        with self._lock:
            self._known[key] = told
            while len(self._known) > _MOST:
                self._known.popitem(last=False)
        return told

    def _ask(self, message: str, intents: Lists, desks: Sequence[str]) -> str:
        rules = prompt(
            "triage",
            detect(message),
            intents="\n".join(f"- {intent}：{'、'.join(subjects)}" for intent, subjects in intents.items()),
            desks="\n".join(f"- {desk}：{self._desks[desk].owns}" for desk in desks),
        )
        asked = json.dumps({"message": masked(message)}, ensure_ascii=False)
        messages = [Message("system", rules), Message("user", asked)]
        reply = ""
        for piece in timed(lambda: self._pieces(messages), self._deadlines, time.monotonic()):
            reply += piece
            if len(reply) > _LONGEST or _OBJECT.search(reply):
                break
        return reply[:_LONGEST]

    def _pieces(self, messages: Sequence[Message]) -> Iterator[str]:
        yield from self._model.stream(messages)


def _read(reply: str, intents: Lists, desks: Sequence[str]) -> Opinion | None:
    """The reply as an opinion, if all of it stands in the lists; a model that echoes or obeys says nothing."""
    found = _OBJECT.search(reply)
    try:
        told = json.loads(found[0]) if found else None
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    intent, subject, desk = (str(told.get(name, "")) for name in ("intent", "subject", "desk"))
    known = subject in intents.get(intent, ()) and desk in desks
    return Opinion(intent, subject, desk) if known else None
