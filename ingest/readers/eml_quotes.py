"""What somebody wrote in a mail, apart from the mails that it quotes and from the signature."""

from __future__ import annotations

import re

_MAX_LINE = 300  # characters of a line that can introduce a quotation
# Lines after which everything is an earlier mail.
_BEFORE_QUOTE = re.compile(
    r"-{2,}\s?(?:original message|原始邮件|原邮件|原始郵件|回复的原邮件|reply message)\s?-{2,}.*"
    r"|(?:on|le|am)\s.{6,200}\s?(?:wrote|écrit|schrieb)\s?[:：]"
    r"|(?:在|于)?\s?.{0,60}\d{4}[年/-].{1,150}(?:写道|寫道|写了)\s?[:：]?"
    r"|_{10,}",
    re.IGNORECASE,
)
_SENDER_LINE = re.compile(r"(?:\*{0,2})(?:发件人|寄件者|from)\s?(?:\*{0,2})[:：].{1,200}", re.IGNORECASE)
_BLOCK_LINE = re.compile(
    r"(?:\*{0,2})(?:发送时间|收件人|日期|时间|抄送|主题|寄件日期|收件者|主旨|sent|to|date|cc|subject)\s?(?:\*{0,2})[:：].*",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"-{2,}\s?(?:forwarded message|转发邮件信息|转发的邮件|轉寄郵件)\s?-{2,}.*", re.IGNORECASE
)


def without_quotes(text: str) -> tuple[str, bool]:
    """The cleaned text up to the first quoted mail or the signature, and whether a quotation was cut.

    What is forwarded is what the mail is about: it stays. A mail of quotations only stays whole.
    """
    lines = text.split("\n")
    kept: list[str] = []
    is_cut = False
    for number, line in enumerate(lines):
        if _FORWARDED.fullmatch(line[:_MAX_LINE]):
            kept += lines[number:]
            break
        if line == "--":  # the sign before a signature; its blank is gone with the cleaning
            break
        if _starts_a_quote(lines, number):
            is_cut = True
            break
        if line.startswith(">"):
            is_cut = True
        else:
            kept.append(line)
    own = "\n".join(kept)
    return (own, is_cut) if own.strip() else (text, False)


def _starts_a_quote(lines: list[str], number: int) -> bool:
    line = lines[number][:_MAX_LINE]
    if _BEFORE_QUOTE.fullmatch(line):
        return True
    following = [one for one in lines[number + 1 : number + 5] if one]
    return (
        bool(_SENDER_LINE.fullmatch(line))
        and sum(bool(_BLOCK_LINE.fullmatch(one[:_MAX_LINE])) for one in following) >= 2
    )
