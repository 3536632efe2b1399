"""Where a document stands at a moment, and who may read it there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from knowledge.kin import UNRELEASED
from knowledge.model import Document, Passage, Shelf, Standing, Viewer, Visibility
from knowledge.text import fold


def standing(document: Document, as_of: datetime, successors: Iterable[Document] = ()) -> Standing:
    """Where a document stands at a moment.

    A successor counts from its own effective date (or its date of issue), and not while it is
    under embargo, so that the old rule still holds until the new one starts and may be told. That a
    paper is declared replaced counts from then on too, where it is known by which one and it had begun.
    """
    today = as_of.date()
    successors = list(successors)
    if document.visibility is Visibility.DRAFT or document.declared_status in UNRELEASED:
        return Standing.DRAFT
    if document.publish_from and as_of < document.publish_from:
        return Standing.EMBARGOED
    if any(_has_started(newer, as_of) for newer in successors):
        return Standing.SUPERSEDED
    if document.effective_to and document.effective_to < today:
        return Standing.EXPIRED
    declared = {
        "superseded": Standing.SUPERSEDED,
        "archived": Standing.SUPERSEDED,
        "expired": Standing.EXPIRED,
    }
    if document.declared_status in declared and not (successors and _has_begun(document, today)):
        return declared[document.declared_status]
    if document.effective_from and document.effective_from > today:
        return Standing.UPCOMING
    return Standing.IN_FORCE


# What a heading or a sheet's name says of all that stands below it: 夏季（已停用）, 旧版（作废）.
_VOID = re.compile(
    r"(?:[(\[【,，、\-—_ ]|^)(?:本表|此表|现|均)?(?:已经?(?:停用|作废|废止|失效|停止[使执][用行]|过期|取消|替[换代])|作废|停用|废止|废弃|不再(?:使用|执行|适用)|(?<![a-z])(?:obsolete|void|superseded|out of use|no longer (?:valid|in use))(?![a-z]))(?:[)\]】,，。]|$)"
)


def is_void(passage: Passage) -> bool:
    """Whether what a passage stands under is said to be out of use, be it a sheet of a workbook or a part of a paper."""
    return any(map(says_void, passage.section))


def says_void(heading: str) -> bool:
    """Whether a heading says of what stands below it that it is out of use: 停车调价通知(已失效)."""
    return _VOID.search(fold(heading)) is not None


def standing_of(passage: Passage, of_its_paper: Standing) -> Standing:
    """Where a passage stands, its paper standing so: what is out of use has expired, though the paper is in force."""
    return Standing.EXPIRED if of_its_paper is Standing.IN_FORCE and is_void(passage) else of_its_paper


def _has_begun(document: Document, today: date) -> bool:
    began = document.effective_from or document.issued_on
    return began <= today if began else document.effective_to is not None


def _has_started(document: Document, as_of: datetime) -> bool:
    is_out = document.publish_from is None or document.publish_from <= as_of
    started_on = document.effective_from or document.issued_on
    return is_out and (started_on is None or started_on <= as_of.date())


# What has ended was public and may be said to have ended; archived papers lie on the internal shelf.
_PUBLIC_STANDINGS = (Standing.IN_FORCE, Standing.UPCOMING, Standing.EXPIRED)


def may_read(viewer: Viewer, document: Document, passage: Passage, at: Standing) -> bool:
    """Whether a viewer may know that this passage exists. The one place that decides it."""
    if not viewer.is_staff:
        scheduled = document.visibility is Visibility.INTERNAL and document.publish_from is not None
        released = document.visibility is Visibility.PUBLIC or scheduled
        return passage.shelf is Shelf.PUBLIC and released and at in _PUBLIC_STANDINGS
    if document.visibility is Visibility.RESTRICTED:
        return bool(viewer.groups & set(document.audience))
    return True
