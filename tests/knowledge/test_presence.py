"""States of shops as directories write them, with the days that they hold."""

from datetime import date

import pytest

from knowledge.model import Shop
from knowledge.writing.presence import is_present, is_vacant, state_in, told

ISSUED = date(2026, 11, 15)


@pytest.mark.parametrize(
    ("status", "note", "state", "start", "stop"),
    [
        ("装修中", "11月10日至12月8日装修，12月9日恢复营业", "装修", "2026-11-10", "2026-12-08"),
        ("", "裝修中，2026年12月15日重開", "装修", "None", "2026-12-14"),
        ("", "Under renovation until 15 December 2026", "装修", "None", "2026-12-15"),
        ("已撤店", "2026年9月30日撤店", "撤场", "2026-09-30", "None"),
        ("", "Closed since 30 September 2026", "撤场", "2026-09-30", "None"),
        ("即将开业", "预计2026年12月5日开业", "即将开业", "2026-12-05", "None"),
        ("", "即将开业，预计12月12日", "即将开业", "2026-12-12", "None"),
        ("", "Opening soon: 4 December 2026", "即将开业", "2026-12-04", "None"),
        ("暂停营业", "", "暂停营业", "None", "None"),
        ("", "由L2-15迁至L4-06(2026-11-10)", "营业", "None", "None"),
        ("", "2026-11-12开业，原北区铺位", "营业", "None", "None"),
        ("营业中", "靠近地铁4号口", "营业", "None", "None"),
    ],
)
def test_a_state_and_its_days_are_read_off_status_and_remark(status, note, state, start, stop):
    shop = told(Shop("1", "甲", status=status, note=note), ISSUED)
    assert state_in(shop.status) == state
    assert (str(shop.status_from), str(shop.status_to)) == (start, stop)


def test_days_of_a_column_of_their_own_hold():
    shop = Shop("1", "甲", status="装修", status_from=date(2026, 11, 1), note="12月9日恢复营业")
    assert told(shop, ISSUED).status_to is None


def test_a_shop_is_away_until_the_last_day_of_the_works():
    shop = told(Shop("1", "甲", note="装修至2026年12月20日"), ISSUED)
    assert not is_present(shop, date(2026, 12, 20))
    assert is_present(shop, date(2026, 12, 21))


def test_an_empty_unit_is_no_shop():
    assert all(map(is_vacant, ("招商中", "Vacant", "-", "")))
    assert not is_vacant("空山茶铺")


@pytest.mark.parametrize(
    "note", ["周一、周二闭店", "每周一至周三休息", "逢周二关店", "closed on Mondays and Tuesdays"]
)
def test_days_of_the_week_on_which_a_shop_rests_do_not_make_it_gone(note):
    shop = told(Shop("1", "甲", hours_weekday="10:00-20:00", note=note), ISSUED)
    assert state_in(shop.status) == "营业"
    assert note.lower() in shop.hours_weekday
