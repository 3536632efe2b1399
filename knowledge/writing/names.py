"""How people name the shops of a directory: by letters, by sound, by initials, misspelt; and the other names of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from knowledge.model import Shop
from knowledge.text import fold, is_cjk
from knowledge.writing import apostrophes
from knowledge.writing.misspelt import Misspelt
from knowledge.writing.sounds import alike, initials_of, is_word, longest, readings_of, spelt, unknown

_BRANCH = re.compile(r"\s*(?:[blBL]\d+(?:店)?|快闪|旗舰店|[东西南北]区?店|店)\s*$")
# When does it close is no question about the shop i.t; where is IT is one, and IT在几楼.
_WORDS_OF_SENTENCES = frozenset(
    {
        "it",
        "its",
        "is",
        "at",
        "on",
        "in",
        "up",
        "us",
        "night",
        "day",
        "we",
        "me",
        "my",
        "he",
        "she",
        "you",
        "they",
        "them",
    }
)
# A shop may be called Brands; which brands, and brands for men, do not ask for it.
_OF_ANY_SHOP = frozenset(
    {"brands", "brand", "shops", "stores", "store", "shop", "outlet", "outlets", "choice"}
)
# Shops are called One, Service or Location: in a question these words ask of such a shop only where it is named plainly.
_PLAIN_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "one two zero time times service services location locations style just some any near next new now today free way"
        " hub kids mini home house world city place places people mobile phone pound sale deal idea ideas focus time zone"
        " open food coffee juice pizza gold sport sports level floor mall parking bank number little sweet best good great"
        " more gift gifts card cards offer offers bag bags shoe shoes watch fashion beauty first second third ground rest"
        " play game games book books this that there here what where which who when how can with from for and the",
    )
)
_ASKING_FOR_SHOPS = re.compile(
    r"(?:what|which|any|some|many|other|all|list|list of|fashion|luxury|good|best)(?: \w+)? (?:brands?|shops?|stores?|outlets?|choice)"
    r"|(?:brands?|shops?|stores?|outlets?|choice) (?:do|does|are|on|in|at|for|of|with|that|you|to|have|near)(?![a-z])"
    r"|(?:a|the|of) (?:brands?|shops?|stores?|outlets?|choice)(?= |$)"
)
_A_WORD = 4  # letters of a word of a Latin name that may stand for the whole
_LONG = 3  # characters of a Chinese name that may be written with others of the same sound
_MOST_NAMES = 5  # of one question


@dataclass(frozen=True, slots=True)
class Named:
    """What a text says for a shop: the wording, the shops that carry it, and whether it is a name as written."""

    said: str
    shops: tuple[Shop, ...]
    is_written: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """A name in a question: as it was said, and the other names of the same shops.

    `said` is empty when only the sound stands in the question. `is_word` is True of a name that
    is also a word of the language, so that it may not be meant as a name at all.
    """

    said: str
    others: tuple[str, ...]
    is_word: bool = False


def is_meant(name: str, text: str) -> bool:
    """Whether a folded name that is also a little word of English is one in a text: in capitals, or among Chinese."""
    if name in _OF_ANY_SHOP:
        return re.search(rf"(?<![a-z]){name}(?![a-z])", _ASKING_FOR_SHOPS.sub(" ", fold(text))) is not None
    if name in _PLAIN_WORDS:
        return _is_named_plainly(name, text)
    if name not in _WORDS_OF_SENTENCES or re.search(rf"(?<![A-Za-z]){name.upper()}(?![A-Za-z])", text):
        return True
    beside = re.findall(rf"(\S?)(?<![a-z]){name}(?![a-z])(\S?)", fold(text))
    return any(is_cjk(char) for pair in beside for char in pair if char)


def _is_named_plainly(name: str, text: str) -> bool:
    """Where is One, does Service have…, One in几楼: with a capital within the sentence, alone, or where a name stands."""
    capital = name[:1].upper() + name[1:]
    if re.search(rf"(?<=[a-z,] ){capital}(?![A-Za-z])(?! [A-Z])", text):
        return True
    folded = re.sub(r"[\s?？!！。.]+$", "", fold(text))
    after = r"(?= (?:shops?|stores?|located|sells?|ha(?:s|ve)|open|close|accepts?|on|in)(?![a-z])|$)"
    before = r"(?:where(?:'s| is)|does|is|called|named|about|phone (?:number )?(?:of|for))"
    asked = rf"{name} (?:phone|number|contact|floor|level|location|store|shop|offers)(?![a-z])"
    if folded == name or re.match(asked, folded):
        return True
    if re.search(rf"(?<![a-z]){before} (?:the )?(?:shop |store )?{name}{after}", folded):
        return True
    beside = re.findall(rf"(\S?)(?<![a-z]){name}(?![a-z])\s?(\S?)", folded)
    return any(is_cjk(char) for pair in beside for char in pair if char)


class Names:
    """The names of a directory's shops, made once and asked for each question."""

    def __init__(self, shops: Sequence[Shop]) -> None:
        self._shops = tuple(shops)

    @cached_property
    def _by_name(self) -> dict[str, list[Shop]]:
        """Folded name, alias, English name or short name -> the shops that carry it."""
        index: dict[str, list[Shop]] = {}
        for shop in self._shops:
            for name in names_of(shop):
                if shop not in index.setdefault(name, []):
                    index[name].append(shop)
        for word, shops in self._by_word.items():
            if word in index:  # the first word of one name may stand within others: polo
                index[word] += [shop for shop in shops if shop not in index[word]]
        return index

    @cached_property
    def _by_word(self) -> dict[str, list[Shop]]:
        """The longer words of Latin names of several -> the shops in whose names they stand."""
        words: dict[str, list[Shop]] = {}
        for shop in self._shops:
            latin = fold(shop.name_en or shop.name).split()
            for word in dict.fromkeys(latin if len(latin) > 1 else ()):
                if word.isascii() and len(word) >= _A_WORD:
                    words.setdefault(word, []).append(shop)
        return words

    @cached_property
    def _by_head(self) -> dict[str, list[str]]:
        """The first two characters of a name -> the names that begin so, longest first."""
        heads: dict[str, list[str]] = {}
        for name in sorted(self._by_name, key=len, reverse=True):
            heads.setdefault(name[:2], []).append(name)
        return heads

    @cached_property
    def _by_sound(self) -> dict[str, list[Shop]]:
        return self._heard_as(readings_of)

    @cached_property
    def _long(self) -> tuple[str, ...]:
        """The Chinese names that are long enough to be told by their sound alone."""
        return tuple(name for name in self._by_name if len(name) >= _LONG and all(map(is_cjk, name)))

    @cached_property
    def _by_initials(self) -> dict[str, list[Shop]]:
        return self._heard_as(initials_of)

    @cached_property
    def _forms(self) -> dict[Shop, tuple[str, ...]]:
        return {shop: forms_of(shop) for shop in self._shops}

    def _heard_as(self, sounds_of: Callable[[str], Iterable[str]]) -> dict[str, list[Shop]]:
        sounds: dict[str, list[Shop]] = {}
        for name, shops in self._by_name.items():
            if all(map(is_cjk, name)):
                for sound in sounds_of(name):
                    known = sounds.setdefault(sound, [])
                    known += [shop for shop in shops if shop not in known]
        return sounds

    def written(self, folded: str) -> list[Named]:
        """The names that stand in a folded text, longest first; no letter belongs to two of them."""
        folded = apostrophes.plain(folded)
        spans = [
            (at, at + len(name), name)
            for at in range(len(folded) - 1)
            for name in self._by_head.get(folded[at : at + 2], ())
            if folded.startswith(name, at) and _is_whole(name, folded, at)
        ]
        found = dict.fromkeys(name for _, _, name in longest(spans))
        return [Named(name, tuple(self._by_name[name]), True) for name in found]

    @cached_property
    def _by_spelling(self) -> Misspelt:
        """Without the first words of English names, to which too much is near."""
        return Misspelt(name for forms in self._forms.values() for name in forms)

    def heard(self, folded: str) -> list[Named]:
        """The shops whose name sounds like letters or like an unknown word of a folded text, longest first.

        Where nothing does, those whose name is written with one letter wrong.
        """
        by_sound = self._by_sound
        said = (*spelt(folded), *unknown(folded), *alike(folded, self._long))
        spans = [span for span in said if span[2] in by_sound]
        found = {folded[start:end]: by_sound[sound] for start, end, sound in longest(spans)}
        named = [Named(said, tuple(shops), False) for said, shops in found.items()]
        return named or self.begun(folded) or self.misspelt(folded)

    def begun(self, folded: str) -> list[Named]:
        """The one shop whose Latin name begins with a word of a Chinese text: lulu几楼 for lululemon. In English too much begins so."""
        words = re.findall(r"(?<![a-z0-9])[a-z]+(?![a-z0-9])", folded) if any(map(is_cjk, folded)) else []
        found = []
        for word in dict.fromkeys(word for word in words if word not in self._by_name):
            fit = {
                shop
                for name, shops in self._by_name.items()
                if name.startswith(word) and " " not in name
                for shop in shops
            }
            if len(word) >= _A_WORD and len(fit) == 1 and word not in _PLAIN_WORDS:
                found.append(Named(word, tuple(fit), False))
        return found

    def misspelt(self, folded: str) -> list[Named]:
        """The shops whose name stands in a folded text with one letter wrong, missing or too many, longest first."""
        found: dict[str, dict[Shop, None]] = {}
        for start, end, _ in longest(spans := list(self._by_spelling.spans(folded))):
            names = [name for first, last, name in spans if (first, last) == (start, end)]
            found[folded[start:end]] = dict.fromkeys(shop for name in names for shop in self._by_name[name])
        return [Named(said, tuple(shops), False) for said, shops in found.items()]

    def abbreviated(self, folded: str) -> list[Named]:
        """The shops whose initials, at least three, stand as a word in a folded text."""
        return [
            Named(word, tuple(self._by_initials[word]), False)
            for word in dict.fromkeys(re.findall(r"(?<![a-z0-9])[a-z]+(?![a-z0-9])", folded))
            if word in self._by_initials
        ]

    def wordings(self, question: str) -> list[Wording]:
        """The names in a question, each with the other names that passages may use; by ear when none is written."""
        if not self._shops:
            return []
        folded = fold(question)
        found = self._in_full(folded) or self.heard(folded) or self.abbreviated(folded)
        return [self._wording(named) for named in found[:_MOST_NAMES]]

    def _in_full(self, folded: str) -> list[Named]:
        """Without the first words of English names: `little` is too common to stand for one."""
        return [
            named
            for named in self.written(folded)
            if any(named.said in self._forms[shop] for shop in named.shops)
        ]

    def _wording(self, named: Named) -> Wording:
        names = dict.fromkeys(name for shop in named.shops for name in self._forms[shop])
        if not named.is_written:
            return Wording("", _shortest(names))
        others = _shortest(name for name in names if not _stands_in(named.said, name))
        return Wording(named.said, others, is_word(named.said))


