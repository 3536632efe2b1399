"""Papers of one family: which of two is the newer edition, and whether it may take the other's place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from knowledge.dated import dated, is_one_matter
from knowledge.decisions import WAITING
from knowledge.editions import STAGES, Edition, is_newer_number, named, same_number
from knowledge.model import Document, Visibility
from knowledge.text import fold, in_one_writing

_NUMBER = re.compile(r"(?<![a-z0-9-])[a-z]{2,}(?:-[a-z]+)*-\d{2,}(?![a-z0-9-])")  # KKM-WY-012 in a title
# Papers that state what holds from now on: of two dates in their names the later one holds. The
# reports of two months, two notices, two product sheets stand beside each other.
_RULES = frozenset(("sop", "member", "parking", "hours", "facility", "directory"))
_RULE_NAMED = re.compile(r"(?:办法|规定|制度|规程|细则|守则|章程|标准|规范|流程|指引|手册|预案|须知)$")
# Days in the names of these are issues of one rule if they lie near each other; months are events.
_EVENTS = frozenset(("campaign", "lottery"))
_ONE_EVENT = 31  # days
UNRELEASED = frozenset(("draft", WAITING))  # declared: replaces nothing yet
_OVER = frozenset(("superseded", "expired", "archived", "draft"))


class Kin:
    """The families among all documents. A family and an edition were read from a name at ingest
    (`Document.extra`: family, edition), so that nothing is parsed here for most documents."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents

    def editions(self, most: int) -> Iterator[tuple[str, list[str]]]:
        """Each document with the older editions of its family, nearest first; families beyond `most` are left."""
        families: dict[tuple[str, str], list[Document]] = defaultdict(list)
        for document in self.documents.values():
            if document.extra.get("family") and document.extra.get("edition"):
                families[in_one_writing(document.extra["family"]), _site(document)].append(document)
        for family in families.values():
            if 1 < len(family) <= most:
                yield from _older_editions(family)

    def titled(self, name: str, by: Document) -> list[str]:
        """The older documents that a title names, with or without its edition: 《停车规则V2》."""
        wanted = named(name.strip("《》 "))
        return [
            document.doc_id
            for document in self._by_title.get(wanted.family, ())
            if document.doc_id != by.doc_id
            and _site(document) == _site(by)
            and by.doc_id not in document.supersedes
            and _is_edition(document, wanted.edition)
            and not is_newer(document, by)
        ]

    def dated(self, called: str, by: Document) -> list[str]:
        """The older papers of one matter that a day names: 2025年3月1日公示的收费标准."""
        wanted = dated(called)
        if wanted is None:
            return []
        return [
            document.doc_id
            for document in self.documents.values()
            if document.doc_id != by.doc_id
            and _site(document) == _site(by)
            and wanted.day.isoformat() in _days_of(document)
            and wanted.is_about(f"{document.title} {document.extra.get('family', '')}")
            and _is_one_kind(document, by)
            and not is_newer(document, by)
        ]

    def of_edition(self, called: str, by: Document) -> list[str]:
        """The older papers of a paper's own matter that are of an edition, named by nothing else: 2025年版, V2."""
        wanted = named(called)
        if wanted.family or not wanted.edition:
            return []
        return [
            document.doc_id
            for document in self.documents.values()
            if document.doc_id != by.doc_id
            and _site(document) == _site(by)
            and edition_of(document) == wanted.edition
            and _is_one_kind(document, by)
            and not is_newer(document, by)
        ]

    @cached_property
    def _by_title(self) -> dict[str, list[Document]]:
        """Built only when something is named that is no doc_id."""
        found: dict[str, dict[str, Document]] = defaultdict(dict)
        for document in self.documents.values():
            names = (document.title, PurePosixPath(document.source).stem)
            numbers = _NUMBER.findall(fold(" ".join(names)))
            number = fold(document.extra.get("document_number", ""))
            for key in {named(name).family for name in (*names, number, *numbers)}:
                if key:
                    found[key][document.doc_id] = document
        return {key: list(documents.values()) for key, documents in found.items()}


def edition_of(document: Document) -> Edition:
    kept = document.extra.get("edition")
    return Edition.parse(kept) if kept is not None else named(document.label).edition


