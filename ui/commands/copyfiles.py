"""Copy out of files: a text as it stands, a document's prose, a table row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.model import Section
from ingest.sandbox import Sandbox
from knowledge.errors import AtriumError, UnreadableFile

PLAIN = frozenset({".txt", ".md", ".markdown", ".text", ""})
TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"})
READ = frozenset({".docx", ".pdf", ".pptx", ".html", ".htm", ".eml"}) | TABLES
LARGEST = 1_000_000  # bytes of a plain text: far above what one piece of copy may have
ENCODINGS = ("utf-8-sig", "gb18030")
LONGEST = 9_000  # characters that are checked in one; a longer document is cut between its paragraphs
MOST = 2_000  # texts of one file

# What the columns of a table hold, by the words that people head them with.
COPY = re.compile(
    r"文案|正文|内容|文本|标题|推文|话术|副标|卖点|底稿|body|text|copy|title|draft", re.IGNORECASE
)
NO_COPY = re.compile(r"状态|类型|长度|字数|status|编号|id$", re.IGNORECASE)
CHANNEL = re.compile(r"^(?:渠道|发布渠道|投放渠道|平台|channel)", re.IGNORECASE)
CATEGORY = re.compile(r"^(?:品类|类目|商品类别|category)", re.IGNORECASE)
SAYS = re.compile(r"[㐀-鿿].*[㐀-鿿]", re.DOTALL)
SENTENCE = re.compile(r"[㐀-鿿].{6,}[㐀-鿿]|[,。!?，！？]", re.DOTALL)


class UnreadableCopy(AtriumError):
    """A file that holds no text to check; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to check, what to call it, and where it goes and what it sells if its row says so."""

    name: str
    text: str
    channel: str | None = None
    category: str | None = None


def pieces_of(path: Path, name: str) -> list[Piece]:
    """The texts of a file. Raises UnreadableCopy."""
    if path.suffix.lower() not in READ:
        return [Piece(name, decoded(path.read_bytes()[: LARGEST + 1]))]
    try:
        with Sandbox() as sandbox:
            sections = [s for s in sandbox.read(path).sections if s.text.strip()]
    except UnreadableFile as error:
        raise UnreadableCopy(str(error)) from None
    rows = [section for section in sections if section.columns]
    prose = [section for section in sections if not section.columns]
    pieces = [*_prose(prose, name), *_rows(rows, name)]
    if not pieces:
        raise UnreadableCopy("no text was found in it.")
    if len(pieces) > MOST:
        raise UnreadableCopy(f"it has {len(pieces):,} texts; at most {MOST:,} are checked. Split it.")
    return pieces


def decoded(data: bytes) -> str:
    """Raises UnreadableCopy."""
    if len(data) > LARGEST:
        raise UnreadableCopy("it has more than 1 MB; check it in pieces.")
    if not data.strip():
        raise UnreadableCopy("it is empty.")
    if b"\0" in data:
        raise UnreadableCopy("it is no text file; save it as .txt, .docx, .xlsx or .csv.")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableCopy("it is neither UTF-8 nor GB18030; save it as UTF-8.")


def _prose(sections: Iterable[Section], name: str) -> list[Piece]:
    """A document's text under its headings, in as few pieces as its length allows."""
    texts = [""]
    shown: tuple[str, ...] = ()
    for section in sections:
        headings = [h for h in section.path if h not in shown]
        shown = section.path
        for part in _within("\n".join([*headings, section.text])):
            if len(texts[-1]) + len(part) > LONGEST:
                texts.append("")
            texts[-1] += ("\n" if texts[-1] else "") + part
    filled = [text for text in texts if text.strip()]
    if len(filled) < 2:
        return [Piece(name, text) for text in filled]
    return [Piece(f"{name} · {at}/{len(filled)}", text) for at, text in enumerate(filled, 1)]


def _within(text: str) -> Iterator[str]:
    yield from (text[at : at + LONGEST] for at in range(0, len(text), LONGEST))


def _rows(sections: Iterable[Section], name: str) -> Iterator[Piece]:
    """Each row's copy: the columns that are headed so, else all cells that say something."""
    headed: set[tuple[str, ...]] = set()
    for section in sections:
        columns = section.columns
        heads = tuple(columns)
        if heads not in headed and not any(map(_is_known, heads)):  # the first line is copy too
            first = "\n".join(head for head in heads if SAYS.search(head))
            yield from [Piece(f"{name} · 第1行", first)] if first else []
        headed.add(heads)
        text = "\n".join(_copy(columns))
        if text:
            place = section.row or " › ".join(section.path)
            yield Piece(f"{name} · {place}", text, _named(columns, CHANNEL), _named(columns, CATEGORY))


def _copy(columns: Mapping[str, str]) -> list[str]:
    copy = [v for head, v in columns.items() if COPY.search(head) and not NO_COPY.search(head) and v.strip()]
    others = [v for head, v in columns.items() if not _is_known(head) and SAYS.search(v)]
    return copy or others


def _is_known(head: str) -> bool:
    return any(p.search(head) for p in (COPY, CHANNEL, CATEGORY, NO_COPY)) and not SENTENCE.search(head)


def _named(columns: Mapping[str, str], wanted: re.Pattern[str]) -> str | None:
    return next(
        (value.strip() for head, value in columns.items() if wanted.match(head) and value.strip()), None
    )
