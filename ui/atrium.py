"""The house as it stands open: everything that answers, wired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.answering import Answerer
from assistant.compliance import ComplianceChecker
from assistant.copies import CopyStore
from assistant.curated import CuratedAnswers
from assistant.drafting import Drafter
from assistant.drafting.house_channels import FILE as CHANNELS_FILE
from assistant.drafting.house_channels import HouseChannels
from assistant.gaps import Gaps
from assistant.handover import Line
from assistant.journal import Journal
from assistant.labels import LabelOffice
from assistant.llms import LanguageModel
from assistant.llms.allowance import Allowance
from assistant.model import MallProfile
from assistant.tickets import ServiceDesk
from assistant.triage import Triager
from ingest.pipeline import Ingest
from knowledge.library import Library
from knowledge.model import Viewer
from ui.deliveries import Courier
from ui.desks.papers import ViewersPapers
from ui.entry.keys import Keys
from ui.profile import Profile
from ui.settings import Settings

_ALIKE = 3  # good replies that a desk is offered


@dataclass(frozen=True)
class Atrium:
    """Everything that answers, wired."""

    settings: Settings
    library: Library
    answerer: Answerer
    checker: ComplianceChecker
    triager: Triager
    journal: Journal
    labels: LabelOffice
    copies: CopyStore
    tickets: ServiceDesk
    persons: Line  # between shoppers and the desks
    curated: CuratedAnswers
    gaps: Gaps
    deliveries: Courier
    keys: Keys
    ingest: Ingest
    model: LanguageModel | None = None  # writes answers and copy; None: quoted answers, templates
    told: Profile | None = None  # what the mall says of itself, remembered between changes

    def practice(self, question: str) -> list[str]:
        """Good replies that were kept to questions like this one, those that a shopper may read."""
        now = self.settings.clock or datetime.now().astimezone()
        return [one.entry.wording.answer for one in self.curated.replies(question, Viewer(), now, _ALIKE)]

    @property
    def profile(self) -> MallProfile:
        """What the library knows of the mall now; an ingest may change it."""
        return (self.told or Profile(self.library, self.settings))()

    def drafter(self, viewer: Viewer, as_of: datetime) -> Drafter:
        """A drafter over the papers that this viewer may read at this moment."""
        papers = ViewersPapers(self.library, viewer, as_of)
        return Drafter(
            self.checker,
            papers,
            self.profile,
            channels=self.channels,
            model=self.model,
            recent=self.copies,
            shops=self.library.directory(viewer, as_of) if self.model else None,
        )

    @property
    def channels(self) -> HouseChannels:
        """The shipped channels with the house's own, as its file says now."""
        return HouseChannels.read(self.settings.home / CHANNELS_FILE)

    def close(self) -> None:
        self.labels.close()
        self.journal.close()
        self.copies.close()
        self.deliveries.close()
        self.tickets.close()
        self.persons.store.close()
        self.curated.close()
        self.gaps.close()
        if isinstance(self.model, Allowance):
            self.model.close()
        self.library.close()
