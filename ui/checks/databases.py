"""The databases: sound, and of this release."""

from __future__ import annotations

from ui.checks.finding import Finding
from ui.settings import Settings


def check(settings: Settings) -> Finding:
    from ui.operating.databases import look

    found = look(settings.home)
    if newer := [each for each in found if each.is_newer]:
        names = ", ".join(f"{each.name} (version {each.version})" for each in newer)
        return Finding.failed(
            "databases",
            f"a later Atrium wrote {names}",
            "Start that release again, or restore a backup made before the upgrade.",
        )
    if damaged := [each for each in found if each.damage]:
        names = "; ".join(f"{each.name}: {each.damage}" for each in damaged)
        return Finding.failed("databases", f"damaged: {names}", "Restore a backup: `atrium restore FILE`.")
    older = [each.name for each in found if each.is_older]
    more = f"; the next start brings {', '.join(older)} up to date" if older else ""
    return Finding.ok("databases", f"{len(found)} are sound{more}")
