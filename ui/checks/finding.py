"""What one check of an installation found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """`remedy` says what to do, and is empty when all is well; no other finding is without one."""

    name: str
    verdict: Verdict
    detail: str
    remedy: str = ""

    def __post_init__(self) -> None:
        if bool(self.remedy) == (self.verdict is Verdict.OK):
            raise ValueError(f"The check {self.name} says what is wrong and what to do, or neither.")

    @classmethod
    def ok(cls, name: str, detail: str) -> Finding:
        return cls(name, Verdict.OK, detail)

    @classmethod
    def warning(cls, name: str, detail: str, remedy: str) -> Finding:
        return cls(name, Verdict.WARNING, detail, remedy)

    @classmethod
    def failed(cls, name: str, detail: str, remedy: str) -> Finding:
        return cls(name, Verdict.FAILED, detail, remedy)
