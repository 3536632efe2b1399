"""Shops that are not there: a chain, a name, a kind that the directory does not have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Handling
from assistant.reply import Line, Reply
from assistant.shops.asking import wishes_for_a_kind
from assistant.shops.kinds import Kind, chains_in, kind_of_chain, kinds_in, words_of
from assistant.shops.lines import ShopLines
from assistant.shops.listing import Listing
from assistant.shops.sieve import Sieve, read
from assistant.shops.wanted import asked_of, matches
from knowledge.directory import Directory, is_beside, stands_in
from knowledge.text import fold
from knowledge.writing.chains import ALSO_WORDS, BY_KIND
from knowledge.writing.presence import is_present

_MOST, _FEW = 5, 3
_BESIDE_A_NAME = re.compile(
    r"请问|你们|您们|商场|这里|这儿|这边|那边|里面?|有没有|有[吗么嘛]|有|[吗么嘛呀啊呢]|的?店|家|\W|do you have|is there|any|(?<![a-z])an?(?![a-z])|(?<![a-z])here|和|跟|与|或者?|还是|(?<![a-z])(?:and|or)(?![a-z])"
)


def no_chain(directory: Directory, text: str, sieve: Sieve, said: ShopLines) -> Reply | None:
    """A well-known chain that is asked for and that the directory does not have."""
    known = kind_of_chain(text)
    is_asked = sieve.lists or asked_of(text) or matches("presence", text) or _only_names(known, text)
    if not known or matches("elsewhere", text) or matches("rules", text) or not is_asked:
        return None
    if several := _none_of_several(directory, text, said):
        return several
    return (
        _called(directory, text, known[0], said)
        or _told_of(directory, known[0], said)
        or _absent(directory, known[0], known[1], said)
    )


def _none_of_several(directory: Directory, text: str, said: ShopLines) -> Reply | None:
    """Of two chains or more that are asked for at once, each: is there a Decathlon or a Shake Shack?"""
    known = sorted(chains_in(text), key=lambda one: fold(text).find(one[0]))
    if len(known) < 2 or any(_called(directory, text, name, said) for name, _ in known):
        return None
    parts = [_absent(directory, name, kind, said).lines[: _FEW + 1] for name, kind in known]
    return Reply(Handling.ANSWER, tuple(line for lines in parts for line in lines), 0.85)


def absent_beside(directory: Directory, text: str, named: Sequence[str], said: ShopLines) -> list[Line]:
    """That the directory has none of a chain that is named in one breath with a shop of it: 有优衣库和迪卡侬吗."""
    rest = fold(text)
    return [
        Line(said("absent", name=name.upper() if name.isascii() else name))
        for name, _ in chains_in(text)
        if any(is_beside(name, one, rest) for one in named)
        and not any(
            own.startswith(name) for shop in directory.shops for own in (fold(shop.name), fold(shop.name_en))
        )
    ]


def _called(directory: Directory, text: str, name: str, said: ShopLines) -> Reply | None:
    """The shops whose own name begins with a chain's, whatever follows: an authorised store of it."""
    there = [
        shop
        for shop in directory.shops
        if name not in ALSO_WORDS
        and any(own.startswith(name) for own in (fold(shop.name), fold(shop.name_en)))
    ]
    cards = tuple(said.card(shop, asked_of(text) or {"place", "hours"}) for shop in there[:_MOST])
    return Reply(Handling.ANSWER, cards, 0.9) if cards else None


def _told_of(directory: Directory, name: str, said: ShopLines) -> Reply | None:
    """The shops in whose remarks a chain stands that is no shop of its own: a boutique with its bags, a counter for it.

    A chain that is also a word is none of them: apple juice.
    """
    if name in ALSO_WORDS:
        return None
    names = [
        fold(one)
        for chains in BY_KIND.values()
        for chain in chains
        if name in map(fold, chain)
        for one in chain
    ]
    there = [
        shop
        for shop in directory.shops
        if is_present(shop, said.today) and any(stands_in(one, fold(shop.note)) for one in names or [name])
    ]
    if not there:
        return None
    head = Line(said("absent_told", name=name.upper() if name.isascii() else name, count=len(there)))
    return Reply(Handling.ANSWER, (head, *(said.card(shop, {"place"}) for shop in there[:_MOST])), 0.85)


def _only_names(known: tuple[str, Kind] | None, text: str) -> bool:
    """Whether a question is no more than the name of a chain: burger king?"""
    rest = fold(text)
    for name, _ in chains_in(text):
        rest = rest.replace(name, "")
    return known is not None and not _BESIDE_A_NAME.sub("", rest)


def none_of_kind(directory: Directory, text: str, said: ShopLines) -> Reply | None:
    """That the directory has no shop of the kind that is wished for."""
    is_wished = matches("wish", text) or wishes_for_a_kind(fold(text))
    if not directory.shops or not is_wished or matches("rules", text):
        return None
    return Listing(read(text, directory, said.as_of, said.day), said, tuple).none_of_kind()


def absent(directory: Directory, name: str, text: str, said: ShopLines) -> Reply | None:
    """That no shop has a name, with those of its kind; None where the question is not about a shop."""
    folded = fold(text)
    if not directory.shops or not (matches("wish", text) or asked_of(text) & {"place", "hours", "phone"}):
        return None
    if not name or name not in folded or matches("rules", text):
        return None
    kinds = kinds_in(name) or kinds_in(text)
    return _absent(directory, name, kinds[0], said) if kinds else None


def _absent(directory: Directory, name: str, kind: Kind, said: ShopLines) -> Reply:
    shops = kind.among(directory.shops)
    near = [shop for shop in shops if is_present(shop, said.today)]
    if not near:
        return Reply(
            Handling.UNKNOWN, (Line(said("absent", name=name.upper() if name.isascii() else name)),), 0.85
        )
    called = kind.name_en if said.english else kind.name
    key = "of_kind" if fold(name) in words_of(name) else "absent_near"  # 带娃 is no name that nobody has
    head = said(key, name=name.upper() if name.isascii() else name, kind=called, count=len(near))
    lines = [Line(head), *(said.option(shop) for shop in near[:_MOST])]
    if len(near) > _MOST:
        lines.append(Line(said("more", count=len(near) - _MOST)))
    return Reply(Handling.ANSWER, tuple(lines), 0.85)
