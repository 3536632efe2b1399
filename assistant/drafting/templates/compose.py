"""From lines to a text that fits its channel."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from assistant.drafting.channels import Channel, opt_out
from assistant.drafting.templates.phrasing import Line

DEFAULT_SECONDS = 20
SHOT_PAUSE = 2  # characters' worth of time that changing the picture takes
TOLERANCE = 1.15  # of the spoken length: people read a little faster where there are few numbers
SALUTATION = 8  # characters: 家长们好， goes on in the next line
ENDS = "。！？：；，\n"


def fitted(lines: Sequence[Line], fits: Callable[[Sequence[str]], bool]) -> list[tuple[Line, str]]:
    """The lines that fit: what must stay first, as long as it may be, then the rest by rank.

    `fits` is asked with the texts of the lines as they would be joined, one a paragraph.
    """
    chosen: dict[int, str] = {i: line.wordings[-1] for i, line in enumerate(lines) if line.rank == 0}
    for i in sorted(range(len(lines)), key=lambda i: lines[i].rank):
        for wording in lines[i].wordings:
            if fits(paragraphs(_in_order(lines, {**chosen, i: wording}))):
                chosen[i] = wording
                break
    return _in_order(lines, chosen)


def _in_order(lines: Sequence[Line], chosen: Mapping[int, str]) -> list[tuple[Line, str]]:
    return [(lines[i], chosen[i]) for i in sorted(chosen)]


def paragraphs(kept: Iterable[tuple[Line, str]]) -> list[str]:
    """The texts, those that go on in a paragraph put to the one before."""
    told: list[str] = []
    block = ""
    for line, text in kept:
        ends = told and (told[-1][-1:] in ENDS or text[:1] in ENDS)
        if line.joined and ends and line.block == block:
            told[-1] += text
        else:
            told.append(text)
        block = line.block
    return [_closed(text) for text in told]


def _closed(text: str) -> str:
    """A paragraph whose next sentence found no room does not end with a comma."""
    return f"{text[:-1]}。" if text[-1:] in "，；" and len(text) > SALUTATION else text


def body_of(channel: Channel, lines: Sequence[Line], title: str, tail: str = "") -> str:
    def joined(texts: Sequence[str]) -> str:
        return "\n".join([*texts, tail] if tail else texts)

    kept = fitted(lines, lambda texts: channel.holds(title, joined(texts)))
    return joined(paragraphs(kept))


def sms_of(channel: Channel, lines: Sequence[Line], signature: str) -> str:
    """One message: signature, clauses with commas between them, a full stop, the way to opt out; empty without a clause."""

    def whole(texts: Sequence[str]) -> str:
        return signed(signature, sentence(texts))

    kept = [text for _, text in fitted(lines, lambda texts: channel.holds("", whole(texts)))]
    return whole(kept) if kept else ""


def signed(signature: str, text: str) -> str:
    """A message as it is sent: who sends it, what it says, how to opt out."""
    return f"【{signature}】{text}{opt_out()}"


def sentence(clauses: Sequence[str]) -> str:
    text = ""
    for clause in clauses:
        text += ("，" if text and text[-1] not in ENDS else "") + clause
    return re.sub(r"[，,；;、：。]+$", "", text) + ("" if text[-1:] in "！？" else "。")


def shots_of(channel: Channel, lines: Sequence[Line], seconds: int) -> str:
    """A shot list: each shot gets the time that its spoken text takes."""
    limit = seconds * channel.pace * TOLERANCE
    kept = fitted(lines, lambda texts: sum(map(spoken, texts)) <= limit)
    total = sum(spoken(text) + SHOT_PAUSE for _, text in kept) or 1
    rows, said = [], 0
    for n, (line, text) in enumerate(kept, start=1):
        start, said = said, said + spoken(text) + SHOT_PAUSE
        times = f"{round(start / total * seconds)}-{round(said / total * seconds)}秒"
        rows.append(f"镜{n}｜{times}｜画面：{line.picture}｜口播：{text}")
    return "\n".join(rows)


def length_of(channel: Channel, lines: Sequence[Line], wanted: int | None) -> int:
    """Seconds of a film: as many as were asked for, else as the lines need, within the channel's limits."""
    shortest, longest = channel.seconds or (15, 30)
    needed = sum(spoken(line.wordings[0]) for line in lines) / (channel.pace * TOLERANCE)
    return max(shortest, min(longest, wanted or max(DEFAULT_SECONDS, math.ceil(needed))))


def spoken(text: str) -> int:
    """How many characters' worth of time a text takes to say: 300 takes that of two."""
    numbers = re.findall(r"\d+(?:[.,:]\d+)*", text)
    return len(re.findall(r"[\u3400-\u9fff]|[A-Za-z]+", text)) + sum(1 + (len(n) > 1) for n in numbers)
