"""The rubric's measures of how a draft says it: form, tone, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.channels import opt_out
from assistant.drafting.guard import shown_tag
from assistant.drafting.rubric.judged import Judged, Measure, rubric
from assistant.drafting.rubric.parts import emojis_of, sentences_of, topics_of
from assistant.drafting.telling import Said, pairs_of
from assistant.drafting.templates.compose import TOLERANCE
from assistant.drafting.templates.koc import without_ban
from assistant.language import ENGLISH, HANT, to_script

_SPOKEN = re.compile(r"[\u3400-\u9fff]|\d+(?:[.,:]\d+)*|[A-Za-z]+")  # what takes the time of a character


def form(judged: Judged) -> Measure:
    """The share of the channel's demands that are met; of a text that is too long at most half counts."""
    channel = judged.channel
    lengths = [
        (name, len(text), limit)
        for name, text, limit in (
            ("标题", judged.title, channel.title),
            ("正文", judged.body, channel.body),
            ("全文", judged.whole, channel.whole),
        )
        if limit is not None
    ]
    long = [
        (f"{name}超过{limit}字(现{length}字)", limit / length)
        for name, length, limit in lengths
        if length > limit
    ]
    demands = list(_demands(judged))
    unmet = [name for name, met in demands if not met]
    share = 1 - len(unmet) / (len(demands) + len(lengths)) if demands or lengths else 1.0
    share = min([share, *(0.5 * ratio for _, ratio in long)])
    return Measure(share, "、".join([*(name for name, _ in long), *unmet]))


def _demands(judged: Judged) -> Iterator[tuple[str, bool]]:
    channel, body = judged.channel, judged.body
    yield "有正文", bool(body.strip())
    if channel.title is not None:
        yield "有标题", bool(judged.title.strip())
    if channel.lines is not None:
        yield (
            f"不超过{channel.lines}行",
            sum(bool(x.strip()) for x in judged.whole.split("\n")) <= channel.lines,
        )
    if channel.topics and judged.language != ENGLISH:
        least, most = channel.topics
        yield f"话题{least}–{most}个", least <= len(topics_of(body)) <= most
    if channel.signed:
        yield "开头有签名", body.startswith("【")
        yield "末尾有退订提示", body.rstrip().endswith((opt_out(), to_script(opt_out(), HANT)))
    if channel.shots and judged.language != ENGLISH:
        rows = [row for row in body.split("\n") if row.strip()]
        if channel.seconds:
            longest = channel.seconds[1]
            spoken = sum(len(_SPOKEN.findall(sentence)) for sentence in judged.sentences)
            yield f"口播念得完({longest}秒)", spoken <= longest * channel.pace * TOLERANCE
        yield "每行一个分镜", bool(rows) and all(re.match(r"[镜鏡]\s*\d+", row) for row in rows)


def tone(judged: Judged) -> Measure:
    """Less for every loud or false note; a little less when nothing speaks to the people it is for."""
    notes = [*loud(judged)]
    cost = sum(points for _, points in notes)
    lacking = list(dict.fromkeys(name for name, _ in notes))
    missed = _missed(judged)
    lacking += ["没有一句是对这群顾客说的" if missed == 1 else "没有一句是对读者说的"] if missed else []
    cost += missed * rubric()["address_cost"]
    return Measure(1 - cost / rubric()["of"], "、".join(lacking))


def _missed(judged: Judged) -> int:
    """2 when a text speaks to nobody, 1 when to anybody but those of its tag, else 0."""
    if judged.channel.form in rubric()["unaddressed"]:
        return 0
    words = rubric()["address"]
    anybody = re.search(words["any"], judged.whole, re.IGNORECASE) is not None
    theirs = words.get(judged.tag or "any", words["any"])
    if re.search(theirs, judged.whole, re.IGNORECASE):
        return 0
    return 1 if anybody else 2


def loud(judged: Judged) -> Iterator[tuple[str, float]]:
    """Every loud or false note: its name and the points it costs."""
    text = without_ban(judged.whole) if judged.channel.form == "koc" else judged.whole
    length = max(len(text), 1)
    known = set(re.findall(r"[A-Za-z]+", "\n".join(judged.sources)))
    for row in rubric()["loud"]:
        if "capitals" in row:
            words = [w for w in re.findall(rf"[A-Z]{{{row['capitals']},}}", text) if w not in known]
            yield from ((row["name"], 1.0) for _ in words)
        else:
            yield from ((row["name"], row.get("cost", 1.0)) for _ in re.finditer(row["pattern"], text))
    for name, found, every in (
        ("感叹号太多", len(re.findall("[!！]", text)), rubric()["exclamation_every"]),
        ("表情太多", len(emojis_of(text)), rubric()["emoji_every"] if judged.channel.emoji else length + 1),
    ):
        yield from ((name, 1.0) for _ in range(max(0, found - -(-length // every))))
    if shown_tag(text):
        yield "露出了客群标签", 3.0


def readable(judged: Judged) -> Measure:
    """Sentences of a bearable length, none of them said twice."""
    if not judged.sentences:
        return Measure(0.0, "没有句子")
    longest = rubric()["longest_sentence"] * (3 if judged.language == ENGLISH else 1)
    long = [s for s in judged.sentences if len(s) > longest]
    sections = (
        judged.body.split("\n\n") if judged.channel.table else [judged.body]
    )  # a table tells its points again
    again = sum(repeated(sentences_of(section)) for section in sections)
    late = _names_late(judged)
    cost = again * rubric()["repeat_cost"] + late * rubric()["late_name_cost"]
    share = 1 - sum(map(len, long)) / sum(map(len, judged.sentences)) - cost / rubric()["of"]
    told = {
        f"{len(long)}句超过{longest}字": bool(long),
        f"{again}句是重复的": bool(again),
        "开头没有说是什么": late,
    }
    return Measure(share, "、".join(name for name, there in told.items() if there))


def repeated(sentences: list[str]) -> int:
    """How many sentences say again what one before them said."""
    again, before = 0, list[frozenset[str]]()
    for pairs in map(_whole_pairs, sentences):
        same = (len(pairs & other) / len(pairs | other) for other in before if pairs)
        again += max(same, default=0.0) >= rubric()["same_sentence"]
        before.append(pairs)
    return again


def _names_late(judged: Judged) -> bool:
    """Chinese only: how a name is translated is not known."""
    names = [s for s in judged.to_tell if s.kind == "name"] if judged.language != ENGLISH else []
    opening = Said("\n".join([judged.title, *judged.sentences[:2]]))
    return bool(names) and not any(opening.tells(name) for name in names)


def _whole_pairs(sentence: str) -> frozenset[str]:
    """Figures are part of a sentence here: 300 ml 18元 and 500 ml 22元 are two."""
    return pairs_of(sentence) | frozenset(re.findall(r"\d[\d.,:]*", sentence))
