"""The draft that is given out: the model's where it passes, else the template's, marked by the rubric."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.drafting.authored.author import Author, Sitting, Unfit
from assistant.drafting.model import Draft
from assistant.drafting.recent import Likeness, Past, Recent
from assistant.drafting.rubric.criteria import rubric_of
from assistant.drafting.rubric.judged import Judged, rubric
from assistant.drafting.task import Task
from assistant.drafting.writer import Writer
from knowledge.errors import ModelUnavailable

_PASTS = 128  # tags times channels
SEEDS = 5  # wordings that are tried before a draft stays like a recent one
ABSENT = "语言模型没有写成底稿({why}),用的是模板底稿。"
UNFIT = "语言模型的底稿改过一次仍没有通过检查({why}),用的是模板底稿。"
ALIKE = "与近期通过的同客群文案有{share:.0%}的措辞相同,换了{tries}种写法仍然相近,请人工改写。"


@dataclass(frozen=True, slots=True)
class Edited:
    """A draft, empty when there is nothing to say there, and what the person who asked should know of it."""

    draft: Draft
    notes: tuple[str, ...] = ()


class Editor:
    def __init__(self, writer: Writer, recent: Recent, author: Author | None = None) -> None:
        self._writer = writer
        # Texts of a batch are many for one tag and channel.
        self._past = lru_cache(_PASTS)(lambda tag, channel: Past.of(recent.texts(tag, channel)))
        self._author = author

    def edited(self, task: Task, sitting: Sitting) -> Edited:
        plain = self._written(task)
        if not plain.body:
            return Edited(plain)
        past = self._past(task.request.tag, task.name)
        made, why = self._generated(task, plain, past, sitting)
        draft, tries = (made, 1) if made else self._varied(task, plain, past)
        like = self._like(task, draft, past)
        notes = [f"{task.called}:{why}"] if why else []
        if like.share >= rubric()["too_like"]:
            notes.append(f"{task.called}:{ALIKE.format(share=like.share, tries=tries)}")
        return Edited(self._marked(task, draft, like.share), tuple(notes))

    def _written(self, task: Task) -> Draft:
        """In the first of a few wordings that no rule blocks."""
        first = made = self._wording(task)
        for tries in range(1, SEEDS):
            if made.status != "blocked":
                return made
            seed = (task.request.seed or 0) + tries
            made = self._wording(replace(task, request=replace(task.request, seed=seed)))
        return made if made.status != "blocked" else first

    def _wording(self, task: Task) -> Draft:
        return self._writer.write(
            task.form, task.request, task.subject, task.goods, task.demands, task.language
        )

    def _generated(self, task: Task, plain: Draft, past: Past, sitting: Sitting) -> tuple[Draft | None, str]:
        """The model's draft, or why there is none."""
        if self._author is None or not self._author.writes(task):
            return None, ""
        try:
            return self._author.draft(task, plain, past, sitting), ""
        except ModelUnavailable as error:
            return None, ABSENT.format(why=error)
        except Unfit as error:
            return None, UNFIT.format(why=error.faults[0].rstrip("。"))

    def _varied(self, task: Task, plain: Draft, past: Past) -> tuple[Draft, int]:
        """The first wording that is unlike the recent ones, else the least like of a few; and how many were tried."""
        best, nearest = plain, self._like(task, plain, past).share
        for tries in range(1, SEEDS):
            if nearest < rubric()["too_like"]:
                return best, tries
            seed = (task.request.seed or 0) + tries
            other = self._written(replace(task, request=replace(task.request, seed=seed)))
            share = self._like(task, other, past).share
            if other.body and share < nearest:
                best, nearest = other, share
        return best, SEEDS

    def _like(self, task: Task, draft: Draft, past: Past) -> Likeness:
        return past.like(draft.whole, [s.full for s in task.statements])

    def _marked(self, task: Task, draft: Draft, like: float) -> Draft:
        sources = (*task.subject.sources, *self._writer.house)
        judged = Judged(
            task.form, draft.title, draft.body, draft.language, len(draft.selling_points), draft.findings,
            task.statements, sources, task.request.tag, like,
        )  # fmt: skip
        return replace(draft, rubric=rubric_of(judged))
