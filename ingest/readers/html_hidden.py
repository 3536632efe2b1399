"""Which elements of a page nobody sees: by attribute, inline style, or a simple rule of the page's own style sheet."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from bs4 import Tag

from ingest.readers.hidden import is_white

_MAX_SHEET = 300_000  # characters of style sheets that are looked at
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]*)?([.#])([\w-]{1,80})", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_HIDING_CLASSES = {
    "hidden", "d-none", "is-hidden", "hide", "sr-only", "visually-hidden", "screen-reader-text", "invisible",
    "display-none", "offscreen", "off-screen",
}  # fmt: skip
_LENGTH = re.compile(r"(-?\d{0,9}(?:\.\d{1,9})?)\s*(px|pt|em|rem|%|vw|vh)?")
_FAR = -500.0  # pixels to the left or above from which nothing is on a screen
_NAMED = {
    "white": "ffffff",
    "black": "000000",
    "transparent": "transparent",
    "#fff": "ffffff",
    "#000": "000000",
}
_NONE: dict[str, str] = {}


class Visibility:
    """Knows the page's own style sheets, as far as they are simple."""

    def __init__(self, sheets: Iterable[str], is_styled: bool) -> None:
        """`is_styled` when sheets from elsewhere colour the page: then white text proves nothing."""
        self._classes: set[str] = set()
        self._ids: set[str] = set()
        self._tiny: set[str] = set()  # classes of no size; what is in them may have one of its own
        text = _CSS_COMMENT.sub("", "\n".join(sheets)[:_MAX_SHEET])
        for selectors, body in _rules(text):
            if _hides(declarations(body)):
                self._learn(selectors)
            elif _is_tiny(declarations(body).get("font-size")):
                self._learn(selectors, self._tiny)
        self._is_styled = is_styled

    def hides(self, element: Tag) -> bool:
        """Whether this element, not looking at those around it, is kept from sight."""
        attributes = element.attrs
        if not attributes:
            return False
        if "hidden" in attributes or str(attributes.get("aria-hidden", "")).lower() == "true":
            return True
        classes = {str(one).lower() for one in element.get_attribute_list("class") if one}
        if classes & _HIDING_CLASSES or classes & self._classes:
            return True
        if str(attributes.get("id", "")).lower() in self._ids:
            return True
        style = attributes.get("style")
        rules = declarations(str(style)) if style else _NONE
        is_tiny = _is_tiny(rules.get("font-size")) or bool(classes & self._tiny)
        if is_tiny and not any(child.get("class") or child.get("style") for child in element.find_all(True)):
            return True
        return _hides(rules) or self._is_pale(element, rules)

    def _learn(self, selectors: str, classes: set[str] | None = None) -> None:
        for selector in selectors.split(","):
            match = _SIMPLE.fullmatch(selector.strip())
            if match:
                known = self._classes if classes is None else classes
                (known if match[1] == "." else self._ids if classes is None else set()).add(match[2].lower())

    def _is_pale(self, element: Tag, rules: dict[str, str]) -> bool:
        """White on what must be paper: nothing around it has a colour, a class or a style sheet."""
        colour = _colour(rules.get("color", "") or str(element.get("color") or ""))
        if not is_white(colour) or self._is_styled or "text-shadow" in rules:
            return False
        around = [element, *element.parents]
        return not any(_is_painted(one) for one in around[:60])


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that always hold; those inside @media and the like do not."""
    depth, start, selectors = 0, 0, ""
    for brace in re.finditer("[{}]", sheet):
        if brace[0] == "{":
            if depth == 0:
                selectors = sheet[start : brace.start()].strip()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and not selectors.startswith("@"):
                yield selectors[:2_000], sheet[start : brace.start()][:2_000]
        start = brace.end()


def declarations(style: str) -> dict[str, str]:
    """Property to value of an inline style, in lower case."""
    pairs = (part.partition(":") for part in style[:5_000].lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value.strip()
    }


def _hides(rules: dict[str, str]) -> bool:
    if not rules:
        return False
    if rules.get("display") == "none" or rules.get("visibility") in ("hidden", "collapse"):
        return True
    if _pixels(rules.get("opacity")) == 0.0:
        return True
    background = _colour(rules.get("background-color") or rules.get("background", ""))
    if "color" in rules and background and _colour(rules["color"]) == background:
        return True
    return _is_away(rules)


def _is_away(rules: dict[str, str]) -> bool:
    is_placed = rules.get("position") in ("absolute", "fixed")
    places = ("left", "top", "right", "bottom") if is_placed else ()
    if any(_pixels(rules.get(name)) <= _FAR for name in (*places, "text-indent", "margin-left")):
        return True
    if "overflow" in rules and rules["overflow"] == "hidden":
        sizes = (_pixels(rules.get(name)) for name in ("height", "width", "max-height"))
        if any(size <= 1 for size in sizes):
            return True
    return rules.get("clip", "").replace(" ", "") in (
        "rect(0,0,0,0)",
        "rect(0000)",
    ) or "scale(0)" in rules.get("transform", "")


def _is_tiny(size: str | None) -> bool:
    match = _LENGTH.fullmatch(size or "")
    if not match or match[1] in ("", "-", "."):
        return False
    limit = 1.0 if match[2] in ("px", "pt", None) else 0.1 if match[2] in ("em", "rem") else 5.0
    return float(match[1]) <= limit


def _pixels(value: str | None, otherwise: float = math.nan) -> float:
    match = _LENGTH.fullmatch(value or "")
    if not match or match[1] in ("", "-"):
        return otherwise
    return float(match[1]) * (16.0 if match[2] in ("em", "rem") else 1.0)


def _colour(value: str) -> str:
    """Six digits for a colour where they can be told; else the value as it is."""
    value = value.strip().lower()
    value = _NAMED.get(value, value)
    short = re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", value)
    if short:
        return "".join(digit * 2 for digit in short.groups())
    triple = re.fullmatch(
        r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*[\d.]{1,6}\s*)?\)", value
    )
    if triple:
        return "".join(f"{min(int(part), 255):02x}" for part in triple.groups())
    return value.removeprefix("#")


def _is_painted(element: Tag) -> bool:
    if not element.attrs:
        return False
    if element.get("bgcolor") or element.get("background") or element.get("class"):
        return True
    return "background" in str(element.get("style") or "").lower()
