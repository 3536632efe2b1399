"""Which of the shops that a question names or sounds like are meant: by the whole name, the floor, the kind, a mark."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.shops.kinds import kind_of_chain, kinds_in, words_of
from assistant.shops.marks import marks_in
from assistant.shops.sieve import Sieve
from knowledge.directory import Directory, Mention, labels_of
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.chains import ALSO_WORDS, belongs
from knowledge.writing.names import forms_of

# 奶茶店在哪，蜜桃那个: a word of its name tells which of a kind is meant.
_THE_ONE = re.compile(
    r"(?:^|[\s,，、是找问])([\u4e00-\u9fffa-z\d]{2,6}?)的?(?:那|这|嗰)一?[家间个](?:店)?(?=$|[\s,，。?？])"
)
WHICH = re.compile(r"哪|边[间家个]|(?<![a-z])which(?![a-z])")


def meant(directory: Directory, text: str) -> list[Mention]:
    """The shops named; not those whose first word is only part of a kind of shop: kids of a playground."""
    words = words_of(text)
    chain = kind_of_chain(text)
    return [
        mention
        for mention in directory.mentions(text)
        if not (chain and _is_part_of_another(mention, chain[0], fold(text)))
        and (
            (mention.matched in forms_of(mention.shop) and not _is_a_kind(directory, mention, words))
            or not (
                any(mention.matched in word for word in words) or (chain and _is_another(mention, chain[0]))
            )
        )
    ]


def the_one(directory: Directory, text: str, sieve: Sieve) -> Shop | None:
    """The one shop of the kind asked for whose name has the word that tells which is meant."""
    said = _THE_ONE.search(fold(text)) if sieve.kinds else None
    if said is None:
        return None
    some = [shop for shop in directory.shops if sieve.lets_through(shop)]
    named = [shop for shop in some if said[1] in fold(shop.name)]
    return named[0] if len(named) == 1 else None


def fitting(directory: Directory, mentions: list[Mention], text: str) -> list[Mention]:
    """Of several shops that sound or are called alike, those that fit what else the question says."""
    return _with_marks(_of_its_kind(_on_its_floor(directory, mentions, text), text), text)


def _is_a_kind(directory: Directory, mention: Mention, words: Collection[str]) -> bool:
    """Whether what is said is a word for a kind that stands in the names of several shops: 冰淇淋 of two of them."""
    if mention.matched not in words or mention.matched == fold(mention.shop.name):
        return False
    return sum(mention.matched in fold(shop.name) for shop in directory.shops) > 1


def _is_part_of_another(mention: Mention, chain: str, folded: str) -> bool:
    """Whether a shop's name is only said as the beginning of another chain's: Zara Home, where there is a Zara."""
    names = (fold(mention.shop.name), fold(mention.shop.name_en))
    is_part = chain != mention.matched and re.match(rf"{re.escape(mention.matched)}(?![a-z0-9])", chain)
    return bool(is_part) and mention.matched not in folded.replace(chain, "") and not belongs(names, (chain,))


def _is_another(mention: Mention, chain: str) -> bool:
    """Whether a shop only begins with the name of the chain that is meant: an Apple Store is no Apple Tree."""
    names = (fold(mention.shop.name), fold(mention.shop.name_en))
    return mention.exact and chain in ALSO_WORDS and mention.matched in chain and not belongs(names, (chain,))


def _on_its_floor(directory: Directory, mentions: list[Mention], text: str) -> list[Mention]:
    """Of several shops that sound or are called alike, the one on the floor that is named."""
    floor = (directory.floor_named(text) or _number_at_the_end(directory, text)) if len(mentions) > 1 else ""
    there = [mention for mention in mentions if floor and directory.is_on(mention.shop, floor)]
    return there if len(there) == 1 and len({mention.matched for mention in mentions}) == 1 else mentions


_ON = re.compile(r"(?<![a-z])(?:on|at) (?:the )?(?P<number>\d{1,3})(?:th|st|nd|rd)?\W*$")


def _number_at_the_end(directory: Directory, text: str) -> str:
    """The floor of an English question that ends with its number alone: the starbucks on 35."""
    match = _ON.search(fold(text))
    return floor if match and (floor := f"l{match['number']}") in directory.floors else ""


def _of_its_kind(mentions: list[Mention], text: str) -> list[Mention]:
    """Of several shops that sound or are called alike, the one that is or sells what the question names: 吃火锅, 买书."""
    said = {mention.matched for mention in mentions}
    if len(mentions) < 2 or len(said) != 1:
        return mentions
    rest = fold(text).replace(said.pop(), " ")
    shops = [mention.shop for mention in mentions]
    of_it = {shop for kind in kinds_in(rest) for shop in kind.among(shops)}
    of_it |= {shop for shop in shops for tag in (*shop.tags, *labels_of(shop)) if _names(rest, tag)}
    there = [mention for mention in mentions if mention.shop in of_it]
    return there if len(there) == 1 else mentions


def _with_marks(mentions: list[Mention], text: str) -> list[Mention]:
    """Of several shops of one name those that have what is asked for: 哪家是通宵的."""
    if len({mention.matched for mention in mentions}) == len(mentions) or not WHICH.search(fold(text)):
        return mentions
    marks = marks_in(text, [mention.shop for mention in mentions])
    return [one for one in mentions if all(mark.fits(one.shop) for mark in marks)] or mentions


def _names(text: str, tag: str) -> bool:
    return len(tag) > 1 and fold(tag) in text
