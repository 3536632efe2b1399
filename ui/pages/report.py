"""What a run did with every file, as HTML, what needs a person first. Everything that goes in is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ui.pages.escaping import escape
from ui.pages.flags import Flagged, flags_html
from ui.pages.reasons import said_in_chinese
from ui.pages.terms import OUTCOME

FOLDED = 10  # files that came in without a remark; more are folded away, so that the list below stays near
LINES = 300  # of one report; what needs a person stands first


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file."""

    path: str
    outcome: str
    reason: str = ""
    doc_id: str = ""
    passages: int = 0
    warnings: tuple[str, ...] = ()
    flags: tuple[Flagged, ...] = ()

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Line:
        """From a report's entry; reports of earlier releases know fewer fields."""
        same = {
            name: entry[name] for name in ("path", "outcome", "reason", "doc_id", "passages") if name in entry
        }
        flags = (
            Flagged(str(flag["kind"]), str(flag["excerpt"]), str(flag.get("place", "")))
            for flag in entry.get("flags", ())
        )
        return cls(**same, warnings=tuple(entry.get("warnings", ())), flags=tuple(flags))

    @property
    def weight(self) -> int:
        """Smaller stands first: what failed, what is odd, what is new, what is as it was."""
        if self.warnings or self.flags:
            return min(2, _WEIGHT.get(self.outcome, 3))
        return _WEIGHT.get(self.outcome, 3)


_WEIGHT = {
    "failed": 0,
    "skipped": 1,
    "duplicate": 1,
    "withdrawn": 1,
    "added": 3,
    "updated": 3,
    "unchanged": 4,
}


def report_html(report: Mapping[str, Any]) -> str:
    """Every file's outcome in words, those that need a person first; a reindex tells its passages alone."""
    lines = sorted(map(Line.of, report.get("entries", ())), key=lambda line: line.weight)
    same = sum(line.outcome == "unchanged" and line.weight == 4 for line in lines)
    shown = [line for line in lines if line.weight < 4][:LINES]
    rest = len(lines) - len(shown) - same
    more = f"<p class=quiet>还有 {rest} 个没有列出。</p>" if rest else ""
    more += f"<p class=quiet>{same} 个文件没有变化。</p>" if same else ""
    warned = "".join(f"<li>{escape(said_in_chinese(each))}</li>" for each in report.get("warnings", ()))
    return (
        f'<p class="sum">{sums(report)}</p>'
        + (f'<ul class="warnings">{warned}</ul>' if warned else "")
        + _lines(shown)
        + more
    )


def _lines(shown: Sequence[Line]) -> str:
    """What needs a person in full; what simply came in behind a click when it is much."""
    odd = [line for line in shown if line.weight < 3]
    fine = [line for line in shown if line.weight >= 3]
    if len(fine) <= FOLDED:
        return _list(shown)
    return f"{_list(odd)}<details><summary>顺利收录的 {len(fine)} 个文件</summary>{_list(fine)}</details>"


def _list(lines: Sequence[Line]) -> str:
    return f'<ul class="lines">{"".join(map(line_html, lines))}</ul>' if lines else ""


def sums(report: Mapping[str, Any]) -> str:
    """已收录 3 · 失败 1 · 12 段 · 0.8 秒."""
    counts = [
        f"{OUTCOME.get(name, escape(name))} {count}"
        for name, count in report.get("counts", {}).items()
        if count
    ]
    if report.get("passages"):
        counts.append(f"{report['passages']} 段")
    if "seconds" in report:
        counts.append(f"{report['seconds']:.1f} 秒")
    return " · ".join(counts) or "没有文件"


def line_html(line: Line) -> str:
    """One file: outcome, name, reason, warnings, flags."""
    name = escape(line.path.rsplit("/", 1)[-1])
    there = line.doc_id and line.outcome not in ("failed", "withdrawn")
    name = f'<a href="#documents/{quote(line.doc_id, safe="")}">{name}</a>' if there else f"<b>{name}</b>"
    size = f'<span class="quiet">{line.passages} 段</span>' if line.passages else ""
    reason = f"<p>{escape(said_in_chinese(line.reason))}</p>" if line.reason else ""
    flags = f"<ul>{flags_html(line.flags)}</ul>" if line.flags else ""
    warnings = "".join(f'<li class="quiet">{escape(said_in_chinese(each))}</li>' for each in line.warnings)
    outcome = (
        f'<span class="tag {escape(line.outcome)}">{OUTCOME.get(line.outcome, escape(line.outcome))}</span>'
    )
    return (
        f'<li><div class="row-head">{outcome}{name}{size}</div>{reason}'
        f"{f'<ul>{warnings}</ul>' if warnings else ''}{flags}</li>"
    )
