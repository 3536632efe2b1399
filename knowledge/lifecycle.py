"""What people do to documents: each act is one decision and one commit, and the indexes follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from knowledge import minutes, versions
from knowledge.catalogue import Occasion
from knowledge.decisions import (
    WAITING,
    Decision,
    NoSuchDocument,
    Refused,
    What,
    amended,
    hold_on,
    objection,
    released,
)
from knowledge.library import Library
from knowledge.model import Document, Passage, Publication, Shelf, Visibility
from knowledge.versions import Version, Why

OPEN_PASSAGES = "open_passages"  # in `extra`: how many passages, from the first, may become public


class Lifecycle:
    """Submits, publishes, returns, withdraws, restores and amends the documents of a library.

    `who` is the person's name and `at` an aware moment. Raises NoSuchDocument for what is gone and
    Refused for what cannot be done with a document as it stands.
    """

    def __init__(self, library: Library) -> None:
        self._library = library

    def submit(self, doc_id: str, who: str, at: datetime) -> Decision:
        """Asks for a document, or for its changed content, to be published."""
        with self._library.writing:
            subject, waiting = self._subject(doc_id)
            self._refuse(subject.document, waiting)
            if self._is_submitted(subject.document):
                raise Refused(f"{doc_id} is submitted already and waits for an answer.")
            return self._note(_decision(subject.document, What.SUBMITTED, who, at))

    def give_back(self, doc_id: str, who: str, at: datetime, comment: str) -> Decision:
        """Returns a submission to whoever made it, with what is to be changed."""
        with self._library.writing:
            subject, _ = self._subject(doc_id)
            if not self._is_submitted(subject.document):
                raise Refused(f"{doc_id} is not submitted, so there is nothing to return.")
            return self._note(_decision(subject.document, What.RETURNED, who, at, comment=comment))

    def publish(self, doc_id: str, who: str, at: datetime) -> Decision:
        """Makes a document, or its changed content, public; a new version takes the place of what it replaces."""
        with self._library.writing:
            subject, waiting = self._subject(doc_id)
            aim = self._refuse(subject.document, waiting)
            decision = replace(_decision(subject.document, What.PUBLISHED, who, at), visibility=aim)
            document = released(subject.document, decision)
            passages = _opened(subject) if aim is Visibility.PUBLIC else subject.passages
            occasion = Occasion(
                Why.REPLACED if waiting else None,
                who,
                at,
                (decision,),
                waiting.version_id if waiting else None,
            )
            published = Publication(document, passages, subject.shops)
            self._library.put(published, occasion, is_reworded=waiting is not None)
            return decision

    def withdraw(self, doc_id: str, who: str, at: datetime) -> Decision:
        """Takes a document out, together with its changed content and with what a restore held back."""
        with self._library.writing:
            document, made = self._current(doc_id).document, self._made(doc_id)
            decision = _decision(document, What.WITHDRAWN, who, at)
            hold = hold_on(made[::-1], document.source, document)
            waiting = self._waiting(doc_id)
            others = [hold.fields["held"]] if hold else []
            others += [waiting.document.sha256] if waiting else []
            also = (replace(decision, sha256=sha256) for sha256 in others if sha256 != document.sha256)
            self._library.take_out(doc_id, Occasion(Why.WITHDRAWN, who, at, (*also, decision)))
            return decision

    def restore(self, version_id: int, who: str, at: datetime, *, may_publish: bool) -> Decision:
        """Makes an earlier content current again; the file as it is now is not read again before it changes.

        Who may not publish makes nothing public by it: what was withdrawn comes back internal.
        """
        with self._library.writing, self._library.catalogue.connect() as connection:
            found = versions.find(connection, version_id)
            if found is None or found[0].why is Why.WAITING:
                raise NoSuchDocument(f"There is no version {version_id}.")
            content = found[1]
            doc_id = content.document.doc_id
            now = versions.current(connection, doc_id)
            content = self._in_its_place(content, now)
            if now is None and not may_publish:
                content = _as_narrow_as(content, versions.of(connection, doc_id))
            content = content if may_publish else narrowed(content, now)
            document = content.document
            is_told = may_publish and document.visibility is Visibility.PUBLIC
            decision = replace(
                _decision(document, What.RESTORED, who, at),
                visibility=Visibility.PUBLIC if is_told else None,
                fields={"restored": document.fingerprint, **self._held(document, now)},
            )
            self._library.put(content, Occasion(Why.RESTORED_OVER, who, at, (decision,), version_id))
            return decision

    def amend(self, doc_id: str, fields: Mapping[str, Any], who: str, at: datetime) -> Decision:
        """Sets what is known about a document; `fields` as strings, dates as 2026-03-02, empty for none."""
        with self._library.writing:
            content = self._current(doc_id)
            decision = replace(_decision(content.document, What.EDITED, who, at), fields=dict(fields))
            document = amended(content.document, fields, decision.sentence)
            occasion = Occasion(Why.REPLACED, who, at, (decision,))
            is_reworded = document.title != content.document.title
            self._library.put(replace(content, document=document), occasion, is_reworded=is_reworded)
            return decision

    def note_upload(self, decision: Decision) -> None:
        """Writes down who gave a file in; before the file lies where an ingest would find it."""
        self._library.catalogue.note(decision)

    # -- the parts ---------------------------------------------------------------------------------

    def _current(self, doc_id: str) -> Publication:
        with self._library.catalogue.connect() as connection:
            content = versions.current(connection, doc_id)
        if content is None:
            raise NoSuchDocument(f"There is no document {doc_id}.")
        return content

    def _waiting(self, doc_id: str) -> Version | None:
        with self._library.catalogue.connect() as connection:
            return versions.waiting(connection, doc_id).get(doc_id)

    def _subject(self, doc_id: str) -> tuple[Publication, Version | None]:
        """What there is to publish of a document: its changed content if there is one, else itself."""
        content, waiting = self._current(doc_id), self._waiting(doc_id)
        if waiting is None:
            return content, None
        with self._library.catalogue.connect() as connection:
            found = versions.find(connection, waiting.version_id)
        assert found is not None  # nobody else writes now
        return found[1], waiting

    def _made(self, doc_id: str) -> list[Decision]:
        with self._library.catalogue.connect() as connection:
            return minutes.made_about(connection, doc_id)

    def _is_submitted(self, document: Document) -> bool:
        made = [one for one in self._made(document.doc_id) if one.sha256 == document.sha256]
        last = next((one for one in made if one.what is not What.EDITED), None)
        return last is not None and last.what is What.SUBMITTED

    def _note(self, decision: Decision) -> Decision:
        self._library.catalogue.note(decision)
        return decision

    def _refuse(self, document: Document, waiting: Version | None) -> Visibility:
        """What publishing would make of a document. Raises Refused where it may not be or is nothing new."""
        aim = aim_of(document, self._library.catalogue.documents())
        if aim is not Visibility.PUBLIC:
            return aim
        if document.visibility is Visibility.PUBLIC and document.declared_status != WAITING and not waiting:
            raise Refused(f"{document.doc_id} is public already.")
        if why_not := objection(document):
            raise Refused(why_not)
        if OPEN_PASSAGES not in document.extra:
            raise Refused(
                f"{document.doc_id} was read by an earlier release, which did not note what of it stays"
                " inside: ingest its file again first."
            )
        return aim

    def _in_its_place(self, content: Publication, now: Publication | None) -> Publication:
        """The earlier content under the path that its document has now."""
        document = content.document
        if now is not None:
            extra = document.extra | {"root": now.document.extra.get("root", "")}
            return replace(content, document=replace(document, source=now.document.source, extra=extra))
        other = self._library.sources().get(document.source)
        if other is not None:
            raise Refused(f"{document.source} has become {other.doc_id}: withdraw that first.")
        return content

    def _held(self, restored: Document, now: Publication | None) -> dict[str, str]:
        """The bytes and description that the file has as far as is known, when they are not the restored ones."""
        made = self._made(restored.doc_id)
        held = _held_before(made, restored, now, self._waiting(restored.doc_id))
        if held is None or held == (restored.sha256, restored.fingerprint):
            return {}
        return {"held": held[0], "held_fingerprint": held[1]}


def _held_before(
    made: list[Decision], restored: Document, now: Publication | None, waiting: Version | None
) -> tuple[str, str] | None:
    if now is None:
        last = next((one for one in made if one.what is What.WITHDRAWN), None)
        return (last.sha256, "") if last and last.sha256 != restored.sha256 else None
    hold = hold_on(made[::-1], now.document.source, now.document)
    if hold is not None:
        return hold.fields["held"], hold.fields.get("held_fingerprint", "")
    newest = waiting.document if waiting else now.document
    return newest.sha256, newest.fingerprint


def aim_of(document: Document, known: Mapping[str, Document]) -> Visibility:
    """The visibility that a publication gives: a new version gets that of what it replaces, all else is public."""
    replaced = [known[one] for one in document.supersedes if one in known]
    is_new_version = document.declared_status == WAITING and replaced
    if not is_new_version or any(is_told(one) for one in replaced):
        return Visibility.PUBLIC
    return Visibility.RESTRICTED if document.visibility is Visibility.RESTRICTED else Visibility.INTERNAL


def narrowed(content: Publication, now: Publication | None) -> Publication:
    """A content as somebody may bring it back who may not publish: no wider than what is there now."""
    document = content.document
    limit = now.document if now else None
    if limit and limit.visibility in (Visibility.RESTRICTED, Visibility.DRAFT):
        document = replace(document, visibility=limit.visibility, audience=limit.audience, publish_from=None)
    elif is_told(document) and not (now and _tells_as_much(now, content)):
        status = WAITING if document.supersedes else document.declared_status
        document = replace(
            document, visibility=Visibility.INTERNAL, publish_from=None, declared_status=status
        )
    else:
        return content
    inside = tuple(replace(one, shelf=Shelf.INTERNAL) for one in content.passages)
    return replace(content, document=document, passages=inside)


def _tells_as_much(now: Publication, content: Publication) -> bool:
    """Whether shoppers hear of a document now all that an earlier content of it would tell them.

    Not where it is over, under a longer embargo, or keeps more columns back.
    """
    document, earlier = now.document, content.document
    if document.visibility is not Visibility.PUBLIC:
        return False
    if not any(one.shelf is Shelf.PUBLIC for one in now.passages):
        return False
    if document.publish_from and (not earlier.publish_from or earlier.publish_from < document.publish_from):
        return False
    kept, kept_earlier = (set(_columns(each)) for each in (document, earlier))
    return kept <= kept_earlier


def _columns(document: Document) -> list[str]:
    return [name for name in document.extra.get("internal_columns", "").split(", ") if name]


def _as_narrow_as(content: Publication, kept: list[Version]) -> Publication:
    """The content of a document that was taken out, for no more people than could read its last one."""
    last = kept[0].document if kept else content.document
    if last.visibility is not Visibility.RESTRICTED:
        return content
    document = replace(
        content.document, visibility=last.visibility, audience=last.audience, publish_from=None
    )
    inside = tuple(replace(one, shelf=Shelf.INTERNAL) for one in content.passages)
    return replace(content, document=document, passages=inside)


def is_told(document: Document) -> bool:
    """Whether shoppers hear of a document, now or from a moment on."""
    is_scheduled = document.visibility is Visibility.INTERNAL and document.publish_from is not None
    return document.visibility is Visibility.PUBLIC or is_scheduled


def _opened(content: Publication) -> tuple[Passage, ...]:
    """The passages of a document that becomes public: what a sheet keeps back stays inside."""
    count = int(content.document.extra[OPEN_PASSAGES])
    return tuple(
        replace(one, shelf=Shelf.PUBLIC if one.ordinal < count else Shelf.INTERNAL)
        for one in content.passages
    )


def _decision(document: Document, what: What, who: str, at: datetime, comment: str = "") -> Decision:
    return Decision(document.doc_id, document.source, document.sha256, what, who, at, comment=comment)
