"""Desks: who owns a matter, and the first response that may be promised."""

import pytest

from assistant.desks import Desks, UnknownDesk

DESKS = Desks.load()


def test_every_desk_has_both_names_and_a_promise() -> None:
    assert len(list(DESKS)) == 13
    for desk in DESKS:
        assert desk.name
        assert desk.name_en
        assert desk.promise
        assert desk.minutes > 0


def test_priority_decides_the_first_response_and_the_desk_only_a_plain_question() -> None:
    assert DESKS.first_response("parking", "P0") == 2
    assert DESKS.first_response("legal", "P1") == 30
    assert DESKS.first_response("brand", "P2") == 30
    assert DESKS.first_response("parking", "P3") == 10


def test_a_promise_is_in_the_readers_language() -> None:
    assert DESKS.promise("cs_hq", "P1", "zh-Hans") == "30分钟内"
    assert DESKS.promise("cs_hq", "P1", "zh-Hant") == "30分鐘內"
    assert DESKS.promise("marketing", "P3", "en") == "within 4 hours"
    assert DESKS["security"].called("en") == "security control room"


def test_an_unknown_desk_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownDesk, match=r"concierge.*cs_store"):
        DESKS["concierge"]
    assert "concierge" not in DESKS
