"""Where a wording begins and ends, and what is plainly no claim."""

import pytest

from assistant.compliance import ComplianceChecker
from assistant.compliance.claims import Claims
from assistant.compliance.edges import is_torn, whole


@pytest.mark.parametrize(
    ("text", "wording"), [("单独家庭间", "独家"), ("屋顶级配砂石", "顶级"), ("物业管理财务室", "理财")]
)
def test_letters_that_only_meet_are_no_word(text, wording):
    start = text.index(wording)
    assert is_torn(text, start, start + len(wording))
    assert ComplianceChecker().check(text).status == "ok"


@pytest.mark.parametrize(
    ("text", "wording"), [("本店独家首发", "独家"), ("顶级食材", "顶级"), ("最好吃的火锅", "最好")]
)
def test_a_word_that_stands_as_one_is_not_torn(text, wording):
    start = text.index(wording)
    assert not is_torn(text, start, start + len(wording))


@pytest.mark.parametrize(
    ("text", "cut", "full"),
    [
        ("最好吃的火锅", "最好", "最好吃"),
        ("平时卖1,268元的套餐", "平时卖1", "平时卖1,268元"),
        ("活动至11月31日止", "11月31", "11月31日"),
        ("周末见,明天也来", "周末", "周末"),
    ],
)
def test_a_wording_runs_on_to_the_words_and_figures_that_it_cuts(text, cut, full):
    start = text.index(cut)
    assert text[slice(*whole(text, start, start + len(cut)))] == full


def test_an_empty_place_stays_where_it_is():
    assert whole("周末", 0, 0) == (0, 0)


def test_what_is_written_like_no_claim_is_told_from_what_is():
    told = [("全城最好的面膜", True), ("最好的面霜", True), ("请走东门", False), ("三楼今晚检修", False)] * 5
    claims = Claims(told)
    assert claims.may_claim("全馆最好的面霜")
    assert claims.score("请走三楼东门") < 0 < claims.score("最好的口红")
    assert not claims.may_claim("今晚三楼检修请走东门")
