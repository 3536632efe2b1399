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


def test_a_question_heads_its_answer() -> None:
    assert _sections("问：几点开门？", "答：十点。", "周末也是。", "Q2. 可以带狗吗？", "A: 小型犬可以。") == [
        (("几点开门？",), "十点。\n周末也是。"),
        (("可以带狗吗？",), "小型犬可以。"),
    ]
    assert _sections("怎么停车？", "扫码进场。", "哪里开发票？", "在小程序里开。") == [
        (("怎么停车？",), "扫码进场。"),
        (("哪里开发票？",), "在小程序里开。"),
    ]


def test_questions_without_answers_and_what_to_say_stay_text() -> None:
    for lines in (
        ("是否已通知中控？", "是否已断电？"),
        ("“您好，请问需要帮助吗？”", "微笑接待。"),
        ("您先别急，好吗？", "随后登记。"),
    ):
        assert _sections(*lines) == [((), "\n".join(lines))]
