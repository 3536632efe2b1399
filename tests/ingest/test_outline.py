"""From headings and lines to sections."""

from ingest.outline import Outline, heading_level


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
