"""A process that works on jobs as a server does, and may be killed at any time.

python -m tests.promises.jobs_child HOME FOLDER   asks for an ingest, says its id and each file that is in
python -m tests.promises.jobs_child HOME          takes up what is left, and prints the last job as JSON
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ingest.pipeline import Ingest
from tests.knowledge.shelf_life import WordEmbedder
from tests.promises.ingest_child import DirectReader, TellingLibrary
from ui.background.ingesting import KINDS
from ui.background.jobs import Jobs
from ui.background.ledger import Ledger
from ui.background.workroom import Workroom
from ui.schemas.jobs import JobReply


def main(home: Path, folder: str = "") -> None:
    library = TellingLibrary(home, WordEmbedder())
    jobs = Jobs(Ledger(home), KINDS)
    taken_up = jobs.resume()
    if folder:
        job = jobs.submit("ingest", {"paths": [folder]})
        print(f"asked {job.id}", flush=True)
    else:
        [job] = taken_up
    jobs.begin(Workroom(library, Ingest(library, DirectReader())))
    job.ended.wait()
    print(json.dumps(JobReply.of(job, jobs, is_local=True).model_dump(mode="json")), flush=True)
    jobs.close()
    library.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
