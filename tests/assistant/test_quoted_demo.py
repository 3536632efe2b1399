"""What the demo mall's papers are quoted with: the version of the day, drafts, steps, both of two needs."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.model import Answer, Handling
from knowledge.text import fold
from tests.house import LEASING, SHOPPER, STAFF, House


def said(answer: Answer) -> str:
    return fold(answer.answer).replace(",", "").replace(" ", "")


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T15:00:00+08:00")


@pytest.mark.parametrize(
    ("question", "day", "then", "later"),
    [
        ("雨伞这种普通失物要留多少天", "2026-02-15", "30天", "90天"),
        ("普通客诉几天结案", "2026-05-15", "5个工作日", "3个工作日"),
        ("停车前多久免费", "2026-08-01", "60分钟", "前30分钟"),
    ],
)
def test_the_version_of_the_day_answers_and_the_next_is_only_to_come(
    demo_house: House, question: str, day: str, then: str, later: str
) -> None:
    before = said(demo_house.ask(question, STAFF, on(day)))
    assert then in before
    assert later not in before
    assert "将于" in before
    assert later in said(demo_house.ask(question, STAFF))


def test_an_archived_version_stays_with_staff(demo_house: House) -> None:
    answer = demo_house.ask("停车前多久免费", SHOPPER, on("2026-08-01"))
    assert "K08" not in {citation.doc_id for citation in answer.citations}


def test_a_figure_of_a_draft_is_said_to_be_one_and_what_holds_follows(demo_house: House) -> None:
    answer = demo_house.ask("电脑里有份文件写满300减80,能对外说吗", STAFF)
    assert answer.handling is Handling.ANSWER
    assert "讨论稿" in said(answer)
    assert "未采用" in said(answer)
    assert "满300元减50元" in said(answer)
    assert "K09" in {citation.doc_id for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "paper", "has"),
    [
        ("讨论稿里是满多少减多少 最后用了没", "K11", ("满300元减80元", "满300元减50元")),
        ("3万张券那个方案定了没", "K11", ("30000张",)),
        ("客人拿着满200减30的截图来,能用吗", "K14", ("已过期", "满200元减30元")),
    ],
)
def test_what_is_not_in_force_is_quoted_as_that(
    demo_house: House, question: str, paper: str, has: tuple[str, ...]
) -> None:
    answer = demo_house.ask(question, STAFF)
    assert paper in {citation.doc_id for citation in answer.citations}
    assert all(one in said(answer) for one in has), said(answer)


def test_what_is_not_public_yet_is_found_by_its_name_among_other_matters(demo_house: House) -> None:
    answer = demo_house.ask("双12能提前发朋友圈预热吗", STAFF)
    assert "未公开" in said(answer)
    assert "2026年12月1日10:00" in said(answer) or "2026-12-0110:00" in said(answer)


def test_a_report_of_the_year_named_speaks_before_rules_of_this_year(demo_house: House) -> None:
    assert "19:00至20:30" in said(demo_house.ask("去年周年庆停车几点满", STAFF))


def test_a_figure_with_decimals_finds_its_report(demo_house: House) -> None:
    assert "69.0%" in said(demo_house.ask("快报的71.3能写进汇报吗", STAFF))


def test_a_shopper_learns_nothing_of_a_draft(demo_house: House) -> None:
    answer = demo_house.ask("电脑里有份文件写满300减80,能对外说吗", SHOPPER)
    assert not {citation.doc_id for citation in answer.citations} & {"K11"}
    assert "讨论稿" not in said(answer)


def test_a_figure_that_the_papers_in_force_have_brings_up_no_draft(demo_house: House) -> None:
    assert "讨论稿" not in said(demo_house.ask("满300减50能对外说吗", STAFF))


def test_steps_are_told_by_the_clock_of_the_day(demo_house: House) -> None:
    text = said(demo_house.ask("11月22号闭店流程从头到尾列一下", STAFF))
    assert [text.find(clock) >= 0 for clock in ("22:00", "22:15", "22:30", "22:50")] == [True] * 4
    assert text.index("22:00") < text.index("22:15") < text.index("22:50")


@pytest.mark.parametrize(
    ("question", "viewer", "both"),
    [
        ("车库限高 会员日是几号", SHOPPER, ("2.1米", "18日")),
        ("朋友圈跟社群呢字数", LEASING, ("100字", "200字")),
        ("青梅酒多少度多少毫升", STAFF, ("8%vol", "500ml")),
    ],
)
def test_both_needs_of_one_sentence_are_quoted(
    demo_house: House, question: str, viewer: object, both: tuple[str, str]
) -> None:
    text = said(demo_house.ask(question, viewer))  # type: ignore[arg-type]
    assert all(one in text for one in both), text


def test_last_years_occasion_is_answered_by_last_years_paper(demo_house: House) -> None:
    text = said(demo_house.ask("去年周年庆满减是多少", STAFF))
    assert "满200元减30元" in text
    assert "不再适用" in text


def test_this_years_rules_do_not_answer_for_last_year(demo_house: House) -> None:
    assert demo_house.ask("去年周年庆满多少减多少", SHOPPER).handling is Handling.UNKNOWN


def test_a_chinese_question_is_not_answered_with_the_english_summary(demo_house: House) -> None:
    text = said(demo_house.ask("童画美育课包多少钱几节", STAFF))
    assert "8节" in text
    assert "lessons" not in text


def test_each_line_says_that_it_does_not_hold_yet_and_the_first_of_which_paper(demo_house: House) -> None:
    text = demo_house.ask("停车前多久免费", SHOPPER, on("2026-08-01")).answer
    assert all("将于2026-09-01起施行" in line for line in text.splitlines())
    assert text.count("【停车收费与优惠规则") == 1


def test_a_prize_that_there_is_not_is_not_answered_with_another(demo_house: House) -> None:
    assert demo_house.ask("五等奖是什么", SHOPPER).handling is Handling.UNKNOWN
    assert "4999元" in said(demo_house.ask("一等奖是什么", SHOPPER))


@pytest.mark.parametrize("question", ["动火作业审批流程", "活动要提前几个工作日报批"])
def test_what_the_houses_papers_speak_of_is_not_off_topic_for_staff(demo_house: House, question: str) -> None:
    assert demo_house.ask(question, STAFF).handling is Handling.ANSWER


@pytest.mark.parametrize("question", ["帮我写首诗夸夸周年庆满减", "推荐只股票", "今天天气怎么样"])
def test_what_they_do_not_speak_of_is_refused(demo_house: House, question: str) -> None:
    assert demo_house.ask(question, STAFF).handling is Handling.REFUSE
