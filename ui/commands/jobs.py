"""atrium jobs: what was asked of the library, how far it came, and what became of it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ui.commands.ingest import job_desk, run, tell_end
from ui.commands.output import AsJson, say, say_json
from ui.commands.progress import speed_of

app = typer.Typer(help="Ingests and other long jobs, the last 200.", invoke_without_command=True)

Id = Annotated[str, typer.Argument(help="The job's id.")]


@app.callback()
def jobs(context: typer.Context) -> None:
    """Without a word more: the list."""
    if context.invoked_subcommand is None:
        show_all()


@app.command("list")
def show_all(
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many.")] = 20, as_json: AsJson = False
) -> None:
    """The last jobs, newest first."""
    with job_desk() as desk:
        recent = desk.recent(limit)
    if as_json:
        return say_json(recent)
    for job in recent:
        say(_line(job))
    if not recent:
        say("No jobs yet; atrium ingest PATH begins one.")
    return None


@app.command()
def show(job_id: Id, as_json: AsJson = False) -> None:
    """One job with its report."""
    with job_desk() as desk:
        job = desk.find(job_id)
    if as_json:
        return say_json(job)
    say(_line(job))
    if job["error"]:
        say(job["error"])
    if job["report"]:
        from ui.commands.report import tell_report

        tell_report(job["report"])
    return None


@app.command()
def cancel(job_id: Id, as_json: AsJson = False) -> None:
    """Cancel a waiting job at once, a running one after its current file."""
    with job_desk() as desk:
        job = desk.cancel(job_id)
    say_json(job) if as_json else say(_line(job))


@app.command()
def retry(job_id: Id, as_json: AsJson = False) -> None:
    """A new job over what failed in this one, followed to its end."""
    with job_desk() as desk:
        job = run(desk, lambda: desk.retry(job_id), "Retry", as_json)
    raise typer.Exit(tell_end(job, as_json))


def _line(job: dict[str, Any]) -> str:
    moment = job["created_at"][:19].replace("T", " ")
    far = f"{job['done']}/{job['total']}" if job["total"] else ""
    counts = (job["report"] or {}).get("counts", {})
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count) or speed_of(job)
    return f"{job['id']}  {moment}  {job['kind']:<8} {job['status']:<11} {far:>9}  {job['title']}  {told}".rstrip()
