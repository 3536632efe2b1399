"""A process that ingests a folder, says after each publication that it is done, and may be killed at any time.

python -m tests.promises.ingest_child HOME FOLDER
python -m tests.promises.ingest_child HOME reindex
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.model import Reading
from ingest.pipeline import Ingest
from ingest.readers import reader_for
from knowledge.library import Library
from knowledge.model import Publication
from knowledge.shelves import Vectors
from tests.knowledge.shelf_life import WordEmbedder


class TellingLibrary(Library):
    """A library that says what it has committed."""

    def publish_all(self, publications: Sequence[Publication], vectors: Vectors) -> None:
        super().publish_all(publications, vectors)
        for each in publications:
            print(f"{each.document.doc_id} {each.document.version}", flush=True)


class DirectReader:
    """Reads in this process: what is killed here is the writing."""

    def read(self, path: Path, progress: object = None) -> Reading:
        return reader_for(path)(path)


def main(home: Path, what: str) -> None:
    library = TellingLibrary(home, WordEmbedder())
    print("opened", flush=True)
    if what == "reindex":
        library.reindex(lambda done: print(f"indexed {done}", flush=True))
    else:
        Ingest(library, DirectReader(), batch=20).run([Path(what)], prune=True)
    library.close()
    print("ended", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
