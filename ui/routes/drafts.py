"""POST /api/drafts: from a product sheet or a text to drafts for channels."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.drafting.model import DraftRequest
from assistant.llms.allowance import spending
from ui.atrium import Atrium
from ui.conversations import owner
from ui.desks.factdesk import FactDesk, Given, hushed
from ui.desks.sheets import picture_of
from ui.entry.access import AskedAt, InAtrium, InLobby, Writing
from ui.schemas.copy import DraftsReply, DraftsRequest

router = APIRouter(tags=["copy"])


@router.post("/api/drafts")
def drafts(
    asked: DraftsRequest, atrium: InAtrium, lobby: InLobby, principal: Writing, as_of: AskedAt
) -> DraftsReply:
    """Every draft carries its selling points with their sources, and what the rules say of it.

    `facts` are the table as a person confirmed it; a picture is read when there is none.
    """
    facts = asked.confirmed_facts()
    facts = None if facts is None else tuple(map(hushed, facts))
    told: tuple[str, ...] = ()
    if asked.image and facts is None:
        desk = FactDesk(atrium.library, atrium.checker, lobby.sheets)
        given = Given(asked.product, file=picture_of(asked.image, lobby.limits))
        table = desk.table(given, principal.viewer, as_of)
        facts, told = table.sheet.facts, table.warnings
    request = DraftRequest(
        product=asked.product,
        text=asked.text,
        facts=facts,
        channels=tuple(asked.channels),
        tag=asked.tag,
        campaign=asked.campaign,
        language=asked.language,
        partner=asked.partner,
        seed=asked.seed,
        as_of=as_of,
    )
    with spending(owner(principal)):
        drafted = atrium.drafter(principal.viewer, as_of).draft(request)
        named = {atrium.channels.channel(name).id: name for name in reversed(asked.channels)}
        reply = DraftsReply.of(drafted, named)
    lobby.retrieved(principal, "drafts", _papers(asked, reply, atrium))
    return reply.model_copy(update={"notes": list(dict.fromkeys((*told, *reply.notes)))})


def _papers(asked: DraftsRequest, reply: DraftsReply, atrium: Atrium) -> list[str]:
    """The documents that drafts were written from; a source begins with the paper's number."""
    named = [point.source.partition(" · ")[0] for draft in reply.drafts for point in draft.selling_points]
    known = atrium.library.catalogue.documents()
    return [name for name in (asked.product, asked.campaign, *named) if name in known]
