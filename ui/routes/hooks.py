"""/api/hooks and /api/deliveries: where desks are told of tickets, and what became of each message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from ui.auth import Act, Principal
from ui.deliveries import BadHook, Courier, Delivery, NoSuchDelivery, NoSuchHook, State
from ui.entry.access import InAtrium, allowed, looking
from ui.schemas.hooks import DeliveriesReply, DeliveryReply, HookReply, HookRequest, HooksReply
from ui.wire.problems import Problem

router = APIRouter(tags=["hooks"])

Looks = Annotated[Principal, Depends(looking(Act.OPERATE))]
Operates = Annotated[Principal, Depends(allowed(Act.OPERATE))]


@contextmanager
def refusals() -> Iterator[None]:
    try:
        yield
    except (NoSuchHook, NoSuchDelivery) as error:
        raise Problem(404, str(error)) from None
    except BadHook as error:
        raise Problem(422, str(error)) from None


@router.get("/api/hooks")
def listed(_principal: Looks, atrium: InAtrium) -> HooksReply:
    """Every hook, without its address and secret."""
    return _told(atrium.deliveries)


@router.post("/api/hooks", status_code=201)
def put(asked: HookRequest, _principal: Operates, atrium: InAtrium) -> HooksReply:
    """Adds a hook, or takes the place of the one of its name."""
    with refusals():
        atrium.deliveries.book.put(asked.hook())
    return _told(atrium.deliveries)


@router.delete("/api/hooks/{name}")
def remove(name: str, _principal: Operates, atrium: InAtrium) -> HooksReply:
    """Takes a hook out; what waited for it is given up."""
    with refusals():
        atrium.deliveries.book.remove(name)
    return _told(atrium.deliveries)


@router.post("/api/hooks/{name}/test")
def test(name: str, _principal: Operates, atrium: InAtrium) -> DeliveryReply:
    """Sends a test message now and says what came of it."""
    with refusals():
        return _whole(atrium.deliveries, [atrium.deliveries.test(name)])[0]


@router.get("/api/deliveries")
def log(
    _principal: Looks,
    atrium: InAtrium,
    hook: Annotated[str | None, Query(max_length=40)] = None,
    state: Annotated[State | None, Query()] = None,
    ticket: Annotated[str | None, Query(max_length=40)] = None,
    start: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DeliveriesReply:
    """What was sent and tried, the latest first."""
    found, total = atrium.deliveries.outbox.page(hook, state, ticket, start, limit)
    return DeliveriesReply(deliveries=_whole(atrium.deliveries, found), total=total)


@router.post("/api/deliveries/{delivery_id}/resend")
def resend(delivery_id: int, _principal: Operates, atrium: InAtrium) -> DeliveryReply:
    """Sends one that was given up once more."""
    with refusals():
        return _whole(atrium.deliveries, [atrium.deliveries.resend(delivery_id)])[0]


def _told(courier: Courier) -> HooksReply:
    box = courier.outbox
    return HooksReply(
        hooks=[HookReply.of(one, box.counts(one.name), box.last_try(one.name)) for one in courier.book.hooks]
    )


def _whole(courier: Courier, found: list[Delivery]) -> list[DeliveryReply]:
    tries = courier.outbox.attempts([one.id for one in found])
    return [DeliveryReply.of(one, tries[one.id]) for one in found]
