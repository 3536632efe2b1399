"""One cell that says where a shop lies: the building, the floor and the unit, in the order and words of real directories."""

from __future__ import annotations

import pytest

from ingest.addresses import building_in, floor_written_in, unit_in
from ingest.whereabouts import whereabouts


@pytest.mark.parametrize(
    ("cell", "location", "floor", "unit"),
    [
        ("海晴零售館3 1/F M3-104", "海晴零售館3", "1/F", "M3-104"),
        ("海晴零售館3", "海晴零售館3", "", ""),
        ("海晴體育園 北園 G/F NG-001", "海晴體育園 北園", "G/F", "NG-001"),
        ("北座 1/F 105–105A", "北座", "1/F", "105–105A"),
        ("SPORTS HALL（運動中心）4/F", "SPORTS HALL（運動中心）", "4/F", ""),
        ("B 區 G/F B19", "B 區", "G/F", "B19"),
        ("LG LG8", "", "LG", "LG8"),
        ("B1 B128–B129", "", "B1", "B128–B129"),
        ("Shop 301, 3/F", "", "3/F", "301"),
        ("Level 2, Unit 12-13", "", "Level 2", "12-13"),
        ("Unit 05, 2nd Floor", "", "2nd Floor", "05"),
        ("Lower Ground Floor LG12", "", "Lower Ground Floor", "LG12"),
        ("Lot 1.23, First Floor", "", "First Floor", "1.23"),
        ("#02-15", "", "L2", "#02-15"),
        ("#B1-12", "", "B1", "#B1-12"),
        ("L3-12/13", "", "", "L3-12/13"),
        ("3F A區", "A區", "3F", ""),
        ("3F A区 305", "A区", "3F", "305"),
        ("7/F, Block A", "Block A", "7/F", ""),
        ("一楼A12", "", "一楼", "A12"),
        ("负一层B102", "", "负一层", "B102"),
        ("東翼3樓312號舖", "東翼", "3樓", "312"),
        ("外街 W01", "外街", "", "W01"),
        ("T3 L2", "T3", "L2", ""),
        ("Level 3 三樓", "", "Level 3 三樓", ""),
        ("1F, 2F", "", "1F、2F", ""),
        ("GW 3201", "", "", "GW 3201"),
        ("Mall 1", "Mall 1", "", ""),
    ],
)
def test_a_cell_is_told_apart(cell: str, location: str, floor: str, unit: str) -> None:
    found = whereabouts(cell)
    assert (found.location, found.floor, found.unit) == (location, floor, unit)


def test_what_else_a_cell_says_is_kept() -> None:
    assert whereabouts("南館 B1 M2-B101（百貨內）").detail == "百貨內"
    assert whereabouts("主館 2/F 東大廳（K 閘）").detail == "東大廳（K 閘）"


@pytest.mark.parametrize(
    ("address", "building", "floor", "unit"),
    [
        ("海晴體育園零售館1二樓M1-217號舖", "海晴體育園零售館1", "二樓", "M1-217"),
        ("九龍海晴道38-39號海晴零售館2, 3樓M2-302號舖", "海晴零售館2", "3樓", "M2-302"),
        ("Shop No. M1-217, Level 2, Harbour Mall 1, Kowloon", "Harbour Mall 1", "Level 2", "M1-217"),
        ("湖滨路9号云湖天地B1层B1-07", "", "B1层", "B1-07"),
        ("海晴道38-39號", "", "", ""),
    ],
)
def test_an_address_tells_the_part_of_the_mall(address: str, building: str, floor: str, unit: str) -> None:
    assert (building_in(address), floor_written_in(address), unit_in(address)) == (building, floor, unit)
