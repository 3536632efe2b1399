"""What is known about a document besides its text: who may see it, which version, from when to when.

Sources in falling order of trust: front matter, sidecar, folder, file name, first page. Whatever
is missing or odd never makes a document visible to more people, and what is read off the file
instead of being stated is marked so in `Document.said_by`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePosixPath

from ingest.describing import folders
from ingest.describing.dates import as_date
from ingest.describing.firstpage import first_page_of, named_at_start
from ingest.describing.hints import doc_type_in, hints_in
from ingest.describing.model import Described, Origin
from ingest.describing.moments import moment_of
from ingest.describing.outdated import is_outdated
from ingest.describing.statements import Statements, odd_day_in_name
from ingest.describing.views import View, narrowest
from ingest.model import Reading
from knowledge.editions import PRELIMINARY, Edition, edition_in, named
from knowledge.model import Document, Visibility
from knowledge.provenance import Said

_STATUSES = ("in_force", "embargoed", "expired", "superseded", "archived", "draft")  # the last holds
_WORDS = ("doc_id", "title", "version", "owner_desk", "language")
_DATES = ("issued_on", "effective_from", "effective_to", "review_by")
_KIND_OF_PAPER = re.compile(r"备忘录|[通公]告|通知|[公告]示|启事|函|请示|报告|(?:会议)?纪要|决定|说明|须知")
_SPACED = re.compile(r"[一-鿿](?: +[一-鿿])+")  # letters set apart to fill a line
_EVENTS = frozenset(("notice", "campaign"))  # papers that are over when their event is
_OWN_FIELDS = frozenset(
    (*_WORDS, *_DATES, "doc_type", "visibility", "audience", "status", "publish_from", "supersedes", "file")
) | {"duplicate_of", "internal_columns", "family", "edition", "held", "document_number"}


def describe(origin: Origin, reading: Reading) -> Described:
    """The document that a file is, by everything that is said about it."""
    return _Description(origin, reading).described()


def _heading(title: str) -> str:
    """A title that tells one paper from another: 备 忘 录 is what every memo is called."""
    bare = "".join(title.split())
    return "" if _KIND_OF_PAPER.fullmatch(bare) else bare if _SPACED.fullmatch(title.strip()) else title


class _Description:
    def __init__(self, origin: Origin, reading: Reading) -> None:
        self.origin = origin
        self.reading = reading
        self.descriptions = ((Said.FRONT_MATTER, reading.front_matter), (Said.SIDECAR, origin.sidecar))
        self.folders = folders.known(origin.folders)
        self.is_archived = any(folder.is_archive for _, folder in self.folders)
        self.is_held = any(folder.is_held for _, folder in self.folders)
        self.name = hints_in(origin.source)
        self.page = first_page_of(reading)
        self.warnings: list[str] = []
        self.statements = Statements()

    def described(self) -> Described:
        self._note_descriptions()
        self._note_guesses()
        status = self._status()
        visibility, visibility_said = self._visibility(status)
        publish_from, visibility = self._publish_from(visibility)
        audience = self._audience(visibility)
        self._note_event()
        holds = self.statements.holds
        document = Document(
            doc_id=holds("doc_id") or self.origin.source,
            title=holds("title"),
            source=self.origin.source,
            sha256=self.origin.sha256,
            fingerprint=self.origin.fingerprint,
            visibility=visibility,
            doc_type=holds("doc_type", "other"),
            version=holds("version"),
            declared_status=status,
            issued_on=holds("issued_on", None),
            effective_from=holds("effective_from", None),
            effective_to=self._effective_to(),
            publish_from=publish_from,
            supersedes=holds("supersedes", ()),
            audience=audience,
            owner_desk=holds("owner_desk"),
            review_by=holds("review_by", None),
            language=holds("language"),
            extra=self._extra(),
            said_by=self._said_by(visibility_said),
        )
        self.warnings += self.statements.conflicts()
        self._check(document)
        return Described(document, self.page, self.warnings, self._duplicate_of(), self._internal_columns())

    # -- what is said ----------------------------------------------------------------------------

    def _note_descriptions(self) -> None:
        for said, values in self.descriptions:
            for name in _WORDS:
                self.statements.add(name, self._text(values, name), said)
            self.statements.add("doc_type", self._text(values, "doc_type").lower(), said)
            for name in _DATES:
                self.statements.add(name, self._date(values, name), said)
            self.statements.add("supersedes", _words(values.get("supersedes")), said)
            self.statements.add("audience", _words(values.get("audience")), said)

    def _note_guesses(self) -> None:
        """What folder, name and first page suggest; no audience, and no embargo that would end one."""
        add, page = self.statements.add, self.page
        heading = _heading(self.reading.title) or named_at_start(self.reading)
        add("title", heading or self.name.title, Said.CONTENT if heading else Said.FILE_NAME)
        add("doc_type", folders.doc_type_of(self.origin.folders), Said.FOLDER)
        add("doc_type", self.name.doc_type, Said.FILE_NAME)
        named_type = doc_type_in(self.reading.title)
        add("doc_type", "" if named_type == "directory" else named_type, Said.FIRST_PAGE)
        add("version", self.name.version, Said.FILE_NAME)
        add("version", page.version or ("" if self.name.version else page.stage), Said.FIRST_PAGE)
        add("issued_on", self.name.issued_on, Said.FILE_NAME)
        for name in ("issued_on", "effective_from", "effective_to", "review_by", "owner_desk", "supersedes"):
            said = Said.CONTENT if name in page.closing else Said.FIRST_PAGE
            add(name, getattr(page, name), said)

    def _note_event(self) -> None:
        """A notice or a campaign ends with the event that its first page dates, if nothing else ends it."""
        if self.statements.holds("doc_type") in _EVENTS and not self.statements.ranked("effective_to"):
            self.statements.add("effective_to", self.page.event_ends, Said.FIRST_PAGE)

    def _text(self, values: Mapping[str, object], name: str) -> str:
        value = values.get(name, "")
        if isinstance(value, list | dict):
            self.warnings.append(f"{name} must be one value; what is written there was ignored.")
            return ""
        return " ".join(str(value).split())

    def _date(self, values: Mapping[str, object], name: str) -> date | None:
        text = self._text(values, name)
        if not text:
            return None
        day = as_date(text)
        if day is None:
            self.warnings.append(f"{name} {text!r} is no date (write 2026-11-21) and was ignored.")
        return day

    # -- who may see it --------------------------------------------------------------------------

    def _status(self) -> str:
        """Of several statuses the one that answers least holds."""
        stated = []
        for said, values in self.descriptions:
            status = self._text(values, "status").lower()
            if status and status not in _STATUSES:
                self.warnings.append(f"status {status!r} is unknown and was ignored.")
            elif status:
                stated.append(status)
                self.statements.add("status", status, said)
        status = max(stated, key=_STATUSES.index, default="")
        self.statements.settle("status", status)
        if self.is_archived:
            return status if status == "expired" else "superseded"
        is_draft = self._draft_word() or any(
            folder.visibility is Visibility.DRAFT for _, folder in self.folders
        )
        if not status and not is_draft and is_outdated(self.origin.source, self.reading):
            self.warnings.append(
                "Its own name says that it is out of use: it answers nothing. State a status to change that."
            )
            return "superseded"
        return "draft" if is_draft else status

    def _draft_word(self) -> str:
        return next((word for word, _, visibility in self._stages() if visibility is Visibility.DRAFT), "")

    def _stages(self) -> list[tuple[str, Said, Visibility]]:
        """The words for a draft, and who may see one; the 初稿 of a report has its first figures, which are for staff."""
        said = ((self.name.stage, Said.FILE_NAME), (self.page.stage, Said.FIRST_PAGE))
        is_report = self.statements.holds("doc_type", "") == "replay"
        return [
            (word, where, Visibility.INTERNAL if is_report and word in PRELIMINARY else Visibility.DRAFT)
            for word, where in said
            if word
        ]

    def _visibility(self, status: str) -> tuple[Visibility, str]:
        """The narrowest view that anybody states, and who states it."""
        views = [
            self._stated_view(values["visibility"], said)
            for said, values in self.descriptions
            if "visibility" in values
        ]
        views += [
            View(folder.visibility, Said.FOLDER, is_firm=not (folder.is_archive or folder.is_held))
            for _, folder in self.folders
        ]
        if not views:
            self.warnings.append("No visibility is stated; the document is internal.")
            views = [View(Visibility.INTERNAL, Said.DEFAULT)]
        views += [View(visibility, said, word) for word, said, visibility in self._stages()]
        if "draft" in (status, self.statements.holds("status")):  # the archive does not undo it
            views.append(View(Visibility.DRAFT, self.statements.said("status")))
        if self.page.secrecy:
            views.append(View(Visibility.INTERNAL, Said.FIRST_PAGE, self.page.secrecy))
        held, warning = narrowest(views)
        if warning:
            self.warnings.append(warning)
        return held.visibility, held.said.value

    def _stated_view(self, value: object, said: Said) -> View:
        visibility = Visibility.parse(value)
        if str(value).strip().lower() != visibility.value:
            self.warnings.append(f"visibility {str(value)!r} is unknown; the document is internal.")
        return View(visibility, said)

    def _publish_from(self, visibility: Visibility) -> tuple[datetime | None, Visibility]:
        """The end of an embargo, and who may see the document once it is over.

        Of two ends the later holds, one that cannot be read never comes, and the first page may
        hold back what is public but not release what is not.
        """
        texts = [(self._text(values, "publish_from"), said) for said, values in self.descriptions]
        if visibility is Visibility.PUBLIC and not any(text for text, _ in texts):
            texts.append((self.page.publish_from, Said.FIRST_PAGE))
        moments = []
        for text, said in texts:
            if not text:
                continue
            moment = moment_of(text, self.origin.zone)
            if moment is None:
                self.warnings.append(
                    f"publish_from {text!r} is no date and time; the document stays internal."
                )
                return None, max(visibility, Visibility.INTERNAL, key=lambda view: view.narrowness)
            moments.append(moment)
            self.statements.add("publish_from", moment, said)
        if not moments or self.is_archived or self.is_held:
            return None, visibility
        if self.page.secrecy:
            self.warnings.append(
                f"publish_from is ignored: the first page marks the document {self.page.secrecy!r}. "
                "Take the mark away to release it."
            )
            return None, visibility
        self.statements.settle("publish_from", max(moments))
        return max(moments), visibility

    def _audience(self, visibility: Visibility) -> tuple[str, ...]:
        """Who a document is for. A restricted one is opened to nobody but those whom every description names."""
        stated = [one.value for one in self.statements.ranked("audience")]
        if visibility is not Visibility.RESTRICTED:
            self.statements.add("audience", self.page.audience, Said.FIRST_PAGE)
            return tuple(self.statements.holds("audience", ()))
        named_by_all = (
            tuple(word for word in stated[0] if all(word in words for words in stated)) if stated else ()
        )
        self.statements.settle("audience", named_by_all)
        return named_by_all

    # -- the rest --------------------------------------------------------------------------------

    def _effective_to(self) -> date | None:
        """The last day; one that was only read off the page and lies before the first is none."""
        start, end = (
            self.statements.holds("effective_from", None),
            self.statements.holds("effective_to", None),
        )
        if start and end and end < start and self.statements.said("effective_to") is Said.FIRST_PAGE:
            self.warnings.append(
                f"effective_to {end} (first page) lies before effective_from {start} and was ignored."
            )
            self.statements.drop("effective_to", Said.FIRST_PAGE)
            return None
        return end

    def _extra(self) -> dict[str, str]:
        said = {**self.origin.sidecar, **self.reading.front_matter}
        extra = {
            key: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            for key, value in said.items()
            if key not in _OWN_FIELDS and not isinstance(value, dict)
        }
        marks = {
            "archived": "yes" if self.is_archived else "",
            "held": "yes" if self.is_held else "",
            "document_number": self.page.document_number,
            **self._line(),
        }
        return extra | {key: value for key, value in marks.items() if value}

    def _line(self) -> dict[str, str]:
        """The family of papers that the document is an edition of, and which one it is."""
        is_named = self.statements.said("title") in (Said.FRONT_MATTER, Said.SIDECAR)
        stem = named(_without_bare_number(PurePosixPath(self.origin.source).stem, self.page.version))
        name = named(self.statements.holds("title")) if is_named else stem
        edition = edition_in(self.statements.holds("version")).over(name.edition).over(stem.edition)
        edition = edition.over(edition_in(self.page.version)).over(self._titled())
        line = "/".join((*folders.line_of(self.origin.source), name.family))
        return {"family": line if name.family else "", "edition": edition.text}

    def _titled(self) -> Edition:
        """The number and the stage in the title; a day in one is of what it tells: 2026年11月客流."""
        return replace(named(self.statements.holds("title")).edition, day="")

    def _said_by(self, visibility_said: str) -> dict[str, str]:
        said = {
            name: self.statements.said(name).value
            for name, values in self.statements.by_field.items()
            if values
        }
        defaults = {
            "doc_id": Said.DEFAULT.value,
            "doc_type": Said.DEFAULT.value,
            "language": Said.CONTENT.value,
        }
        return defaults | said | {"visibility": visibility_said}

    def _duplicate_of(self) -> str:
        texts = [self._text(values, "duplicate_of") for _, values in self.descriptions]
        return next((text for text in texts if text), "")

    def _internal_columns(self) -> tuple[str, ...]:
        """What any description keeps back."""
        kept = (word for _, values in self.descriptions for word in _words(values.get("internal_columns")))
        return tuple(dict.fromkeys(kept))

    def _check(self, document: Document) -> None:
        start, end = document.effective_from, document.effective_to
        if start and end and end < start:
            self.warnings.append(f"effective_to {end} lies before effective_from {start}: it never holds.")
        if document.visibility is Visibility.RESTRICTED and not document.audience:
            self.warnings.append("The document is restricted but names no audience: nobody can read it.")
        moment = document.publish_from.date() if document.publish_from else None
        odd = odd_day_in_name(self.name.issued_on, (document.issued_on, start, end, moment))
        if odd:
            self.warnings.append(odd)


def _without_bare_number(stem: str, version: str) -> str:
    """A file's name without the number at its end that the first page gives as its version: 投诉办法_2.0, 版本：2.0."""
    number = re.search(r"\d{1,3}(?:\.\d{1,3}){0,2}", version)
    return re.sub(rf"[-_ ]{re.escape(number[0])}$", "", stem) if number else stem


def _words(value: object) -> tuple[str, ...]:
    """A list, or one text with commas, as words."""
    items: Sequence[object] = value if isinstance(value, list) else re.split(r"[,，、;；]", str(value or ""))
    return tuple(text for item in items if not isinstance(item, dict) and (text := str(item).strip()))
