"""A channel's limits and form in words, as a language model is told them; "zh" or "en" is the speech."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drafting.channels import Channel, opt_out
from assistant.grounding.quoting import unfenced

SIGNATURE = 12  # characters that the house's signature takes
SHOWN = 3  # recent texts


def limits_of(form: Channel, speech: str, aim: int) -> str:
    """The limits; what the house adds to a signed text is taken off. No body is asked to be longer than `aim`."""
    most = form.whole or form.body
    if most and form.signed:
        most -= len(opt_out()) + SIGNATURE
    most = min(most or aim, aim)
    parts = {"zh": [f"全文不超过{most}字"], "en": [f"at most {most} characters"]}[speech]
    if form.title:
        parts.append({"zh": f"标题不超过{form.title}字", "en": f"title at most {form.title}"}[speech])
    if form.lines:
        parts.append({"zh": f"不超过{form.lines}行", "en": f"at most {form.lines} lines"}[speech])
    if form.shots and form.seconds:
        spoken = form.seconds[0] * form.pace
        parts.append({"zh": f"口播合计不超过{spoken}字", "en": f"at most {spoken} spoken words"}[speech])
    return {"zh": ";", "en": "; "}[speech].join(parts)


def shape_of(form: Channel, speech: str) -> str:
    """How the reply begins."""
    if form.title:
        return {
            "zh": "第一行写“标题:……”,从第二行起写正文。",
            "en": "Begin with a line 'Title: …', then the body.",
        }[speech]
    return {"zh": "只写正文,不写标题。", "en": "Write the body only, no title."}[speech]


def avoided(avoid: Sequence[str], speech: str) -> str:
    """Recent copy, quoted, and that this text shall not be like it."""
    if not avoid:
        return ""
    texts = "\n".join(f"- {' '.join(unfenced(text).split())[:120]}" for text in avoid[:SHOWN])
    heading = {
        "zh": "近期已经用过的文案,开头、句式和结尾都不要与它们相同:",
        "en": "Copy used lately; do not open, build or close like these:",
    }
    return f"{heading[speech]}\n{texts}"
