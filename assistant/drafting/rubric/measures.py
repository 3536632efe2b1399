"""The rubric's measures of what a draft says; every threshold is a row of rubric.yaml."""

from __future__ import annotations

import re

from assistant.compliance import Severity
from assistant.drafting.channels import Channel
from assistant.drafting.rubric.judged import Judged, Measure, rubric
from assistant.drafting.telling import Said, figures_of, pairs_of
from assistant.language import ENGLISH

NAMED = 3  # of what is lacking; the rest is counted


def facts(judged: Judged) -> Measure:
    """The share of the facts that is told; in a short channel the first ones count most."""
    if not judged.to_tell:
        return Measure(1.0)
    share = len(judged.told) / len(judged.to_tell)
    lacking = _named([s.label for s in judged.untold])
    told = f"{len(judged.to_tell)}项事实写了{len(judged.told)}项;没写:{lacking}" if lacking else ""
    even = rubric()["even"]
    return Measure(even * share + (1 - even) * (1 - (1 - share) ** _exponent(judged.channel)), told)


def _exponent(channel: Channel) -> int:
    limit = channel.whole or channel.body
    return next(power for most, power in rubric()["room"] if most is None or (limit and limit <= most))


def concrete(judged: Judged) -> Measure:
    """Sentences that rest on facts, beside an opening and a closing that need none."""
    if not judged.sentences:
        return Measure(0.0, "整篇都是")
    if not judged.sources or judged.language == ENGLISH:
        return Measure(1.0)
    sentences = dict.fromkeys(judged.sentences)
    loose = sum(not rests(sentence, judged.sources) for sentence in sentences)
    beyond = max(0, loose - rubric()["loose_sentences"])
    return Measure(1 - beyond / len(sentences), f"有{beyond}" if beyond else "")


def rests(sentence: str, sources: tuple[str, ...]) -> bool:
    """Whether a sentence says something of the facts: by a figure, or by the words they share."""
    if figures_of(sentence):
        return True
    pairs = pairs_of(sentence)
    return Said("\n".join(sources)).share(pairs) >= rubric()["rests"]


def sources(judged: Judged) -> Measure:
    """Half for selling points with a source, half for figures that stand in one."""
    sells = judged.channel.form not in rubric()["without_points"]
    fewest = judged.channel.points[0] if judged.channel.points else rubric()["points_wanted"]
    wanted = min(fewest, len(judged.statements)) if sells else 0
    points = min(1.0, judged.points / wanted) if wanted else 1.0
    loose = [f.text for f in judged.findings if f.rule_id == "K17"]
    lacking = [f"有出处的卖点只有{judged.points}条"] if points < 1 else []
    lacking += [f"数字没有出处:{_named(loose)}"] if loose else []
    return Measure(points / 2 + max(0.0, 1 - len(loose) / 3) / 2, ";".join(lacking))


def lawful(judged: Judged) -> Measure:
    """Less for every finding, by how grave it is."""
    costs = rubric()["costs"]
    found = [f for f in judged.findings if costs[f.severity.value]]
    cost = sum(costs[finding.severity.value] for finding in found)
    shown = _named([f.text[:12] or f.rule_id for f in found if f.severity is not Severity.INFO])
    return Measure(1 - cost / rubric()["of"], shown)


def conditions(judged: Judged) -> Measure:
    """What has to stand beside an offer, a figure of a test or certain goods, where the papers have it."""
    told, there = {s.kind for s in judged.told}, {s.kind: s.label for s in judged.to_tell}
    wanted = {kind for kind in rubric()["always"] if kind in there}
    wanted |= {k for offer, kinds in rubric()["beside"].items() if offer in told for k in kinds if k in there}
    lacking = [there[kind] for kind in wanted if kind not in told]
    based = [s for s in judged.told if s.basis]
    lacking += [f"{s.label}的依据" for s in based if not _is_based(judged.said, s.basis)]
    lacking += [f.why.rstrip("。") for f in judged.findings if f.rule_id in rubric()["condition_rules"]]
    obliged = max(len(wanted) + len(based), 1)
    return Measure(1 - len(lacking) / obliged, _named(sorted(set(lacking))))


def _is_based(said: Said, basis: str) -> bool:
    return said.share(pairs_of(basis)) >= 0.5 and all(said.ground.holds(f) for f in figures_of(basis))


def call(judged: Judged) -> Measure:
    """When and where, as far as the papers say, and what to do next."""
    parts = []
    for name, kinds in (("地点", rubric()["place"]), ("时间", rubric()["time"])):
        if any(s.kind in kinds for s in judged.to_tell):
            parts.append((name, any(s.kind in kinds for s in judged.told)))
    parts.append(("下一步", re.search(rubric()["step"], judged.body, re.I) is not None))
    lacking = [name for name, there in parts if not there]
    return Measure(1 - len(lacking) / len(parts), "、".join(lacking))


def fresh(judged: Judged) -> Measure:
    """All for a text unlike those approved lately, nothing for one that is written anew for likeness."""
    first, last = rubric()["fresh_from"], rubric()["too_like"]
    share = min(1.0, max(0.0, (last - judged.like) / (last - first)))
    return Measure(share, f"{judged.like:.0%}" if share < 1 else "")


def _named(words: list[str]) -> str:
    kept = list(dict.fromkeys(words))
    more = f"等{len(kept)}项" if len(kept) > NAMED else ""
    return "、".join(kept[:NAMED]) + more
