"""Names of the fields of nested records, as exports flatten them to headers, put into a directory's own: data.contact.tel."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ingest.directory import columns_of, is_directory_row
from ingest.headers import column_of
from ingest.model import Section
from ingest.tables import row_text

_FEWEST = 2  # headers that are paths make a table of them
_PATH = re.compile(r"[A-Za-z_][\w-]*(?:(?:\.|/|__|:)[\w-]+|\[\d+\])+")
_APART = re.compile(r"[./\[\]:]+|__")
# What only says that a value follows: openingHours.text, name.value.
_OF_A_VALUE = frozenset(
    ("text", "value", "label", "title", "display", "displayname", "formatted", "raw", "string", "rendered", "plain", "content")
)  # fmt: skip
# What only holds a shop's own fields together.
_HOLDERS = frozenset(
    ("data", "attributes", "properties", "fields", "acf", "meta", "item", "items", "record", "node", "shop", "store", "tenant",
     "brand", "merchant", "outlet", "details", "detail", "info", "information", "basic", "general", "profile")
)  # fmt: skip
# What holds a shop's place or number; a name in it is the place's or a person's.
_PLACE = frozenset(
    (
        "location",
        "position",
        "place",
        "address",
        "venue",
        "contact",
        "contacts",
        "contactinfo",
        "contactdetails",
    )
)
_IN_A_PLACE = ("unit", "floor", "location", "phone")
# Headers under which every directory says the same.
_CALLED = {
    "unit": "铺位号 Unit",
    "name": "店名 Shop name",
    "name_en": "英文名 English name",
    "category": "业态 Category",
    "subcategory": "业态二级 Subcategory",
    "floor": "楼层 Floor",
    "phone": "电话 Phone",
    "note": "备注 Note",
}
_A_MACHINES = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")  # name_zh, category_tags
_HOURS = "营业时间 Hours"


def put_in_headers(sections: Sequence[Section]) -> list[Section]:
    """The sections, rows of records with every path that names a field of a shop's under that field's own header.

    A path that names none stays as it is, and so is kept back as any header is that a directory does not know.
    The headers of a table of a database are put in words too.
    """
    return list(map(_in_words, _without_paths(sections)))


def _in_words(section: Section) -> Section:
    """A shop's row with headers that people read: 店名 Shop name for name_zh. Two columns of one field stay as they are."""
    if section.kind != "row" or not any(map(_A_MACHINES.fullmatch, section.columns)):
        return section
    if not is_directory_row(section.columns):
        return section
    fields = {header: column.field for header, column in columns_of(section.columns).items()}
    once = Counter(fields.values())
    renamed = {
        header: _CALLED[field]
        for header, field in fields.items()
        if field in _CALLED and once[field] == 1 and (_A_MACHINES.fullmatch(header) or header == field)
    }
    return _renamed(section, renamed)


def _without_paths(sections: Sequence[Section]) -> list[Section]:
    rows = [section for section in sections if section.kind == "row" and section.columns]
    headers = dict.fromkeys(header for section in rows for header in section.columns)
    if sum(_PATH.fullmatch(header) is not None for header in headers) < _FEWEST:
        return list(sections)
    paths = [header for header in headers if _is_path(header)]
    shared = _shared(list(map(_parts, headers)))
    fields = {path: field for path in paths if (field := _field(_parts(path)[shared:]))}
    first = next((words for column, words in fields.values() if column == "category"), "")
    renamed = {path: _header(column, words, first) for path, (column, words) in fields.items()}
    return [_renamed(section, renamed) if section.columns else section for section in sections]


def _is_path(header: str) -> bool:
    return _PATH.fullmatch(header) is not None and column_of(header) is None


def _parts(path: str) -> list[str]:
    return [part for part in _APART.split(path) if part]


def _shared(paths: Sequence[Sequence[str]]) -> int:
    """How many parts all headers begin with, each keeping one of its own."""
    most = min(len(path) for path in paths) - 1
    return next((at for at in range(most) if len({path[at] for path in paths}) > 1), most)


def _field(parts: Sequence[str]) -> tuple[str, str] | None:
    """The field of a shop's that a path names, and the words that name it; None where it names none."""
    words = [part for part in parts if not part.isdigit()]
    while len(words) > 1 and words[-1].lower() in _OF_A_VALUE:
        words.pop()
    for at in range(len(words)):
        column = column_of(" ".join(words[at:]))
        if column and _holds({word.lower() for word in words[:at]}, column.field):
            return column.field, " ".join(words[at:])
    return None


def _header(field: str, words: str, first: str) -> str:
    """A field's header; of two that say what a shop is (type, category.name) the second is the narrower."""
    if field == "category" and words != first:
        return _CALLED["subcategory"]
    return _HOURS if field == "hours_weekday" and words.isalpha() else _CALLED.get(field, words)


def _holds(holders: Iterable[str], field: str) -> bool:
    return (_HOLDERS | _PLACE if field in _IN_A_PLACE else _HOLDERS).issuperset(holders)


def _renamed(section: Section, headers: Mapping[str, str]) -> Section:
    columns: dict[str, str] = {}
    for header, value in section.columns.items():
        name = headers.get(header, header)
        before = columns.get(name, "")
        if not before:
            columns[name] = value
        elif value not in before:
            columns[name] = f"{before} / {value}"
    return replace(section, columns=columns, text=row_text(columns))
