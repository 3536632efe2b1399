"""A row of a mall's own list of frequent questions, read as a correction."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from assistant.curated.model import NewEntry, Origin, Wording
from knowledge.model import Visibility
from knowledge.text import fold

MOST_QUESTION, MOST_ANSWER, MOST_WORDINGS, MOST_STATEMENT = 500, 2000, 30, 500
# A column's heading, folded -> what its cells say. The export's own headings are among them.
_COLUMNS: dict[str, tuple[str, ...]] = {
    "question": ("问题", "标准问", "标准问题", "问", "question", "q", "faq"),
    "answer": ("答复", "答案", "回答", "标准答案", "答", "answer", "a", "回复"),
    "wordings": ("其他问法", "相似问", "相似问题", "相似问法", "扩展问", "同义问", "wordings", "similar questions", "other wordings"),
    "visibility": ("可见范围", "范围", "公开", "可见性", "visibility"),
    "question_en": ("英文问题", "question_en", "english question"),
    "answer_en": ("英文答复", "英文答案", "answer_en", "english answer"),
    "doc_id": ("来源文件", "文件编号", "依据", "来源", "doc_id", "source"),
    "quote": ("原文", "依据原文", "quote"),
    "statement": ("说明人", "提供人", "statement"),
    "valid_until": ("有效期", "有效期至", "失效日期", "到期日", "valid_until", "expires"),
    "owner": ("负责岗位", "负责部门", "岗位", "部门", "owner", "desk"),
}  # fmt: skip
_VISIBLE = {
    "public": Visibility.PUBLIC, "公开": Visibility.PUBLIC, "对外": Visibility.PUBLIC, "顾客": Visibility.PUBLIC,
    "internal": Visibility.INTERNAL, "内部": Visibility.INTERNAL, "对内": Visibility.INTERNAL, "": Visibility.INTERNAL,
}  # fmt: skip
_DATE = re.compile(
    r"(20\d{2})\s*[-/.年]\s*(1[0-2]|0?[1-9])\s*[-/.月]\s*([12]\d|3[01]|0?[1-9])\s*日?(?:[ t].*)?"
)
NO_QUESTION = "没有问题。"
NO_ANSWER = "没有答复。"


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """What each column of a table is, by its heading. Raises ValueError when question or answer is missing."""
    headings = [fold(cell).strip() for cell in header]
    found = {
        name: headings.index(said)
        for name, ways in _COLUMNS.items()
        if (said := next((way for way in ways if way in headings), None)) is not None
    }
    if "question" not in found or "answer" not in found:
        raise ValueError("表头里没有“问题”和“答复”两列。")
    return found


def read_row(cells: Mapping[str, str], desks: Mapping[str, str], owner_of: Callable[[str], str]) -> NewEntry:
    """A correction of a row's cells; `desks` are ids with names. Raises ValueError with a sentence for what does not fit."""
    question, answer = cells["question"].strip(), cells["answer"].strip()
    _refuse(NO_QUESTION if not question else NO_ANSWER if not answer else "")
    _refuse(f"问题有{len(question)}个字,最多{MOST_QUESTION}个。" if len(question) > MOST_QUESTION else "")
    _refuse(f"答复有{len(answer)}个字,最多{MOST_ANSWER}个。" if len(answer) > MOST_ANSWER else "")
    statement = cells["statement"].strip()
    _refuse(
        f"说明人有{len(statement)}个字,最多{MOST_STATEMENT}个。" if len(statement) > MOST_STATEMENT else ""
    )
    both = bool(cells["question_en"].strip()) == bool(cells["answer_en"].strip())
    _refuse("" if both else "英文问题和英文答复要一起填。")
    others = _wordings(cells["wordings"])
    _refuse(f"其他问法有{len(others)}个,最多{MOST_WORDINGS}个。" if len(others) > MOST_WORDINGS else "")
    return NewEntry(
        Wording(question, answer, others, cells["question_en"].strip(), cells["answer_en"].strip()),
        _visibility(cells["visibility"]),
        Origin(cells["doc_id"].strip(), quote=cells["quote"].strip(), statement=statement),
        _day(cells["valid_until"]),
        _desk(cells["owner"].strip(), desks) or owner_of(question),
    )


def _wordings(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (one.strip() for one in re.split(r"[\n;；|]", cell)))))


def _visibility(cell: str) -> Visibility:
    seen = _VISIBLE.get(fold(cell).strip())
    _refuse("" if seen else f"可见范围“{cell[:20]}”不认识,请填公开或内部。")
    return seen or Visibility.INTERNAL


def _day(cell: str) -> date | None:
    if not cell.strip():
        return None
    written = _DATE.fullmatch(cell.strip().lower())
    try:
        return date(*map(int, written.groups() if written else ()))
    except (ValueError, TypeError):
        raise ValueError(f"有效期“{cell[:20]}”不是日期,请写成2026-12-31。") from None


def _desk(cell: str, desks: Mapping[str, str]) -> str:
    by_name = {name: desk for desk, name in desks.items()} | {desk: desk for desk in desks}
    _refuse(
        ""
        if not cell or cell in by_name
        else f"没有“{cell[:20]}”这个岗位,请填{'、'.join(desks.values())}之一。"
    )
    return by_name.get(cell, "")


def _refuse(why: str) -> None:
    if why:
        raise ValueError(why)
