"""The mall's hours out of sentences, and that nothing is reckoned from sentences that are read in part only."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.model import Document, Passage
from knowledge.writing.hours import opening_on
from knowledge.writing.spoken_hours import in_words, rules_headed, spoken_rules
from tests.knowledge.shelf_life import document

PAPER = Document("H1", "到访指南", "h1.md", "x", effective_from=date(2026, 3, 1))
THURSDAY, FRIDAY, SATURDAY = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 28)


def rules(text: str, heading: str = "营业时间"):
    return spoken_rules([(Passage("H1-1", "H1", 0, text, section=(heading,)), PAPER)])


SAID = [
    # the sentence, and when the mall closes on a Thursday, a Friday and a Saturday
    ("平日（周一至周四）十点开门，晚九点半打烊；周五到周日延长至晚十点。", ("21:30", "22:00", "22:00")),
    ("本商场营业时间为每日10:00-22:00，周五、周六延长至22:30。", ("22:00", "22:30", "22:30")),
    ("自2026年10月8日起，每日营业时间为上午10点至晚上9点半，逢周五、周六延至晚上10点。", ("21:30", "22:00", "22:00")),
    ("营业时间：10:00～21:30（周一至周五），9:30～22:00（周六日及节假日）", ("21:30", "21:30", "22:00")),
    ("Hours: Sun-Wed: 10AM-10PM, Thu-Sat: 10AM-11PM", ("23:00", "23:00", "23:00")),
    ("Opening hours: Mon-Thu: 9am-9pm, Fri: 9am-10pm, Sat-Sun: 9am-11pm", ("21:00", "22:00", "23:00")),
    ("Open 10am to 9:30pm Monday to Thursday, and until 10pm on Fridays, Saturdays and Sundays.", ("21:30", "22:00", "22:00")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "closes"), SAID)
def test_hours_are_read_out_of_a_sentence(text, closes):
    found = rules(text)
    assert tuple(opening_on(day, found).closes for day in (THURSDAY, FRIDAY, SATURDAY)) == closes


@pytest.mark.parametrize(
    "text",
    [
        "服务台每日10:00至21:30。",
        "超市每天8:00开门，22:00关门。",
        "停车场出口24小时开放。",
        "兑换时间每日14:00至20:00。",
    ],
)
def test_the_hours_of_a_part_of_the_house_are_not_the_malls(text):
    assert rules(text, heading="服务") == []


def test_a_paper_whose_days_are_read_in_part_only_is_not_reckoned_from():
    assert rules("每日营业时间10:00至22:00。遇周五、周六则到22:30为止", heading="须知") == []


def test_the_first_paper_with_general_hours_is_the_one_that_holds():
    other = replace(PAPER, doc_id="H2")
    contents = [
        (Passage("H1-1", "H1", 0, "商场每天10:00至22:00营业。"), PAPER),
        (Passage("H2-1", "H2", 0, "商场每天9:00至21:00营业。"), other),
    ]
    assert {rule.closes for rule in spoken_rules(contents)} == {"22:00"}


def test_days_are_said_as_a_run():
    assert [
        in_words(rule) for rule in rules("周一至周四10:00至21:30营业；周五至周日及节假日10:00至22:00营业。")
    ] == [
        "周一至周四",
        "周五至周日及法定节假日",
    ]


VENUES = {
    "啟德主場館": "50,000席\n開放時間：07:00 - 23:00",
    "青年運動場": "開放時間：07:00 - 22:30\n免費開放：07:00-10:00, 12:00-15:00",
    "啟德零售館": "700,000平方呎\n開放時間：10:00 - 22:00\n超過200間商店",
}


def headed(venues):
    cards = [(Passage(name, "H1", 0, text, section=("設施", name)), PAPER) for name, text in venues.items()]
    return rules_headed(cards)


@pytest.mark.parametrize(
    "name", ["啟德零售館", "海港购物中心", "新城商场A座", "Harbour Mall", "云上百货（东馆）"]
)
def test_of_several_venues_the_hours_under_the_malls_name_are_the_malls(name):
    (rule,) = headed({key if key != "啟德零售館" else name: text for key, text in VENUES.items()})
    assert (rule.opens, rule.closes) == ("10:00", "22:00")
    assert rule.passage.section[-1] == name


def test_two_malls_with_different_hours_are_not_told_apart():
    assert headed(VENUES | {"海港商场": "营业时间：9:30-21:30"}) == []


def test_without_a_mall_among_them_venues_tell_no_hours_of_the_house():
    assert headed({key: text for key, text in VENUES.items() if key != "啟德零售館"}) == []


@pytest.mark.parametrize(
    "text",
    [
        "商场营业时间：周日至周四 10:00–22:00；周五、周六及法定节假日前一天 10:00–22:30。个别店铺时间见备注。",
        "Opening hours. Sun–Thu 10:00–22:00; Fri, Sat and the day before public holidays 10:00–22:30. Supermarket 08:00–22:00 daily.",
        "营业时间：10:00-22:00（周日至周四）；10:00-22:30（周五、周六、节假日前一天）",
    ],
)
def test_a_label_heads_all_parts_of_its_sentence_and_eves_are_no_holidays(text):
    usual, long = spoken_rules([(Passage("p", "H", 0, text), document("H", doc_type="notice"))])
    assert (usual.closes, long.closes) == ("22:00", "22:30")
    assert (long.weekdays, long.holidays) == ({4, 5}, False)
    assert long.is_for_holiday(date(2026, 9, 30))


@pytest.mark.parametrize("whose", ["屋顶花园", "天台", "冰场", "泳池", "图书馆", "The roof garden"])
def test_the_hours_of_a_garden_or_a_rink_are_not_the_malls(whose):
    text = f"{whose}开放时间：每天07:00-22:00" if not whose.isascii() else f"{whose} is open daily 7am-10pm"
    assert not spoken_rules([(Passage("p", "H", 0, text), document("H", doc_type="hours"))])
