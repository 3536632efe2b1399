"""A document's sections as passages, each on its shelf, and the shops among its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest import cards, map_places, openmap
from ingest.branches import without_common_branch
from ingest.cutting.chunking import Chunk, Piece, pieces_of
from ingest.describing.model import Described
from ingest.directory import (
    is_directory_row,
    is_explanation,
    is_said_to_be_a_shop,
    malls_of,
    shop_of,
    split_columns,
)
from ingest.fieldnames import put_in_headers
from ingest.floorplan import placed
from ingest.halls import buildings_over, hall_in, month_in
from ingest.legends import with_area_codes
from ingest.model import Section
from ingest.readers.formats import READERS
from ingest.tables import row_text
from ingest.unrecognised import remarks_on
from ingest.webpages import put_in_kinds
from knowledge.model import NEIGHBOURS, Document, Passage, Publication, Shelf, Shop, Visibility
from knowledge.provenance import STATED
from knowledge.text import language_of
from knowledge.writing.moves import is_row_of_changes

_SHEETS = tuple(
    suffix for suffix, reader in READERS.items() if reader in ("xlsx", "xls", "ods", "csv", "json")
)
_GUESSED = ("other", "hours", "notice")  # what a file's name suggests may be a directory all the same
_FEWEST, _MOST = 5, 0.6  # rows of shops that make any document a directory, and their share of its rows
_OVER = frozenset(("superseded", "expired", "archived", "draft"))


def shelve(described: Described, sections: Sequence[Section], chunk: Chunk = pieces_of) -> Publication:
    """Passages with ids, shelves and languages. What a spreadsheet keeps back never lies beside the public part.

    `chunk` makes the pieces; the house gives it its embedding model to measure by.
    """
    document = described.document
    sections = put_in_kinds(put_in_headers(map_places.put_in_words(openmap.put_in_words(sections))))
    is_list = _is_directory(document, sections)
    if neighbours := _neighbours(document, sections) if is_list else ():
        document = replace(
            document, doc_type="other", extra=document.extra | {NEIGHBOURS: "\n".join(neighbours)}
        )
    is_directory = is_list and not neighbours
    sections = placed(with_area_codes(sections)) if is_directory else sections
    if is_directory and document.doc_type in _GUESSED:
        document = replace(document, doc_type="directory")
    public, internal = split_sections(sections, described.internal_columns, is_directory=is_list)
    shelf = shelf_of(document)
    open_passages = _passages(document, chunk(public), shelf, start=0)
    kept_back = _passages(document, chunk(internal), Shelf.INTERNAL, start=len(open_passages))
    passages = [passage for passage, _ in (*open_passages, *kept_back)]
    shops = without_common_branch(tuple(_shops(document, open_passages))) if is_directory else ()
    remarks = () if described.internal_columns else remarks_on(sections, is_directory, bool(shops))
    return Publication(
        replace(
            document,
            language=document.language or _language(passages),
            warnings=(*document.warnings, *remarks),
            # the first so many may become public, should somebody publish the document later
            extra=document.extra | {"open_passages": str(len(open_passages))},
        ),
        tuple(passages),
        shops,
    )


def shelf_of(document: Document) -> Shelf:
    """The shelf for a document's public parts: PUBLIC when it is, or is scheduled to become, public."""
    is_over = document.declared_status in _OVER
    is_archived = bool(document.extra.get("archived"))
    if is_over or is_archived or document.visibility in (Visibility.RESTRICTED, Visibility.DRAFT):
        return Shelf.INTERNAL
    is_for_all = document.visibility is Visibility.PUBLIC or document.publish_from is not None
    return Shelf.PUBLIC if is_for_all else Shelf.INTERNAL


def _is_directory(document: Document, sections: Iterable[Section]) -> bool:
    """Whether a document is said to be a directory, or is none of another kind and made of rows of shops."""
    if document.doc_type == "directory":
        return True
    is_guessed = document.said_by.get("doc_type") not in STATED
    if document.doc_type != "other" and not (document.doc_type in _GUESSED and is_guessed):
        return False
    sections = list(sections)
    as_cards = sum(map(cards.is_card, sections))
    read = placed(sections) if as_cards else sections  # their floor may be the heading over them
    columns = [section.columns for section in read if section.kind == "row"]
    rows = list(map(is_directory_row, columns))
    is_sheet = document.source.lower().endswith(_SHEETS) and document.doc_type == "other"
    fewest = cards.FEWEST if as_cards == len(rows) else _FEWEST  # cards were looked at as closely as this
    is_said = is_sheet and any(map(is_said_to_be_a_shop, columns))
    return any(rows) and (is_said or sum(rows) >= max(fewest, _MOST * len(rows)))


