"""Which rows of a table a question is about."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.asking.need import read
from assistant.quoted.rows_asked import rows_asked
from knowledge.model import Document, Hit, Passage, Standing

TODAY = date(2026, 10, 15)
REPORT = Document("R", "国庆复盘(终稿)", "r.docx", "0", doc_type="replay")
ROWS = ("指标: 客流; 2026: 45.2万人次", "日期: 10/1; 客流(万): 7.4", "日期: 10/3; 客流(万): 8.1")
HITS = [
    Hit(
        Passage(f"p{at}", "R", at, text, kind="row", section=(f"{min(at, 1)}",)),
        REPORT,
        Standing.IN_FORCE,
        1.0,
    )
    for at, text in enumerate(ROWS)
]


@pytest.mark.parametrize(
    ("question", "behind"),
    [
        ("国庆客流多少", {"p1", "p2"}),
        ("哪天客流最高", set()),
        ("国庆每天的客流", set()),
    ],
)
def test_rows_of_single_days_step_back_where_the_whole_is_asked_for(question: str, behind: set[str]) -> None:
    assert rows_asked(HITS, read(question, TODAY), TODAY).of_other_kinds & {"p1", "p2"} == behind
