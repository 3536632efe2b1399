"""What a file is, by its first bytes: names lie, and so do senders."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

_HEAD = 16_384  # bytes looked at
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "gif"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "gzip"),
    (b"\xfd7zXZ\0", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
)
# Streams of an OLE file, in UTF-16 in its directory; the first that is there names the format.
_STREAMS = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("__properties_version1.0", "msg"),
    ("VisioDocument", "vsd"),
)
_MAIN_PARTS = (  # of [Content_Types].xml, macro-enabled files and templates included
    (re.compile(rb"wordprocessingml\.(?:document|template)\.main|ms-word\.\w+\.macroEnabled"), "docx"),
    (re.compile(rb"ms-excel\.sheet\.binary"), "xlsb"),
    (re.compile(rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.\w+\.macroEnabled"), "xlsx"),
    (
        re.compile(
            rb"presentationml\.(?:presentation|template|slideshow)\.main|ms-powerpoint\.\w+\.macroEnabled"
        ),
        "pptx",
    ),
    (re.compile(rb"ms-visio"), "vsdx"),
)
_FOLDERS = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("visio/", "vsdx"),
    ("index/document.iwa", "iwork"),
)
_MIMETYPES = (
    ("epub", "epub"),
    ("opendocument.text", "odt"),
    ("opendocument.spreadsheet", "ods"),
    ("opendocument.presentation", "odp"),
    ("opendocument.graphics", "odg"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_FORMATS = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "xls-xml"),
    (b"schemas.microsoft.com/office/word/2003/wordml", "doc-xml"),
    (b"schemas.microsoft.com/office/2006/xmlPackage", "doc-xml"),
    (b"<svg", "svg"),
)
_HEADER_LINE = re.compile(rb"([!-9;-~]{2,60}):[ \t]?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_MAIL_HEADERS = {
    b"from",
    b"to",
    b"subject",
    b"date",
    b"received",
    b"return-path",
    b"content-type",
    b"message-id",
}
_TAR_MAGIC = slice(257, 262)


def sniff(path: Path) -> str:
    """The format of a file by its content, a key of `KINDS` or `UNWANTED` of `formats`; "" when nothing is sure.

    Plain text of any kind (also Markdown and CSV) is "" as well: only its name tells these apart.
    Raises OSError when the file cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if bare.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(_OLE):
        return _ole(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip(path)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "picture"
    if head[:2] == b"BM" and head[6:10] == bytes(4) and len(head) > 26:
        return "picture"
    if head[_TAR_MAGIC] == b"ustar":
        return "tar"
    return _text(_narrow(head))


def _narrow(head: bytes) -> bytes:
    """UTF-16 brought down to bytes, so that one set of patterns fits."""
    is_wide = head[:2] in (b"\xff\xfe", b"\xfe\xff") or (
        len(head) > 3 and head[1::2].count(0) > len(head) // 3
    )
    return head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"") if is_wide else head


def _text(head: bytes) -> str:
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if bare.lstrip().startswith(b"<?xml") or bare.lstrip().startswith(b"<svg"):
        for mark, kind in _XML_FORMATS:
            if mark in bare:
                return kind
    if _HTML.match(bare):
        return "html"
    return _mail(bare)


def _mail(head: bytes) -> str:
    names: set[bytes] = set()
    at = 0
    while match := _HEADER_LINE.match(head, at):
        names.add(match[1].lower())
        at = match.end()
    if len(names & _MAIL_HEADERS) < 2 or not names & {b"mime-version", b"received", b"message-id"}:
        return ""
    is_a_page = re.search(rb"multipart/related", head[:at], re.IGNORECASE) and (
        b"snapshot-content-location" in names
        or re.search(rb"^from:\s*\S*\s*<?saved by", head[:at], re.IGNORECASE | re.MULTILINE)
        or not names & {b"from", b"received", b"to"}
    )
    return "mht" if is_a_page else "eml"


def _ole(path: Path) -> str:
    data = path.read_bytes()
    found = [kind for name, kind in _STREAMS if name.encode("utf-16-le") in data]
    own = path.suffix.lower().lstrip(".")
    if found and found[0] != "locked" and own in found:  # an embedded file brings its streams along
        return own
    return found[0] if found else "ole"


def _zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()[:5_000]]
            types = _start_of(archive, "[Content_Types].xml", 200_000)
            mimetype = _start_of(archive, "mimetype", 100).decode("ascii", "replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return ""
    for pattern, kind in _MAIN_PARTS:
        if pattern.search(types):
            return kind
    for mark, kind in _MIMETYPES:
        if mark in mimetype:
            return kind
    if "ofd.xml" in names:
        return "ofd"
    for folder, kind in _FOLDERS:
        if any(name.startswith(folder) for name in names):
            return kind
    return "program" if "meta-inf/manifest.mf" in names else "zip"


def _start_of(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    """The first bytes of a part, empty when there is none: never more, whatever it inflates to."""
    try:
        with archive.open(name) as part:
            return part.read(size)
    except Exception:  # a broken part of any kind: the reader will say so
        return b""
