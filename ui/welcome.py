"""How a shopper is met: the mall's name, a greeting that knows the day, questions that can be answered, and a notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.language import ENGLISH, to_script
from assistant.model import MallProfile
from assistant.shops.today import going_on, hours_today
from knowledge.model import Viewer
from ui.atrium import Atrium
from ui.pages.suggestions import suggestions
from ui.pages.words import kept_for, words


@dataclass(frozen=True, slots=True)
class Welcome:
    """In one language. `notice` tells for what and how long a conversation is kept."""

    mall: str
    greeting: str
    suggestions: list[str]
    notice: str


def welcome(atrium: Atrium, viewer: Viewer, at: datetime, language: str) -> Welcome:
    """What a shopper finds who comes now."""
    said, profile = words(language), atrium.profile
    mall = name_of(profile, language)
    lines = [
        own_words(profile, "greeting", language) or said["greeting"].format(mall=mall or said["this_mall"])
    ]
    if hours := hours_today(atrium.library, viewer, at, language):
        lines.append(hours)
    if names := going_on(atrium.library, viewer, at, language):
        lines.append(said["going_on"].format(names=said["between"].join(names)))
    return Welcome(
        mall,
        "\n".join(lines),
        suggestions(atrium, viewer, at, language),
        said["purpose"].format(kept=kept_for(atrium.settings.conversation_days, language)),
    )


def name_of(profile: MallProfile, language: str) -> str:
    """The mall's name as a reader of the language knows it."""
    if language == ENGLISH:
        return profile.name_en or profile.name
    return to_script(profile.name, language)


def own_words(profile: MallProfile, name: str, language: str) -> str:
    """A sentence of the mall's profile; English only where the mall wrote it."""
    if language == ENGLISH:
        return str(profile.extra.get(f"{name}_en") or "")
    return to_script(str(profile.extra.get(name) or ""), language)
