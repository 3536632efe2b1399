"""Conversations with an expected handling as questions with and without an answer, read as the assistant reads them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import own_packages  # noqa: F401

from assistant.answering import Answerer
from assistant.asking.asked import Asked
from assistant.asking.reader import Reader
from assistant.desks import Desks
from assistant.emergency import Emergencies
from assistant.journal import Journal
from assistant.model import Handling, Question
from assistant.phrases import Phrases
from assistant.replies import Replies
from assistant.tickets import Clocks, Seal, ServiceDesk, TicketStore
from assistant.triage import Triager
from knowledge.library import Library
from knowledge.model import Found, Role, Viewer
from ui.evaluation.sets import Item
from ui.wiring import mall_profile

_HAS_ANSWER = {
    Handling.ANSWER: True,
    Handling.PARTIAL: True,
    Handling.UNKNOWN: False,
}  # others are no test of it
VIEWERS = {"shopper": Viewer(), "staff": Viewer(Role.STAFF)}


class House:
    """The assistant over a library, that remembers for as long as this."""

    def __init__(self, library: Library, kept: Path) -> None:
        def profile() -> Any:
            return mall_profile(library)

        desks, journal = Desks.load(), Journal(kept / "journal.db")
        triager = Triager(desks, lambda: (), library.embedder)
        self.reader = Reader(library, triager, journal)
        tickets = ServiceDesk(TicketStore(kept / "tickets.db"), Clocks.load(desks), Seal.at(kept))
        replies = Replies(
            library, tickets, triager, desks, Phrases.load(profile), Emergencies.load(), profile
        )
        self.answerer = Answerer(self.reader, replies, journal)


def judged(
    library: Library, talks: Iterable[Item], is_alone: bool = False
) -> Iterator[tuple[str, bool, Found]]:
    """Turns that the papers are to answer: the question made whole, whether it has an answer, and what it finds.

    Left out are messages of several questions, and what is not decided by the gate: shops, live figures, small talk;
    of talks of one turn (`is_alone`) nothing is.
    """
    with tempfile.TemporaryDirectory(prefix="atrium-bench-") as kept:
        house = House(library, Path(kept))
        for talk in talks:
            conversation = ""
            for turn in talk["turns"]:
                moment = datetime.fromisoformat(talk["as_of"])
                question = Question(turn["message"], VIEWERS[talk["mode"]], moment, conversation)
                has_answer = _HAS_ANSWER.get(_first(turn["handling"]))
                asked = house.reader.read(question)
                if has_answer is not None and (is_alone or _is_for_the_gate(house.reader, asked)):
                    yield asked.full, has_answer, asked.found
                conversation = house.answerer.answer(question).conversation_id


def _first(handling: str | list[str]) -> Handling:
    return Handling(handling if isinstance(handling, str) else handling[0])


def _is_for_the_gate(reader: Reader, asked: Asked) -> bool:
    signals = asked.signals
    is_talk = signals.identity or signals.greeting or signals.thanks or signals.goodbye or signals.noted
    return not (is_talk or signals.live_data or asked.shops or len(reader.questions(asked)) > 1)
