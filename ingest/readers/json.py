"""Records as programs export them: lists of objects, objects keyed by name, and lists under a name of their own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ingest.cleaning import one_line
from ingest.directory import fields_of
from ingest.encoding import decode
from ingest.model import Reading, Section
from ingest.openmap import names_a_facility
from ingest.tables import row_text
from knowledge.errors import UnreadableFile

_FEWEST = 3  # records under names of their own that make a table of them
_SHARE = 0.6  # of a table's records that must lie on a floor, or have a field in common
_DEEPEST = 12  # objects in objects
_A_SHOP, _A_NAME = "店名 Shop name", "名称 Name"

Record = Mapping[str, Any]


def read(path: Path) -> Reading:
    """Each record as a row, every value under the name of its field. Raises UnreadableFile when it is no JSON."""
    return Reading(sections=tuple(_numbered(_sections(_loaded(decode(path.read_bytes())), ()))))


def _loaded(text: str) -> Any:
    """One value, or one on each line."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise UnreadableFile("The JSON is nested too deeply to be read.") from error
    except ValueError as whole:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            raise UnreadableFile(f"The file is not JSON: {whole}.") from whole


def _sections(value: Any, path: tuple[str, ...]) -> Iterator[Section]:
    if len(path) > _DEEPEST:
        return
    if isinstance(value, list):
        yield from map(_row(path), map(_flat, filter(_is_record, value)))
        if loose := _words(value):
            yield Section(loose, path)
    elif isinstance(value, dict) and (keyed := _keyed(value)):
        yield from map(_row(path), keyed)
    elif isinstance(value, dict):
        own = {one_line(key): said for key, one in value.items() if (said := _words(one))}
        if own:
            yield Section(row_text(own), path, kind="row", columns=own)
        for key, one in value.items():
            if key not in own and isinstance(one, (dict, list)):
                yield from _sections(one, (*path, one_line(key)))
    elif said := _words(value):
        yield Section(said, path)


def _row(path: tuple[str, ...]) -> Any:
    return lambda columns: Section(row_text(columns), path, kind="row", columns=columns)


def _numbered(sections: Iterable[Section]) -> Iterator[Section]:
    """The rows, each with its number for people."""
    count = 0
    for section in sections:
        count += section.kind == "row"
        if section.columns:
            yield Section(
                section.text, section.path, section.kind, row=f"第{count}条", columns=section.columns
            )
        elif section.text:
            yield section


def _keyed(value: Record) -> list[dict[str, str]]:
    """The records of an object that has one or several under the name of each: {"ZARA": [{"floor": "1F"}, …]}.

    They are one table where most share a field. The name is a shop's where most lie on a floor or have a unit, and are nothing
    that a house has for its guests.
    """
    every = {key: [one] if isinstance(one, dict) else one for key, one in value.items()}
    if len(every) < _FEWEST or not all(isinstance(one, list) and one for one in every.values()):
        return []
    if not all(_is_record(record) for records in every.values() for record in records):
        return []
    named = [(one_line(key), _flat(record)) for key, records in every.items() for record in records]
    if not _alike([columns for _, columns in named]):
        return []
    header = _A_SHOP if _are_shops(named) else _A_NAME
    return [{header: name} | columns for name, columns in named]


def _alike(records: Sequence[Record]) -> bool:
    shared = max((sum(field in other for other in records) for field in records[0]), default=0)
    return shared >= _SHARE * len(records)


def _are_shops(named: Sequence[tuple[str, dict[str, str]]]) -> bool:
    if any("name" in fields_of(columns) for _, columns in named):
        return False  # the records say themselves what they are called
    placed = sum(bool({"floor", "unit"} & fields_of(columns).keys()) for _, columns in named)
    facilities = sum(names_a_facility(name) for name, _ in named)
    return placed >= _SHARE * len(named) and facilities < _SHARE * len(named)


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and bool(value)


def _flat(record: Record, before: str = "", depth: int = 0) -> dict[str, str]:
    """A record's values under their fields' names, those of an object in it under both names: contact.tel."""
    found: dict[str, str] = {}
    for key, value in record.items():
        name = f"{before}{one_line(str(key))}"
        if isinstance(value, dict):
            if depth < _DEEPEST and "coordinates" not in value:  # a shape on a map
                found |= _flat(value, f"{name}.", depth + 1)
        elif isinstance(value, list) and any(map(_is_record, value)):
            for at, one in enumerate(filter(_is_record, value)):
                found |= _flat(one, f"{name}[{at}].", depth + 1) if depth < _DEEPEST else {}
        elif said := _words(value):
            found[name] = said
    return found


def _words(value: Any) -> str:
    """A value that is no object, several with commas between them; empty for nothing."""
    if isinstance(value, list):
        return "、".join(filter(None, (_words(one) for one in value if not isinstance(one, (dict, list)))))
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return one_line(str(value))
