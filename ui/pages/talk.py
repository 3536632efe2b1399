"""A conversation on a page: one message in, a growing chat and the cited paragraphs out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import gradio as gr
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from assistant.channels import INTERNAL, WEB
from assistant.model import Answer
from ui.asking import Asking
from ui.auth import Principal
from ui.conversations import UnknownConversation
from ui.lobby import Lobby
from ui.middleware.pages import address_of
from ui.pages.sources import EMPTY, Cited, panel
from ui.pages.wording import bubble, finished
from ui.problems import explain, problem_of
from ui.schemas.chat import ChatRequest

log = logging.getLogger(__name__)

Bubble = dict[str, Any]


@dataclass
class Talk:
    """One visitor's conversation, held in the page's session."""

    conversation_id: str = ""
    bubbles: list[Bubble] = field(default_factory=list)
    sources: str = EMPTY


View = tuple[list[Bubble], str, Talk, str]


class Talker:
    """Answers on a page, with the same checks, rates and roles as the API."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby

    def principal(self, request: gr.Request) -> Principal:
        """Who is at the page now; a session that was ended meanwhile counts as a shopper."""
        inner = behind(request)
        return self._lobby.doorkeeper.principal(inner.headers, inner.cookies, address_of(inner))

    def say(self, message: str, talk: Talk | None, request: gr.Request) -> Iterator[View]:
        """The page after each piece of the answer; the last view has the sources."""
        talk = talk or Talk()
        try:
            principal, asked = self.principal(request), ChatRequest(message=message)
            self._lobby.rates.admit(principal, address_of(behind(request)))
            talk.bubbles.append({"role": "user", "content": bubble(asked.message)})
            yield self._view(talk, "…")
            for text, answer in self._answer(asked.message, talk, principal):
                if answer is not None:
                    self._keep(talk, answer, principal)
                yield self._view(talk, "" if answer else bubble(text))
        except Exception as error:
            talk.bubbles.append({"role": "assistant", "content": bubble(said(error))})
            yield self._view(talk, "")

    def _answer(self, message: str, talk: Talk, principal: Principal) -> Iterator[tuple[str, Answer | None]]:
        asking = self._asking(message, talk, principal)
        text = ""
        for event in asking.stream():
            text += event.text
            yield text, event.done

    def _asking(self, message: str, talk: Talk, principal: Principal) -> Asking:
        """Goes on with the conversation; when the server has forgotten it, a new one begins."""
        as_of = self._lobby.clock.now()
        channel = INTERNAL if principal.viewer.is_staff else WEB
        try:
            return Asking(self._lobby, principal, message, as_of, talk.conversation_id, channel=channel)
        except UnknownConversation:
            return Asking(self._lobby, principal, message, as_of, channel=channel)

    def _keep(self, talk: Talk, answer: Answer, principal: Principal) -> None:
        talk.conversation_id = answer.conversation_id
        talk.bubbles.append({"role": "assistant", "content": finished(answer)})
        talk.sources = panel(self._cited(answer, principal), principal.viewer.is_staff)

    def _cited(self, answer: Answer, principal: Principal) -> Iterator[Cited]:
        """Each citation with its paragraph, read anew for this viewer."""
        library, now = self._lobby.atrium.library, self._lobby.clock.now()
        for citation in answer.citations:
            found = library.passage(citation.passage_id, principal.viewer, now)
            yield (citation, *found) if found else (citation, None, None)

    @staticmethod
    def _view(talk: Talk, growing: str) -> View:
        more = [{"role": "assistant", "content": growing}] if growing else []
        return [*talk.bubbles, *more], talk.sources, talk, ""


def behind(request: gr.Request) -> Request:
    """The HTTP request that a page's event came with."""
    assert request.request is not None
    return request.request


def said(error: Exception) -> str:
    """The sentence a person at the page reads."""
    if isinstance(error, ValidationError):
        return explain(RequestValidationError(error.errors())).detail
    problem = problem_of(error)
    if problem.status == 500:
        log.error("A page could not answer", exc_info=error)
    return _SAID.get(problem.status, problem.detail)


_SAID = {
    401: "登录已失效,请重新登录。",
    429: "提问太频繁了,请稍等一会儿再试。",
    500: "抱歉,这次没能回答。请稍后再试,或点“转人工”。",
    503: "正在准备资料,请稍后再试。",
}
