"""A list of the shops that a question asks for, with what was asked, how many there are, and at most a screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.model import Handling
from assistant.reply import Line, Reply
from assistant.shops.asking import asks_for_a_day, asks_for_shops, asks_whether, says_shops
from assistant.shops.conditions import Conditions
from assistant.shops.kinds import kinds_in, words_of
from assistant.shops.lines import ShopLines
from assistant.shops.opening import mall_line
from assistant.shops.sieve import Sieve
from assistant.shops.wanted import told_apart
from assistant.shops.words import sentences
from knowledge.directory import gives_hours, labels_of, stands_in
from knowledge.model import Shop
from knowledge.text import fold
from knowledge.writing.floors import UNIT_ON, floors, without_floors
from knowledge.writing.hours import OpeningRule
from knowledge.writing.presence import is_present

SCREEN = 10  # shops that one answer lists
_FEW = 5  # shops offered instead of those that do not exist
_ASKED_OF = {"campaign": "coupon", "points": "points"}  # the mark, and what a card says of it
_PAIR = 2  # shops that are told of in full where their hours are asked for
_EVENING = 20  # o'clock, from which on the mall's own closing time matters


_AGE = re.compile(r"\d+ ?周?岁|(?<![a-z])(?:years? old|aged?)(?![a-z])")


def _with_its_words(fits: Mapping[Shop, int]) -> list[Shop]:
    """Of the shops of a kind those whose remark or goods have most words of the question, where some do: 包间 of a restaurant."""
    most = max(fits.values(), default=0)
    return [shop for shop, count in fits.items() if count == most]


def _fits(shops: Sequence[Shop], folded: str) -> dict[Shop, int]:
    """How many words of a question each shop's remark or goods have; an age that is told has the one that is asked about."""
    words = [word for word in told_apart(without_floors(folded)) if not kinds_in(word)]
    asks_age = _AGE.search(folded) is not None
    said = {shop: fold(" ".join((shop.note, *shop.tags))) for shop in shops}
    return {
        shop: sum(stands_in(word, text) for word in words) + (asks_age and _AGE.search(text) is not None)
        for shop, text in said.items()
    }


def _without_conditions(folded: str, sieve: Sieve) -> str:
    """A question without the words of the marks and kinds that it asks for: gift cards are in no remark, fast food in some."""
    for one in sieve.marks:
        folded = one.mark.asked.sub(" ", folded)
    for word in words_of(folded):
        folded = folded.replace(word, " ")
    return folded


