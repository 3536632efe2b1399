"""What staff say otherwise: numbers with 零, years of reports, barriers and goods that are no emergencies."""

from __future__ import annotations

import pytest

from assistant.asking.wording import also, plain
from assistant.triage.urgency import Urgency
from knowledge.text import fold


@pytest.mark.parametrize(
    ("said", "amount"),
    [("赔两百零一块", "201元"), ("一千零五十块", "1050元"), ("五百零八元", "508元"), ("一百块", "100元")],
)
def test_an_amount_said_with_nothing_in_between_is_one_amount(said: str, amount: str) -> None:
    assert amount in plain(said)


@pytest.mark.parametrize("said", ["熟人喊我抬个杆行不行", "她又说膏体里有霉点呢"])
def test_a_barrier_and_a_defect_are_no_emergency(said: str) -> None:
    assert Urgency.load().is_excused("medical", fold(said))


@pytest.mark.parametrize("said", ["吃了发霉的面包肚子疼", "抬杆砸到人流血了"])
def test_who_is_hurt_is_never_excused(said: str) -> None:
    assert not Urgency.load().is_excused("medical", fold(said))


def test_a_fault_of_goods_is_a_matter_of_quality_and_a_fault_of_a_report_is_none() -> None:
    assert "质量问题" in also("锅底有裂纹")
    assert "质量问题" not in also("这毛病国庆就有了")
