"""What the next person has to know of a conversation, made without a language model. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.handover.deskwords import Mood, moods_in
from assistant.handover.model import Message, Sender
from assistant.journal import Turn
from assistant.model import Handling
from assistant.tickets import Ticket
from assistant.triage.entities import Entity

_OPEN = {Handling.UNKNOWN.value, Handling.HANDOFF.value, Handling.CLARIFY.value, Handling.PARTIAL.value}
_ANSWERED = {Handling.ANSWER.value, Handling.PARTIAL.value, Handling.EMERGENCY.value}
_A_PERSON = "人工"  # the subject of a mere wish for a person
_LENGTH = 60  # characters of a question in the text
_MANY = 3  # questions of a kind in the text
_LANGUAGES = {"zh-Hans": "简体中文", "zh-Hant": "繁体中文", "en": "英文"}
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, and the documents that its answer rested on, as citations name them."""

    question: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """`asked` are full questions, `open` those that nobody has answered yet, the latest last."""

    text: str
    asked: tuple[str, ...]
    answered: tuple[Answered, ...]
    open: tuple[str, ...]
    entities: tuple[Entity, ...]
    moods: tuple[Mood, ...]
    tickets: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said. `n` is a message of the thread, `turn` a turn of the journal."""

    sender: Sender
    text: str
    at: datetime | None
    name: str = ""
    n: int = 0
    turn: int = 0
    handling: str = ""
    sources: tuple[str, ...] = ()


def transcript(turns: Sequence[Turn], messages: Sequence[Message]) -> list[Entry]:
    """Turns and messages by time. A turn that a message of the thread repeats is told once, by the thread."""
    told = {message.turn for message in messages if message.turn}
    entries = [entry for turn in turns if turn.n not in told for entry in _of_turn(turn)]
    entries += [Entry(m.sender, m.text, m.at, m.name, m.n, m.turn) for m in messages]
    return sorted(entries, key=lambda entry: entry.at or _NEVER)


def _of_turn(turn: Turn) -> tuple[Entry, Entry]:
    sources = tuple(dict.fromkeys(_label(citation) for citation in turn.citations))
    question = Entry(Sender.SHOPPER, turn.message, turn.at, turn=turn.n)
    return question, Entry(
        Sender.ASSISTANT, turn.answer, turn.at, turn=turn.n, handling=turn.handling, sources=sources
    )


def summarise(
    turns: Sequence[Turn],
    messages: Sequence[Message],
    tickets: Sequence[Ticket],
    entities: Iterable[Entity],
    language: str,
) -> Summary:
    """`entities` are what the shopper's words name."""
    words = said_by_shopper(turns, messages)
    matters = [turn for turn in turns if turn.subject != _A_PERSON]
    asked = tuple(dict.fromkeys(turn.topic or turn.message for turn in matters))
    answered = tuple(_answered(turn) for turn in matters if turn.handling in _ANSWERED)
    unanswered = [turn.topic or turn.message for turn in matters if turn.handling in _OPEN]
    left = tuple(dict.fromkeys([*unanswered, *_since_staff(messages)]))
    moods, numbers = tuple(moods_in(words)), tuple(dict.fromkeys(ticket.id for ticket in tickets))
    named = tuple({(one.kind, one.name): one for one in entities}.values())
    return Summary(
        text="\n".join(_lines(answered, left, named, moods, numbers, language)),
        asked=asked,
        answered=answered,
        open=left,
        entities=named,
        moods=moods,
        tickets=numbers,
        language=language,
    )


def said_by_shopper(turns: Sequence[Turn], messages: Sequence[Message]) -> list[str]:
    """The shopper's own words, as they were kept."""
    return [
        *(turn.message for turn in turns),
        *(message.text for message in messages if message.sender is Sender.SHOPPER),
    ]


def last_question(turns: Sequence[Turn], messages: Sequence[Message]) -> str:
    """What is to be answered now: the shopper's words since staff spoke last, else the latest they wrote or asked.

    A mere wish for a person is no question.
    """
    if since := _since_staff(messages):
        return " ".join(since[-2:])
    if written := [message.text for message in messages if message.sender is Sender.SHOPPER]:
        return written[-1]
    asked = [turn for turn in turns if turn.subject != _A_PERSON]
    return (asked[-1].topic or asked[-1].message) if asked else ""


def _since_staff(messages: Sequence[Message]) -> list[str]:
    since: list[str] = []
    for message in messages:
        if message.sender is Sender.STAFF:
            since = []
        elif message.sender is Sender.SHOPPER:
            since.append(message.text)
    return since


def _answered(turn: Turn) -> Answered:
    sources = tuple(dict.fromkeys(_label(citation) for citation in turn.citations))
    return Answered(turn.topic or turn.message, sources)


def _label(citation: dict) -> str:
    return f"{citation.get('title', '')} {citation.get('version', '')}".strip()


def _lines(
    answered: Sequence[Answered],
    left: Sequence[str],
    entities: Sequence[Entity],
    moods: Sequence[Mood],
    tickets: Sequence[str],
    language: str,
) -> Iterable[str]:
    if left:
        yield f"待处理：{_listed(left)}"
    if answered:
        told = (
            f"{_short(one.question)}（{'、'.join(one.sources)}）" if one.sources else _short(one.question)
            for one in answered[-_MANY:]
        )
        yield f"助手已答：{'；'.join(told)}"
    if entities:
        yield f"提到：{'、'.join(dict.fromkeys(one.name for one in entities))}"
    if moods:
        shown = (f"{one.mood}（{'、'.join(one.words)}）" for one in moods)
        yield f"情绪：{'；'.join(shown)}"
    if tickets:
        yield f"工单：{'、'.join(tickets)}"
    yield f"语言：{_LANGUAGES.get(language, language)}"


def _listed(questions: Sequence[str]) -> str:
    return "；".join(_short(one) for one in questions[-_MANY:])


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH]}…"
