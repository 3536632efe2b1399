"""Which formats there are: by what a name ends in, and by what a file holds."""

from __future__ import annotations

# Suffix -> module with `read(path) -> Reading`. Modules are imported at first use, in the sandbox:
# the server itself never loads a parser.
READERS: dict[str, str] = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".geojson": "json",
    ".pptx": "pptx",
    ".pptm": "pptx",
    ".ppsx": "pptx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "eml",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".webp": "image",
    ".bmp": "image",
    ".tif": "image",
    ".tiff": "image",
}

_ARCHIVE = "This is an archive. Unpack it and add the files in it."
_IWORK = "This is an Apple iWork file. Export it as {} and add it again."
# Formats that people will try: what to do instead.
REFUSED: dict[str, str] = {
    ".doc": "This is the old Word format. Save it as .docx and add it again.",
    ".ppt": "This is the old PowerPoint format. Save it as .pptx and add it again.",
    ".xlsb": "This is a binary Excel workbook. Save it as .xlsx and add it again.",
    ".wps": "This is a WPS file. Save it as .docx and add it again.",
    ".et": "This is a WPS table. Save it as .xlsx and add it again.",
    ".dps": "This is a WPS presentation. Save it as .pptx and add it again.",
    ".rtf": "This is an RTF file. Save it as .docx and add it again.",
    ".odt": "This is an OpenDocument text. Save it as .docx and add it again.",
    ".odp": "This is an OpenDocument presentation. Save it as .pptx and add it again.",
    ".msg": "This is an Outlook message. Save it as .eml and add it again.",
    ".mht": "This is a web archive. Open it in a browser, save it as .html and add it again.",
    ".mhtml": "This is a web archive. Open it in a browser, save it as .html and add it again.",
    ".epub": "This is an e-book. Save it as .docx or .pdf and add it again.",
    ".vsdx": "This is a Visio drawing. Export it as .pdf and add it again.",
    ".vsd": "This is a Visio drawing. Export it as .pdf and add it again.",
    ".ofd": "This is an OFD file. Save it as .pdf and add it again.",
    ".pages": _IWORK.format(".docx"),
    ".numbers": _IWORK.format(".xlsx"),
    ".key": _IWORK.format(".pptx"),
    ".gif": "This is a GIF picture. Save it as .png and add it again.",
    ".zip": _ARCHIVE,
    ".rar": _ARCHIVE,
    ".7z": _ARCHIVE,
    ".tar": _ARCHIVE,
    ".gz": _ARCHIVE,
    ".tgz": _ARCHIVE,
}

# What `sniff` found -> its name for people, and the suffix in whose row it is read or refused.
KINDS: dict[str, tuple[str, str]] = {
    "pdf": ("PDF", ".pdf"),
    "docx": ("Word", ".docx"),
    "xlsx": ("Excel", ".xlsx"),
    "pptx": ("PowerPoint", ".pptx"),
    "xls": ("old Excel", ".xls"),
    "ods": ("an OpenDocument sheet", ".ods"),
    "html": ("HTML", ".html"),
    "eml": ("a mail", ".eml"),
    "picture": ("a picture", ".png"),
    "doc": ("old Word", ".doc"),
    "ppt": ("old PowerPoint", ".ppt"),
    "xlsb": ("binary Excel", ".xlsb"),
    "rtf": ("RTF", ".rtf"),
    "odt": ("an OpenDocument text", ".odt"),
    "odp": ("an OpenDocument presentation", ".odp"),
    "msg": ("an Outlook message", ".msg"),
    "mht": ("a web archive", ".mht"),
    "epub": ("an e-book", ".epub"),
    "vsdx": ("Visio", ".vsdx"),
    "vsd": ("Visio", ".vsd"),
    "ofd": ("OFD", ".ofd"),
    "iwork": ("Apple iWork", ".pages"),
    "gif": ("a GIF picture", ".gif"),
    "zip": ("an archive", ".zip"),
    "rar": ("an archive", ".rar"),
    "7z": ("an archive", ".7z"),
    "tar": ("an archive", ".tar"),
    "gzip": ("an archive", ".gz"),
}
LOCKED = "The file is protected with a password. Remove the password, save it and add it again."
# Contents that have no suffix of their own here.
UNWANTED: dict[str, str] = {
    "locked": LOCKED,
    "program": "The file is a program, not a document. It was not opened.",
    "ole": "The file is damaged or of an old Office format. Save it as .docx, .xlsx or .pptx and add it again.",
    "xls-xml": "This is a workbook in the XML of Excel 2003. Save it as .xlsx and add it again.",
    "doc-xml": "This is a document in one XML file. Save it as .docx and add it again.",
    "svg": "This is a drawing (SVG). Export it as .pdf or .png and add it again.",
    "odg": "This is an OpenDocument drawing. Export it as .pdf and add it again.",
}
# A name that promises an office format over plain text: which reader understands such text.
PLAIN: dict[str, str] = dict.fromkeys((".xls", ".xlsx", ".et", ".ods"), ".csv") | dict.fromkeys(
    (".doc", ".docx", ".wps", ".rtf", ".odt", ".pdf"), ".txt"
)
# Formats that share their container: the content cannot tell, the name can.
FAMILIES = ({".pages", ".numbers", ".key"}, {".doc", ".wps"}, {".ppt", ".dps"})
