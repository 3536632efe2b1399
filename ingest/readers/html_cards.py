"""Shops as cards on a page: like blocks, each a heading with a floor, hours or a telephone, as rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bs4 import NavigableString, Tag

from ingest.cards import CATEGORY, FEWEST, Card, are_shops, card_of, row_of, with_english_names
from ingest.cleaning import one_line
from ingest.model import Section
from knowledge.text import fold
from knowledge.writing.floors import is_floor, keys_in

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE = ("span", "time")
_ONE_LINE = ("p", "li", "dd", "dt")  # what is in them inline is told with them
_LINES = (*_ONE_LINE, "div", "address", "tr", "section", *_INLINE)
# Classes of what says of which kind a shop is, be there no other label.
_OF_A_KIND = frozenset(
    ("tag", "tags", "category", "categories", "cuisine", "shop-category", "store-category")
)
_NO_KIND = frozenset(("new", "hot", "sale", "open", "closed", "新", "新店", "热门", "推荐", "优惠"))

Shape = tuple[str, str]


def cards_on(page: Tag) -> dict[int, Section]:
    """The rows of those blocks of a page that are cards of shops, by the blocks' identities.

    At least three blocks alike, each with one heading and short lines: beside each other or, where a class tells
    them, anywhere on the page, such as those of one floor each. A floor may be said by the heading over them.
    """
    blocks = list(dict.fromkeys(_blocks(page)))
    shapes: defaultdict[Shape, list[Tag]] = defaultdict(list)
    for block in blocks:
        shapes[_shape(block)].append(block)
    found: dict[int, Card] = {}
    for (_, told), some in shapes.items():
        if told:
            found |= _shops(some)
    for parent in {id(block.parent): block.parent for block in blocks if id(block) not in found}.values():
        if parent is not None:
            found |= _shops(alike(parent))
    with_english_names(found.values())
    cards = [found[id(block)] for block in blocks if id(block) in found]
    return {
        id(block): row_of(card, at)
        for at, (block, card) in enumerate(
            zip((block for block in blocks if id(block) in found), cards, strict=True), 1
        )
    }


def alike(element: Tag) -> list[Tag]:
    """The blocks of an element that are built alike: of one tag and class, each with a heading of its own."""
    children = [child for child in element.children if isinstance(child, Tag)]
    if len(children) < FEWEST:
        return []
    shapes = Counter(_shape(child) for child in children if child.name not in _HEADINGS)
    shape, count = max(shapes.items(), key=lambda one: one[1], default=(("", ""), 0))
    if count < FEWEST:
        return []
    some = [child for child in children if _shape(child) == shape]
    return some if all(len(child.find_all(_HEADINGS, limit=2)) == 1 for child in some) else []


def _blocks(page: Tag) -> Iterator[Tag]:
    """For each heading of a page the largest element that holds it and no other."""
    for heading in page.find_all(_HEADINGS):
        block = None
        for parent in heading.parents:
            if parent is page.parent or len(parent.find_all(_HEADINGS, limit=2)) > 1:
                break
            block = parent
        if block is not None:
            yield block


def _shape(block: Tag) -> Shape:
    return block.name, next(iter(_classes(block)), "")


def _classes(element: Tag) -> list[str]:
    found: str | list[str] = element.get("class") or []
    return [found] if isinstance(found, str) else list(found)


def _shops(blocks: Sequence[Tag]) -> dict[int, Card]:
    """The cards of blocks alike, by the blocks' identities; none where those are not of shops."""
    cards = {id(block): card for block in blocks if (card := _card(block))}
    return cards if are_shops(cards.values(), len(blocks)) else {}


def _card(block: Tag) -> Card | None:
    """A block's heading and lines; None where it holds more than a card does."""
    heading = block.find(_HEADINGS)
    name = one_line(heading.get_text(" ")) if isinstance(heading, Tag) else ""
    card = card_of(name, [line for line in _lines(block) if line and line != name])
    if card is not None:
        card.is_under_a_floor = _is_under_a_floor(block)
    return card


def _is_under_a_floor(block: Tag) -> bool:
    """Whether the next heading over a block, beside it or around it, names one floor."""
    for parent in block.parents:
        if over := parent.find(_HEADINGS, recursive=False):
            return len(set(keys_in(fold(one_line(over.get_text(" ")))))) == 1
    return False


def _lines(block: Tag) -> Iterator[str]:
    """The lines of a block: its innermost elements, a term with what is said of it, broken at line breaks."""
    term = ""
    for element in block.find_all((*_LINES, *_HEADINGS)):
        if element.name in _HEADINGS or not _is_innermost(element):
            continue
        if element.find_parent((*_HEADINGS, "span")) or (
            element.name in _INLINE and _is_told_around(element, block)
        ):
            continue  # told with what is around it
        if element.name == "dt":
            term = one_line(element.get_text(" ")).rstrip(":： ")
            continue
        lines = list(filter(None, _said(element)))
        told = " ".join(lines) if element.name == "dd" and term else ""
        yield from (f"{term}: {told}",) if told else _of_its_kind(element, lines)
        term = ""


def _is_innermost(element: Tag) -> bool:
    """Whether an element holds no line that stands for itself; what is inline in one that is told whole does not."""
    inner = element.find_all((*_LINES, *_HEADINGS))
    return all(one.name in _INLINE for one in inner) and (not inner or _is_whole(element))


def _is_whole(element: Tag) -> bool:
    """Whether an element is told as one: a paragraph, and any with words of its own beside what is inline."""
    own = (str(child) for child in element.children if type(child) is NavigableString)
    return element.name in _ONE_LINE or any(any(map(str.isalnum, text)) for text in own)


def _is_told_around(element: Tag, block: Tag) -> bool:
    parents = (parent for parent in element.parents if parent.name in _LINES and parent is not block)
    return any(_is_innermost(parent) for parent in parents)


def _said(element: Tag) -> list[str]:
    """The lines of an element; of parts one of which is a floor each is a line."""
    for line_break in element.find_all("br"):
        line_break.replace_with("\n")
    parts = [one_line(part.get_text()) for part in element.find_all(_INLINE, recursive=False)]
    if any(is_floor(fold(part)) for part in parts) and len(parts) > 1:
        return parts
    text = element.get_text() if not parts else " ".join(element.stripped_strings)
    return [one_line(line) for line in text.split("\n")]


def _of_its_kind(element: Tag, lines: Iterable[str]) -> Iterator[str]:
    """The lines, those that a class says to be of what a shop is with the header of it."""
    is_kind = not _OF_A_KIND.isdisjoint(name.lower() for name in _classes(element))
    for line in lines:
        is_bare = not line.startswith("#") and not any(sign in line for sign in ":：") and len(line) <= 24
        yield f"{CATEGORY}: {line}" if is_kind and is_bare and fold(line) not in _NO_KIND else line
