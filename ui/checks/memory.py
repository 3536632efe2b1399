"""Memory that can be had."""

from __future__ import annotations

from pathlib import Path

from ui.checks.finding import Finding
from ui.settings import Settings

_LITTLE = 2**30  # bytes; the server holds about as much, and a child that reads a paper as well
_MEMINFO = Path("/proc/meminfo")
_CGROUP = Path("/sys/fs/cgroup")


def check(_settings: Settings) -> Finding:
    available = _available_memory()
    if available is None:
        return Finding.ok("memory", "not known on this system")
    detail = f"{available / 2**30:.1f} GiB can be had"
    if available < _LITTLE:
        return Finding.warning(
            "memory", detail, "Reading papers wants 1 GiB more: end something, or add some."
        )
    return Finding.ok("memory", detail)


def _available_memory() -> int | None:
    """Bytes, the limit of a container included; None where the system does not tell (it is not Linux)."""
    try:
        told = dict(line.split(":", 1) for line in _MEMINFO.read_text(encoding="ascii").splitlines())
        free = int(told["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return None
    try:
        limit, used = (int((_CGROUP / name).read_text()) for name in ("memory.max", "memory.current"))
    except (OSError, ValueError):  # no limit, or "max"
        return free
    return min(free, limit - used)
