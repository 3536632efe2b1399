"""A model's reply as a text for its channel: what the house adds is added here, what no copy may have taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.channels import Channel, opt_out
from assistant.drafting.model import Draft
from assistant.drafting.rubric.parts import EMOJI, TOPIC
from assistant.drafting.task import Task
from assistant.drafting.templates import compose
from assistant.drafting.templates.phrasing import Line
from assistant.drafting.templates.typeset import typeset
from assistant.grounding.cleaning import cleaned
from assistant.grounding.sentences import unmarked
from assistant.language import ENGLISH, to_script

_TITLE = re.compile(r"^\s*(?:标题|標題|题目|Title)\s*[:：]\s*(.+)$", re.IGNORECASE)
_BODY = re.compile(r"^\s*(?:正文|文案|短信|Body|Copy|Text)\s*[:：]\s*", re.IGNORECASE)
_SHOT = re.compile(
    r"(?:画面|畫面|Picture)\s*[:：]\s*(.+?)\s*[｜|;；]\s*(?:口播|旁白|Voice)\s*[:：]\s*(.+)", re.IGNORECASE
)
_SIGNATURE = re.compile(r"^【([^】]{1,20})】")
_FENCE = re.compile(r"^\s*`{3,}")
_NUMBERED = re.compile(r"^\s*\d{1,2}[.、)）]\s*")
DEFAULT_SECONDS = 20


def manuscript(reply: str, task: Task, plain: Draft, known: str) -> tuple[str, str]:
    """Title and body. `plain`, the template's draft, lends signature, topics and a title that is not written; `known` holds the
    addresses that may stand. What cannot be read comes back empty."""
    lines = [line for line in reply.strip().split("\n") if not _FENCE.match(line)]
    title, lines = _titled(lines, task.form)
    kept = dict.fromkeys(clean for line in lines if (clean := _clean(line, task, known)))
    title = _clean(title, task, known) or (plain.title if task.form.title else "")
    return _printed(title, task), _printed(_formed(list(kept), task, plain), task)


def _titled(lines: Sequence[str], form: Channel) -> tuple[str, list[str]]:
    """The line that says it is the title, else a short first line where the channel has titles."""
    for n, line in enumerate(lines[:3]):
        if match := _TITLE.match(line):
            return (match[1] if form.title else ""), [*lines[:n], *lines[n + 1 :]]
    first = next((line for line in lines if line.strip()), "")
    if form.title and first and not form.shots and len(first.strip()) <= form.title:
        return first, list(lines[list(lines).index(first) + 1 :])
    return "", list(lines)


def _clean(line: str, task: Task, known: str) -> str:
    text = cleaned(unmarked(_BODY.sub("", line)), known)
    text = TOPIC.sub("", text)
    if not task.form.emoji:
        text = EMOJI.sub("", text)
    if not task.form.shots:
        text = _NUMBERED.sub("", text)
    return text.strip()


def _formed(lines: Sequence[str], task: Task, plain: Draft) -> str:
    form = task.form
    if form.shots:
        return _filmed(lines, task)
    if form.signed:
        return _signed(lines, plain)
    tail = next((line for line in plain.body.split("\n")[::-1] if TOPIC.match(line)), "")
    return "\n".join([*lines, tail] if form.topics and tail else lines)


def _signed(lines: Sequence[str], plain: Draft) -> str:
    signature = _SIGNATURE.match(plain.body)
    text = _SIGNATURE.sub("", "".join(lines).replace(opt_out(), "").strip()).strip()
    if not text or not signature:
        return ""
    return f"{signature[0]}{text}{'' if text[-1] in '。!！?？.' else '。'}{opt_out()}"


def _filmed(lines: Sequence[str], task: Task) -> str:
    found = [match for line in lines if (match := _SHOT.search(line))]
    if len(found) < len(lines) or not found:
        return ""  # a line that is no shot
    shots = [Line((match[2].strip(),), 0, match[1].strip()) for match in found]
    shortest, longest = task.form.seconds or (15, 30)
    seconds = max(shortest, min(longest, task.demands.seconds or DEFAULT_SECONDS))
    return compose.shots_of(task.form, shots, seconds)


def _printed(text: str, task: Task) -> str:
    return text if task.language == ENGLISH else to_script(typeset(text), task.language)
