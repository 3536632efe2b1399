"""One conversation whole, as staff read it before they answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from assistant.handover import Message, Thread
from assistant.handover.suggestions import Suggestion, suggestions
from assistant.handover.summary import Entry, Summary, last_question, said_by_shopper, summarise, transcript
from assistant.journal import Turn
from assistant.language import HANS
from assistant.tickets import Ticket
from assistant.triage.entities import Entity
from ui.desks.inboxdesk import InboxDesk
from ui.schemas.inbox import (
    AnsweredReply,
    EntityReply,
    EntryReply,
    MoodReply,
    SourceReply,
    SuggestionReply,
    SummaryReply,
    ThreadReply,
)
from ui.schemas.tickets import TicketReply

_WORDS = 2000  # characters of the shopper's words in which names are looked for


def whole(desk: InboxDesk, thread: Thread) -> ThreadReply:
    turns = desk.atrium.journal.all_turns(thread.conversation_id)
    messages = desk.line.messages(thread.conversation_id, language=HANS)
    tickets = desk.tickets.store.of_conversation(thread.conversation_id)
    summary = summarise(turns, messages, tickets, _entities(desk, turns, messages), thread.language)
    return ThreadReply(
        **desk.row(thread).model_dump(),
        summary=_summary(summary),
        transcript=[_entry(entry) for entry in transcript(turns, messages)],
        sources=_sources(desk, turns),
        suggestions=[_suggestion(one) for one in _suggested(desk, thread, turns, messages)],
        tickets=[_ticket(desk, one) for one in tickets],
    )


def _entities(desk: InboxDesk, turns: Sequence[Turn], messages: Sequence[Message]) -> Iterable[Entity]:
    words = "\n".join(said_by_shopper(turns, messages))
    return desk.atrium.triager.entities(words[-_WORDS:])


def _suggested(
    desk: InboxDesk, thread: Thread, turns: Sequence[Turn], messages: Sequence[Message]
) -> list[Suggestion]:
    telling = desk.line.telling
    return suggestions(
        last_question(turns, messages),
        desk.atrium.library,
        desk.principal.viewer,
        desk.moment,
        thread.language,
        telling.phrases,
        thread.who or desk.me(desk.line.present()).who or telling.say("staff", thread.language),
        desk.atrium.practice,
    )


def _sources(desk: InboxDesk, turns: Sequence[Turn]) -> list[SourceReply]:
    """The documents that answers to the shopper cited, the first one first."""
    cited = {(one["doc_id"], one["version"]): one for turn in turns for one in turn.citations}
    return [
        SourceReply(
            doc_id=one["doc_id"],
            title=one["title"],
            version=one["version"],
            url=f"/api/passages/{quote(one['passage_id'])}",
        )
        for one in cited.values()
    ]


def _summary(summary: Summary) -> SummaryReply:
    return SummaryReply(
        text=summary.text,
        asked=list(summary.asked),
        answered=[
            AnsweredReply(question=one.question, sources=list(one.sources)) for one in summary.answered
        ],
        open=list(summary.open),
        entities=[EntityReply(kind=one.kind, name=one.name) for one in summary.entities],
        moods=[MoodReply(mood=one.mood, words=list(one.words)) for one in summary.moods],
        tickets=list(summary.tickets),
        language=summary.language,
    )


def _entry(entry: Entry) -> EntryReply:
    same = {name: getattr(entry, name) for name in ("name", "text", "at", "n", "turn", "handling")}
    return EntryReply(sender=entry.sender.value, sources=list(entry.sources), **same)


def _suggestion(one: Suggestion) -> SuggestionReply:
    told = SuggestionReply(
        kind=one.kind, name=one.name, text=one.text, is_ready=one.is_ready, is_internal=one.is_internal
    )
    if one.source is None:
        return told
    passage, document = one.source
    where = {
        "doc_id": document.doc_id,
        "title": document.title,
        "version": document.version,
        "locator": passage.locator,
        "url": f"/api/passages/{quote(passage.passage_id)}",
    }
    return told.model_copy(update=where)


def _ticket(desk: InboxDesk, ticket: Ticket) -> TicketReply:
    return TicketReply.of(ticket, desk.tickets.clocks, desk.moment)
