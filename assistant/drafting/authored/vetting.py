"""What a draft of a language model has to pass: everything a template's draft cannot get wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.compliance import Severity
from assistant.drafting.authored.brief import Brief, briefs
from assistant.drafting.authored.pricing import mispaired, misplaced
from assistant.drafting.authored.reckoned import Reckoned
from assistant.drafting.authored.vocabulary import strange
from assistant.drafting.hearsay import unbacked
from assistant.drafting.model import Draft
from assistant.drafting.rubric import manner, measures
from assistant.drafting.rubric.judged import Judged, rubric
from assistant.drafting.rubric.parts import sentences_of
from assistant.drafting.task import Task
from assistant.drafting.telling import Said, pairs_of
from assistant.grounding.attribution import unattributed
from assistant.grounding.contradiction import contradicted
from assistant.grounding.pledges import pledged
from assistant.grounding.quoting import is_fence
from knowledge.directory import Directory
from knowledge.text import fold, is_cjk

_LETTER = re.compile(r"[^\W\d_]")
_PART = re.compile(r"[;；,，]")
_DENIAL = re.compile(r"[不无未非禁]")
_MOST_NAMED = 3


@dataclass(frozen=True)
class Vetted:
    """A draft, what it was written from, and the template's draft for the same task."""

    draft: Draft
    task: Task
    brief: Brief
    plain: Draft
    judged: Judged
    reckoned: Reckoned
    sources: tuple[str, ...]
    shops: Directory | None = None

    @cached_property
    def before(self) -> Judged:
        """The template's draft, judged as this one is."""
        plain = self.plain
        return replace(self.judged, title=plain.title, body=plain.body, findings=plain.findings)

    @cached_property
    def spoken(self) -> list[str]:
        """The sources as copy tells them: 18元 of 价格:18元, and a list together with the "not" before it."""
        return [part for text in self.sources for part in _spoken(text)]

    @property
    def copy(self) -> str:
        """What the model wrote of it: signature, topics and the numbers of shots are the house's."""
        return "\n".join(self.sentences)

    @cached_property
    def sentences(self) -> list[str]:
        return [s for s in (self.draft.title, *sentences_of(self.draft.body)) if s]


def _spoken(source: str) -> list[str]:
    label, mark, value = source.partition(":")
    if mark and _DENIAL.search(label):
        return [f"{label} {value}"]
    return [source, *filter(None, _PART.split(value if mark else label))]


def faults_of(vetted: Vetted) -> list[str]:
    """What is wrong, a sentence each, for the model that mends it and for the person who reads of it."""
    if not vetted.draft.body.strip():
        return ["格式不对:没有读到正文。"]
    return list(dict.fromkeys(fault for check in CHECKS for fault in check(vetted)))


def _form(vetted: Vetted) -> Iterator[str]:
    measure = manner.form(vetted.judged)
    if measure.lacking:
        yield f"不合渠道要求:{measure.lacking}。"
    if any(is_fence(line) for line in vetted.draft.whole.split("\n")) or "事实表" in vetted.draft.whole:
        yield "不要重复题目里的标记和说明。"


def _language(vetted: Vetted) -> Iterator[str]:
    letters = _LETTER.findall(vetted.draft.whole)
    share = sum(map(is_cjk, letters)) / max(len(letters), 1)
    if vetted.task.in_english and share > 0.2:
        yield "要用英文写。"
    if not vetted.task.in_english and share < 0.5:
        yield "要用中文写。"


def _rules(vetted: Vetted) -> Iterator[str]:
    """Findings that block, and requests for evidence that the template's draft does not raise."""
    known = {finding.rule_id for finding in vetted.plain.findings}
    for finding in vetted.draft.findings:
        asked = finding.severity is Severity.EVIDENCE and finding.rule_id not in known
        if asked or finding.severity is Severity.BLOCK:
            said = f"“{finding.text[:20]}”" if finding.text else ""
            yield f"{said}违反{finding.rule_id}:{finding.why}"


