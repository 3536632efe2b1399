"""Places: the kinds of shop and the floors that a conversation is about, by its words and by the directory."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.labels.model import Evidence, Label, Source
from assistant.labels.private import BLANK
from assistant.labels.rules import Rules
from assistant.labels.said import Said
from assistant.labels.wants import merged
from knowledge.directory import Directory
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.floors import key_of, keys_in

_BY_DIRECTORY, _BY_WORDS = 0.95, 0.8
_USUAL = frozenset({"b3", "b2", "b1", "l1", "l2", "l3", "l4", "l5", "l6"})
_LOST = "失物"
Named = tuple[Said, Shop, str]


class Places:
    """Reads kinds of shop and floors."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._lost = [rule for rule in rules.needs if rule.value == _LOST]

    def shops(self, turns: Sequence[Said], directory: Directory) -> list[Named]:
        """The shops that the turns name by a written name, with the words."""
        found = []
        for said in turns:
            for mention in directory.written(said.turn.message):
                if not self._rules.private.tells(mention.matched):
                    found.append((said, mention.shop, mention.matched))
        return found

    def format_of(self, shop: Shop) -> str:
        """One of the twelve kinds, by what the directory says of a shop; empty where none fits."""
        told = fold(f"{shop.subcategory} {shop.category} {shop.name}")
        for written in (fold(shop.subcategory), fold(shop.category), told):
            for row in self._rules.formats:
                if written.strip() and row.shop.search(written):
                    return row.value
        return ""

    def formats(self, turns: Sequence[Said], shops: Sequence[Named]) -> tuple[Label, ...]:
        found = [
            Label(value, _BY_DIRECTORY, (Evidence(said.turn.n, words, Source.DIRECTORY, shop.name),))
            for said, shop, words in shops
            if (value := self.format_of(shop))
        ]
        named = {said.turn.n for said, _, _ in shops}
        for said in turns:
            text = _without(said.meant, [words for one, _, words in shops if one is said])
            if said.turn.subject == _LOST or any(rule.match(said.text) for rule in self._lost):
                continue  # what was lost is no goods that somebody shops for
            said_here = [
                Label(
                    row.value,
                    _BY_WORDS,
                    (Evidence(said.turn.n, said.quoted(match.start(), match.end()), Source.RULE, row.value),),
                )
                for row in self._rules.formats
                if (match := row.said.search(text)) and not (row.unless and row.unless.search(text))
            ]
            # Beside a shop's own kind only the car park is another one: "the jacket of X" is X's goods.
            found += [label for label in said_here if said.turn.n not in named or label.value == "停车"]
        return merged(found)

    def floors(
        self, turns: Sequence[Said], shops: Sequence[Named], directory: Directory
    ) -> tuple[Label, ...]:
        known = frozenset(directory.floors) | _USUAL
        found = []
        for said in turns:
            for key in keys_in(self._rules.no_floor.sub("", said.text)):
                if key in known:
                    evidence = Evidence(said.turn.n, said.whole(), Source.RULE, "楼层")
                    found.append(Label(key.upper(), _BY_WORDS, (evidence,)))
            text = _without(said.meant, [words for one, _, words in shops if one is said])
            for rule in self._rules.places:
                if match := rule.match(text):
                    evidence = Evidence(
                        said.turn.n, said.quoted(match.start(), match.end()), Source.RULE, rule.name
                    )
                    found.append(Label(rule.value, _BY_WORDS, (evidence,)))
        for said, shop, words in shops:
            if key := key_of(shop.floor):
                evidence = Evidence(said.turn.n, words, Source.DIRECTORY, shop.name)
                found.append(Label(key.upper(), _BY_DIRECTORY, (evidence,)))
        return merged(found)


def _without(text: str, names: Sequence[str]) -> str:
    """The text without the names of shops, which say nothing of what is asked: 北岸户外 is not outside."""
    for name in names:
        folded = fold(name)
        text = text.replace(folded, BLANK * len(folded))
    return text
