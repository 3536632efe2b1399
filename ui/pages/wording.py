"""An answer's text made safe for a chat bubble: no image, no link, no markup but ours."""

from __future__ import annotations

import re
from html import escape

from assistant.model import Answer, Handling, Mode

_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:[^)]*)\)")
_EMPHASIS = re.compile(r"(\*\*|__|`)")
_MARK = re.compile(r"\[(\d{1,2})\]")
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$>])")

LABELS = {Mode.EXTRACTIVE: "AI 助手 · 摘自馆方资料", Mode.GENERATED: "AI 生成 · 依据馆方资料"}


def bubble(text: str) -> str:
    """Answer text as Markdown that shows exactly its characters, with [n] as small numbers."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _EMPHASIS.sub("", text)
    pieces = _MARK.split(text)
    plain = [_literal(piece) for piece in pieces[0::2]]
    marks = [f'<sup class="cite">{number}</sup>' for number in pieces[1::2]]
    return "".join(part for pair in zip(plain, [*marks, ""], strict=True) for part in pair)


def _literal(text: str) -> str:
    """HTML entities for markup characters: neither Markdown nor HTML sees anything in them."""
    lines = "\n".join(line.strip() for line in text.split("\n"))
    return _MARKUP.sub(lambda match: f"&#{ord(match[1])};", escape(lines, quote=False))


def finished(answer: Answer) -> str:
    """The bubble of a finished answer, with the label that every answer carries."""
    label = LABELS[answer.mode]
    sources = f" · {len(answer.citations)} 处依据" if answer.citations else ""
    ticket = "".join(f" · 工单 {escape(ticket.id)}" for ticket in answer.tickets)
    urgent = ' class="urgent"' if answer.handling is Handling.EMERGENCY else ""
    return f'<div{urgent}>\n\n{bubble(answer.answer)}\n\n</div>\n\n<span class="ai-label">{label}{sources}{ticket}</span>'
