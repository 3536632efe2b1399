"""Equal bytes for equal content: fixed moments inside Office files and their zip containers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time

from source import Source

ZIP_MOMENT = (2026, 11, 15, 9, 0, 0)


def moment_of(source: Source) -> datetime:
    """The moment a document claims to have been written: nine in the morning of its issue date."""
    issued = source.meta.get("issued_on") or source.meta.get("effective_from") or date(2026, 11, 15)
    if not isinstance(issued, date):
        issued = date.fromisoformat(str(issued))
    return datetime.combine(issued, time(9))


def repack(data: bytes, moment: datetime) -> bytes:
    """The same Office file with every time stamp of the container and of its properties fixed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = fix_moments(content, moment)
            new.writestr(zipfile.ZipInfo(name, ZIP_MOMENT), content, zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


def fix_moments(core: bytes, moment: datetime) -> bytes:
    written = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    pattern = rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)"
    return re.sub(pattern, rb"\g<1>" + written + rb"\g<3>", core)
