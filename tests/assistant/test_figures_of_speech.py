"""Whose arms are falling off, and who dies of hunger, is in no danger; whose arm is caught in a door is."""

from pathlib import Path

import pytest

from assistant.desks import Desks
from assistant.triage import Triager
from knowledge.model import Role, Viewer

LINES = [
    line.split(" ", 1)
    for line in (Path(__file__).parent / "figures_of_speech.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def triager() -> Triager:
    return Triager(Desks.load())


@pytest.mark.parametrize("role", [Role.SHOPPER, Role.STAFF])
@pytest.mark.parametrize("message", [said for kind, said in LINES if kind == "calm"])
def test_a_figure_of_speech_raises_no_alarm(triager: Triager, message: str, role: Role) -> None:
    assert triager.judge(message, Viewer(role)).priority != "P0"


@pytest.mark.parametrize("role", [Role.SHOPPER, Role.STAFF])
@pytest.mark.parametrize("message", [said for kind, said in LINES if kind == "real"])
def test_what_is_meant_as_it_is_said_does(triager: Triager, message: str, role: Role) -> None:
    assert triager.judge(message, Viewer(role)).priority == "P0"


def test_pinyin_is_no_abuse(triager: Triager) -> None:
    for message in ("那个shiting课多少钱", "shitang在哪", "shishang女装几楼"):
        assert triager.signals(message, Viewer(Role.SHOPPER)).out_of_scope == ""
    for message in ("this bot is shit", "bullshit answer", "what a shitty mall"):
        assert triager.signals(message, Viewer(Role.SHOPPER)).out_of_scope == "abuse"
