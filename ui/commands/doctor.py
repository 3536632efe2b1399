"""atrium doctor: what works, what does not, and what to do about it."""

from __future__ import annotations

from dataclasses import asdict

import typer

from ui.commands.output import AsJson, say, say_json


def doctor(as_json: AsJson = False) -> None:
    """Check the installation, changing nothing; exit code 1 when something has failed."""
    from ui.checks import Verdict, check_up
    from ui.settings import load_settings

    findings = []
    for finding in check_up(load_settings()):
        findings.append(finding)
        if not as_json:
            say(f"{finding.verdict:<8} {finding.name:<15} {finding.detail}")
            if finding.remedy:
                say(f"{'':<8} {'':<15} → {finding.remedy}")
    if as_json:
        say_json([asdict(finding) for finding in findings])
    raise typer.Exit(int(any(finding.verdict is Verdict.FAILED for finding in findings)))
