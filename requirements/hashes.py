"""Write image.txt: slim.txt with the SHA-256 of every file that a container's pip may fetch (`make lock`).

The hashes are what the package index says of the wheels for CPython 3.11 on Linux, for x86-64 and for
ARM, so that a build takes exactly these files or fails. Asks the index once a platform, and installs nothing.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
PYTHON = "3.11.9"  # the oldest that every pin takes is 3.11.5
MACHINES = ("x86_64", "aarch64")
LIBC = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")  # Debian 12's is newer than all of them


def main() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for machine in MACHINES:
        for name, digest in _files(machine):
            found[name].add(digest)
    lines = ["# Written by `make lock`: slim.txt for CPython 3.11 on Linux, with hashes."]
    for pin in _pins():
        name = re.split(r"[=;]", pin)[0]
        hashes = [f"--hash=sha256:{digest}" for digest in sorted(found[name])]
        if not hashes:
            raise SystemExit(f"The index has no wheel of {pin} for Linux.")
        lines.append(" \\\n    ".join([pin.partition(";")[0].strip(), *hashes]))
    (HERE / "image.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _pins() -> list[str]:
    """The pins that hold on CPython 3.11 on Linux."""
    lines = (HERE / "slim.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#") and "python_version >= '3.13'" not in line]


def _files(machine: str) -> list[tuple[str, str]]:
    """Name and hash of each file that pip would take on such a machine, from the public index alone."""
    kept = {name: value for name, value in os.environ.items() if name != "PIP_FIND_LINKS"}
    with tempfile.TemporaryDirectory(prefix="atrium-hashes-") as folder:
        pins, report = Path(folder) / "pins.txt", Path(folder) / "report.json"
        pins.write_text("\n".join(pin.partition(";")[0] for pin in _pins()), encoding="utf-8")
        platforms = [f"--platform={libc}_{machine}" for libc in LIBC]
        command = [
            sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed", "--no-deps",
            "--only-binary=:all:", f"--python-version={PYTHON}", "--implementation=cp", *platforms,
            f"--target={folder}/none", f"--report={report}", f"--requirement={pins}",
        ]  # fmt: skip
        subprocess.run(command, check=True, env={**kept, "PIP_CONFIG_FILE": os.devnull})
        told = json.loads(report.read_text(encoding="utf-8"))["install"]
    return [(_name(item), item["download_info"]["archive_info"]["hashes"]["sha256"]) for item in told]


def _name(item: dict) -> str:
    return re.sub(r"[-_.]+", "-", item["metadata"]["name"]).lower()


if __name__ == "__main__":
    main()
