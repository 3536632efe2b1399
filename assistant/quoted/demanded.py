"""What a message wants by its own words, of which shops, and how it is called in a reply."""

from __future__ import annotations

import re

from assistant.asking.asked import Asked
from assistant.asking.conversation import without_connector
from assistant.asking.demands import Demand
from knowledge.directory import Mention
from knowledge.writing.names import forms_of


def demand_of(asked: Asked) -> Demand:
    """What a message wants by its own words."""
    names = tuple((mention.matched, *forms_of(mention.shop)) for mention in named(asked))
    own = without_connector(asked.text) if asked.turns else asked.text  # 还有丝芙兰呢 wants no 还有
    return Demand(own, names)


def named(asked: Asked) -> list[Mention]:
    """The shops that a message names; an English word that is only part of a shop's name, kids or little, names none."""
    return [
        mention for mention in asked.named if not asked.english or mention.matched in forms_of(mention.shop)
    ]


def topic_of(asked: Asked) -> str:
    """What was asked, to be named in a reply: no second sentence, which may be an order to say something."""
    return re.split(r"[\n。！？!?]", asked.question.message.strip())[0][:40]
