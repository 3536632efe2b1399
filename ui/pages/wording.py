"""An answer's text made safe for a chat bubble: no image, no link, no markup but ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from assistant.model import Answer, Handling, Mode

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:[^)]*)\)")
_EMPHASIS = re.compile(r"(\*\*|__|`)")
_MARK = re.compile(r"\[(\d{1,2})\]")
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$>:/@])")  # with : / @ . an address would become a link


@dataclass(frozen=True, slots=True)
class Label:
    """What stands under every answer, in one language."""

    plain: str  # an answer that cites nothing
    modes: Mapping[Mode, str]
    sources: str

    def of(self, mode: Mode, cited: int) -> str:
        """`cited` counts the sources of the answer."""
        return f"{self.modes[mode]} · {self.sources.format(n=cited)}" if cited else self.plain


LABELS = {
    "zh-Hans": Label(
        "AI 助手",
        {Mode.EXTRACTIVE: "AI 助手 · 摘自馆方资料", Mode.GENERATED: "AI 生成 · 依据馆方资料"},
        "{n} 处依据",
    ),
    "zh-Hant": Label(
        "AI 助理",
        {Mode.EXTRACTIVE: "AI 助理 · 摘自館方資料", Mode.GENERATED: "AI 生成 · 依據館方資料"},
        "{n} 處依據",
    ),
    "en": Label(
        "AI assistant",
        {
            Mode.EXTRACTIVE: "AI assistant · quoted from the mall",
            Mode.GENERATED: "AI-generated from the mall's documents",
        },
        "sources: {n}",
    ),
}


def bubble(text: str) -> str:
    """Answer text as Markdown that shows exactly its characters, with [n] as small numbers."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _EMPHASIS.sub("", text)
    pieces = _MARK.split(text)
    plain = [_literal(piece) for piece in pieces[0::2]]
    marks = [f'<sup class="cite">{number}</sup>' for number in pieces[1::2]]
    return "".join(part for pair in zip(plain, [*marks, ""], strict=True) for part in pair)


def from_staff(name: str, text: str) -> str:
    """What a person says: their name, their words, and no label of the assistant's."""
    return f'<span class="staff-name">{_literal(name)}</span>\n\n{_literal(text)}'


def notice(text: str) -> str:
    """What became of the conversation."""
    return f'<span class="told">{_literal(text)}</span>'


def from_assistant(text: str, language: str, urgent: bool = False, mode: str = "", cited: int = 0) -> str:
    """An answer with the label that every answer carries; without a mode it cites nothing."""
    words = LABELS.get(language, LABELS["zh-Hans"])
    label = words.of(Mode(mode), cited) if mode else words.plain
    mark = ' class="urgent"' if urgent else ""
    return f'<div{mark}>\n\n{bubble(text)}\n\n</div>\n\n<span class="ai-label">{label}</span>'


def _literal(text: str) -> str:
    """HTML entities for markup characters: neither Markdown nor HTML sees anything in them."""
    lines = "\n".join(line.strip() for line in text.split("\n"))
    return _MARKUP.sub(lambda match: f"&#{ord(match[1])};", escape(lines, quote=False))


def finished(answer: Answer) -> str:
    """The bubble of an answer that was just given."""
    urgent = answer.handling is Handling.EMERGENCY
    return from_assistant(answer.answer, answer.language, urgent, answer.mode, len(answer.citations))
