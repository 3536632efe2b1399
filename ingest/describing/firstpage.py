"""What a paper says of itself on its first page, in the forms that Chinese papers use.

Only clear forms: a label with its value (版本：V3.1), a table of such pairs, a closing clause
(本规定自……起施行，原《……》同时废止), a marking by itself (内部资料). Running text is not interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ingest.describing.dates import as_date, day_in, range_in
from ingest.describing.repeals import repealed_in
from ingest.describing.undertitle import DAY, MIDNIGHT, TAKES_EFFECT, under_title
from ingest.describing.whole import of_the_whole
from ingest.model import Reading, Section
from knowledge.editions import DRAFTS
from knowledge.text import fold

_FIRST_SECTIONS, _LAST_SECTIONS = 12, 4

# What a label means; the first of several labels of one field holds.
LABELS: dict[str, tuple[str, ...]] = {
    "version": ("版本", "版本号", "版次", "文件版本", "version"),
    "effective_from": (
        "生效日期", "生效时间", "施行日期", "施行时间", "实施日期", "实施时间", "执行日期", "执行时间", "启用日期", "启用时间", "effective date",
    ),
    "effective_to": ("失效日期", "有效期至", "有效期限至", "废止日期"),
    "validity": ("有效期", "有效期限", "执行期", "执行期间", "执行期限", "适用期", "适用期间", "适用时间", "生效期间", "施行期间", "实行期间", "valid", "validity", "valid period"),
    "event": ("活动时间", "活动日期", "活动期间"),
    "issued_on": ("发布日期", "公布日期", "签发日期", "印发日期", "发文日期", "公示日期", "公告日期", "发布时间", "公示时间", "签发时间", "印发时间"),
    "revised_on": ("修订日期", "修订时间", "编制日期"),
    "review_by": ("复审日期", "下次复审日期", "下次评审", "下次评审日期", "下次审核日期", "复核日期"),
    "publish_from": ("对外发布时间", "对外公布时间", "解禁时间", "公开时间"),
    "owner_desk": ("编制部门", "责任部门", "归口部门", "归口管理部门", "主责部门", "主管部门", "发文部门", "owner"),
    "readers": ("阅读范围", "发送范围", "发放范围", "分发范围"),
    "scope": ("适用范围",),
    "secrecy": ("密级", "文件密级", "保密级别", "保密等级", "秘密等级"),
    "document_number": ("文件编号", "文号", "制度编号", "document no."),
    "supersedes": ("替代", "代替", "替代文件", "废止文件", "取代文件"),
}  # fmt: skip
_FIELDS = {label: (name, rank) for name, labels in LABELS.items() for rank, label in enumerate(labels)}
_MOST_VALUE = 60  # characters: a longer one is running text
_MOST_OF = {"version": 12, "owner_desk": 20, "document_number": 40}
# What may keep a paper back is heard however long it is and however often it stands there.
_KEEPS_BACK = frozenset(("secrecy", "readers", "publish_from"))
_AND = " / "
_MOST_SHOWN = 24
_LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[\s;,|]))({'|'.join(sorted(map(re.escape, _FIELDS), key=len, reverse=True))})\s?:\s?"
)
_SINCE = rf"({DAY}){MIDNIGHT}起(?:正式|开始)?{TAKES_EFFECT}(?!\w)"
_ITSELF = r"本(?:办法|规定|规则|制度|章程|细则|规程|流程|标准|方案|须知|公告|公示|告示|公约|条例|守则|价目表|通知|指引|手册|文件|版本?|sop)"
_STARTS = re.compile(rf"(?:^[\d.、第条款()\s一二三四五六七八九十]{{0,9}}|{_ITSELF}[^,]{{0,9}},?)自{_SINCE}")
# 本版自2026年8月31日24:00起停止执行: of the day itself, where it is its midnight.
_STOPS = re.compile(
    rf"{_ITSELF}[^,]{{0,9}},?自({DAY})(?P<midnight>\s?24[:时点](?:00)?)?{MIDNIGHT}起?(?:停止(?:执行|使用)|不再(?:执行|适用)|废止|失效|作废)"
)
_ALONE = re.compile(rf"\(?{_SINCE}\)?")  # (2025年3月1日起执行) under the title
_IN_TITLE = re.compile(rf"\({_SINCE}\)$")
_WITHIN = re.compile(
    rf"\(?(?:{_ITSELF}[^,\d]{{0,9}}?)?(?:有效期|执行期)?[自从于]?{DAY}起?(?:至|到|-)(?:20\d{{2}}年)?[\d月]{{1,5}}日?止?"
    rf"(?:期间|内)?(?:{TAKES_EFFECT}|有效|适用)\)?"
)
_QUOTED = re.compile(r"《([^《》]{2,60})》")
_SENTENCE = re.compile(r"[。;!\n]")
_SECRET = re.compile(
    r"(?:\[|\()?(?:内部(?:资料|文件|使用|材料)|仅供内部(?:使用|参考|传阅)|机密|绝密|秘密|严禁外传|不得外传|内部公开)"
    r"[,!\s]{0,2}(?:注意保密|不得外传|严禁外传|请勿外传)?(?:\]|\))?"
)
_OPEN = frozenset(("公开", "对外公开", "无", "非密", "不涉密", "public"))
_INSIDERS = re.compile(r"内部|员工|管理层|管理人员|本部门|保密|不得外传")
_MARKED = re.compile(
    r"[(\[【]\s?(v\d[\d.]{0,8}|20\d\d年?(?:版|修[订正][版本稿]?)|第.{1,3}版)?\s?([^()\[\]【】,]{0,6}?)\s?[,)\]】]"
)
_AT_END = re.compile(r"(?<![a-z])(v\d{1,3}(?:\.\d{1,3}){0,2})$")
_EVENT = re.compile(r"(?:^|[\s、.)])(?:活动)?(?:时间|日期|期间|档期)\s?(?::\s?|(?=\d))([^。;]{4,60})")
_OPENING_NAME = re.compile("《([^《》\n]{2,40})》")


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What was found; what is empty or None is not said. `closing` names fields that a closing clause gave."""

    version: str = ""
    stage: str = ""  # 讨论稿 and the like
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    event_ends: date | None = None
    review_by: date | None = None
    publish_from: str = ""
    owner_desk: str = ""
    audience: tuple[str, ...] = ()
    secrecy: str = ""  # any marking that is not "open"
    document_number: str = ""
    supersedes: tuple[str, ...] = ()
    closing: frozenset[str] = field(default_factory=frozenset)


