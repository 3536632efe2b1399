"""The log: one JSON object a line, each with the id of its request; nothing that anybody asked, wrote or owns."""

from __future__ import annotations

import io
import json
import logging
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from knowledge.errors import InvalidSetting
from ui.operating import logs
from ui.operating.request_id import begin
from ui.settings import Settings

WORD = "机密词零四七"
SECRET = "atr_canary-of-a-key"


@pytest.fixture
def written(monkeypatch, tmp_path) -> Iterator[io.StringIO]:
    """What the log writes at its most talkative; the log of the tests is put back afterwards."""
    root, hook = logging.getLogger(), threading.excepthook
    before = (root.handlers, root.level)
    levels = {name: logging.getLogger(name).level for name in logs.OURS}
    stream = io.StringIO()
    logs.set_up(Settings(home=tmp_path, log="json", log_level="debug"), stream)
    yield stream
    logging.captureWarnings(False)
    root.handlers, threading.excepthook = before[0], hook
    root.setLevel(before[1])
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def lines(stream: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_each_request_is_a_line_with_its_id_and_its_routes_template(client, bearer, written):
    reply = client.get(
        f"/api/shops?q={WORD}",
        headers={**bearer("staff"), "X-Request-ID": "proxy-1234", "User-Agent": WORD.encode()},
    )
    assert reply.headers["x-request-id"] == "proxy-1234"
    [line] = [line for line in lines(written) if line["message"] == "request"]
    assert (line["route"], line["status"], line["request_id"]) == ("/api/shops", 200, "proxy-1234")
    assert {"at", "level", "logger", "ms"} <= set(line)


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "with blank in it", 'a"b"c"d"e"', "一二三四五六七八"]
)
def test_an_id_that_could_break_a_line_is_replaced(client, given):
    reply = client.get("/healthz", headers={"X-Request-ID": given.encode()})
    assert reply.headers["x-request-id"] != given
    assert reply.headers["x-request-id"].isalnum()


def test_two_requests_have_two_ids(client):
    ids = {client.get("/healthz", headers={"X-Request-ID": ""}).headers["x-request-id"] for _ in range(5)}
    assert len(ids) == 5


def test_nothing_of_a_question_or_a_key_is_in_the_log_at_debug(demo_house, written):
    """F6: whole and streamed, well and ill formed, refused and failing."""
    with demo_house.client() as client:
        secret = {"Authorization": f"Bearer {SECRET}"}
        for headers in ({}, {"Accept": "text/event-stream"}, secret, {"Cookie": f"atrium={SECRET}"}):
            client.post("/api/chat", json={"message": f"{WORD}停车怎么收费?"}, headers=headers)
            client.post("/api/chat", json={"message": WORD, "conversation_id": SECRET}, headers=headers)
            client.post("/api/chat", content=f'{{"message": "{WORD}'.encode(), headers=headers)
            client.get(f"/api/passages/{WORD}?key={SECRET}", headers=headers)
            client.post("/api/feedback", json={"conversation_id": SECRET, "helpful": True, "reason": WORD})
    said = written.getvalue()
    assert len(lines(written)) >= 20
    assert WORD not in said
    assert json.dumps(WORD)[1:-1] not in said
    assert SECRET not in said


def test_an_error_that_nobody_foresaw_tells_its_kind_and_place_and_not_its_message(client, house, written):
    def fails(question):
        raise RuntimeError(f"could not answer {question.message!r}")

    house.answerer.answer = fails
    reply = client.post("/api/chat", json={"message": WORD})
    assert reply.status_code == 500
    [line] = [line for line in lines(written) if line["level"] == "error"]
    assert line["request_id"] == reply.json()["request_id"]
    assert line["error"][0] == "RuntimeError"
    assert "test_logs.py" in line["error"][-1]
    assert WORD not in written.getvalue()


def test_a_databases_error_does_not_quote_the_values_of_its_statement():
    with pytest.raises(OperationalError) as raised, create_engine("sqlite://").connect() as connection:
        connection.execute(text("SELECT * FROM nowhere WHERE x = :word"), {"word": WORD})
    assert logs.said(raised.value) == "OperationalError: OperationalError"


def test_sentences_of_the_house_and_of_the_system_are_told():
    assert logs.said(InvalidSetting("PORT is odd.")) == "InvalidSetting: PORT is odd."
    assert logs.said(OSError(28, "No space left on device")) == "OSError: No space left on device"


def test_other_peoples_packages_only_warn(written):
    logging.getLogger("httpx").debug(WORD)
    logging.getLogger("openai._base_client").info(WORD)
    logging.getLogger("httpx").warning("a connection broke")
    assert [line["message"] for line in lines(written)] == ["a connection broke"]


def test_a_thread_that_dies_leaves_a_line(written):
    def dies():
        raise ValueError(WORD)

    thread = threading.Thread(target=dies, name="worker")
    thread.start()
    thread.join()
    [line] = lines(written)
    assert (line["message"], line["error"][0]) == ("A thread ended: worker", "ValueError")


def test_a_line_for_people_is_one_line_with_the_id(tmp_path):
    begin("request-77")
    record = logging.LogRecord("ui.x", logging.INFO, "f", 1, "first\nsecond", (), None)
    said = logs.TextLine().format(record)
    assert "\n" not in said
    assert said.endswith("INFO ui.x [request-77] first second")
