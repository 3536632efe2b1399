"""Whether a sentence says of something the opposite of what its source says of it.

No understanding: a clause is laid beside the clauses of its source that speak of the same, and their
negations, their directions (up, down) and their figures are compared. Where nothing speaks of the same,
or in conditions (only, except), nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.grounding.computation import take_out
from assistant.grounding.figures import read
from assistant.grounding.grounded import Known
from assistant.grounding.numerals import plain
from knowledge.text import fold, is_cjk, words

# A list of figures is a list of clauses, 银卡1小时、金卡2小时, but a cell is one, 宠物: 不可.
_CLAUSE = re.compile(
    r"(?<!\d)[,.]|[,.](?!\d)|[;。!?\n()]|、(?=[^、,。;]{1,20}\d)|(?<=[^,.;:。\n]{9}):(?!\d)|\b(?:but|and|while)\b"
)
_SAME = 0.5  # of a clause's words; a source's clause that has as many speaks of the same
_ALL = 0.85  # of a source's clause: one that is contained in this one speaks of the same
_TELLING = 3  # words; of fewer a denial cannot be told
_CERTAINLY_SAME = 0.7
_CERTAINLY = 0.9  # of the best: where figures are compared, a clause must be as like
_ABOUT = 0.85  # of the best; clauses that have as many words are as near

# Words that look like a negation and are none, or that turn on another word.
_NEUTRAL = re.compile(
    "不[仅但论管少断便慎当明良限足满到]|不同(?!意)|不过(?![期户夜])|不适(?![用合宜于])|无(?:息|偿|烟|糖|条件|缝)|[没未](?:满|到|达到?)|无理由|不锈钢|不定期|不(?:超过|低于|少于|高于|多于)|未来|无[论线]|无障碍|无人机|没收|没(?:问题|关系)"
    "|[能会要有是可]不[能会要有是可]以?|有没有|[是能可]否|免费|不收费|不用钱|(?:无需|不用|不必)(?:付费|付钱)|免打扰"
    r"|not only|no (?:later|more|less|fewer|earlier) than|not exceed\w*|no problem|no\. ?\d|free of charge"
)
_NEGATION = re.compile(
    "不|未|无|没|勿|别(?![的人处墅])|禁|谢绝|拒|停止|暂停|取消|除外|免(?![税疫洗责])"
    r"|:\s*否|\bnot\b|n't\b|\bcannot\b|\bnever\b|\bwithout\b|\bexcept|\bexclud|\bneither\b|\bnor\b|\bno\b|prohibit|forbid|\bbanned\b|\bunable\b"
)
_CONDITION = re.compile(
    r"除.{1,24}外|以外|之外|[仅只](?!要)|才|方可|非会员|否则|\bunless\b|\bonly\b|\bif\b|\bexcept"
)
_MODAL = re.compile(
    "可以|可|允许|能够?|会(?![员场议馆计所费籍])|须|需要?|必须|应当?|得|予以?|请|也|都|均|就|还|无法|不|未|无|没有?|勿|禁止?|谢绝|严"
)
_PERMITS = re.compile(r"\b(?:can|may|allowed|permitted|welcome)\b")
_PERMITTED = re.compile("可|能|允许|欢迎|支持|接受|均|都")

# (one, the other); a source that knows only the other does not say the one
_OPPOSITES = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        (
            r"增长|增加|上升|上涨|提升|提高|多了|\b(?:rose|risen|rise|grew|grow|grown|increas\w*|higher|up by)\b",
            r"下降|减少|降低|下滑|下跌|回落|少了|\b(?:fell|fall|fallen|drop\w*|declin\w*|decreas\w*|lower|down by)\b",
        ),
        (
            r"以上|超过|高于|多于|\b(?:at least|or above|above|over|more than|taller than|older than)\b",
            r"以下|低于|少于|不足|不满|未满|上限|封顶|最高|最多|至多|不超过|\b(?:up to|below|under|less than|at most|shorter than|younger than)\b",
        ),
        (
            r"提前|提早|\bearlier\b",
            r"推迟|延后|延期|顺延|\b(?:later|postponed|delayed)\b",
        ),
    )
)
_DIRECTION = re.compile("|".join(pattern.pattern for pair in _OPPOSITES for pattern in pair))
_COMPARED = (
    *("money", "time", "percent", "off", "minutes", "days", "months", "number"),
    *("floor", "phone", "unit", "weekday"),
)
_ANSWERED = re.compile(r"(.+?):\s*(?=[是否有无可不]|支持|允许|yes|no\b)")  # a cell that says yes or no

# (a time of day before or after this word begins or ends something; which end of a range it must be)
_TIME = r"(\d{1,2}:\d{2})"
_HOURS = re.compile(rf"{_TIME}\s*(?:-|至|到|to)\s*(?:次日|第二天)?\s*{_TIME}")
_ENDS = (
    (re.compile("开门|开店|开始营业|开始|opens?\\b|starts?\\b"), 0),
    (re.compile("关门|闭店|打烊|结束|closes?\\b|ends?\\b|until\\b"), 1),
)


@dataclass(frozen=True)
class Clause:
    """A clause in the matching form, with what is compared."""

    text: str
    words: frozenset[str]  # without figures and what is said in every clause
    figures: frozenset[tuple[str, object]]
    chinese: bool

    @classmethod
    def of(cls, text: str) -> Clause:
        answered = _ANSWERED.match(text)
        bare = _MODAL.sub("", _DIRECTION.sub("", answered[1] if answered else text))
        said = frozenset(word for word in words(bare) if not any(map(str.isdigit, word)))
        figures = frozenset((figure.kind, figure.value) for figure in read(text))
        return cls(text, said, figures, any(map(is_cjk, text)))

    @property
    def denies(self) -> bool:
        return len(_NEGATION.findall(_NEUTRAL.sub(" ", self.text))) % 2 == 1

    def values(self, kind: str) -> set[object]:
        return {value for known, value in self.figures if known == kind}

    def share(self, other: Clause) -> float:
        """The share of this clause's words that the other has; 0 where they are too few to tell."""
        if len(self.words) < 2 or self.chinese is not other.chinese:
            return 0.0
        return len(self.words & other.words) / len(self.words)

    def likeness(self, other: Clause) -> float:
        """The share of the words of both that both have."""
        return len(self.words & other.words) / max(1, len(self.words | other.words))

    @property
    def is_answered(self) -> bool:
        return _ANSWERED.match(self.text) is not None


