"""The names that fields bear on sheets, tags, menus and labels, and the kind of fact that each is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.data import read_table
from knowledge.text import fold

LONGEST = 24  # characters of a field's name
_BRACKETED = re.compile(r"[(（\[【「]([^()（）\[\]【】「」]*)[)）\]】」]")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z][a-z0-9 .&'-]*")
_SHORT = 2  # characters that a name must have to be known by a longer name's beginning or end
_WHOLE = frozenset(
    {"产品", "商品", "课程", "费用", "product", "name", "item"}
)  # says nothing as a part: 材料费用 is no price


@cache
def field_table() -> dict:
    return read_table("product_fields.yaml")


@cache
def known_names() -> dict[str, str]:
    """Folded name → kind."""
    return {fold(name): kind for kind, names in field_table()["kinds"].items() for name in names}


def names_of_kinds() -> dict[str, str]:
    """The kinds of facts, with the first of the names that a field of each bears."""
    return {kind: names[0] for kind, names in field_table()["kinds"].items()}


@cache
def kind_of(field: str) -> str:
    """The kind that a field's name means; "detail" for one that nobody has described.

    规格(Size), 規格 and Net Wt. are read as well as 规格.
    """
    return exact_kind(field) or _near_kind(field) or "detail"


@cache
def exact_kind(field: str) -> str:
    """The kind of a name that is in the table, whole or as one of the languages it is written in; else ""."""
    known = known_names()
    return next((known[name] for name in _spellings(field) if name in known), "")


def _near_kind(field: str) -> str:
    """By the longest end, for what a field is stands last (主要配料表, 参考售价); else by the longest beginning.

    A beginning that says it is the house's own counts first: 成本价格 is no price.
    """
    spelled = next(iter(_spellings(field)), "")
    names = [
        (len(name), kind, name)
        for name, kind in known_names().items()
        if len(name) >= _SHORT and name not in _WHOLE
    ]
    begins = max((row for row in names if _begins(spelled, row[2])), default=None)
    ends = max((row for row in names if _ends(spelled, row[2])), default=None)
    if begins and (ends is None or begins[1] in ("hidden", "forbidden")):
        return begins[1]
    return ends[1] if ends else ""


def _begins(field: str, name: str) -> bool:
    return field.startswith(name) and not (name[-1].isascii() and field[len(name) :][:1].isalnum())


def _ends(field: str, name: str) -> bool:
    return field.endswith(name) and not (name[0].isascii() and field[: -len(name)][-1:].isalnum())


def _spellings(field: str) -> Iterator[str]:
    """The name whole, without its brackets, what stands in them, its Chinese and its Latin part."""
    folded = re.sub(r"\s+", " ", fold(field)).strip(" .:*·•-#")
    yield folded
    bare = _BRACKETED.sub("", folded).strip(" .")
    yield bare
    yield from (inner.strip(" .") for inner in _BRACKETED.findall(folded))
    yield from (part.strip() for part in re.split(r"[/|]", bare) if "/" in bare or "|" in bare)
    yield re.sub(r"\s+", "", bare) if _HAN.search(bare) else bare.replace(".", "")
    chinese, latin = "".join(_HAN.findall(bare)), " ".join(_LATIN.findall(bare)).strip(" .")
    if (
        chinese
        and latin in known_names()
        and len(chinese) + len(latin) >= len(re.sub(r"[\s.]+$", "", bare)) - 2
    ):
        yield chinese  # 品名 Name: one field in two languages, and nothing else
