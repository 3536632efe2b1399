"""The chat pages: one for shoppers, the same in staff mode with more about each source."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from assistant.model import MallProfile
from ui.auth import Principal
from ui.lobby import Lobby
from ui.pages.markup import html
from ui.pages.navigation import hero
from ui.pages.sources import EMPTY
from ui.pages.suggestions import MOST, suggestions
from ui.pages.talk import Talk, Talker
from ui.pages.wording import bubble
from ui.problems import NotReady

CONCURRENT = 32  # answers at a time; each holds one thread


@dataclass(frozen=True, slots=True)
class Face:
    """What differs between the two pages."""

    title: str
    greeting: str
    own_greeting: str  # under this name the mall's profile may have a greeting of its own
    hint: str
    handoff: str  # the message that "a person, please" sends
    path: str


SHOPPER = Face(
    title="{mall} · AI 问答助手",
    greeting="您好,我是{mall}的 AI 助手。店铺、营业时间、停车、会员、活动,都可以问我;回答均注明依据。",
    own_greeting="greeting",
    hint="请输入您的问题,例如:今天几点关门?",
    handoff="我要转人工",
    path="/",
)
STAFF = Face(
    title="{mall} · 员工助手",
    greeting="员工模式:可查内部 SOP 与复盘报告。右侧显示依据原文、版本与生效日期,请勿对外转发内部内容。",
    own_greeting="",
    hint="请输入问题,例如:客诉多久要结案?",
    handoff="请转给对应部门处理",
    path="/staff",
)

_LENGTH = 500
_TICK = 2  # seconds between looks for what a person said


def chat_page(lobby: Lobby, face: Face) -> gr.Blocks:
    """A page of its own; whatever is somebody's is held in their session."""
    talker = Talker(lobby)
    with gr.Blocks(title="中庭 Atrium", analytics_enabled=False, fill_width=True) as page:
        talk = gr.State()
        head = html(_hero(face, "", None))
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=300):
                chatbot = gr.Chatbot(
                    elem_classes="chat", show_label=False, buttons=[], layout="bubble",
                    feedback_options=None, allow_file_downloads=False, group_consecutive_messages=False,
                )  # fmt: skip
                with gr.Row(elem_classes="chips"):
                    chips = [gr.Button("", size="sm", visible=False) for _ in range(MOST)]
                message = gr.Textbox(
                    placeholder=face.hint, show_label=False, max_length=_LENGTH, lines=1, max_lines=4,
                    submit_btn="发送", autofocus=True, elem_id="message", label="问题",
                )  # fmt: skip
                line = html("")
                with gr.Row(elem_classes="persons"):
                    handoff = gr.Button("转人工", size="sm", variant="secondary", elem_id="handoff")
                    back = gr.Button("回到 AI 助手", size="sm", visible=False, elem_id="back")
                html(
                    '<p class="notice">回答由 AI 生成或摘自馆方资料,仅供参考,请以现场公示为准。紧急情况请直接拨打 110 / 119 / 120。</p>'
                )
            with gr.Column(scale=2, min_width=300):
                sources = html(EMPTY)
        persons = Persons(gr.Timer(_TICK, active=False), line, handoff, back)
        _wire(page, lobby, talker, face, talk, head, chatbot, chips, message, persons, sources)
    return page


@dataclass(frozen=True)
class Persons:
    """The parts of the page that speak of whoever has the conversation. The clock runs only while that is a person."""

    clock: gr.Timer
    line: Any
    handoff: gr.Button
    back: gr.Button

    @property
    def parts(self) -> list[Any]:
        return [self.clock, self.line, self.handoff, self.back]


def _stands(talk: Talk | None) -> list[Any]:
    """The parts of `Persons` as a conversation stands."""
    live = talk is not None and talk.is_live
    said = talk.standing.line if live and talk and talk.standing else ""
    line = f'<p class="line" role="status">{escape(said)}</p>' if said else ""
    return [gr.Timer(active=live), line, gr.update(visible=not live), gr.update(visible=live)]


def _wire(
    page: gr.Blocks, lobby: Lobby, talker: Talker, face: Face, talk: Any, head: Any, chatbot: Any,
    chips: list[Any], message: Any, persons: Persons, sources: Any,
) -> None:  # fmt: skip
    quiet: dict[str, Any] = {
        "show_progress": "hidden",
        "concurrency_limit": CONCURRENT,
        "api_visibility": "private",
    }
    outputs = [chatbot, sources, talk, message]
    message.submit(talker.say, [message, talk], outputs, **quiet).then(
        _stands, [talk], persons.parts, **quiet
    )
    for chip in chips:
        chip.click(talker.say, [chip, talk], outputs, **quiet).then(_stands, [talk], persons.parts, **quiet)

    def listen(talk: Talk | None, request: gr.Request):
        before = (len(talk.bubbles), talk.standing) if talk else None
        heard = talker.listen(talk, request)
        if before == (len(heard.bubbles), heard.standing):
            return [gr.skip()] * (2 + len(persons.parts))  # nothing moves under a reader's eyes
        return [heard.bubbles, heard, *_stands(heard)]

    def go_back(talk: Talk | None, request: gr.Request):
        heard = talker.back(talk, request)
        return [heard.bubbles, heard, *_stands(heard)]

    def ask_for_a_person(talk: Talk | None, request: gr.Request):
        yield from talker.say(face.handoff, talk, request)

    def greet(request: gr.Request):
        return _greet(lobby, talker, face, request)

    asked = persons.handoff.click(ask_for_a_person, [talk], outputs, **quiet)
    asked.then(_stands, [talk], persons.parts, **quiet)
    persons.clock.tick(listen, [talk], [chatbot, talk, *persons.parts], **quiet)
    persons.back.click(go_back, [talk], [chatbot, talk, *persons.parts], **quiet)
    chatbot.clear(lambda: (Talk(), EMPTY, *_stands(None)), None, [talk, sources, *persons.parts], **quiet)
    page.load(greet, None, [head, chatbot, talk, *chips, *persons.parts], **quiet)


def _greet(lobby: Lobby, talker: Talker, face: Face, request: gr.Request) -> list[Any]:
    """The mall's name, a first bubble, and questions that can be answered here."""
    principal = talker.principal(request)
    try:
        atrium = lobby.atrium
        offered = suggestions(atrium, principal.viewer, lobby.clock.now())
        profile = atrium.profile
    except NotReady:
        profile, offered = MallProfile(), []
    padded = [*offered, *[""] * (MOST - len(offered))]
    chips = [gr.update(value=question, visible=bool(question)) for question in padded]
    mall = profile.name
    greeting = (face.own_greeting and profile.extra.get(face.own_greeting)) or face.greeting.format(
        mall=mall or "本商场"
    )
    talk = Talk(bubbles=[{"role": "assistant", "content": bubble(greeting)}])
    if lobby.readiness.is_ready and face is SHOPPER:
        talk = talker.resumed(talk, request)
    return [_hero(face, mall, principal), talk.bubbles, talk, *chips, *_stands(talk)]


def _hero(face: Face, mall: str, principal: Principal | None) -> str:
    title = face.title.format(mall=mall or "中庭")
    if face.path != "/":
        return hero(principal, face.path, title)
    return f'<header class="hero"><nav><a href="/staff">员工入口</a></nav><h1>{escape(title)}</h1></header>'
