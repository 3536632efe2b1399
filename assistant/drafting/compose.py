"""From templates and slots to a text that fits its channel."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.drafting.channels import Channel, opt_out
from assistant.drafting.dice import Dice
from assistant.drafting.typeset import typeset, widened

SHOT_PAUSE = 2  # characters' worth of time that changing the picture takes
TOLERANCE = 1.15  # of the spoken length: people read a little faster where there are few numbers
MOST_OF_EACH = 6  # lines of one kind
SALUTATION = 8  # characters: 家长们好， goes on in the next line
ENDS = "。！？：；，\n"
Allowed = Callable[[str], bool]
Slots = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """`wordings` from the longest to the shortest; rank 0 stays whatever happens; `joined` goes on in the
    paragraph of its block."""

    wordings: tuple[str, ...]
    rank: int
    picture: str = ""
    joined: bool = False
    block: str = ""


@cache
def templates() -> dict[str, Any]:
    """kind of subject -> channel -> its titles and forms."""
    campaigns = yaml.safe_load(_text("copy_templates.yaml"))
    return {**campaigns, "product": yaml.safe_load(_text("copy_products.yaml"))}


def _text(name: str) -> str:
    return files("assistant.data").joinpath(name).read_text("utf-8")


def needs(wording: str) -> set[str]:
    """The names in braces. Raises ValueError where the braces do not pair."""
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name is not None}


def form_of(template: Mapping[str, Any], dice: Dice) -> Mapping[str, Any]:
    """One of the forms of a channel; a channel with one need not call it a form."""
    forms = template.get("forms")
    return dice.pick("form", forms) if forms else template


def rows_of(form: Mapping[str, Any], dice: Dice, first: str = "") -> list[dict]:
    """The rows of a form in one of its orders; the block that an audience looks for first comes right after the head."""
    rows = form.get("shots") or form.get("lines") or []
    orders = form.get("orders")
    if not orders:
        return list(rows)
    order = dice.pick("order", orders)
    if first in order and form.get("leads", True):
        rest = order.replace(first, "")
        head = 1 if rest.startswith("h") else 0
        order = rest[:head] + first + rest[head:]
    return sorted(rows, key=lambda row: order.find(row.get("at", "h")))


def lines_of(rows: Iterable[dict], slots: Slots, category: str, dice: Dice, allowed: Allowed) -> list[Line]:
    """The lines that can be said: all slots known, meant for these goods, nothing forbidden in them."""
    lines = []
    for at, row in enumerate(rows):
        if category not in row.get("only", [category]) or category in row.get("not", []):
            continue
        for n, known in enumerate(_each(row.get("each"), slots)):
            if row.get("when", "name") not in known or row.get("not_with") in known:
                continue
            wordings = tuple(_wordings(row, known, dice, f"{row.get('at')}{at}.{n}", allowed))
            if wordings:
                picture = _listed(row.get("picture", ""))
                shown = picture[n % len(picture)]
                rank, joined = row.get("rank", 1), row.get("join", False)
                lines.append(Line(wordings, rank, shown, joined, row.get("at", "")))
    return lines


def _each(name: str | None, slots: Slots) -> Iterator[Slots]:
    if not name:
        yield slots
        return
    for n in range(1, MOST_OF_EACH + 1):
        if f"{name}{n}" in slots:
            yield {**slots, name: slots[f"{name}{n}"]}


def _wordings(row: dict, slots: Slots, dice: Dice, what: str, allowed: Allowed) -> Iterator[str]:
    levels = row["fit"] if "fit" in row else [row.get("say", [])]
    for n, level in enumerate(levels):
        texts = fill(_listed(level), slots)
        if texts and (text := _first(dice.turned(f"{what}.{n}", texts), allowed)):
            yield text


def _first(texts: Iterable[str], allowed: Allowed) -> str:
    return next((text for text in texts if allowed(text)), "")


def _listed(level: str | list[str]) -> list[str]:
    return [level] if isinstance(level, str) else level


def fill(wordings: Sequence[str], slots: Slots) -> list[str]:
    return [typeset(widened(w).format_map(slots)) for w in wordings if needs(w) <= slots.keys()]


def title_of(
    levels: Sequence[str | list[str]], slots: Slots, limit: int | None, dice: Dice, allowed: Allowed
) -> str:
    """A title of the best level that can be filled and fits."""
    last = ""
    for n, level in enumerate(levels):
        texts = fill(_listed(level), slots)
        fitting = [text for text in texts if limit is None or len(text) <= limit]
        if fitting and (title := _first(dice.turned(f"title{n}", fitting), allowed)):
            return title
        last = _first(reversed(texts), allowed) or last
    return last[:limit]


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
    """One message: signature, clauses with commas between them, a full stop, the way to opt out."""

    def whole(texts: Sequence[str]) -> str:
        return signed(signature, sentence(texts))

    return whole([text for _, text in fitted(lines, lambda texts: channel.holds("", whole(texts)))])


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


def spoken(text: str) -> int:
    """How many characters' worth of time a text takes to say: 300 takes that of two."""
    numbers = re.findall(r"\d+(?:[.,:]\d+)*", text)
    return len(re.findall(r"[\u3400-\u9fff]|[A-Za-z]+", text)) + sum(1 + (len(n) > 1) for n in numbers)
