"""A simulated week, and every figure of it once more from the rows, by code that shares nothing with the product's."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta

import pytest
from recount import Recount, differences

from assistant.insights import Period, Simulated, Wanted
from assistant.simulation import Repertoire
from tests.house import House
from tests.ui.conftest import NOON
from ui.app import app_for
from ui.desk import AppLine, Desk
from ui.desks.insightdesk import InsightDesk
from ui.lobby import Lobby
from ui.playing import Stage

LAST = date(2026, 11, 20)
WEEK = Period.week_to(LAST)
A_DAY = 5


@pytest.fixture
def played(own_house: House):
    """A house in which a week was played, and the desk that played it."""
    lobby = Lobby(own_house.atrium.settings, local_key="local-secret")
    lobby.let_in(own_house.atrium)
    with asyncio.Runner() as runner:
        desk = Desk(AppLine(app_for(lobby, pages=False), runner), "local-secret", "here")
        stage = Stage(desk)
        repertoire = Repertoire(stage.slots(datetime(2026, 11, 20, 12)))
        scripts = [script for day in WEEK.each for script in repertoire.day(11, day, A_DAY)]
        *_, last = stage.play(scripts, repertoire)
        yield own_house, stage, last
    lobby.jobs.close()


@pytest.mark.slow
def test_every_figure_of_a_simulated_week_is_what_the_rows_say(played):
    house, stage, what = played
    assert what.conversations == 7 * A_DAY
    desk = InsightDesk(house.atrium, datetime.fromisoformat("2026-11-21T15:00:00+08:00"))
    for simulated in Simulated:
        told = desk.report(WEEK, Wanted(simulated=simulated))
        recount = Recount(house.home, WEEK.first, WEEK.last, desk.gathering.zone, desk.now, simulated.value)
        assert differences(told, recount) == []
        if simulated is Simulated.ONLY:
            assert recount.labels
            recount.turns.pop()
            assert differences(told, recount)  # one row less is seen
    whole = desk.report(WEEK, Wanted(simulated=Simulated.ONLY))
    assert whole.counted["simulated"] == what.conversations
    assert whole.figures["outdated"].numerator == 0
    assert stage.erase() == what.conversations
    after = desk.report(Period(WEEK.first, WEEK.last + timedelta(days=1)), Wanted(simulated=Simulated.ONLY))
    assert after.counted["simulated"] == after.figures["tickets"].numerator == 0


def test_the_last_day_is_the_houses_own_and_not_the_machines(lobby):
    with asyncio.Runner() as runner:
        desk = Desk(AppLine(app_for(lobby, pages=False), runner), "local-secret", "here")
        assert Stage(desk).today() == NOON.date()
