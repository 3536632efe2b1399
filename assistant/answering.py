"""From a question and a viewer to an answer whose every fact is cited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Protocol

from assistant import comparison, extractive, support, versions
from assistant.conversation import full_question
from assistant.desks import Desks
from assistant.emergency import Emergencies
from assistant.journal import Journal, Turn
from assistant.language import detect
from assistant.lookup import Lookup
from assistant.model import Answer, AnswerEvent, Handling, MallProfile, Mode, Question, Triage
from assistant.need import Need, read
from assistant.opening import opening_reply
from assistant.phrases import Phrases
from assistant.reply import Line, Reply, Source, quoted, write
from assistant.triage import Signals, Triager
from assistant.wording import also, plain
from knowledge.hours import rules_in
from knowledge.library import Library
from knowledge.model import Found, Hit, Shop
from knowledge.search import Search

_CANDIDATES = 40
_STAFF_STEPS = 260  # characters of the mall's own procedure in an emergency: short enough to act on


class Generator(Protocol):
    """Writes an answer from numbered passages; beside it, no model at all is the other inhabitant."""

    def generate(self, question: Question, full: str, hits: list[Hit]) -> Iterator[str | Reply]:
        """Yields checked text as it comes and, last, the whole Reply; raises ModelUnavailable."""


@dataclass(frozen=True)
class Context:
    """Everything known about one message before it is answered."""

    question: Question
    text: str  # plain wording
    full: str  # the same, made whole with what was asked before
    need: Need
    triage: Triage
    signals: Signals
    language: str
    turns: tuple[Turn, ...]
    search: Search

    @property
    def staff(self) -> bool:
        return self.question.viewer.is_staff

    @property
    def english(self) -> bool:
        return self.language == "en"

    @cached_property
    def found(self) -> Found:
        return self.find(self.full)

    def find(self, text: str, any_standing: bool = False) -> Found:
        query = " ".join(part for part in (text, also(text), self.need.day_words) if part)
        return self.search.find(query, as_of=self.question.as_of, k=_CANDIDATES, any_standing=any_standing)


class Answerer:
    """Answers questions: urgency first, tables before prose, and nothing found is an answer."""

    def __init__(
        self,
        library: Library,
        triager: Triager,
        journal: Journal,
        desks: Desks,
        phrases: Phrases,
        emergencies: Emergencies,
        profile: Callable[[], MallProfile],
        generator: Generator | None = None,
    ) -> None:
        self._library = library
        self._triager = triager
        self._journal = journal
        self._desks = desks
        self._phrases = phrases
        self._emergencies = emergencies
        self._profile = profile
        self._generator = generator

    def answer(self, question: Question) -> Answer:
        """The finished answer to one question."""
        *_, last = self.stream(question)
        assert last.done is not None
        return last.done

    def stream(self, question: Question) -> Iterator[AnswerEvent]:
        """The answer as it is written: pieces of text, then exactly one finished Answer."""
        context = self._read(question)
        reply = self._reply(context)
        answer = self._finish(context, reply)
        yield AnswerEvent(text=answer.answer)
        yield AnswerEvent(done=answer)

    # -- reading ---------------------------------------------------------------------------------

    def _read(self, question: Question) -> Context:
        today = question.as_of.date()
        turns = tuple(self._journal.turns(question.conversation_id)) if question.conversation_id else ()
        text = plain(question.message)
        full = full_question(text, turns)
        need = read(full, today)
        own_days = read(text, today).days
        return Context(
            question=question,
            text=text,
            full=full,
            need=replace(need, days=own_days or need.days),
            triage=self._triager.judge(question.message, question.viewer),
            signals=self._triager.signals(question.message, question.viewer),
            language=question.language or detect(question.message),
            turns=turns,
            search=self._library.search(question.viewer),
        )

    def _reply(self, context: Context) -> Reply:
        ways = (
            self._emergency,
            self._refusal,
            self._small_talk,
            self._handoff,
            self._directory,
            self._opening,
            self._comparison,
        )
        for way in ways:
            reply = way(context)
            if reply is not None:
                return reply
        return self._searched(context)

    # -- ways to answer, in order ----------------------------------------------------------------

    def _emergency(self, context: Context) -> Reply | None:
        """Urgency first, by rules: a shopper gets whom to call, staff get their own procedure."""
        if context.triage.priority != "P0":
            return None
        kind = context.triage.subject
        texts = self._emergencies.lines(kind, self._profile(), context.language, staff=context.staff)
        steps = self._procedure(context, kind) if context.staff else []
        handling = Handling.EMERGENCY if kind not in ("media", "crowd") else Handling.HANDOFF
        lines = (*[Line(text) for text in texts], *steps)
        return Reply(handling, lines, 1.0, context.triage.desk, "P0", context.text)

    def _procedure(self, context: Context, kind: str) -> list[Line]:
        """The mall's own steps for this kind of emergency, cited."""
        query = f"{self._emergencies.staff_query(kind)} {context.text}"
        ranked = extractive.rank(context.find(query).hits, read(query, context.question.as_of.date()), context.question.as_of.date())
        taste = replace(extractive.TASTE, characters=_STAFF_STEPS)
        return [quoted(hit) for hit in extractive.choose(ranked, taste)]

    def _refusal(self, context: Context) -> Reply | None:
        kind = context.signals.out_of_scope
        if not kind:
            return None
        return self._said(f"refuse_{kind}", context, Handling.REFUSE)

    def _small_talk(self, context: Context) -> Reply | None:
        for key in ("identity", "greeting", "thanks"):
            if getattr(context.signals, key):
                return self._said(key, context, Handling.ANSWER)
        return None

    def _handoff(self, context: Context) -> Reply | None:
        """Complaints and requests for a person go to a desk; what the rules say comes along."""
        if context.staff or context.triage.intent not in ("投诉",):
            return None
        text = self._emergencies.handoff(self._profile(), context.triage.desk, context.triage.priority, context.language)
        return Reply(Handling.HANDOFF, (Line(text),), 0.9, context.triage.desk, context.triage.priority, context.text)

    def _directory(self, context: Context) -> Reply | None:
        lookup = Lookup(self._library.directory(), self._row_of(context))
        return lookup.reply(context.full, context.need, context.question.as_of, context.english)

    def _row_of(self, context: Context) -> Callable[[Shop], Source | None]:
        """The directory row behind a shop, if this viewer may read it."""
        question = context.question

        def source(shop: Shop) -> Source | None:
            found = self._library.passage(shop.passage_id, question.viewer, question.as_of)
            return Source(*found) if found else None

        return source

    def _opening(self, context: Context) -> Reply | None:
        if not asks_opening(context.full):
            return None
        rules = rules_in(self._rows_of_type(context, "hours"))
        return opening_reply(context.need, context.question.as_of.date(), rules, context.english)

    def _comparison(self, context: Context) -> Reply | None:
        if not comparison.asks_to_compare(context.text):
            return None
        figures = comparison.figures_of(self._rows_of_type(context, "replay"))
        topic = context.turns[-1].topic if context.turns else ""
        return comparison.compare(context.text, topic, figures)

    def _rows_of_type(self, context: Context, doc_type: str) -> Iterator[tuple[Passage, Document]]:
        """The table rows of documents of one type that are in force and readable for this viewer."""
        question = context.question
        for document in self._library.documents_of_type(doc_type, question.viewer, question.as_of):
            for passage in self._library.passages(document.doc_id, question.viewer, question.as_of):
                if passage.kind == "row":
                    yield passage, document

    def _searched(self, context: Context) -> Reply:
        """Search, then quote; nothing near enough is an answer too."""
        today = context.question.as_of.date()
        ranked = extractive.rank(context.found.hits, context.need, today)
        if not self._supported(context, ranked):
            return self._unknown(context)
        lines = [quoted(hit) for hit in extractive.choose(ranked)]
        lines = [*versions.note(ranked[0], context.full, context.need, self._library, context.question.viewer, context.question.as_of), *lines]
        handling = Handling.ANSWER
        if context.signals.live_data or context.signals.rumour:
            key = "live_data" if context.signals.live_data else "rumour"
            lines.insert(0, Line(self._phrases.say(key, context.language)))
            handling = Handling.PARTIAL
        return Reply(handling, tuple(lines), context.found.answerable, topic=context.full)

    def _supported(self, context: Context, ranked: list[Hit]) -> bool:
        if not ranked or context.found.answerable < _THRESHOLD:
            return False
        return not support.missing_names(context.text, context.search)

    def _unknown(self, context: Context) -> Reply:
        desk = "it_kb" if context.staff else context.triage.desk
        return replace(self._said("unknown", context, Handling.UNKNOWN), desk=desk, priority="P3", confidence=0.2)

    # -- finishing -------------------------------------------------------------------------------

    def _said(self, key: str, context: Context, handling: Handling) -> Reply:
        profile = self._profile()
        text = self._phrases.say(key, context.language, mall=profile.name, hotline=profile.hotline)
        return Reply(handling, (Line(text),), 0.9, topic=context.full)

    def _finish(self, context: Context, reply: Reply) -> Answer:
        """Writes the reply out, files its ticket and remembers the turn."""
        question = context.question
        conversation_id = question.conversation_id or self._journal.begin()
        text, citations = write(reply.lines, context.language)
        tickets = ()
        if reply.desk:
            tickets = (self._journal.open_ticket(conversation_id, reply.desk, reply.priority, question.message),)
        turn = Turn(
            question.message, reply.topic or context.full, text, reply.handling.value, tuple(c.doc_id for c in citations)
        )
        self._journal.remember(conversation_id, question.viewer.role.value, turn)
        return Answer(
            answer=text,
            handling=reply.handling,
            citations=citations,
            conversation_id=conversation_id,
            language=context.language,
            confidence=round(reply.confidence, 3),
            mode=Mode.EXTRACTIVE,
            tickets=tickets,
        )
