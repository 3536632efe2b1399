"""What a person should look at in a file's text: words for a machine, personal numbers, addresses outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.flagged.instructions import instructions_in
from ingest.flagged.links import links_in
from ingest.flagged.personal import personal_in
from ingest.model import Flag, FlagKind, Reading, Section

MOST = 20  # flags of one kind; more tell a person nothing new

# Each finder gives (what makes a finding the same as another, its excerpt).
Finder = Callable[[str], Iterator[tuple[str, str]]]
FINDERS: tuple[tuple[FlagKind, Finder], ...] = (
    (FlagKind.INSTRUCTION, instructions_in),
    (FlagKind.PERSONAL, personal_in),
    (FlagKind.LINK, links_in),
)


def flags_of(sections: Sequence[Section]) -> tuple[Flag, ...]:
    """The flags of a text in its order, each finding once, at most `MOST` of a kind and then their number."""
    kept: list[Flag] = []
    counts: Counter[FlagKind] = Counter()
    seen: set[tuple[FlagKind, str]] = set()
    for kind, key, excerpt, place in _findings(sections):
        if (kind, key) in seen:
            continue
        seen.add((kind, key))
        counts[kind] += 1
        if counts[kind] <= MOST:
            kept.append(Flag(kind, excerpt, place))
    rest = (Flag(kind, f"{count - MOST} more") for kind, count in counts.items() if count > MOST)
    return (*kept, *rest)


def flagged(reading: Reading) -> Reading:
    """A reading with the flags of its text, after those that its reader set."""
    return replace(reading, flags=(*reading.flags, *flags_of(reading.sections)))


def _findings(sections: Iterable[Section]) -> Iterator[tuple[FlagKind, str, str, str]]:
    above: tuple[str, ...] = ()
    for section in sections:
        place = _place(section)
        for text in (*_new_headings(section.path, above), *_texts(section)):
            for kind, finder in FINDERS:
                for key, excerpt in finder(text):
                    yield kind, key, excerpt, place
        above = section.path


def _texts(section: Section) -> list[str]:
    """A row's cells with their headers, so that a directory's column of telephone numbers says what it is."""
    if section.columns:
        return [f"{header}: {value}" for header, value in section.columns.items()]
    return [section.text]


def _new_headings(path: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    same = 0
    while same < min(len(path), len(above)) and path[same] == above[same]:
        same += 1
    return path[same:]


def _place(section: Section) -> str:
    """Where a person finds it: 第2页 · 二、电子券 · 表1第3行."""
    parts = (f"第{section.page}页" if section.page else "", " › ".join(section.path), section.row)
    return " · ".join(part for part in parts if part)
