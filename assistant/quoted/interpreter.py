"""Chinese passages for who reads English: rows in English, prose told by its things and figures and quoted briefly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant import english
from assistant.asking.need import amounts_in, read
from assistant.english_hours import hours
from assistant.gloss import gloss
from assistant.language import ENGLISH, is_chinese
from assistant.quoted.duties import duties, ruled
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.limits import holds_for
from assistant.quoted.versions import label
from assistant.reply import Line, Source, question_and_answer
from knowledge import bilingual
from knowledge.bilingual import is_read_in_english
from knowledge.text import fold

_QUOTED = 60  # Chinese characters of one quotation: the reply stays in its reader's language
_HAN = re.compile(r"[㐀-鿿]")
_CLAUSE_NUMBER = re.compile(r"^\s*\d+(?:\.\d+)+[.、]?\s+")
_HALF_BRACKET = re.compile(r"^[^（(）)]*[）)][：:，,]?")  # opened in what was cut off
_STATEMENT = re.compile(r"[^。；;！!？?\n]+[。！!？?]?")
_WHOLE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?\n]*")
_CLAUSE = re.compile(
    r"(?:[^，,：:、]|(?<=\d)[,，](?=\d{3})|(?<=\d)[:：](?=\d\d))+[，,：:、]?"
)  # and no amount or time is cut apart
_CELL = 30  # Chinese characters of a row that stay in it
_MORE = 3  # passages told or pointed to beside the nearest
_TOLD = 110  # Chinese characters of a part that are told word by word


def told(parts: Sequence[Excerpt], question: str, today: date) -> list[Line]:
    """What these parts say to an English question; a part that is English already stands as it is.

    Of Chinese prose the part that speaks of most of the things asked about is quoted, the others are pointed to.
    """
    own = [(part, _own_words(part)) for part in parts]
    lines = [line for part, said in own if said for line in _labelled(part, said, today)]
    rest = [part for part, said in own if not said]
    if rest and not lines:
        nearest = max(rest, key=lambda part: _nearness(part, question))
        lines = _labelled(nearest, _quotation(nearest, question), today)
        rest.remove(nearest)
        rest = [part for part in rest if _is_beside(part, nearest, question)]
    elif rest:
        nearest = max((part for part, said in own if said), key=lambda part: _nearness(part, question))
        rest = [part for part in rest if _is_beside(part, nearest, question)]
    return [*lines, *(_pointer(part, question, today) for part in rest[:_MORE])]


def _is_beside(part: Excerpt, nearest: Excerpt, question: str) -> bool:
    """Whether a part speaks of as good as all the things asked about that the nearest one speaks of."""
    return 2 * english.shared_things(part.text, question) > english.shared_things(nearest.text, question)


def _nearness(part: Excerpt, question: str) -> tuple[float, int]:
    """How many of the things asked about a part and its title speak of, and how many the part.

    That it has the kind of answer that is asked for, an amount or a time, counts as one of them, and that its limit
    holds for the amount asked about as another.
    """
    titled = f"{part.hit.document.title} {part.text}"
    holds = holds_for(amounts_in(question), part.text, bare=True)
    fit = read(question, date.min).fit(part.text) + holds
    return english.shared_things(titled, question) + fit, english.shared_things(part.text, question)


def _own_words(part: Excerpt) -> list[Line]:
    """A part that can be said in English whole; empty where it must be quoted."""
    if part.hit.passage.language == ENGLISH or is_read_in_english(part.text) or not is_chinese(part.text):
        is_row = part.hit.passage.kind == "row"  # as it is written, not joined into a Chinese sentence
        own = _with_hours(bilingual.row_in_english(part.text) or part.text)
        return [replace(part.line(), text=own) if is_row else part.line()]
    row = row_in_english(part.text) if part.hit.passage.kind == "row" else ""
    return [replace(part.line(), text=row)] if row else []


def _with_hours(row: str) -> str:
    """A row of a table with the days of its hours in English."""
    if not _HAN.search(row):
        return row
    cells = (cell.partition(": ") for cell in row.split("; "))
    return "; ".join(f"{head}{colon}{hours(value)}" for head, colon, value in cells)


def _labelled(part: Excerpt, lines: list[Line], today: date) -> list[Line]:
    """With what must be said first of a paper not in force."""
    first = replace(lines[0], text=label(part.hit, today, english=True) + lines[0].text)
    return [first, *lines[1:]]


def row_in_english(text: str) -> str:
    """A table row in English with what is left of it quoted; empty where its first cell or most of it is left."""
    cells = english.row(text).rstrip(".").split("; ")
    said = [cell for cell in cells if not _HAN.search(cell)]
    if len(said) < 2 or said[0] != cells[0]:
        return ""
    left = next((cell for cell in cells if _HAN.search(cell) and len(_HAN.findall(cell)) <= _CELL), "")
    return "; ".join([*said, *([left] if left else [])]) + "."


def _quotation(part: Excerpt, question: str) -> list[Line]:
    """The part told word by word, or by its things and figures where that cannot be, and its Chinese."""
    things = english.things_in(question)
    nub, is_cut = _nub(_answer_of(part) or part.text, things)
    is_row = part.hit.passage.kind == "row"
    said = english.row(part.text) if is_row else gloss(_room(part.text, things))
    source = Source(part.hit.passage, part.hit.document, nub)
    whence, verdict = english.whence(part.hit.document), ruled(nub, question)
    lead = (
        f"{verdict}{said}\nWord for word from {whence}; the Chinese counts:"
        if said
        else english.lead_in([nub], whence, verdict, duties(part.text))
    )
    quoted = _HALF_BRACKET.sub("", _CLAUSE_NUMBER.sub("", nub)).strip("，,：:、；; ")
    return [Line(lead), Line(f"“{quoted}{'…' if is_cut else ''}”", (source,))]


def _answer_of(part: Excerpt) -> str:
    """The answer that a row of questions and answers gives; empty for what is none."""
    if part.hit.passage.kind != "row":
        return ""
    cells = (cell.partition(": ")[::2] for cell in part.hit.passage.text.split("; "))
    return question_and_answer(cells)[1]


def _pointer(part: Excerpt, question: str, today: date) -> Line:
    """What else there is to read: told word by word, or by its things and figures."""
    is_row = part.hit.passage.kind == "row"
    told = english.row(part.text) if is_row else gloss(_room(part.text, english.things_in(question)))
    said = f"Also: {told}" if told else english.beside(part.text, english.whence(part.hit.document))
    return replace(part.line(), text=label(part.hit, today, english=True) + said)


def _room(text: str, things: Sequence[str]) -> str:
    """As many whole statements around the one that speaks of most things as there is room for."""
    statements = _WHOLE.findall(text) or [text]
    first = statements.index(_best(statements, things))
    last = first + 1
    while last < len(statements) and sum(map(len, statements[first : last + 1])) <= _TOLD:
        last += 1
    while first and sum(map(len, statements[first - 1 : last])) <= _TOLD:
        first -= 1
    return "".join(statements[first:last])


def _nub(text: str, things: Sequence[str]) -> tuple[str, bool]:
    """The statement that has the most of the things, or as much of it as an English reply has room for; and whether it is cut."""
    best = _best(_STATEMENT.findall(text) or [text], things)
    if len(best) <= _QUOTED:
        return best, False
    clauses = _CLAUSE.findall(best)
    first = clauses.index(_best(clauses, things))
    last = first + 1
    while last < len(clauses) and sum(map(len, clauses[first : last + 1])) <= _QUOTED:
        last += 1
    while first and sum(map(len, clauses[first - 1 : last])) <= _QUOTED:
        first -= 1
    return "".join(clauses[first:last]), last < len(clauses)


def _best(pieces: Sequence[str], things: Sequence[str]) -> str:
    def worth(piece: str) -> tuple[int, int]:
        said = fold(piece)
        return sum(fold(thing) in said for thing in things), len(english.figures_of(piece))

    return max(pieces, key=worth)
