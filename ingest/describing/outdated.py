"""That a paper is out of use by its own name or title: 品牌名录(旧), 收费标准—旧版,以最新版为准."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from ingest.model import Reading
from knowledge.text import fold

_OVER = r"(?:旧版?|老版|历史版本|本表|现)?(?:旧|旧版|老版|历史版本|已?过期|已?作废|已?失效|已?停用|已?废止)"
_IN_BRACKETS = re.compile(rf"[(\[【]\s?(?:v?[\d.]+版?\s?[,、]?\s?)?{_OVER}\s?[)\]】]")
# At the end of a name or of what stands before a comma; 旧 alone may be of things: 回收旧.
_BY_ITSELF = re.compile(
    r"(?:^|[\s_,:—-])(?:旧版|老版|历史版本|已作废|已失效|已停用|已废止|作废|废止)(?=$|[\s_,。;—-])"
)


def is_outdated(source: str, reading: Reading) -> bool:
    """Whether the file's name, the title or the line over its first table says that the paper is out of use."""
    over = (reading.sections[0].path[:1] if _is_a_table(reading) else ()) if reading.sections else ()
    names = (PurePosixPath(source).stem, reading.title, *over)
    return any(_IN_BRACKETS.search(name) or _BY_ITSELF.search(name) for name in map(fold, names))


def _is_a_table(reading: Reading) -> bool:
    """Whether the file has one table: of several the first title speaks for its own."""
    places = {(section.row.split("!")[0], section.path[:1]) for section in reading.sections}
    return reading.sections[0].kind == "row" and len(places) == 1
