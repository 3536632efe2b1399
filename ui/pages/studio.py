"""The content page: from a product or a text to drafts, and a box that checks copy."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.drafting.channels import channels
from assistant.drafting.drafter import DEFAULT_CHANNELS
from assistant.drafting.model import DraftRequest
from ui.auth import Act, Principal
from ui.lobby import Lobby
from ui.middleware.pages import address_of
from ui.pages.copy import EMPTY, drafts_html, verdict_html
from ui.pages.markup import html
from ui.pages.navigation import hero
from ui.pages.talk import Talker, behind, said
from ui.problems import Problem

CONCURRENT = 8
_TEXT = 10_000
_TITLE = "中庭 · 内容工作台"
_SAYS = "每条卖点注明来源,草稿先过规则检查;发布前请人工审核。"
_LANGUAGES = [("按素材", ""), ("简体中文", "zh-Hans"), ("繁體中文", "zh-Hant"), ("English", "en")]


class Studio:
    """What the page's buttons do, with the same roles and rates as the API."""

    def __init__(self, lobby: Lobby) -> None:
        self._lobby = lobby
        self._talker = Talker(lobby)

    def draft(
        self,
        product: str,
        text: str,
        wanted: list[str],
        tag: str,
        campaign: str,
        language: str,
        request: gr.Request,
    ) -> str:
        try:
            principal, now = self._admit(request), self._lobby.clock.now()
            asked = DraftRequest(
                product=product or None,
                text=(text or "")[:_TEXT] or None,
                channels=tuple(wanted),
                tag=tag or None,
                campaign=campaign or None,
                language=language or None,
                as_of=now,
            )
            return drafts_html(self._lobby.atrium.drafter(principal.viewer, now).draft(asked), names())
        except Exception as error:
            return _complaint(error)

    def check(self, text: str, channel: str, category: str, request: gr.Request) -> str:
        try:
            self._admit(request)
            if not (text or "").strip():
                raise Problem(422, "请先粘贴要检查的文案。")
            text = text[:_TEXT]
            return verdict_html(
                text, self._lobby.atrium.checker.check(text, channel or None, category or None)
            )
        except Exception as error:
            return _complaint(error)

    def head(self, request: gr.Request) -> str:
        """The head of the page, with the links that this person may follow."""
        return hero(self._talker.principal(request), "/studio", _TITLE, _SAYS)

    def products(self, request: gr.Request) -> Any:
        """The product sheets that this person may read, for the list."""
        return gr.update(choices=self._documents("product", request))

    def campaigns(self, request: gr.Request) -> Any:
        return gr.update(choices=self._documents("campaign", request))

    def _documents(self, doc_type: str, request: gr.Request) -> list[tuple[str, str]]:
        viewer = self._talker.principal(request).viewer
        documents = self._lobby.atrium.library.documents(viewer, self._lobby.clock.now())
        return [
            ("不指定", ""),
            *((f"{d.doc_id} {d.label}", d.doc_id) for d in documents if d.doc_type == doc_type),
        ]

    def _admit(self, request: gr.Request) -> Principal:
        principal = self._talker.principal(request)
        if not principal.may(Act.COPY):
            raise Problem(401, "登录已失效。")
        self._lobby.rates.admit(principal, address_of(behind(request)))
        return principal


def names() -> dict[str, str]:
    """Channels by id, with the name that people use."""
    return {channel.id: channel.name for channel in channels().values()}


def _complaint(error: Exception) -> str:
    return f'<div class="verdict" role="alert">{escape(said(error))}</div>'


def studio_page(lobby: Lobby) -> gr.Blocks:
    """Two boxes beside each other on a desk, below each other on a phone."""
    studio = Studio(lobby)
    choices = [(name, key) for key, name in names().items()]
    quiet: dict[str, Any] = {"concurrency_limit": CONCURRENT, "api_visibility": "private"}
    with gr.Blocks(title="中庭 Atrium · 内容", analytics_enabled=False, fill_width=True) as page:
        head = html(hero(None, "/studio", _TITLE, _SAYS))
        with gr.Tab("写草稿"), gr.Row(equal_height=False):
            with gr.Column(scale=2, min_width=300):
                product = gr.Dropdown([("不指定", "")], value="", label="产品单", allow_custom_value=True)
                text = gr.Textbox(
                    label="要求或素材",
                    lines=4,
                    max_lines=12,
                    max_length=_TEXT,
                    placeholder="写给谁、重点是什么;或粘贴产品资料",
                )
                wanted = gr.CheckboxGroup(choices, value=list(DEFAULT_CHANNELS), label="渠道")
                with gr.Accordion("更多", open=False):
                    campaign = gr.Dropdown(
                        [("不指定", "")], value="", label="活动文件", allow_custom_value=True
                    )
                    tag = gr.Textbox(label="客群标签", max_length=20)
                    language = gr.Dropdown(_LANGUAGES, value="", label="语言")
                make = gr.Button("生成草稿", variant="primary")
            with gr.Column(scale=3, min_width=300):
                made = html(EMPTY)
        with gr.Tab("检查文案"), gr.Row(equal_height=False):
            with gr.Column(scale=2, min_width=300):
                copy = gr.Textbox(label="文案", lines=6, max_lines=16, max_length=_TEXT)
                channel = gr.Dropdown([("不指定", ""), *choices], value="", label="渠道")
                category = gr.Textbox(label="品类", max_length=40, placeholder="例如 food、cosmetics")
                check = gr.Button("检查", variant="primary")
            with gr.Column(scale=3, min_width=300):
                verdict = html('<div class="sources empty">检查结果会显示在这里。</div>')
        make.click(studio.draft, [product, text, wanted, tag, campaign, language], made, **quiet)
        check.click(studio.check, [copy, channel, category], verdict, **quiet)
        page.load(studio.head, None, head, **quiet)
        page.load(studio.products, None, product, **quiet)
        page.load(studio.campaigns, None, campaign, **quiet)
    return page
