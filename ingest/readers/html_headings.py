"""Headings of blocks alike: what stands over one is said of it too, and one with a single short line is its label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

from ingest.cleaning import clean, one_line
from ingest.outline import is_asked
from ingest.readers.html_cards import alike
from knowledge.text import language_of

_FRAGMENT = 40  # characters
_A_CODE = 2  # letters: L3 is of no language
_ENDS = re.compile(r"[。！？!?.…]$")
_SHORT = 60  # characters: what is said of most labels of a list of properties
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def drop_unfilled(soup: BeautifulSoup) -> None:
    """Takes out the headings of places that a script fills, and that stand empty in the page."""
    for heading in soup.find_all(_HEADINGS):
        place, parent = heading.find_next_sibling(), heading.parent
        is_empty = isinstance(place, Tag) and bool(place.get("id")) and not place.get_text(strip=True)
        if is_empty and parent and parent.get_text(strip=True) == heading.get_text(strip=True):
            heading.decompose()


def put_first(soup: BeautifulSoup) -> None:
    """Moves the one heading of each of several blocks alike to the block's front; what stands between blocks stays.

    Where what follows it is no sentence, such as a size or a floor, the name is said there too: quoted alone it says of what.
    """
    for heading in soup.find_all(_HEADINGS):
        block = _block_of(heading)
        if block is None or not _has_one_alike(block, heading.name):
            continue
        block.insert(0, heading.extract())
        label, lines = _label_and_lines(block)
        if _begins_with_no_sentence(lines) and not is_asked(label):
            name = soup.new_tag("p")
            name.string = label
            heading.insert_after(name)


def _begins_with_no_sentence(lines: Sequence[str]) -> bool:
    """Of lines in one language, that the first is a size, a floor or a label; two languages are told apart, and each alone."""
    if not lines or len(lines[0]) > _FRAGMENT or _ENDS.search(lines[0]):
        return False
    told = [line for line in lines if sum(map(str.isalpha, line)) > _A_CODE]
    return len({language_of(line) == "en" for line in told}) <= 1


def labelled_in(element: Tag) -> dict[int, str]:
    """The blocks of an element that are properties, by their identities, each as one line: 地址: 天汇路18号.

    Empty where most have more to say than one short line, and where they are questions with their answers.
    """
    told = {id(block): _label_and_lines(block) for block in alike(element)}
    short = sum(len(lines) == 1 and len(lines[0]) <= _SHORT for _, lines in told.values())
    if short * 2 <= len(told) or any(is_asked(label) for label, _ in told.values()):
        return {}
    return {
        block: f"{label.rstrip(':： ')}: {' '.join(lines)}" for block, (label, lines) in told.items() if lines
    }


def _label_and_lines(block: Tag) -> tuple[str, list[str]]:
    heading = block.find(_HEADINGS)
    label = one_line(heading.get_text(" ")) if isinstance(heading, Tag) else ""
    lines = [line for line in clean(block.get_text("\n")).split("\n") if any(map(str.isalnum, line))]
    return label, [line for line in lines if line not in label]


def _block_of(heading: Tag) -> Tag | None:
    """The largest element that holds this heading and no other."""
    block = None
    for parent in heading.parents:
        if len(parent.find_all(_HEADINGS, limit=2)) > 1:
            break
        block = parent
    return block


def _has_one_alike(block: Tag, level: str) -> bool:
    """Whether beside a block stands another of its tag and class with a heading of the same level."""
    beside = block.parent.find_all(block.name, recursive=False) if block.parent else []
    return any(
        one is not block and one.get("class") == block.get("class") and one.find(level) for one in beside
    )
