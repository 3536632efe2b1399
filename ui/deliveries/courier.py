"""The courier: sends what lies in the outbox, in its own threads, until it is taken or given up."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from assistant.tickets import Act, Event, NoSuchTicket, Person, ServiceDesk, Ticket, Told
from assistant.tickets.model import CUSTOMER
from ui.deliveries.book import HookBook
from ui.deliveries.gathering import Gatherer, Waiting, Waits
from ui.deliveries.hook import Hook, News, NoSuchHook
from ui.deliveries.notice import Notice, told
from ui.deliveries.outbox import Delivery, Item, Outbox, State
from ui.deliveries.posting import Outcome

__all__ = ["Courier", "Patience", "Waiting"]

log = logging.getLogger(__name__)

MESSENGER = Person("atrium:hooks", "消息通知")
_ARRIVES = (News.EMERGENCY, News.OPENED)  # what tells a desk that a ticket is there
_MINUTE = 60.0
_DOWN = 60.0  # seconds for which a hook that failed is not waited for


class Sends(Protocol):
    """How a notice goes out: over the network, or in a test to nobody."""

    def send(self, hook: Hook, notice: Notice) -> Outcome: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds and counts. Robots take 20 messages a minute each; some are kept for emergencies."""

    tries: int = 10
    first: float = 5.0  # until the second try; then three times as long each
    longest: float = 1800.0
    a_minute: int = 20
    kept: int = 5
    looks: float = 1.0  # between two looks for new acts
    sweeps: float = 30.0  # between two looks at clocks
    confirmed: float = 1.5  # that an answer waits for a desk to be told

    def after(self, tries: int, wait: float, dice: random.Random) -> float | None:
        """Seconds until the next try after so many; None: given up. Spread, so that many do not come back at once."""
        if tries >= self.tries:
            return None
        usual = min(self.first * 3 ** (tries - 1), self.longest)
        return max(usual * dice.uniform(0.8, 1.2), wait)


