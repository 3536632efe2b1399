"""An invented mall's papers, as many as wanted, in real file formats: the same for the same number."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import docx
import openpyxl
import pptx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

_FONT = "STSong-Light"
_SUBJECTS = (
    "客诉",
    "停车",
    "保洁",
    "消防",
    "装修",
    "会员",
    "巡场",
    "收货",
    "广播",
    "失物",
    "租赁",
    "活动",
    "培训",
    "排班",
)
_PLACES = (
    "一层中庭",
    "二层连廊",
    "三层服务台",
    "四层影院口",
    "负一层超市口",
    "负二层车库",
    "卸货区",
    "东门",
    "西门",
)
_ROLES = ("值班经理", "客服专员", "保安队长", "工程师傅", "保洁主管", "运营经理", "商户店长", "收银主管")
_ACTS = (
    "{role}须在{n}分钟内到达{place},并在系统中登记编号{code}",
    "{place}的{subject}事项由{role}负责,每{n}小时检查一次,记录保存{m}天",
    "金额超过{m}元的{subject}申请须经{role}批准,批准后{n}个工作日内办结",
    "如{place}发生异常,{role}应先通知值班电话{code},再按第{n}级预案处理",
    "{subject}材料一式{n}份,由{role}签收,遗失按每份{m}元补办",
    "每月{n}日前{role}汇总{place}的{subject}情况,合格率不得低于{p}%",
)
_SHARES = (
    ("docx", 40),
    ("xlsx", 15),
    ("md", 15),
    ("pdf", 10),
    ("html", 5),
    ("csv", 5),
    ("pptx", 5),
    ("txt", 5),
)

Section = tuple[str, list[str]]  # a heading and its clauses


def write_papers(folder: Path, count: int) -> Path:
    """`count` files under `folder`, of every format in turn, internal and public."""
    kinds = [kind for kind, share in _SHARES for _ in range(share)]
    random.Random(count).shuffle(kinds)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        dice = random.Random(number)
        part = "public" if number % 3 else "internal"
        title = f"{dice.choice(_SUBJECTS)}管理规定第{number}号"
        path = folder / part / f"{number // 100:02}" / f"{title}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        _WRITERS[kind](path, title, list(_sections(dice)))
    return folder


def _sections(dice: random.Random) -> Iterator[Section]:
    for chapter in range(1, dice.randint(3, 5)):
        clauses = [_clause(dice) for _ in range(dice.randint(2, 5))]
        yield (
            f"{'一二三四五'[chapter - 1]}、{dice.choice(_SUBJECTS)}{dice.choice(('要求', '流程', '责任', '标准'))}",
            clauses,
        )


def _clause(dice: random.Random) -> str:
    acts = dice.sample(_ACTS, 2)
    return "。".join(_filled(act, dice) for act in acts) + "。"


def _filled(act: str, dice: random.Random) -> str:
    return act.format(
        role=dice.choice(_ROLES),
        place=dice.choice(_PLACES),
        subject=dice.choice(_SUBJECTS),
        n=dice.randint(2, 30),
        m=dice.randint(31, 900),
        p=dice.randint(80, 99),
        code=f"A{dice.randint(1000, 9999)}",
    )


def _docx(path: Path, title: str, sections: Sequence[Section]) -> None:
    paper = docx.Document()
    paper.add_heading(title, 0)
    for heading, clauses in sections:
        paper.add_heading(heading, 1)
        for clause in clauses:
            paper.add_paragraph(clause)
    paper.save(str(path))


def _xlsx(path: Path, title: str, sections: Sequence[Section]) -> None:
    book = openpyxl.Workbook()
    book.active.append(["事项", "序号", "要求"])
    for row in _rows(sections):
        book.active.append(row)
    book.properties.title = title
    book.save(path)


def _pptx(path: Path, title: str, sections: Sequence[Section]) -> None:
    slides = pptx.Presentation()
    slides.core_properties.title = title
    for heading, clauses in sections:
        slide = slides.slides.add_slide(slides.slide_layouts[1])
        slide.shapes.title.text = heading
        slide.placeholders[1].text = "\n".join(clauses)
    slides.save(str(path))


def _pdf(path: Path, title: str, sections: Sequence[Section]) -> None:
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    body = ParagraphStyle("body", fontName=_FONT, fontSize=10, leading=16, wordWrap="CJK", spaceAfter=6)
    head = ParagraphStyle("head", parent=body, fontSize=14, leading=24)
    story = [Paragraph(title, head)]
    for heading, clauses in sections:
        story += [Paragraph(heading, head), *(Paragraph(clause, body) for clause in clauses)]
    SimpleDocTemplate(str(path), pagesize=A4, title=title).build(story)


def _csv(path: Path, _title: str, sections: Sequence[Section]) -> None:
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([["事项", "序号", "要求"], *_rows(sections)])


def _html(path: Path, title: str, sections: Sequence[Section]) -> None:
    body = "".join(
        f"<h2>{heading}</h2>" + "".join(f"<p>{one}</p>" for one in clauses) for heading, clauses in sections
    )
    path.write_text(
        f"<html><title>{title}</title><body><h1>{title}</h1>{body}</body></html>", encoding="utf-8"
    )


def _md(path: Path, title: str, sections: Sequence[Section]) -> None:
    body = "".join(f"\n## {heading}\n\n" + "\n\n".join(clauses) + "\n" for heading, clauses in sections)
    path.write_text(f"# {title}\n{body}", encoding="utf-8")


def _txt(path: Path, title: str, sections: Sequence[Section]) -> None:
    body = "\n\n".join("\n".join([heading, *clauses]) for heading, clauses in sections)
    path.write_text(f"{title}\n\n{body}\n", encoding="utf-8")


def _rows(sections: Sequence[Section]) -> list[list[str]]:
    return [
        [heading, str(number), clause]
        for heading, clauses in sections
        for number, clause in enumerate(clauses, start=1)
    ]


_WRITERS: dict[str, Callable[[Path, str, list[Section]], None]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "pptx": _pptx,
    "pdf": _pdf,
    "csv": _csv,
    "html": _html,
    "md": _md,
    "txt": _txt,
}
