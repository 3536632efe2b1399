"""Text as it should be quoted: invisible characters out, look kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from knowledge.text import RADICALS

_COMPATIBILITY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BOILERPLATE = re.compile(
    r"""^(?:
      第?\s*\d{1,4}\s*页?\s*[,，/]?\s*(?:共|of|/)\s*\d{1,4}\s*页?   # 第3页 共10页, 3/10
    | 第\s*\d{1,4}\s*页
    | page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?
    | [-–—]\s*\d{1,4}\s*[-–—]
    | .{1,60}?[.…·]{6,}\s*\d{1,4}                                  # a line of a table of contents
    | [\W_]{3,}                                                    # rules and ornaments
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_BOILERPLATE = 300
# What Word's bullets become in a PDF: the numbers of signs in Symbol and Wingdings, in private use.
_SYMBOLS = str.maketrans(
    "\uf0b7\uf09f\uf0a7\uf06c\uf06e\uf06f\uf071\uf072\uf0a8\uf075\uf076\uf0d8\uf0e8\uf0e0\uf0fc\uf0fe\uf0a1",
    "••▪●■□□□□◆◆➢→→✓✓○",
)
_BULLET = re.compile(r"^[•●○■□◆◇▪▫￭◾◼❖▸▶►➢✓✔✅·]\s*(?=\S)")

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CJK_OR_MARK = f"{CJK}\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff65‘’“”…—"
_CHINESE = re.compile(f"[{_CJK_OR_MARK}]")
_SPREAD_OUT = re.compile(f"(?<![{CJK}])[{CJK}](?: [{CJK}]){{2,}}(?![{CJK}])")
_STARTS_ALONE = re.compile(
    r"^(?:[•●○■□◆◇▪▫￭◾◼❖▸▶►➢※★☆·✓✔✅☑]|[-*+]\s|[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?[)）.、．](?!\d)|"
    r"\d{1,2}(?:[.．]\d{1,2}){1,3}(?![\d%元:：])|第[一二三四五六七八九十百零\d]{1,5}[章节節条條款步]|"
    r"[①-⑳]|[A-Za-z][)）]\s?|步骤\s?[\d一二三四五六七八九十]|[问問答QAＱＡ]\s?\d{0,3}\s?[:：])"
)


def clean(text: str) -> str:
    """The text with the same look, without what nobody sees: one blank at most, no control characters."""
    text = _LINE_BREAK.sub("\n", text)
    text = _INVISIBLE.sub("", text).translate(_SYMBOLS)
    text = _COMPATIBILITY.sub(_plain_hanzi, text)
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n"))


def one_line(text: str) -> str:
    """Cleaned text as one line; lines of Chinese join without a blank."""
    return join_lines(line for line in clean(text).split("\n") if line)


def join_lines(lines: Iterable[str]) -> str:
    """Lines joined: with a blank between Latin words, without one where Chinese stands on either side."""
    joined = ""
    for line in lines:
        is_chinese = joined and line and (_CHINESE.match(joined[-1]) or _CHINESE.match(line[0]))
        joined += line if is_chinese or not joined else f" {line}"
    return joined.strip()


def tighten(text: str) -> str:
    """Without the blanks that some writers and PDFs put between all characters of a word: 营 业 时 间."""
    return _SPREAD_OUT.sub(lambda match: match.group().replace(" ", ""), text)


def without_bullet(line: str) -> str:
    """A list item without the sign in front of it."""
    return _BULLET.sub("", line, count=1)


def is_boilerplate(line: str) -> bool:
    """Page numbers, rules and lines of a table of contents: nothing that anyone would quote."""
    line = line.strip()
    if len(line) > _LONGEST_BOILERPLATE:  # only a rule can be so long
        return not any(map(str.isalnum, line))
    return bool(_BOILERPLATE.match(line))


def starts_alone(line: str) -> bool:
    """Whether a line opens an item or a clause of its own: 1.1, 第三条, (二), •."""
    return bool(_STARTS_ALONE.match(line))


def _plain_hanzi(match: re.Match[str]) -> str:
    char = match.group()
    return RADICALS.get(ord(char)) or unicodedata.normalize("NFKC", char)
