"""Small invented rules of malls that are not the demo's, and a question put to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.reckoning import Asking, reckoned
from assistant.reply import Source
from knowledge.directory import Directory
from knowledge.model import Document, Hit, Passage, Shop, Standing

PAPER = Document("D1", "商场规则", "d1.docx", "x")
ROWS = Document("D2", "店铺目录", "d2.xlsx", "x", doc_type="directory")
TODAY = date(2026, 5, 6)


def hits(*rules: str, kind: str = "clause", standing: Standing = Standing.IN_FORCE) -> list[Hit]:
    """The rules as they would be found, in their order; a rule with ": " cells is a table row."""
    return [
        Hit(
            Passage(f"p{n}", "D1", n, text, kind="row" if ": " in text else kind),
            PAPER,
            standing,
            5.0 - n / 10,
            {},
        )
        for n, text in enumerate(rules)
    ]


def asking(question: str, found: Sequence[Hit], shops: Sequence[Shop] = (), english: bool = False) -> Asking:
    def row_of(shop: Shop) -> Source:
        return Source(Passage(f"row-{shop.unit}", "D2", 0, f"品牌: {shop.name}", kind="row"), ROWS)

    def paper(_: Document) -> list[Passage]:
        return [hit.passage for hit in found]

    return Asking(question, lambda _: found, TODAY, Directory(shops), row_of, english, paper=paper)


def said(question: str, *rules: str, shops: Sequence[Shop] = (), before: str = "") -> str:
    """The computed line, empty where nothing is computed."""
    found = reckoned(asking(question, hits(*rules), shops), before)
    return found[0].text if found else ""
