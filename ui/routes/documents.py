"""/api/documents: what there is, uploads, and what becomes of a document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, UploadFile

from ui.desks.publishing import NO_DOCUMENT, Publishing
from ui.entry.access import AskedAt, ChangingDocuments, InAtrium, InLobby, Publishes, ReadingDocuments, noted
from ui.routes.jobs import reply
from ui.schemas.documents import (
    DecisionReply,
    DetailReply,
    DocumentReply,
    EditRequest,
    RestoreRequest,
    ReturnRequest,
    VersionReply,
)
from ui.schemas.jobs import JobReply
from ui.wire.problems import Problem

router = APIRouter(tags=["documents"])


def publishing(lobby: InLobby, _atrium: InAtrium) -> Publishing:
    return Publishing(lobby)


InPublishing = Annotated[Publishing, Depends(publishing)]


@router.get("/api/documents")
def documents(
    principal: ReadingDocuments,
    office: InPublishing,
    as_of: AskedAt,
    stale: Annotated[bool, Query()] = False,
    waiting: Annotated[bool, Query()] = False,
) -> list[DocumentReply]:
    """The documents that the caller may read; `stale`: past their review, `waiting`: submitted and not answered."""
    rows = office.rows(principal.viewer, as_of, stale=stale, waiting=waiting)
    return [DocumentReply.of(row) for row in rows]


@router.post("/api/documents", status_code=202)
def upload(
    files: list[UploadFile],
    request: Request,
    lobby: InLobby,
    principal: ChangingDocuments,
    office: InPublishing,
) -> JobReply:
    """Files are kept as internal documents and read by a job; follow it under /api/jobs/{id}."""
    noted(request, ", ".join(file.filename or "" for file in files))
    return reply(office.upload(files, principal), lobby, request)


@router.get("/api/withdrawn")
def withdrawn(principal: ChangingDocuments, office: InPublishing) -> list[VersionReply]:
    """The last content of each document that was taken out; `restore` brings one back."""
    return [VersionReply.of(version) for version in office.withdrawn(principal.viewer)]


@router.get("/api/documents/{doc_id:path}")
def document(
    doc_id: str, lobby: InLobby, principal: ReadingDocuments, office: InPublishing, as_of: AskedAt
) -> DetailReply:
    """One document with its passages, its versions and what was decided about it."""
    detail = office.detail(doc_id, principal.viewer, as_of)
    if detail is None:
        raise Problem(404, NO_DOCUMENT)
    lobby.retrieved(principal, "document", [doc_id])
    return DetailReply.whole(detail)


@router.post("/api/documents/{doc_id:path}/submit")
def submit(doc_id: str, principal: ChangingDocuments, office: InPublishing) -> DecisionReply:
    """Asks for it to be published."""
    return DecisionReply.of(office.submit(doc_id, principal))


@router.post("/api/documents/{doc_id:path}/publish")
def publish(doc_id: str, principal: Publishes, office: InPublishing) -> DecisionReply:
    """Makes it public at once. A new version takes the place, and the visibility, of what it replaces."""
    return DecisionReply.of(office.publish(doc_id, principal))


@router.post("/api/documents/{doc_id:path}/return")
def give_back(doc_id: str, asked: ReturnRequest, principal: Publishes, office: InPublishing) -> DecisionReply:
    """Gives a submission back with a comment."""
    return DecisionReply.of(office.return_(doc_id, principal, asked.comment))


@router.post("/api/documents/{doc_id:path}/replace", status_code=202)
def replace(
    doc_id: str,
    file: UploadFile,
    request: Request,
    lobby: InLobby,
    principal: ChangingDocuments,
    office: InPublishing,
) -> JobReply:
    """Reads a file as a new version, which is not in force before it is published."""
    return reply(office.replace(doc_id, file, principal), lobby, request)


@router.post("/api/documents/{doc_id:path}/restore")
def restore(
    doc_id: str, asked: RestoreRequest, principal: ChangingDocuments, office: InPublishing
) -> DecisionReply:
    """Makes an earlier or withdrawn content current again."""
    return DecisionReply.of(office.restore(asked.version_id, principal, doc_id))


@router.post("/api/documents/{doc_id:path}/withdraw")
def withdraw(doc_id: str, principal: ChangingDocuments, office: InPublishing) -> DecisionReply:
    """Takes it out: nothing finds it from now on. It stays restorable."""
    return DecisionReply.of(office.withdraw(doc_id, principal))


@router.delete("/api/documents/{doc_id:path}", status_code=204)
def delete(doc_id: str, principal: ChangingDocuments, office: InPublishing) -> None:
    """The same as withdraw."""
    office.withdraw(doc_id, principal)


@router.patch("/api/documents/{doc_id:path}")
def edit(
    doc_id: str, asked: EditRequest, principal: ChangingDocuments, office: InPublishing
) -> DecisionReply:
    """Corrects what is known about a document; a later reading of the same file keeps it."""
    return DecisionReply.of(office.edit(doc_id, asked.model_dump(exclude_unset=True), principal))
