"""What stands on a page around its own text: menus, footers, comments, and what nobody sees.

Footers are given back: how the house is reached and when it is open often stands nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from ingest.cleaning import one_line
from ingest.readers.hidden import HiddenText
from ingest.readers.html_hidden import Visibility

_CHROME_TAGS = [
    "script", "style", "noscript", "template", "svg", "iframe", "form", "button", "nav", "footer", "aside",
    "dialog", "object", "embed", "canvas", "select", "input", "textarea", "video", "audio", "map",
]  # fmt: skip
_CHROME_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu"}
_CHROME_NAME = re.compile(
    r"(?:^|[-_ ])(?:comments?|replies|reply|respond|sidebar|side-?bar|related|recommend\w*|share|sharing|social|"
    r"breadcrumbs?|adverts?|ads?|banner|footer|navbar|nav|menu|copyright|cookie|popup|modal|pagination|pager|"
    r"subscribe|newsletter|hot-?list|toolbar|tags?|author-?box|toc|disqus|pinglun)(?:$|[-_ ])",
    re.IGNORECASE,
)
_OF_TAGS = re.compile(r"(?:^|[-_ ])tags?(?:$|[-_ ])", re.IGNORECASE)
_FEWEST = 3  # blocks with a heading and tags of their own make a list of them
_EXCERPT = 60  # characters of hidden text, or of the heading above it
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_REACHED = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}"
    r"|(?:电话|電話|热线|熱線|地址|邮箱|電郵|电邮|邮编|营业时间|營業時間|开放时间|開放時間|(?<![a-z])(?:tel(?:ephone)?|phone|hotline|address|e-?mail|(?:opening )?hours))\W{0,3}[:：]?\s*\S"
    r"|(?:路|道|街|大街)\s?\d{1,5}(?:[-–—至]\d{1,5})?\s?[号號]|(?<![\d-])(?:\+\d{1,3}[ -]?)?\d{3,4}[ -]\d{4}(?![\d-])",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"©|&copy;|版权|版權|备案|備案|copyright|公网安备|[京津沪渝粤苏浙川陕鄂]ICP", re.IGNORECASE
)
_LONGEST_CONTACT = 120  # characters of a footer's line


def strip(soup: BeautifulSoup, hidden: HiddenText) -> list[Tag]:
    """Takes out everything that is not the page's own text; what is hidden goes to `hidden`.

    Gives back its footers.
    """
    sheets = [style.get_text() for style in soup.find_all("style")]
    is_styled = bool(sheets) or soup.find("link", rel="stylesheet") is not None
    visibility = Visibility(sheets, is_styled)
    for mark in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        mark.extract()  # comments, declarations, processing instructions
    footers = _footers(soup, visibility)
    for element in soup.find_all(_CHROME_TAGS):
        element.decompose()
    for element in list(_outermost(soup, visibility.hides)):
        hidden.add(_start_of(element), _place_of(element), is_run=False)
        element.decompose()
    sizes = _text_sizes(soup)
    mains = {id(parent) for main in soup.find_all(["h1", "article", "main"]) for parent in main.parents}
    total = sizes.get(id(soup), 0)
    own = _own_tags(soup)
    for element in list(
        _outermost(soup, lambda one: id(one) not in own and _is_chrome(one, total, sizes, mains))
    ):
        element.decompose()
    return footers


def _own_tags(soup: BeautifulSoup) -> set[int]:
    """The tags that say of several blocks alike, each with a heading, what each is; those at an article's end are a menu."""
    blocks: dict[tuple[str, str], dict[int, list[Tag]]] = {}
    for element in soup.find_all(class_=_OF_TAGS):
        parent = element.parent
        if parent is not None and not element.find(_HEADINGS) and parent.find(_HEADINGS):
            shape = parent.name, " ".join(map(str, parent.get_attribute_list("class")))
            blocks.setdefault(shape, {}).setdefault(id(parent), []).append(element)
    return {
        id(element)
        for some in blocks.values()
        if len(some) >= _FEWEST
        for elements in some.values()
        for outer in elements
        for element in (outer, *outer.find_all(True))
    }


def _footers(soup: BeautifulSoup, visibility: Visibility) -> list[Tag]:
    """The footers of a page taken out of it, but for those that hide something."""
    found = soup.find_all(lambda one: one.name == "footer" or one.get("role") == "contentinfo")
    return [
        footer.extract()
        for footer in found
        if not any(map(visibility.hides, (footer, *footer.parents, *footer.find_all(True))))
    ]


def tells_how_to_reach(line: str) -> bool:
    """Whether a footer's line tells an address, a number or hours, and is no legal notice."""
    return len(line) <= _LONGEST_CONTACT and bool(_REACHED.search(line)) and not _LEGAL.search(line)


def _outermost(soup: BeautifulSoup, is_unwanted: Callable[[Tag], bool]) -> Iterator[Tag]:
    """The elements to take out, in the order of the page; what is inside one is not looked at."""
    stack = [child for child in reversed(soup.contents) if isinstance(child, Tag)]
    while stack:
        element = stack.pop()
        if element.name not in ("html", "body") and is_unwanted(element):
            yield element
        else:
            stack += [child for child in reversed(element.contents) if isinstance(child, Tag)]


def _start_of(element: Tag) -> str:
    """The first words in an element."""
    found = ""
    for piece in element.strings:
        found += f" {piece}" if found else str(piece)
        if len(found) > _EXCERPT:
            break
    return found


def _place_of(element: Tag) -> str:
    heading = element.find_previous(_HEADINGS)
    return one_line(heading.get_text())[:_EXCERPT] if heading else ""


def _text_sizes(soup: BeautifulSoup) -> dict[int, int]:
    """Characters of text in every element, counted from the leaves up in one go."""
    sizes: dict[int, int] = {}
    for element in reversed([soup, *soup.find_all(True)]):
        own = sum(len(child.strip()) for child in element.contents if isinstance(child, NavigableString))
        inner = sum(sizes.get(id(child), 0) for child in element.contents if isinstance(child, Tag))
        sizes[id(element)] = own + inner
    return sizes


def _is_chrome(element: Tag, total: int, sizes: dict[int, int], mains: set[int]) -> bool:
    if element.name in ("html", "body", "main", "article") or id(element) in mains:
        return False
    if not element.attrs:
        return element.name == "header"
    if element.name == "header" or element.get("role") in _CHROME_ROLES:
        return True
    names = " ".join([*map(str, element.get_attribute_list("class")), str(element.get("id") or "")])[:500]
    return bool(_CHROME_NAME.search(names)) and sizes.get(id(element), 0) < total * 0.7
