"""Web pages: the article itself, without navigation, comments, scripts and repeated leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PageElement

from ingest.cleaning import clean, is_boilerplate, one_line
from ingest.encoding import decode
from ingest.model import Reading, Section
from ingest.outline import Outline, heading_level, under_title
from ingest.readers.hidden import HiddenText
from ingest.readers.html_articles import main_of
from ingest.readers.html_cards import cards_on
from ingest.readers.html_chrome import strip, tells_how_to_reach
from ingest.readers.html_headings import drop_unfilled, labelled_in, put_first
from ingest.readers.html_tables import grid_of
from ingest.tables import read_table
from knowledge.errors import UnreadableFile

_AFTER_ARTICLE = re.compile(
    r"(?:(?:全部|最新|热门|精彩|网友|读者|用户|发表|查看|更多)?(?:评论|留言|跟帖|回复)(?:区|列表)?|相关(?:阅读|推荐|文章|新闻)|"
    r"(?:猜你喜欢|热门推荐|为你推荐|延伸阅读|上一篇.*|下一篇.*|责任编辑.*|版权声明.*|免责声明.*)|comments?|leave a reply|"
    r"related (?:posts|articles|reading))[\s:：(（]*\d*\s*条?[)）]?",
    re.IGNORECASE,
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_TERM_LEVEL = 7  # of a term or a question over what is said of it, below every heading of a page
_SHORT = 24  # characters: what is said of most terms of a list of properties
_BLOCKS = {
    *_HEADINGS, "p", "li", "div", "section", "article", "main", "ul", "ol", "dl", "dt", "dd", "table", "blockquote",
    "pre", "figure", "figcaption", "header", "body", "address", "details", "summary", "tr", "td", "center",
}  # fmt: skip
_BYLINE = re.compile(r"(?:来源|作者|编辑|责编|发布时间|发布日期|阅读)[:：].{1,40}")
_SITE_SUFFIX = re.compile(r"\s*(?:[_|｜–—]|\s-\s).*$")
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_INLINE_DATA = re.compile(r"data:[\w/+.;=-]{1,100},[A-Za-z0-9+/=%\s]{200,}")
_MAX_DEPTH = 200  # elements inside each other; browsers stop at about 500
_MAX_ELEMENTS = 100_000
_FLOOD = f"The page holds over {_MAX_ELEMENTS:,} elements. Split it."
_WORD = re.compile(r"\w")
_LEAD = 20  # characters: shorter lines may repeat for good reasons
_LEADS = 50  # lines at the top of a page that may stand again further down


def read(path: Path) -> Reading:
    """The main text of a web page. Raises UnreadableFile when the bytes are no text."""
    data = path.read_bytes()
    declared = _DECLARED.search(data[:4096].replace(b"\0", b""))
    return reading_of(decode(data, declared[1].decode("ascii") if declared else ""))


def reading_of(page: str) -> Reading:
    """The main text of a page that is decoded already."""
    if page.count("<") - page.count("</") > 2 * _MAX_ELEMENTS:
        raise UnreadableFile(_FLOOD)
    soup = BeautifulSoup(_INLINE_DATA.sub("data:,", page), "lxml")
    _check_size(soup)
    title = _title(soup)
    warnings = []
    if soup.find("frameset"):
        warnings.append("The page only shows other pages in frames: add those as files of their own")
    hidden = HiddenText()
    footers = strip(soup, hidden)
    drop_unfilled(soup)
    put_first(soup)
    sections = [*_sections_of(main_of(soup), title), *_at_the_foot(footers)]
    return Reading(under_title(sections, title), title, warnings=tuple(warnings), flags=hidden.flags())


def _sections_of(element: Tag, title: str) -> list[Section]:
    walk = _Walk(title, cards_on(element))
    walk.block(element)
    return walk.outline.close()


def _at_the_foot(footers: Sequence[Tag]) -> list[Section]:
    """How the house is reached, by the footers of a page: one section under no heading."""
    sections = [section for footer in footers for section in _sections_of(footer, "")]
    lines = [line for section in sections for line in section.text.split("\n") if tells_how_to_reach(line)]
    return [Section("\n".join(dict.fromkeys(lines)))] if lines else []


def _check_size(soup: BeautifulSoup) -> None:
    """Flattens what is nested without end, and refuses what is no page but a flood."""
    count = 0
    deep: list[Tag] = []
    stack: list[tuple[Tag, int]] = [(soup, 0)]
    while stack:
        element, depth = stack.pop()
        count += 1
        if depth > _MAX_DEPTH:
            deep.append(element)
            continue
        stack += [(child, depth + 1) for child in element.contents if isinstance(child, Tag)]
    if count > _MAX_ELEMENTS:
        raise UnreadableFile(_FLOOD)
    for element in deep:
        text = " ".join(_strings_below(element))
        element.clear()
        element.append(text)


def _strings_below(element: Tag) -> Iterator[str]:
    for descendant in element.descendants:
        if type(descendant) is NavigableString:
            yield str(descendant)


def _title(soup: BeautifulSoup) -> str:
    heading = soup.find("h1")
    if heading and one_line(heading.get_text()):
        return one_line(heading.get_text())
    return _SITE_SUFFIX.sub("", one_line(soup.title.get_text())) if soup.title else ""


class _Walk:
    """Goes through the elements once and fills an outline; stops at the comments."""

    def __init__(self, title: str, cards: Mapping[int, Section]) -> None:
        self.title = title
        self.cards = cards  # by the identity of their element
        self.outline = Outline()
        self.seen: list[str] = []
        self.first: dict[str, tuple[str, ...]] = {}  # lines, and the headings they first stood under
        self.tables = 0
        self.is_over = False

    def block(self, element: Tag) -> None:
        inline: list[str] = []
        cards = self.cards
        has_cards = any(id(child) in cards for child in element.children)
        properties = {} if has_cards else labelled_in(element)
        for child in element.children:
            if row := cards.get(id(child)):
                self.outline.rows([] if self.is_over else [row])
            elif told := properties.get(id(child)):
                self._line(told)
            elif isinstance(child, Tag) and (child.name in _BLOCKS or child.find(_BLOCKS)):
                self._line("".join(inline))
                inline = []
                self._child(child)
            elif isinstance(child, Tag):
                inline.append("\n" if child.name == "br" else _inline_text(child))
            elif isinstance(child, NavigableString):
                inline.append(re.sub(r"\s+", " ", str(child)))
        self._line("".join(inline))

    def _child(self, child: Tag) -> None:
        if child.name in _HEADINGS:
            for line_break in child.find_all("br"):
                line_break.replace_with(" ")
            self._heading(_HEADINGS[child.name], one_line(child.get_text()))
        elif child.name == "table" and not child.find("table"):
            self._table(child)
        elif child.name == "dl":
            self._terms(child)
        elif child.name == "details" and (summary := child.find("summary", recursive=False)):
            self._under(
                one_line(summary.get_text(" ")), [one for one in child.children if one is not summary]
            )
        else:
            self.block(child)

    def _terms(self, listed: Tag) -> None:
        """Terms with what is said of them: questions and topics are headings, properties are one line each."""
        pairs = _pairs(listed)
        if not pairs:
            self.block(listed)
            return
        short = sum(all(len(one_line(said.get_text(" "))) <= _SHORT for said in some) for _, some in pairs)
        for term, some in pairs:
            if short * 2 > len(pairs):
                told = " ".join(one_line(said.get_text(" ")) for said in some)
                self._line(f"{term.rstrip(':： ')}: {told}")
            else:
                self._under(term, some)

    def _under(self, term: str, elements: Sequence[PageElement]) -> None:
        """What stands under a term, until it ends."""
        self._heading(_TERM_LEVEL, term)
        for element in elements:
            if isinstance(element, Tag):
                self.block(element)
            elif isinstance(element, NavigableString):
                self._line(str(element))
        self.outline.end(_TERM_LEVEL)

    def _heading(self, level: int, text: str) -> None:
        self.is_over = self.is_over or bool(_AFTER_ARTICLE.fullmatch(text))
        if text and not self.is_over:
            self.outline.heading(level, text)

    def _line(self, text: str) -> None:
        for line in clean(text).split("\n"):
            self.is_over = self.is_over or bool(line and _AFTER_ARTICLE.fullmatch(line))
            if self.is_over or not line or self._is_noise(line):
                continue
            level = heading_level(line)
            if level:
                self.outline.heading(level, line)
            else:
                self.outline.line(line)

    def _is_noise(self, line: str) -> bool:
        if not _WORD.search(line):  # an icon
            return True
        return is_boilerplate(line) or bool(_BYLINE.fullmatch(line)) or self._is_repeated(line)

    def _is_repeated(self, line: str) -> bool:
        """A lead that stands twice, or first as a teaser that breaks off.

        What is said again under a heading beside the first one's is said of another thing.
        """
        bare, path = line.rstrip(".…。 "), self.outline.path
        if bare == self.title:
            return True
        first = self.first.get(bare)
        self.first.setdefault(bare, path)
        if first is not None and first != path and len(first) == len(path):
            return False
        repeated = len(bare) >= _LEAD and (first is not None or any(bare in earlier for earlier in self.seen))
        if len(self.seen) < _LEADS:
            self.seen.append(line)
        return repeated

    def _table(self, table: Tag) -> None:
        grid = grid_of(table)
        if max((len({cell.anchor for cell in row}) for row in grid), default=0) < 2:
            self.block(table)
            return
        self.tables += 1
        name = f"表{self.tables}"
        if self.is_over:
            return
        rows = read_table(grid, row_name=lambda row: f"{name}第{row + 1}行", has_header=_is_headed(table))
        caption = table.find("caption")
        over = (one_line(caption.get_text(" ")),) if isinstance(caption, Tag) else ()
        self.outline.rows(replace(row, path=(*filter(None, over), *row.path)) for row in rows)


def _is_headed(table: Tag) -> bool | None:
    """True where the page itself says that the first row, and no other, names the columns; else to be found out."""
    rows = [
        {cell.name for cell in row.find_all(["td", "th"], recursive=False)} for row in table.find_all("tr")
    ]
    return True if len(rows) > 1 and rows[0] == {"th"} and "td" in rows[1] else None


def _pairs(listed: Tag) -> list[tuple[str, list[Tag]]]:
    """The terms of a list of them, each with what is said of it; empty where some stand without the other."""
    found: list[tuple[str, list[Tag]]] = []
    for element in listed.find_all(["dt", "dd"]):
        if element.find_parent("dl") is not listed:
            continue
        if element.name == "dt":
            found.append((one_line(element.get_text(" ")), []))
        elif found:
            found[-1][1].append(element)
        else:
            return []
    return found if all(term and some for term, some in found) else []


def _inline_text(element: Tag) -> str:
    for line_break in element.find_all("br"):
        line_break.replace_with("\n")
    return element.get_text()
