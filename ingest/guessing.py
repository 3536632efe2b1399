"""Which encoding a text was most likely written in, when it is none that can be told for sure."""

from __future__ import annotations

import re

from knowledge.errors import UnreadableFile

_GUESSES = ("gb18030", "big5hkscs", "shift_jis", "euc_jp", "cp949", "cp1252", "cp1251")
# The words of papers like these, simplified, traditional and Japanese: a wrong guess has hardly any of them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个我以要时来用们到地于出就分对成会可年动同下而后多定行所得等部度里如"
    "高自理起小加量点从本去性好应开合还因由其前外天日那全间样与关各新内数正比或但气第条只无最已通提直"
    "程员位入文总次品式活设及管特件长求级接知将组计期指区放被回取处给门即保口东车场营业时间电话店铺楼层"
    "品牌名称状态号元费停会员顾客商服务说明备注更日期地址类别价格数量单金额券积分"
    "這為個們來會後對於過說開關門樓層營業時間電話鋪狀態號費員顧務說備註類別價單額積點東車場無數"
    "のにをはがとでるしてすいたなまかられも"
    "이다는에을의가로고하지도기한서리사대자어시나인라일스정그해여습니은"
    "，。、：；！？（）《》“”"
)
_LATIN = re.compile("[À-ÖØ-öø-ÿœŒŠšŽžŸ€’‘“”–—…«»°·©®]")
_KANA = re.compile("[\u3041-\u30ff]")
_CYRILLIC = re.compile("[а-яёА-ЯЁ]")
# Where each double-byte encoding keeps the signs in daily use: from and to which first byte, and the least second.
_DAILY = {
    "gb18030": (0xB0, 0xD7, 0xA1),  # GB 2312 level 1
    "big5hkscs": (0xA4, 0xC6, 0x40),
    "euc_jp": (0xB0, 0xCF, 0xA1),  # JIS X 0208 level 1
    "shift_jis": (0x88, 0x97, 0x40),
    "cp949": (0xB0, 0xC8, 0xA1),  # the syllables of KS X 1001
}
_DAILY_WEIGHT = 0.5
_RUSSIAN = frozenset("оеаинтсрОЕАИНТСР")  # eight letters that make up three in five of a Russian text
_USUAL_RUSSIAN = 0.45
SAMPLE = 200_000  # bytes looked at when guessing
_SMALL_SAMPLE = 20_000  # bytes for the slow guess
SURE = 0.1  # share of common signs from which a reading is believed
_DECLARED_BONUS = 0.05
_USUAL_BONUS = 0.2  # what a mall in China most likely wrote, if it is anything like it
REPLACED = "\ufffd"


def guess(data: bytes, declared: str = "") -> str:
    """The text in the likeliest encoding; a declared one counts a little. Raises UnreadableFile for an unknown one."""
    names = dict.fromkeys(name for name in (declared, *_GUESSES) if name)
    readings = [(name, _sample(data, name)) for name in names]
    scored = [(_score(text, name, declared), name) for name, text in readings if text]
    score, name = max(scored, default=(0.0, ""))
    if score < SURE:
        name = _other_alphabet(data)
    return data.decode(name, errors="replace")


def _other_alphabet(data: bytes) -> str:
    """Greek, Hebrew, Arabic and the like: what charset-normalizer makes of it."""
    from charset_normalizer import from_bytes

    found = from_bytes(data[:_SMALL_SAMPLE]).best()
    if found is None or found.encoding.startswith("utf_"):
        raise UnreadableFile("The text's encoding is unknown. Save the file as UTF-8 and add it again.")
    return found.encoding


def _score(text: str, name: str, declared: str) -> float:
    daily = _DAILY_WEIGHT * _share_in_daily_use(text, name) if name in _DAILY else 0.0
    is_chinese = name == "gb18030" and daily and not _KANA.search(text)
    prior = _USUAL_BONUS if is_chinese else 0.0
    return share_of_common(text) + daily + prior + _DECLARED_BONUS * (name == declared)


def _share_in_daily_use(text: str, name: str) -> float:
    """How many of the foreign signs stand where this encoding keeps the signs in daily use."""
    first, last, second = _DAILY[name]
    foreign = "".join(char for char in text[:SAMPLE] if char > "\x7f")
    pairs = [char.encode(name, errors="ignore") for char in foreign[:20_000]]
    daily = sum(len(pair) == 2 and first <= pair[0] <= last and pair[1] >= second for pair in pairs)
    kana = sum("\u3041" <= char <= "\u30ff" for char in foreign[:20_000])
    return (daily + kana) / max(len(pairs), 1)


def _sample(data: bytes, name: str) -> str | None:
    """The start of the data in this encoding, cut at a line's end; None when it does not fit."""
    head = data[:SAMPLE]
    if len(data) > SAMPLE:
        head = head[: head.rfind(b"\n") + 1] or head
    try:
        text = head.decode(name, errors="replace")
    except (LookupError, UnicodeError):  # a declared name that is none, or no encoding of text
        return None
    damaged = text.count(REPLACED) + sum("\ue000" <= char <= "\uf8ff" for char in text)
    return text if damaged <= len(text) // 200 and looks_like_text(text) else None


def share_of_common(text: str) -> float:
    """How much of the text is ordinary: 0 to 1, ASCII outside markup counting a little."""
    text = text[:SAMPLE]
    foreign = [char for char in text if char > "\x7f"]
    if not foreign:
        return 0.2 if looks_like_text(text) else 0.0
    common = sum(char in _COMMON for char in foreign) / len(foreign)
    return max(common, _share_of_letters(text, len(foreign)))


def _share_of_letters(text: str, foreign: int) -> float:
    """The same for alphabets: few accents among plain letters, or Cyrillic words, mostly in small letters."""
    cyrillic = _CYRILLIC.findall(text)
    plain = sum(char.isascii() and char.isalpha() for char in text)
    if len(cyrillic) > 0.9 * foreign and foreign > plain:
        usual = sum(letter in _RUSSIAN for letter in cyrillic) / len(cyrillic)
        return (
            0.3 * sum(letter.islower() for letter in cyrillic) / len(cyrillic)
            if usual > _USUAL_RUSSIAN
            else 0.0
        )
    accents = _LATIN.findall(text)
    return 0.25 if len(accents) > 0.9 * foreign and foreign <= 0.5 * plain else 0.0


def looks_like_text(text: str) -> bool:
    """Whether it holds hardly any control characters."""
    head = text[:SAMPLE]
    odd = sum(char < " " and char not in "\t\n\r\f\x1b" for char in head)
    return odd <= len(head) // 100
