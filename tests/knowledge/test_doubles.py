"""A shop that two directories tell of is one; what they disagree about is told of each."""

from dataclasses import replace

import pytest

from knowledge.doubles import without_doubles
from knowledge.model import Shop

PAGE = Shop(
    "G04", "Avocet 反嘴鷸", "Avocet", ("反嘴鷸",), "珠寶 Jewelry", floor="地下 G/F",
    hours_weekday="11:00 - 21:00 (Mon-Thu) / 11:00 - 22:00 (Fri-Sun)", phone="3000 0004", note="接受禮券", doc_id="page",
)  # fmt: skip
SHEET = Shop(
    "G04", "反嘴鷸", "AVOCET", category="Jewelry", floor="GF", hours_weekday="11:00-21:00 (Mon-Thu);11:00-22:00 (Fri-Sun)",
    phone="+852 30000004", tags=("收礼券",), doc_id="sheet",
)  # fmt: skip


def test_the_row_that_says_more_stays_with_what_only_the_other_says():
    (shop,) = without_doubles({"sheet": [SHEET], "page": [PAGE]})
    assert (shop.doc_id, shop.note, shop.tags) == ("page", "接受禮券", ("收礼券",))


@pytest.mark.parametrize(
    "other",
    [
        replace(SHEET, unit="G05"),
        replace(SHEET, floor="2F"),
        replace(SHEET, phone="30000009"),
        replace(SHEET, hours_weekday="12:00-21:00"),
        replace(SHEET, name="紅腳鷸", name_en="Redshank"),
    ],
)
def test_rows_that_disagree_are_told_of_each(other):
    assert len(without_doubles({"page": [PAGE], "sheet": [other]})) == 2


def test_a_row_that_leaves_something_out_agrees():
    sheet = replace(SHEET, unit="", floor="", phone="", hours_weekday="")
    assert len(without_doubles({"page": [PAGE], "sheet": [sheet]})) == 1


def test_branches_of_one_paper_are_never_one():
    assert len(without_doubles({"page": [PAGE, replace(PAGE, unit="", note="UG")], "sheet": []})) == 2
