"""From templates and slots to a text that fits its channel."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

import yaml

from assistant.drafting.channels import Channel, opt_out
from assistant.drafting.typeset import typeset, widened

SHOT_PAUSE = 2  # characters' worth of time that changing the picture takes
TOLERANCE = 1.15  # of the spoken length: people read a little faster where there are few numbers
Allowed = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """`wordings` from the longest to the shortest; rank 0 stays whatever happens."""

    wordings: tuple[str, ...]
    rank: int
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Composition:
    title: str
    body: str


@cache
def templates() -> dict:
    return yaml.safe_load(files("assistant.data").joinpath("copy_templates.yaml").read_text("utf-8"))


def seed_of(*parts: str) -> int:
    """The same request gets the same wording, on every machine."""
    return int.from_bytes(sha256("\x1f".join(parts).encode("utf-8", "replace")).digest()[:4], "big")


def needs(wording: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name}


def fill(wordings: Sequence[str], slots: Mapping[str, str]) -> list[str]:
    return [typeset(widened(w).format_map(slots)) for w in wordings if needs(w) <= slots.keys()]


def lines_of(
    rows: Iterable[dict], slots: Mapping[str, str], category: str, seed: int, allowed: Allowed
) -> list[Line]:
    """The lines that can be said: all slots known, meant for these goods, nothing forbidden in them."""
    lines = []
    for row in rows:
        if category not in row.get("only", [category]) or category in row.get("not", []):
            continue
        if row.get("when", "name") not in slots or row.get("not_with") in slots:
            continue
        chosen = fill(row.get("fit", ()), slots) or _rotated(fill(row.get("say", ()), slots), seed)
        usable = tuple(text for text in chosen if allowed(text))
        if usable:
            lines.append(Line(usable, row["rank"], row.get("picture", "")))
    return lines


def _rotated(texts: list[str], seed: int) -> list[str]:
    at = seed % len(texts) if texts else 0
    return texts[at : at + 1]


def title_of(wordings: Sequence[str], slots: Mapping[str, str], limit: int | None, allowed: Allowed) -> str:
    """The first title that can be filled and fits; the templates list the best first."""
    texts = [text for text in fill(wordings, slots) if allowed(text)]
    return next(
        (text for text in texts if limit is None or len(text) <= limit), texts[-1][:limit] if texts else ""
    )


def fitted(lines: Sequence[Line], fits: Callable[[Sequence[str]], bool]) -> list[str]:
    """The lines that fit: what must stay first, as long as it may be, then the rest by rank."""
    texts: dict[int, str] = {i: line.wordings[-1] for i, line in enumerate(lines) if line.rank == 0}
    for i in sorted(range(len(lines)), key=lambda i: lines[i].rank):
        for wording in lines[i].wordings:
            if fits(_in_order({**texts, i: wording})):
                texts[i] = wording
                break
    return _in_order(texts)


def _in_order(texts: Mapping[int, str]) -> list[str]:
    return [texts[i] for i in sorted(texts)]


def body_of(channel: Channel, lines: Sequence[Line], title: str, tail: str = "") -> str:
    def joined(texts: Sequence[str]) -> str:
        return "\n".join([*texts, tail] if tail else texts)

    return joined(fitted(lines, lambda texts: channel.holds(title, joined(texts))))


def sms_of(channel: Channel, lines: Sequence[Line], signature: str) -> str:
    def whole(texts: Sequence[str]) -> str:
        text = re.sub(r"[，,；;、]+$", "", "".join(texts))
        return f"【{signature}】{typeset(text)}{'' if text.endswith('。') else '。'}{opt_out()}"

    return whole(fitted(lines, lambda texts: channel.holds("", whole(texts))))


def shots_of(channel: Channel, lines: Sequence[Line], seconds: int) -> str:
    """A shot list: each shot gets the time that its spoken text takes."""
    limit = seconds * channel.pace * TOLERANCE
    pictures = {wording: line.picture for line in lines for wording in line.wordings}
    kept = fitted(lines, lambda texts: sum(map(_spoken, texts)) <= limit)
    total = sum(_spoken(text) + SHOT_PAUSE for text in kept) or 1
    rows, said = [], 0
    for n, text in enumerate(kept, start=1):
        start, said = said, said + _spoken(text) + SHOT_PAUSE
        times = f"{round(start / total * seconds)}-{round(said / total * seconds)}秒"
        rows.append(f"镜{n}｜{times}｜画面：{pictures[text]}｜口播：{text}")
    return "\n".join(rows)


def _spoken(text: str) -> int:
    return len(re.findall(r"[\u3400-\u9fff]|\d+(?:[.,:]\d+)*|[A-Za-z]+", text))
