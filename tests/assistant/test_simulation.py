"""Made-up days: the same for a seed, of any mall, about everything that comes in."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

import pytest

from assistant.channels import channels
from assistant.simulation import Repertoire, Slots

DAY = date(2026, 11, 20)
SHOPS = [
    {"name": "甲书店", "name_en": "Alpha Books", "floor": "L2", "category": "零售"},
    {"name": "乙面馆", "name_en": "", "floor": "B1", "category": "餐饮"},
]
SLOTS = Slots.of(SHOPS, ["开业活动"], ["值班办法"])


def test_the_same_seed_makes_the_same_day():
    assert Repertoire(SLOTS).day(3, DAY, 80) == Repertoire(SLOTS).day(3, DAY, 80)


@pytest.mark.parametrize("other", [(4, DAY), (3, date(2026, 11, 21))])
def test_another_seed_or_day_makes_another(other):
    assert Repertoire(SLOTS).day(*other, 80) != Repertoire(SLOTS).day(3, DAY, 80)


def test_a_day_has_what_comes_in_at_a_mall():
    scripts = Repertoire(SLOTS).day(1, DAY, 2000)
    kinds = Counter(script.kind for script in scripts)
    assert {
        "parking",
        "unknown",
        "attitude",
        "lost_child",
        "person",
        "refused",
        "praise",
        "en_shop",
        "deadline",
    } <= set(kinds)
    assert {script.language for script in scripts} == {"zh-Hans", "zh-Hant", "en"}
    assert {script.role for script in scripts} == {"shopper", "staff"}
    assert {script.channel for script in scripts} <= set(channels())
    assert any(len(script.lines) > 1 for script in scripts)
    assert all(script.lines[0].at.date() == DAY for script in scripts)


def test_everything_named_is_the_houses_own():
    said = "".join(line.text for script in Repertoire(SLOTS).day(1, DAY, 500) for line in script.lines)
    assert "甲书店" in said
    assert "{" not in said


def test_a_house_without_a_directory_is_asked_what_needs_none():
    scripts = Repertoire(Slots.of([])).day(1, DAY, 300)
    assert len(scripts) == 300
    assert not any("{" in line.text for script in scripts for line in script.lines)


def test_only_staff_name_internal_papers():
    scripts = Repertoire(SLOTS).day(1, DAY, 2000)
    naming = {script.role for script in scripts for line in script.lines if "值班办法" in line.text}
    assert naming == {"staff"}


def test_talk_of_one_shop_stays_with_it():
    chosen: dict[str, str] = {}
    dice = random.Random(1)
    assert SLOTS.fill("{shop}", dice, chosen) == SLOTS.fill("{shop}", dice, chosen)
    assert SLOTS.fill("{shop2}", dice, chosen) != chosen["shop"]
