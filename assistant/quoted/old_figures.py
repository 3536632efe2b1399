"""A figure of a report that a later one took the place of, as somebody still quotes it: 可快报上写的是62%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.asking.asked import Asked
from assistant.model import Handling
from assistant.quoted import certainty, versions
from assistant.quoted.comparison import metrics
from assistant.quoted.contrast import Compared, amount_of, asks_gap, contrast
from assistant.quoted.events import names_event
from assistant.quoted.reported import Figure, figures_of, figures_told
from assistant.quoted.rows import passages_of
from assistant.reply import Line, Reply, Source, spoken
from knowledge.library import Library
from knowledge.model import Document, Hit, Passage, Standing
from knowledge.text import fold
from knowledge.writing.numerals import SCALES

_FIGURE = re.compile(r"(?<![a-z\d.双-])\d[\d,]*(?:\.\d+)?\s*[万亿]?\s*%?(?!\d|年|月|日|号)")
_TELLING = re.compile(r"\d{3}|[%.万亿]")  # a figure that is known again without a word beside it
_TWO = re.compile(r"\s*/\s*(?![^(（]*[)）])")  # 领券 / 核销, and not (核销/领券)
_DAY = r"20\d\d\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}日?"
_ISSUED = re.compile(rf"(?:部|组|中心|发布|编制|制表|出具|更新|日期)[^\d，,。；;]{{0,6}}({_DAY})")
_OF_ITSELF = re.compile(r"初步|未剔除|未扣|核对|以终版为准")  # what an early report says of its figures
_ROUNDED = re.compile(r"\d(?:\.(\d+))?\s*([万亿])")
_NEAR = 10  # hits among which one of the two reports must be


@dataclass(frozen=True, slots=True)
class _Pair:
    """One figure as the report in force has it, and as the one before it had it."""

    now: Figure
    before: Figure


def figure_of_before(asked: Asked, library: Library) -> Reply | None:
    """Which figure holds, of which report, to staff who quote that of the report before it; None where nobody does.

    Where the report in force tells itself what the figure was before, it is quoted as for any question.
    """
    if not asked.staff or asked.english:
        return None
    for new, old in _replaced(asked, library):
        own, earlier = passages_of(library, asked, new), passages_of(library, asked, old)
        for pair in _meant(asked, old, _pairs(_figures(own, new), _figures(earlier, old))):
            if any(_tells_of(passage, pair, old) for passage in own):
                return None
            lines = _lines(asked, pair, own, earlier)
            return Reply(Handling.ANSWER, tuple(lines), certainty.BY_RULE, topic=asked.full)
    return None


def _replaced(asked: Asked, library: Library) -> Iterator[tuple[Document, Document]]:
    """The reports near the question or spoken of before, each in force with the one that it took the place of."""
    near = {hit.document.doc_id for hit in asked.found.hits[:_NEAR]}
    near |= set(asked.turns[-1].documents) if asked.turns else set()
    reports = library.documents_of_type("replay", asked.question.viewer, asked.question.as_of)
    named = [report for report in reports if names_event(report, asked.text)]
    for new in named or reports:
        for old in versions.replaced_by(new, library):
            if {new.doc_id, old.doc_id} & near:
                yield new, old


def _figures(passages: Sequence[Passage], paper: Document) -> list[Figure]:
    """The figures of a report's tables, or else of its sentences; two in one cell are two."""
    told = [(passage, paper) for passage in passages]
    found = []
    for one in [one for one in figures_of(told) if not one.column] or figures_told(told):
        labels, values = _TWO.split(one.label), _TWO.split(one.value)
        if len(labels) == len(values):
            found += [replace(one, label=a, value=b) for a, b in zip(labels, values, strict=True)]
    return found


def _pairs(now: Sequence[Figure], before: Sequence[Figure]) -> list[_Pair]:
    known = {(one.metric, one.basis): one for one in reversed(now)}
    alone = {one.metric: one for one in reversed(now)}
    pairs = ((known.get((old.metric, old.basis)) or alone.get(old.metric), old) for old in before)
    return [_Pair(new, old) for new, old in pairs if new]


def _meant(asked: Asked, old: Document, pairs: Sequence[_Pair]) -> list[_Pair]:
    """The pairs whose earlier figure a message quotes, or that it names with the edition which had them."""
    text = fold(asked.text)
    is_named = bool(old.version) and fold(old.version) in text
    before = [pair.before for pair in pairs]
    named = metrics(text, before) or metrics(fold(asked.topic), before)
    quoted = _FIGURE.findall(f"{text} {fold(asked.question.message)}")  # 2.6万 as it was said, too
    if not quoted:
        return [pair for pair in pairs if is_named and pair.before.metric in named]
    return [
        pair
        for pair in pairs
        for figure in quoted
        if _is_said(figure, pair.before.value)
        and (is_named or not _is_same(pair.now.value, pair.before.value))
        and (is_named or pair.before.metric in named or _TELLING.search(figure))
    ]


def _is_same(one: str, other: str) -> bool:
    return amount_of(one) == amount_of(other)


def _is_said(figure: str, value: str) -> bool:
    """Whether a figure as people say it, perhaps rounded to 2.6万, is a value."""
    scaled = _ROUNDED.search(figure)
    within = Decimal(SCALES[scaled[2]]) / 10 ** len(scaled[1] or "") / 2 if scaled else Decimal(0)
    return abs(amount_of(figure) - amount_of(value)) <= within and ("%" in figure) <= ("%" in value)


def _tells_of(passage: Passage, pair: _Pair, old: Document) -> bool:
    """Whether a passage of the report in force tells of an earlier figure that is another one now."""
    if _is_same(pair.now.value, pair.before.value) or fold(old.version) not in fold(passage.text):
        return False
    return any(_is_said(figure, pair.before.value) for figure in _FIGURE.findall(fold(passage.text)))


def _lines(asked: Asked, pair: _Pair, own: Sequence[Passage], earlier: Sequence[Passage]) -> Iterator[Line]:
    """What holds and what was said before, the row in force, and what the earlier report says of itself."""
    now, before = pair.now, pair.before
    new, old = now.source.document, before.source.document
    called, was = _called(new, own), _called(old, earlier)
    said = f"{now.metric}以{called}为准：{now.value}。{was}写的是{before.value}，已被替代，不再适用。"
    if _is_same(now.value, before.value):
        said = f"{now.metric}没有变：{called}和{was}都是{now.value}。"
    yield Line(said, (now.source, before.source))
    if asks_gap(asked.text) and not _is_same(now.value, before.value):
        figures = [Compared(_edition(one), one.value, one.source) for one in (now, before)]
        yield from contrast(figures, asked.text)
    yield Line(spoken(now.source.passage), (now.source,))
    caveat = next((one for one in earlier if one.kind != "row" and _OF_ITSELF.search(one.text)), None)
    if caveat and not _is_same(now.value, before.value):
        hit = Hit(caveat, old, Standing.SUPERSEDED, 0.0)
        yield Line(f"{versions.label(hit, asked.today, named=False)}{spoken(caveat)}", (Source(caveat, old),))


def _edition(figure: Figure) -> str:
    return figure.source.document.version or f"《{figure.source.document.title}》"


def _called(paper: Document, passages: Sequence[Passage]) -> str:
    """A report by its title, with its day: as it is known, or as its heading or first lines have it."""
    day = paper.issued_on or paper.effective_from
    written = (
        match[1]
        for passage in passages
        for text in (*passage.section, passage.text)
        if (match := _ISSUED.search(text))
    )
    when = day.isoformat() if day else next(written, "")
    return f"《{paper.title}》{f'（{when}）' if when else ''}"
