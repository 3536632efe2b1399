"""What a language model is told of one draft: the fact table as data, the channel, the limits, the wishes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.compliance import ComplianceChecker, Severity
from assistant.data import read_table
from assistant.drafting.authored.limits import avoided, limits_of, shape_of
from assistant.drafting.facts.table import Fact, FactSheet
from assistant.drafting.guard import Guard, shown_tag
from assistant.drafting.hearsay import is_order
from assistant.drafting.model import Draft
from assistant.drafting.sums.terms import Campaign
from assistant.drafting.task import Task
from assistant.drafting.telling import Said, terms_of
from assistant.drafting.templates.slots import efficacy_field
from assistant.grounding.quoting import unfenced
from assistant.language import HANT, to_script
from assistant.llms.model import Message
from assistant.prompts import prompt

_LANGUAGES = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
_NONE = {"zh": "无", "en": "none"}
KEPT_BACK = frozenset(
    {"category", "base_price", "promo_terms", "after_coupon", "after_coupon_terms", "hidden", "forbidden"}
)
NOT_OFFERED = "不参与"


@cache
def briefs() -> dict[str, Any]:
    return read_table("briefs.yaml")


@dataclass(frozen=True, slots=True)
class Brief:
    """`facts` are what the model may tell, in the order of their numbers; `must` are numbers of them."""

    facts: tuple[str, ...]
    must: tuple[int, ...]
    messages: tuple[Message, ...]


def brief_of(task: Task, plain: Draft, checker: ComplianceChecker, avoid: Sequence[str] = ()) -> Brief:
    """The brief for one draft; `plain` is the template's, which says what cannot be left out.

    A fact that the rules forbid to say, and one that gives orders, is not shown.
    """
    forbidden = task.subject.sheet.forbidden if task.subject.sheet else ()
    allowed = Guard(checker, task.name, task.goods.checked_as, forbidden)
    facts = _within([text for text in _told(task) if allowed(text)], briefs()["prompt"])
    must = _due(facts, task, plain)
    messages = (_rules(task), _asked(task, facts, must, _wish(task, checker), forbidden, avoid))
    return Brief(tuple(facts), must, messages)


def _told(task: Task) -> list[str]:
    """The facts of a sheet, or the terms and clauses of a campaign, each in one line."""
    sheet, campaign = task.subject.sheet, task.subject.campaign
    if sheet:
        told = [
            f"{_field(f, sheet)}:{f.cited}" for f in sheet.tellable if f.kind not in {*KEPT_BACK, "coupon"}
        ]
        coupon = sheet.value("coupon")
        if coupon.startswith(NOT_OFFERED) or (coupon and campaign):
            told.append(coupon)  # an offer of the mall needs its campaign's conditions beside it
        if coupon and campaign and not coupon.startswith(NOT_OFFERED):
            told += [f"{campaign.name}{s.label}:{s.text}" for s in terms_of(campaign)]
    else:
        told = [f"{s.label}:{s.text}" for s in task.statements]
        told += _clauses(campaign) if campaign else []
    return [" ".join(unfenced(text).split()) for text in dict.fromkeys(told)]


def _field(fact: Fact, sheet: FactSheet) -> str:
    """A field's name as copy may say it: an efficacy that was filed says so."""
    return efficacy_field(sheet) if fact.kind == "efficacy" else fact.field


def _within(texts: Sequence[str], budget: int) -> list[str]:
    kept: list[str] = []
    for text in texts:
        if sum(map(len, kept)) + len(text) <= budget:
            kept.append(text)
    return kept


def _clauses(campaign: Campaign) -> list[str]:
    """The clauses around the terms: those asked about first, the others as far as they give a term."""
    clauses = dict.fromkeys((*campaign.topic, *(term.clause for term in campaign.terms.values())))
    return _within([clause.text for clause in clauses if not clause.english], briefs()["clauses"])


def _due(facts: Sequence[str], task: Task, plain: Draft) -> tuple[int, ...]:
    """The numbers of the facts that cannot be left out: for each of these kinds that the template tells, the first."""
    said, read = Said(plain.whole), [Said(text) for text in facts]
    due = (s for s in task.statements if s.kind in briefs()["must"] and said.tells(s))
    numbers = (next((n for n, fact in enumerate(read, 1) if fact.tells(s)), 0) for s in due)
    return tuple(sorted(set(numbers) - {0}))


def _rules(task: Task) -> Message:
    rules = prompt("copy", task.language, language=_LANGUAGES.get(task.language, _LANGUAGES["zh-Hans"]))
    return Message("system", _scripted(rules, task))


def _asked(
    task: Task, facts: Sequence[str], must: Sequence[int], wish: str, forbidden: Sequence[str], avoid: Sequence[str]
) -> Message:  # fmt: skip
    speech = "en" if task.in_english else "zh"
    row = briefs()["channels"].get(task.name, {})
    tone = briefs()["tones"].get(task.request.tag or "", {})
    text = prompt(
        "brief",
        task.language,
        facts="\n".join(f"{n}. {text}" for n, text in enumerate(facts, 1)),
        wish=wish,
        channel=task.form.name,
        brief=row.get(speech, ""),
        limits=limits_of(task.form, speech, briefs()["aim"]),
        tone=tone.get(speech) or _NONE[speech],
        must="、".join(map(str, must)) or _NONE[speech],
        forbidden="、".join(forbidden) or _NONE[speech],
        avoid=avoided(avoid, speech),
        shape=shape_of(task.form, speech),
    )
    return Message("user", _scripted(text, task))


def _wish(task: Task, checker: ComplianceChecker) -> str:
    """What was asked for beside the facts, quoted, without the clauses that the rules forbid to write."""
    text, sheet = task.request.text or "", task.subject.sheet
    if not text or is_order(text) or (sheet and not task.subject.documents):
        return ""  # pasted facts are in the table
    found = checker.check(text, task.name, task.goods.checked_as).findings
    refused = {f.text for f in found if f.severity in (Severity.BLOCK, Severity.EVIDENCE) and f.text}
    clauses = re.split(r"[,，。;；!！\n]", unfenced(text))
    kept = [c.strip() for c in clauses if not shown_tag(c) and not any(words in c for words in refused)]
    said = ",".join(filter(None, kept))[: briefs()["asked"]]
    name = "WISH" if task.in_english else "要求"
    return f"<<<{name}>>> {said} <<<{name}>>>" if said else ""


def _scripted(text: str, task: Task) -> str:
    return to_script(text, HANT) if task.language == HANT else text
