"""Points of several purchases that are told in English: what was bought stands behind its amount, or before it."""

import pytest


@pytest.mark.parametrize(
    ("message", "points"),
    [
        (
            "I spent 860 yuan at a clothing store and 420 at a restaurant, how many points do I get?",
            "1070 points",
        ),
        ("Spent 300 at the supermarket and 500 on clothes. Points?", "500 points"),
        ("I bought shoes for 700 and had dinner for 300, total points?", "850 points"),
        ("CNY 450 at HOYE COFFEE plus CNY 1,200 at NORTHISLE: how many points in total?", "1425 points"),
        ("What points do I earn if I pay 2000 for jewellery and 100 for coffee", "250 points"),
        ("how many points will 900 yuan of hotpot and 350 yuan of skincare give me?", "800 points"),
        ("points for a 5999 phone at TINGYU?", "1199.8 points"),
        ("How many points do I earn on 1280 at the kids park?", "640 points"),
        ("I paid 640 at LITTLE LUHE, points?", "640 points"),
    ],
)
def test_every_purchase_earns_at_its_own_rate(demo_house, message, points):
    assert demo_house.ask(message).answer.startswith(points)


@pytest.mark.parametrize(
    "message", ["how many points do I need for 2 hours parking", "how many points for 2 kids at the event"]
)
def test_points_that_are_paid_are_not_earned(demo_house, message):
    assert "calculated" not in demo_house.ask(message).answer
