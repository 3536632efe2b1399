"""The service desk's page, and what its scripts must know of the house: desks, states, what may be done when."""

from __future__ import annotations

from functools import cache
from typing import Any

from assistant.channels import channels
from assistant.desks import Desks
from assistant.tickets.moves import CALLED, MOVES, OPEN
from assistant.triage.wording import read_rules
from ui.pages.own import UI, OwnPage
from ui.pages.terms import LANGUAGE

DESK = OwnPage("/desk", UI / "deskpage", "中庭 · 服务台", "谁在等、什么要到时限、哪些归我，都在这里。")


def moves() -> dict[str, dict[str, Any]]:
    """Of each act with a ticket from which states it is done, by whom, and what has to be written with it."""
    return {
        act.value: {
            "from": sorted(state.value for state in move.ends),
            "by": move.by.value,
            "says": move.says,
        }
        for act, move in MOVES.items()
    }


@cache
def alarms() -> dict[str, str]:
    """What the kinds of emergencies are called, by the subject that their tickets carry."""
    return {row.get("subject", row["kind"]): row["name"] for row in read_rules("urgency.yaml")["kinds"]}


def lists(desks: Desks) -> dict[str, Any]:
    """What the page's lists offer, each in the order of the house's tables."""
    told = ("id", "name", "tier", "owns", "hours", "promise")
    return {
        "desks": [{name: getattr(desk, name) for name in told} for desk in desks],
        "priorities": [{"id": one.level, "name": one.name} for one in desks.priorities.values()],
        "states": [
            {"id": state.value, "name": name, "is_open": state in OPEN} for state, name in CALLED.items()
        ],
        "moves": moves(),
        "alarms": dict(alarms()),
        "channels": [{"id": one.id, "name": one.name} for one in channels().values()],
        "languages": [{"id": key, "name": name} for key, name in LANGUAGE.items()],
    }
