"""A conversation on a page: one message in, a growing chat and the cited paragraphs out."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from assistant.channels import INTERNAL, WEB
from assistant.handover import Message, Sender, Standing, State
from assistant.handover.summary import transcript
from assistant.journal import Turn
from assistant.language import HANS
from assistant.model import Answer, Citation, Handling
from knowledge.errors import AtriumError
from ui.asking import Asking
from ui.auth import Means, Principal
from ui.conversations import UnknownConversation, owner
from ui.desks.opened import passage_of
from ui.erasing import erase
from ui.lobby import Lobby
from ui.middleware.pages import address_of
from ui.pages.sources import Cited, cited_again, empty, panel
from ui.pages.wording import bubble, finished, from_assistant, from_staff, notice
from ui.pages.words import picked, talk_of, wanted, words
from ui.schemas.chat import ChatRequest
from ui.wire.problems import Problem, explain, problem_of

log = logging.getLogger(__name__)

Bubble = dict[str, Any]


@dataclass
class Talk:
    """One visitor's conversation, held in the page's session.

    `language` is that of the page's words, `chosen` that of answers, empty where they follow the question's.
    `seen` is the number of the latest message with a person that is shown, `sent` the keys of what was written here,
    `told` the messages of the house or of staff that are shown, each under the place of its bubble.
    """

    conversation_id: str = ""
    bubbles: list[Bubble] = field(default_factory=list)
    sources: str = ""  # HTML; empty where nothing is cited
    language: str = HANS
    chosen: str = ""
    seen: int = 0
    sent: set[str] = field(default_factory=set)
    told: dict[int, int] = field(default_factory=dict)
    standing: Standing | None = None

    @property
    def panel(self) -> str:
        """HTML of what is cited, or that nothing is yet."""
        return self.sources or empty(self.language)

    def anew(self) -> Talk:
        """Another conversation in the same language."""
        return Talk(language=self.language, chosen=self.chosen)

    @property
    def is_live(self) -> bool:
        return self.standing is not None and self.standing.state in LIVE

    turns: dict[int, int] = field(default_factory=dict)  # of each bubble that is an answer, its number
    rated: int = 0  # the answer that got a thumb last


LIVE = (State.WAITING, State.WITH_PERSON)
View = tuple[list[Bubble], str, Talk, str]


class Talker:
    """Answers on a page, with the same checks, rates and roles as the API."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby
        self._showing = threading.Lock()  # a tick and an answer may show the same message at once

    def principal(self, request: gr.Request) -> Principal:
        """Who is at the page now; a session that was ended meanwhile counts as a shopper."""
        inner = behind(request)
        return self._lobby.doorkeeper.principal(inner.headers, inner.cookies, address_of(inner))

    def say(self, message: str, talk: Talk | None, request: gr.Request) -> Iterator[View]:
        """The page after each piece of the answer; the last view has the sources."""
        talk = talk or self.found(request)
        try:
            principal, asked = self.principal(request), ChatRequest(message=message)
            self._lobby.rates.admit(principal, address_of(behind(request)))
            talk.bubbles.append({"role": "user", "content": bubble(asked.message)})
            if not talk.is_live:  # what goes to a person is shown once it is kept
                yield self._view(talk, "…")
            asking, text = self._asking(asked.message, talk, principal), ""
            for event in asking.stream():
                text += event.text
                if event.done is not None:
                    self._keep(talk, asking, event.done, principal)
                yield self._view(talk, "" if event.done or asking.is_passed_on else bubble(text))
        except Exception as error:
            talk.bubbles.append({"role": "assistant", "content": bubble(said(error, talk.language))})
            yield self._view(talk, "")

    def listen(self, talk: Talk | None, request: gr.Request) -> Talk:
        """Shows what was said meanwhile by whoever has the conversation."""
        return self._heard(talk or self.found(request), request, lambda _mine: None)

    def back(self, talk: Talk | None, request: gr.Request) -> Talk:
        """Back to the assistant."""

        def go_back(mine: str) -> None:
            persons = self._lobby.atrium.persons
            if persons.store.find(mine):
                persons.go_back(mine, self._lobby.clock.now())

        return self._heard(talk or self.found(request), request, go_back)

    def erase(self, talk: Talk | None, request: gr.Request) -> Talk:
        """Deletes the conversation for good; the page begins anew, or says why it cannot."""
        talk = talk or Talk()
        try:
            if talk.conversation_id:
                erase(self._lobby, talk.conversation_id, self.principal(request))
        except Exception as error:
            talk.bubbles.append({"role": "assistant", "content": bubble(said(error, talk.language))})
            return talk
        begun = talk.anew()
        begun.bubbles.append({"role": "assistant", "content": notice(words(talk.language)["erased"])})
        return begun

    def _heard(self, talk: Talk, request: gr.Request, act: Callable[[str], None]) -> Talk:
        """The talk after an act on its conversation, where it still is this visitor's."""
        try:
            if mine := self._lobby.conversations.check(talk.conversation_id, self.principal(request)):
                act(mine)
                self._hear(talk)
        except UnknownConversation:
            talk.standing = None
        except (AtriumError, Problem) as error:  # the next look may find more
            log.info("A page could not listen: %s", error)
        return talk

    def found(self, request: gr.Request) -> Talk:
        """What a page goes on with whose session went with an earlier server."""
        inner = behind(request)
        talk = Talk()
        if not self.principal(request).viewer.is_staff:
            header = inner.headers.get("accept-language", "")
            talk = Talk(language=wanted(inner.cookies, header), chosen=picked(inner.cookies))
        return self.resumed(talk, request) if self._lobby.readiness.is_ready else talk

    def resumed(self, talk: Talk, request: gr.Request) -> Talk:
        """A page that is opened anew in the same visit shows what was said, and goes on with it."""
        principal = self.principal(request)
        if not (mine := self._running(principal, behind(request))):
            return talk
        atrium = self._lobby.atrium
        talk.conversation_id = mine
        thread = atrium.persons.store.find(mine)
        messages = atrium.persons.messages(mine, language=talk.language)
        turns = {turn.n: turn for turn in atrium.journal.all_turns(mine)}
        numbered = {message.n: message for message in messages}
        for entry in transcript(list(turns.values()), messages):
            if entry.n:
                self._put(talk, numbered[entry.n], thread.language if thread else "")
            elif entry.sender is Sender.SHOPPER:
                talk.bubbles.append({"role": "user", "content": bubble(entry.text)})
            else:
                self._show_again(talk, turns[entry.turn], principal)
        talk.seen = messages[-1].n if messages else 0
        self._hear(talk)
        return talk

    def _running(self, principal: Principal, request: Request) -> str:
        """The conversation that a person has or is to have, else the one that this tab had last, if it is the caller's."""
        if principal.means is Means.COOKIE and (
            thread := self._lobby.atrium.persons.store.live_of(owner(principal))
        ):
            return thread.conversation_id
        try:
            return self._lobby.conversations.check(talk_of(request.cookies), principal)
        except UnknownConversation:
            return ""

    def _show_again(self, talk: Talk, turn: Turn, principal: Principal) -> None:
        """An earlier answer, its paragraphs as they are now; they were quoted word for word only at the time."""
        talk.turns[len(talk.bubbles)] = turn.n
        urgent = turn.handling == Handling.EMERGENCY.value
        said = from_assistant(turn.answer, turn.language, urgent, turn.mode, len(turn.citations))
        talk.bubbles.append({"role": "assistant", "content": said})
        cited = (cited_again(n, one) for n, one in enumerate(turn.citations, 1))
        shown = [one for one in self._opened(cited, principal) if one[1]]
        talk.sources = panel(shown, principal.viewer.is_staff, talk.language)

    def _hear(self, talk: Talk) -> None:
        persons = self._lobby.atrium.persons
        with self._showing:
            thread = persons.store.find(talk.conversation_id)
            for message in persons.messages(talk.conversation_id, talk.seen, talk.language):
                talk.seen = message.n
                if message.sender is Sender.STAFF or message.key not in talk.sent:
                    self._put(talk, message, thread.language if thread else "")
            now = self._lobby.clock.now()
            talk.standing = persons.standing(thread, now, talk.language) if thread else None

    @staticmethod
    def _put(talk: Talk, message: Message, language: str) -> None:
        if message.sender in (Sender.NOTICE, Sender.STAFF):
            talk.told[len(talk.bubbles)] = message.n
        talk.bubbles.append(_bubble_of(message, language))

    def retold(self, talk: Talk, request: gr.Request) -> Talk:
        """The same talk after the page's language was changed: where it stands and stood, in the new one."""
        return self._heard(talk, request, lambda mine: self._retell(talk, mine))

    def _retell(self, talk: Talk, mine: str) -> None:
        said = {one.n: one for one in self._lobby.atrium.persons.messages(mine, language=talk.language)}
        for place, n in talk.told.items():
            if n in said:
                talk.bubbles[place] = _bubble_of(said[n], talk.language)

    def rate(self, talk: Talk, helpful: bool, why: str, request: Request) -> None:
        """Keeps an opinion on the answer that got a thumb, with the checks of the API."""
        principal = self._lobby.doorkeeper.principal(request.headers, request.cookies, address_of(request))
        self._lobby.rates.admit(principal, address_of(request))
        if conversation_id := self._lobby.conversations.check(talk.conversation_id, principal):
            turn = self._lobby.conversations.check_turn(conversation_id, talk.rated)
            self._lobby.atrium.journal.feedback(conversation_id, helpful, why, turn)

    def _asking(self, message: str, talk: Talk, principal: Principal) -> Asking:
        """Goes on with the conversation; when the server has forgotten it, a new one begins."""
        as_of = self._lobby.clock.now()
        channel = INTERNAL if principal.viewer.is_staff else WEB
        key = secrets.token_hex(8)
        talk.sent.add(key)
        more: dict[str, Any] = {"channel": channel, "listens": not principal.viewer.is_staff, "key": key}
        more["language"] = talk.chosen or None
        try:
            return Asking(self._lobby, principal, message, as_of, talk.conversation_id, **more)
        except UnknownConversation:
            return Asking(self._lobby, principal, message, as_of, **more)

    def _keep(self, talk: Talk, asking: Asking, answer: Answer, principal: Principal) -> None:
        if talk.conversation_id != answer.conversation_id:
            talk.conversation_id, talk.seen = answer.conversation_id, 0
        if asking.is_passed_on:
            self._hear(talk)
            return
        self._show(talk, answer, principal)
        if asking.standing(answer):
            self._hear(talk)

    def _show(self, talk: Talk, answer: Answer, principal: Principal) -> None:
        talk.turns[len(talk.bubbles)] = answer.turn
        talk.bubbles.append({"role": "assistant", "content": finished(answer)})
        talk.sources = panel(
            self._opened(answer.citations, principal), principal.viewer.is_staff, talk.language
        )

    def _opened(self, citations: Iterable[Citation], principal: Principal) -> Iterator[Cited]:
        """Each citation with its paragraph, read anew for this viewer."""
        atrium, now = self._lobby.atrium, self._lobby.clock.now()
        for citation in citations:
            found = passage_of(atrium, citation.passage_id, principal.viewer, now)
            yield (citation, *found) if found else (citation, None, None)

    @staticmethod
    def _view(talk: Talk, growing: str) -> View:
        more = [{"role": "assistant", "content": growing}] if growing else []
        return [*talk.bubbles, *more], talk.panel, talk, ""


def _bubble_of(message: Message, language: str) -> Bubble:
    """A message with a person as the page shows it: everything in it escaped."""
    if message.sender is Sender.SHOPPER:
        return {"role": "user", "content": bubble(message.text)}
    said = {
        Sender.STAFF: lambda: from_staff(message.name, message.text),
        Sender.NOTICE: lambda: notice(message.text),
        Sender.ASSISTANT: lambda: from_assistant(message.text, language, urgent=True),
    }
    return {"role": "assistant", "content": said[message.sender]()}


def behind(request: gr.Request) -> Request:
    """The HTTP request that a page's event came with."""
    assert request.request is not None
    return request.request


def said(error: Exception, language: str = HANS) -> str:
    """The sentence a person at the page reads."""
    in_words = words(language)
    if isinstance(error, ValidationError):
        if language != HANS:
            return in_words["said_422"]
        return explain(RequestValidationError(error.errors())).detail
    problem = problem_of(error)
    if problem.status == 500:
        log.error("A page could not answer", exc_info=error)
    return in_words.get(f"said_{problem.status}", problem.detail)
