"""A file's text as fact tables: one product a file, or one a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.drafting.facts.doubts import doubts_of
from assistant.drafting.facts.fields import exact_kind
from assistant.drafting.facts.labelled import pairs_of
from assistant.drafting.facts.menus import menu_of
from assistant.drafting.facts.pasted import ENOUGH, pasted_sheet
from assistant.drafting.facts.table import Fact, FactSheet, Place, fact_of, settled

KEYWORDS = "关键词"
_PROPERTY = (
    frozenset({"字段", "项目", "属性", "参数", "field", "item", "property"}),
    frozenset({"内容", "值", "说明", "value", "content", "detail"}),
)
_BASIS = frozenset({"依据", "来源", "出处", "basis", "source"})
_BARE_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LEAST_COLUMNS = 2  # fields beside the name that make a row a product
MOST_PRODUCTS = 500


Line = tuple[str, float]  # of a picture: its text and how surely it was read, 0–1


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a file's text with its place: a paragraph, or a table's row with its columns."""

    text: str
    locator: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    confidence: float | None = None  # 0–1 where it was recognised in a picture


def sheets_of(
    name: str, pieces: Sequence[Piece], title: str = "", lines: Sequence[Line] = ()
) -> list[FactSheet]:
    """The products of a file called `name`, each with its facts; one, maybe empty, where no row is a product.

    A table whose rows each have a product's name beside other known fields is a list of products.
    `lines` are those of a picture, each with its own certainty.
    """
    pieces = _unfolded([_in_lines(piece, lines) for piece in pieces])
    rows = [piece for piece in pieces if _is_product(piece)]
    if len(rows) > 1:
        return [FactSheet(name, settled(_of_row(row, name))) for row in rows[:MOST_PRODUCTS]]
    listed = _menu(name, pieces, lines)
    if listed:
        return listed
    facts: list[Fact] = []
    prose: list[Piece] = []
    for piece in pieces:
        own = _of_row(piece, name) if piece.columns else []
        facts += own
        if not own:
            prose.append(piece)
    facts += _of_prose(prose, name, is_sheet=len({f.kind for f in facts} - {"detail"}) >= ENOUGH)
    if title and not any(fact.kind == "name" for fact in facts):
        facts += _of_title(title, name)
    facts = [_as_sure_as_its_line(fact, lines) for fact in _first_name(facts)]
    return [FactSheet(name, settled(_checked(facts)))]


def keyword_facts(words: Sequence[str]) -> list[Fact]:
    """Keywords: those that say a fact are one (500ml, 316不锈钢); the others steer the writing and are no facts."""
    facts: list[Fact] = []
    for word in words:
        told = [fact for fact in pasted_sheet(word, KEYWORDS).facts if fact.kind not in ("name", "detail")]
        place = Place(KEYWORDS, quote=word)
        facts += [replace(fact, place=place, source=place.label) for fact in told]
        facts += [] if told else [fact_of(KEYWORDS, word, place, kind="keyword")]
    return facts


def _in_lines(piece: Piece, lines: Sequence[Line]) -> Piece:
    """A paragraph of a picture with each labelled line on a line of its own, as it stands on the tag."""
    text = piece.text
    if piece.confidence is None or piece.columns:
        return piece
    for line, _ in lines:
        at = text.find(line)
        if at > 0 and text[at - 1] != "\n" and pairs_of(line)[0]:
            text = f"{text[:at]}\n{text[at:]}"
    return replace(piece, text=text)


def _unfolded(pieces: Sequence[Piece]) -> list[Piece]:
    """Lists of fields whose first row was taken for a header: 品名|保温杯 over 容量|500ml is two fields."""
    by_header: dict[tuple[str, ...], list[Piece]] = {}
    for piece in pieces:
        if len(piece.columns) > 1 and len(piece.columns) % 2 == 0:
            by_header.setdefault(tuple(piece.columns), []).append(piece)
    lists = {header for header, rows in by_header.items() if _is_field_list(header, rows)}
    unfolded: list[Piece] = []
    for piece in pieces:
        header = tuple(piece.columns)
        if header in lists:
            if by_header[header][0] is piece:
                unfolded.append(_paired(piece, header))
            unfolded.append(_paired(piece, tuple(piece.columns.values())))
        else:
            unfolded.append(piece)
    return unfolded


def _is_field_list(header: tuple[str, ...], rows: Sequence[Piece]) -> bool:
    if not exact_kind(header[0]) or exact_kind(header[1]) or header[0].strip().lower() in _PROPERTY[0]:
        return False
    known = [bool(exact_kind(next(iter(row.columns.values())))) for row in rows]
    return sum(known) * 2 >= len(known)


def _paired(piece: Piece, cells: tuple[str, ...]) -> Piece:
    return replace(piece, columns=dict(zip(cells[::2], cells[1::2], strict=True)))


def _is_product(piece: Piece) -> bool:
    kinds = [exact_kind(header) for header in piece.columns]
    return "name" in kinds and len([kind for kind in kinds if kind]) > _LEAST_COLUMNS


