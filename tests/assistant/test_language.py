"""Which language a person writes, and text in that person's script."""

import pytest

from assistant.language import detect, follow, house_script, to_script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("几点关门", "zh-Hans"), ("停車點收費?我係金卡", "zh-Hant"), ("小朋友唔見咗", "zh-Hant"), ("停在 B3", "zh-Hans"),
        ("where can i borrow a wheelchair", "en"), ("HOYE COFFEE在几楼", "zh-Hans"),
        ("Apple Store Genius Bar 喺邊", "zh-Hant"), ("where is 海底捞?", "en"), ("你好", "zh-Hans"), ("", "zh-Hans"),
        ("123?", "zh-Hans"), ("洗手間在哪裡", "zh-Hant"), ("fire sale几号开始", "zh-Hans"), ("冇咗", "zh-Hant"),
        ("地下有咩食", "zh-Hant"), ("有咩玩", "zh-Hant"), ("有什么玩", "zh-Hans"),
        ("wifi", "zh-Hans"), ("ATM?", "zh-Hans"), ("wifi password", "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_message(text: str, language: str) -> None:
    assert detect(text) == language


def test_an_answer_changes_script_but_not_its_figures_and_marks() -> None:
    text = "停车费每小时5元，B2–B3，服务台 400-123-4567 [1][2]"
    hant = to_script(text, "zh-Hant")
    assert "停車費" in hant
    assert "服務台 400-123-4567 [1][2]" in hant
    assert to_script(hant, "zh-Hans") == text
    assert to_script("Level 3 [1]", "en") == "Level 3 [1]"


@pytest.mark.parametrize(
    ("message", "before", "language"),
    [
        ("早晨", [], "zh-Hant"), ("L3?", ["母婴室在哪"], "zh-Hans"), ("B1-08", ["幾點關門"], "zh-Hant"), ("你好", ["喺邊度"], "zh-Hant"),
        ("你好", ["where is it"], "zh-Hans"), ("thanks", ["几点开门"], "en"), ("谢谢", ["幾點關門"], "zh-Hans"), ("B1-08", [], "en"),
        ("and tomorrow?", ["几点关门"], "en"), ("多謝晒", [], "zh-Hant"),
    ],
)  # fmt: skip
def test_a_message_that_does_not_tell_goes_on_in_the_language_of_the_last_that_did(
    message: str, before: list[str], language: str
) -> None:
    assert follow(message, before) == language


def test_a_message_that_tells_no_script_is_answered_in_that_of_the_houses_papers() -> None:
    assert house_script(["zh-Hant", "zh-Hant", "zh-Hans", "en"]) == "zh-Hant"
    assert house_script(["en"]) == "zh-Hans"
    assert follow("可以寄哪", house="zh-Hant") == "zh-Hant"
    assert follow("几点关门", house="zh-Hant") == "zh-Hans"
    assert follow("可以寄哪", ["几点关门"], house="zh-Hant") == "zh-Hans"
