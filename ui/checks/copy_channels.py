"""The house's own channels for copy: whether channels.yaml holds."""

from __future__ import annotations

from assistant.drafting.channels import channels
from assistant.drafting.house_channels import FILE, HouseChannels
from ui.checks.finding import Finding
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    path = settings.home / FILE
    read = HouseChannels.read(path)
    if read.problem:
        remedy = (
            f"Correct {path} as docs/content.md describes; until then only the shipped channels are there."
        )
        return Finding.failed("copy channels", read.problem, remedy)
    own = [name for name in read.known if name not in channels()]
    added = f", of the house: {', '.join(own)}" if own else ""
    return Finding.ok("copy channels", f"{len(read.known)}{added}")
