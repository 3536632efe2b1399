"""What may lawfully be said in place of a demand that is blocked, where a request names no goods and no campaign."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant.data import read_table
from assistant.language import HANT, to_script
from assistant.model import MallProfile


@cache
def alternatives() -> dict[str, dict[str, str]]:
    """Rule → language → text; {desk} is where the mall answers questions."""
    rows = read_table("copy_instead.yaml")
    return {rule: row["say"] for row in rows for rule in row["rules"]}


def instead_of(rules: Sequence[str], profile: MallProfile, language: str) -> str:
    """The text for the first of the rules that has one; empty where none has."""
    said = next((alternatives()[rule] for rule in rules if rule in alternatives()), None)
    if said is None:
        return ""
    if language == "en":
        return said["en"].format(desk=profile.service_desk_en or "the service desk")
    text = said["zh"].format(desk=profile.service_desk or "服务台")
    return to_script(text, language) if language == HANT else text
