"""The words of a Chinese clause in English order, as far as set words show it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.tokens import Token


def in_english_order(said: Sequence[Token]) -> list[Token]:
    """A clause with what is said of when, where and with what behind what is done."""
    return _in_order(_acting(_before(said)))


def _before(said: Sequence[Token]) -> list[Token]:
    """Words that follow what they limit, in front of it: 15分钟内 is within 15 minutes."""
    out: list[Token] = []
    for token in said:
        if token.kind != "post":
            out.append(token)
            continue
        start = _limited(out, token.english)
        limited, out = " ".join(one.english for one in out[start:]), out[:start]
        if token.english in ("or more", "or less"):
            out.append(Token("figure", f"{limited} {token.english}"))
            continue
        if token.english == "from" and out and out[-1].english == "from":
            out.pop()
        since = out[-1] if out and out[-1].kind == "time" else None
        is_length = bool(re.search(r"\d|hour|minute", limited))
        if token.english == "within" and since and re.match("after|from", since.english):
            out[-1] = Token("time", f"within {limited} {since.english}")
        elif token.english == "within" and is_length and out and out[-1].kind == "verb":
            out[-1] = Token("time", f"within {limited} of {out[-1].english}")
        else:
            said_so = "inside" if token.english == "within" and not is_length else token.english
            out.append(Token("time" if said_so else "noun", f"{said_so} {limited}".strip()))
    return _durations(out)


def _limited(out: Sequence[Token], by: str) -> int:
    """Where in a clause begins what the word behind it limits: the last word, with the figure or the only noun before it."""
    if not out or out[-1].kind not in ("noun", "verb", "figure", "unknown", "adj"):
        return len(out)
    start = len(out) - 1
    if by == "except":
        while start and out[start - 1].kind in ("noun", "verb", "figure", "unknown", "adj", "conj"):
            start -= 1
        return start
    last, before = out[start], out[start - 1] if start else None
    if before is None or last.kind == "figure":
        return start
    if last.kind == "noun" and before.kind in ("figure", "unknown"):
        return start - 1
    return start - 1 if last.kind == "verb" and start == 1 and before.kind in ("noun", "verb") else start


def _durations(said: Sequence[Token]) -> list[Token]:
    """闭馆前20分钟 is 20 minutes before closing, 提前6小时 6 hours in advance."""
    out: list[Token] = []
    for token in said:
        is_length = re.search(r"(?:minute|hour|day|month|year|week)s?$|^half an hour$", token.english)
        last = out[-1] if out else None
        if is_length and last and last.kind == "time" and re.match("before|after", last.english):
            out[-1] = Token("time", f"{token.english} {last.english}")
        elif is_length and last and last.english == "in advance":
            out[-1] = Token("time", f"{token.english} in advance")
        else:
            out.append(token)
    return out


def _acting(said: Sequence[Token]) -> list[Token]:
    """Who does it, in front of must: 须由家长陪同 is that a parent must accompany."""
    out: list[Token] = []
    place = 0
    while place < len(said):
        token = said[place]
        if token.kind != "modal" or token.english != "by":
            out.append(token)
            place += 1
            continue
        modal = [out.pop()] if out and out[-1].kind in ("modal", "neg") else []
        place += 1
        if out and out[-1].kind != "mark":
            out.append(Token("mark", ":"))
        while place < len(said) and said[place].kind in ("noun", "unknown", "figure", "conj"):
            out.append(said[place])
            place += 1
        out += modal or [Token("modal", "to")]
    return out


def _in_order(said: Sequence[Token]) -> list[Token]:
    """The clause with its times, places and means behind the verb that they stand before."""
    out: list[Token] = []
    held: list[Token] = []
    place = 0
    while place < len(said):
        token = said[place]
        if (
            token.kind == "prep"
            and place + 1 < len(said)
            and said[place + 1].kind == "time"
            and token.english != "from"
        ):
            place += 1
            continue
        if token.kind == "prep" and _is_followed_by_verb(said, place):
            held.append(token)
            place += 1
            while place < len(said) and said[place].kind not in (
                "verb",
                "modal",
                "neg",
                "prep",
                "time",
                "mark",
            ):
                held.append(said[place])
                place += 1
            continue
        if token.kind == "mark":  # what is said of one of several stays with it
            out, held = [*out, *held], []
        is_held = token.kind == "time" and out and out[-1].kind in ("modal", "neg")
        (held if is_held and _is_followed_by_verb(said, place) else out).append(token)
        place += 1
    return [*out, *held]


def _is_followed_by_verb(said: Sequence[Token], place: int) -> bool:
    return any(token.kind == "verb" for token in said[place + 1 :])
