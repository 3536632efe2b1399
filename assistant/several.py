"""Several questions in one message: each is read and answered by itself, in the order asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant import support
from assistant.model import Handling
from assistant.opening import asks_opening
from assistant.phrases import Phrases
from assistant.reply import Line, Reply
from knowledge.text import fold

_MOST = 3  # questions of one message
_LINES = 3  # of the answer to each
_SENTENCE = re.compile(r"[?？。！!;；\n]+")
# A comma or a blank may part two questions; these words say that it does.
_AND = re.compile(
    r"[,，、\s]*(?:还有(?!没|什么|哪|多少|几|谁|名额|位|货|票|吗)|另外|以及|同埋|然后|顺便(?:再?问(?:一下|下)?)?|再问(?:一下|下)?"
    r"|还想(?:再?问|知道)(?:一下|下)?|对了)[,，\s]*"
    r"|[,;]?\s+(?:and|also|plus)\s+(?=(?:also\s+)?(?:where|what|when|how|who|which|is|are|do|does|can|could|may|will)(?![a-z]))"
    r"|(?:[,，](?!\d{3}(?!\d))|(?<!\d)[,，])\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])"
)


def questions_in(message: str, asks: Callable[[str], bool]) -> list[str]:
    """The questions of a message, each with the statements before it; one where they have a subject in common.

    `asks` tells whether a piece of text puts a question. 母婴室在哪？要钱吗 is one question, 停车多少钱？母婴室在哪 are two.
    """
    found: list[str] = []
    waiting: list[str] = []
    for piece in filter(None, map(str.strip, _pieces(message))):
        waiting.append(piece)
        if not asks(piece):
            continue
        text, waiting = _joined(waiting), []
        if found and not _has_a_subject(text):
            found[-1] = _joined([found[-1], text])
        else:
            found.append(text)
    if waiting and found:
        found[-1] = _joined([found[-1], *waiting])
    return found if 2 <= len(found) <= _MOST else [message]


def together(
    questions: Sequence[str], replies: Sequence[Reply], phrases: Phrases, language: str, topic: str
) -> Reply:
    """One reply to all of them, each under its question; an answer that serves several is given once."""
    own: dict[str, tuple[str, Reply]] = {}
    for question, reply in zip(questions, replies, strict=True):
        own.setdefault(reply.lines[0].text, (question, reply))
    if len(own) == 1:
        return replies[0]
    questions, replies = zip(*own.values(), strict=True)
    lines: list[Line] = []
    for question, reply in zip(questions, replies, strict=True):
        lines.append(Line(phrases.say("about", language, topic=question)))
        lines += [line for line in reply.lines if line not in lines][:_LINES]
    kinds = {reply.handling for reply in replies}
    hits = tuple(hit for reply in replies for hit in reply.hits[:_LINES])
    return Reply(
        kinds.pop() if len(kinds) == 1 else Handling.PARTIAL,
        tuple(lines),
        min(reply.confidence for reply in replies),
        topic,
        tickets=tuple(ticket for reply in replies for ticket in reply.tickets),
        hits=hits if all(reply.hits for reply in replies) else (),
    )


def _pieces(message: str) -> list[str]:
    return [piece for sentence in _SENTENCE.split(message) for piece in _AND.split(sentence)]


def _joined(pieces: Sequence[str]) -> str:
    return (", " if pieces[0].isascii() else "，").join(pieces)


def _has_a_subject(text: str) -> bool:
    """Whether a question could be asked by itself: 停车多少钱, not 要钱吗."""
    return bool(support.own_words(text)) or asks_opening(fold(text))
