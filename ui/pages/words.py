"""The words of the shopper's page and of the widget, and in which language a browser wants them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assistant.language import ENGLISH, HANS, HANT, to_script
from assistant.rescue import MAINLAND, Rescue
from knowledge.yamlfile import read_yaml

LANGUAGES: Mapping[str, str] = {HANS: "简体", HANT: "繁體", ENGLISH: "English"}
LANGUAGE_COOKIE = "atrium_language"  # chosen by hand; a script of the page writes it
INFORMED_COOKIE = "atrium_informed"  # the notice of purpose was closed
TALK_COOKIES = (
    "atrium_talk_staff",
    "atrium_talk",
)  # the conversation of the tab in use; it opens nothing to anybody else

_LONGEST = 100  # characters of a conversation's id
_TRADITIONAL = re.compile(r"zh-(?:hant|tw|hk|mo)", re.IGNORECASE)


@cache
def words(language: str, rescue: Rescue = MAINLAND) -> Mapping[str, str]:
    """Every word by its name, with the numbers that are rung in danger."""
    table = read_yaml(Path(__file__).parent / "shopper.yaml")
    numbers = rescue.values(language == ENGLISH)["numbers"]
    return {name: _in(row, language).replace("{numbers}", numbers) for name, row in table.items()}


def _in(row: Mapping[str, str], language: str) -> str:
    if language == ENGLISH:
        return row["en"]
    return row["hant"] if language == HANT and "hant" in row else to_script(row["zh"], language)


def picked(cookies: Mapping[str, str]) -> str:
    """The language that was chosen by hand; empty when none was."""
    chosen = cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else ""


def talk_of(cookies: Mapping[str, str]) -> str:
    """The conversation that a tab had before it was opened anew; empty when it had none."""
    return next((cookies[name][:_LONGEST] for name in TALK_COOKIES if name in cookies), "")


def accepted(header: str, otherwise: str = HANS) -> str:
    """The first language of an Accept-Language header that there are words in, by its weights (RFC 9110 §12.5.4)."""
    ranges = [part.strip() for part in header.split(",")]
    for tag in sorted(ranges, key=_weight, reverse=True):
        if not _weight(tag):
            continue
        if tag.lower().startswith("en"):
            return ENGLISH
        if tag.lower().startswith("zh"):
            return HANT if _TRADITIONAL.match(tag) else HANS
    return otherwise


def _weight(part: str) -> float:
    found = re.search(r";\s*q=([01](?:\.\d{0,3})?)\s*$", part)
    return float(found[1]) if found else 1.0


def wanted(cookies: Mapping[str, str], accept_language: str) -> str:
    """The language to show a page in."""
    return picked(cookies) or accepted(accept_language)


def kept_for(days: int | None, language: str) -> str:
    """For how long conversations are kept; `days` None is for good."""
    said = words(language)
    return said["kept_days"].format(days=days) if days else said["kept_on"]
