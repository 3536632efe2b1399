"""The parts of approval: diffs, figures, the table for spreadsheets, the file and its versions."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from assistant.copies import CopyStore, Wanted
from assistant.copies.difference import Change, difference, distance
from assistant.copies.figures import DEFINITIONS, Figures, report
from assistant.copies.sheet import COLUMNS, csv_of, safe
from assistant.copies.tables import metadata
from tests.copies import FIRST_SHOP, LIN, PLAIN, PROVEN, TODAY, approved, office_over

TEXTS = st.text(alphabet="桂花拿铁下午茶。!\nab12 ", max_size=40)


# -- diffs -------------------------------------------------------------------------------------------


def test_a_diff_tells_chinese_by_characters_and_numbers_and_latin_words_whole():
    assert difference("桂花拿铁22元,latte", "桂花拿铁19元,mocha") == (
        Change("kept", "桂花拿铁"),
        Change("removed", "22"),
        Change("added", "19"),
        Change("kept", "元,"),
        Change("removed", "latte"),
        Change("added", "mocha"),
    )
    assert difference("第一句。第二句。", "第一句。第二句。") == (Change("kept", "第一句。第二句。"),)


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_diff_holds_both_texts_whole(before, after):
    changes = difference(before, after)
    assert "".join(change.text for change in changes if change.kind != "added") == before
    assert "".join(change.text for change in changes if change.kind != "removed") == after


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_the_distance_is_levenshteins_by_the_longer_text(before, after):
    longest = max(len(before), len(after), 1)
    assert distance(before, after) == pytest.approx(_table(before, after) / longest)


def _table(a: str, b: str) -> int:
    """The textbook's table, cell by cell."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def test_texts_made_to_be_slow_are_compared_all_the_same():
    """10,000 like characters take a quadratic difflib minutes; the test's own limit of time would end it."""
    for before, after in (
        ("。" * 10_000, "!" * 10_000),
        ("茶" * 10_000, "花茶" * 5_000),
        ("\n" * 9_999, "a\n" * 5_000),
    ):
        changes = difference(before, after)
        assert "".join(change.text for change in changes if change.kind != "added") == before
        assert 0 < distance(before, after) <= 1


# -- figures -----------------------------------------------------------------------------------------


def outcome(channel="sms", tag="T1", mode="template", month="2026-11", distance=None):
    approved_at = None if distance is None else f"{month}-20T10:00:00+08:00"
    return {
        "channel": channel, "tag": tag, "mode": mode, "created_at": f"{month}-19T10:00:00+08:00",
        "approved_at": approved_at, "distance": distance,
    }  # fmt: skip


def test_adoption_is_approved_by_drafted_and_tells_the_unchanged_from_the_edited():
    rows = [outcome(), outcome(distance=0.0), outcome(distance=0.1), outcome(distance=0.5)]
    assert report(rows).total == Figures(4, 3, 0.75, 1, 2, 0.2, 0.1)


def test_figures_stand_by_channel_tag_mode_and_month():
    rows = [
        outcome(distance=0.0),
        outcome("douyin", None, "generated", "2026-10"),
        outcome("douyin", "T2", "generated", distance=0.4),
    ]
    by = report(rows).by
    assert {name: list(groups) for name, groups in by.items()} == {
        "channel": ["douyin", "sms"],
        "tag": ["", "T1", "T2"],
        "mode": ["generated", "template"],
        "month": ["2026-10", "2026-11"],
    }
    assert by["channel"]["douyin"].adoption_rate == 0.5
    assert by["month"]["2026-10"].edit_distance is None


def test_no_copy_gives_no_rate_and_every_figure_is_defined():
    assert report([]).total == Figures(0, 0, None, 0, 0, None, None)
    assert set(DEFINITIONS) == set(Figures.__dataclass_fields__)


# -- the table ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+8610",
        "-5",
        "@x",
        "\t=1",
        "\r=1",
        "＝1",
        " =1",
        "\n=1",
        "\u200b=1",
        "\ufeff+1",
        "\u00ad@x",
        "﹢1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(cell):
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["桂花拿铁", "2026-11-21", "", "a=b", "'=1", "🎉 满减", "\n"])
def test_other_cells_stay_as_they_are(cell):
    assert safe(cell) == cell


def test_an_export_carries_the_label_the_approver_and_the_proofs(tmp_path):
    store = CopyStore(tmp_path / "copies.db")
    office = office_over(store)
    copy = approved(office, FIRST_SHOP, [PROVEN])
    office.own(copy.id, "林晓", LIN)
    office.save(replace(PLAIN, body='=HYPERLINK("http://x")'), LIN)
    found = [
        (shown, store.proofs([shown.copy.id])[shown.copy.id])
        for shown in office.judge.page(Wanted(), 0, 9)[0]
    ]
    text = "".join(csv_of(found, {"wechat_group": "微信社群"}))
    store.close()
    assert text.startswith("\ufeff")
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in csv.reader(io.StringIO(text[1:]))][1:]
    by_state = {row["状态"]: row for row in rows}
    assert by_state["草稿"]["正文"] == '\'=HYPERLINK("http://x")\nAI生成底稿,须人工审核后发布'
    assert by_state["草稿"]["可作定稿"] == "否"
    final = by_state["已通过"]
    assert (final["正文"], final["审批人"], final["认领人"]) == (FIRST_SHOP.body, "Ada", "林晓")
    assert (final["凭证"], final["渠道"]) == ("A05 E-1(至2026-12-31)", "微信社群")


# -- the file ----------------------------------------------------------------------------------------


def test_the_steps_make_the_tables_that_the_store_asks_for(tmp_path):
    store = CopyStore(tmp_path / "copies.db")
    found = inspect(store._engine)
    for table in metadata.sorted_tables:
        assert [column["name"] for column in found.get_columns(table.name)] == list(table.columns.keys())
    store.close()
    assert (tmp_path / "copies.db").stat().st_mode & 0o077 == 0


def test_a_file_is_opened_again_as_it_was_left(tmp_path):
    store = CopyStore(tmp_path / "copies.db")
    copy = approved(office_over(store))
    store.close()
    again = CopyStore(tmp_path / "copies.db")
    assert again.find(copy.id) == copy
    again.close()


def test_every_portion_of_an_export_is_told_once(tmp_path, monkeypatch):
    from assistant.copies import store as module

    monkeypatch.setattr(module, "_MANY", 3)
    store = CopyStore(tmp_path / "copies.db")
    office = office_over(store)
    saved = [office.save(PLAIN, LIN).id for _ in range(8)]
    assert [copy.id for some in store.each(Wanted(), TODAY) for copy in some] == saved
    store.close()
