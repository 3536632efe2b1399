"""What a paper tells of the shops in the malls around the house: never ours, and told where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.asking.asked import Asked
from assistant.quoted.cells import cells_of
from assistant.quoted.rows import passages_of
from assistant.reply import Line, Source, spoken
from assistant.shops.kinds import kind_of_chain
from knowledge.directory import stands_in
from knowledge.library import Library
from knowledge.model import NEIGHBOURS, Document
from knowledge.text import fold
from knowledge.writing.chains import CHAINS, belongs

_MOST = 3  # rows told beside that a chain is not here


def names_a_neighbour(asked: Asked, library: Library) -> bool:
    """Whether a mall around the house is named of whose shops a paper tells: ours are not asked for."""
    malls = {mall for paper in _papers(asked, library) for mall in paper.extra[NEIGHBOURS].split("\n")}
    return any(stands_in(fold(mall), fold(asked.full)) for mall in malls)


def around_the_house(asked: Asked, library: Library) -> list[Line]:
    """The rows of a chain's shops in the malls around, of a chain that is asked for and has none here."""
    chain = kind_of_chain(asked.full)
    if chain is None:
        return []
    names = next((names for names in CHAINS if chain[0] in map(fold, names)), (chain[0],))
    return [
        Line(spoken(passage), (Source(passage, paper),))
        for paper in _papers(asked, library)
        for passage in passages_of(library, asked, paper)
        if passage.kind == "row"
        and belongs([fold(value).strip() for _, value in cells_of(passage.text)], names)
    ][:_MOST]


def _papers(asked: Asked, library: Library) -> Iterator[Document]:
    """The papers of the neighbourhood that may be read: hardly any of a house's, so that few are looked up."""
    question = asked.question
    known = [paper for paper in library.sources().values() if paper.extra.get(NEIGHBOURS)]
    return (paper for paper in known if library.document(paper.doc_id, question.viewer, question.as_of))
