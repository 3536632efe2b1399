"""What differs between the chat pages: the shopper's in each language, and the one of staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from assistant.language import HANS
from assistant.rescue import MAINLAND, Rescue
from ui.auth import Principal
from ui.pages.navigation import hero
from ui.pages.words import LANGUAGES, words


@dataclass(frozen=True, slots=True)
class Face:
    """The words of a page. `wanted` is the message that "a person, please" sends."""

    path: str
    language: str
    title: str
    hint: str
    wanted: str
    said: Mapping[str, str]

    @property
    def is_shoppers(self) -> bool:
        return self.path == "/"

    def head(self, mall: str, principal: Principal | None) -> str:
        """HTML of the title and the links; what the page's script says stands in attributes."""
        title = self.title.format(mall=mall or "中庭")
        if not self.is_shoppers:
            return hero(principal, self.path, title)
        known = {name: escape(self.said[name]) for name in ("copy", "copied", "sure")}
        data = "".join(f' data-{name}="{word}"' for name, word in known.items())
        return (
            f'<header class="hero" lang="{self.language}"{data}><nav aria-label="{escape(self.said["language"])}">'
            f'{_switch(self.language)}<a href="/staff">{escape(self.said["staff_login"])}</a></nav>'
            f"<h1>{escape(title)}</h1></header>"
        )

    def foot(self) -> str:
        """HTML of what is said under every conversation."""
        more = f' <a href="/privacy">{escape(self.said["privacy_title"])}</a>' if self.is_shoppers else ""
        return f'<p class="notice">{escape(self.said["notice"])}{more}</p>'

    def purpose(self, text: str) -> str:
        """HTML of what a conversation is kept for, until it was read; nothing without a text."""
        if not text:
            return ""
        return (
            f'<aside class="purpose"><p>{escape(text)} <a href="/privacy">{escape(self.said["more"])}</a></p>'
            f'<button type="button" data-understood>{escape(self.said["understood"])}</button></aside>'
        )


def _switch(current: str) -> str:
    buttons = (
        f'<button type="button" data-language="{language}" lang="{language}" aria-pressed="{str(language == current).lower()}">{name}</button>'
        for language, name in LANGUAGES.items()
    )
    return f'<span class="languages">{"".join(buttons)}</span>'


def of_shoppers(language: str, rescue: Rescue = MAINLAND) -> Face:
    """The shopper's page in a language, with the numbers that are rung in danger."""
    said = words(language, rescue)
    return Face("/", language, said["title"], said["example"], said["wanted"], said)


SHOPPER = of_shoppers(HANS)
STAFF = Face(
    path="/staff",
    language=HANS,
    title="{mall} · 员工助手",
    hint="请输入问题，例如：客诉多久要结案？",
    wanted="请转给对应部门处理",
    said=words(HANS),
)
STAFF_GREETING = (
    "员工模式：可查内部 SOP 与复盘报告。每个回答都附依据原文、版本与生效日期，请勿对外转发内部内容。"
)
