"""What comes over the wire from a model server, watched: its size, its end, and whether anyone still listens."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from functools import cache

import httpx

_LAST_WORD = b"[DONE]"


@cache
def _certificates() -> ssl.SSLContext:
    """Reading them takes longer than asking a local model."""
    return httpx.create_ssl_context()


class Flood(Exception):
    """A server sent more than any answer can need."""


class WatchedTransport(httpx.BaseTransport):
    """An HTTP transport that counts the bytes of replies and notes the stream's last word.

    Client libraries take a stream that is cut for one that is complete, and read lines without an
    end into memory; both are seen only here.
    """

    def __init__(self, max_bytes: int) -> None:
        self._inner = httpx.HTTPTransport(verify=_certificates())
        self._max_bytes = max_bytes
        self._stopped = False
        self.completed = False  # the server said [DONE]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.headers["accept-encoding"] = "identity"  # a small reply must not unpack into a large one
        response = self._inner.handle_request(request)
        assert isinstance(response.stream, httpx.SyncByteStream)
        watched = _WatchedStream(response.stream, self)
        return httpx.Response(
            response.status_code, headers=response.headers, stream=watched, extensions=response.extensions
        )

    def watch(self, stream: httpx.SyncByteStream) -> Iterator[bytes]:
        seen, tail = 0, b""
        for chunk in stream:
            seen += len(chunk)
            if self._stopped or seen > self._max_bytes:
                raise Flood
            tail = (tail + chunk)[-len(chunk) - len(_LAST_WORD) :]
            self.completed = self.completed or _LAST_WORD in tail
            yield chunk

    def close(self) -> None:
        self._stopped = True
        self._inner.close()


class _WatchedStream(httpx.SyncByteStream):
    def __init__(self, inner: httpx.SyncByteStream, transport: WatchedTransport) -> None:
        self._inner = inner
        self._transport = transport

    def __iter__(self) -> Iterator[bytes]:
        return self._transport.watch(self._inner)

    def close(self) -> None:
        self._inner.close()
