"""Phrases: everything the assistant says of its own accord, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.language import ENGLISH, to_script
from assistant.model import MallProfile
from knowledge.errors import AtriumError
from knowledge.yamlfile import read_yaml

DATA = Path(__file__).parent / "data" / "phrases.yaml"


class UnknownPhrase(AtriumError):
    """A phrase, or one of its placeholders, that is not there."""


class Phrases:
    """phrases.yaml, with the mall's own names filled in. Values given to `say` come before the profile's.

    `profile` is read at each call: an ingest may change what the mall says of itself.
    """

    def __init__(self, table: Mapping[str, Mapping[str, str]], profile: Callable[[], MallProfile]) -> None:
        self._table, self._profile = table, profile

    @classmethod
    def load(cls, profile: Callable[[], MallProfile] = MallProfile, path: Path = DATA) -> Phrases:
        return cls(read_yaml(path), profile)

    def with_table(self, table: Mapping[str, Mapping[str, str]]) -> Phrases:
        """Other phrases, with the names of the same mall."""
        return Phrases({**self._table, **table}, self._profile)

    def say(self, key: str, language: str, **values: str) -> str:
        """The phrase `key` in `language` (zh-Hans, zh-Hant, en)."""
        template = self._template(key, language)
        try:
            text = template.format(**{**self._own_values(language), **values})
        except KeyError as missing:
            raise UnknownPhrase(f"短语 {key!r} 需要 {missing}；请在调用时给出。") from None
        return to_script(text, language)

    def contact(self, language: str) -> str:
        """How to reach a person, with what the profile knows: hotline, desk, both or neither."""
        profile = self._profile()
        desk = _desk_place(profile, language)
        keys = {(True, True): "contact", (True, False): "contact_hotline", (False, True): "contact_desk"}
        key = keys.get((bool(profile.hotline), bool(desk)), "contact_none")
        text = self._template(key, language).format(hotline=profile.hotline, service_desk=desk)
        return to_script(text, language)

    def _template(self, key: str, language: str) -> str:
        try:
            return self._table[key]["en" if language == ENGLISH else "zh"]
        except KeyError:
            raise UnknownPhrase(f"phrases.yaml 里没有短语 {key!r}；请补上或改用已有的。") from None

    def _own_values(self, language: str) -> dict[str, str]:
        profile = self._profile()
        english = language == ENGLISH
        return {
            **profile.rescue.values(english),
            "mall": (profile.name_en or profile.name or "the mall") if english else (profile.name or "商场"),
            "hotline": profile.hotline,
            "service_desk": _desk_place(profile, language),
            "contact": self.contact(language),
        }


def _desk_place(profile: MallProfile, language: str) -> str:
    return (profile.service_desk_en or profile.service_desk) if language == ENGLISH else profile.service_desk