def _shortest(names: Iterable[str]) -> tuple[str, ...]:
    """Without the names in which another stands: who finds the short one has found the long one."""
    some = tuple(names)
    return tuple(name for name in some if not any(_stands_in(other, name) for other in some if other != name))


_LIGHT = "一点个来去有是在吃喝买想要"
_PROPER, _A_PAIR = ("nr", "nt", "nz"), 2  # classes of proper names; a shorter one is said by itself
NO_NAMES = Names(())


def _is_whole(name: str, text: str, at: int) -> bool:
    """Whole words for Latin names, so that `art` is not found in `party`."""
    if not name.isascii():
        return True
    around = text[at - 1 : at] + text[at + len(name) : at + len(name) + 1]
    return not any(char.isascii() and char.isalnum() for char in around)


def _stands_in(name: str, text: str) -> bool:
    return any(text.startswith(name, at) and _is_whole(name, text, at) for at in range(len(text)))


# -- the names of a shop ------------------------------------------------------------------------------


def forms_of(shop: Shop) -> tuple[str, ...]:
    """The folded names under which passages may speak of a shop: full, without branch, English, aliases, short."""
    plain = _BRANCH.sub("", shop.name)
    names = dict.fromkeys(
        apostrophes.plain(fold(name)) for name in (plain, shop.name, shop.name_en, *shop.aliases)
    )
    for long in (fold(plain), *map(fold, shop.aliases)):
        short = long[:2]
        begins = long == fold(plain) or short[:1] not in _LIGHT  # 想吃点甜的 is no 点甜坊
        if len(long) > 2 and begins and all(map(is_cjk, short)) and not is_word(short):
            names[short] = None
        if proper := _proper_name_of(long):
            names[proper] = None
    names |= dict.fromkeys(apostrophes.without(names))
    return tuple(name for name in names if len(name) >= 2)