def first_page_of(reading: Reading) -> FirstPage:
    """Reads the first page's labels and marks, and the closing clause at either end of the paper."""
    everything, reading = _opening(reading), of_the_whole(reading)
    opening = _opening(reading)
    kept_back = {name: said for name, said in _labelled(everything).items() if name in _KEEPS_BACK}
    values = _labelled(opening) | kept_back
    lines, every_line = _lines(opening), _lines(everything)
    notes = [
        section for section in reading.sections if section.kind == "prose" and section.row
    ]  # under tables
    begins, replaced = _closing(opening, notes, reading.sections[-_LAST_SECTIONS:])
    if in_title := _IN_TITLE.search(fold(reading.title).strip()):
        begins = day_in(in_title[1]) or begins
    effective_from = day_in(values.get("effective_from", ""))
    validity = (
        range_in(fold(values.get("validity", "")))
        or range_in(fold(values.get("effective_from", "")))
        or _within(opening)
    )
    ends = day_in(values.get("effective_to", "")) or _stops(opening, reading.sections[-_LAST_SECTIONS:])
    below = under_title(reading)
    supersedes = tuple(_QUOTED.findall(values.get("supersedes", "")))
    title = _title_of(reading)
    return FirstPage(
        version=values.get("version", "") or title[0],
        stage=title[1] or _stage_line(every_line),
        issued_on=day_in(values.get("issued_on", ""))
        or day_in(values.get("revised_on", ""))
        or below.issued_on,
        effective_from=effective_from
        or (validity[0] if validity else None)
        or begins
        or below.effective_from,
        effective_to=ends or (validity[1] if validity else None),
        event_ends=_event_end(values.get("event", "") or _event_line(lines)),
        review_by=as_date(values.get("review_by", "")),
        publish_from=values.get("publish_from", ""),
        owner_desk=values.get("owner_desk", ""),
        audience=_words(values.get("readers", "") or values.get("scope", "")),
        secrecy=_secrecy(values, every_line),
        document_number=values.get("document_number", ""),
        supersedes=supersedes or replaced,
        closing=frozenset(
            name
            for name, is_so in (
                ("effective_from", begins and not effective_from and not validity),
                ("supersedes", replaced and not supersedes),
            )
            if is_so
        ),
    )


def _lines(opening: Sequence[Section]) -> list[str]:
    return [line for section in opening for line in (*section.path, *section.text.split("\n"))]


def _within(opening: Sequence[Section]) -> tuple[date, date] | None:
    """The span in which a paper says that it holds: 本标准自2025年1月1日起至2026年8月31日止执行."""
    said = (
        sentence for section in opening for text in _said(section) for sentence in _SENTENCE.split(fold(text))
    )
    found = (
        range_in(re.sub(r"日起(?=至|到)", "日", one))
        for one in said
        if _WITHIN.fullmatch(one.strip("-*#>| "))
    )
    return next(filter(None, found), None)


def named_at_start(reading: Reading) -> str:
    """The name of a paper that opens with it: 《失物招领办法》拾到物品……"""
    match = _OPENING_NAME.match(reading.sections[0].text) if reading.sections else None
    return match[1] if match else ""


def _opening(reading: Reading) -> list[Section]:
    return [section for section in reading.sections[:_FIRST_SECTIONS] if (section.page or 1) == 1]


