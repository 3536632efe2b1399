"""/api/documents: what there is, uploads, and taking a document out."""

from __future__ import annotations

from fastapi import APIRouter, Request, UploadFile

from ui.access import AskedAt, ChangingDocuments, InAtrium, InLobby, ReadingDocuments
from ui.problems import Problem
from ui.routes.jobs import name_of, reply
from ui.schemas.documents import DocumentReply
from ui.schemas.jobs import JobReply
from ui.uploads import Uploads

router = APIRouter(tags=["documents"])

NO_DOCUMENT = "There is no such document."


@router.get("/api/documents")
def documents(atrium: InAtrium, principal: ReadingDocuments, as_of: AskedAt) -> list[DocumentReply]:
    """The documents that the caller may read, with where each stands now."""
    catalogue = atrium.library.catalogue
    return [
        DocumentReply.of(document, catalogue.standing(document, as_of).value)
        for document in atrium.library.documents(principal.viewer, as_of)
    ]


@router.post("/api/documents", status_code=202)
def upload(
    files: list[UploadFile],
    request: Request,
    lobby: InLobby,
    _atrium: InAtrium,
    principal: ChangingDocuments,
) -> JobReply:
    """Files are kept as internal documents and read by a job; follow it under /api/jobs/{id}."""
    folder = Uploads(lobby.settings.home / "uploads", lobby.limits).keep(files)
    job = lobby.jobs.submit("upload", {"paths": [str(folder)]}, asked_by=name_of(principal))
    return reply(job, lobby, request)


@router.delete("/api/documents/{doc_id:path}", status_code=204)
def withdraw(
    doc_id: str, atrium: InAtrium, lobby: InLobby, principal: ChangingDocuments, as_of: AskedAt
) -> None:
    """Takes a document out: nothing finds it from now on. An uploaded file goes too, others stay where they are."""
    document = atrium.library.document(doc_id, principal.viewer, as_of)
    if document is None:
        raise Problem(404, NO_DOCUMENT)
    atrium.library.withdraw(doc_id)
    Uploads(lobby.settings.home / "uploads", lobby.limits).forget(document)
