"""From a question and a viewer to an answer whose every fact is cited."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.exc import OperationalError

from assistant.asking.asked import Asked
from assistant.asking.reader import Reader
from assistant.asking.several import is_of_who_was_named
from assistant.grounding.generating import Generator, NotContained, Ungrounded
from assistant.journal import Journal, Turn
from assistant.llms.purse import AllowanceSpent
from assistant.model import Answer, AnswerEvent, Citation, Handling, Mode, Question
from assistant.quoted import certainty
from assistant.replies import Replies
from assistant.reply import Line, Reply, Writer
from knowledge.errors import AtriumError, ModelUnavailable
from knowledge.stages import stage

log = logging.getLogger(__name__)

# the first that fits
_DEGRADED: tuple[tuple[type[AtriumError], str], ...] = (
    (NotContained, "the language model found no answer in its sources; this answer quotes the documents"),
    (Ungrounded, "the language model said what its sources do not; this answer quotes the documents"),
    (AllowanceSpent, "the day's tokens for the language model are spent; this answer quotes the documents"),
    (ModelUnavailable, "the language model did not answer; this answer quotes the documents"),
)

_UNTOLD = (Handling.PARTIAL, Handling.UNKNOWN)


class Answerer:
    """Reads a question, replies to it, lets a language model word the reply where one is set, and remembers."""

    def __init__(
        self, reader: Reader, replies: Replies, journal: Journal, generator: Generator | None = None
    ) -> None:
        """Without a `generator` every answer is extractive."""
        self._reader = reader
        self._replies = replies
        self._journal = journal
        self._generator = generator

    def answer(self, question: Question) -> Answer:
        """The finished answer to one question."""
        *_, last = self.stream(question)
        assert last.done is not None
        return last.done

    def stream(self, question: Question) -> Iterator[AnswerEvent]:
        """The answer as it is written: pieces of text, then exactly one finished Answer.

        When a language model's text turns out not to rest on its sources, the finished Answer is
        the extractive one, and `degraded` says why: it replaces the pieces that came before.
        """
        watch = Stopwatch()
        with stage("reading"):
            asked = self._reader.read(question)
        with stage("replying"):
            reply = self._several(asked) or self._replies.to(asked)
        if self._generator and reply.hits:
            yield from self._generated(asked, reply, self._generator, watch)
            return
        said = ""
        if reply.after:
            said = self._written(asked, reply)
            watch.stop()
            try:
                yield from _pieces(said)
                reply = reply.going_on(reply.after(), " " if asked.english else "")
            finally:  # also when nobody listens any more: what was said is remembered
                answer = self._finish(asked, reply, watch)
        else:
            answer = self._finish(asked, reply, watch)
        yield from _pieces(answer.answer.removeprefix(said))
        yield AnswerEvent(done=answer)

    def _several(self, asked: Asked) -> Reply | None:
        """The replies to the questions of one message in one; None where it is a single one."""
        questions = self._reader.questions(asked)
        if len(questions) < 2:
            return None
        parts: list[Asked] = []
        replies: list[Reply] = []
        said = asked.turns
        for message in questions:
            part = self._reader.read(replace(asked.question, message=message, language=asked.language), said)
            is_part_of_it = not asked.staff and _is_only_found_whole(part, asked)
            if is_part_of_it and not parts:
                return None
            points_back = bool(parts) and is_of_who_was_named(message)
            if asked.staff or points_back:
                told = questions[0] if parts else asked.text
                part = self._reader.in_its_case(part, told, asked.turns, points_back)
            reply = self._replies.to(replace(part, conversation_id=asked.conversation_id))
            if parts and reply.handling in _UNTOLD:
                after = self._after(asked, questions[0], message, said)
                if is_part_of_it and after is None:
                    return None
                reply = after or reply
            said = (*said, _turn(part, reply, "\n".join(line.text for line in reply.lines)))
            parts, replies = [*parts, part], [*replies, reply]
        return self._replies.together(asked, parts, replies)

    def _after(self, asked: Asked, first: str, message: str, said: tuple[Turn, ...]) -> Reply | None:
        """The answer to a later question of a message that leaves out what the first one is about; None without one."""
        between = ", " if first.isascii() else "，"
        question = replace(asked.question, message=f"{first}{between}{message}", language=asked.language)
        whole = self._reader.read(question, said)
        if whole.missing or whole.found.answerable < certainty.SURE:
            return None
        reply = self._replies.to(replace(whole, conversation_id=asked.conversation_id))
        return reply if reply.handling is Handling.ANSWER else None

    def _generated(
        self, asked: Asked, reply: Reply, generator: Generator, watch: Stopwatch
    ) -> Iterator[AnswerEvent]:
        """The model's sentences as they are released, or the extractive reply in their place."""
        writer = Writer(asked.language)
        lines: list[Line] = []
        between = " " if asked.english else ""
        degraded = ""
        try:
            with stage("model"):
                for line in generator.answer(
                    asked.full, asked.language, reply.hits, asked.today, asked.directory
                ):
                    watch.stop()
                    yield AnswerEvent(text=(between if lines else "") + writer.line(line))
                    lines.append(line)
        except (ModelUnavailable, Ungrounded) as error:
            degraded = next(why for kind, why in _DEGRADED if isinstance(error, kind))
            # Not the words it wrote: what is asked and answered stays out of the log.
            log.info("%s", error if isinstance(error, ModelUnavailable) else degraded)
        if degraded:
            yield AnswerEvent(done=self._finish(asked, reply, watch, degraded=degraded))
        else:
            written = replace(reply, lines=tuple(lines))
            yield AnswerEvent(done=self._finish(asked, written, watch, Mode.GENERATED, between))

    @staticmethod
    def _written(asked: Asked, reply: Reply) -> str:
        writer = Writer(asked.language)
        return "\n".join(writer.line(line) for line in reply.lines)

    def _finish(
        self,
        asked: Asked,
        reply: Reply,
        watch: Stopwatch,
        mode: Mode = Mode.EXTRACTIVE,
        between: str = "\n",
        degraded: str = "",
    ) -> Answer:
        """Writes the reply out and remembers the turn."""
        writer = Writer(asked.language)
        text = between.join(writer.line(line) for line in reply.lines)
        answer = Answer(
            answer=text,
            handling=reply.handling,
            citations=writer.citations,
            conversation_id=asked.conversation_id,
            language=asked.language,
            confidence=round(reply.confidence, 3),
            mode=mode,
            tickets=reply.tickets,
            degraded=degraded,
        )
        turn = _kept(asked, answer, _turn(asked, reply, text), watch.stop())
        with stage("journal"):
            return replace(answer, turn=self._remembered(asked.conversation_id, turn))

    def _remembered(self, conversation_id: str, turn: Turn) -> int:
        """The turn's number; 0 where it could not be kept: on a full disk people are answered all the same."""
        try:
            return self._journal.remember(conversation_id, turn)
        except OperationalError:
            log.exception("A turn could not be kept.")
            return 0