def _of_row(piece: Piece, name: str) -> list[Fact]:
    """A row's columns as facts; a row of a list "field, content, basis" is one fact."""
    place = Place(name, piece.locator, piece.text)
    folded = {header.strip().lower(): header for header in piece.columns}
    label = next((folded[h] for h in folded if h in _PROPERTY[0]), None)
    value = next((folded[h] for h in folded if h in _PROPERTY[1]), None)
    if label and value:
        basis = next((piece.columns[folded[h]] for h in folded if h in _BASIS), "")
        return [_recognised(fact_of(piece.columns[label], piece.columns[value].strip(), place, basis), piece)]
    return [
        _recognised(_with_money(fact_of(header.strip(), content.strip(), place)), piece)
        for header, content in piece.columns.items()
        if content.strip() and header.strip()
    ]


def _with_money(fact: Fact) -> Fact:
    """A price that a cell gives as a bare number is in the currency of the house's Chinese sheets: 199 is 199元."""
    is_money = fact.kind in ("price", "tag_price", "list_price", "base_price") and _BARE_NUMBER.fullmatch(
        fact.value
    )
    return replace(fact, value=f"{fact.value}元") if is_money and _HAN.search(fact.field) else fact


def _of_prose(pieces: Sequence[Piece], name: str, is_sheet: bool) -> list[Fact]:
    """Fields and sentences of paragraphs that follow each other, each with the place of its own paragraph."""
    text = "\n".join(piece.text for piece in pieces)
    facts: list[Fact] = []
    for fact in pasted_sheet(text, name, features=not is_sheet).facts:
        start = fact.place.span[0] if fact.place and fact.place.span else 0
        piece = _piece_at(pieces, start)
        if is_sheet and fact.kind in ("detail", "name"):
            continue  # what is written around a table is about the table
        line = f"第{text.count(chr(10), 0, start) + 1}行" if piece.confidence is not None else ""
        locator = " · ".join(part for part in (piece.locator, line) if part)
        place = Place(name, locator, _line_at(text, start))
        facts.append(_recognised(replace(fact, place=place, source=place.label), piece))
    return facts


def _piece_at(pieces: Sequence[Piece], at: int) -> Piece:
    for piece in pieces:
        if at <= len(piece.text):
            return piece
        at -= len(piece.text) + 1
    return pieces[-1]


def _line_at(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]


def _of_title(title: str, name: str) -> list[Fact]:
    bare = re.sub(
        r"^产品单\s*|[_\s·-]*(?:产品单|产品资料|资料卡|商品信息|产品信息表?|吊牌|product sheet)$",
        "",
        title.strip(),
        flags=re.I,
    ).strip()
    return [fact_of("品名", bare, Place(name, "标题", title))] if 2 <= len(bare) <= 30 else []


def _first_name(facts: Sequence[Fact]) -> list[Fact]:
    names = [fact for fact in facts if fact.kind == "name"]
    return [fact for fact in facts if fact.kind != "name" or fact is names[0]]


def _recognised(fact: Fact, piece: Piece) -> Fact:
    return fact if piece.confidence is None else replace(fact, confidence=piece.confidence)


def _menu(name: str, pieces: Sequence[Piece], lines: Sequence[Line]) -> list[FactSheet]:
    """A menu or price list without a table: a product a line, each as sure as its line."""
    if any(piece.columns for piece in pieces):
        return []
    sure = min((piece.confidence for piece in pieces if piece.confidence is not None), default=None)
    sheets = []
    for sheet in menu_of("\n".join(piece.text for piece in pieces), name):
        facts = [_in_file(fact, sure) for fact in sheet.facts]
        facts = [_as_sure_as_its_line(fact, lines) for fact in facts]
        sheets.append(FactSheet(name, tuple(_checked(facts))))
    return sheets[:MOST_PRODUCTS]


def _in_file(fact: Fact, sure: float | None) -> Fact:
    """Characters are counted in a text that was given, not in what a file was read to."""
    place = replace(fact.place or Place(fact.source), span=None)
    return replace(fact, place=place, source=place.label, confidence=sure)


def _as_sure_as_its_line(fact: Fact, lines: Sequence[Line]) -> Fact:
    """A recognised fact is as sure as the lines that its words stand on, not as the worst of its paragraph."""
    if fact.confidence is None or not lines:
        return fact
    value, field = _packed(fact.value), _packed(fact.field)
    alone = [sure for text, sure in lines if value == _packed(text)]
    whole = [sure for text, sure in lines if value in _packed(text)]
    labelled = [sure for text, sure in lines if value in _packed(text) and field in _packed(text)]
    parts = [sure for text, sure in lines if len(text) > 1 and _packed(text) in value]
    own = labelled or alone or whole or parts
    return replace(fact, confidence=min(own)) if own else fact


def _packed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _checked(facts: Sequence[Fact]) -> list[Fact]:
    """Each recognised fact with its doubts; one that has some waits for a person."""
    return [
        replace(fact, doubtful=doubts, confirmed=not doubts) for fact in facts for doubts in [doubts_of(fact)]
    ]
