"""The chat pages: one for shoppers, the same in staff mode with more about each source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from ui.lobby import Lobby
from ui.pages.face import SHOPPER, STAFF, STAFF_GREETING, Face, of_shoppers
from ui.pages.markup import html
from ui.pages.sources import empty
from ui.pages.suggestions import MOST, suggestions
from ui.pages.talk import Talk, Talker, behind
from ui.pages.thumbs import Thumbs
from ui.pages.wording import bubble
from ui.pages.words import INFORMED_COOKIE, picked, wanted, words
from ui.welcome import Welcome, welcome
from ui.wire.problems import NotReady

__all__ = ["HEAD", "SHOPPER", "STAFF", "chat_page"]

CONCURRENT = 32  # answers at a time; each holds one thread
# Inline: Gradio's file route is shut, and the policy lets scripts of our own page run.
HEAD = f"<script>{(Path(__file__).parent / 'chat.js').read_text(encoding='utf-8')}</script>"

_LENGTH = 500
_TICK = 2  # seconds between looks for what a person said
_QUIET: dict[str, Any] = {
    "show_progress": "hidden",
    "concurrency_limit": CONCURRENT,
    "api_visibility": "private",
}


@dataclass(frozen=True)
class Persons:
    """The parts of the page that speak of whoever has the conversation. The clock runs only while that is a person."""

    clock: gr.Timer
    line: Any
    handoff: gr.Button
    back: gr.Button
    erase: gr.Button

    @property
    def parts(self) -> list[Any]:
        return [self.clock, self.line, self.handoff, self.back, self.erase]


@dataclass(frozen=True)
class Worded:
    """The parts of the page that change with its language alone."""

    head: Any
    purpose: Any
    chips: list[Any]
    message: gr.Textbox
    foot: Any
    thumbs: Thumbs

    @property
    def parts(self) -> list[Any]:
        return [self.head, self.purpose, *self.chips, self.message, self.foot, *self.thumbs.parts]


def chat_page(lobby: Lobby, face: Face) -> gr.Blocks:
    """A page of its own; whatever is somebody's is held in their session."""
    talker = Talker(lobby)
    with gr.Blocks(title="中庭 Atrium", analytics_enabled=False, fill_width=True) as page:
        talk = gr.State()
        head, purpose = html(face.head("", None)), html("")
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=300):
                chatbot = gr.Chatbot(
                    elem_classes="chat", show_label=False, buttons=[], layout="bubble",
                    feedback_options=("Like", "Dislike"), allow_file_downloads=False, group_consecutive_messages=False,
                )  # fmt: skip
                thumbs = Thumbs(talker)
                with gr.Row(elem_classes="chips"):
                    chips = [gr.Button("", size="sm", visible=False) for _ in range(MOST)]
                message = gr.Textbox(
                    placeholder=face.hint, show_label=False, max_length=_LENGTH, lines=1, max_lines=4,
                    submit_btn=face.said["send"], autofocus=True, elem_id="message", label=face.said["ask"],
                )  # fmt: skip
                line = html("")
                with gr.Row(elem_classes="persons"):
                    handoff = gr.Button(face.said["person"], size="sm", elem_id="handoff")
                    back = gr.Button(face.said["back"], size="sm", visible=False, elem_id="back")
                    erase = gr.Button(face.said["erase"], size="sm", visible=False, elem_id="erase")
                foot = html(face.foot())
            with gr.Column(scale=2, min_width=300):
                sources = html(empty(face.language))
        turn = gr.Button(
            "", elem_id="turn"
        )  # a script presses it after a language was chosen; nobody sees it
        thumbs.wire(chatbot, talk)
        persons = Persons(gr.Timer(_TICK, active=False), line, handoff, back, erase)
        worded = Worded(head, purpose, chips, message, foot, thumbs)
        _wire_words(page, lobby, talker, face, talk, chatbot, persons, sources, worded, turn)
        _wire(talker, face, talk, chatbot, chips, message, persons, sources)
    return page


def _stands(talk: Talk | None, is_early: bool = False) -> list[Any]:
    """The parts of `Persons` as a conversation stands; a script asks an early page again until the house is ready."""
    talk = talk or Talk()
    live, words_ = talk.is_live, words(talk.language)
    said = talk.standing.line if live and talk.standing else ""
    line = f'<p class="line" role="status">{escape(said)}</p>' if said else ""
    kept = "data-early" if is_early else f'data-talk="{escape(talk.conversation_id)}"'  # for a reload
    mine = f"<span hidden {kept}></span>"
    return [
        gr.Timer(active=live),
        line + mine,
        gr.update(value=words_["person"], visible=not live),
        gr.update(value=words_["back"], visible=live),
        gr.update(value=words_["erase"], visible=bool(talk.conversation_id)),
    ]