def _pieces(text: str) -> Iterator[AnswerEvent]:
    return (AnswerEvent(text=line) for line in text.splitlines(keepends=True))


def _is_only_found_whole(part: Asked, whole: Asked) -> bool:
    """Whether one of a message's questions finds nothing by itself, and the whole message finds it."""
    nothing = part.missing or part.found.answerable < certainty.REFUSED
    return bool(nothing) and not whole.missing and whole.found.answerable >= certainty.SURE


class Stopwatch:
    """Counts the seconds until an answer's first word."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._seconds: float | None = None

    def stop(self) -> float:
        """Seconds since the start, as they were when this was first asked."""
        if self._seconds is None:
            self._seconds = time.monotonic() - self._began
        return self._seconds


def _kept(asked: Asked, answer: Answer, turn: Turn, seconds: float) -> Turn:
    """The turn with all that figures and desks want to know of it."""
    triage = asked.triage
    return replace(
        turn,
        role=asked.question.viewer.role.value,
        as_of=asked.question.as_of,
        intent=triage.intent,
        subject=triage.subject,
        priority=triage.priority,
        desk=triage.desk,
        language=answer.language,
        mode=answer.mode.value,
        confidence=answer.confidence,
        seconds=round(seconds, 4),
        citations=tuple(_source(citation) for citation in answer.citations),
        tickets=tuple(ticket.id for ticket in answer.tickets),
    )


def _source(citation: Citation) -> dict[str, str]:
    return {name: getattr(citation, name) for name in ("doc_id", "title", "version", "passage_id")}


def _turn(asked: Asked, reply: Reply, text: str) -> Turn:
    """What is remembered of a question and its reply; after small talk a follow-up leans on what was before."""
    topic = asked.full if reply.handling is Handling.CLARIFY else reply.topic or asked.root
    if reply.small_talk or reply.handling is Handling.REFUSE:
        topic = asked.topic
    documents = dict.fromkeys(source.document.doc_id for line in reply.lines for source in line.sources)
    return Turn(asked.question.message, topic, text, reply.handling.value, tuple(documents))
