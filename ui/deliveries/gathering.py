"""What is to be told: out of the tickets' histories, their clocks, and who waits for a person.

A line of a ticket's history is written with the act itself. It is the order to tell of it: what was not taken into
the outbox before the power failed is found there at the next start, and nothing is found twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.tickets import Act, Due, Event, ServiceDesk, Ticket, Wanted
from ui.deliveries.hook import Hook, News
from ui.deliveries.outbox import Item, Outbox

_MANY = 500
_HEADQUARTERS = "hq"
_TOLD = (Act.OPENED, Act.ADDED, Act.REOPENED, Act.ASSIGNED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A shopper who waits for a person, since a moment."""

    conversation_id: str
    desk: str
    since: datetime


Waits = Callable[[], Iterable[Waiting]]


class Gatherer:
    """Takes into the outbox what hooks are to be told. `waits` tells who waits for a person now."""

    def __init__(
        self,
        outbox: Outbox,
        service: ServiceDesk,
        moment: Callable[[], datetime],
        waits: Waits = lambda: (),
    ) -> None:
        """`moment` is what the house's clock says, which may be a demo's."""
        self._outbox = outbox
        self._service = service
        self._moment = moment
        self._waits = waits
        outbox.begin_at(service.store.last_event())

    def acts(self, hooks: Callable[[], Sequence[Hook]], now: float) -> int:
        """What was done with tickets since the last look; how many deliveries came of it.

        `hooks` are looked up after what was done was read: one that was there before an act is told of it.
        """
        new = 0
        while lines := self._service.store.events_after(self._outbox.read_to, _MANY):
            there = hooks()
            found = [pair for number, event in lines for pair in self._of_act(number, event, there)]
            new += self._outbox.add(found, now, read_to=lines[-1][0])
        return new

    def overdue(self, hooks: Sequence[Hook], now: float) -> int:
        """What was promised by a moment that has passed."""
        moment = self._moment()
        since = {
            hook.name: datetime.fromisoformat(self._outbox.since(hook.name, moment.isoformat()))
            for hook in hooks
        }
        found = list(self._overdue(hooks, moment, since))
        return self._outbox.add(found, now) if found else 0

    def waiting(self, hooks: Sequence[Hook], now: float) -> int:
        """Who waits for a person at this moment."""
        found = list(self._waiting(hooks)) if hooks else []
        return self._outbox.add(found, now) if found else 0

    def _of_act(self, number: int, event: Event, hooks: Sequence[Hook]) -> Iterator[tuple[str, Item]]:
        if not hooks or event.act not in _TOLD:
            return
        ticket = self._service.store.find(event.ticket_id)
        if "filed_at" in event.detail or ticket.erased_at:  # taken over from an earlier release: no news
            return
        if (
            event.act is Act.ADDED and ticket.priority != "P0"
        ):  # of a P0 every word counts: where, what clothes
            return
        news = self._news(event, ticket)
        for hook in _for(hooks, news, ticket):
            yield hook.name, _item(f"event:{number}", news, ticket)

    def _news(self, event: Event, ticket: Ticket) -> News:
        if event.act in (Act.OPENED, Act.ADDED):
            return News.EMERGENCY if ticket.priority == "P0" else News.OPENED
        if event.act is Act.REOPENED:
            return News.ESCALATED
        tiers = [self._service.clocks.desks[event.detail[way]].tier for way in ("from", "to")]
        is_raised = tiers[1] == _HEADQUARTERS and tiers[0] != _HEADQUARTERS
        return News.ESCALATED if is_raised else News.ASSIGNED

    def _overdue(
        self, hooks: Sequence[Hook], moment: datetime, since: dict[str, datetime]
    ) -> Iterator[tuple[str, Item]]:
        """Each promise once: of the first response, and of the end. What was late before a hook was there is none of its news."""
        concerned = [hook for hook in hooks if hook.events is None or News.OVERDUE in hook.events]
        if not concerned:
            return
        clocks = self._service.clocks
        soon = {level: clocks.soon(level) for level in clocks.rules}
        for ticket in self._service.store.each(Wanted(due=Due.OVERDUE), moment, soon):
            what, by = (
                ("respond", ticket.respond_by) if not ticket.responded_at else ("resolve", ticket.resolve_by)
            )
            for hook in _for(concerned, News.OVERDUE, ticket):
                if by >= since[hook.name]:
                    yield (
                        hook.name,
                        _item(f"overdue:{ticket.id}:{what}:{by.isoformat()}", News.OVERDUE, ticket),
                    )

    def _waiting(self, hooks: Sequence[Hook]) -> Iterator[tuple[str, Item]]:
        for one in self._waits():
            key = f"waiting:{one.conversation_id}:{one.since.isoformat()}"
            item = Item(key, News.WAITING, conversation_id=one.conversation_id, desk=one.desk)
            for hook in hooks:
                if hook.wants(News.WAITING, (one.desk,), ""):
                    yield hook.name, item


def _for(hooks: Sequence[Hook], news: News, ticket: Ticket) -> list[Hook]:
    return [hook for hook in hooks if hook.wants(news, ticket.desks, ticket.priority)]


def _item(key: str, news: News, ticket: Ticket) -> Item:
    return Item(key, news, ticket.id, ticket.conversation_id, ticket.desk, ticket.priority)
