"""Ollama in its own protocol: the same path, the same limits, and what only that protocol can ask for."""

from __future__ import annotations

import socket
import time

import pytest

from assistant.grounding.generating import Generator as Generating
from assistant.llms import open_model
from assistant.llms.deadlines import Deadlines
from assistant.llms.model import Message
from assistant.llms.ollama import OllamaModel
from assistant.llms.served import Server
from knowledge.errors import InvalidSetting, ModelUnavailable
from tests.llm_servers import KEY, OLLAMA_FAULTS, Reply, ollama_saying, saying, serving

DEADLINES = Deadlines(connect=0.5, first_token=0.8, idle=0.4, total=1.5)
PATIENT = Deadlines(connect=3, first_token=8, idle=5, total=10)
ASKED = [Message("system", "Answer."), Message("user", "满减怎么算？")]


def model_at(url: str, deadlines: Deadlines = PATIENT) -> OllamaModel:
    return OllamaModel(Server(url.removesuffix("/v1"), "qwen3:8b", KEY), deadlines)


def test_a_good_stream_arrives_whole_and_in_pieces() -> None:
    with serving(ollama_saying("满300减50[1]。上限两张[2]。")) as (url, script):
        pieces = list(model_at(url).stream(ASKED))
    assert "".join(pieces) == "满300减50[1]。上限两张[2]。"
    assert len(pieces) > 2
    request = script.requests[0]
    assert (request["path"], request["model"], request["stream"]) == ("/api/chat", "qwen3:8b", True)
    assert request["headers"]["Authorization"] == f"Bearer {KEY}"
    assert [(m["role"], m["content"]) for m in request["messages"]] == [(m.role, m.content) for m in ASKED]


def test_the_context_is_asked_for_and_thinking_is_not() -> None:
    with serving(ollama_saying("好[1]。")) as (url, script):
        list(model_at(url).stream(ASKED))
    request = script.requests[0]
    assert request["options"] == {"temperature": 0, "num_ctx": 8192, "num_predict": 600}
    assert request["think"] is False
    assert request["keep_alive"] == "30m"


def test_what_a_model_thinks_in_its_own_field_is_not_passed_on() -> None:
    with serving(ollama_saying("满300减50[1]。", thought="嗯，用户问的是满减，也许是80？")) as (url, _):
        assert "".join(model_at(url).stream(ASKED)) == "满300减50[1]。"


def test_a_long_thought_is_a_sign_of_life() -> None:
    def slow(reply: Reply) -> None:
        reply.head(kind="application/x-ndjson")
        for _ in range(8):
            reply.says("", thinking="嗯")
            reply.script.wait(0.15)
        reply.says("好[1]。")
        reply.ends()

    patient = Deadlines(connect=1, first_token=0.9, idle=0.9, total=10)
    with serving(slow) as (url, _):
        assert "".join(model_at(url, patient).stream(ASKED)) == "好[1]。"


@pytest.mark.parametrize("fault", OLLAMA_FAULTS)
def test_every_fault_ends_in_time_as_unavailable(fault: str) -> None:
    started = time.monotonic()
    with serving(OLLAMA_FAULTS[fault]) as (url, _), pytest.raises(ModelUnavailable) as caught:
        list(model_at(url, DEADLINES).stream(ASKED))
    assert time.monotonic() - started < DEADLINES.total + 1.0
    assert str(caught.value).endswith(".")
    assert KEY not in str(caught.value)


def test_a_model_that_is_not_there_is_named_as_the_reason() -> None:
    with (
        serving(OLLAMA_FAULTS["no such model"]) as (url, script),
        pytest.raises(ModelUnavailable, match="does not know this model"),
    ):
        list(model_at(url).stream(ASKED))
    assert len(script.requests) == 1


def test_one_retry_before_the_first_token_and_none_after_it() -> None:
    for fault, requests in {
        "busy": 2,
        "html with status 200": 2,
        "cut stream": 1,
        "out of tokens": 1,
    }.items():
        with serving(OLLAMA_FAULTS[fault]) as (url, script), pytest.raises(ModelUnavailable):
            list(model_at(url).stream(ASKED))
        assert len(script.requests) == requests, fault


def test_nobody_there_is_unavailable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        list(model_at(f"http://127.0.0.1:{port}").stream(ASKED))
    model_at(f"http://127.0.0.1:{port}").prepare()  # says nothing


def test_a_model_is_loaded_before_it_is_asked() -> None:
    with serving(ollama_saying("")) as (url, script):
        model_at(url).prepare()
    assert (script.requests[0]["messages"], script.requests[0]["stream"]) == ([], False)


# (address, provider, path that is asked); the port of a test server is never Ollama's own
ADDRESSES = [
    ("", "ollama", "/api/chat"),
    ("/", "ollama", "/api/chat"),
    ("/v1", "ollama", "/api/chat"),
    ("/api", "", "/api/chat"),
    ("/api/", "ollama", "/api/chat"),
    ("", "", "/v1/chat/completions"),
    ("/v1", "", "/v1/chat/completions"),
    ("/api", "openai", "/api/chat/completions"),
]


@pytest.mark.parametrize(("path", "provider", "asked"), ADDRESSES)
def test_the_provider_is_set_or_told_by_the_address(path: str, provider: str, asked: str) -> None:
    behave = ollama_saying("好[1]。") if asked == "/api/chat" else saying("好[1]。")
    with serving(behave) as (url, script):
        address = url.removesuffix("/v1") + path
        model = open_model(address, "m", provider=provider, deadlines=PATIENT)
        assert "".join(model.stream(ASKED)) == "好[1]。"
    assert script.requests[0]["path"] == asked


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("http://localhost:11434", "OllamaModel"),
        ("http://ollama:11434/", "OllamaModel"),
        ("http://localhost:11434/v1", "OpenAILikeModel"),
        ("http://localhost:8080", "OpenAILikeModel"),
        ("https://models.example/api/v1", "OpenAILikeModel"),
    ],
)
def test_the_port_tells_where_no_path_does(address: str, kind: str) -> None:
    assert type(open_model(address, "m")._model).__name__ == kind  # type: ignore[attr-defined]


def test_an_unknown_provider_is_named() -> None:
    with pytest.raises(InvalidSetting, match="'llamas'"):
        open_model("http://localhost:11434", "m", provider="llamas")


def test_a_checked_answer_comes_over_this_protocol_too() -> None:
    from tests.assistant.model_answers import HITS, TODAY

    with serving(ollama_saying("首小时5元[1]。营业到晚上10点[3]。", thought="想")) as (url, _):
        lines = list(Generating(model_at(url)).answer("停车多少钱", "zh-Hans", HITS, TODAY))
    assert [line.text for line in lines] == ["首小时5元。", "营业到晚上10点。"]
