"""Emergencies: short, true, and in the asker's language."""

import re

import pytest

from assistant.emergency import Emergencies, UnknownEmergency
from assistant.model import MallProfile
from assistant.rescue import Rescue
from assistant.ways.danger import aed_places

MALL = MallProfile(hotline="400-123-4567", service_desk="L1北门", service_desk_en="L1 north gate")
EMERGENCIES = Emergencies.load()
KINDS = {"missing", "medical", "fire", "food", "trapped", "violence", "self_harm", "crowd", "media"}
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
CLAIMS = re.compile(
    r"已经?(?:为您)?(?:通知|上报|报|联系|安排)|已通知|(?:have|has|been) (?:notified|alerted|informed)|on the way",
    re.I,
)


def test_there_are_words_for_every_kind() -> None:
    assert set(EMERGENCIES.kinds) == KINDS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_reply_has_at_most_three_lines_and_claims_no_alarm(kind: str, language: str) -> None:
    for staff in (False, True):
        lines = EMERGENCIES.lines(kind, MALL, language, staff, {"aed": "L1北门旁"})
        assert 1 <= len(lines) <= 3
        assert not CLAIMS.search("\n".join(lines))
        assert "{" not in "".join(lines)


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [("missing", ["110"]), ("medical", ["120"]), ("fire", ["119"]), ("food", ["120"]), ("trapped", ["119"]),
     ("violence", ["110"]), ("self_harm", ["110", "120"])],
)  # fmt: skip
def test_the_right_number_and_the_malls_people_are_named(kind: str, numbers: list[str]) -> None:
    for language in LANGUAGES:
        text = "\n".join(EMERGENCIES.lines(kind, MALL, language))
        assert all(number in text for number in [*numbers, MALL.hotline])


def test_in_a_fire_nobody_takes_a_lift_or_goes_to_look() -> None:
    text = "".join(EMERGENCIES.lines("fire", MALL, "zh-Hans"))
    assert "立即离开" in text
    assert "不要乘电梯" in text
    assert "不要前去查看" in text


def test_the_nearest_aed_is_told_only_when_it_is_known() -> None:
    assert "L1北门旁" in "".join(EMERGENCIES.lines("medical", MALL, "zh-Hans", facts={"aed": "L1北门旁"}))
    assert "AED" not in "".join(EMERGENCIES.lines("medical", MALL, "zh-Hans"))


def test_a_house_without_hotline_still_names_somebody() -> None:
    text = "".join(EMERGENCIES.lines("missing", MallProfile(), "zh-Hans"))
    assert "身边的工作人员" in text
    assert "热线" not in text


def test_staff_read_where_the_aeds_are_when_the_papers_say_so() -> None:
    assert "L1北门旁" in EMERGENCIES.lines("medical", MALL, "zh-Hans", True, {"aed": "L1北门旁"})[1]
    assert len(EMERGENCIES.lines("medical", MALL, "zh-Hans", True, {})) == 1


def test_staff_are_told_whom_to_tell_and_how_soon() -> None:
    for kind in KINDS:
        header = EMERGENCIES.staff_header(kind, "zh-Hans")
        assert "值班经理" in header
        assert "2分钟" in header
        assert EMERGENCIES.staff_query(kind)


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(UnknownEmergency, match="flood"):
        EMERGENCIES.staff_query("flood")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_where_other_numbers_are_rung_nobody_is_sent_to_the_mainlands(kind: str, language: str) -> None:
    mall = MallProfile(hotline="2118 8666", rescue=Rescue("999", "999", "999", "2118 8999", ""))
    for staff in (False, True):
        text = "\n".join(EMERGENCIES.lines(kind, mall, language, staff))
        assert not re.search(r"(?<!\d)(?:110|119|120|12356)(?!\d)", text)
        assert "2118 8999" in text, "the line that is answered at night"
        assert "2118 8666" not in text


@pytest.mark.parametrize(
    ("kind", "text", "is_on"),
    [
        ("media", "八、媒体采访：谁都不许接话，转企划部。", True),
        ("media", "打烊前30分钟、15分钟、5分钟各广播一次。", False),
        ("medical", "五、有人受伤：先叫急救，不挪人，留监控。", True),
        ("medical", "走失：孩子不满6岁的，立即打110。", False),
        ("trapped", "5 电梯困人 监控室先对讲安抚，不许自己撬门。", True),
        ("fire", "动火提前1个工作日办证，灭火器2个。", False),
        ("missing", "9 走丢小孩 接报马上报监控室。", True),
    ],
)
def test_steps_of_the_mall_are_told_of_their_own_kind_alone(kind, text, is_on):
    assert EMERGENCIES.is_on(kind, text) is is_on


@pytest.mark.parametrize(
    ("told", "places"),
    [
        ("AED：L1客服中心、L4球馆入口。", "L1客服中心、L4球馆入口"),
        ("就近取AED（L1客服中心、B1收银台旁），4分钟内到", "L1客服中心、B1收银台旁"),
        ("AED设在1楼服务台和3楼电梯厅。", "1楼服务台和3楼电梯厅"),
        ("设施: 除颤仪(AED); 位置: L1服务台旁; 备注: 24小时", "L1服务台旁"),
        ("AED培训：12月3日14:00在B1会议室", ""),
        ("每层有AED", ""),
        (
            "AEDs are at the counter and outside the cinema on Level 2. Ask staff.",
            "at the counter and outside the cinema on Level 2",
        ),
        ("An AED is kept beside the lifts on Level 1; ask staff.", "beside the lifts on Level 1"),
        ("AED training on 3 December", ""),
    ],
)
def test_where_the_aeds_are_is_read_out_of_any_paper(told, places):
    assert aed_places([told]) == places
