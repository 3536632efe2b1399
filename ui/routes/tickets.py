"""/api/tickets: what came in for the desks, from its opening to its end."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse

from assistant.tickets import Due, State, Ticket, Wanted
from assistant.tickets.sheet import csv_of
from ui.desks.ticketdesk import Looks, Operates, TicketDesk, Works, refusals
from ui.schemas.fields import readable
from ui.schemas.tickets import (
    ActRequest,
    AssignRequest,
    CloseRequest,
    CommentRequest,
    ContactReply,
    ContactsReply,
    ErasedReply,
    MergeRequest,
    ResolveRequest,
    TicketDetailReply,
    TicketReply,
    TicketRequest,
    TicketsReply,
    WaitRequest,
)

router = APIRouter(tags=["tickets"])

Start = Annotated[int, Query(ge=0, le=10_000_000)]


def wanted(
    desk_: Looks,
    desk: Annotated[str | None, Query(max_length=100)] = None,
    state: Annotated[State | None, Query()] = None,
    priority: Annotated[Literal["P0", "P1", "P2", "P3"] | None, Query()] = None,
    due: Annotated[Due | None, Query()] = None,
    is_open: Annotated[bool, Query(alias="open")] = False,
    mine: bool = False,
    q: Annotated[str, Query(max_length=200)] = "",
) -> Wanted:
    """What a list asks for, of what the caller may see."""
    return Wanted(
        desk or None,
        state,
        priority,
        due,
        is_open,
        readable(q),
        desk_.sees,
        desk_.hand.person.id if mine else None,
    )


Asked = Annotated[Wanted, Depends(wanted)]


@router.get("/api/tickets")
def listed(
    asked: Asked, desk: Looks, start: Start = 0, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> TicketsReply:
    """Open ones first, and among them the most urgent."""
    found, total = desk.store.page(asked, desk.moment, desk.soon, start, limit)
    return TicketsReply(tickets=[TicketReply.of(one, desk.clocks, desk.moment) for one in found], total=total)


@router.post("/api/tickets", status_code=201)
def opened(asked: TicketRequest, desk: Works) -> TicketDetailReply:
    """Files what came in otherwise: at a counter, over the telephone."""
    with refusals():
        for second in asked.second_desks:
            desk.clocks.desks[second]  # raises for one that the house does not have
        return _whole(desk, desk.office.open(asked.new("staff", desk.moment), desk.hand.person))


@router.get("/api/tickets/export.csv")
def export(asked: Asked, desk: Looks) -> StreamingResponse:
    """What a list would show, as a table for spreadsheets."""
    rows = desk.store.each(asked, desk.moment, desk.soon)
    headers = {"Content-Disposition": 'attachment; filename="tickets.csv"'}
    told = csv_of(rows, desk.clocks, desk.moment)
    return StreamingResponse(told, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/api/tickets/{ticket_id}")
def one(ticket_id: str, desk: Looks) -> TicketDetailReply:
    """One ticket with what was written about it and its history."""
    with refusals():
        return _whole(desk, desk.office.seen(ticket_id, desk.hand))


@router.get("/api/tickets/{ticket_id}/contact")
def contact(ticket_id: str, desk: Works, response: Response) -> ContactsReply:
    """How to reach the customer, for the desk that has the ticket and for admins; each look stands in the history."""
    response.headers["Cache-Control"] = "no-store"
    with refusals():
        found = desk.office.contact(ticket_id, desk.hand)
    return ContactsReply(id=ticket_id, contacts=[ContactReply.of(each) for each in found])


@router.post("/api/tickets/{ticket_id}/take")
def take(ticket_id: str, desk: Works, asked: ActRequest | None = None) -> TicketDetailReply:
    """Takes it up in one's own name; of two at once one wins."""
    with refusals():
        return _whole(desk, desk.office.take(ticket_id, desk.hand, (asked or ActRequest()).turn))


@router.post("/api/tickets/{ticket_id}/assign")
def assign(ticket_id: str, asked: AssignRequest, desk: Works) -> TicketDetailReply:
    """Hands it to another desk, or back to one's own."""
    with refusals():
        return _whole(desk, desk.office.assign(ticket_id, asked.desk, desk.hand, asked.comment, asked.turn))


@router.post("/api/tickets/{ticket_id}/comment")
def comment(ticket_id: str, asked: CommentRequest, desk: Works) -> TicketDetailReply:
    """Adds to it: `public` for the customer, else for the desks only."""
    with refusals():
        return _whole(desk, desk.office.comment(ticket_id, asked.text, desk.hand, asked.public, asked.turn))


@router.post("/api/tickets/{ticket_id}/wait")
def wait(ticket_id: str, asked: WaitRequest, desk: Works) -> TicketDetailReply:
    """Waits for the customer, which stops the clock, or for a shop, which does not."""
    is_customer = asked.for_ == "customer"
    with refusals():
        return _whole(desk, desk.office.wait(ticket_id, is_customer, asked.comment, desk.hand, asked.turn))


@router.post("/api/tickets/{ticket_id}/resolve")
def resolve(ticket_id: str, asked: ResolveRequest, desk: Works) -> TicketDetailReply:
    with refusals():
        return _whole(desk, desk.office.resolve(ticket_id, asked.resolution, desk.hand, asked.turn))


@router.post("/api/tickets/{ticket_id}/reopen")
def reopen(ticket_id: str, desk: Works, asked: ActRequest | None = None) -> TicketDetailReply:
    asked = asked or ActRequest()
    with refusals():
        return _whole(desk, desk.office.reopen(ticket_id, asked.comment, desk.hand, asked.turn))


@router.post("/api/tickets/{ticket_id}/close")
def close(ticket_id: str, desk: Works, asked: CloseRequest | None = None) -> TicketDetailReply:
    """Ends what was resolved; with `false_alarm` what was none."""
    asked = asked or CloseRequest()
    with refusals():
        if asked.false_alarm:
            done = desk.office.dismiss(ticket_id, asked.comment, desk.hand, asked.turn)
        else:
            done = desk.office.close(ticket_id, desk.hand, asked.comment, asked.turn)
        return _whole(desk, done)


@router.post("/api/tickets/{ticket_id}/merge")
def merge(ticket_id: str, asked: MergeRequest, desk: Works) -> TicketDetailReply:
    """Closes a duplicate in favour of another of the same conversation, and replies with that one."""
    with refusals():
        return _whole(desk, desk.office.merge(ticket_id, asked.into, desk.hand, asked.turn))


@router.post("/api/tickets/{ticket_id}/erase")
def erase(ticket_id: str, desk: Operates) -> ErasedReply:
    """Deletes for good what was written in the tickets of this one's conversation."""
    with refusals():
        return ErasedReply(erased=desk.office.erase(ticket_id, desk.hand.person))


def _whole(desk: TicketDesk, ticket: Ticket) -> TicketDetailReply:
    """The ticket with all about it; of others of its conversation only those that the caller may see."""
    others = [
        other
        for other in desk.store.of_conversation(ticket.conversation_id)
        if any(desk.hand.works_for(one) for one in other.desks)
    ]
    comments, history = desk.store.comments(ticket.id), desk.store.history(ticket.id)
    return TicketDetailReply.told(ticket, desk.clocks, desk.moment, comments, history, others)
