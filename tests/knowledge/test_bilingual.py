"""A text in two languages side by side is read by who reads either."""

import pytest

from knowledge.bilingual import halves, is_in_both, is_read_in_chinese, is_read_in_english, row_in_english


@pytest.mark.parametrize(
    "text",
    [
        "Umbrella loan 借用雨傘: HK$100 deposit 按金, return to any counter within 7 days 七日內歸還.",
        "項目 Item: 電動車充電 EV sessions; Sep 2026: 4105",
    ],
)
def test_who_reads_either_language_is_told(text):
    assert is_in_both(text)


@pytest.mark.parametrize("text", ["於 VIC App 報名，每節20人。", "Nike 旗舰店在一层，营业到22:00。"])
def test_a_name_makes_no_english(text):
    assert is_read_in_chinese(text)
    assert not is_read_in_english(text)


def test_a_text_in_english_alone_is_not_read_in_chinese():
    assert not is_read_in_chinese("Points earned in a calendar year expire on 31 March.")


@pytest.mark.parametrize(
    ("row", "half"),
    [
        (
            "Shop No. 舖號: A 17; Shop Name: Nimbus; 商店名稱: 雲朵; Level 樓層: Ground Level 地下",
            "Shop No.: A 17; Shop Name: Nimbus; Level: Ground Level",
        ),
        (
            "列1: Night park 夜泊 (19:00 – 02:00); Mon – Thu 星期一至四: $120; Fri – Sun 星期五至日: N/A 不適用",
            "Night park (19:00 – 02:00); Mon – Thu: $120; Fri – Sun: N/A",
        ),
        ("Left luggage 行李: HK$50 per 4 hours 每件4小時50元", "Left luggage: HK$50 per 4 hours"),
    ],
)
def test_a_row_in_two_languages_is_told_by_its_english_half(row: str, half: str) -> None:
    assert row_in_english(row) == half


@pytest.mark.parametrize(
    ("text", "both"),
    [
        (
            "傘須兩日內歸還。Return umbrellas within 2 days.",
            ("傘須兩日內歸還。", "Return umbrellas within 2 days."),
        ),
        ("The desk is on G/F. 服務處在地下。", ("服務處在地下。", "The desk is on G/F.")),
        ("11月7日至15日,中庭。7–15 Nov 2026, Atrium.", ("11月7日至15日,中庭。", "7–15 Nov 2026, Atrium.")),
        ("請下載 Tide App。", None),
        ("服務處 Desk 在地下 on G/F。", None),
    ],
)
def test_a_paragraph_in_one_language_and_then_the_other_has_two_halves(text, both):
    assert halves(text) == both
