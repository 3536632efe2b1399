"""Papers that change others, as they are read: what they state, from when on, and which paper they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath

from knowledge.editions import named
from knowledge.kin import UNRELEASED
from knowledge.model import Document, Passage, Visibility
from knowledge.text import fold
from knowledge.writing.amending import Statement, issued_in, shadow, statements
from knowledge.writing.calendar import days_in

_CHANGES = re.compile(
    r"调整|变更|修订|修改|修正|更正|勘误|补充|延期|顺延|延长|更改|改为|(?<![a-z])(?:amend|correct(?:ion|ed)|errat|corrigend|exten[ds]|revis|supplement|change)"
)
_NOTICE = re.compile(
    r"公告|通知|通告|启事|告示|公示|决定|说明|函|(?<![a-z])(?:notice|announcement|memo|circular)"
)
_SAYS_SO = re.compile(
    r"(?:[作做进行]{1,2}|有)[^。\n]{0,6}(?:调整|修改|修订|更正|补充|变更|更改)|(?:调整|修改|修订|更正|变更|更改)(?:如下|为)|现将?[^。\n]{0,40}(?:调整|修改|修订|更正|变更|延长|延期)"
    r"|(?:amended|revised|corrected|changed) as follows|following (?:changes|amendments|corrections)"
)
_QUOTED = re.compile(r"《([^》\n]{2,40})》")
_CODE = re.compile(
    r"(?<![a-z0-9-])[a-z]{2,6}-\d{1,3}(?![a-z0-9-])"
)  # SOP-02, and no number such as cth-kf-2026-17
_STARTS = re.compile(
    r"自(?P<day>[^,。;\n起]{2,24}?)(?:\d{1,2}(?:时|点|:\d\d))?起|(?P<now>即日起|自?(?:发布|公布|印发)之日起)"
    r"|(?:with effect from|effective(?: from| on)?|as (?:of|from))\s(?P<en>[a-z0-9 ,]{5,24}\d)"
)
_NOTICE_WORDS = re.compile(
    rf"{_CHANGES.pattern}|{_NOTICE.pattern}|关于|对|部分|有关|相关|条款|内容|的|[《》]"
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?=\s?[年/.-]|\b)")
_NONE = frozenset(("", "none", "no", "[]", "否", "无"))
_ENOUGH = 0.8  # of the pairs of characters that a notice's title says of its paper
_READ = re.compile(r"\s*[,，]\s*")


@dataclass(frozen=True)
class Notice:
    """A paper that states changes of another one."""

    document: Document
    text: str
    places: tuple[tuple[int, Passage], ...]  # where in the text each passage begins
    statements: tuple[Statement, ...]

    @classmethod
    def among(
        cls, documents: Mapping[str, Document], passages_of: Callable[[str], Sequence[Passage]]
    ) -> Iterator[Notice]:
        """The papers that state changes, by their title or their declared `amends`, and by their words."""
        for document in documents.values():
            if _may_change(document) and (found := cls.read(document, passages_of(document.doc_id))):
                yield found

    @classmethod
    def read(cls, document: Document, passages: Sequence[Passage]) -> Notice | None:
        """None where the paper states no change."""
        text, places = _joined(passages)
        found = tuple(statements(text))
        says_so = _CHANGES.search(_named(document)) or _SAYS_SO.search(shadow(text)) or _declared(document)
        return cls(document, text, tuple(places), found) if found and says_so else None

    @property
    def head(self) -> str:
        """What stands before the first change."""
        return self.text[: self.statements[0].start]

    def since(self, statement: Statement) -> date | None:
        """From which day on a change counts: its own, the paper's, else the day on which it was given out."""
        issued = self.document.issued_on or issued_in(self.text)
        year = _YEAR.search(self.text)  # a paper that names no year says no day either
        about = issued or (date(int(year[0]), 1, 1) if year else None)
        own = _start(self.text[statement.start : statement.end].split("\n")[0][:60], about, issued)
        rest = self.head + "\n" + self.text[self.statements[-1].end :]
        return own or self.document.effective_from or _start(rest, about, issued) or issued

    def piece(self, statement: Statement) -> Passage:
        """The passage that a statement stands in, with nothing else in it."""
        _at, passage = next(one for one in reversed(self.places) if one[0] <= statement.start)
        return replace(passage, text=self.text[statement.start : statement.end].strip())

    def before(self, statement: Statement) -> str:
        """What stands before a statement on its line."""
        return self.text[: statement.start].rpartition("\n")[2]


