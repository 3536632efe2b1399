"""Long text cut where sentences end, never within a number or a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from ingest.cutting.atoms import atoms_of
from ingest.cutting.sizes import Ruler

_ENDS = re.compile(r"[。!?！？;；][”’」』)）\]]*$")
_LATIN_END = re.compile(r"[A-Za-z0-9)%][.!?][\"”)]?$")
_ABBREVIATED = re.compile(r"(?:^|\W)(?:No|Nos|Mr|Mrs|Ms|Dr|St|vs|approx|Tel|Fig|e\.g|i\.e)\.$", re.IGNORECASE)
_LATIN_START = re.compile(r"[A-Z\"“(]")
_PHRASE_END = re.compile(r"[,，、:：][”’」』)）\]]*$")
_LIMITS_WHAT_STANDS_BEFORE = re.compile(
    r"\s*(?:但|例外|除(?!夕|湿|尘|臭|锈)|惟|唯(?!一)|然而|不过|(?:Except|Unless|However|But|Provided that)\b)"
)
_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("(", ")"), ("（", "）"))


class Unit(NamedTuple):
    """A part of a text that is kept whole, and its size in tokens."""

    text: str
    size: float


def limits_what_stands_before(text: str) -> bool:
    """Whether a sentence takes something away from the one before it: 但…除外, unless."""
    return bool(_LIMITS_WHAT_STANDS_BEFORE.match(text))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, each with its closing marks; joined they are the text."""
    atoms = ["", *atoms_of(text), ""]
    ends = (
        bool(_ENDS.search(atom)) or "\n" in atom or _is_latin_end(before, atom, after)
        for before, atom, after in zip(atoms, atoms[1:], atoms[2:], strict=False)
    )
    return _runs(atoms[1:-1], ends)


def _runs(atoms: Iterable[str], ends: Iterable[bool]) -> list[str]:
    """Atoms joined up to each that is an end."""
    runs: list[list[str]] = [[]]
    for atom, is_end in zip(atoms, ends, strict=True):
        runs[-1].append(atom)
        if is_end:
            runs.append([])
    return ["".join(run) for run in runs if run]


def _is_latin_end(before: str, blank: str, after: str) -> bool:
    return (
        blank.isspace()
        and bool(_LATIN_START.match(after) and _LATIN_END.search(before))
        and not _ABBREVIATED.search(before)
    )


def cut(text: str, ruler: Ruler, whole: int) -> list[str]:
    """A text in parts of at most `whole` tokens and about equal size, each ending where a sentence ends.

    Only a sentence above `whole` is cut itself, at commas; a phrase above it between words. In order
    the parts are the text, but for white space between them.
    """
    if ruler.size(text) <= whole or len(text) < 2:
        return [text]
    parts = _parts(_units(text, ruler, whole), whole)
    if len(parts) < 2:
        parts = _in_two(text)
    ruler.learn(parts)
    return [small for part in parts if part for small in cut(part, ruler, whole)]


def _parts(units: Sequence[Unit], whole: int) -> list[str]:
    """Units in as few parts as the limit allows, and these alike."""
    size = sum(unit.size for unit in units)
    fewest = _shared_out(units, whole, size / -(-size // whole))
    alike = _with_even_end(_shared_out(units, whole, size / len(fewest)), whole)
    return ["".join(unit.text for unit in part).strip() for part in alike]


def _shared_out(units: Iterable[Unit], whole: int, target: float) -> list[list[Unit]]:
    """Parts that end as near as can be to the multiples of `target`, none above `whole`."""
    parts: list[list[Unit]] = []
    size = done = 0.0
    for unit in units:
        if not parts or size + unit.size > whole or done + unit.size / 2 > target * len(parts):
            parts.append([])
            size = 0.0
        parts[-1].append(unit)
        size, done = size + unit.size, done + unit.size
    return parts


def packed(units: Iterable[Unit], room: int) -> list[list[Unit]]:
    """Units in runs of at most `room` tokens, each as long as may be; what alone is longer stands alone."""
    runs: list[list[Unit]] = []
    size = 0.0
    for unit in units:
        if not runs or size + unit.size > room:
            runs.append([])
            size = 0.0
        runs[-1].append(unit)
        size += unit.size
    return runs


def _with_even_end(parts: list[list[Unit]], whole: int) -> list[list[Unit]]:
    """The last two parts divided anew where they come out most alike, so that no scrap is left over."""
    if len(parts) < 2:
        return parts
    units = parts[-2] + parts[-1]
    sizes = list(accumulate(unit.size for unit in units))
    at = min(range(1, len(units)), key=lambda at: abs(2 * sizes[at - 1] - sizes[-1]))
    if max(sizes[at - 1], sizes[-1] - sizes[at - 1]) > whole:
        return parts
    return [*parts[:-2], units[:at], units[at:]]


def _units(text: str, ruler: Ruler, whole: int) -> list[Unit]:
    sentences = sentences_of(text)
    ruler.learn(sentences)
    together = _kept_together([Unit(sentence, ruler.size(sentence)) for sentence in sentences], whole)
    return [small for sentence in together for small in _small_enough(sentence, whole)]


def _kept_together(sentences: Iterable[Unit], whole: int) -> list[Unit]:
    """Joins what would be cut inside a quotation or brackets, and an exception with its rule."""
    kept: list[Unit] = []
    for sentence in sentences:
        before = kept[-1] if kept else None
        if before and before.size + sentence.size <= whole and _continues(before.text, sentence.text):
            kept[-1] = Unit(before.text + sentence.text, before.size + sentence.size)
        else:
            kept.append(sentence)
    return kept


def _continues(before: str, sentence: str) -> bool:
    is_open = any(before.count(left) > before.count(right) for left, right in _PAIRS)
    return is_open or limits_what_stands_before(sentence)


def _small_enough(sentence: Unit, whole: int) -> list[Unit]:
    """A sentence above `whole` in phrases, longer phrases between words, and what has no words anywhere."""
    if sentence.size <= whole:
        return [sentence]
    density = sentence.size / len(sentence.text)
    most = max(1, int(whole / density))
    small: list[str] = []
    for phrase in _phrases(sentence.text):
        atoms = [phrase] if len(phrase) <= most else atoms_of(phrase)
        for atom in atoms:
            small += [atom[at : at + most] for at in range(0, len(atom), most)]
    return [Unit(text, len(text) * density) for text in small]


def _phrases(sentence: str) -> list[str]:
    atoms = atoms_of(sentence)
    return _runs(atoms, (bool(_PHRASE_END.search(atom)) for atom in atoms))


def _in_two(text: str) -> list[str]:
    """Cut near the middle, between words where there are several."""
    atoms = atoms_of(text)
    if len(atoms) > 1:
        return ["".join(some).strip() for some in (atoms[: len(atoms) // 2], atoms[len(atoms) // 2 :])]
    return [text[: len(text) // 2], text[len(text) // 2 :]]
