"""What the address of a shop's page files it under, where no column says what a shop is: /dining/haidilao, shopping-detail.php."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.columns import plain_header
from ingest.directory import fields_of, is_directory_row
from ingest.model import Section
from ingest.tables import row_text

_HEADERS = frozenset(
    ("网址", "网站", "网页", "链接", "官网", "url", "link", "website", "web", "page", "href")
)
_CATEGORY = "业态 Category"
# The parts of a mall's site, and the wide category that each is.
_KINDS: dict[str, frozenset[str]] = {
    "餐饮": frozenset(("food", "foods", "dining", "dine", "eat", "eats", "restaurant", "restaurants", "gourmet", "cuisine", "fnb", "meishi", "canyin")),
    "购物": frozenset(("shopping", "shop", "shops", "store", "stores", "retail", "boutiques", "gouwu")),
    "娱乐": frozenset(("entertainment", "leisure", "play", "yule")),
    "服务": frozenset(("service", "services", "fuwu")),
}  # fmt: skip
_FEWEST = 2  # kinds, without which the same word stands in every address and tells nothing
_SHARE = 0.8  # of the addresses must have one such word, at the same place


def put_in_kinds(sections: Sequence[Section]) -> list[Section]:
    """The sections, rows of shops without a category with that under which the mall's own site has their page."""
    rows = [
        section
        for section in sections
        if section.kind == "row" and section.columns and "name" in fields_of(section.columns)
    ]
    if not any(is_directory_row(row.columns) for row in rows):
        return list(sections)
    if any({"category", "subcategory"} & fields_of(row.columns).keys() for row in rows):
        return list(sections)
    kinds = _kinds([_address(row.columns) for row in rows])
    said = {id(row): kind for row, kind in zip(rows, kinds, strict=True) if kind}
    return [_with(section, said[id(section)]) if id(section) in said else section for section in sections]


def _with(section: Section, kind: str) -> Section:
    columns = section.columns | {_CATEGORY: kind}
    return replace(section, columns=columns, text=row_text(columns))


def _address(columns: Mapping[str, str]) -> str:
    return next((value for header, value in columns.items() if plain_header(header) in _HEADERS), "")


def _kinds(addresses: Sequence[str]) -> list[str]:
    """The kind of each address by the part of the path in which most name one; nothing where all would be of one kind."""
    paths = [_path(address) for address in addresses]
    best: list[str] = []
    for at in range(max(map(len, paths), default=0)):
        kinds = [_kind(path[at]) if at < len(path) else "" for path in paths]
        if sum(map(bool, kinds)) > sum(map(bool, best)) and len(set(filter(None, kinds))) >= _FEWEST:
            best = kinds
    return best if sum(map(bool, best)) >= _SHARE * len(addresses) else [""] * len(addresses)


def _path(address: str) -> list[str]:
    """The parts between host and query: m, shopping-detail.php."""
    match = re.match(r"(?:https?:)?//[^/]*/([^?#]*)|/([^?#]*)", address.strip())
    return (match[1] or match[2] or "").lower().split("/") if match else []


def _kind(part: str) -> str:
    words = set(re.split(r"[^a-z]+", part))
    return next((kind for kind, names in _KINDS.items() if words & names), "")