@dataclass(frozen=True)
class Linked:
    """The paper of each statement, and what a person should look at."""

    papers: tuple[tuple[Statement, Document], ...]
    remarks: tuple[str, ...] = ()


def meant_by(
    notice: Notice, documents: Mapping[str, Document], replaced: Callable[[str], set[str]]
) -> Linked:
    """Which paper each statement is about; no paper where none or more than one could be meant."""
    whole = replaced(notice.document.doc_id)
    if (declared := _declared(notice.document)) is not None:
        names = [name for name in _READ.split(declared) if fold(name) not in _NONE]
        return _all_about(notice, names, documents, replaced)
    if whole and notice.document.supersedes:  # it takes the place of a whole paper
        return Linked(())
    others = {
        one.doc_id: one
        for one in documents.values()
        if _may_be_changed(one, notice) and one.doc_id not in whole
    }
    title = notice.document.title
    names = list(dict.fromkeys(_QUOTED.findall(f"{title}\n{notice.head}"))) or _codes_in(notice)
    found = [_called(name, others, replaced, notice) for name in names]
    known = [papers for papers in found if papers]
    standard = known[0] if known else [] if names else _alike(notice, others, replaced)
    linked: list[tuple[Statement, Document]] = []
    remarks: list[str] = []
    unknown = [name for name, papers in zip(names, found, strict=True) if not papers]
    for statement in notice.statements:
        own = _QUOTED.findall(notice.before(statement))
        papers = _called(own[-1], others, replaced, notice) if own else standard
        if own and not papers:
            unknown.append(own[-1])
        elif len(papers) > 1:
            remarks.append(_several(papers))
        elif papers:
            linked.append((statement, papers[0]))
    if not known:
        remarks += [_missing(name) for name in dict.fromkeys(unknown)]
    if not names and not linked and any(one.articles for one in notice.statements):
        remarks.append(
            "It states changes of another paper, but which one it means is not clear. Say amends: [doc_id], "
            "or amends: none where it changes no paper."
        )
    return Linked(tuple(linked), tuple(dict.fromkeys(remarks)))


def _codes_in(notice: Notice) -> list[str]:
    """The codes by which a notice calls papers, besides its own: SOP-02."""
    names = _named(notice.document)
    codes = dict.fromkeys(_CODE.findall(f"{names} {shadow(notice.head)}"))
    return [code for code in codes if not names.startswith(code)]


def _all_about(
    notice: Notice,
    names: Sequence[str],
    documents: Mapping[str, Document],
    replaced: Callable[[str], set[str]],
) -> Linked:
    """With the papers that are declared; of several, a statement is about the one that it names."""
    others = {one.doc_id: one for one in documents.values() if one.doc_id != notice.document.doc_id}
    papers = [[others[name]] if name in others else _called(name, others, replaced, notice) for name in names]
    remarks = [_missing(name) for name, found in zip(names, papers, strict=True) if not found]
    known = [found[0] for found in papers if len(found) == 1]
    remarks += [_several(found) for found in papers if len(found) > 1]
    linked = []
    for statement in notice.statements:
        own = _QUOTED.findall(notice.before(statement))
        mine = [one for one in known if own and _names(own[-1], one)] or known
        if len(mine) == 1:
            linked.append((statement, mine[0]))
    return Linked(tuple(linked), tuple(remarks))


def _missing(name: str) -> str:
    return (
        f"It changes {name!r}, which is no document here: its changes stand by themselves. Bring that paper in, or name "
        "its doc_id in amends."
    )


def _several(papers: Sequence[Document]) -> str:
    ids = ", ".join(one.doc_id for one in papers[:3])
    return f"It changes a paper that could be any of {ids}, so none of them is changed. Name the doc_id in amends."


# -- which paper ---------------------------------------------------------------------------------