@cache
def _proper_name_of(name: str) -> str:
    """The proper name of a dictionary with which a longer name begins: 新东方 of 新东方素质教育; empty where none is."""
    import rjieba  # a fifth of a second

    first, kind = next(iter(rjieba.tag(name)), ("", ""))
    is_one = kind in _PROPER and len(first) > _A_PAIR and len(name) > len(first) and rjieba.has_word(first)
    return first if is_one and all(map(is_cjk, first)) else ""


def names_of(shop: Shop) -> list[str]:
    """The folded ways to name a shop: those of `forms_of`, the first word of an English name, and a long one without it."""
    names = dict.fromkeys(forms_of(shop))
    written = apostrophes.plain(fold(shop.name_en or shop.name))
    latin = written.split() if written.isascii() else []
    if len(latin) > 1 and _tells(latin[0], shop.name_en or shop.name):
        names[latin[0]] = None
    if len(latin) > 2 and len(latin[1]) >= _A_WORD:
        names[" ".join(latin[1:])] = None
    return list(names | dict.fromkeys(apostrophes.without(names)))


def _tells(first: str, name: str) -> bool:
    """Whether the first word of a name may stand for it: no everyday word; a short one in capitals of its own, as IMC."""
    if first in _PLAIN_WORDS | _OF_ANY_SHOP:
        return False
    is_letters = len(first) == _A_WORD - 1 and name.startswith(first.upper()) and name != name.upper()
    return len(first) >= _A_WORD or is_letters
