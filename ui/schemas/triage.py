"""A message and its triage on the wire."""

from __future__ import annotations

from pydantic import BaseModel

from ui.schemas.fields import Question, Request


class TriageRequest(Request):
    message: Question


class TriageReply(BaseModel):
    intent: str
    subject: str = ""
    priority: str
    desk: str
    second_desks: list[str] = []
    reason: str
