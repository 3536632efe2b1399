"""The package of an Office file: its parts as XML, found by their relationships, strict files made transitional.

Read straight from the archive: a missing picture, a relationship to nowhere or a part of an unknown kind
then costs nothing, where the libraries that write such files give up. Nothing external is ever followed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element

from knowledge.errors import UnreadableFile

_OFFICE = "http://schemas.openxmlformats.org/"
# ISO/IEC 29500 strict namespaces -> the transitional ones that everybody else writes.
_STRICT = re.compile(
    rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|spreadsheetml|presentationml|drawingml)/"
    rb"([A-Za-z]+)"
)
_SHOW = re.compile(rb"presentationml\.(?:slideshow|template)\.main")
_DECLARATION = re.compile(r"\A\s*<\?[^<>]{0,300}\??>?")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TYPES = "[content_types].xml"
_DAMAGED = "The file is damaged and cannot be opened. Open it in its program, save it anew and add it again."


class Package:
    """Parts of an open archive by name. Raises UnreadableFile where a part is broken beyond reading."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
            raise UnreadableFile(_DAMAGED) from error
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in self._archive.namelist()}
        self.warnings: list[str] = []

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def stored(self) -> dict[str, str]:
        """Lower-case name -> the name as it is stored."""
        return dict(self._names)

    def main(self, folder: str) -> str:
        """The name of the main part: by its relationship, else the only one where it usually stands."""
        for kind, target in self.related("").values():
            if kind == "officeDocument" and target in self:
                return target
        usual = {"word": "document", "xl": "workbook", "ppt": "presentation"}[folder]
        for name in (f"{folder}/{usual}.xml", *sorted(self._names)):
            if name in self and re.fullmatch(rf"{folder}/{usual}\d*\.xml", name):
                return name
        raise UnreadableFile(_DAMAGED)

    def data(self, name: str) -> bytes:
        """A part's bytes, empty when there is no such part."""
        stored = self._names.get(name.lower())
        if stored is None:
            return b""
        try:
            return _transitional(self._archive.read(stored))
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
        ) as error:
            raise UnreadableFile(_DAMAGED) from error
        except Exception as error:  # zlib.error and what other packers' libraries raise
            if isinstance(error, MemoryError):
                raise
            raise UnreadableFile(_DAMAGED) from error

    def xml(self, name: str, is_needed: bool = False) -> _Element | None:
        """A part's root, a broken part's as far as it can be mended, which is told. None where nothing is left of it.

        Raises UnreadableFile where nothing is left of a part that is needed.
        """
        data = self.data(name)
        if not data.strip():
            if is_needed:
                raise UnreadableFile(_DAMAGED)
            return None
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from error
            root = _mended(data)
            if is_needed and root is None:
                raise UnreadableFile(_DAMAGED) from error
            warning = f"Damaged part, read as far as possible: {posixpath.basename(name)}"
            if warning not in self.warnings:
                self.warnings.append(warning)
            return root

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Relationship id -> (last word of its type, name of the part) for everything inside the package."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for one in root if root is not None else ():
            if not isinstance(one.tag, str) or one.get("TargetMode") == "External":
                continue
            target = unquote((one.get("Target") or "").replace("\\", "/"))
            full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id") or ""] = ((one.get("Type") or "").rpartition("/")[2], full)
        return found

    def core_title(self) -> str:
        """The title in the file's properties; empty when there is none."""
        for kind, target in self.related("").values():
            if kind == "core-properties":
                root = self.xml(target)
                title = root.find("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
                return (title.text or "") if title is not None else ""
        return ""


def _parser(recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _mended(data: bytes) -> _Element | None:
    """What a lenient parser makes of a broken part, at the second try without its declaration and stray bytes."""
    for attempt in (data, _ILLEGAL.sub("", _DECLARATION.sub("", data.decode("utf-8", "ignore"))).encode()):
        try:
            root = etree.fromstring(attempt, _parser(recover=True))
        except (etree.XMLSyntaxError, ValueError):
            continue
        if root is not None and len(root):
            return root
    return None


def _transitional(data: bytes) -> bytes:
    if b"http://purl.oclc.org/ooxml/" not in data:
        return data
    return _STRICT.sub(_old_name, data)


def _old_name(match: re.Match[bytes]) -> bytes:
    area, word = match[1].decode(), match[2].decode()
    return f"{_OFFICE}{area}/2006/{word}".encode()


def repaired(package: Package) -> bytes:
    """The package as a library expects it: transitional names, and no relationship that leads nowhere or outside."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, stored in package.stored().items():
            if name.endswith((".xml", ".rels")):
                data = _well_formed(package, name)
                if name == _TYPES:  # libraries know presentations only, not shows and templates
                    data = _SHOW.sub(b"presentationml.presentation.main", data)
                archive.writestr(
                    stored, _without_dead_ends(package, name, data) if name.endswith(".rels") else data
                )
            elif not _is_media(name):
                archive.writestr(stored, package.data(name))
            else:
                archive.writestr(stored, b"")  # pictures and films are not looked at
    return made.getvalue()


def _well_formed(package: Package, name: str) -> bytes:
    """A part's bytes, mended where they are no XML."""
    data = package.data(name)
    try:
        etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        root = package.xml(name)
        if root is None:
            raise UnreadableFile(_DAMAGED) from error
        return etree.tostring(root)
    return data


def _is_media(name: str) -> bool:
    return (
        "/media/" in name
        or "/embeddings/" in name
        or name.endswith((".bin", ".jpeg", ".png", ".emf", ".wmf"))
    )


def _without_dead_ends(package: Package, name: str, data: bytes) -> bytes:
    folder = posixpath.dirname(posixpath.dirname(name))
    base = posixpath.basename(name).removesuffix(".rels")
    alive = {
        key for key, (_, target) in package.related(posixpath.join(folder, base)).items() if target in package
    }
    root = etree.fromstring(data, _parser())
    for one in list(root):
        if one.get("TargetMode") != "External" and one.get("Id") not in alive:
            root.remove(one)
    return etree.tostring(root)
