"""GET /api/shops at the door, over the demo mall's directory."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def asked(demo_house):
    with demo_house.client() as client:
        yield lambda **query: client.get("/api/shops", params=query).json()


def shop_with(demo_house, **fields):
    from knowledge.model import Viewer
    from tests.house import NOW

    shops = demo_house.atrium.library.directory(Viewer(), NOW).shops
    return next(s for s in shops if all(getattr(s, name) for name in fields))


def test_a_shop_is_found_by_its_name_its_english_name_and_its_unit(demo_house, asked):
    shop = shop_with(demo_house, name=True, name_en=True, unit=True)
    for words in (shop.name, shop.name_en, shop.unit):
        assert shop.name in [found["name"] for found in asked(q=words)["shops"]]


def test_a_floor_lists_its_shops_and_counts_the_rest(asked):
    told = asked(floor="三楼", limit=5)
    assert {shop["floor"] for shop in told["shops"]} == {"L3"}
    assert told["total"] > len(told["shops"]) == 5


def test_a_kind_of_shop_may_be_looked_for_on_a_floor(demo_house, asked):
    shop = shop_with(demo_house, subcategory=True)
    told = asked(q=shop.subcategory, floor=shop.floor)
    assert shop.name in [found["name"] for found in told["shops"]]
    assert all(found["floor"] == shop.floor for found in told["shops"])


def test_what_is_open_is_judged_at_the_moment_of_the_request(demo_house, asked):
    with demo_house.client() as client:
        for moment, is_any_open in (
            ("2026-11-25T03:00:00+08:00", False),
            ("2026-11-25T15:00:00+08:00", True),
        ):
            told = client.get("/api/shops", params={"floor": "L1"}, headers={"X-Demo-Clock": moment}).json()
            assert any(shop["is_open"] for shop in told["shops"]) is is_any_open


def test_no_column_of_the_landlord_is_told(asked):
    columns = set(asked(limit=1)["shops"][0])
    assert not {
        column for column in columns if "rent" in column or "contract" in column or "manager" in column
    }


@pytest.mark.parametrize("query", [{"q": "没有这样的店铺名"}, {"floor": "没有楼层"}, {"floor": "L99"}])
def test_what_is_not_there_gives_an_empty_list(asked, query):
    assert asked(**query) == {"shops": [], "total": 0}
