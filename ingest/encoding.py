"""Bytes to text when nobody says in which encoding they were written."""

from __future__ import annotations

import codecs

from knowledge.errors import UnreadableFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ("gb18030", "big5hkscs", "shift_jis")
# The words of papers like these, simplified, traditional and Japanese: a wrong guess has hardly any of them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个我以要时来用们到地于出就分对成会可年动同下而后多定行所得等部度里如"
    "高自理起小加量点从本去性好应开合还因由其前外天日那全间样与关各新内数正比或但气第条只无最已通提直"
    "程员位入文总次品式活设及管特件长求级接知将组计期指区放被回取处给门即保口东车场营业时间电话店铺楼层"
    "品牌名称状态号元费停会员顾客商服务说明备注更日期地址类别价格数量单金额券积分"
    "這為個們來會後對於過說開關門樓層營業時間電話鋪狀態號費員顧務說備註類別價單額積點東車場無數"
    "のにをはがとでるしてす"
)
_SAMPLE = 200_000  # bytes looked at when guessing


def decode(data: bytes, declared: str = "") -> str:
    """The text of a file: BOM, UTF-8, UTF-16 without BOM, what the file declares, then the likeliest guess.

    Raises UnreadableFile when the bytes are no text.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, errors="replace")
    if b"\0" in data[:_SAMPLE]:
        return _utf16_without_bom(data)
    for name in ("utf-8", declared):
        text = _strictly(data, name)
        if text is not None and _looks_like_text(text):
            return text
    return _guess(data)


def _utf16_without_bom(data: bytes) -> str:
    readings = [(_share_of_common(text), text) for text in _even_readings(data)]
    score, text = max(readings, default=(0.0, ""))
    if score < 0.1:
        raise UnreadableFile("The file holds binary data, not text. Save it as UTF-8 text and add it again.")
    return text


def _even_readings(data: bytes) -> list[str]:
    even = data[: len(data) - len(data) % 2]
    texts = (_strictly(even, name) for name in ("utf-16-le", "utf-16-be"))
    return [text for text in texts if text is not None]


def _guess(data: bytes) -> str:
    readings = [(name, _sample(data, name)) for name in _GUESSES]
    scored = [(_share_of_common(text), name) for name, text in readings if text is not None]
    score, name = max(scored, default=(0.0, ""))
    if score == 0.0:
        raise UnreadableFile("The text's encoding is unknown. Save the file as UTF-8 and add it again.")
    return data.decode(name, errors="replace")


def _sample(data: bytes, name: str) -> str | None:
    """The start of the data in this encoding, cut at a line's end; None when it does not fit."""
    head = data[:_SAMPLE]
    if len(data) > _SAMPLE:
        head = head[: head.rfind(b"\n") + 1] or head
    text = head.decode(name, errors="replace")
    damaged = text.count("\ufffd") + sum("\ue000" <= char <= "\uf8ff" for char in text)
    return text if damaged <= len(text) // 200 else None


def _share_of_common(text: str) -> float:
    """How much of the text is ordinary: 0 to 1, ASCII outside markup counting a little."""
    foreign = [char for char in text[:_SAMPLE] if char > "\x7f"]
    if not foreign:
        return 0.2 if _looks_like_text(text) else 0.0
    return sum(char in _COMMON for char in foreign) / len(foreign)


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name) if name else None
    except (UnicodeDecodeError, LookupError):
        return None


def _looks_like_text(text: str) -> bool:
    head = text[:_SAMPLE]
    odd = sum(char < " " and char not in "\t\n\r\f\x1b" for char in head)
    return odd <= len(head) // 100
