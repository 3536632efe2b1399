"""Whether a folder lies on another machine: there the kernel tells nothing of changes."""

from __future__ import annotations

import re
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")  # Linux; elsewhere nothing is known
_REMOTE = re.compile(r"nfs\d?|cifs|smb\w*|9p|afs|ceph|glusterfs|lustre|vboxsf|fuse\..*|fuse|davfs\d?|prl_fs")


def is_remote(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """By the type of the file system it is mounted from (`man 5 proc_pid_mountinfo`)."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    kind, depth = "", 0
    for point, its_kind in map(_point_and_type, lines):  # of two mounts on one point the later one is seen
        if folder.is_relative_to(point) and len(point.parts) >= depth:
            kind, depth = its_kind, len(point.parts)
    return bool(_REMOTE.fullmatch(kind))


def _point_and_type(line: str) -> tuple[Path, str]:
    before, _, after = line.partition(" - ")
    fields, kinds = before.split(" "), after.split(" ")
    point = (
        re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[4]) if len(fields) > 4 else "/"
    )
    return Path(point), kinds[0]
