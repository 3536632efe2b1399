"""A reply before it is written out: lines, each resting on a passage or on nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.language import to_script
from assistant.model import Citation, Handling, Ticket
from knowledge.model import Document, Hit, Passage

_CLAUSE_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)+[.、]?|[•·▪*-])\s+")
_LOOKS_LIKE_A_TAG = re.compile(r"<(?=[A-Za-z/!])")
_LOOKS_LIKE_A_MARK = re.compile(r"\[\s*(\d+(?:\s*[,，、]\s*\d+)*)\s*\]")
_NAMED_VALUE = re.compile(
    r"(?:字段|项目|条目|事项|参数|属性|名称|指标名?): ([^:;]{1,20}); (?:内容|值|数值|取值|说明|描述|标准|规定|要求|收费标准|收费): (.+)",
    re.S,
)
# Rows of questions and answers, and of what a row's number, sort and last change are.
_QUESTION = re.compile(
    r"(?:常见|顾客|用户|客户|客人|大家|会员|读者)?(?:常见?)?(?:的)?(?:问题|提问|问法|问句?|q|question)|(?:顾客|客人|用户|客户|会员)(?:常|会|可能|都|爱)+(?:怎么)?问(?:什么|的)?",
    re.I,
)
_ANSWER = re.compile(
    r"(?:标准|参考|统一|建议)?(?:答复|答案|回答|解答|回复|答|a|answer)(?:内容|口径|话术)?|(?:怎么|如何|这样|该怎么)(?:回?答|回复?|说)",
    re.I,
)
_OF_THE_LIST = re.compile(
    r"(?:编号|序号?|项次|no\.?|id|分类|类别|类目|主题|更新(?:日期|时间)?|最后更新|维护人|归口(?:部门)?|责任部门|负责部门|部门|category|updated)",
    re.I,
)
_COUNTS_ROWS = re.compile(r"(?:序号?|项次|no\.?|#): \d{1,4}$", re.I)
_NO_HEADER = re.compile(r"^列\d+: ")  # what a column without a header is called
_EMPTY_CELL = re.compile(r":\s*[–—-]?$")


@dataclass(frozen=True, slots=True)
class Source:
    """The passage that a line rests on, and the part of it that is quoted; empty: all of it."""

    passage: Passage
    document: Document
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer; `sources` carry its facts, an empty tuple is our own words."""

    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What to say and how it was handled, in no particular script yet."""

    handling: Handling
    lines: tuple[Line, ...]
    confidence: float = 1.0
    topic: str = ""  # the full question a follow-up may lean on
    small_talk: bool = False  # a greeting, thanks: nothing that a follow-up could lean on
    tickets: tuple[Ticket, ...] = ()
    hits: tuple[Hit, ...] = ()  # what a language model may write from; empty: it is not asked
    after: Callable[[], str] | None = (
        None  # asked once the lines were said: a sentence that may take a moment
    )

    def going_on(self, text: str, between: str) -> Reply:
        """With a sentence of our own words behind the last line: in it where that is ours too, else below it."""
        if not text:
            return self
        *first, last = self.lines
        if last.sources:
            return replace(self, lines=(*self.lines, Line(text)))
        return replace(self, lines=(*first, Line(f"{last.text}{between}{text}")))


def quoted(hit: Hit) -> Line:
    """A passage, whole, as a line of an answer."""
    return Line(spoken(hit.passage), (Source(hit.passage, hit.document),))


def spoken(passage: Passage) -> str:
    """A passage's words without its clause number; a table row as one sentence."""
    text = _CLAUSE_NUMBER.sub("", passage.text)
    if passage.kind != "row":
        return text
    cells = [_NO_HEADER.sub("", cell) for cell in text.split("; ") if not _EMPTY_CELL.search(cell)]
    if answered := _answered(cells):
        return answered
    cells = [cell for cell in cells if not _COUNTS_ROWS.match(cell)] or cells
    if len(cells) > 1 and (named := _NAMED_VALUE.match("; ".join(cells[:2]))):
        cells[:2] = [f"{named[1]}: {named[2]}"]  # 字段: 克重; 内容: 5.20 g
    return "，".join(cell.replace(": ", "：", 1) for cell in cells).rstrip("。") + "。"


def _answered(cells: Sequence[str]) -> str:
    """A row of questions and answers as the question and its answer, with what else it says; empty for other rows."""
    told = [cell.partition(": ")[::2] for cell in cells]
    question, answer = question_and_answer(told)
    if not question or not answer:
        return ""
    rest = [
        f"{header}：{value}"
        for header, value in told
        if not any(one.fullmatch(header.strip()) for one in (_QUESTION, _ANSWER, _OF_THE_LIST))
    ]
    mark = "" if question.rstrip().endswith(("?", "？")) else "？"
    return "，".join((f"{question.rstrip()}{mark}{answer.rstrip('。')}", *rest)) + "。"


def question_and_answer(cells: Iterable[tuple[str, ...]]) -> tuple[str, str]:
    """What a row of questions and answers asks and what it answers, out of its headers and values; empty for others."""
    told = {header.strip(): value for header, value in cells}
    question = next((value for header, value in told.items() if _QUESTION.fullmatch(header)), "")
    answer = next((value for header, value in told.items() if _ANSWER.fullmatch(header)), "")
    return question, answer


class Writer:
    """Writes lines out one by one, with [n] marks in the asker's script, and numbers what they cite.

    A quotation keeps the script of its document; the answer around it follows the asker.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._cited: dict[tuple[str, str], Citation] = {}

    def line(self, line: Line) -> str:
        marks = [f"[{self._number(source)}]" for source in line.sources]
        text = _LOOKS_LIKE_A_MARK.sub(r"(\1)", line.text)  # only ours are citations
        text = _LOOKS_LIKE_A_TAG.sub(
            "＜", text.replace("](", "] (").replace("![", "! [")
        )  # nor links or pictures
        return to_script(text, self._language) + "".join(dict.fromkeys(marks))

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._cited.values())

    def _number(self, source: Source) -> int:
        quote = (source.passage.passage_id, source.quote or source.passage.text)
        if quote not in self._cited:
            self._cited[quote] = cite(len(self._cited) + 1, source)
        return self._cited[quote].n


def cite(n: int, source: Source) -> Citation:
    document, passage = source.document, source.passage
    return Citation(
        n=n,
        doc_id=document.doc_id,
        title=document.title,
        version=document.version,
        locator=passage.locator,
        quote=source.quote or passage.text,
        url=f"/api/passages/{passage.passage_id}",
        passage_id=passage.passage_id,
    )
