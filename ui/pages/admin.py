"""The admin page: a page of our own that its scripts fill, and what they must know of the house."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from knowledge.yamlfile import read_yaml
from ui.auth import MAY, Principal
from ui.entry.limits import Limits
from ui.pages.navigation import navigation

FILES = Path(__file__).resolve().parents[1] / "adminpage"
KINDS = {".js": "text/javascript", ".css": "text/css"}


@cache
def words() -> dict[str, dict[str, str]]:
    """Tables of names by what they are names of."""
    return read_yaml(FILES / "words.yaml")


def assets() -> dict[str, str]:
    """The page's own files by name, with their media types."""
    return {path.name: KINDS[path.suffix] for path in sorted(FILES.iterdir()) if path.suffix in KINDS}


def page_html(principal: Principal) -> str:
    """The page before its scripts have filled it."""
    page = (FILES / "page.html").read_text(encoding="utf-8")
    return page.replace("<!-- navigation -->", navigation(principal, "/admin"))


def roles() -> list[dict[str, Any]]:
    """Roles that keys and accounts have, with the acts that a key of each may be narrowed to."""
    known = words()
    return [
        {
            "id": role,
            "name": name,
            "may": [{"id": act, "name": known["acts"].get(act, act)} for act in sorted(MAY[role])],  # type: ignore[index]
        }
        for role, name in known["roles"].items()
    ]


def limits(now: Limits) -> list[dict[str, Any]]:
    """Every limit as it is, with its meaning and the setting that changes it."""
    meanings = words()["limits"]
    return [
        {"setting": f"ATRIUM_LIMITS__{name.upper()}", "meaning": meanings.get(name, name), "value": value}
        for name, value in now.model_dump().items()
    ]
