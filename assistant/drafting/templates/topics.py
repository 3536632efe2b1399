"""The topics (#…) under a note: what it is, who makes it, what kind of goods, which mall."""

from __future__ import annotations

from assistant.compliance.goods import Goods
from assistant.drafting.channels import Channel
from assistant.drafting.templates.dice import Dice
from assistant.drafting.templates.phrasing import Slots

USUAL = ("商场活动", "周末去哪儿", "逛街日常")


def topics(form: Channel, slots: Slots, goods: Goods, mall: str, dice: Dice) -> str:
    """As many as the channel asks for; usual ones fill up."""
    least, most = form.topics or (3, 5)
    words = [slots.get("short") or slots.get("name", ""), slots.get("brand", ""), goods.topic, mall]
    known = [word for word in words if word]
    usual = dice.turned("topics", USUAL)
    wanted = max(least, min(most, len(known)))
    kept = dict.fromkeys([*known, *usual])
    return " ".join(f"#{''.join(c for c in word if c.isalnum())}" for word in list(kept)[:wanted])
