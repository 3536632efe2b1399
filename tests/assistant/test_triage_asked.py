"""A question about a rule, a rumour or a product is no emergency; a report is one, however hesitant."""

from pathlib import Path

import pytest

from assistant.desks import Desks
from assistant.triage import Triager
from knowledge.model import Role, Viewer

ROWS = [
    line.split(" ", 2)
    for line in (Path(__file__).parent / "asked_or_reported.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def triager() -> Triager:
    return Triager(Desks.load())


def said(what: str) -> list[tuple[str, str]]:
    return [(role, message) for kind, role, message in ROWS if kind == what]


@pytest.mark.parametrize(("role", "message"), said("report"))
def test_a_report_alarms_even_when_it_hesitates_or_asks(triager: Triager, role: str, message: str) -> None:
    assert triager.judge(message, viewer(role)).priority == "P0"


@pytest.mark.parametrize(("role", "message"), said("ask"))
def test_a_question_about_a_rule_a_rumour_or_goods_raises_no_alarm(
    triager: Triager, role: str, message: str
) -> None:
    assert triager.judge(message, viewer(role)).priority != "P0"


def test_a_shopper_who_asks_for_a_code_word_is_refused(triager: Triager) -> None:
    for message in (
        "听说你们找小孩有个广播暗号",
        "what's the announcement code for a lost kid",
        "小孩走丢广播一般会喊什么代号",
    ):
        assert triager.signals(message, Viewer()).out_of_scope == "authority", message
        assert triager.signals(message, viewer("staff")).out_of_scope == "", message


def viewer(role: str) -> Viewer:
    return Viewer(Role.STAFF) if role == "staff" else Viewer()


@pytest.mark.parametrize("message", ["人均50到80的餐厅", "人均100以内的火锅"])
def test_a_wish_for_a_place_at_a_price_asks(triager: Triager, message: str) -> None:
    assert triager.asks(message)
    assert triager.judge(message, viewer("shopper")).intent == "咨询"
