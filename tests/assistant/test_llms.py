"""A model server may do anything; a question ends in time, with a whole reply or with a clear failure."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time

import pytest

from assistant.llms import load_client, open_model
from assistant.llms.deadlines import Deadlines
from assistant.llms.model import Message
from assistant.llms.openai_like import OpenAILikeModel
from assistant.llms.served import Server
from knowledge.errors import InvalidSetting, ModelUnavailable
from tests.llm_servers import FAULTS, KEY, Reply, echo, saying, serving

DEADLINES = Deadlines(connect=0.5, first_token=0.8, idle=0.4, total=1.5)
PATIENT = Deadlines(connect=3, first_token=8, idle=5, total=10)  # where nothing is meant to be slow
ASKED = [Message("system", "Answer."), Message("user", "满减怎么算？")]


@pytest.fixture(scope="module", autouse=True)
def _client_library() -> None:
    """Importing it takes seconds, and some tests measure."""
    load_client()


def model_at(url: str, deadlines: Deadlines = PATIENT, **sizes: int) -> OpenAILikeModel:
    return OpenAILikeModel(Server(url, "m", KEY, **sizes), deadlines)


def failure(url: str, deadlines: Deadlines = DEADLINES, **sizes: int) -> tuple[str, float]:
    """What the failure says, and after how many seconds."""
    started = time.monotonic()
    with pytest.raises(ModelUnavailable) as caught:
        list(model_at(url, deadlines, **sizes).stream(ASKED))
    return str(caught.value), time.monotonic() - started


def test_a_good_stream_arrives_whole_and_in_pieces() -> None:
    with serving(saying("满300减50[1]。上限两张[2]。")) as (url, script):
        pieces = list(model_at(url).stream(ASKED))
    assert "".join(pieces) == "满300减50[1]。上限两张[2]。"
    assert len(pieces) > 2
    request = script.requests[0]
    assert request["path"] == "/v1/chat/completions"
    assert request["headers"]["Authorization"] == f"Bearer {KEY}"
    assert (request["model"], request["stream"], request["temperature"]) == ("m", True, 0.0)
    assert request["max_tokens"] == 600
    assert [(m["role"], m["content"]) for m in request["messages"]] == [(m.role, m.content) for m in ASKED]


def test_the_first_piece_does_not_wait_for_the_last() -> None:
    gate = threading.Event()

    def slow(reply: Reply) -> None:
        reply.head()
        reply.text("第一")
        gate.wait(1)
        reply.text("第二")
        reply.finish()
        reply.done()

    with serving(slow) as (url, _):
        stream = model_at(url).stream(ASKED)
        assert next(stream) == "第一"
        gate.set()
        assert "".join(stream) == "第二"


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_ends_in_time_as_unavailable(fault: str) -> None:
    with serving(FAULTS[fault]) as (url, _):
        sentence, seconds = failure(url)
    assert seconds < DEADLINES.total + 1.0
    assert sentence.endswith(".")
    assert KEY not in sentence


def test_a_refused_connection_is_unavailable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    sentence, seconds = failure(f"http://127.0.0.1:{port}/v1")
    assert "cannot be reached" in sentence
    assert seconds < DEADLINES.total


def test_an_unknown_host_is_unavailable() -> None:
    sentence, seconds = failure("http://model.invalid/v1")
    assert seconds < DEADLINES.total + 1.0
    assert KEY not in sentence


def test_a_host_that_never_accepts_is_unavailable() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        url = f"http://127.0.0.1:{full.getsockname()[1]}/v1"
        _, seconds = failure(url)
    assert seconds < DEADLINES.total + 1.0


def test_one_retry_before_the_first_token_and_none_after_it() -> None:
    def second_time_lucky(reply: Reply) -> None:
        (FAULTS["status 500"] if len(reply.script.requests) == 1 else saying("好的[1]。"))(reply)

    with serving(second_time_lucky) as (url, script):
        assert "".join(model_at(url).stream(ASKED)) == "好的[1]。"
    assert len(script.requests) == 2
    for fault, requests in {
        "status 500": 2,
        "cut stream": 1,
        "status 429": 1,
        "status 401": 1,
        "hang": 1,
    }.items():
        with serving(FAULTS[fault]) as (url, script):
            failure(url, DEADLINES if fault == "hang" else PATIENT)
        assert len(script.requests) == requests, fault


def test_a_reply_longer_than_allowed_is_refused() -> None:
    with serving(echo) as (url, _):
        sentence, _ = failure(url, PATIENT, max_characters=5)
    assert "more than 5 characters" in sentence


def test_a_reader_who_leaves_hangs_up() -> None:
    hung_up = threading.Event()

    def talkative(reply: Reply) -> None:
        reply.head()
        try:
            while not reply.script.stopping.wait(0.01):
                reply.text("说")
        except OSError:
            hung_up.set()

    with serving(talkative) as (url, _):
        stream = model_at(url).stream(ASKED)
        next(stream)
        stream.close()
        assert hung_up.wait(5)


def test_no_key_means_none_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serving(saying("好[1]。")) as (url, script):
        list(OpenAILikeModel(Server(url, "m"), PATIENT).stream(ASKED))
    assert KEY not in script.requests[0]["headers"]["Authorization"]


def test_a_key_is_not_in_what_is_printed() -> None:
    assert KEY not in repr(Server("http://h/v1", "m", KEY))


def test_an_address_without_a_path_means_v1() -> None:
    with serving(saying("好[1]。")) as (url, script):
        list(open_model(url.removesuffix("/v1"), "m", deadlines=PATIENT).stream(ASKED))
        list(open_model(url + "/", "m", deadlines=PATIENT).stream(ASKED))
    assert {request["path"] for request in script.requests} == {"/v1/chat/completions"}


@pytest.mark.parametrize(
    ("url", "name"), [("localhost:11434", "m"), ("", "m"), ("ftp://h", "m"), ("http://h", " ")]
)
def test_a_setting_that_cannot_work_is_named(url: str, name: str) -> None:
    with pytest.raises(InvalidSetting):
        open_model(url, name)


def test_opening_a_model_imports_no_client_library() -> None:
    code = (
        "import sys; from assistant.llms import load_client, open_model; open_model('http://h', 'm');"
        "sys.exit(any(m.split('.')[0] in ('llama_index', 'openai') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": "."}).returncode == 0
