"""The library of copy as a table for spreadsheets, in which no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.copies.judging import Shown
from assistant.copies.model import Proof
from assistant.copies.moves import CALLED

COLUMNS = (
    "编号", "状态", "可作定稿", "渠道", "客群标签", "活动", "产品", "语言", "标题", "正文", "AI标识", "作者", "审批人",
    "审批时间", "有效期至", "认领人", "认领时间", "凭证", "来源", "提示",
)  # fmt: skip
# A cell that begins with one of these may be run as a formula, also after blanks (OWASP, CSV Injection).
_FORMULA = tuple("=+-@\t\r")
_UNSEEN = {"Cf", "Zs"}  # blanks and zero-width characters, which an import may drop
BOM = "\ufeff"  # without it Excel takes UTF-8 for the machine's own encoding


def safe(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run."""
    begins = next((c for c in cell if c != "\n" and unicodedata.category(c) not in _UNSEEN), "")
    return f"'{cell}" if unicodedata.normalize("NFKC", begins).startswith(_FORMULA) else cell


def csv_of(shown: Iterable[tuple[Shown, Sequence[Proof]]], channels: Mapping[str, str]) -> Iterator[str]:
    """The file in pieces, the header first. `channels`: names by id."""
    yield BOM + line(COLUMNS)
    for one, proofs in shown:
        yield line(_cells(one, proofs, channels))


def _cells(shown: Shown, proofs: Sequence[Proof], channels: Mapping[str, str]) -> Sequence[str]:
    copy = shown.copy
    # The text stands there as it is copied, so that it never leaves without its label.
    body = f"{copy.body}\n{shown.label}" if shown.label else copy.body
    return (
        copy.id, CALLED[shown.state], "是" if shown.is_final else "否", channels.get(copy.channel, copy.channel),
        copy.tag or "", copy.campaign or "", copy.product or "", copy.language, copy.title, body, shown.label,
        copy.author.name, copy.approver.name if copy.approver else "",
        f"{copy.approved_at:%Y-%m-%d %H:%M}" if copy.approved_at else "",
        copy.expires_on.isoformat() if copy.expires_on else "", copy.owner,
        f"{copy.owned_at:%Y-%m-%d %H:%M}" if copy.owned_at else "",
        ";".join(_proof(proof) for proof in proofs if proof.revision == copy.revision),
        ";".join(source.doc_id or source.name for source in copy.sources), "".join(shown.reasons),
    )  # fmt: skip


def _proof(proof: Proof) -> str:
    until = f"至{proof.valid_until}" if proof.valid_until else "长期"
    return f"{proof.rule_id} {proof.doc_id}({until})"


def line(cells: Iterable[str]) -> str:
    """One line of the file, every cell safe."""
    written = io.StringIO()
    csv.writer(written).writerow([safe(cell) for cell in cells])
    return written.getvalue()
