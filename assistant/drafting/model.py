"""The nouns of drafting: what is asked for, what is given back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.compliance import Finding
from assistant.drafting.facts.table import Fact
from assistant.drafting.rubric.mark import Mark

GENERATED, TEMPLATE = "generated", "template"


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What a content person asks for.

    `product` and `campaign` are doc_ids; with neither, the text has to name something that the
    papers know, or carry the facts itself. `facts` are a table that a person has gone through: with
    it, only these and a campaign's clauses are told. `tag` (T1–T8) steers the tone and is never written.
    `language` None: the languages that the text names, else zh-Hans. `as_of` is aware.
    `partner` is the product sheet of a second tenant for a joint draft. Another `seed` gives another wording.
    """

    product: str | None = None
    text: str | None = None
    facts: tuple[Fact, ...] | None = None
    channels: tuple[str, ...] = ()
    tag: str | None = None
    campaign: str | None = None
    language: str | None = None
    as_of: datetime | None = None
    partner: str | None = None
    seed: int | None = None
    community: str | None = None  # whom the text is for; only a wording with {community} names it


@dataclass(frozen=True, slots=True)
class SellingPoint:
    """A fact worth saying, where it stands ("PS-01 · 产品事实 · 第3行"), and the checks it has passed."""

    text: str
    source: str
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A fact told: `span` is (start, end) in the draft's `part`, "title" or "body"; `source` says where it stands."""

    part: str
    span: tuple[int, int]
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One text for one channel. `label` stands beside the body, so that the channel's limits hold.

    `mode` is "generated" where a language model wrote it, else "template". `rubric` has ten marks,
    `score` is their sum, 0–60: see assistant/drafting/rubric/criteria.py.
    """

    channel: str
    title: str
    body: str
    selling_points: tuple[SellingPoint, ...]
    findings: tuple[Finding, ...]
    status: str  # ok, needs_evidence, blocked
    language: str = "zh-Hans"
    label: str = ""
    mode: str = TEMPLATE
    rubric: tuple[Mark, ...] = ()
    traces: tuple[Trace, ...] = ()
    steps: tuple[str, ...] = ()  # the sums behind its offer: "449−50=399元"

    @property
    def score(self) -> float:
        return round(sum(mark.points for mark in self.rubric), 1)

    @property
    def whole(self) -> str:
        """Title and body, as the channel's limits and the checks see them."""
        return f"{self.title}\n{self.body}".strip()


@dataclass(frozen=True, slots=True)
class DraftReply:
    """`findings` are about the request; each draft carries its own. `notes` are for the person who asked."""

    drafts: tuple[Draft, ...]
    status: str
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()  # the sums behind the drafts, each once
