"""Made-up conversations played through the real application, in nobody's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from assistant.simulation import Repertoire, Script, Slots
from ui.auth import SIMULATOR
from ui.desk import Desk


@dataclass
class Played:
    """What came of it."""

    conversations: int = 0
    turns: int = 0
    thumbs: int = 0
    tickets: int = 0
    handlings: Counter[str] = field(default_factory=Counter)


class Stage:
    """A house in which scripts are played, asked as anybody asks it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def today(self) -> date:
        """The house's own day, by which its figures count; a demo's clock stands at another than the machine's."""
        return date.fromisoformat(self._ask("GET", "/api/insights", role="content")["period"]["last"])

    def slots(self, at: datetime) -> Slots:
        """What this house has to talk of: as a shopper knows it, and of internal papers the titles for staff."""
        shops = self._ask("GET", "/api/shops", as_of=at)["shops"]
        papers = self._ask("GET", "/api/documents", role="staff", as_of=at)
        titles: dict[bool, list[str]] = {True: [], False: []}
        for paper in papers if isinstance(papers, list) else papers["documents"]:
            if paper["status"] == "in_force":
                titles[paper["visibility"] == "public"].append(paper["title"])
        return Slots.of(shops, titles[True], titles[False])

    def play(self, scripts: Sequence[Script], repertoire: Repertoire) -> Iterator[Played]:
        """What came of it so far, after each conversation."""
        played = Played()
        for script in scripts:
            self._one(script, repertoire, played)
            yield played

    def _one(self, script: Script, repertoire: Repertoire, played: Played) -> None:
        conversation: str | None = None
        opened: dict[str, datetime] = {}
        for line in script.lines:
            body = {"message": line.text, "channel": script.channel, "conversation_id": conversation}
            answer = self._ask("POST", "/api/chat", body, script.role, line.at)
            conversation = answer["conversation_id"]
            played.turns += 1
            played.handlings[answer["handling"]] += 1
            opened |= {ticket["id"]: line.at for ticket in answer["tickets"] if ticket["id"] not in opened}
            if script.role == "shopper" and repertoire.is_judged(line):
                helpful = repertoire.is_pleased(line, answer["handling"])
                judged = {"conversation_id": conversation, "turn": answer["turn"], "helpful": helpful}
                self._ask("POST", "/api/feedback", judged, script.role, line.at)
                played.thumbs += 1
        for ticket, at in opened.items():
            self._work(ticket, at, script.care, repertoire)
        played.tickets += len(opened)
        played.conversations += 1

    def _work(self, ticket_id: str, at: datetime, care: tuple[float, float, float], how: Repertoire) -> None:
        """A desk takes it up sooner or later than promised, and may resolve it."""
        taken, resolved, again = care
        rates = how.desks
        if taken * 100 >= rates["taken"]:
            return
        path = f"/api/tickets/{quote(ticket_id, safe='')}"
        ticket = self._ask("GET", path, role="admin", as_of=at)
        promised = datetime.fromisoformat(ticket["respond_by"]) - datetime.fromisoformat(ticket["opened_at"])
        taken_at = at + promised * (0.05 + taken * 100 / rates["taken"] * (rates["within"] - 0.05))
        self._act(path, "take", {}, taken_at)
        self._act(path, "comment", {"text": "已联系顾客,正在处理。", "public": True}, taken_at)
        if resolved * 100 >= rates["resolved"]:
            return
        done_at = taken_at + timedelta(minutes=5 + resolved * 600)
        self._act(path, "resolve", {"resolution": "已处理,并告知顾客。"}, done_at)
        if again * 100 < rates["reopened"]:
            self._act(path, "reopen", {"comment": "顾客再次反映。"}, done_at + timedelta(hours=2))

    def _act(self, path: str, act: str, body: dict[str, Any], at: datetime) -> None:
        self._ask("POST", f"{path}/{act}", body, "admin", at)

    def erase(self) -> int:
        """Takes everything out that was ever played here; how many conversations that was."""
        return self._desk.ask("DELETE", "/api/simulations")["erased"]

    def _ask(
        self, method: str, path: str, body: Any = None, role: str = "shopper", as_of: datetime | None = None
    ) -> Any:
        at = as_of.isoformat() if as_of else None
        return self._desk.ask(method, path, body, role=f"{role} {SIMULATOR}", as_of=at)
