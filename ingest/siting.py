"""Where a shop lies, out of all cells of its row that tell a part of it: into the values of its location, floor and unit."""

from __future__ import annotations

from typing import Any

from ingest.addresses import building_in, floor_written_in, unit_in
from ingest.whereabouts import Whereabouts, whereabouts
from knowledge.writing.floors import is_floor


def by_cell(values: dict[str, Any], cell: str) -> None:
    """The building, the floor and the unit of a cell that has them all: 零售館3 1/F M3-104."""
    found = whereabouts(cell)
    for field, value in (("location", found.location), ("floor", found.floor), ("unit", found.unit)):
        values[field] = values.get(field) or value
    add_note(values, found.detail)


def by_address(values: dict[str, Any], address: str) -> None:
    """The part of the mall, the floor and the unit that an address names, where no column has them: …广场4楼L4-01."""
    named = (
        ("unit", unit_in(address)),
        ("floor", floor_written_in(address)),
        ("location", building_in(address)),
    )
    for field, value in named:
        if value and not values.get(field):
            values[field] = value


def tell_apart(values: dict[str, Any]) -> None:
    """What a unit's or a floor's cell says of the other, or of the building: Shop 301, 3/F; A座 2F; 3F A區."""
    floor, found = values.get("floor", ""), whereabouts(values["unit"])
    if found.unit and found.floor and not floor:
        values["floor"], values["unit"] = found.floor, found.unit
    elif found.unit and found.location and found.location != values.get("location"):
        values["unit"] = found.unit
    else:
        found = Whereabouts()
    if floor and not is_floor(floor) and not values.get("location"):
        found = whereabouts(floor)
        if not (found.floor and found.location):
            return
        values["floor"], values["unit"] = found.floor, values["unit"] or found.unit
    values["location"] = values.get("location") or found.location


def add_note(values: dict[str, Any], said: str) -> None:
    """Adds to a shop's remark."""
    values["note"] = "；".join(filter(None, (values.get("note", ""), said)))
