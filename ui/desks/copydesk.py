"""The office of copy as one person meets it: who they are here, the moment, the house's papers and rules."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

from fastapi import Depends
from sqlalchemy.exc import OperationalError

from assistant.compliance.overlay import FILES as RULE_FILES
from assistant.copies import CopyOffice, CopyStore, Judge, NoSuchCopy, Person, Refused, edition
from assistant.drafting.house_channels import FILE as CHANNELS_FILE
from ui.atrium import Atrium
from ui.auth import Act, Means, Principal
from ui.desks.cited import CitedPapers
from ui.desks.meeting import at_desk
from ui.lobby import Lobby
from ui.wire.problems import Problem


class CopyDesk:
    """`office` acts for `person`, `judge` says what may be used; every refusal leaves as a Problem: 404 unknown, 409 the state or the rules."""

    def __init__(self, principal: Principal, lobby: Lobby, atrium: Atrium, as_of: datetime) -> None:
        self.principal = principal
        self.person = person_of(principal)
        self.today = as_of.date()
        self.store: CopyStore = atrium.copies
        self.papers = CitedPapers(atrium.library, principal.viewer, as_of)
        profile = atrium.profile
        facts = (profile.hotline, profile.service_desk)
        house = atrium.channels
        self.channels, self.problem = house.known, house.problem  # why the house's own channels do not hold
        laid_over = [atrium.settings.home / name for name in (*RULE_FILES, CHANNELS_FILE)]
        self.judge = Judge(
            self.store,
            atrium.checker,
            self.papers,
            edition(laid_over),
            self.today,
            facts,
            self.channels,
        )
        now = datetime.now(lobby.clock.timezone)  # a record must not claim the demo's day
        self.office = CopyOffice(self.store, self.judge, now)


def person_of(principal: Principal) -> Person:
    """A key and a login with it are one person; nobody else has their id. An account's says so itself."""
    if principal.id.startswith("account:"):
        return Person(principal.id, principal.called)
    kind = "local" if principal.means is Means.LOCAL else "key"
    return Person(f"{kind}:{principal.id}", principal.called)


_NO_ROOM = {"full": "The disk is full: nothing was changed. Make room and try again.",
            "readonly": "The disk takes no writing now: nothing was changed."}  # fmt: skip


@contextmanager
def refusals() -> Iterator[None]:
    """What is refused, as a Problem; a full or read-only disk too."""
    try:
        yield
    except NoSuchCopy as error:
        raise Problem(404, str(error)) from None
    except Refused as error:
        raise Problem(409, str(error)) from None
    except OperationalError as error:
        for word, said in _NO_ROOM.items():
            if word in str(error.orig):
                raise Problem(507, said) from None
        raise
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Problem(507, _NO_ROOM["full"]) from None
        raise


Reads = Annotated[CopyDesk, Depends(at_desk(CopyDesk, Act.READ_COPY, is_counted=False))]
Writes = Annotated[CopyDesk, Depends(at_desk(CopyDesk, Act.WRITE_COPY))]
Looks = Annotated[CopyDesk, Depends(at_desk(CopyDesk, Act.WRITE_COPY, is_counted=False))]
Approves = Annotated[CopyDesk, Depends(at_desk(CopyDesk, Act.APPROVE_COPY))]
