"""How a draft sounds: its first and last words and its marks, by audience and kind of goods. None states a fact."""

from __future__ import annotations

from functools import cache

from assistant.data import read_table
from assistant.drafting.templates.dice import Dice
from assistant.drafting.templates.typeset import typeset


@cache
def tags() -> dict:
    return read_table("tags.yaml")


def people(tag: str | None) -> str:
    """The audience in plain words; empty for none or one that nobody has described."""
    return tags()["tags"].get(tag or "", {}).get("people", "")


def looks_first(tag: str | None) -> str:
    """The block of a text that the audience looks for first: m, p, w or s."""
    return tags()["tags"].get(tag or "", {}).get("first", "")


def voice(tag: str | None, kind: str, thing: str, dice: Dice, emoji: bool) -> dict[str, str]:
    """The slots of a voice; `kind` is the goods' category or the campaign's kind, `thing` what it is called."""
    data = tags()
    spoken = {"opening": _opening(tag, kind, thing, dice)}
    if hello := data["hello"].get(tag or ""):
        spoken["hello"] = hello
    elif greetings := data["greetings"].get(tag or ""):
        spoken["greeting"] = dice.pick("greeting", greetings)
    for name, table in (("closing", data["closings"]), ("question", data["questions"])):
        if said := table.get(kind, ()):
            spoken[name] = typeset(dice.pick(name, said))
    return {**spoken, **_marks(tag, dice, emoji)}


def _opening(tag: str | None, kind: str, thing: str, dice: Dice) -> str:
    data = tags()
    own = data["category_openings"].get(kind, {"also_for": [], "say": []})
    general = data["openings"].get(tag or "any") or data["openings"]["any"]
    say = [*own["say"], *general] if not tag or tag in own["also_for"] else general
    if kind == "alcohol":  # an audience that drinks is a grown-up one, and the first words say so
        say = own["say"]
    return typeset(dice.pick("opening", say).format(thing=thing))


def _marks(tag: str | None, dice: Dice, emoji: bool) -> dict[str, str]:
    data = tags()
    plain = data["tags"].get(tag or "", {}).get("marks") == "plain"
    style = dice.pick("marks", data["marks"]["styles"]) if emoji and not plain else data["marks"]["plain"]
    return {f"e_{name}": mark for name, mark in style.items()}
