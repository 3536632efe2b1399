"""Passwords: which are good enough, how they are kept and compared."""

from __future__ import annotations

import math
import re
import secrets
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from knowledge.errors import AtriumError
from knowledge.yamlfile import read_yaml
from ui.entry.rates import TooOften

SHORTEST = 12  # characters; a Chinese one counts as two
LONGEST = 200
_ENOUGH = 10.0  # powers of ten of guesses that a password must withstand; zxcvbn's highest grade begins there
_LOOKED_AT = 72  # characters that zxcvbn takes
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_AT_ONCE = 2  # each takes 64 MiB
_WAITING = (
    8  # with those that wait for their turn: a flood of logins must not take every thread of the server
)
_LATER = 5  # seconds


class WeakPassword(AtriumError):
    """The password is too easy to guess; the message says what makes a good one."""


class Hasher(Protocol):
    """What keeps a password: Argon2id, or something quicker in a test that counts."""

    def hash(self, password: str) -> str: ...
    def verify(self, hash: str, password: str) -> bool: ...
    def check_needs_rehash(self, hash: str) -> bool: ...


class Passwords:
    """Argon2id with RFC 9106's second recommended parameters (64 MiB, 3 passes, 4 lanes), never many at once."""

    def __init__(self, hasher: Hasher | None = None) -> None:
        self._hasher: Hasher = hasher or PasswordHasher()
        self._turn = threading.BoundedSemaphore(_AT_ONCE)
        self._door = threading.BoundedSemaphore(_WAITING)

    @cached_property
    def _nobodys(self) -> str:
        """What is compared where nobody has a password; made at the first try, whoever's it is."""
        return self.kept(secrets.token_urlsafe())

    def kept(self, password: str) -> str:
        """What is stored of a password. Raises TooOften when too many wait already, as `fits` does."""
        with self._in_turn():
            return self._hasher.hash(written(password))

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether it is this password. Where none is kept it takes as long, and never is."""
        nobodys = (
            self._nobodys
        )  # made for everybody alike: the first try after a start takes longer, whoever's it is
        compared = nobodys if kept is None else kept
        with self._in_turn():
            try:
                self._hasher.verify(compared, written(password))
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if not self._door.acquire(blocking=False):
            raise TooOften(_LATER)
        try:
            with self._turn:
                yield
        finally:
            self._door.release()

    def is_outdated(self, kept: str) -> bool:
        """Whether it was stored with other parameters than today's."""
        return self._hasher.check_needs_rehash(kept)


def written(password: str) -> str:
    """One writing, however a keyboard composed it (RFC 8265 takes NFC; half and full width are one here)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()


def refuse_weak(password: str, about: Iterable[str] = ()) -> None:
    """Raises WeakPassword for what is short or easily guessed; `about` are words of the person and the house."""
    text = written(password)
    if len(password) > LONGEST:
        raise WeakPassword(f"A password has at most {LONGEST} characters.")
    if len(text) + len(_CHINESE.findall(text)) < SHORTEST:
        raise WeakPassword(f"A password has at least {SHORTEST} characters; a Chinese one counts as two.")
    if text.casefold() in _common() or _withstands(text, about) < _ENOUGH:
        raise WeakPassword(
            "This password is easily guessed: take a longer phrase, without names, dates and rows of keys."
        )


def _withstands(text: str, about: Iterable[str]) -> float:
    """Guesses as a power of ten. zxcvbn takes any Chinese character for one of ten; it is one of hundreds."""
    from zxcvbn import zxcvbn  # its lists take a moment to load

    known = [*_common(), *(word.casefold() for word in about if len(word) > 2)]
    guesses = zxcvbn(text[:_LOOKED_AT], user_inputs=known)["guesses"]
    return math.log10(float(guesses)) + len(set(_CHINESE.findall(text)))


@cache
def _common() -> frozenset[str]:
    """What people in China like to choose, beside zxcvbn's own lists."""
    path = Path(__file__).parent / "common.yaml"
    return frozenset(str(word) for word in read_yaml(path))
