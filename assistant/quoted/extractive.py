"""Choosing what answers: what every user without a language model gets.

An answer is a few clauses, table rows or sentences, each whole and each cited: never a half sentence,
never a glue of unrelated ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.need import Need, figures_in
from assistant.language import ENGLISH
from assistant.quoted.cells import cells_of, first_cell
from assistant.quoted.excerpts import Excerpt, before, excerpts, is_said, merged
from assistant.quoted.focus import Focus, focus
from assistant.quoted.taste import TASTE, Taste
from knowledge.bilingual import is_in_both
from knowledge.directory import is_house_row
from knowledge.model import Hit
from knowledge.text import tokens
from knowledge.writing.floors import keys_in

_PARTS = 8  # quoted at most
_STROKE = re.compile(r"\s+[/|]\s*|\s*[/|]\s+")
_FEWEST, _LONGEST = 3, 6  # names that make a list of them, and words of one


def choose(
    ranked: Sequence[Hit], need: Need, taste: Taste = TASTE, about: Focus | None = None
) -> list[Excerpt]:
    """The few parts to quote: the best one, and those close to it that add something.

    The best comes first; the rest follow in the order of their documents, so that steps stay in order.
    """
    about = about or focus(need.text, ranked)
    parts = excerpts(ranked[: taste.read], need, about)
    if not parts:
        return []
    chosen = [parts[0]]
    leant_on = before(parts[0])
    rest = [*([leant_on] if leant_on else []), *parts[1:]]
    while rest and len(chosen) < _PARTS:
        said = frozenset().union(*(one.words for one in chosen))
        wanted = need.kinds - frozenset().union(*(need.given(one.text) for one in chosen))
        adds = [
            _adds(one, chosen[0], said, about, taste) + _of_new_kinds(one, chosen[0], wanted, need, taste)
            for one in rest
        ]
        most = max(adds)
        part = rest.pop(adds.index(most))
        if most < chosen[0].score - _margin(part, taste) or not _speaks(part, chosen[0], about):
            continue
        if _fits(part, chosen, taste) and _same_language(part, chosen[0]) and not _repeats(part, chosen):
            chosen.append(part)
    return _in_order(chosen)


def _adds(part: Excerpt, best: Excerpt, said: frozenset[str], about: Focus, taste: Taste) -> float:
    """What a part is worth beside what is said: more under the heading of the best, and for words not yet said."""
    new = about.of_words(said | part.words) - about.of_words(said)
    return part.score + taste.new_words * new + taste.near * (part.is_whole and _is_near(part, best))


def _speaks(part: Excerpt, best: Excerpt, about: Focus) -> bool:
    """Whether a part from elsewhere, or of another thing that the house has, has a word of the question; English ones are of other words, but for lists of names.

    What the columns of a row are called says nothing of it: 在哪里 stands over all that a house has.
    """
    cells = cells_of(part.text) if part.hit.passage.kind == "row" else []
    said = frozenset(tokens(" ".join(value for _, value in cells))) if cells else part.words
    own = said | frozenset(tokens(part.hit.heading))
    goes_with_it = _is_near(part, best) and not is_house_row(part.hit.passage)
    if _only_names(part.text):
        own = frozenset(word for word in own if len(word) > 1)  # the s of Egret's and of baby's
    elif part.hit.passage.language == ENGLISH:
        return True
    return goes_with_it or about.of_words(own) > 0.0


def _only_names(text: str) -> bool:
    """Whether a text is a list of names with strokes between, as a guide of the floors has them: Egret / Elm Coffee / Reed Pot."""
    names = [name for name in _STROKE.split(text) if name.strip()]
    is_sentence = re.search(r"[.!?。！？；;:：]\s", text) is not None
    return len(names) >= _FEWEST and not is_sentence and max(len(name.split()) for name in names) <= _LONGEST


def _of_new_kinds(part: Excerpt, best: Excerpt, wanted: frozenset[str], need: Need, taste: Taste) -> float:
    """What a part of the same passage is worth for giving what is asked besides: the place, where the number is given.

    To a follow-up, which asks of what was spoken of, the whole paper may give it: 小的6岁要花多少, after who may come.
    """
    is_beside = part.hit.passage.passage_id == best.hit.passage.passage_id or (
        need.own and part.hit.document.doc_id == best.hit.document.doc_id
    )
    if not wanted or not is_beside:
        return 0.0
    is_asked_anew = need.own and wanted == need.kinds and wanted <= need.given(part.text)
    return taste.asked_anew if is_asked_anew else taste.new_kind * len(wanted & need.given(part.text))


def _margin(part: Excerpt, taste: Taste) -> float:
    return taste.margin if part.is_whole else taste.cut_margin


def _is_near(part: Excerpt, best: Excerpt) -> bool:
    one, other = part.hit, best.hit
    return one.document.doc_id == other.document.doc_id and one.passage.section == other.passage.section


def _fits(part: Excerpt, chosen: Sequence[Excerpt], taste: Taste) -> bool:
    passages = {one.hit.passage.passage_id for one in (*chosen, part)}
    length = sum(len(one.text) for one in (*chosen, part))
    return len(passages) <= taste.most and length <= (taste.characters if part.is_whole else taste.cut)


def _same_language(part: Excerpt, best: Excerpt) -> bool:
    """The same said again in another language is left out."""
    one, other = part.hit.passage, best.hit.passage
    return (
        is_in_both(one.text)
        or is_in_both(other.text)
        or (one.language == ENGLISH) == (other.language == ENGLISH)
    )


def _repeats(part: Excerpt, chosen: Sequence[Excerpt]) -> bool:
    """A part that was already said, or whose figures and most of whose words were, adds nothing."""
    if is_said(part, chosen):
        return True
    passage = part.hit.passage
    if is_house_row(passage) or (passage.kind == "row" and keys_in(first_cell(part.text))):
        return False  # of a table of places each row is another one
    words = part.words
    said = {word for other in chosen for word in other.words}
    figures = figures_in(part.text)
    figures_said = {figure for other in chosen for figure in figures_in(other.text)}
    known = len(words & said) / max(1, len(words))
    return known > 0.8 or (bool(figures) and figures <= figures_said and known > 0.6)


def _in_order(chosen: list[Excerpt]) -> list[Excerpt]:
    """The best, the rest of its passage, of its document, of the others; each passage in its own order."""
    best, rest = chosen[0], chosen[1:]
    place = {part.hit.passage.passage_id: n for n, part in reversed(list(enumerate(chosen)))}

    def order(part: Excerpt) -> tuple[bool, bool, int, int]:
        one, other = part.hit, best.hit
        same = one.document.doc_id == other.document.doc_id
        mine = one.passage.passage_id == other.passage.passage_id
        return not mine, not same, one.passage.ordinal if same else place[one.passage.passage_id], part.start

    return [best, *merged(sorted(rest, key=order))]