def clauses(text: str) -> list[Clause]:
    return [Clause.of(part) for part in _CLAUSE.split(fold(text)) if part and part.strip()]


def contradicted(sentence: str, passages: Sequence[str], computed: Known = frozenset()) -> str:
    """The clause that says the opposite of its source, or another figure than it; empty where none does.

    What was `computed` stands nowhere, and is no other figure.
    """
    theirs = [clause for passage in passages for clause in clauses(passage)]
    for clause in clauses(take_out(plain(sentence))[0]):
        if any(clause.text.strip() == their.text.strip() for their in theirs):
            continue  # it is theirs
        clause = replace(clause, figures=clause.figures - computed)
        if any(judge(clause, theirs) for judge in _JUDGES):
            return clause.text.strip()
    return ""


def _near(clause: Clause, theirs: Sequence[Clause], least: float) -> list[Clause]:
    """The source's clauses that speak of the same as this one."""
    shares = [(clause.share(other), other) for other in theirs]
    best = max((share for share, _ in shares), default=0.0)
    return [other for share, other in shares if share >= max(least, _ABOUT * best)]


def _contained(clause: Clause, theirs: Sequence[Clause]) -> list[Clause]:
    """The source's clauses of which this one has everything, as the cells of a row: 参与满减: 是."""
    return [
        other
        for other in theirs
        if (len(other.words) >= 2 or (other.words and other.is_answered))
        and other.chinese is clause.chinese
        and len(other.words & clause.words) >= _ALL * len(other.words)
    ]


def _is_denied(clause: Clause, theirs: Sequence[Clause]) -> bool:
    """Yes where every clause of the source that speaks of the same says no, or no where they say yes."""
    if len(clause.words) < _TELLING or _CONDITION.search(clause.text):
        return False
    contained = _contained(clause, theirs)
    answers = [other for other in contained if other.is_answered]
    if answers:
        near = [*answers, *_near(clause, theirs, _CERTAINLY_SAME)]
    else:
        near = _near(clause, theirs, _SAME) or contained
    return bool(near) and all(
        other.denies is not clause.denies and not _CONDITION.search(other.text) for other in near
    )


def _is_reversed(clause: Clause, theirs: Sequence[Clause]) -> bool:
    """Up where the source says down, of the same figure or of the same thing."""
    with_figures = [other for other in theirs if clause.figures & other.figures]
    with_all = [other for other in with_figures if clause.figures <= other.figures]
    near = with_all or with_figures or _near(clause, theirs, _SAME)
    for pair in _OPPOSITES:
        for one, other in (pair, pair[::-1]):
            if one.search(clause.text) and not other.search(clause.text):
                knows = any(one.search(their.text) for their in near)
                if not knows and any(other.search(their.text) for their in near):
                    return True
    return False


def _is_misplaced(clause: Clause, theirs: Sequence[Clause]) -> bool:
    """A figure of the source that stands there for something else: 首小时4元 where 首小时 costs 5."""
    near = _near(clause, theirs, _CERTAINLY_SAME)
    best = max((clause.likeness(other) for other in near), default=0.0)
    near = [other for other in near if clause.likeness(other) >= _CERTAINLY * best]
    return any(
        clause.values(kind)
        and near
        and all(other.values(kind) and not clause.values(kind) & other.values(kind) for other in near)
        for kind in _COMPARED
    )


def _is_other_end(clause: Clause, theirs: Sequence[Clause]) -> bool:
    """An hour that opens where the source's hours close, or where its own word opens at another hour."""
    ranges = {ends for other in theirs for ends in _HOURS.findall(other.text)}
    if any(ends[::-1] in ranges and ends not in ranges for ends in _HOURS.findall(clause.text)):
        return True
    own = clause.values("time")
    for word, end in _ENDS:
        if len(own) == 1 and word.search(clause.text) and not _ENDS[1 - end][0].search(clause.text):
            at = {_of_day(ends[end]) for ends in ranges}
            named = [other.values("time") for other in theirs if word.search(other.text)]
            said = at.union(*named)
            known = set().union(*(other.values("time") for other in theirs))
            if said and own <= known and not own & said:
                return True
    return False


def _of_day(written: str) -> object:
    return next(figure.value for figure in read(written))


def _is_forbidden(clause: Clause, theirs: Sequence[Clause]) -> bool:
    """English that permits what Chinese passages only forbid, or forbids what they only permit."""
    if clause.chinese or not _PERMITS.search(clause.text) or not all(other.chinese for other in theirs):
        return False
    denied = [other for other in theirs if other.denies]
    permitted = [other for other in theirs if not other.denies and _PERMITTED.search(other.text)]
    return bool(permitted and not denied) if clause.denies else bool(denied and not permitted)


_JUDGES = (_is_denied, _is_reversed, _is_misplaced, _is_other_end, _is_forbidden)
