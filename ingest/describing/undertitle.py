"""The days in the line that stands under a paper's title: V2.3 2026-03-01 生效 运营部, 2026年7月1日修订 会员中心."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from ingest.describing.dates import day_in
from ingest.model import Reading
from knowledge.text import fold

DAY = r"20\d{2}[-./年]\s?\d{1,2}[-./月]\s?\d{1,2}日?"
MIDNIGHT = r"(?:\s?(?:0{1,2}[:时点](?:00)?分?|零[时点]))?"  # at which a day begins
TAKES_EFFECT = r"(?:施行|执行|生效|实施|试行|启用)"
_GIVEN_OUT = r"(?:更新|修订|发布|公布|印发|签发)"
_BEGINS = re.compile(
    rf"{TAKES_EFFECT}\s?:?\s?({DAY})|(?:^|[\s(\[|,;:])自?({DAY}){MIDNIGHT}\s?起?\s?(?:正式|开始)?{TAKES_EFFECT}(?!\w)"
)
_ISSUED = re.compile(
    rf"(?:{_GIVEN_OUT}|(?<![效施行用束止审])日期)\s?(?:于|:)?\s?({DAY})|({DAY})\s?{_GIVEN_OUT}"
)
# A second day that leaves out its year: 2026年8月20日印发，9月1日起施行. So clear a form may stand in running text.
_GIVEN_OUT_AND_BEGINS = re.compile(
    rf"(?P<issued>(?P<year>20\d\d)[-./年]\s?\d{{1,2}}[-./月]\s?\d{{1,2}}日?){_GIVEN_OUT},?\s?自?"
    rf"(?P<begins>\d{{1,2}}月\d{{1,2}}日){MIDNIGHT}\s?起?\s?(?:正式|开始)?{TAKES_EFFECT}(?!\w)"
)
# A day alone is when a paper was given out, where the line has nothing else but these.
_BESIDE = re.compile(
    r"(?:v\d[\d.]*|第.{1,3}版|版[本次]|编号|(?:内部|仅限|仅供|对外|公开)[一-鿿]{0,6}|[一-鿿]{2,6}?(?:部门?|中心|公司|室|组|办|处|台|会)"
    r"|(?:替代|取代|代替)[^,;|]{2,20}|[a-z]{2,}(?:-[a-z0-9]+)+|[\s|,;:、/()\[\]·-])*"
)
_LINES, _MOST = 4, 80  # lines looked at, and characters of one: a longer one is running text


@dataclass(frozen=True, slots=True)
class UnderTitle:
    """From when on a paper holds, and when it was given out; None where the line does not say."""

    effective_from: date | None = None
    issued_on: date | None = None


def under_title(reading: Reading) -> UnderTitle:
    """The days of the first lines, before any heading but the title."""
    begins = issued = None
    for line in _lines(reading):
        if both := _GIVEN_OUT_AND_BEGINS.search(line):
            begins = begins or day_in(f"{both['year']}年{both['begins']}")
            issued = issued or day_in(both["issued"])
        if len(line) > _MOST or "。" in line:
            continue
        begins = begins or _first(_BEGINS, line)
        issued = issued or _first(_ISSUED, line) or _alone(line)
    return UnderTitle(begins, issued)


def _lines(reading: Reading) -> Iterator[str]:
    lines = (
        fold(line).strip("-*#>| \u3000。")
        for section in reading.sections[:_LINES]
        if section.kind != "row" and len(section.path) <= 1
        for line in section.text.split("\n")
    )
    yield from islice(lines, _LINES)


def _first(pattern: re.Pattern[str], line: str) -> date | None:
    match = pattern.search(line)
    return day_in(next(filter(None, match.groups()))) if match else None


def _alone(line: str) -> date | None:
    days = re.findall(DAY, line)
    return day_in(days[0]) if len(days) == 1 and _BESIDE.fullmatch(line.replace(days[0], " ")) else None