# A list of what lies around the house.
_AROUND = re.compile(
    r"附近|周[边邊]|[邻鄰][近里]|毗[邻鄰]|四周|nearby|neighbou?r|surrounding|vicinity", re.IGNORECASE
)


def _neighbours(document: Document, sections: Iterable[Section]) -> tuple[str, ...]:
    """The malls around the house of whose shops a list is, by its title and by what its rows name; none of any other paper."""
    named = f"{document.title} {document.source.rsplit('/', 1)[-1]}"
    if not _AROUND.search(named) or document.said_by.get("doc_type") in STATED:
        return ()
    return tuple(
        dict.fromkeys(mall for section in sections if section.columns for mall in malls_of(section.columns))
    )


def split_sections(
    sections: Iterable[Section], internal_columns: Sequence[str], *, is_directory: bool
) -> tuple[list[Section], list[Section]]:
    """The sections that share their document's visibility, and those that stay inside."""
    public: list[Section] = []
    internal: list[Section] = []
    for section in sections:
        if not section.columns or not (is_directory or internal_columns):
            public.append(section)
            continue
        is_explained = is_explanation(section.row.split("!")[0])
        is_explained = is_explained or is_row_of_changes(section.columns)
        shown, hidden = split_columns(
            section.columns, internal_columns, is_directory=is_directory and not is_explained
        )
        if not hidden:
            public.append(section)
            continue
        internal.append(replace(section, kind="row", text=row_text(hidden), columns=hidden))
        if shown and section.kind == "row":
            public.append(replace(section, text=row_text(shown), columns=shown))
    return public, internal


def _passages(
    document: Document, pieces: Sequence[Piece], shelf: Shelf, start: int
) -> list[tuple[Passage, Piece]]:
    return [
        (_passage(document, piece, shelf, ordinal), piece)
        for ordinal, piece in enumerate(pieces, start=start)
    ]


def _passage(document: Document, piece: Piece, shelf: Shelf, ordinal: int) -> Passage:
    return Passage(
        passage_id=f"{document.doc_id}:{document.fingerprint[:8]}:{ordinal}",
        doc_id=document.doc_id,
        ordinal=ordinal,
        text=piece.text,
        shelf=shelf,
        kind=piece.kind,
        section=piece.path,
        page=piece.page,
        row=piece.row,
        language=language_of(piece.text),
        confidence=piece.confidence,
    )


def _shops(document: Document, passages: Iterable[tuple[Passage, Piece]]) -> Iterable[Shop]:
    seen: set[tuple[tuple[str, ...], str, str, str]] = set()
    passages = list(passages)
    buildings = buildings_over(piece.path for _, piece in passages if piece.columns)
    malls = {tuple(malls_of(piece.columns)) for _, piece in passages if piece.columns} - {()}
    for passage, piece in passages:
        if is_row_of_changes(piece.columns):
            continue  # what was done with a shop; who is there stands in the directory
        headings = (*piece.path, document.title)
        issued = document.issued_on or document.effective_from or month_in(headings)
        shop = shop_of(piece.columns, document.doc_id, passage.passage_id, issued)
        if shop and not shop.location:
            over = (heading for heading in reversed(piece.path) if heading in buildings)
            named = (
                " ".join(malls_of(piece.columns)) if len(malls) > 1 else ""
            )  # one alone is the house itself
            shop = replace(shop, location=named or hall_in(piece.path) or next(over, ""))
        # a row may be cut into parts, and tables that stand side by side have rows of one number
        told = (piece.path, piece.row, shop.unit, shop.name) if shop else None
        if shop and told and told not in seen:
            seen.add(told)
            yield shop


_LETTERS = 3  # letters of English for a character of Chinese


def _language(passages: Sequence[Passage]) -> str:
    """The language of most of what is said: English takes more letters to say the same."""
    sizes: dict[str, float] = {}
    for passage in passages:
        letters = _LETTERS if passage.language == "en" else 1
        sizes[passage.language] = sizes.get(passage.language, 0) + len(passage.text) / letters
    return max(sizes, key=lambda language: sizes[language], default="zh-Hans")
