"""A queue, a crowd, a size in stock: no paper has them, and the shop itself may be asked."""

import pytest

from assistant.model import Handling


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("Is there a queue at JIAOYU HOTPOT now?", "L5-11"),
        ("do they have size 38 in stock at NORTHISLE", "L4-06"),
        ("LITTLE LUHE still has the down jacket in size 130?", "L4-12"),
        ("北屿有没有43码的登山鞋", "L4-06"),
        ("小鹿禾断码了吗", "L4-12"),
        ("鯨魚島而家多唔多人", "L4-18"),
        ("椒渔现在排队多少桌", "L5-11"),
    ],
)
def test_what_a_shop_has_just_now_is_unknown_and_the_shop_is_named(demo_house, message, named):
    answer = demo_house.ask(message)
    assert answer.handling is Handling.UNKNOWN
    assert named in answer.answer


def test_how_busy_a_desk_is_is_said_to_be_live(demo_house):
    assert demo_house.ask("how busy is the info desk right now").handling is Handling.PARTIAL
