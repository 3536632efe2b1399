"""What a table may call channels and tags: by their ids, and as people call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.drafting.channels import Channel, names_of, spelled
from assistant.drafting.templates.voice import tags


class Called(Mapping[str, str]):
    """What may be written for a channel → its id, read as everywhere a channel is named."""

    def __init__(self, known: Mapping[str, Channel]) -> None:
        self._names = {**names_of(known), **{one: one for one in known}}

    def __getitem__(self, name: str) -> str:
        return self._names.get(name) or self._names[spelled(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True)
class Terms:
    """`channels` and `tags`: what may be written -> the id."""

    channels: Mapping[str, str]
    tags: Mapping[str, str]
    told_channels: str
    told_tags: str

    @classmethod
    def of(cls, known: Mapping[str, Channel], problem: str = "") -> Terms:
        """`problem`: why the house's own channels do not hold, told where a channel is not known."""
        labels = {code: str(row["label"]) for code, row in tags()["tags"].items()}
        return cls(
            Called(known),
            {written: code for code, label in labels.items() for written in _written(code, label)},
            "。".join(
                filter(
                    None, ["、".join(f"{one.name}({one.id})" for one in known.values()), problem.rstrip("。")]
                )
            ),
            "、".join(f"{code} {label}" for code, label in labels.items()),
        )


def _written(code: str, label: str) -> tuple[str, ...]:
    """T2, t2, 年轻白领, and the two together."""
    return (code, code.lower(), label, f"{code}{label}", f"{code} {label}", f"{code}-{label}")
