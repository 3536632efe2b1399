"""What the columns of a table may be called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.language import HANS, to_script
from ui.batches.model import BadTable

COMMUNITY, TAG, CHANNEL, PRODUCT, CAMPAIGN = "community", "tag", "channel", "product", "campaign"

# The first name is the one that messages use.
CALLED: dict[str, tuple[str, ...]] = {
    COMMUNITY: ("社群", "社群名称", "社群名", "群", "群名", "群名称", "community", "group"),
    TAG: ("客群标签", "客群", "标签", "人群", "人群标签", "tag", "segment"),
    CHANNEL: ("渠道", "平台", "发布渠道", "channel", "platform"),
    PRODUCT: ("产品", "产品单", "产品编号", "商品", "product", "productid"),
    CAMPAIGN: ("活动", "活动文件", "活动编号", "campaign", "campaignid"),
}
_FIELD = {name: field for field, names in CALLED.items() for name in names}
_NOT_LETTERS = re.compile(r"[\s_\-.:()（）*]+")


def places_of(header: Sequence[str]) -> dict[str, int]:
    """Where each field stands in a header. Raises BadTable for one that lacks what no row can do without."""
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        field = _FIELD.get(_folded(cell))
        if field is None:
            continue
        if field in places:
            raise BadTable(
                f"表头里“{header[places[field]]}”和“{cell}”是同一项({CALLED[field][0]}),请只留一列。"
            )
        places[field] = place
    if CHANNEL not in places:
        raise BadTable(f"表头里没有“渠道”(channel)这一列。第一行读到的是:{_told(header)}。")
    if PRODUCT not in places and CAMPAIGN not in places:
        raise BadTable(
            f"表头里要有“产品”(product)或“活动”(campaign)中的至少一列。第一行读到的是:{_told(header)}。"
        )
    return places


def column(header: Sequence[str], place: int) -> str:
    """A column as a spreadsheet letters it, with its name: C列“渠道”."""
    letters, rest = "", place + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return f"{letters}列“{header[place][:20]}”" if place < len(header) else f"{letters}列"


def _folded(cell: str) -> str:
    return _NOT_LETTERS.sub("", to_script(unicodedata.normalize("NFKC", cell), HANS)).casefold()


def _told(header: Sequence[str]) -> str:
    return "、".join(cell[:20] for cell in header[:12])
