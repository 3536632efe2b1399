"""Personal numbers: mobile and identity numbers, bank cards, passports, private mail addresses.

What a mall publishes is not personal: hotlines, landlines, 400 numbers, the telephone column of a
directory. Excerpts are masked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ingest.flagged.texts import plain

_GAP = r"[-\s.·—–_]"
_MOBILE = re.compile(
    rf"(?<![\dA-Za-z.])(?:\+?(?:00)?86{_GAP}?)?"
    rf"(1[3-9]\d{_GAP}?\d{{4}}{_GAP}?\d{{4}}|1[3-9]\d{{2}}{_GAP}\d{{3}}{_GAP}\d{{4}}|1[3-9]\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}|1{_GAP}[3-9](?:{_GAP}\d){{9}})(?![\dA-Za-z])(?!{_GAP}\d{{3}})"
)
_IDENTITY = re.compile(
    rf"(?<![\dA-Za-z])([1-8]\d{{5}}{_GAP}?(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_GAP}?\d{{3}}[\dXx])(?![\dA-Za-z])"
)
_CARD = re.compile(
    rf"(?<![\dA-Za-z.])(\d{{4}}{_GAP}?\d{{4}}{_GAP}?\d{{4}}{_GAP}?\d{{4}}(?:{_GAP}?\d{{1,3}})?)(?![\dA-Za-z])"
)
_PASSPORT = re.compile(r"(?<![\dA-Za-z])([EGDSPHK][A-HJ-NP-Z]?\d{7,8}|[CHMW]\d{8})(?![\dA-Za-z])")
_MAIL = re.compile(
    r"(?<![\w.%+-])([\w.%+-]{1,64})@((?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,10})(?![\w-])",
    re.IGNORECASE | re.ASCII,
)

_PUBLISHED = re.compile(
    r"(?:热线|客服电话|客服手机|服务电话|咨询电话|门店电话|店铺电话|商场电话|总机|订餐电话|预约电话|订座电话|值班电话|投诉电话|服务台电话"
    r"|^电话|^联系电话|商户电话|前台电话|hotline|shop phone|store phone|^phone|^tel)[^\d]{0,12}$",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"(?:订单|单号|流水|小票|条码|条形码|编号|编码|货号|运单|快递|批号|序列号|批次|合同号|交易号|凭证|发票|代码|barcode|order|sku|serial|ean|invoice)"
    r"[^\d]{0,10}$",
    re.IGNORECASE,
)
_IS_CARD = re.compile(
    r"(?:卡号|银行|账号|账户|帐号|信用卡|借记卡|储蓄卡|收款|card|account)[^\d]{0,16}$", re.IGNORECASE
)
_IS_PASSPORT = re.compile(
    r"(?:护照|通行证|passport|证件号)[^\dA-Za-z]{0,12}(?:no\.?|number)?[^\dA-Za-z]{0,4}$", re.IGNORECASE
)
_NAME = re.compile(r"([\u4e00-\u9fff]{2,4})(?:先生|女士|经理|店长)?[\s::,,()、/]{0,3}$")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常欧阳"
)
_MAILBOXES = frozenset(
    ["qq.com", "vip.qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "139.com", "189.cn", "sina.com", "sina.cn", "sohu.com", "gmail.com", "outlook.com", "hotmail.com", "live.com", "icloud.com", "me.com", "yahoo.com", "yahoo.com.cn", "aliyun.com", "tom.com", "21cn.com", "wo.cn", "protonmail.com", "msn.com"]
)  # fmt: skip
_ROLES = re.compile(
    r"(?:service|services|info|hr|kefu|contact|support|sales|admin|office|mall|help|hello|marketing|leasing|parking|member|vip|cs|care|"
    r"customer|feedback|complaints?|lostfound|press|media|noreply|no-reply|postmaster|webmaster|jobs|career|zhaoshang|yunying|shangchang)",
    re.IGNORECASE,
)
_PERSON_AT_WORK = re.compile(r"[a-z]{2,20}[._][a-z]{2,20}\d{0,4}", re.IGNORECASE)
_AROUND = 24  # characters before a number that say what it is


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of personal number: how it looks, how its digits are checked, and what it is called."""

    name: str
    pattern: re.Pattern[str]
    is_one: Callable[[str, str], bool]  # the number without gaps, what stands before it


def _is_mobile(_number: str, before: str) -> bool:
    return not _PUBLISHED.search(before) and not _NO_PERSON.search(before)


def _is_identity(number: str, _before: str) -> bool:
    """By region, day of birth and check digit (GB 11643-1999)."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(digit) for weight, digit in zip(weights, number, strict=False))
    return date(1900, 1, 1) <= born and "10X98765432"[total % 11] == number[17].upper()


def _is_card(number: str, before: str) -> bool:
    """By the check digit (ISO/IEC 7812-1) and an issuer's first digits, or a word before it."""
    if not 16 <= len(number) <= 19 or not _luhn(number) or len(set(number)) < 2:
        return False
    if _IS_CARD.search(before):
        return True
    is_bank = number.startswith("62") or (
        len(number) == 16 and re.match(r"4|5[1-5]|35|9558", number) is not None
    )
    return is_bank and not _NO_PERSON.search(before)


def _luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[0::2]) % 10 == -sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2]) % 10


def _is_passport(_number: str, before: str) -> bool:
    return bool(_IS_PASSPORT.search(before))


KINDS: tuple[Kind, ...] = (
    Kind("identity number", _IDENTITY, _is_identity),
    Kind("bank card", _CARD, _is_card),
    Kind("mobile", _MOBILE, _is_mobile),
    Kind("passport", _PASSPORT, _is_passport),
)


def personal_in(text: str) -> Iterator[tuple[str, str]]:
    """Each personal number or address as (itself, what it is and the number masked)."""
    bare = plain(text)
    taken = bytearray(len(bare))
    for kind in KINDS:
        for match in kind.pattern.finditer(bare):
            number = re.sub(_GAP, "", match[1])
            before = bare[max(0, match.start() - _AROUND) : match.start()].rpartition("\n")[2]
            if not any(taken[slice(*match.span(1))]) and kind.is_one(number, before):
                taken[slice(*match.span(1))] = bytes([1]) * len(match[1])
                name = "name and mobile" if kind.name == "mobile" and _follows_a_name(before) else kind.name
                yield number, f"{name} {masked(number)}"
    for match in _MAIL.finditer(bare):
        if _is_private(match[1], match[2].lower()):
            yield match[0].lower(), f"mail {match[1][0]}***@{match[2]}"


def masked(number: str) -> str:
    """138****5678: enough to find it, too little to use it."""
    head, tail = (3, 4) if len(number) <= 11 else (6, 4)
    if len(number) <= 9:
        head, tail = 2, 2
    return f"{number[:head]}{'*' * (len(number) - head - tail)}{number[-tail:]}"


def _follows_a_name(before: str) -> bool:
    match = _NAME.search(before)
    return match is not None and any(char in _SURNAMES for char in match[1][:-1])


def _is_private(local: str, domain: str) -> bool:
    if _ROLES.match(local):
        return False
    return domain in _MAILBOXES or bool(_PERSON_AT_WORK.fullmatch(local))
