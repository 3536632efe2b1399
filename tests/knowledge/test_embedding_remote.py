"""The remote embedder against a small real endpoint."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from knowledge.embedding import Embedder
from knowledge.encoders import RemoteEmbedder
from knowledge.errors import ModelUnavailable
from tests.contracts.embedder import EmbedderContract


class _Endpoint(ThreadingHTTPServer):
    """Answers with vectors drawn from each text's hash; `failures` come first."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.failures: list[tuple[int, bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: _Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        self.server.keys.append(self.headers.get("Authorization"))
        status, reply = (
            self.server.failures.pop(0) if self.server.failures else (200, _vectors(body["input"]))
        )
        self.send_response(status if self.path == "/v1/embeddings" else 404)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *args: object) -> None:
        pass


def _vectors(texts: list[str]) -> bytes:
    rows = [{"index": n, "embedding": _vector(text)} for n, text in enumerate(texts)]
    return json.dumps({"data": rows[::-1]}).encode()


def _vector(text: str) -> list[float]:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    return (np.random.default_rng(seed).normal(size=24) * 5).tolist()


@pytest.fixture(scope="class")
def endpoint() -> Iterator[_Endpoint]:
    server = _Endpoint()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


class TestRemote(EmbedderContract):
    @pytest.fixture
    def embedder(self, endpoint: _Endpoint) -> Embedder:
        return RemoteEmbedder(endpoint.url, "m", "secret", query_prefix="q: ", passage_prefix="p: ")

    def test_the_key_and_the_model_are_sent(self, embedder: Embedder, endpoint: _Endpoint) -> None:
        embedder.embed_queries(["停车"])
        assert endpoint.keys[-1] == "Bearer secret"
        assert (endpoint.requests[-1]["model"], endpoint.requests[-1]["input"]) == ("m", ["q: 停车"])

    def test_many_texts_go_in_several_requests(self, embedder: Embedder, endpoint: _Endpoint) -> None:
        endpoint.requests.clear()
        assert len(embedder.embed_passages([str(n) for n in range(150)])) == 150
        assert max(len(request["input"]) for request in endpoint.requests) <= 64

    def test_a_busy_endpoint_is_asked_again(self, embedder: Embedder, endpoint: _Endpoint) -> None:
        assert embedder.dimensions == 24
        endpoint.failures = [(503, b"busy")]
        assert embedder.embed_queries(["停车"]).shape == (1, 24)

    def test_a_refused_key_is_told_at_once(self, embedder: Embedder, endpoint: _Endpoint) -> None:
        endpoint.failures = [(401, b"bad key")]
        with pytest.raises(ModelUnavailable, match=r"401: bad key.*key in the settings"):
            embedder.embed_queries(["停车"])

    @pytest.mark.parametrize("reply", [b"not json", b"[]", b'{"data": []}', b'{"data": [{"index": 0}]}'])
    def test_an_odd_reply_is_an_error(self, embedder: Embedder, endpoint: _Endpoint, reply: bytes) -> None:
        assert embedder.dimensions == 24
        endpoint.failures = [(200, reply)]
        with pytest.raises(ModelUnavailable, match="embedding endpoint"):
            embedder.embed_queries(["停车"])


def test_an_endpoint_that_does_not_answer_is_named() -> None:
    with pytest.raises(ModelUnavailable, match=r"http://127\.0\.0\.1:9/v1 .*does not answer"):
        RemoteEmbedder("http://127.0.0.1:9/v1", "m", timeout=0.2).embed_queries(["停车"])