class Listing:
    """Says which shops fit a sieve."""

    def __init__(
        self,
        sieve: Sieve,
        said: ShopLines,
        rules_of: Callable[[], Sequence[OpeningRule]],
        own_hours: Callable[[Shop], Sequence[Line]] = lambda _: (),
    ) -> None:
        """`own_hours` gives what other papers tell of the hours of a shop whose row has none."""
        self._own_hours = own_hours
        self._sieve = sieve
        self._said = said
        self._rules_of = rules_of

    def reply(self, text: str) -> Reply | None:
        """The list; None where the question asks for no shops, or for what the directory has no column for."""
        folded = fold(text)
        if not asks_for_shops(self._sieve, folded):
            return None
        if self._sieve.state:
            return self._of_state()
        if self._sieve.order and not any(
            gives_hours(shop, self._said.day) for shop in self._sieve.directory.shops
        ):
            return None  # who shuts last is not told by a directory without hours
        shops = self._sieve.shops(self._said.day)
        if shops:
            return self._listed(shops, folded)
        if told := self._none_of_the_few(folded):
            return told
        is_a_list = self._sieve.lists or self._sieve.counts or not self._sieve.marks
        return self._nothing(folded) if is_a_list else None  # why not is for the rules to say

    def _none_of_the_few(self, folded: str) -> Reply | None:
        """That the few shops of a kind lack the mark that is asked for: 金店能用券吗."""
        sieve = self._sieve
        asked = {_ASKED_OF[one.mark.name] for one in sieve.marks if one.is_had and one.mark.name in _ASKED_OF}
        if len(asked) != 1 or not sieve.kinds or says_shops(folded) or not asks_whether(folded):
            return None
        some = sieve.wider(marks=()).shops(self._said.day)
        if not 0 < len(some) <= _PAIR:
            return None
        return Reply(Handling.ANSWER, tuple(self._said.card(shop, asked) for shop in some), 0.85)

    # -- what there is -----------------------------------------------------------------------------

    def _listed(self, shops: list[Shop], folded: str) -> Reply | None:
        sieve, said = self._sieve, self._said
        fits = _fits(shops, _without_conditions(folded, sieve))
        fitting = _with_its_words(fits)
        is_by_remark = len(fitting) < len(shops) or (len(shops) == 1 and any(fits.values()))
        shops = sieve.ordered(fitting, said.day)
        if not shops:
            return None  # none of them has the figure that is asked for
        key = "found_one" if len(shops) == 1 else "found"
        head = said(key, count=len(shops), conditions=self._conditions(sieve))
        lines = [Line(said("unrated", best=sieve.best))] if sieve.best else []
        lines.append(Line(self._wide() + head))
        if sieve.order and len(shops) > 1:
            lines.append(Line(said("late_first" if sieve.order == "latest" else "early_first")))
        if sieve.figure and sieve.figure.order and len(shops) > 1:
            lines.append(Line(sieve.figure.head(said.english)))
        of_hours = re.search(sentences()["asked"]["hours"], folded) or asks_for_a_day(sieve, folded)
        screen = _FEW if sieve.figure and sieve.figure.order and not sieve.counts else SCREEN
        if len(shops) <= _PAIR and of_hours:
            lines += [line for shop in shops for line in (said.card(shop, {"hours"}), *self._own_hours(shop))]
        elif is_by_remark and len(shops) <= _FEW:
            lines += [said.card(shop, set()) for shop in shops]  # with the remark by which they fit
        else:
            lines += [
                said.option(shop, len(shops) <= _FEW and bool(sieve.kinds), self._figure(shop))
                for shop in shops[:screen]
            ]
            lines += [said.line(shop, said("note", shop)) for shop in shops if len(shops) == 1 and shop.note]
        if len(shops) > screen:
            lines.append(Line(said("more", count=len(shops) - screen)))
        if sieve.figure and (untold := sieve.figure.untold(fitting, said.english)):
            lines.append(Line(untold))
        return Reply(Handling.ANSWER, (*lines, *self._untold(), *self._mall()), 0.85)

    def _figure(self, shop: Shop) -> str:
        """What a shop has in the column by which the list is made."""
        return self._sieve.figure.option(shop, self._said.english) if self._sieve.figure else ""

    def _of_state(self) -> Reply | None:
        """The shops that are in a state, each with its dates."""
        sieve, said = self._sieve, self._said
        shops = [shop for shop in sieve.in_state(said.day) if sieve.lets_through(shop)]
        if not shops and sieve.state == "popup" and (left := sieve.left_by(said.day)):
            return Reply(Handling.ANSWER, tuple(said.card(shop, {"place"}) for shop in left[:_FEW]), 0.85)
        month = f"{sieve.month[0]:%Y-%m}" if sieve.month and sieve.opens_in_a_month else ""
        if not shops:
            none = Line(said("state_no_month", month=month))
            return Reply(Handling.UNKNOWN, (none,), 0.8) if month else None
        lines = [said.card(shop, {"place"}) for shop in shops[:SCREEN]]
        if len(shops) > SCREEN:
            lines.append(Line(said("more", count=len(shops) - SCREEN)))
        head = Line(said("state_month" if month else f"state_{sieve.state}", count=len(shops), month=month))
        return Reply(Handling.ANSWER, (head, *lines), 0.85)

    def _wide(self) -> str:
        """A word before the list where only a wider category takes in what was asked for."""
        sieve = self._sieve
        is_wide = bool(sieve.kinds) and all(kind.is_wide(sieve.directory.shops) for kind in sieve.kinds)
        return self._said("wide", conditions=self._conditions(sieve)) if is_wide else ""

    def _untold(self) -> list[Line]:
        """How many shops the directory says neither yes nor no of."""
        sieve = self._sieve
        if len(sieve.marks) != 1 or sieve.marks[0].mark.name == "24h":
            return []
        some = sieve.wider(marks=()).shops(self._said.day)
        untold = [shop for shop in some if sieve.marks[0].mark.holds(shop) is None]
        return [Line(self._said("untold", count=len(untold)))] if untold else []

    def _mall(self) -> list[Line]:
        """The mall's own hours, where shops are asked for late on a day that is not as usual."""
        moment = self._sieve.moment
        if not moment or moment.at.hour < _EVENING:
            return []
        line = mall_line(
            self._said.day, self._said.today, self._rules_of(), self._said.english, only_exceptions=True
        )
        return [Line(self._said("mall_hours") + line.text, line.sources)] if line else []

    # -- what there is not -------------------------------------------------------------------------

    def _nothing(self, text: str) -> Reply | None:
        """That nothing fits, and what fits with a condition less; shops that will be there are told with their dates."""
        sieve, said = self._sieve, self._said
        later = [shop for shop in sieve.directory.shops if not is_present(shop, said.day)]
        waiting = [shop for shop in later if sieve.wider(moment=None).lets_through(shop)]
        if shut := self._shut_then():
            return Reply(Handling.ANSWER, tuple(shut), 0.85)
        if moved := self._moved(text):
            return Reply(Handling.ANSWER, tuple(said.card(shop, {"place"}) for shop in moved), 0.9)
        is_later = bool(waiting) and not sieve.marks and bool(sieve.kinds or sieve.floors)
        is_all = is_later and not sieve.moment
        head = [Line(said("none_now", conditions=self._conditions(sieve)) if is_all else self._none())]
        if is_later:
            head += [said.card(shop, set()) for shop in waiting[:_FEW]]
        if is_all:
            return Reply(Handling.ANSWER, tuple(head), 0.8)
        elsewhere = [shop for shop in later if sieve.wider(moment=None, floors=()).lets_through(shop)]
        for less in self._relaxed():
            shops = less.shops(said.day)
            if shops:
                conditions = self._conditions(less)
                key = "nearest" if less.conditions else "late_first"
                nearest = said(key, conditions=conditions, count=len(shops))
                options = [said.option(shop) for shop in less.ordered(shops, said.day)[:_FEW]]
                return Reply(Handling.ANSWER, (*head, Line(nearest), *options), 0.8)
        if len(head) == 1 and elsewhere and sieve.kinds:
            head += [said.card(shop, set()) for shop in elsewhere[:_FEW]]
        if len(head) > 1 or sieve.conditions > 1 or sieve.marks:
            return Reply(Handling.ANSWER, tuple(head), 0.8)
        return None

    def _shut_then(self) -> list[Line]:
        """The few shops of a kind, each with whether it is open at the time that is named: is the clinic open at 2pm?"""
        sieve, said = self._sieve, self._said
        if not (sieve.moment and sieve.kinds) or sieve.lists or sieve.counts:
            return []
        shops = sieve.wider(moment=None).shops(said.day)
        told = [(said.at(shop, sieve.moment.at), said.card(shop, {"hours"})) for shop in shops[: _PAIR + 1]]
        if not 0 < len(told) <= _PAIR or not all(at for at, _ in told):
            return []
        return [
            Line(f"{at} {card.text}" if said.english else at + card.text, card.sources) for at, card in told
        ]

    def _moved(self, text: str) -> list[Shop]:
        """Shops of the kind whose remark says that they were on the floor that is named: 原来二楼卖户外的."""
        sieve = self._sieve
        if not (sieve.kinds and sieve.floors and re.search(sentences()["moved"], text)):
            return []
        some = sieve.wider(floors=(), moment=None).shops(self._said.day)
        return [shop for shop in some if set(sieve.floors) & _floors_said(shop.note)]

    def none_of_kind(self) -> Reply | None:
        """That the directory has no shop of a kind, where nothing else has an answer."""
        sieve = self._sieve
        if not sieve.kinds or sieve.shops(self._said.day) or not any(map(labels_of, sieve.directory.shops)):
            return None  # a list of names says nothing of kinds
        return Reply(Handling.UNKNOWN, (Line(self._none()),), 0.8)

    def _none(self) -> str:
        sieve = self._sieve
        if sieve.moment and sieve.conditions > 1:
            less = sieve.wider(moment=None)
            return self._said(
                "none_open", conditions=self._conditions(less), time=Conditions(sieve, self._said).time
            )
        return self._said("none", conditions=self._conditions(sieve))

    def _relaxed(self) -> list[Sieve]:
        """The sieve with one condition less: first the time, then the floor, then the mark."""
        sieve = self._sieve
        less = [
            sieve.wider(floors=()) if sieve.floors and (sieve.kinds or sieve.marks) else None,
            sieve.wider(moment=None, order="latest")
            if sieve.moment and (sieve.kinds or sieve.floors)
            else None,
            sieve.wider(floors=(), moment=None, order="latest") if sieve.moment and sieve.kinds else None,
            sieve.wider(marks=(), order="latest")
            if [one.mark.name for one in sieve.marks] == ["24h"]
            else None,
        ]
        return [one for one in less if one]

    def _conditions(self, sieve: Sieve) -> str:
        return str(Conditions(sieve, self._said))


def _floors_said(note: str) -> set[str]:
    """The floors that a remark names, by themselves or in a unit's number."""
    folded = fold(note)
    return {*floors(folded), *(match[1] for match in UNIT_ON.finditer(folded))}
