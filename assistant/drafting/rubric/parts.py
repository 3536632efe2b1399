"""A draft taken apart: its sentences without the form around them, its topics, its pictograms."""

from __future__ import annotations

import re

from assistant.drafting.channels import opt_out

TOPIC = re.compile(r"#[^\s#]+")
EMOJI = re.compile("[ℹ‼⁉Ⓜ\U0001f1e6-\U0001faff☀-➿⬀-⯿⌚-⏳]\ufe0f?")
_SHOT = re.compile(r"^镜\s*\d+\s*[｜|].*?[｜|]\s*(?:口播|旁白|字幕)[:：]\s*|^鏡\s*\d+\s*[｜|].*?口播[:：]\s*")
_SIGNATURE = re.compile(r"^【[^】]{1,20}】")
_MARK = re.compile(r"^[\s·•\-*✅]+|^(?:[QA]\d*|\d{1,2})(?:[、)）]|[.:：](?!\d))\s*|^[QA]\d*[:：]\s*")
_END = re.compile(r"(?<=[。！？!?；;])(?!\d)|(?<=\.)\s+(?=[A-Z\"“])|\n")


def sentences_of(text: str) -> list[str]:
    """What is said, sentence by sentence; who speaks, how to opt out and topics are no sentences."""
    bare = TOPIC.sub("", EMOJI.sub("", text).replace(opt_out(), ""))
    lines = (_SHOT.sub("", _SIGNATURE.sub("", line.strip())) for line in bare.split("\n"))
    parts = (_MARK.sub("", part.strip()) for part in _END.split("\n".join(lines)))
    return [part.strip() for part in parts if re.search(r"\w", part)]


def topics_of(text: str) -> list[str]:
    return TOPIC.findall(text)


def emojis_of(text: str) -> list[str]:
    return EMOJI.findall(text)
