"""Names of Word's XML, and reading values out of it whatever nonsense stands there."""

from __future__ import annotations

from lxml.etree import _Element

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(name: str) -> str:
    """A name in Word's own namespace, as lxml writes it."""
    return f"{{{_W}}}{name}"


VAL = w("val")


def value(element: _Element | None, *names: str) -> str:
    """The w:val under a chain of children; empty when one is missing."""
    for name in names:
        element = element.find(w(name)) if element is not None else None
    return (element.get(VAL) or "") if element is not None else ""


def number(text: str | None, otherwise: int) -> int:
    """A whole number from 0 to 9,999,999, or `otherwise` for anything else that a file may hold."""
    text = (text or "").strip()
    return int(text) if text.isdecimal() and len(text) < 8 else otherwise


def is_on(mark: _Element | None) -> bool:
    """Whether a switch such as w:vanish is there and not turned off."""
    return mark is not None and mark.get(VAL) not in ("0", "false", "off")
