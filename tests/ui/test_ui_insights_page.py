"""The page of figures: who gets in, what it shows, and that its plots ask nobody else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from gradio.components.plot import PlotData
from starlette.requests import Request

from assistant.journal import Conversation, Turn
from knowledge.model import Role
from tests.ui.conftest import NOON
from ui.middleware.pages import GUARDED
from ui.pages.insights import PARTS, View
from ui.pages.navigation import navigation

FILTERS = ["7", "", "", "customers", "without", *[""] * len(PARTS)]
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture
def at_page(bearer):
    """A page's request of somebody with a key."""

    def of(role: Role | None) -> SimpleNamespace:
        headers = [
            (name.lower().encode(), value.encode()) for name, value in (bearer(role) if role else {}).items()
        ]
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/insights/",
            "headers": headers,
            "client": ("127.0.0.1", 1),
        }
        return SimpleNamespace(request=Request(scope))

    return of


@pytest.fixture
def view(lobby, house):
    for number, handling in enumerate(["answer"] * 6 + ["unknown"]):
        at = NOON - timedelta(hours=number)
        house.journal.open(Conversation(f"c{number}", "shopper", "shopper", "web", EVIL, "zh-Hans", at))
        turn = Turn(f"停车{EVIL}", "停车", "答", handling, as_of=at, intent="咨询", subject="停车")
        house.journal.remember(f"c{number}", turn)
    return View(lobby)


def shown(outputs) -> str:
    return "".join(one for one in outputs if isinstance(one, str))


def plotted(outputs) -> list[dict]:
    values = [one.get("value") if isinstance(one, dict) else one for one in outputs]
    return [json.loads(one.plot) for one in values if isinstance(one, PlotData)]


def test_figures_words_and_plots_are_shown_to_headquarters(view, at_page):
    outputs = view.figures(at_page(Role.CONTENT), *FILTERS, "channel")
    text = shown(outputs)
    assert "85.7%" in text
    assert "顾客对话共7段" in text
    assert "数据表" in text
    assert len(plotted(outputs)) == 5  # nobody said why they felt as they did


def test_the_page_shows_nothing_to_whoever_may_not_see_figures(view, at_page):
    for role in (None, Role.STAFF, Role.SERVICE):
        outputs = view.figures(at_page(role), *FILTERS, "channel")
        assert "登录已失效" in shown(outputs)
        assert not plotted(outputs)
        drilled = view.first_page(at_page(role), *FILTERS, "conversations", "numerator")
        assert "停车" not in shown(drilled)


def test_what_people_wrote_is_no_markup(view, at_page):
    asked = (*FILTERS, "mall")
    text = shown(view.figures(at_page(Role.ADMIN), *asked))
    text += shown(view.first_page(at_page(Role.ADMIN), *FILTERS, "unanswered", "numerator"))
    assert "&lt;img" in text
    assert "<img" not in text


def test_the_conversations_behind_a_figure_turn_pages(view, at_page):
    text, at, before, after = view.first_page(at_page(Role.ADMIN), *FILTERS, "unanswered", "numerator")
    assert "共 1 段，合计 1" in text
    assert (at, before["interactive"], after["interactive"]) == (0, False, False)


def test_an_empty_period_says_what_to_do(view, at_page):
    asked = ["own", "2026-01-01", "2026-01-02", *FILTERS[3:]]
    assert "换一段时间" in shown(view.figures(at_page(Role.ADMIN), *asked, "channel"))


@pytest.mark.parametrize(
    ("first", "last"), [("yesterday", ""), ("2026-02-02", "2026-02-01"), ("1900-01-01", "")]
)
def test_a_day_that_is_none_is_answered_with_a_sentence(view, at_page, first, last):
    outputs = view.figures(at_page(Role.ADMIN), "own", first, last, *FILTERS[3:], "channel")
    assert 'class="empty"' in shown(outputs)


def test_no_plot_asks_anybody_for_anything(view, at_page):
    for plot in plotted(view.figures(at_page(Role.ADMIN), *FILTERS, "channel")):
        assert not re.search(r"https?://", json.dumps(plot))


def test_the_page_is_guarded_and_named_for_those_who_may(lobby, keys):
    assert "/insights" in GUARDED
    content = SimpleNamespace(may=lambda act: True)
    assert "/insights" in navigation(content, "/staff")
    assert "/insights" not in navigation(
        SimpleNamespace(may=lambda act: act != GUARDED["/insights"]), "/staff"
    )


def test_a_server_that_starts_does_not_wait_for_plotly():
    code = "import ui.pages.insights, sys; sys.exit('plotly.graph_objects' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
