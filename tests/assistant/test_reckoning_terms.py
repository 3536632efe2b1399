"""Terms that have run since a named day, and what lasts to the end of the next year."""

import pytest

from tests.assistant.sums import said  # the day is 2026-05-06

KEPT = "监控录像保存不少于30天，超过的会自动覆盖。"
POINTS = "积分有效期：当年获得的积分有效至次年12月31日，到期清零。"


@pytest.mark.parametrize(
    ("question", "rule", "says"),
    [
        ("4月1号的监控还有吗", KEPT, "从2026年4月1日到今天已35天，超过30天（计算得出）。"),
        ("4月20号的监控还能看吗", KEPT, "从2026年4月20日到今天16天，没有超过30天（计算得出）。"),
        ("4月20号的小票还能补积分吗", "消费后10天内凭小票补积分。", "超过10天"),
    ],
)
def test_the_days_since_are_held_against_the_term(question, rule, says):
    assert says in said(question, rule)


@pytest.mark.parametrize(
    ("question", "rules"),
    [
        ("监控还有吗", (KEPT,)),  # no day
        ("5月20号的监控还有吗", (KEPT,)),  # still to come
        ("4月1号的雨伞还在吗", (KEPT,)),  # another thing
        ("4月1号的小票还能补吗", ("小票7天内自助补。", "小票30天内到服务台补。")),  # two terms as near
    ],
)
def test_no_term_is_guessed(question, rules):
    assert said(question, *rules) == ""


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("今年攒的积分到哪天", "2026年获得的有效至2027年12月31日"),
        ("去年攒的积分什么时候过期", "2025年获得的有效至2026年12月31日"),
    ],
)
def test_the_next_year_is_that_after_the_year_named(question, says):
    assert says in said(question, POINTS)


def test_without_a_year_the_rule_speaks_for_itself():
    assert said("积分什么时候过期", POINTS) == ""
