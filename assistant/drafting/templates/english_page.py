"""An English draft in the form of its channel: shots, a table, a message, or lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.model import SellingPoint
from assistant.drafting.templates import compose
from assistant.drafting.templates.chinese import Page, Text
from assistant.drafting.templates.translate import data

MOST_POINTS = 5
WORDS_A_SECOND = 2.5
FEWEST = 3  # words of a shot's spoken text, for its time


@dataclass(frozen=True, slots=True)
class Piece:
    """Sentences of a draft, the wordings of each from long to short; `must` ones come first when room is short."""

    wordings: tuple[str, ...]
    source: str
    must: bool = False
    kind: str = ""


def laid_out(page: Page, title: str, pieces: Sequence[Piece]) -> Text:
    """In the form of the channel: a film's shots, a page's table, a message, or lines."""
    form = page.form
    told = [p for p in pieces if p.source]
    listed = tuple(SellingPoint(p.wordings[0].rstrip("."), p.source) for p in told[1 : MOST_POINTS + 1])
    if form.shots:
        return Text(title, _shots(page, pieces), listed)
    if form.table:
        facts = [p.wordings[0] for p in told]
        return Text(
            title, "\n".join(["Highlights", *(f"· {p.text}" for p in listed), "", "Facts", *facts]), listed
        )
    return Text(title, _fitting(page, title, pieces), listed)


def _fitting(page: Page, title: str, pieces: Sequence[Piece]) -> str:
    """As many sentences as the channel holds; those that must stand first, short, then all as long as may be."""
    kept: dict[int, str] = {}

    def body(texts: dict[int, str]) -> str:
        return whole(page, title, [texts[n] for n in sorted(texts)])

    musts = [(n, piece.wordings[-1]) for n, piece in enumerate(pieces) if piece.must]
    for at, wording in [
        *musts,
        *((n, w) for n, piece in enumerate(pieces) for w in reversed(piece.wordings)),
    ]:
        if page.form.holds(title, body({**kept, at: wording})):
            kept[at] = wording
    warned = all(n in kept for n, piece in enumerate(pieces) if piece.kind == "warning")
    return body(kept) if kept and warned else ""


def whole(page: Page, title: str, texts: Sequence[str]) -> str:
    if page.form.signed:
        return signed(page, texts)
    return "\n".join([*texts, *([_topics(page, title)] if page.form.topics else [])])


def signed(page: Page, texts: Sequence[str]) -> str:
    return compose.signed(page.profile.sms_signature or page.profile.name, f"{' '.join(texts)} ")


def _topics(page: Page, title: str) -> str:
    words = [title, page.profile.name_en, "Shopping", "Weekend"]
    kept = dict.fromkeys("".join(c for c in word.title() if c.isalnum()) for word in words if word)
    least, _ = page.form.topics or (3, 5)
    return " ".join(f"#{word}" for word in list(kept)[: max(3, least)])


def _shots(page: Page, pieces: Sequence[Piece]) -> str:
    shortest, longest = page.form.seconds or (15, 30)
    seconds = max(shortest, min(longest, page.demands.seconds or compose.DEFAULT_SECONDS))
    kept: list[int] = []
    for at in sorted(range(len(pieces)), key=lambda at: not pieces[at].must):
        spoken = sum(_words(pieces[n].wordings[-1]) for n in (*kept, at))
        if spoken <= seconds * WORDS_A_SECOND or not kept:
            kept.append(at)
    texts = [pieces[at].wordings[-1] for at in sorted(kept)]
    total, said, rows, pictures = sum(map(_words, texts)), 0, [], data()["pictures"]
    for n, text in enumerate(texts, start=1):
        start, said = said, said + _words(text)
        times = f"{round(start / total * seconds)}-{round(said / total * seconds)} s"
        rows.append(f"Shot {n} | {times} | Picture: {pictures[(n - 1) % len(pictures)]} | Voice: {text}")
    return "\n".join(rows)


def _words(sentence: str) -> int:
    return max(FEWEST, len(sentence.split()))
