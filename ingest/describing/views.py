"""Who may see a document when several sources say: the narrowest holds, and a person is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.model import Visibility
from knowledge.provenance import Said


@dataclass(frozen=True, slots=True)
class View:
    """A statement of who may see a document; `word` is the mark that it was read from.

    One that is not firm says where a paper lies (the archive, the uploads), not for whom it was written.
    """

    visibility: Visibility
    said: Said
    word: str = ""
    is_firm: bool = True

    def __str__(self) -> str:
        return f"{self.word or self.visibility.value} ({self.said.value})"


def narrowest(views: Sequence[View]) -> tuple[View, str]:
    """The view that holds, and a sentence when another firm one would have shown the document to more people."""
    held = max(views, key=lambda view: view.visibility.narrowness)
    wider = next(
        (view for view in views if view.is_firm and view.said is not held.said and _is_wider(view, held)),
        None,
    )
    if wider is None or not held.is_firm or held.said is Said.DEFAULT:
        return held, ""
    return (
        held,
        f"visibility: {wider} and {held} disagree; the narrower holds, the document is {_named(held)}.",
    )


def _is_wider(view: View, held: View) -> bool:
    return view.visibility.narrowness < held.visibility.narrowness


def _named(view: View) -> str:
    return "a draft" if view.visibility is Visibility.DRAFT else view.visibility.value
