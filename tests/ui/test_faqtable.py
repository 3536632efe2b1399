"""A mall's own list of questions: CSV in its encodings, xlsx, and what is no such table."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import Workbook

from knowledge.errors import UnreadableFile
from ui.desks import faqtable
from ui.desks.faqtable import read_table

HEADER = ["标准问题", "相似问", "答案", "有效期至"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_its_encoding_with_the_numbers_of_its_rows(tmp_path, encoding, delimiter):
    lines = [
        HEADER,
        ["可以带宠物吗", "能带狗吗", "可以牵绳进入商场一楼", "2027-01-31"],
        ["", "", "", ""],
        ["停车收费吗", "", "收费", ""],
    ]
    table = tmp_path / "faq.csv"
    table.write_text("\n".join(delimiter.join(line) for line in lines), encoding=encoding)
    rows = read_table(table)
    assert [number for number, _ in rows] == [2, 4]
    assert rows[0][1] == {
        "question": "可以带宠物吗",
        "wordings": "能带狗吗",
        "answer": "可以牵绳进入商场一楼",
        "valid_until": "2027-01-31",
    }


def test_a_workbook_is_read_with_its_dates(tmp_path):
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(["可以带宠物吗", None, "可以", date(2027, 1, 31)])
    book.save(tmp_path / "faq.xlsx")
    ((number, row),) = read_table(tmp_path / "faq.xlsx")
    assert (number, row["valid_until"], row["wordings"]) == (2, "2027-01-31", "")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "两列"),
        ("other.csv", "姓名,电话\n甲,1".encode(), "两列"),
        ("broken.xlsx", b"PK\x03\x04nothing", "no workbook"),
        ("text.xlsx", b"question,answer", "no workbook"),
        ("none.csv", None, "no file"),
    ],
)
def test_what_is_no_such_table_is_refused_with_a_sentence(tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile, match=said):
        read_table(tmp_path / name)


def test_a_table_that_is_too_long_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(faqtable, "MOST_ROWS", 3)
    (tmp_path / "long.csv").write_text("问题,答复\n" + "问,答\n" * 5, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="split it"):
        read_table(tmp_path / "long.csv")
