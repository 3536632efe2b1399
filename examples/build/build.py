"""Make the demo mall's files, in the formats a mall really has, from readable sources.

    python examples/build/build.py            builds everything into examples/qilan
    python examples/build/build.py K09 PS-03  builds only these documents

Building needs the development extras and one Chinese font; reading the built files needs neither.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from directory import write_directory
from hangtag import write_hangtag
from layouts import write_copy, write_merged_headers, write_two_columns
from pictures import write_scan
from site_page import write_site_page
from source import Source, read_source
from writers_docx import write_docx
from writers_pdf import write_pdf
from writers_pptx import write_pptx
from writers_text import write_csv, write_html, write_md
from writers_xlsx import write_xlsx

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "qilan"
WRITERS: dict[str, Callable[[Source], bytes]] = {
    ".docx": write_docx, ".pdf": write_pdf, ".md": write_md, ".html": write_html,
    ".pptx": write_pptx, ".csv": write_csv, ".xlsx": write_xlsx,
    "directory": write_directory, "hangtag": write_hangtag, "site_page": write_site_page, "scan": write_scan,
    "copy": write_copy, "merged_headers": write_merged_headers, "two_columns": write_two_columns,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the demo mall's files.")
    parser.add_argument("ids", nargs="*", help="document ids to build; all when none is given")
    wanted = set(parser.parse_args().ids)
    built: set[Path] = set()
    for source, content in everything():
        if not wanted or str(source.meta["doc_id"]) in wanted:
            built |= put(source, content)
    if not wanted:
        remove_strangers(built)
    sys.stdout.write(f"{len(built)} files in {TARGET}\n")


def everything() -> Iterator[tuple[Source, bytes]]:
    """Every document with its bytes, in the order of the source files."""
    for folder in ("sources", "data"):
        for path in sorted((HERE / folder).glob("*.md")):
            source = read_source(path)
            yield source, writer_of(source)(source)


def writer_of(source: Source) -> Callable[[Source], bytes]:
    """What makes the file: the special builder that its source names, else the writer of its format."""
    name = str(source.build.get("by", source.suffix))
    if name not in WRITERS:
        raise ValueError(f"{source.path.name}: nothing here builds {name!r}; known are {', '.join(WRITERS)}.")
    return WRITERS[name]


def put(source: Source, content: bytes) -> set[Path]:
    """Write a file, and its metadata beside it unless it carries them itself."""
    path = TARGET / source.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if source.suffix == ".md":
        return {path}
    sidecar = path.with_name(path.name + ".meta.yaml")
    text = yaml.safe_dump(source.meta, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200)
    sidecar.write_text(text, encoding="utf-8")
    return {path, sidecar}


def remove_strangers(built: set[Path]) -> None:
    """Take away files of an earlier build that no source makes any more."""
    keep = built | {TARGET / "mall.yaml"}
    for path in TARGET.rglob("*"):
        if path.is_file() and path not in keep:
            path.unlink()


if __name__ == "__main__":
    main()
