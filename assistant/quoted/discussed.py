"""The paper under discussion: the one that the answer before quoted, in which a follow-up may go on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.asked import Asked
from assistant.quoted import certainty
from assistant.quoted.nouns import own_words
from assistant.reply import Reply
from knowledge.model import Hit
from knowledge.text import fold

_FIGURE = re.compile(r"\d+(?:\.\d+)?[\u4e00-\u9fff%]")
_NEAREST = 3  # hits among which a follow-up finds the paper under discussion


def goes_on_in_its_paper(asked: Asked, reply: Reply) -> bool:
    """Whether a follow-up is answered out of the paper that the answer before quoted first."""
    sources = [source.document.doc_id for line in reply.lines for source in line.sources]
    before = asked.turns[-1].documents if asked.turns else ()
    return bool(sources) and sources[0] in before


def of_its_paper(asked: Asked, ranked: Sequence[Hit]) -> list[Hit]:
    """What the paper under discussion says to a message that finds little by itself; empty where it does not go on in it.

    It does when a passage of that paper is among the nearest and has a word of the message, or its wording leans.
    """
    answerable = asked.found.answerable
    if not asked.turns or not certainty.GOING_ON <= answerable < certainty.REFUSED:
        return []
    own = [hit for hit in ranked if hit.document.doc_id in asked.turns[-1].documents[:1]]
    if not own:
        return []
    words = own_words(asked.text)
    if asked.full != asked.text:
        said = fold(" ".join(hit.passage.text for hit in own))
        return own if own[0] is ranked[0] and all(word in said for word in words) else []
    nearest = {hit.passage.passage_id for hit in asked.found.hits[:_NEAREST]}
    spoken = [hit for hit in own if any(word in fold(hit.passage.text) for word in words)]
    near = any(hit.passage.passage_id in nearest for hit in spoken)
    return [*spoken, *(hit for hit in own if hit not in spoken)] if asked.staff and near else []


def names_a_figure_of_its_paper(asked: Asked, best: Hit) -> bool:
    """Whether a follow-up names a figure that stands in the paper quoted before: 他哥哥11岁呢, of 5–10岁 and 11岁以上."""
    if asked.full == asked.text or not asked.turns or best.document.doc_id not in asked.turns[-1].documents:
        return False
    return any(figure in best.passage.text for figure in _FIGURE.findall(asked.text))
