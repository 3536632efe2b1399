"""What the folders on the way to a file say about it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.model import Visibility


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder's name says about the files in it."""

    visibility: Visibility
    is_archive: bool = False
    is_held: bool = False  # nothing in it becomes public by a date that it names


FOLDERS: dict[str, Folder] = {
    "public": Folder(Visibility.PUBLIC),
    "internal": Folder(Visibility.INTERNAL),
    "content": Folder(Visibility.INTERNAL),
    "restricted": Folder(Visibility.RESTRICTED),
    "draft": Folder(Visibility.DRAFT),
    "drafts": Folder(Visibility.DRAFT),
    "archive": Folder(Visibility.INTERNAL, is_archive=True),
    "archived": Folder(Visibility.INTERNAL, is_archive=True),
    "uploads": Folder(Visibility.INTERNAL, is_held=True),
    "内部": Folder(Visibility.INTERNAL),
    "受限": Folder(Visibility.RESTRICTED),
    "草稿": Folder(Visibility.DRAFT),
    "讨论稿": Folder(Visibility.DRAFT),
    "归档": Folder(Visibility.INTERNAL, is_archive=True),
}

# A folder of this very name holds papers of one type.
TYPED: dict[str, str] = {
    "sop": "sop",
    "复盘": "replay",
    "复盘报告": "replay",
    "产品单": "product",
    "通知": "notice",
    "公告": "notice",
    "通知公告": "notice",
    "常见问题": "faq",
}


def known(folders: tuple[str, ...]) -> list[tuple[str, Folder]]:
    """The folders that say who may see what is in them, outermost first, by name."""
    return [(name, FOLDERS[name.lower()]) for name in folders if name.lower() in FOLDERS]


def doc_type_of(folders: tuple[str, ...]) -> str:
    """The type that the innermost such folder gives; empty when none does."""
    return next((TYPED[name.lower()] for name in reversed(folders) if name.lower() in TYPED), "")


def line_of(source: str) -> tuple[str, ...]:
    """The folders that tell one family of papers from another of the same name: all but those above."""
    return tuple(name for name in source.split("/")[:-1] if name.lower() not in FOLDERS)
