"""From headings and lines to sections."""

from ingest.outline import Outline, heading_level, unwrap


def _sections(*lines: str) -> list[tuple[tuple[str, ...], str]]:
    outline = Outline()
    for line in lines:
        level = heading_level(line)
        outline.heading(level, line) if level else outline.line(line)
    return [(section.path, section.text) for section in outline.close()]


def test_a_heading_holds_what_stands_under_it() -> None:
    assert _sections("一、收费", "平日两小时免费。", "二、免费", "会员三小时免费。") == [
        (("一、收费",), "平日两小时免费。"),
        (("二、免费",), "会员三小时免费。"),
    ]


def test_numbered_names_after_an_introducing_line_are_its_items() -> None:
    lines = ("一、退换货", "以下情况不予退换：", "（一）生鲜食品", "（二）贴身衣物", "（三）定制商品")
    assert _sections(*lines, "二、维修", "三十日内保修。") == [
        (("一、退换货",), "\n".join(lines[1:])),
        (("二、维修",), "三十日内保修。"),
    ]


def test_numbered_names_with_text_of_their_own_stay_headings() -> None:
    assert _sections("本规程分为两章：", "一、总则", "适用于全场。", "二、细则", "另行规定。") == [
        ((), "本规程分为两章："),
        (("一、总则",), "适用于全场。"),
        (("二、细则",), "另行规定。"),
    ]


def test_an_empty_heading_without_an_introducing_line_stays_alone() -> None:
    assert _sections("一、总则", "适用于全场。", "（一）生鲜食品", "（二）贴身衣物") == [
        (("一、总则",), "适用于全场。"),
        (("一、总则",), "（一）生鲜食品"),
        (("一、总则",), "（二）贴身衣物"),
    ]


def test_a_question_is_the_heading_of_its_answer() -> None:
    lines = (
        "问：积分会过期吗？",
        "答：满两年失效。",
        "Q2. How do I park?",
        "A: Take a ticket.",
        "3. 小票丢了怎么办？",
        "凭付款截图办理。",
    )
    assert _sections(*lines) == [
        (("问：积分会过期吗？",), "满两年失效。"),
        (("Q2. How do I park?",), "Take a ticket."),
        (("3. 小票丢了怎么办？",), "凭付款截图办理。"),
    ]


def test_what_is_to_be_said_and_what_also_answers_are_no_headings() -> None:
    for line in (
        "您好，请问需要帮助吗？",
        "“需要包装吗？”",
        "停车场能充电吗？可以，在B2。",
        "您是想问：几点关门？不是。",
    ):
        assert heading_level(line) is None


def test_several_names_with_a_colon_each_head_what_stands_below() -> None:
    lines = ["年假：", "满一年五天", "用完为止", "探亲假：", "每年一次，二十天", "病假:", "凭病假单"]
    assert unwrap(lines) == [
        "年假：",
        "满一年五天用完为止",
        "探亲假：",
        "每年一次，二十天",
        "病假:",
        "凭病假单",
    ]


def test_one_end_of_a_broken_line_with_a_colon_stays_with_its_beginning() -> None:
    assert unwrap(["退货请按以下", "流程办理：", "先到服务台"]) == ["退货请按以下流程办理：", "先到服务台"]


def test_numbered_names_keep_their_distance_to_what_is_said_of_them() -> None:
    lines = ["1、年假", "凭工龄证明", "2、探亲假", "凭户口簿", "和车票", "3、其他"]
    assert unwrap(lines) == ["1、年假 凭工龄证明", "2、探亲假 凭户口簿和车票", "3、其他"]
    assert unwrap(["1、年假", "凭工龄证明"]) == ["1、年假凭工龄证明"]  # a single one may be a broken line
