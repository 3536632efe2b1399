"""The client: a method a route, over httpx."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx

from ui.client.problem import AtriumProblem
from ui.client.replies import (
    ChatEvent,
    ChatReply,
    Document,
    DraftsReply,
    Job,
    SearchReply,
    Ticket,
    TicketsReply,
    TriageReply,
    Verdict,
)

_AGAIN = (429, 503)  # refused before anything was done, so that asking again does nothing twice
_LONGEST_WAIT = 30.0


class AtriumClient:
    """Speaks to one server. Every method raises AtriumProblem when it refuses, httpx.HTTPError when it is away."""

    def __init__(
        self,
        base_url: str,
        key: str = "",
        *,
        timeout: float = 60.0,
        retries: int = 2,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Without a `key` it is a shopper. `retries`: how often it asks again after 429 and 503, when it is told to."""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(base_url=base_url, headers=headers, timeout=timeout, transport=transport)
        self._retries = retries

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    # -- asking ----------------------------------------------------------------------------------

    def chat(
        self, message: str, *, conversation_id: str | None = None, language: str | None = None
    ) -> ChatReply:
        """An answer; the reply's conversation_id goes on with the conversation."""
        body = {"message": message, "conversation_id": conversation_id, "language": language}
        return ChatReply.model_validate(self._json("POST", "/api/chat", json=body))

    def stream(
        self, message: str, *, conversation_id: str | None = None, language: str | None = None
    ) -> Iterator[ChatEvent]:
        """The same as it is written: pieces of text, and at the end the whole reply."""
        body = {"message": message, "conversation_id": conversation_id, "language": language}
        accept = {"Accept": "text/event-stream"}
        with self._http.stream("POST", "/api/chat", json=body, headers=accept) as response:
            if response.is_error:
                response.read()
                raise AtriumProblem.of(response)
            for name, data in _events(response.iter_lines()):
                if name == "token":
                    yield ChatEvent(text=data["text"])
                elif name == "done":
                    yield ChatEvent(reply=ChatReply.model_validate(data))
                elif name == "error":
                    told = {key: data.get(key, "") for key in ("status", "title", "detail", "request_id")}
                    raise AtriumProblem(**told)

    def feedback(self, conversation_id: str, *, helpful: bool, reason: str = "", turn: int = 0) -> None:
        """On the answer that carried `turn`; 0: on the conversation as a whole."""
        body = {"conversation_id": conversation_id, "helpful": helpful, "reason": reason, "turn": turn}
        self._send("POST", "/api/feedback", json=body)

    def search(self, query: str, *, k: int = 10, as_of: str | None = None) -> SearchReply:
        """Passages that the key's role may read, the best first."""
        body = {"query": query, "k": k, "as_of": as_of}
        return SearchReply.model_validate(self._json("POST", "/api/search", json=body))

    def triage(self, message: str) -> TriageReply:
        return TriageReply.model_validate(self._json("POST", "/api/triage", json={"message": message}))

    # -- copy ------------------------------------------------------------------------------------

    def check(self, text: str, *, channel: str | None = None, category: str | None = None) -> Verdict:
        """What the rules of advertising, price and platform say of a text."""
        body = {"text": text, "channel": channel, "category": category}
        return Verdict.model_validate(self._json("POST", "/api/compliance", json=body))

    def drafts(
        self, channels: Sequence[str], *, product: str | None = None, text: str | None = None, **more: Any
    ) -> DraftsReply:
        """Copy for channels from a product sheet's number or from a text; `more`: campaign, tag, language, seed, …"""
        body = {"channels": list(channels), "product": product, "text": text, **more}
        return DraftsReply.model_validate(self._json("POST", "/api/drafts", json=body))

    # -- the service desk ------------------------------------------------------------------------

    def tickets(self, *, start: int = 0, limit: int = 50, **wanted: Any) -> TicketsReply:
        """Open ones first; `wanted`: desk, state, priority, due, open, q."""
        asked = {"start": start, "limit": limit, **wanted}
        return TicketsReply.model_validate(self._json("GET", "/api/tickets", params=asked))

    def ticket(self, ticket_id: str) -> Ticket:
        """One with its history, which is in `model_extra`."""
        return Ticket.model_validate(self._json("GET", f"/api/tickets/{_part(ticket_id)}"))

    def open_ticket(self, desk: str, priority: str, message: str, **more: Any) -> Ticket:
        body = {"desk": desk, "priority": priority, "message": message, **more}
        return Ticket.model_validate(self._json("POST", "/api/tickets", json=body))

    def act_on_ticket(self, ticket_id: str, act: str, **body: Any) -> Ticket:
        """`act`: take, assign, comment, wait, resolve, reopen, close or merge, with the fields of its request."""
        path = f"/api/tickets/{_part(ticket_id)}/{_part(act)}"
        return Ticket.model_validate(self._json("POST", path, json=body))

    # -- documents and jobs ----------------------------------------------------------------------

    def documents(self) -> list[Document]:
        return [Document.model_validate(each) for each in self._json("GET", "/api/documents")]

    def upload(self, *paths: Path) -> Job:
        """Sends files to be read as internal documents; `wait` follows the job."""
        files = [("files", (path.name, path.read_bytes())) for path in paths]
        return Job.model_validate(self._json("POST", "/api/documents", files=files))

    def job(self, job_id: str) -> Job:
        return Job.model_validate(self._json("GET", f"/api/jobs/{_part(job_id)}"))

    def wait(self, job_id: str, *, timeout: float = 600.0, every: float = 0.5) -> Job:
        """The job when it has ended. Raises TimeoutError."""
        until = time.monotonic() + timeout
        while not (job := self.job(job_id)).has_ended:
            if time.monotonic() > until:
                raise TimeoutError(f"The job {job_id} is {job.status} after {timeout:g} seconds.")
            time.sleep(every)
        return job

    # -- underneath ------------------------------------------------------------------------------

    def _json(self, method: str, path: str, **sent: Any) -> Any:
        return self._send(method, path, **sent).json()

    def _send(self, method: str, path: str, **sent: Any) -> httpx.Response:
        for left in range(self._retries, -1, -1):
            response = self._http.request(method, path, **sent)
            if response.is_success:
                return response
            problem = AtriumProblem.of(response)
            if problem.status not in _AGAIN or not left or not 0 < problem.retry_after <= _LONGEST_WAIT:
                raise problem
            time.sleep(problem.retry_after)
        raise AssertionError("the last attempt returns or raises")


def _part(text: str) -> str:
    """A piece of an address; nothing in it leads elsewhere."""
    return quote(text, safe="")


def _events(lines: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Server-sent events with JSON in them; comments are left out."""
    name = ""
    data: list[str] = []
    for line in lines:
        field, _, value = line.partition(":")
        if not line:
            if data:
                yield name or "message", json.loads("\n".join(data))
            name, data = "", []
        elif field == "event":
            name = value.strip()
        elif field == "data":
            data.append(value.removeprefix(" "))
