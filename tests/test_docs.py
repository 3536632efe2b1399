"""The documentation names what there is: settings, commands, routes, tests, files, imports."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import click
import grimp
import pytest
import typer
from pydantic import BaseModel, SecretStr

from assistant.insights import metrics
from ingest.describing.folders import FOLDERS
from ingest.readers import READERS, REFUSED
from ui.cli import app as commands
from ui.settings import Settings

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
PACKAGES = ("knowledge", "ingest", "assistant", "ui")
IN_WORDS = {"ATRIUM_HOME": "the user's data folder", "ATRIUM_MODEL_CACHE": "the user's cache folder"}


@cache
def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


# -- settings ----------------------------------------------------------------------------------------


def settings(model: type[BaseModel] = Settings, prefix: str = "ATRIUM_") -> dict[str, str]:
    """Every variable with its default, as the table writes it."""
    found: dict[str, str] = {}
    for name, field in model.model_fields.items():
        if isinstance(field.default, BaseModel):
            found |= settings(type(field.default), f"{prefix}{name.upper()}__")
        else:
            variable = "PORT" if name == "port" else prefix + name.upper()
            found[variable] = IN_WORDS.get(variable, _default(field.default))
    return found


def _default(value: object) -> str:
    value = value.get_secret_value() if isinstance(value, SecretStr) else value
    return {"": "empty", None: "none"}.get(value, f"`{value}`")  # type: ignore[call-overload]


def test_every_setting_stands_in_the_reference_with_its_default():
    rows = re.findall(
        r"^\| `((?:ATRIUM_|PORT)\w*)` \| `[\w.]+` \| (.+?) \|", page("settings.md"), re.MULTILINE
    )
    assert dict(rows) == settings()


def test_no_page_names_a_setting_that_does_not_exist():
    known = {*settings(), "ATRIUM_PORT", "ATRIUM_LIMITS__NAME"}
    for path in PAGES:
        named = set(re.findall(r"ATRIUM_[A-Z_]+", path.read_text(encoding="utf-8")))
        assert named <= known, path.name


# -- commands ----------------------------------------------------------------------------------------


def verbs(command: click.Command, path: str = "atrium") -> dict[str, set[str]]:
    """Every command with its options."""
    if isinstance(command, click.Group) or hasattr(command, "commands"):
        found: dict[str, set[str]] = {}
        for name, inner in command.commands.items():  # type: ignore[attr-defined]
            found |= verbs(inner, f"{path} {name}")
        return found
    options = {name for parameter in command.params for name in parameter.opts if name.startswith("-")}
    return {path: options}


COMMANDS = verbs(typer.main.get_command(commands))


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_command_stands_in_the_table_with_its_options(verb):
    row = re.search(rf"^\| `{verb}\b.*$", page("operators.md"), re.MULTILINE)
    assert row, f"{verb} is missing in docs/operators.md"
    missing = {option for option in COMMANDS[verb] if f"`{option}`" not in row[0]}
    assert not missing


def test_no_page_names_a_command_or_an_option_that_does_not_exist():
    groups = {verb.rsplit(" ", 1)[0] for verb in COMMANDS}
    for path in PAGES:
        for line in re.findall(
            r"(?m)(?:^|`|bin/|\$ )(atrium (?:keys )?[a-z]+[^`\n#|]*)", path.read_text(encoding="utf-8")
        ):
            verb = next((verb for verb in COMMANDS if re.match(rf"{verb}(?![\w-])", line)), None)
            assert verb or line.strip() in groups, f"{path.name}: {line}"
            used = set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", line))
            assert used <= COMMANDS.get(verb or "", set()) | {"--help"}, f"{path.name}: {line}"


def test_every_make_target_on_a_page_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        named = re.findall(r"(?:`|^|&& )(?:PORT=\d+ )?make ((?:[a-z-]+ ?)+)", text, re.MULTILINE)
        assert {target for group in named for target in group.split()} <= targets, path.name


# -- the HTTP interface ------------------------------------------------------------------------------


def routes() -> set[str]:
    from tests.ui.test_ui_roles import MATRIX

    return {f"{method} {address.replace(':path', '')}" for method, address in MATRIX}


def test_every_route_has_a_heading_and_every_heading_a_route():
    headings = re.findall(r"^## (.*/.*)$", page("api.md"), re.MULTILINE)
    told = {route for heading in headings for route in heading.split(", ")}
    assert told == routes()


# -- papers ------------------------------------------------------------------------------------------


def test_every_format_and_folder_stands_on_the_page_for_those_who_keep_the_papers():
    named = set(re.findall(r"`(\.\w+)`", page("content.md")))
    assert named == {*READERS, *REFUSED}
    assert {f"`{folder}/`" for folder in FOLDERS} <= set(re.findall(r"`\w+/`", page("content.md")))


# -- figures ------------------------------------------------------------------------------------------


def test_the_definitions_of_figures_are_those_of_the_table():
    told = re.search(
        r"<!-- definitions -->\n(.*?)<!-- end of definitions -->", page("insights.md"), re.DOTALL
    )
    assert told
    assert told[1] == definitions(), f"The table should now be:\n{definitions()}"


def definitions() -> str:
    """The metrics as docs/insights.md tells them."""
    marks = {"up": "↑", "down": "↓", "even": ""}
    rows = ["| 指标 | | 定义 | 分子 ÷ 分母 | 好 |", "|---|---|---|---|---|"]
    for one in metrics().values():
        of = (
            f"{one.numerator} ÷ {one.denominator}"
            if one.numerator and one.denominator
            else one.numerator or one.denominator
        )
        rows.append(
            f"| {one.name} | `{one.id}` {one.name_en} | {one.definition} | {of} | {marks[one.better]} |"
        )
    return "\n".join(rows) + "\n"


# -- the house ---------------------------------------------------------------------------------------


def test_every_test_that_a_page_names_exists():
    for path in PAGES:
        file = ""
        for name, test in re.findall(r"`(tests/[\w/]+\.py)?::(test_\w+)`", path.read_text(encoding="utf-8")):
            file = name or file
            assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{path.name}: {file}::{test}"


def test_every_link_and_path_on_a_page_leads_somewhere():
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!http)([^)#]+)", text):
            assert (path.parent / target).exists(), f"{path.name}: {target}"
        for target in re.findall(
            r"`((?:knowledge|ingest|assistant|ui|tests|docs|examples|benchmarks)/[\w./]*)`", text
        ):
            assert "NAME" in target or (ROOT / target).exists() or (ROOT / f"{target}.py").exists(), (
                f"{path.name}: {target}"
            )


def test_every_file_of_the_code_stands_in_the_architecture():
    for folder, files in sorted(nouns().items()):
        row = re.search(rf"^\| `{folder}/` \| (.*?) \|", page("architecture.md"), re.MULTILINE)
        assert row, f"{folder}/ is missing in docs/architecture.md"
        assert set(re.findall(r"`(\w+)`", row[1])) == files, folder


def nouns() -> dict[str, set[str]]:
    """The files of each folder of code, without the revisions of databases: their names tell what they do."""
    found: dict[str, set[str]] = defaultdict(set)
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if path.name != "__init__.py" and path.parent.name != "revisions":
                found[path.parent.relative_to(ROOT).as_posix()].add(path.stem)
    return found


def test_the_picture_of_the_imports_is_the_graph_of_the_imports():
    drawn = re.search(r"```imports\n(.*?)```", page("architecture.md"), re.DOTALL)
    assert drawn
    assert drawn[1].strip() == picture(), f"The picture should now be:\n{picture()}"


def picture() -> str:
    """Each package with those it imports from, itself left out."""
    graph = grimp.build_graph(*PACKAGES)
    packages = {module for module in graph.modules if graph.find_children(module)}
    arrows: dict[str, set[str]] = {package: set() for package in packages}

    def home(module: str) -> str:
        return module if module in packages else module.rpartition(".")[0]

    for module in graph.modules:
        arrows[home(module)] |= {home(other) for other in graph.find_modules_directly_imported_by(module)}
    return "\n".join(_arrow(package, arrows[package] - {package}) for package in _downwards(packages))


def _downwards(packages: set[str]) -> list[str]:
    order = ("ui", "assistant", "ingest", "knowledge")
    return sorted(packages, key=lambda name: (order.index(name.split(".")[0]), name))


def _arrow(package: str, others: set[str]) -> str:
    return f"{package:<21} → {' '.join(_downwards(others))}".rstrip(" →")
