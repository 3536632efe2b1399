"""English questions to Chinese papers."""

import pytest

from assistant.english import as_a_wish, lead_in, row, speaks_of, things_in
from assistant.english_hours import hours


@pytest.mark.parametrize(
    ("text", "words"),
    [("how do I get an invoice", ["发票"]), ("Are there lockers?", ["储物柜", "寄存柜"]), ("is the business centre open", []), ("lost and found", ["失物招领"])],
)  # fmt: skip
def test_the_things_of_an_english_question_are_looked_for_in_chinese(text, words):
    assert things_in(text) == words


def test_a_chinese_quotation_is_introduced_with_its_figures():
    said = lead_in(["轮椅在L1服务台借用，押金100元可退，21:30前归还，每次最长4小时，咨询400-123-4567。"])
    assert all(figure in said for figure in ("L1", "CNY 100", "21:30", "4 hours", "400-123-4567"))


def test_a_chinese_quotation_is_introduced_with_what_it_speaks_of():
    said = lead_in(["客诉补偿须经主管审批。"])
    assert all(word in said for word in ("compensation", "supervisor", "approve"))


def test_without_figures_it_only_says_that_chinese_follows():
    assert lead_in(["请慢慢来。"]) == "The mall's papers answer this in Chinese, quoted below."


@pytest.mark.parametrize(
    "question", ["where is the gym", "is there a gym", "do you have a gym", "where's the gym"]
)
def test_whether_there_is_something_is_a_wish_to_find_it(question):
    assert as_a_wish(question) == "where can i find gym"


def test_a_table_row_is_said_in_english_as_far_as_its_words_are_known():
    text = "设施: 轮椅; 位置: L1总服务台; 数量: 8台; 费用与说明: 会员免费借用，非会员押金100元可退"
    assert row(text) == (
        "Facility: wheelchairs; Place: L1 service desk; Number: 8; "
        "Fee and notes: members free to borrow, non-members deposit 100 CNY refundable."
    )
    assert row("活动: 灯谜会; 时间: 19:00") == "Event: 灯谜会; Time: 19:00."


def test_a_passage_may_speak_of_a_thing_by_another_word():
    assert speaks_of("Pets: a leash of up to 1.5 m is allowed.", "can I bring my dog?")
    assert not speaks_of("Show the code at a participating shop.", "how do I get an invoice")


def test_a_passage_that_names_one_of_many_things_does_not_speak_of_them():
    assert not speaks_of("AEDs are in the L4 atrium.", "who must approve a concert in the atrium")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("星期一-五 11:30-22:00；星期六日及公众假期 11:30-22:30", "Mon–Fri 11:30-22:00; Sat, Sun, public holidays 11:30-22:30"),
        ("10:00–次日02:00", "10:00–next day 02:00"),
        ("逢周一休息", "Mon closed"),
        ("看店长心情", "看店长心情"),
    ],
)  # fmt: skip
def test_the_days_of_a_shops_hours_are_told_in_english(written, said):
    assert hours(written) == said


@pytest.mark.parametrize(
    ("question", "words"),
    [("new members on Double 11", ["双11", "新会员"]), ("National Day redemption rate", ["国庆", "核销率"])],
)
def test_occasions_and_figures_of_reports_are_looked_for_in_chinese(question, words):
    assert things_in(question) == words
