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


FAIR = "龙舟市集时间：2026年5月1日10:00至5月10日21:00，地点在北广场。"
LAMPS = "灯会亮灯：2026年5月16日（周六）19:00。"


@pytest.mark.parametrize(
    ("question", "rules", "says"),
    [
        ("龙舟市集还剩几天", (FAIR,), "今天之后还有4天，最后一天是2026年5月10日（周日）（计算得出）。"),
        ("龙舟市集还有多少天结束啊", (FAIR,), "今天之后还有4天"),
        ("离灯会还有几天", (LAMPS, FAIR), "距离2026年5月16日（周六）还有10天（计算得出，不算今天）。"),
        ("龙舟市集还有几天", ("龙舟市集：5月1日至5月6日。",), "是最后一天（计算得出）。"),
        ("龙舟市集还有几天", ("龙舟市集：5月1日至5月3日。",), "已在2026年5月3日（周日）结束，过了3天"),
        (
            "龙舟市集还剩几天",
            (FAIR, "龙舟市集的夜场：5月2日至5月3日。"),
            "最后一天是2026年5月10日",
        ),  # of its parts, the whole
    ],
)
def test_days_are_counted_to_the_end_or_the_beginning(question, rules, says):
    assert says in said(question, *rules)


@pytest.mark.parametrize(
    ("question", "rules"),
    [
        ("我的积分还有几天过期", (FAIR, POINTS)),  # from a day of one's own
        ("距离端午节还有几天", ("端午节龙舟市集时间：5月1日至5月10日。",)),  # the feast, not the fair
        (
            "龙舟市集还剩几天",
            ("龙舟市集：5月1日至5月3日。", "龙舟市集：5月8日至5月9日。"),
        ),  # two that are apart
        ("花车巡游还剩几天", (FAIR,)),  # another thing
    ],
)
def test_no_days_are_counted_where_none_are_told(question, rules):
    assert said(question, *rules) == ""