def _called(
    name: str, others: Mapping[str, Document], replaced: Callable[[str], set[str]], notice: Notice
) -> list[Document]:
    """The papers that a title means, with or without the mall's name before it; of one family the newest of the time."""
    return _of_the_time([one for one in others.values() if _names(name, one)], replaced)


def _names(name: str, paper: Document) -> bool:
    if _CODE.fullmatch(name):
        return any(
            own.startswith(name) for own in map(shadow, (paper.title, PurePosixPath(paper.source).stem))
        )
    wanted = named(name)
    for own in _names_of(paper):
        if wanted.family == own.family and (not wanted.edition or wanted.edition == own.edition):
            return True
        shorter, longer = sorted((wanted.family, own.family), key=len)
        if len(shorter) > 4 and longer.endswith(shorter) and len(longer) - len(shorter) <= 10:
            return not wanted.edition or wanted.edition == own.edition
    return False


def _names_of(paper: Document) -> list:
    return [named(paper.title), named(PurePosixPath(paper.source).stem)]


def _alike(
    notice: Notice, others: Mapping[str, Document], replaced: Callable[[str], set[str]]
) -> list[Document]:
    """The papers whose title has as good as all that the notice's title says besides being a notice of change."""
    for title in (notice.document.title, PurePosixPath(notice.document.source).stem):
        rest = named("".join(_NOTICE_WORDS.sub("", shadow(title)).split())).family
        pairs = {one + other for one, other in pairwise(rest)}
        if len(rest) < 4 or not pairs:
            continue
        found = [
            paper
            for paper in others.values()
            if any(
                sum(pair in own.family for pair in pairs) >= _ENOUGH * len(pairs) for own in _names_of(paper)
            )
        ]
        if found := _of_the_time(found, replaced):
            return found
    return []


def _of_the_time(papers: Sequence[Document], replaced: Callable[[str], set[str]]) -> list[Document]:
    """Without the editions that another of these papers had taken the place of by then."""
    older = {old for one in papers for old in replaced(one.doc_id)}
    return [one for one in papers if one.doc_id not in older]


def _may_be_changed(paper: Document, notice: Notice) -> bool:
    own = notice.document
    if paper.doc_id == own.doc_id or paper.extra.get("site_id", "") != own.extra.get("site_id", ""):
        return False
    name = _named(paper)
    if paper.visibility is Visibility.DRAFT or (_NOTICE.search(name) and _CHANGES.search(name)):
        return False
    given_out = own.issued_on or notice.since(notice.statements[0])
    begins = paper.issued_on or paper.effective_from
    return not (paper.issued_on and given_out and begins and begins > given_out)


# -- which papers are notices --------------------------------------------------------------------


def _may_change(document: Document) -> bool:
    if document.visibility is Visibility.DRAFT or document.declared_status in UNRELEASED:
        return False
    return _declared(document) is not None or _is_notice(document) or document.doc_type == "notice"


def _is_notice(document: Document) -> bool:
    """By its title: 调整公告, 更正启事, Amendment Notice; 修订版 is an edition of a paper and no notice."""
    name = _named(document)
    return bool(
        _NOTICE.search(name)
        or (_CHANGES.search(named(name).family) and not re.search(r"修[订正]版?\b", name))
    )


def _named(document: Document) -> str:
    return shadow(f"{document.title} {PurePosixPath(document.source).stem}")


def _declared(document: Document) -> str | None:
    return document.extra.get("amends")


def _joined(passages: Sequence[Passage]) -> tuple[str, list[tuple[int, Passage]]]:
    """The text of a paper, an introducing line that stands above several passages read once."""
    seen: set[str] = set()
    lines: list[str] = []
    places: list[tuple[int, Passage]] = []
    at = 0
    for passage in passages:
        places.append((at, passage))
        for line in passage.text.split("\n"):
            if line.rstrip().endswith((":", "：")) and line in seen:
                continue
            seen.add(line)
            lines.append(line)
            at += len(line) + 1
    return "\n".join(lines), places


def _start(text: str, about: date | None, issued: date | None) -> date | None:
    """The day that a text says it counts from; `about` is a day of the year that it leaves out, None where none is known."""
    for match in _STARTS.finditer(shadow(text)):
        if match["now"]:
            return issued
        if about and (days := days_in(match["day"] or match["en"], about)):
            return days[0]
    return None
