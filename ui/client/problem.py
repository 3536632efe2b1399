"""What the server refuses, as an exception."""

from __future__ import annotations

import httpx


class AtriumProblem(Exception):
    """A problem of RFC 9457. `detail` is a sentence; `request_id` finds it in the server's log."""

    def __init__(self, status: int, title: str, detail: str, request_id: str = "", retry_after: float = 0.0):
        super().__init__(f"{status} {title}: {detail}")
        self.status = status
        self.title = title
        self.detail = detail
        self.request_id = request_id
        self.retry_after = retry_after  # seconds; 0 where the server names none

    @classmethod
    def of(cls, response: httpx.Response) -> AtriumProblem:
        """From a reply whose body has been read; one that is no problem, from a proxy, is told by its status."""
        try:
            told = response.json()
        except ValueError:
            told = {}
        told = told if isinstance(told, dict) else {}
        wait = response.headers.get("retry-after", "")
        return cls(
            response.status_code,
            str(told.get("title") or response.reason_phrase),
            str(told.get("detail") or "The server, or a proxy before it, gave no reason."),
            str(told.get("request_id") or response.headers.get("x-request-id", "")),
            float(wait) if wait.isdecimal() else 0.0,
        )
