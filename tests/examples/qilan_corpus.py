"""The demo corpus as its tests read it: with the formats' own libraries, without the product."""

from __future__ import annotations

import csv
import functools
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import yaml
from bs4 import BeautifulSoup
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "qilan"
SOURCES = CORPUS.parent / "build" / "sources"
ENCODINGS = {"TR5_商户装修进场登记_GBK编码.csv": "gbk"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A built file with what it says of itself."""

    path: Path
    meta: dict[str, object]

    @property
    def doc_id(self) -> str:
        return str(self.meta["doc_id"])

    @property
    def folder(self) -> str:
        return self.path.parent.name

    @property
    def shown_to_shoppers(self) -> bool:
        return self.meta["visibility"] == "public" and self.folder == "public"

    @property
    def text(self) -> str:
        """All words of the file, squeezed: line breaks of a page do not matter."""
        return squeeze(read_text(self.path))


def squeeze(text: str) -> str:
    """Without blanks and with narrow punctuation, so that neither matters in a comparison."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@functools.cache
def papers() -> tuple[Paper, ...]:
    """Every built document of the corpus."""
    return tuple(find_papers())


def find_papers() -> Iterator[Paper]:
    for path in sorted(CORPUS.rglob("*")):
        if path.is_file() and path.name != "mall.yaml" and not path.name.endswith(".meta.yaml"):
            yield Paper(path, metadata_of(path))


def paper(doc_id: str) -> Paper:
    """The document with this id; the workbook where the directory has two forms."""
    return next(one for one in papers() if one.doc_id == doc_id and "duplicate_of" not in one.meta)


def metadata_of(path: Path) -> dict[str, object]:
    if path.suffix == ".md":
        return dict(yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1]))
    sidecar = path.with_name(path.name + ".meta.yaml")
    return dict(yaml.safe_load(sidecar.read_text(encoding="utf-8")))


@functools.cache
def read_text(path: Path) -> str:
    return READERS[path.suffix](path)


def read_docx(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def read_pdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def read_pptx(path: Path) -> str:
    lines: list[str] = []
    for slide in Presentation(str(path)).slides:
        lines += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        lines += [cell.text for table in tables for row in table.rows for cell in row.cells]
        lines += [slide.notes_slide.notes_text_frame.text] if slide.has_notes_slide else []
    return "\n".join(lines)


def read_xlsx(path: Path) -> str:
    book = load_workbook(path)
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(" ".join(str(value) for value in row if value is not None) for row in rows)


def read_csv(path: Path) -> str:
    text = path.read_bytes().decode(ENCODINGS.get(path.name, "utf-8-sig"))
    return "\n".join(" ".join(row) for row in csv.reader(io.StringIO(text)))


def read_html(path: Path) -> str:
    return BeautifulSoup(path.read_bytes(), "lxml").get_text("\n")


def read_md(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


READERS = {
    ".docx": read_docx, ".pdf": read_pdf, ".pptx": read_pptx, ".xlsx": read_xlsx,
    ".csv": read_csv, ".html": read_html, ".md": read_md, ".png": lambda path: "",
}  # fmt: skip


def shops() -> list[dict[str, str]]:
    """The rows of the directory's workbook, header to value."""
    sheet = load_workbook(paper("K01").path).worksheets[0]
    header, *rows = sheet.iter_rows(min_row=2, values_only=True)
    return [{str(name): str(value or "") for name, value in zip(header, row, strict=True)} for row in rows]


def shop(unit: str) -> dict[str, str]:
    return next(row for row in shops() if row["铺位号"] == unit)
