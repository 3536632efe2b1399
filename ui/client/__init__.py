"""A typed client for programs that speak to Atrium. It needs httpx and pydantic, and nothing else of the house.

from ui.client import AtriumClient

with AtriumClient("https://assistant.mall.example", key="atr_…") as atrium:
    print(atrium.chat("停车怎么收费?").answer)
"""

from ui.client.client import AtriumClient
from ui.client.problem import AtriumProblem
from ui.client.replies import (
    ChatEvent,
    ChatReply,
    Citation,
    Document,
    Draft,
    DraftsReply,
    Finding,
    Hit,
    Job,
    SearchReply,
    Ticket,
    TicketsReply,
    TriageReply,
    Verdict,
)

__all__ = [
    "AtriumClient", "AtriumProblem", "ChatEvent", "ChatReply", "Citation", "Document", "Draft", "DraftsReply", "Finding",
    "Hit", "Job", "SearchReply", "Ticket", "TicketsReply", "TriageReply", "Verdict",
]  # fmt: skip
