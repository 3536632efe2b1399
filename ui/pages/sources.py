"""The source panel: each cited paragraph, its quote marked. Everything that goes in is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Any

from assistant.language import HANS
from assistant.model import Citation
from knowledge.editions import called
from knowledge.model import Document, Passage, Visibility
from ui.pages.words import words

Cited = tuple[Citation, Passage | None, Document | None]

VISIBILITY = {
    Visibility.PUBLIC: "公开",
    Visibility.INTERNAL: "内部",
    Visibility.RESTRICTED: "限部门",
    Visibility.DRAFT: "草稿",
}


def empty(language: str = HANS) -> str:
    """Where nothing is cited yet."""
    return f'<div class="sources empty">{escape(words(language)["no_sources"])}</div>'


def cited_again(n: int, kept: Mapping[str, Any]) -> Citation:
    """A citation as the journal keeps it: without the words that were quoted."""
    names = ("doc_id", "title", "version", "passage_id")
    return Citation(n, locator="", quote="", url="", **{name: kept.get(name, "") for name in names})


def panel(cited: Iterable[Cited], staff: bool, language: str = HANS) -> str:
    """HTML of the cards, empty where nothing is cited; `staff` adds the document's number and dates."""
    cards = "".join(_card(each, staff) for each in cited)
    return f'<div class="sources"><h3>{escape(words(language)["cited"])}</h3>{cards}</div>' if cards else ""


def _card(cited: Cited, staff: bool) -> str:
    citation, passage, document = cited
    title = escape(called(citation.title, citation.version))
    place = citation.locator or (passage.locator if passage else "")
    facts = [place] + (_facts(document) if staff and document else [])
    text = passage.text if passage else citation.quote
    return (
        f'<details class="source" open><summary><b>{citation.n}</b> {title}</summary>'
        f'<p class="where">{escape(" · ".join(fact for fact in facts if fact))}</p>'
        f"<blockquote>{marked(text, citation.quote)}</blockquote></details>"
    )


def _facts(document: Document) -> list[str]:
    until = f" 至 {document.effective_to}" if document.effective_to else ""
    since = _day("生效", document.effective_from) or _day("发布", document.issued_on)
    return [document.doc_id, f"{since}{until}".strip(), VISIBILITY[document.visibility]]


def _day(word: str, day: date | None) -> str:
    return f"{word} {day}" if day else ""


def marked(text: str, quote: str) -> str:
    """The text, escaped, with the quote marked where it stands."""
    start = text.find(quote) if quote else -1
    if start < 0:
        return _lines(text)
    end = start + len(quote)
    return f"{_lines(text[:start])}<mark>{_lines(quote)}</mark>{_lines(text[end:])}"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
