"""/api/insights: figures and what stands behind them, for headquarters alone."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from assistant.insights import metrics
from assistant.insights.metrics import Kind
from assistant.journal import Conversation, Turn
from assistant.tickets import NewTicket, Person
from tests.ui.conftest import NOON

PHONE = "13812345678"


@pytest.fixture
def talk(house):
    """Writes a conversation as an answerer would."""

    def talk(
        name,
        *handlings,
        at=NOON - timedelta(hours=2),
        owner="shopper",
        role="shopper",
        channel="web",
        said="停车",
    ):
        house.journal.open(Conversation(name, owner, role, channel, "", "zh-Hans", at))
        for handling in handlings:
            turn = Turn(
                said,
                said,
                "答",
                handling,
                role=role,
                as_of=at,
                intent="咨询",
                subject="停车",
                desk="parking",
                seconds=0.5,
            )
            house.journal.remember(name, turn)

    return talk


@pytest.fixture
def ask(client, bearer):
    headers = bearer("content")

    def ask(path="", status=200, **asked):
        reply = client.get(f"/api/insights{path}", params=asked, headers=headers)
        assert reply.status_code == status, reply.text
        return reply.json() if "json" in reply.headers["content-type"] else reply.text

    return ask


@pytest.fixture
def busy(talk, house):
    """Some days: two answered, one not, one handed over, one of staff, one made up, one of the week before."""
    talk("c1", "answer")
    talk("c2", "answer", "clarify", channel="miniapp")
    talk("c3", "unknown", said=f"打给{PHONE}")
    talk("c4", "handoff")
    talk("staff", "answer", owner="staff 1", role="staff", said="内部的事")
    talk("made-up", "answer", owner="simulator")
    talk("before", "answer", at=NOON - timedelta(days=8))
    house.journal.feedback("c1", True, turn=1)
    at = NOON - timedelta(hours=2)
    house.tickets.office(at).open(NewTicket("parking", "P2", "抬杆坏了", at, "c4"), Person("key:1", "李"))


def figure(reply, name):
    return next(one for one in reply["figures"] if one["id"] == name)


def test_figures_stand_beside_those_of_the_period_before(ask, busy):
    reply = ask()
    assert (reply["period"]["first"], reply["period"]["last"]) == ("2026-02-24", "2026-03-02")
    volume, served = figure(reply, "conversations"), figure(reply, "self_service")
    assert (volume["numerator"], volume["before"]["numerator"], volume["change"]) == (4, 1, 3.0)
    assert (served["shown"], served["numerator"], served["denominator"], served["is_small"]) == (
        "50%",
        2,
        4,
        True,
    )
    assert reply["counted"] == {"customers": 4, "staff": 1, "simulated": 1}
    assert len(reply["days"]) == 7
    assert sum(day["conversations"] for day in reply["days"]) == 4


def test_a_house_where_nobody_asked_has_dashes_and_no_zero_percent(ask):
    reply = ask()
    assert {one["shown"] for one in reply["figures"]} == {"0", "—"}
    assert all(one["value"] is None for one in reply["figures"] if one["shown"] == "—")
    assert ask("/week")["text"] == "这段时间没有顾客对话,也没有工单。"


def test_filters_take_what_they_name(ask, busy):
    def many(**asked):
        return figure(ask(**asked), "conversations")["numerator"]

    assert many(channel="miniapp") == 1
    assert many(channel="hotline") == 0
    assert many(format="停车") == 3  # as they were labelled
    assert many(format="-") == 1
    assert many(simulated="with") == 5
    assert many(simulated="only") == 1
    assert many(people="staff") == 1
    assert many(day="2026-02-22") == 1
    assert many(**{"from": "2026-02-22", "to": "2026-03-02"}) == 5


def test_parts_may_be_crossed(ask, busy):
    reply = ask(by="day,channel")
    parts = reply["parts"]["day,channel"]
    assert {(part["key"]["channel"], part["conversations"]) for part in parts} == {("web", 3), ("miniapp", 1)}
    assert parts[0]["names"]["channel"] == "小程序"
    assert "weather" in ask(by="weather", status=422)["detail"]
    ask(by="day,channel,mall,desk", status=422)
    ask(by="day,day", status=422)


def test_behind_a_figure_stand_its_conversations(ask, busy):
    reply = ask()
    for name, one in metrics().items():
        if not one.is_sum:
            continue
        for side in ("numerator", "denominator"):
            behind = ask("/conversations", metric=name, side=side)
            assert behind["sum"] == figure(reply, name)[side], name
            assert sum(talk["adds"] for talk in behind["conversations"]) == behind["sum"]
    assert [one["id"] for one in ask("/conversations", metric="unanswered")["conversations"]] == ["c3"]


def test_behind_a_line_of_a_list_too(ask, busy):
    (topic,) = ask()["lists"]["topics"]
    behind = ask("/conversations", metric="topics", entry=topic["key"])
    assert behind["total"] == topic["count"] == 4
    ask("/conversations", metric="unanswered", entry=topic["key"], status=422)
    ask("/conversations", metric="topics", entry="咨询", status=422)
    assert "happiness" in ask("/conversations", metric="happiness", status=422)["detail"]


def test_a_drill_down_turns_pages_without_losing_anybody(ask, busy):
    pages = [ask("/conversations", start=start, limit=3)["conversations"] for start in (0, 3, 6)]
    assert [len(page) for page in pages] == [3, 1, 0]
    assert len({one["id"] for page in pages for one in page}) == 4


def test_nobodys_number_stands_in_a_drill_down(ask, busy):
    text = str(ask("/conversations", metric="unanswered"))
    assert "打给" in text
    assert PHONE not in text


def test_what_staff_asked_stays_with_them(ask, busy):
    reply = ask("/conversations", people="staff")
    assert reply["total"] == 1
    assert "内部的事" not in str(reply)


def test_the_csv_adds_up_to_the_figures(ask, busy):
    lines = list(csv.DictReader(io.StringIO(ask("/export.csv").lstrip("\ufeff"))))
    assert ask("/export.csv").startswith("\ufeff日期,业态,楼层")
    for one in ask()["figures"]:
        if one["kind"] == Kind.SHARE:
            assert sum(int(line[f"{one['name']}·分子"]) for line in lines) == one["numerator"]
            assert sum(int(line[f"{one['name']}·分母"]) for line in lines) == one["denominator"]
        elif one["kind"] == Kind.COUNT:
            assert sum(int(line[one["name"]]) for line in lines) == one["numerator"]


def test_the_figures_may_be_had_as_a_csv_with_their_definitions(ask, busy):
    lines = {
        line["编号"]: line
        for line in csv.DictReader(io.StringIO(ask("/export.csv", sheet="figures").lstrip("\ufeff")))
    }
    assert lines["self_service"]["本期"] == "0.5"
    assert lines["satisfaction"]["前一期"] == "—"
    assert all(line["定义"] for line in lines.values())


def test_a_week_in_words_names_the_metric_of_each_number(ask, busy):
    reply = ask("/week", day="2026-03-02")
    assert "4段" in reply["text"]
    for sentence in reply["sentences"]:
        assert all(
            number["text"] in sentence["text"] and number["metric"] in metrics()
            for number in sentence["numbers"]
        )


def test_definitions_are_those_of_the_table(ask):
    reply = ask("/definitions")
    assert [one["id"] for one in reply["metrics"]] == list(metrics())


@pytest.mark.parametrize(
    "asked",
    [{"from": "2026-03-02", "to": "2026-03-01"}, {"from": "1990-01-01", "to": "2026-01-01"}, {"day": "yesterday"}, {"simulated": "maybe"},
     {"day": "0001-01-01"}, {"day": "9999-12-31"}, {"limit": 1000}],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_a_sentence(ask, asked):
    reply = ask("/conversations" if "limit" in asked else "", status=422, **asked)
    assert reply["detail"]


def test_the_simulator_is_taken_out_whole_and_nobody_else(client, bearer, ask, busy, house):
    at = NOON - timedelta(hours=1)
    house.tickets.office(at).open(NewTicket("parking", "P2", "编的", at, "made-up"), Person("key:1", "李"))
    assert figure(ask(simulated="with"), "tickets")["numerator"] == 2
    assert client.delete("/api/simulations", headers=bearer("admin")).json() == {"erased": 1}
    reply = ask(simulated="with")
    assert reply["counted"] == {"customers": 4, "staff": 1, "simulated": 0}
    assert figure(reply, "tickets")["numerator"] == 1
    assert house.journal.all_turns("made-up") == []


def test_only_the_command_line_may_play_the_simulator(client, bearer, house):
    headers = {"X-Atrium-As": "shopper simulator"}
    spoken = client.post(
        "/api/chat", json={"message": "几点关门"}, headers=headers | bearer("service")
    ).json()
    assert house.journal.owner(spoken["conversation_id"]).startswith("service")
    local = {"Authorization": "Bearer local-secret"} | headers
    played = client.post(
        "/api/chat", json={"message": "几点关门", "channel": "hotline"}, headers=local
    ).json()
    begun = {one.id: one for one in house.journal.conversations()}
    assert (begun[played["conversation_id"]].owner, begun[played["conversation_id"]].channel) == (
        "simulator",
        "hotline",
    )
    assert begun[played["conversation_id"]].role == "shopper"