def _labelled(sections: Sequence[Section]) -> dict[str, str]:
    """Field -> its value. A label with several different values (a table of revisions) says nothing."""
    found: dict[str, dict[int, dict[str, None]]] = {}
    for label, value in (pair for section in sections for pair in _pairs(section)):
        value = " ".join(value.split())
        name, rank = _FIELDS[label]
        if name in _KEEPS_BACK:
            rank = 0
        elif len(value := value.split("。")[0]) > _MOST_OF.get(name, _MOST_VALUE):
            continue
        if value and fold(value) not in _FIELDS:
            found.setdefault(name, {}).setdefault(rank, {})[value] = None
    chosen = {name: tuple(ranks[min(ranks)]) for name, ranks in found.items()}
    return {
        name: _AND.join(values) for name, values in chosen.items() if len(values) == 1 or name in _KEEPS_BACK
    }


def _pairs(section: Section) -> Iterator[tuple[str, str]]:
    """Labels with their values: cells of a row, lines over a table, or 版本：V3.1　生效日期：…… on lines of their own."""
    if section.kind == "row":
        for title in section.path:
            yield from _pairs_in(title)
    if section.columns:
        for header, value in section.columns.items():
            if (label := fold(header).strip(": ")) in _FIELDS:
                yield label, value
        return
    for line in section.text.split("\n"):
        yield from _pairs_in(line.strip("-*#>| \u3000\t"))


def _pairs_in(line: str) -> Iterator[tuple[str, str]]:
    shadow = fold(line)
    if len(shadow) != len(line):  # a value must be cut out of the original wording
        line = shadow
    labels = list(_LABEL.finditer(shadow))
    if not labels or labels[0].start() != 0:
        return
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        value = line[label.end() : after.start(1) if after else len(line)]
        yield label[1], value.strip(" \u3000;；,，|。")


def _title_of(reading: Reading) -> tuple[str, str]:
    """The version and the draft stage that a heading bears at its end or in brackets: 停车规则（V3，已作废）."""
    title = fold(reading.title).strip()
    stage = next((word for word in DRAFTS if title.endswith(word)), "")
    for mark in _MARKED.finditer(title):
        if mark[2] in DRAFTS:
            stage = mark[2]
        if mark[1]:
            return mark[1].upper(), stage
    end = _AT_END.search(title)
    return (end[1].upper() if end else ""), stage


def _stage_line(lines: Sequence[str]) -> str:
    return next((bare for line in lines if (bare := fold(line).strip("()[]【】 ")) in DRAFTS), "")


def _secrecy(values: dict[str, str], lines: Sequence[str]) -> str:
    """The mark that keeps a paper inside: a level that is not open, a marking, readers who work here."""
    levels = values.get("secrecy", "").split(_AND)
    level = next((level for level in levels if level and fold(level) not in _OPEN), "")
    marks = (line.strip() for line in lines if len(line) <= 24 and _SECRET.fullmatch(fold(line).strip()))
    readers = values.get("readers", "")
    found = level or next(marks, "") or (readers if _INSIDERS.search(fold(readers)) else "")
    return found[:_MOST_SHOWN]


def _event_line(lines: Sequence[str]) -> str:
    """When an event is, behind its number or who issued the paper: 一、时间：…; 企划部 2026年11月23日 活动时间：…."""
    said = (_EVENT.search(fold(line)) for line in lines)
    return next((match[1] for match in said if match), "")


def _event_end(text: str) -> date | None:
    found = range_in(fold(text))
    return found[1] if found else None


def _closing(*parts: Sequence[Section]) -> tuple[date | None, tuple[str, ...]]:
    """本规定自2026年1月1日起施行，原《停车规则V2》同时废止。 -> the day, and the titles."""
    starts: set[date] = set()
    replaced: dict[str, None] = {}
    for text in dict.fromkeys(text for part in parts for section in part for text in _said(section)):
        for sentence in _SENTENCE.split(fold(text)):
            begins = _STARTS.search(sentence) or _ALONE.fullmatch(sentence.strip("-*#>| "))
            if begins and (day := day_in(begins[1])):
                starts.add(day)
        replaced |= dict.fromkeys(repealed_in(text))
    return (next(iter(starts)) if len(starts) == 1 else None), tuple(replaced)


def _stops(*parts: Sequence[Section]) -> date | None:
    """The last day of a paper that says from when on it holds no more."""
    for text in (text for part in parts for section in part for text in _said(section)):
        if (match := _STOPS.search(fold(text))) and (day := day_in(match[1])):
            return day if match["midnight"] else day - timedelta(days=1)
    return None


def _said(section: Section) -> Iterator[str]:
    """What a section says in sentences: its own, and those that stand over a table as its titles do."""
    if section.kind == "prose":
        yield section.text
    else:
        yield from section.path


def _words(text: str) -> tuple[str, ...]:
    return (
        tuple(word.strip() for word in re.split(r"[,，、;；/ ]", text) if word.strip())
        if len(text) <= 40
        else ()
    )
