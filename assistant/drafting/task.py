"""One draft to be written: a subject, a channel, a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.compliance.goods import Goods
from assistant.drafting.channels import Channel
from assistant.drafting.demands import Demands
from assistant.drafting.model import DraftRequest
from assistant.drafting.subject import Subject
from assistant.drafting.telling import Statement, statements_of
from assistant.language import ENGLISH

LANGUAGES = {"zh-Hans": "简体", "zh-Hant": "繁体", "en": "英文"}


@dataclass(frozen=True)
class Task:
    request: DraftRequest
    subject: Subject
    goods: Goods
    demands: Demands
    form: Channel
    language: str

    @property
    def name(self) -> str:
        return self.form.id

    @property
    def called(self) -> str:
        """The channel and the language, as a note names them."""
        return f"{self.form.name}({LANGUAGES.get(self.language, self.language)})"

    @property
    def in_english(self) -> bool:
        return self.language == ENGLISH

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return statements_of(self.subject)