def _figures(vetted: Vetted) -> Iterator[str]:
    for written in vetted.reckoned.missing:
        yield f"“{written}”在事实表里没有,或者算得不对。"
    for sentence in vetted.sentences:
        if pair := mispaired(sentence, vetted.sources):
            yield f"“{pair[0]}”和“{pair[1]}”在事实表里不是一对。"
        if not vetted.task.in_english and (offer := misplaced(sentence, vetted.sources)):
            yield f"优惠要照事实表的说法写,不是“{offer}”。"


def _claims(vetted: Vetted) -> Iterator[str]:
    for kind, words in unbacked(vetted.draft.whole, vetted.sources)[:_MOST_NAMED]:
        yield f"“{words}”是{kind}的说法,事实表里没有。"
    for sentence in vetted.sentences:
        if names := unattributed(sentence, vetted.sources, vetted.shops):
            yield f"“{names[0]}”这个名字事实表里没有。"
        if pledge := pledged(sentence, vetted.sources):
            yield f"“{pledge}”是事实表里没有的承诺。"
        if clause := contradicted(sentence, vetted.spoken, vetted.reckoned.computed):
            yield f"“{clause}”与事实表不符。"


def _vocabulary(vetted: Vetted) -> Iterator[str]:
    """Words that are neither the facts' nor the house's; how a name or a claim is put into English is not known."""
    if not vetted.task.in_english:
        for word in strange(vetted.copy, vetted.sources)[:_MOST_NAMED]:
            yield f"“{word}”不是事实表里的话,请换成事实表里的说法或删去。"


def _denied(vetted: Vetted) -> Iterator[str]:
    """A fact with a "not" before it: 不含乳 where the sheet says 含乳."""
    text, known = fold(vetted.draft.whole), fold("\n".join(vetted.sources))
    for statement in vetted.judged.to_tell:
        for match in re.finditer(rf"[不无未没零非]有?{re.escape(fold(statement.text))}", text):
            if match[0] not in known:
                yield f"“{match[0]}”与事实表不符。"


def _words(vetted: Vetted) -> Iterator[str]:
    sheet = vetted.task.subject.sheet
    for word in sheet.forbidden if sheet else ():
        if word in vetted.draft.whole:
            yield f"产品单规定不得写“{word}”。"
    for name, _ in manner.loud(vetted.judged):
        yield f"语气要改:{name}。"


def _due(vetted: Vetted) -> Iterator[str]:
    """What the template's draft tells and cannot be left out, and the conditions beside what is told."""
    before = Said(vetted.plain.whole)
    for statement in vetted.judged.to_tell:
        due = statement.kind in briefs()["must"] and before.tells(statement)
        if due and not vetted.judged.said.tells(statement):
            yield f"没有写{statement.label}:{statement.text}。"
    own, theirs = measures.conditions(vetted.judged), measures.conditions(vetted.before)
    if own.share < theirs.share:
        yield f"缺少:{own.lacking.rstrip('。')}。"


def _loose(vetted: Vetted) -> Iterator[str]:
    """Beside an opening and a closing, every sentence says something of the facts."""
    english = vetted.task.in_english
    loose = [s for s in sentences_of(vetted.draft.body) if not _rests(s, vetted)]
    most = max(rubric()["loose_sentences"], len(vetted.sentences) // 2 if english else 0)
    longest = briefs()["loose_length"] * (3 if english else 1)
    for sentence in loose[most:] or [s for s in loose if len(s) > longest][:1]:
        yield f"“{sentence[:20]}”与事实无关。"
    if len(loose) == len(sentences_of(vetted.draft.body)):
        yield "全文没有写事实。"


def _rests(sentence: str, vetted: Vetted) -> bool:
    if measures.rests(sentence, vetted.sources):
        return True
    return vetted.task.in_english and bool(pairs_of(sentence) & pairs_of("\n".join(vetted.sources)))


def _again(vetted: Vetted) -> Iterator[str]:
    if lacking := manner.repeated(vetted.judged.sentences):
        yield f"有{lacking}句是重复的。"


CHECKS: tuple[Callable[[Vetted], Iterator[str]], ...] = (
    _form, _language, _rules, _figures, _claims, _vocabulary, _denied, _words, _due, _loose, _again,
)  # fmt: skip
