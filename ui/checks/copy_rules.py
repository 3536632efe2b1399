"""The house's own rules for copy: whether copy_rules.yaml holds, and whether the rules are looked after."""

from __future__ import annotations

from assistant.compliance.overlay import FILES, Overlay
from ui.checks.finding import Finding
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    book = Overlay(settings.home)()
    if book.problems:
        remedy = "Correct the file as docs/content.md describes; until then the shipped rules hold alone."
        return Finding.failed("copy rules", " ".join(book.problems), remedy)
    there = [name for name in FILES if (settings.home / name).is_file()]
    if len(there) > 1:
        remedy = f"Put all of it into {there[0]}, and take the others away."
        return Finding.warning("copy rules", f"only {there[0]} counts, not {', '.join(there[1:])}", remedy)
    told = f"as shipped, with {there[0]} over them" if there else "as shipped"
    return Finding.ok("copy rules", f"{len(book.words)} {told}")