def _wire(
    talker: Talker, face: Face, talk: Any, chatbot: Any, chips: list[Any], message: Any, persons: Persons, sources: Any
) -> None:  # fmt: skip
    """What is said, by whom, and its end."""
    outputs = [chatbot, sources, talk, message]
    shown = [chatbot, talk, *persons.parts]

    def answered(event: Callable[..., Any], inputs: list[Any], act: Callable[..., Any]) -> None:
        event(act, inputs, outputs, **_QUIET).then(_stands, [talk], persons.parts, **_QUIET)

    def listen(talk: Talk | None, request: gr.Request):
        before = (len(talk.bubbles), talk.standing) if talk else None
        heard = talker.listen(talk, request)
        if before == (len(heard.bubbles), heard.standing):
            return [gr.skip()] * len(shown)  # nothing moves under a reader's eyes
        return [heard.bubbles, heard, *_stands(heard)]

    def go_back(talk: Talk | None, request: gr.Request):
        heard = talker.back(talk, request)
        return [heard.bubbles, heard, *_stands(heard)]

    def erase(talk: Talk | None, request: gr.Request):
        begun = talker.erase(talk, request)
        return [begun.bubbles, begun, *_stands(begun), begun.panel]

    def clear(talk: Talk | None):
        begun = (talk or Talk()).anew()
        return [begun, begun.panel, *_stands(begun)]

    def ask_for_a_person(talk: Talk | None, request: gr.Request):
        wish = words(talk.language)["wanted"] if talk and face.is_shoppers else face.wanted
        yield from talker.say(wish, talk, request)

    answered(message.submit, [message, talk], talker.say)
    for chip in chips:
        answered(chip.click, [chip, talk], talker.say)
    answered(persons.handoff.click, [talk], ask_for_a_person)
    persons.clock.tick(listen, [talk], shown, **_QUIET)
    persons.back.click(go_back, [talk], shown, **_QUIET)
    persons.erase.click(erase, [talk], [*shown, sources], **_QUIET)
    chatbot.clear(clear, [talk], [talk, sources, *persons.parts], **_QUIET)


def _wire_words(
    page: gr.Blocks, lobby: Lobby, talker: Talker, face: Face, talk: Any, chatbot: Any, persons: Persons, sources: Any,
    worded: Worded, turn: gr.Button,
) -> None:  # fmt: skip
    """The first sight of the page, and the same in another language."""
    outputs = [worded.head, chatbot, talk, sources, *persons.parts, *worded.parts[1:]]

    def greet(request: gr.Request):
        return _greet(lobby, talker, face, request, worded.thumbs)

    def turned(talk: Talk | None, request: gr.Request):
        return _greet(lobby, talker, face, request, worded.thumbs, talk)

    page.load(greet, None, outputs, **_QUIET)
    turn.click(turned, [talk], outputs, **_QUIET)


def _greet(
    lobby: Lobby, talker: Talker, face: Face, request: gr.Request, thumbs: Thumbs | None = None, talk: Talk | None = None
) -> list[Any]:  # fmt: skip
    """The head, the bubbles, the conversation and every word of the page; `talk` is one that goes on in another language."""
    inner, principal = behind(request), talker.principal(request)
    chosen = ""
    if face.is_shoppers:
        chosen = picked(inner.cookies)
        face = of_shoppers(wanted(inner.cookies, inner.headers.get("accept-language", "")), lobby.rescue)
    else:
        face = replace(face, said=words(face.language, lobby.rescue))
    met = _met(lobby, face, talker, request)
    first = {"role": "assistant", "content": bubble(met.greeting)}
    is_ready = lobby.readiness.is_ready
    if talk is None or not talk.conversation_id:
        talk = Talk(bubbles=[first], language=face.language)
        if is_ready:
            talk = talker.resumed(talk, request)
    was, talk.language, talk.chosen = talk.language, face.language, chosen
    if was != face.language:
        talk = talker.retold(talk, request)
    padded = [*met.suggestions, *[""] * (MOST - len(met.suggestions))]
    is_new = face.is_shoppers and INFORMED_COOKIE not in inner.cookies
    return [
        face.head(met.mall, principal),
        talk.bubbles,
        talk,
        talk.panel,
        *_stands(talk, not is_ready),
        face.purpose(met.notice if is_new else ""),
        *(gr.update(value=question, visible=bool(question)) for question in padded),
        gr.update(placeholder=face.hint, submit_btn=face.said["send"], label=face.said["ask"]),
        face.foot(),
        *(thumbs.in_language(face.language) if thumbs else []),
    ]


def _met(lobby: Lobby, face: Face, talker: Talker, request: gr.Request) -> Welcome:
    """The welcome of this page; a short one while the house is being prepared."""
    viewer, now = talker.principal(request).viewer, lobby.clock.now()
    try:
        if face.is_shoppers:
            return welcome(lobby.atrium, viewer, now, face.language)
        mall = lobby.atrium.profile.name
        return Welcome(mall, STAFF_GREETING, suggestions(lobby.atrium, viewer, now), "")
    except NotReady:
        said = face.said
        greeting = said["greeting"].format(mall=said["this_mall"]) if face.is_shoppers else STAFF_GREETING
        return Welcome("", greeting, [], "")
