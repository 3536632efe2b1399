"""The reply of triage carries language, entities and one ticket for each matter."""

from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from assistant.desks import Desks
from assistant.triage import Triager


@pytest.fixture
def judge(house: SimpleNamespace, client: TestClient, bearer):
    """Posts a message with a service's key to a house that triages in earnest."""
    house.triager = Triager(Desks.load(), lambda: ["小满面馆"])
    headers = bearer("service")

    def post(message: str) -> dict:
        response = client.post("/api/triage", json={"message": message}, headers=headers)
        assert response.status_code == 200, response.text
        return response.json()

    return post


def test_a_message_of_two_matters_makes_two_tickets_and_tells_both_desks(judge) -> None:
    reply = judge("三楼小满面馆旁的洗手间没纸了，另外积分也没到账")
    assert [ticket["desk"] for ticket in reply["tickets"]] == ["property", "member"]
    assert {"property", "member"} <= {reply["desk"], *reply["second_desks"]}
    assert [entity["name"] for entity in reply["entities"]] == ["小满面馆", "L3", "洗手间"]
    assert "商户小满面馆、楼层L3" in reply["tickets"][1]["reason"]


def test_one_matter_is_one_ticket_with_the_judgement_of_the_whole(judge) -> None:
    reply = judge("停车多收了我二十块,怎么退")
    (ticket,) = reply["tickets"]
    assert ticket["text"] == "停车多收了我二十块,怎么退"
    assert {name: ticket[name] for name in ("intent", "subject", "priority", "desk", "second_desks")} == {
        name: reply[name] for name in ("intent", "subject", "priority", "desk", "second_desks")
    }


@pytest.mark.parametrize(
    ("message", "language"),
    [("停车怎么收费", "zh-Hans"), ("泊車點收費", "zh-Hant"), ("How much is parking?", "en")],
)
def test_the_language_of_a_message_is_told(judge, message: str, language: str) -> None:
    assert judge(message)["language"] == language


def test_the_desk_is_not_among_the_second_desks(judge) -> None:
    for message in ("孩子走丢了!另外停车费收错了", "厕所脏,停车没抵扣", "几点关门"):
        reply = judge(message)
        assert reply["desk"] not in reply["second_desks"]
