"""Emergencies: what to do now, in three short lines. Written beforehand, never generated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.language import ENGLISH, to_script
from assistant.model import MallProfile
from assistant.rescue import MAINLAND, Rescue
from knowledge.errors import AtriumError
from knowledge.text import fold
from knowledge.yamlfile import read_yaml

DATA = Path(__file__).parent / "data" / "emergencies.yaml"


class UnknownEmergency(AtriumError):
    """A kind of emergency that the table does not have."""


class Emergencies:
    """The lines of emergencies.yaml. None claims that somebody has been told, but for the one for when a channel confirmed it."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._kinds, self._call, self._aed = table["kinds"], table["call"], table["aed"]
        self._told, self._listens, self._line = table["told"], table["listens"], table["line"]
        self._concerns = re.compile(table["concerns"])

    @classmethod
    def load(cls, path: Path = DATA) -> Emergencies:
        return cls(read_yaml(path))

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self._kinds)

    def concerns(self, text: str) -> bool:
        """Whether a plain message after an emergency still speaks of it: of rescue, of who is in danger, of what to do."""
        return bool(self._concerns.search(fold(text)))

    def lines(
        self,
        kind: str,
        profile: MallProfile,
        language: str,
        staff: bool = False,
        facts: Mapping[str, str] | None = None,
    ) -> list[str]:
        """What to do now. A shopper gets at most three lines; staff one, above their own procedure.

        `facts["aed"]` says where the AEDs are, when the mall's papers tell it; staff read it in a line of its own.
        """
        tongue, aed = _tongue(language), (facts or {}).get("aed", "")
        nearest = self._aed[tongue].format(aed=aed) if aed else ""
        if staff:
            line = self._line[tongue].format(line=profile.rescue.line) if profile.rescue.line else ""
            beside = [to_script(text, language) for text in (line, nearest) if text]
            return [self.staff_header(kind, language, profile.rescue), *beside]
        values = {
            **self._numbers(profile.rescue, tongue),
            "call": self.whom_to_call(profile, language),
            "aed": nearest,
        }
        return [to_script(line.format(**values).strip(), language) for line in self._row(kind)[tongue]]

    def told(self, desk: str, language: str) -> str:
        """That the desk was told; only for what its channel has confirmed."""
        return to_script(self._told[_tongue(language)].format(desk=desk), language)

    def staff_header(self, kind: str, language: str, rescue: Rescue = MAINLAND) -> str:
        """What every house does in the first two minutes."""
        tongue = _tongue(language)
        header = str(self._row(kind)["staff"][tongue])
        return to_script(header.format(**self._numbers(rescue, tongue)), language)

    def staff_query(self, kind: str, rescue: Rescue = MAINLAND) -> str:
        """A search query that finds the mall's procedure for this kind."""
        return str(self._row(kind)["query"]).format(**rescue.values(False))

    def is_on(self, kind: str, text: str) -> bool:
        """Whether a text of the mall's own is on this kind of emergency."""
        return re.search(self._row(kind)["own"], fold(text)) is not None

    def _numbers(self, rescue: Rescue, tongue: str) -> dict[str, str]:
        values = rescue.values(tongue == "en")
        values["listens"] = self._listens[tongue].format(**values) if rescue.listens else ""
        return values

    def whom_to_call(self, profile: MallProfile, language: str) -> str:
        """The mall's people in words, from what the profile knows: staff nearby, hotline, desk."""
        tongue = _tongue(language)
        desk = profile.service_desk_en or profile.service_desk if tongue == "en" else profile.service_desk
        ways = [
            self._call["nearest"][tongue],
            self._house_number(profile, tongue),
            self._call["desk"][tongue].format(service_desk=desk) if desk else "",
        ]
        *first, last = filter(None, ways)
        joint, final = self._call["joint"][tongue], self._call["final"][tongue]
        return f"{joint.join(first)}{final}{last}" if first else last

    def _house_number(self, profile: MallProfile, tongue: str) -> str:
        """The mall's line that is answered at any hour; else its hotline, if it has one."""
        for way, number in (("line", profile.rescue.line), ("hotline", profile.hotline)):
            if number:
                return str(self._call[way][tongue].format(**{way: number}))
        return ""

    def _row(self, kind: str) -> Mapping[str, Any]:
        try:
            row: Mapping[str, Any] = self._kinds[kind]
        except KeyError:
            raise UnknownEmergency(f"没有 {kind!r} 这类紧急情况；可用：{', '.join(self._kinds)}。") from None
        return row


def _tongue(language: str) -> str:
    return "en" if language == ENGLISH else "zh"
