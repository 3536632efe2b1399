"""Opening hours in English, as a directory writes them in Chinese: 星期一-五 11:30-22:00."""

from __future__ import annotations

import re

from assistant.language import to_script

_WEEK = dict(zip("一二三四五六日天", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Sun"), strict=True))
_DAYS = re.compile(
    r"(?:逢|每)?(?:周|星期|礼拜)((?:[一二三四五六日天](?:\s*(?:至|到|-|、|及|和)\s*(?:周|星期|礼拜)?)?)+)"
)
_SPAN_OF_DATES = re.compile(r"(\d{1,2})月(\d{1,2})日(?:至(\d{1,2})月(\d{1,2})日)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EVES = re.compile(r"(?:法定|公众|国定|例)?节?假[日期]的?前(?:[一1][日天晚]|夕|夜)")
_HOURS = {
    "香港公众假期": "Hong Kong public holidays",
    "新加坡公众假期": "Singapore public holidays",
    "法定节假日": "public holidays",
    "公众假期": "public holidays",
    "国定假日": "public holidays",
    "例假日": "public holidays",
    "节假日": "public holidays",
    "假日": "days off",
    "假期": "holidays",
    "平日": "weekdays",
    "工作日": "weekdays",
    "周末": "weekends",
    "每天": "daily",
    "每日": "daily",
    "次日": "next day ",
    "翌日": "next day ",
    "末次入场": "last entry ",
    "最后入场": "last entry ",
    "全天": "all day",
    "休息": " closed",
    "店休": " closed",
    "24小时": "24 hours",
    "及": ", ",
    "和": ", ",
    "、": ", ",
    "；": "; ",
    "，": ", ",
}
_HAN = re.compile(r"[\u4e00-\u9fff]")


def hours(written: str) -> str:
    """A shop's hours with the days in English: 星期一-五 11:30-22:00 is Mon–Fri 11:30-22:00; as written where more is said."""
    text = _DAYS.sub(lambda match: _days(match[1]), to_script(written, "zh-Hans"))
    text = _EVES.sub("eves of public holidays", _SPAN_OF_DATES.sub(_dates, text))
    for chinese, english in _HOURS.items():
        text = text.replace(chinese, english)
    return written if _HAN.search(text) else re.sub(r"\s+", " ", text).replace(" ,", ",").strip()


def _dates(match: re.Match[str]) -> str:
    """12月1日至12月24日 is 1 Dec–24 Dec."""
    days = zip(match.groups()[::2], match.groups()[1::2], strict=True)
    return "–".join(f"{day} {_MONTHS[(int(month) - 1) % 12]}" for month, day in days if month)


def _days(written: str) -> str:
    """一至五 is Mon–Fri, 六日 is Sat, Sun."""
    said = re.sub(r"周|星期|礼拜|\s", "", written)
    said = re.sub(r"(?<=[一二三四五六日天])(?=[一二三四五六日天])", ", ", re.sub(r"[、及和]", ", ", said))
    said = re.sub(r"[至到-](?=[一二三四五六日天])", "–", said)
    return "".join(_WEEK.get(char, char) for char in said) + " "
