"""What the mall says of itself: told in its profile, set by the operator, and whom to ring and where to go read in its public papers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from assistant import reception, rescue
from assistant.model import MallProfile
from assistant.reception import Reception
from knowledge.library import Library
from knowledge.model import Document, Viewer
from ui.settings import Settings

_PROFILE = ("name", "name_en", "hotline", "service_desk", "service_desk_en", "timezone", "sms_signature")
_RESCUE = {"police": "police", "fire": "fire", "ambulance": "ambulance", "emergency_line": "line"}


def mall_profile(library: Library) -> MallProfile:
    """The mall's own description of itself; empty for a house that was told nothing."""
    told = {key: str(value) for key, value in library.profile().items()}
    known: dict[str, Any] = {name: told.pop(name) for name in _PROFILE if told.get(name)}
    return MallProfile(**known, extra=told)


def numbers_set(settings: Settings) -> dict[str, str]:
    """The numbers that the operator set, by their names in `Rescue`."""
    return {name: value for key, name in _RESCUE.items() if (value := str(getattr(settings, key)))}


class Profile:
    """The description with the numbers of emergencies. The papers are read once after each change and once a day."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._settings = settings
        self._lock = threading.Lock()
        self._read: tuple[dict[str, Document], date, rescue.Said, Reception, str] | None = None

    def __call__(self) -> MallProfile:
        profile = mall_profile(self._library)
        set_by_hand = numbers_set(self._settings)
        told = {name: set_by_hand.get(name) or profile.extra.get(key, "") for key, name in _RESCUE.items()}
        said, desk, paid_in = self._said_in_public()
        zone = profile.timezone if self._library.profile().get("timezone") else paid_in or profile.timezone
        profile = replace(profile, rescue=rescue.rescue_of(told, said, zone))
        if profile.hotline or profile.service_desk:
            return profile  # what the house leaves out it does not want to be told
        return replace(profile, hotline=desk.hotline, service_desk=desk.desk)

    def _said_in_public(self) -> tuple[rescue.Said, Reception, str]:
        """The numbers, the desk and the place of the money in what everybody may read now; a row is read as one sentence."""
        now = self._settings.clock or datetime.now().astimezone()
        known = self._library.catalogue.documents()
        with self._lock:
            if self._read is None or self._read[0] is not known or self._read[1] != now.date():
                said = rescue.read(self._texts(rescue.signs(), now))
                desk = reception.read(self._texts(reception.signs(), now))
                paid_in = rescue.zone_paid_in(self._texts(rescue.paid(), now))
                self._read = known, now.date(), said, desk, paid_in
            return self._read[2:]

    def _texts(self, signs: Sequence[str], now: datetime) -> list[str]:
        found = self._library.saying(signs, Viewer(), now)
        return [one.text.replace("; ", ", ") if one.kind == "row" else one.text for one, _ in found]
