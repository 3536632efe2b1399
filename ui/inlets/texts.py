"""An answer as a plain text for a chat that knows no links, numbers or markup of ours, within its bytes."""

from __future__ import annotations

import re

from assistant.language import ENGLISH
from assistant.model import Answer
from ui.pages.wording import LABELS

BYTES = 2048  # that a text of WeChat and WeCom has at most
_MARK = re.compile(r"\s?\[\d{1,3}\]")
_SENTENCE = re.compile(r"[。！？!?；;\n]|\.(?=\s)")
_PAUSE = re.compile(r"[，,、：: ]")
_TITLES = 3


def plain(answer: Answer, link: str = "") -> str:
    """The answer without marks, the papers it rests on by name, and the label that every answer carries."""
    body = _MARK.sub("", answer.answer).strip()
    label = LABELS.get(answer.language, LABELS["zh-Hans"]).of(answer.mode, len(answer.citations))
    titles = list(dict.fromkeys(citation.title for citation in answer.citations))[:_TITLES]
    named = "; ".join(titles) if answer.language == ENGLISH else "".join(f"《{title}》" for title in titles)
    foot = f"\n\n（{label}{f'：{named}' if named else ''}）"
    if answer.language == ENGLISH:
        foot = f"\n\n({label}{f': {named}' if named else ''})"
    return cut(body, BYTES - len(foot.encode()), link) + foot


def cut(text: str, most: int, link: str = "") -> str:
    """The text within so many bytes, ended at a sentence, with where the rest is read."""
    if len(text.encode()) <= most:
        return text
    tail = f"……\n{link}" if link else "……"
    room = text.encode()[: most - len(tail.encode())].decode(errors="ignore")
    for ends in (_SENTENCE, _PAUSE):
        places = [match.end() for match in ends.finditer(room)]
        if places and places[-1] > len(room) // 2:
            return room[: places[-1]].rstrip() + tail
    return room + tail
