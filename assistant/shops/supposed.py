"""Where a question supposes a shop to be, and whether it is there: 乐高是在海运大厦吧, 小桨在2楼对吧."""

from __future__ import annotations

import re

from assistant.shops.lines import ShopLines
from assistant.shops.wanted import matches
from assistant.shops.words import said_floor
from knowledge.directory import Directory, floor_in, floors_of
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.names import forms_of
from knowledge.writing.presence import is_present

# 三楼那家 says which shop is meant, and supposes nothing.
_OF_THAT_FLOOR = re.compile(r"(?:[楼层]|[bl]\d+)的?(?:那|这|嗰)一?[家间个]|(?:one|shop|branch) on ")
_SUPPOSES = re.compile(
    r"在[^,，。?？]{1,16}(?:吧|吗|么|嘛|对吧|对不对|是吧|是不是|没错吧|系咪)|(?:是不是|是否|不是)(?:就)?在|搬[到去]"
    r"|(?<![a-z])(?:is|are)(?:n't)? (?!there)[^,.?]{2,40}? (?:in|at|inside|on) |(?<![a-z])(?:right|correct|isn't it)\??$"
)
# What lies near it is another question.
_BESIDE = re.compile(
    r"(?:附近|旁边|隔壁|边上|周围|周边)[^,，。?？]{0,4}有|(?<![a-z])(?:nearby|around there|near (?:it|there))(?![a-z])"
)


def opening(directory: Directory, shop: Shop, text: str, said: ShopLines) -> str:
    """Yes or no to the building or the floor that a question supposes; empty where it supposes neither."""
    parts = [_of_building(directory, shop, text, said), _of_floor(directory, shop, text, said)]
    wrong = [part for part in parts if part and part != said("here")]
    if wrong or not is_present(shop, said.day) or matches("is_open", text):
        return "".join(
            wrong
        )  # a shop that has left is not there, wherever it was; yes to 还开着吗 is another yes
    return next(filter(None, parts), "")


def supposes(text: str) -> bool:
    """Whether a question says where it takes a shop to be, and asks whether that is right."""
    folded = fold(text)
    return _SUPPOSES.search(folded) is not None and not _BESIDE.search(folded)


def _of_building(directory: Directory, shop: Shop, text: str, said: ShopLines) -> str:
    places = directory.places_named(text)
    if not places or not (matches("presence", text) or supposes(text)):
        return ""
    named = fold(" ".join((shop.name, shop.name_en)))
    said_as = [words for words in places.values() if words not in named]
    if fold(shop.location) in places or not said_as:
        return said("here")
    other = next((place for place in places), "")
    return said("not_in", place=_as_written(directory, other, places[other]))


def _as_written(directory: Directory, place: str, words: str) -> str:
    """A place as the directory has it; in the asker's words where it has two languages."""
    location = next(shop.location for shop in directory.shops if fold(shop.location) == place)
    at = location.lower().find(words)
    return location[at : at + len(words)] if at >= 0 and len(words) < len(location) else location


def _of_floor(directory: Directory, shop: Shop, text: str, said: ShopLines) -> str:
    rest = fold(text)  # L3 in its name supposes nothing
    for name in sorted(map(fold, forms_of(shop)), key=len, reverse=True):
        rest = re.sub(r"\s*".join(map(re.escape, name.replace(" ", ""))), "，", rest) if name else rest
    if not floor_in(rest) or _OF_THAT_FLOOR.search(fold(text)):
        return ""
    floor = directory.floor_named(text)
    if directory.is_on(shop, floor):
        return "" if _has_a_namesake(directory, shop) and not supposes(text) else said("here")
    there = next((one for one in directory.shops if directory.is_on(one, floor)), None)
    return said("not_here", floor=said.floor(there) if there else said_floor(floor_in(text), said.english))


def _has_a_namesake(directory: Directory, shop: Shop) -> bool:
    """Whether another floor has a shop of the same name, so that naming the floor says which one is meant."""
    floors = floors_of(shop)
    return any(one.name == shop.name and not set(floors) & set(floors_of(one)) for one in directory.shops)
