"""A figure that stands only in a draft: staff learn that it was never adopted, and what holds instead.

Somebody finds an old file and asks whether its offer may be told. The papers in force know nothing of its
figures, so a search alone would find nothing, or a neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asking.asked import Asked
from assistant.asking.need import amounts_in, figures_in, read
from assistant.quoted import extractive, ranking
from assistant.quoted.excerpts import Excerpt
from assistant.quoted.focus import focus
from assistant.quoted.quotations import quotations
from assistant.quoted.versions import not_in_force_said, unnumbered
from assistant.reckoning.offers import OFFER
from assistant.reply import Line, Source
from knowledge.model import Hit, Standing
from knowledge.text import fold, sentences

_DRAFT = re.compile(r"讨论稿|草案|草稿|初稿|征求意见稿|v0\.\d|(?<![a-z])draft(?![a-z])")
_PLANNED = re.compile(
    r"(?:要|会|将)(?:涨|降|改|调|变|加|减)|[涨降改调](?:到|成|为)|听说|方案|说法|传|定了|定下|通过|批了|采用|采纳|真的|是不是|对不对|能[用说讲发]"
)
_COUNTED = ("张", "份", "元", "人", "件")
_LARGE = 1000
_NOT_IN_FORCE = (Standing.DRAFT, Standing.EXPIRED, Standing.SUPERSEDED)
_NEAR = 12  # hits among which the draft must be
_FIRST = 3  # hits among which a draft with a small amount must be
_FEWEST = 2  # figures that must be its own all together
_IN_FORCE = 2  # parts of the papers in force


def draft_meant(asked: Asked) -> Hit | None:
    """The draft that is asked for, or that has figures of the question together which no paper in force has in one passage."""
    figures = asked.need.figures
    if not asked.staff:
        return None
    if named := _named(asked):
        return named
    if asked.found.hits and asked.found.hits[0].standing is Standing.DRAFT:
        return asked.found.hits[0]  # told as a draft, with what holds beside it
    if len(figures) < _FEWEST:
        return _of_one_amount(asked)
    in_force = [figures_in(hit.passage.text) for hit in asked.find(asked.full).hits]
    near = list(asked.find(asked.full, any_standing=True).hits[:_NEAR])
    if offer := OFFER.search(asked.full):  # what else is said around it leads elsewhere
        near += asked.find(offer[0], any_standing=True).hits[:_NEAR]
    for hit in near:
        own = figures & figures_in(hit.passage.text)
        if hit.standing in _NOT_IN_FORCE and len(own) >= _FEWEST and not any(own <= one for one in in_force):
            return hit
    return None


def _of_one_amount(asked: Asked) -> Hit | None:
    """The draft near the question that alone has its one amount: 3万张券那个方案定了没, 停车是不是要涨到8元."""
    counted = {one for one in asked.need.amounts if one[1] in _COUNTED}
    if len(counted) != 1 or not _PLANNED.search(asked.text):
        return None
    if any(counted & amounts_in(hit.passage.text) for hit in asked.find(asked.full).hits):
        return None
    is_large = all(_is_large(value) for value, _ in counted)
    near = asked.find(asked.full, any_standing=True).hits
    near = near if is_large else near[:_FIRST]  # a small figure is about many things
    return next(
        (hit for hit in near if hit.standing is Standing.DRAFT and counted & amounts_in(hit.passage.text)),
        None,
    )


def _named(asked: Asked) -> Hit | None:
    """The passage of a draft that answers best, where a draft is asked for by that word and by what it is about."""
    if not _DRAFT.search(asked.text):
        return None
    found = asked.find(asked.full, any_standing=True).hits
    drafts = [hit for hit in found if hit.standing is Standing.DRAFT]
    ranked = ranking.rank(drafts, asked.need, asked.today, asked.staff)
    first = _DRAFT.sub(" ", re.split(r"[?？。;；]", fold(asked.text))[0])
    about = focus(first, ranked)  # whether it may be told is asked besides
    return max(
        ranked,
        key=lambda hit: (asked.need.fit(hit.passage.text), about.of_characters(hit.passage.text), hit.score),
        default=None,
    )


def about_draft(draft: Hit, asked: Asked) -> list[Line]:
    """That it is a draft, with its sentence; then what the papers in force say of the same matter."""
    said = max(
        sentences(draft.passage.text),
        key=lambda one: (len(asked.need.figures & figures_in(one)), asked.need.fit(one)),
    )
    source = Source(draft.passage, draft.document, said)
    lines = [Line(not_in_force_said(draft, said, asked.english), (source,))]
    need = asked.need if asked.english else read(said, asked.today)
    hits = asked.find(asked.full if asked.english else said).hits
    ranked = ranking.rank(hits, need, asked.today, asked.staff)
    same = [hit for hit in ranked if hit.document.doc_type == draft.document.doc_type] or ranked
    chosen = extractive.choose(same, need)[:_IN_FORCE]
    return [*lines, *quotations(asked, [*chosen, *_counts_in_force(asked, said, chosen)])]


def _counts_in_force(asked: Asked, said: str, chosen: Sequence[Excerpt]) -> list[Excerpt]:
    """The papers in force on the large counts of the draft's sentence, where what is chosen gives none in their unit.

    三万张 of the draft is held against how many 张 there are.
    """
    units = {unit for value, unit in amounts_in(said) if unit in _COUNTED and _is_large(value)}
    units -= {unit for part in chosen for value, unit in amounts_in(part.text) if _is_large(value)}
    paper = chosen[0].hit.document.doc_id if chosen else ""
    found: list[Excerpt] = []
    for unit in sorted(units - {"元"}):
        hits = asked.find(f"{chosen[0].hit.document.title} 总量 共 多少{unit}").hits if chosen else []
        own = [hit for hit in hits if hit.document.doc_id == paper]
        of_unit = [
            hit
            for hit in own
            if any(one == unit and _is_large(value) for value, one in amounts_in(hit.passage.text))
        ]
        found += [Excerpt(hit, unnumbered(hit.passage.text)) for hit in of_unit[:1]]
    return found


def _is_large(value: str) -> bool:
    return float(value.rstrip("%")) >= _LARGE
