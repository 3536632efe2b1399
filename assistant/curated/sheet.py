"""Curated answers as a table for spreadsheets, in which no cell is taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assistant.copies.sheet import BOM, line
from assistant.curated.model import Entry
from assistant.curated.moves import CALLED

COLUMNS = (
    "编号", "状态", "可见范围", "问题", "其他问法", "答复", "英文问题", "英文答复", "来源文件", "来源版本", "原文", "说明人",
    "有效期", "负责岗位", "最佳实践", "撰写人", "发布人", "发布时间",
)  # fmt: skip
_VISIBLE = {"public": "公开", "internal": "内部"}


def csv_of(entries: Iterable[Entry], today: date, desks: Mapping[str, str]) -> Iterator[str]:
    """The file in pieces, the header first."""
    yield BOM + line(COLUMNS)
    for entry in entries:
        yield line(_cells(entry, today, desks))


def _cells(entry: Entry, today: date, desks: Mapping[str, str]) -> list[str]:
    said, origin = entry.wording, entry.origin
    return [
        entry.id, CALLED[entry.state_on(today)], _VISIBLE.get(entry.visibility.value, entry.visibility.value),
        said.question, "\n".join(said.others), said.answer, said.question_en, said.answer_en, origin.doc_id, origin.version,
        origin.quote, origin.statement, str(entry.valid_until or ""), desks.get(entry.owner, entry.owner),
        "是" if entry.is_best else "否", entry.author.name, entry.publisher.name if entry.publisher else "",
        f"{entry.published_at:%Y-%m-%d %H:%M}" if entry.published_at else "",
    ]  # fmt: skip
