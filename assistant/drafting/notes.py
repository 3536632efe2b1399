"""What is said beside the drafts to the person who asked."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compliance import Finding, Severity
from assistant.drafting.channels import Channel, label
from assistant.drafting.demands import Demands
from assistant.drafting.facts.pasted import PASTED
from assistant.drafting.facts.table import Fact
from assistant.drafting.facts.wanted import missing_from
from assistant.drafting.hearsay import is_order
from assistant.drafting.model import Draft, DraftRequest
from assistant.drafting.subject import Subject
from assistant.drafting.sums.stacking import corrections
from assistant.drafting.telling import ASIDE
from assistant.drafting.templates.english_facts import untranslated
from assistant.language import ENGLISH

NOTHING = "没有找到要写的产品或活动:请给出产品单或活动文件的编号,或者粘贴“字段:内容”的事实。"
TOLD_ANYHOW = frozenset({"spec", "material", "standard", "audience"})
DIRECTORY_ONLY = "这一类只能提供目录信息(名称、铺位、电话、时间),不写推广文案;如要投放,附《医疗广告审查证明》等批准文号并转法务。"


BLOCKED = "请求里有不能写的内容,已拦下:{rules}。"
INSTEAD = "下面是合规的替代稿,没有写这些内容。"
BASIS = "依据:{basis}。"
UNCONFIRMED = "“{field}:{value}”有疑似认错的字({why}),没有写进文案:请对照原图确认或改正后再生成。"
UNLOOKED_AT = "“{field}:{value}”还没有人确认,没有写进文案。"


def nothing_found(request: DraftRequest) -> tuple[str, ...]:
    return (*unconfirmed(request.facts or ()), NOTHING)


def unconfirmed(facts: Sequence[Fact]) -> tuple[str, ...]:
    """A sentence for each fact that waits for a person's eye."""
    return tuple(_waiting(fact) for fact in facts if not fact.confirmed)


def _waiting(fact: Fact) -> str:
    why = ";".join(dict.fromkeys(doubt.why for doubt in fact.doubtful))
    wording = UNCONFIRMED if why else UNLOOKED_AT
    return wording.format(field=fact.field, value=fact.value[:60], why=why)


def unwritten(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """The drafts that were asked for and could not be written, by channel and language."""
    missing = [f"{d.channel}({d.language})" for d in drafts if not d.body]
    return (f"{'、'.join(missing)}没有出稿:必写的内容放不下,或没有可写的内容。",) if missing else ()


def refused(subject: Subject, findings: Sequence[Finding]) -> tuple[str, ...]:
    if any(f.rule_id == "K3" for f in findings):
        return tuple(f.why for f in findings if f.rule_id == "K3")
    found = [f"目录信息:{line}" for line in subject.directory]
    return (DIRECTORY_ONLY, *found, *kept_out(findings))


def beside(
    request: DraftRequest,
    subject: Subject,
    findings: Sequence[Finding],
    forms: Sequence[Channel],
    demands: Demands,
) -> tuple[str, ...]:
    waiting = unconfirmed(subject.sheet.facts if subject.sheet else ())
    parts = [*waiting, *_lacking(subject), *kept_out(findings), *_sheet_words(subject, request.text or "")]
    parts += corrections(request.text or "", subject.campaign)
    parts += [form.reminder for form in forms if form.reminder]
    if request.language and len(demands.languages) > 1:
        parts.append("文字里点了几种语言:本次按language给一种;不填language则每种语言各给一版。")
    if ENGLISH in (request.language, *demands.languages) and subject.sheet:
        untold = [word for sheet in subject.sheets for word in untranslated(sheet)]
        if untold:
            parts.append(f"英文稿没有写{'、'.join(untold)}:词表译不全,请人工补译。")
    return (*dict.fromkeys(parts), f"每篇文案旁标注:{label()}。")


def _lacking(subject: Subject) -> list[str]:
    """What pasted goods do not tell and copy needs; of what they are made of and how big, any clause may tell."""
    sheet = subject.sheet
    if sheet is None or sheet.doc_id != PASTED:
        return []
    return [f"还缺:{missing.why}" for missing in missing_from(sheet) if missing.kind not in TOLD_ANYHOW]


def blocked(findings: Sequence[Finding], written: bool) -> str:
    """What blocks a request, and what stands beside it."""
    told: dict[str, list[str]] = {}
    for finding in findings:
        if finding.severity is Severity.BLOCK:
            told.setdefault(finding.rule_id, []).append(finding.text)
    rules = "、".join(
        rule + "".join(f"“{w}”" for w in dict.fromkeys(words) if w) for rule, words in told.items()
    )
    return f"{BLOCKED.format(rules=rules)}{INSTEAD if written else ''}"


def kept_out(findings: Sequence[Finding]) -> list[str]:
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity in (Severity.BLOCK, Severity.EVIDENCE):
            told.setdefault(finding.rule_id, []).append(finding)
    return [_one_rule(same) for same in told.values()]


def _one_rule(same: Sequence[Finding]) -> str:
    words = "".join(f"“{text}”" for text in dict.fromkeys(f.text for f in same) if text)
    first = same[0]
    basis = BASIS.format(basis="、".join(first.basis)) if first.basis else ""
    said = f"{words}没有写进文案({first.rule_id}):{first.why}{first.suggestion}" if words else first.why
    return f"{said}{basis}"


def _sheet_words(subject: Subject, text: str) -> list[str]:
    """The sheet's forbidden words that a request asks for; a pasted sheet's own list asks for none."""
    for sheet in subject.sheets:
        for fact in sheet.all("forbidden"):
            text = text.replace(fact.value, "")
    words = dict.fromkeys(word for sheet in subject.sheets for word in sheet.forbidden)
    told = (fact for sheet in subject.sheets for fact in sheet.tellable)
    orders = [fact.value for fact in told if fact.kind not in ASIDE and is_order(fact.value)]
    return [
        *(f"产品单规定不得写“{word}”,未写入。" for word in words if word in text),
        *(f"产品单里的“{order[:30]}”像是给机器的指令,没有写进文案,请核对来源。" for order in orders),
    ]