def is_newer(one: Document, other: Document) -> bool:
    """Whether `one` is a later edition than `other`, given that they are of one family."""
    a, b = edition_of(one), edition_of(other)
    if a.number and b.number and not same_number(a.number, b.number):
        return is_newer_number(a.number, b.number) and _may_be_one_line(one, other, a, b)
    if bool(a.number) != bool(b.number):
        return False
    if a.stage and b.stage and a.stage != b.stage:
        is_later = STAGES[a.stage] > STAGES[b.stage]
        same_day = not (a.day and b.day) or a.day == b.day
        return is_later and (same_day or (_is_rule(one, other) and _is_later(a.day, b.day)))
    if a.stage != b.stage:
        return False
    return _is_later(a.day, b.day) and _holds_by_date(one, other, a, b)


def _may_be_one_line(one: Document, other: Document, a: Edition, b: Edition) -> bool:
    """V2 follows V1, unless their dates run backwards or are two periods of one report."""
    if not (a.day and b.day) or a.day == b.day:
        return True
    are_periods = len(a.day) < 10 or len(b.day) < 10
    return _is_later(a.day, b.day) and (not are_periods or _is_rule(one, other))


def _holds_by_date(one: Document, other: Document, a: Edition, b: Edition) -> bool:
    """Of two dates the later rule holds, unless it holds for a while only and the earlier one for longer."""
    if one.effective_to and (other.effective_to is None or one.effective_to < other.effective_to):
        return False
    if _is_rule(one, other):
        return True
    if one.doc_type != other.doc_type or one.doc_type not in _EVENTS:
        return False
    return len(a.day) == len(b.day) == 10 and _days_between(a.day, b.day) <= _ONE_EVENT


def obstacle(newer: Document, older: Document) -> str:
    """Why a document may not take another's place by a guess; empty when it may."""
    if is_over(newer):
        return "it is not in force itself"
    if newer.declared_status == WAITING or newer.extra.get("held"):
        return "it waits to be released"
    if newer.declared_status == "embargoed" and newer.publish_from is None:
        return "it is under an embargo without an end"
    if older.visibility is Visibility.DRAFT:
        return ""
    return "fewer people may see it" if is_narrower(newer, older) else ""


def is_narrower(newer: Document, older: Document) -> bool:
    """Whether somebody may read the older document and not the newer one."""
    if _breadth(newer) != _breadth(older):
        return _breadth(newer) > _breadth(older)
    both = newer.visibility is older.visibility is Visibility.RESTRICTED
    return both and not set(older.audience) <= set(newer.audience)


def is_over(document: Document) -> bool:
    """Whether a document answers nothing any more, or not yet, by its own description."""
    return document.visibility is Visibility.DRAFT or document.declared_status in _OVER


def _breadth(document: Document) -> int:
    """0 for everybody; what becomes public at a date counts as public."""
    scheduled = document.visibility is Visibility.INTERNAL and document.publish_from is not None
    return 0 if scheduled else document.visibility.narrowness


def _older_editions(family: list[Document]) -> Iterator[tuple[str, list[str]]]:
    for one in family:
        older = [other for other in family if other is not one and is_newer(one, other)]
        older.sort(key=lambda other: sum(is_newer(other, third) for third in older), reverse=True)
        if older:
            yield one.doc_id, [other.doc_id for other in older]


def _is_edition(document: Document, wanted: Edition) -> bool:
    edition = edition_of(document)
    return (
        (not wanted.number or same_number(wanted.number, edition.number))
        and (not wanted.stage or wanted.stage == edition.stage)
        and (not wanted.day or wanted.day == edition.day)
    )


def _is_rule(one: Document, other: Document) -> bool:
    """Whether both state what holds from now on, by their type or their name: 失物招领办法."""
    return all(
        paper.doc_type in _RULES or _RULE_NAMED.search(paper.extra.get("family", ""))
        for paper in (one, other)
    )


def _is_one_kind(one: Document, other: Document) -> bool:
    """Whether two papers are of one type that states rules, or of one matter by their names."""
    same_type = one.doc_type == other.doc_type and one.doc_type in _RULES
    return same_type or is_one_matter(one.extra.get("family", ""), other.extra.get("family", ""))


def _days_of(document: Document) -> set[str]:
    days = (document.issued_on, document.effective_from)
    return {*(day.isoformat() for day in days if day), edition_of(document).day}


def _is_later(one: str, other: str) -> bool:
    """Of two ISO days, months or years; those of different precision compare by their years alone."""
    if not one or not other:
        return False
    if one[:4] != other[:4]:
        return one[:4] > other[:4]
    return len(one) == len(other) and one > other


def _days_between(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:  # a day that does not exist
        return _ONE_EVENT + 1


def _site(document: Document) -> str:
    return document.extra.get("site_id", "")