class Courier:
    """Begun once the house is open; before that, and after its end, nobody is told anything."""

    def __init__(
        self,
        outbox: Outbox,
        book: HookBook,
        sends: Sends,
        address: str = "",
        patience: Patience | None = None,
    ) -> None:
        """`address` is where colleagues reach the house, for links; empty: no links."""
        self.outbox = outbox
        self.book = book
        self._sends = sends
        self._address = address.rstrip("/")
        self._patience = patience or Patience()
        self._dice = random.Random()
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._moved = threading.Condition()
        self._noting = threading.Lock()
        self._lanes: dict[tuple[str, bool], int] = {}  # what each hook is being told, emergencies apart
        self._pool = ThreadPoolExecutor(8, thread_name_prefix="hook")
        self._thread: threading.Thread | None = None
        self._gatherer: Gatherer | None = None
        self._service: ServiceDesk | None = None

    def begin(self, service: ServiceDesk, moment: Callable[[], datetime], waits: Waits = lambda: ()) -> None:
        """From now on hooks are told. What happened while nobody did is told first."""
        self._service = service
        self._gatherer = Gatherer(self.outbox, service, moment, waits)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="courier", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Ends; what was not sent lies in the outbox until the next start."""
        self._ended.set()
        self._wake.set()
        if self._thread:
            self._thread.join(10)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._sends.close()
        self.outbox.close()

    # -- what others ask of it -------------------------------------------------------------------

    def raised(self, ticket_id: str) -> Told | None:
        """Has a ticket told to its desk's hooks at once, and waits a moment for one to take it; None where none did."""
        if not self._gatherer or not self._service or self._ended.is_set():
            return None
        ends = time.monotonic() + self._patience.confirmed
        self._gatherer.acts(lambda: self.book.hooks, time.time())
        self._wake.set()
        desk = self._service.store.find(ticket_id).desk
        with self._moved:
            while not (found := self._confirmed(ticket_id, desk)):
                left = ends - time.monotonic()
                if left <= 0 or not self._hopeful(ticket_id, desk):
                    return None
                self._moved.wait(left)
        return found

    def test(self, name: str) -> Delivery:
        """Sends a test message now, and writes down what came of it. Raises NoSuchHook."""
        hook, now = self.book.find(name), time.time()
        item = Item(f"test:{now}", News.TEST)
        self.outbox.add([(hook.name, item)], now + 86_400)  # not due: it is sent here
        [delivery] = [one for one in self.outbox.page(name, None, None, 0, 20)[0] if one.item.key == item.key]
        outcome = self._sends.send(hook, self._notice(delivery))
        self.outbox.tried(delivery.id, outcome, time.time(), None)
        return self.outbox.find(delivery.id)

    def resend(self, delivery_id: int) -> Delivery:
        """Raises NoSuchDelivery."""
        found = self.outbox.resend(delivery_id, time.time())
        self._wake.set()
        return found

    def _for_desk(self, ticket_id: str, desk: str) -> list[Delivery]:
        """The arrivals of a ticket at hooks of its own desk; a copy at another desk is no word to this one."""
        own = {hook.name for hook in self.book.hooks if hook.desks is None or desk in hook.desks}
        return [one for one in self.outbox.of_ticket(ticket_id, _ARRIVES) if one.hook in own]

    def _confirmed(self, ticket_id: str, desk: str) -> Told | None:
        for one in self._for_desk(ticket_id, desk):
            if one.state is State.DELIVERED and one.told_at:
                return Told(one.hook, datetime.fromtimestamp(one.told_at, UTC))
        return None

    def _hopeful(self, ticket_id: str, desk: str) -> bool:
        """Whether a confirmation may still come in time: on its first try, at a hook that did not just fail."""
        fresh = (
            one for one in self._for_desk(ticket_id, desk) if one.state is State.WAITING and not one.tries
        )
        return any(not self._is_down(one.hook) for one in fresh)

    def _is_down(self, hook: str) -> bool:
        last = self.outbox.last_try(hook)
        return last is not None and not last.ok and time.time() - last.at < _DOWN

    # -- the work --------------------------------------------------------------------------------

    def _work(self) -> None:
        swept = 0.0
        while not self._ended.is_set():
            try:
                assert self._gatherer
                now = time.time()
                self._gatherer.acts(lambda: self.book.hooks, now)
                hooks = self.book.hooks
                self._gatherer.waiting(hooks, now)
                if now - swept >= self._patience.sweeps:
                    swept = now
                    self._gatherer.overdue(hooks, now)
                    for one in self.outbox.unnoted():
                        self._note(one)
                self._send_due(time.time())
            except Exception:  # a disk that is full for a while ends no thread
                log.exception("Hooks could not be served; they are again in a moment.")
                self._ended.wait(5)
            self._wake.wait(self._patience.looks)
            self._wake.clear()

    def _send_due(self, now: float) -> None:
        for delivery in self.outbox.due(now):
            lane = (delivery.hook, delivery.is_urgent)
            with self._moved:
                if lane in self._lanes:
                    continue
                self._lanes[lane] = delivery.id
            if (wait := self._full(delivery, now)) > 0:
                self.outbox.put_off(delivery.id, now + wait)
                self._leave(lane)
                continue
            self._pool.submit(self._send, delivery, lane)

    def _full(self, delivery: Delivery, now: float) -> float:
        """Seconds until a hook takes another message of this kind."""
        room = self._patience.a_minute - (0 if delivery.is_urgent else self._patience.kept)
        under_way = sum(hook == delivery.hook for hook, _urgent in self._lanes) - 1
        return 3.0 if self.outbox.tries_since(delivery.hook, now - _MINUTE) + under_way >= room else 0.0

    def _send(self, delivery: Delivery, lane: tuple[str, bool]) -> None:
        try:
            try:
                hook, notice = self.book.find(delivery.hook), self._notice(delivery)
            except (NoSuchHook, NoSuchTicket) as error:
                self.outbox.give_up(delivery.id, str(error))
                return
            outcome, now = self._sends.send(hook, notice), time.time()
            wait = None if outcome.ok else self._patience.after(delivery.tries + 1, outcome.wait, self._dice)
            self.outbox.tried(delivery.id, outcome, now, None if wait is None else now + wait)
            if outcome.ok:
                self._note(self.outbox.find(delivery.id))
            else:
                log.warning("Hook %s: delivery %s failed: %s", hook.name, delivery.id, outcome.said)
        except Exception:
            log.exception("A delivery broke off; it is tried again.")
        finally:
            self._leave(lane)

    def _leave(self, lane: tuple[str, bool]) -> None:
        with self._moved:
            self._lanes.pop(lane, None)
            self._moved.notify_all()
        self._wake.set()

    def _note(self, delivery: Delivery) -> None:
        """Writes into the ticket's history that a desk was told; once, also when the power failed in between."""
        with self._noting:  # whoever sent it and whoever makes up for a crash may come at once
            self._note_once(delivery)

    def _note_once(self, delivery: Delivery) -> None:
        assert self._service
        store, ticket_id = self._service.store, delivery.item.ticket_id
        if ticket_id and delivery.told_at:
            known = (one.detail.get("delivery") for one in store.history(ticket_id) if one.act is Act.TOLD)
            if delivery.id not in known:
                state, at = store.find(ticket_id).state, datetime.fromtimestamp(delivery.told_at, UTC)
                detail = {"hook": delivery.hook, "news": delivery.item.news.value, "delivery": delivery.id}
                store.note(Event(ticket_id, Act.TOLD, state, state, MESSENGER, at, detail))
        self.outbox.noted(delivery.id)

    def _notice(self, delivery: Delivery) -> Notice:
        """What is said, as the ticket stands now: what was erased since is told to nobody. Raises NoSuchTicket."""
        item, service = delivery.item, self._service
        at = datetime.fromtimestamp(delivery.made_at, UTC)
        own = f"{delivery.id}-{int(delivery.made_at)}"
        if not service or not (item.ticket_id or item.desk):
            return Notice(own, item.news, at, summary="这是一条测试消息，收到即表示已接通。")
        zone = service.clocks.hours.zone()
        if not item.ticket_id:
            name = service.clocks.desks[item.desk].name
            link = self._link("conversation", item.conversation_id)
            return Notice(own, item.news, at.astimezone(zone), item.desk, name, link=link)
        ticket = service.store.find(item.ticket_id)
        by = ticket.respond_by if not ticket.responded_at else ticket.resolve_by
        return Notice(
            own,
            item.news,
            at.astimezone(zone),
            ticket.desk,
            service.clocks.desks[ticket.desk].name,
            ticket.priority,
            ticket.id,
            told(self._summary(ticket, item.news)),
            by.astimezone(zone),
            self._link("ticket", ticket.id),
        )

    def _summary(self, ticket: Ticket, news: News) -> str:
        """What it is about; of an emergency also what the customer said last."""
        assert self._service
        comments = self._service.store.comments(ticket.id) if news is News.EMERGENCY else []
        added = [one.text for one in comments if one.who == CUSTOMER][-1:]
        return "；补充：".join((ticket.summary[:60], *added)) if added else ticket.summary

    def _link(self, what: str, which: str) -> str:
        return f"{self._address}/desk/?{what}={which}" if self._address else ""
