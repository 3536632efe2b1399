"""Reading: whether a file is read in a child process with limits."""

from __future__ import annotations

import tempfile
from pathlib import Path

from knowledge.errors import UnreadableFile
from ui.checks.finding import Finding
from ui.settings import Settings


def check(_settings: Settings) -> Finding:
    """A file is read as an ingest would, in a child process with its limits."""
    from ingest.sandbox import Sandbox

    with tempfile.TemporaryDirectory(prefix="atrium-doctor-") as folder, Sandbox() as sandbox:
        path = Path(folder) / "paper.md"
        path.write_text("# A paper\n\nA line.\n", encoding="utf-8")
        try:
            sandbox.read(path)
        except (UnreadableFile, OSError) as error:
            return Finding.failed(
                "reading", str(error), "A child process must be able to start and to have 1 GiB of memory."
            )
    return Finding.ok("reading", "files are read in a child process with limits")
