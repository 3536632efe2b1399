"""The lines of a draft before they are fitted: a form's rows in an order, each in a wording that may stand."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.data import read_table
from assistant.drafting.templates.dice import Dice
from assistant.drafting.templates.typeset import listed, typeset, widened

MOST_OF_EACH = 12  # lines of one kind
_FIGURE = re.compile(r"[\d一二三四五六日]|须|需|限|不")
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
    campaigns = read_table("copy_templates.yaml")
    return {**campaigns, "product": read_table("copy_products.yaml")}


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
            turn = f"{row.get('at')}{at}.{n}"
            runs = _runs(row["run"], known, allowed) if "run" in row else [known]
            told = (wording for run in runs for wording in _wordings(row, run, dice, turn, allowed))
            wordings = tuple(dict.fromkeys(told))
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


def _runs(name: str, slots: Slots, allowed: Allowed) -> Iterator[Slots]:
    """The slots with {details} made of all that may be told of a name's slots, then of fewer; figures go last."""
    texts = [slots[key] for n in range(1, MOST_OF_EACH + 1) if (key := f"{name}{n}") in slots]
    told = [text for text in texts if allowed(text)]
    best = sorted(told, key=lambda text: not _FIGURE.search(text))
    for count in range(len(told), 0, -1):
        kept = best[:count]
        yield {**slots, "details": listed([text for text in told if text in kept])}


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
    return [typeset(_filled(widened(w), slots)) for w in wordings if needs(w) <= slots.keys()]


def _filled(wording: str, slots: Slots) -> str:
    """The wording with its slots; a name that ends in a digit does not run into a number: X2，399元."""
    text = ""
    for literal, name, _, _ in string.Formatter().parse(wording):
        value = slots[name] if name else ""
        before = text + literal
        runs = not literal and before[-1:].isascii() and before[-1:].isalnum() and value[:1].isdigit()
        text = f"{before}，{value}" if runs else before + value
    return text


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
