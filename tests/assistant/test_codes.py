"""Numbers of papers, however they are written."""

import pytest

from assistant.asking.codes import as_titled, codes_in

TITLES = ("SOP-03 开闭店", "SOP-11 宠物", "PS-08 产品单")


@pytest.mark.parametrize("written", ["sop-3", "sop3", "sop 03", "sop_3"])
def test_a_number_is_written_as_in_its_title(written):
    assert as_titled(f"{written}讲什么", TITLES) == "sop-03讲什么"


def test_a_number_that_no_title_has_stays():
    assert as_titled("sop-12讲什么", TITLES) == "sop-12讲什么"
    assert codes_in("SOP-12") == {("sop", 12)}
