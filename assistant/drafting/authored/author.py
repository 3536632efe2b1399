"""Copy written by a language model, believed only as far as the facts and the checks carry it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from assistant.compliance import ComplianceChecker
from assistant.drafting.authored.brief import Brief, brief_of, briefs
from assistant.drafting.authored.manuscript import manuscript
from assistant.drafting.authored.reckoned import reckoned
from assistant.drafting.authored.vetting import Vetted, faults_of
from assistant.drafting.model import GENERATED, Draft
from assistant.drafting.recent import Likeness, Past
from assistant.drafting.rubric.judged import Judged, rubric
from assistant.drafting.rubric.parts import sentences_of
from assistant.drafting.task import Task
from assistant.drafting.writer import Text, Writer
from assistant.language import HANT, to_script
from assistant.llms.model import LanguageModel, Message
from assistant.prompts import prompt
from knowledge.directory import Directory
from knowledge.errors import AtriumError, ModelUnavailable

REPAIRS = 1
REWRITES = 1  # asked for only because a text is too like a recent one
FAILURES = 2
PATIENCE = 60.0  # seconds that one request may spend on the model
MOST_FAULTS = 8  # told to the model


class Unfit(AtriumError):
    """What the model wrote did not pass the checks, nor did what it made of them."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(faults[0])
        self.faults = tuple(faults)


@dataclass
class Sitting:
    """What one request may still spend on the model: one that failed twice in a row is not waited for again."""

    patience: float = PATIENCE
    clock: Callable[[], float] = time.monotonic
    failures: int = 0
    failure: str = ""
    started: float = field(init=False)

    def __post_init__(self) -> None:
        self.started = self.clock()

    def check(self) -> None:
        """Raises ModelUnavailable when it is over."""
        if self.clock() - self.started > self.patience:
            raise ModelUnavailable(f"The language model had {self.patience:g} seconds for this request.")
        if self.failures >= FAILURES:
            raise ModelUnavailable(self.failure)

    def failed(self, why: str) -> None:
        self.failures, self.failure = self.failures + 1, why


class Author:
    """Asks a model for one draft, has it mended once, and gives nothing that does not pass."""

    def __init__(
        self,
        model: LanguageModel,
        checker: ComplianceChecker,
        writer: Writer,
        shops: Directory | None = None,
    ) -> None:
        self._model = model
        self._checker = checker
        self._writer = writer
        self._shops = shops

    def writes(self, task: Task) -> bool:
        """Whether there is something to write about, in a channel whose text is more than its facts."""
        by_template = task.form.form in briefs()["by_template"] or task.form.table
        return bool(task.statements) and not by_template and not task.subject.partner

    def draft(self, task: Task, plain: Draft, past: Past, sitting: Sitting) -> Draft:
        """A draft that passed every check; it may still be too like a recent one.

        `plain` is the template's draft of the same task. Raises ModelUnavailable when the model fails
        or the sitting is over, and Unfit when its text fails the checks and fails them mended.
        """
        brief = brief_of(task, plain, self._checker, past.texts)
        messages = list(brief.messages)
        repairs, rewrites = 0, 0
        while True:
            reply = self._reply(messages, sitting)
            vetted = self._vetted(reply, task, plain, brief)
            faults = faults_of(vetted)
            if faults and repairs == REPAIRS:
                raise Unfit(faults)
            if not faults:
                like = past.like(vetted.draft.whole, [s.full for s in task.statements])
                if like.share < rubric()["too_like"] or rewrites == REWRITES:
                    return vetted.draft
                faults, rewrites = [_too_like(like)], rewrites + 1
            else:
                repairs += 1
            messages = [*brief.messages, Message("assistant", reply), _mend(faults, task)]

    def _reply(self, messages: Sequence[Message], sitting: Sitting) -> str:
        sitting.check()
        try:
            with closing(self._model.stream(messages)) as pieces:
                reply = "".join(pieces)
        except ModelUnavailable as error:
            sitting.failed(str(error))
            raise
        sitting.failures = 0
        return reply

    def _vetted(self, reply: str, task: Task, plain: Draft, brief: Brief) -> Vetted:
        sources = (*brief.facts, *self._writer.house)
        title, body = manuscript(reply, task, plain, "\n".join(sources))
        figures = reckoned([title, *sentences_of(body)], sources)
        text = Text(title, body, plain.selling_points)
        page = self._writer.page(task.form, task.request, task.subject, task.goods, task.demands)
        draft = self._writer.checked(page, text, task.language, figures.numbers)
        draft = replace(draft, mode=GENERATED)
        judged = Judged(
            task.form, title, body, task.language, len(draft.selling_points), draft.findings,
            task.statements, sources, task.request.tag,
        )  # fmt: skip
        return Vetted(draft, task, brief, plain, judged, figures, sources, self._shops)


def _too_like(like: Likeness) -> str:
    return f"措辞有{like.share:.0%}与近期已经用过的文案相同,请换开头、句式和结尾。"


def _mend(faults: Sequence[str], task: Task) -> Message:
    told = "\n".join(f"- {fault}" for fault in faults[:MOST_FAULTS])
    text = prompt("mend", task.language, faults=told)
    return Message("user", to_script(text, HANT) if task.language == HANT else text)
