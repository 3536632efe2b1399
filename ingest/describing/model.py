"""What goes into a description, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from ingest.describing.firstpage import FirstPage
from knowledge.model import Document


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file comes from: what is known of it before it is read."""

    source: str  # path relative to the folder that was given, with slashes
    folders: tuple[str, ...] = ()  # names of the folders it lies in, the given one included
    sha256: str = ""
    fingerprint: str = ""
    sidecar: Mapping[str, object] = field(default_factory=dict)
    zone: tzinfo = UTC  # the mall's, for an embargo written without one


@dataclass
class Described:
    """A document with what its first page says and what was odd about its description."""

    document: Document
    page: FirstPage = field(default_factory=FirstPage)
    warnings: list[str] = field(default_factory=list)
    duplicate_of: str = ""
    internal_columns: tuple[str, ...] = ()
