"""What POST /api/facts and a draft's picture are answered with: one fact table out of all that was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.compliance import ComplianceChecker, Severity
from assistant.drafting.channels import channel
from assistant.drafting.facts.menus import menu_of
from assistant.drafting.facts.pasted import PASTED, pasted_sheet, sheet_of
from assistant.drafting.facts.sheets import keyword_facts
from assistant.drafting.facts.table import Fact, FactSheet
from assistant.drafting.facts.wanted import Missing, merged, missing_from
from assistant.drafting.guard import WHOLE_TEXT, Guard
from assistant.drafting.model import SellingPoint
from assistant.drafting.subject import UnknownPaper, why_not_usable
from assistant.drafting.templates.points import passed, product_points
from knowledge.model import Viewer
from ui.desks.papers import ViewersPapers
from ui.desks.sheets import SheetReader, is_for_machines
from ui.desks.uploads import Upload
from ui.schemas.factfields import MOST_FACTS
from ui.wire.problems import Problem

if TYPE_CHECKING:
    from knowledge.library import Library

MOST_POINTS = 5
_POINT = 24  # characters
_LEFT_OUT = "“{text}”不能写进文案（{rule}）：{why}{suggestion}"
_FOR_MACHINES = "“{text}”是写给机器的话：只当资料，没有照做，也不会写进文案。"
_SEVERAL = "文件里有{count}个产品，这里是第{row}个（{name}）；用row取别的一个。"
_DOUBTFUL = "{count}处是从图片上认出来的，有疑似认错的字，确认后才会写进文案。"
_TOO_MANY = "事实太多：每个来源只取前{most}条，请拆开。"
_NOTHING = "没有认出任何事实：请按“字段：内容”写，或给出品名、规格、价格等。"


@dataclass(frozen=True, slots=True)
class Given:
    """All that a person gave: a paper's number, a text, keywords, a file; `row` is which product of a file, from 1."""

    product: str | None = None
    text: str | None = None
    keywords: tuple[str, ...] = ()
    file: Upload | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class FactTable:
    """`products` are all of a file, when it has several; `sheet` is the one that was asked for."""

    sheet: FactSheet
    missing: tuple[Missing, ...]
    points: tuple[SellingPoint, ...]
    warnings: tuple[str, ...]
    products: tuple[FactSheet, ...] = ()


class FactDesk:
    """Puts fact tables together for one viewer at one moment."""

    def __init__(self, library: Library, checker: ComplianceChecker, reader: SheetReader) -> None:
        self._library = library
        self._checker = checker
        self._reader = reader

    def table(self, given: Given, viewer: Viewer, as_of: datetime) -> FactTable:
        """Raises Problem when nothing was given, UnknownPaper and UnreadableFile for what cannot be read."""
        if not (given.product or given.file or given.keywords or (given.text or "").strip()):
            raise Problem(422, "Nothing to read: send a file, text, product or keywords.")
        warnings: list[str] = []
        sheets: list[FactSheet] = []
        products: tuple[FactSheet, ...] = ()
        if given.product:
            sheets.append(self._paper(given.product, viewer, as_of, warnings))
        if given.file:
            read = self._reader.read(given.file)
            products = read.sheets if len(read.sheets) > 1 else ()
            sheets.append(_picked(read.sheets, given.row, warnings))
            warnings += read.warnings
        if given.text and given.text.strip():
            listed = () if products else tuple(menu_of(given.text, PASTED))
            products = products or listed
            row = given.row if listed else None
            sheets.append(
                _picked(listed, row, warnings) if listed else pasted_sheet(given.text, features=True)
            )
        sheets.append(FactSheet("关键词", tuple(keyword_facts(given.keywords))))
        if any(len(sheet.facts) > MOST_FACTS for sheet in sheets):
            warnings.append(_TOO_MANY.format(most=MOST_FACTS))
        sheets = [FactSheet(sheet.doc_id, sheet.facts[:MOST_FACTS]) for sheet in sheets if sheet.facts]
        sheet, disagreements = merged(sheets)
        sheet = self._safe(sheet, warnings)
        return FactTable(
            sheet,
            missing_from(sheet),
            self.points(sheet),
            (*warnings, *disagreements),
            tuple(map(_unspoken, products)),
        )

    def points(self, sheet: FactSheet) -> tuple[SellingPoint, ...]:
        """The selling points of a table, each checked for a page that bears no channel's limits."""
        allowed = Guard(self._checker, channel("miniprogram").id, sheet.goods.checked_as, sheet.forbidden)
        sources = [f"{fact.field} {fact.value} {fact.basis}" for fact in sheet.tellable]
        return passed(product_points(sheet, 2 * MOST_POINTS, _POINT), allowed, sources, MOST_POINTS)

    def _paper(self, doc_id: str, viewer: Viewer, as_of: datetime, warnings: list[str]) -> FactSheet:
        papers = ViewersPapers(self._library, viewer, as_of)
        document = papers.document(doc_id)
        if document is None:
            raise UnknownPaper(f"没有找到编号为“{doc_id[:40]}”的产品单，请检查编号。")
        unusable = why_not_usable(document, as_of)
        if unusable:
            warnings.append(unusable)
        return sheet_of(doc_id, papers.passages(doc_id))

    def _safe(self, sheet: FactSheet, warnings: list[str]) -> FactSheet:
        """The table without words for a machine among what is told, and with a warning for what no copy may say."""
        if not sheet.facts:
            warnings.append(_NOTHING)
        for fact in sheet.facts:
            if is_for_machines(f"{fact.field}:{fact.value}"):
                warnings.append(_FOR_MACHINES.format(text=fact.value[:40]))
        sheet = _unspoken(sheet)
        told = "\n".join(fact.value for fact in sheet.tellable)
        for finding in self._checker.check(told, None, sheet.goods.checked_as).findings if told else ():
            if finding.severity is Severity.BLOCK and finding.rule_id not in WHOLE_TEXT:
                warnings.append(
                    _LEFT_OUT.format(
                        text=finding.text,
                        rule=finding.rule_id,
                        why=finding.why,
                        suggestion=finding.suggestion,
                    )
                )
        if sheet.unconfirmed:
            warnings.append(_DOUBTFUL.format(count=len(sheet.unconfirmed)))
        warnings[:] = dict.fromkeys(warnings)
        return sheet


def _unspoken(sheet: FactSheet) -> FactSheet:
    """What speaks to a machine stays in the table as data, and is told to nobody."""
    return FactSheet(sheet.doc_id, tuple(hushed(fact) for fact in sheet.facts))


def hushed(fact: Fact) -> Fact:
    """The fact, kept from copy when it speaks to a machine."""
    return replace(fact, kind="hidden") if is_for_machines(f"{fact.field}:{fact.value}") else fact


def _picked(sheets: Sequence[FactSheet], row: int | None, warnings: list[str]) -> FactSheet:
    if row is not None and not 1 <= row <= len(sheets):
        raise Problem(
            422, f"row: the file has {len(sheets)} products; give a number from 1 to {len(sheets)}."
        )
    picked = sheets[(row or 1) - 1]
    if len(sheets) > 1 and row is None:
        warnings.append(_SEVERAL.format(count=len(sheets), row=1, name=picked.value("name")))
    return picked
