"""What the commands share: opening the index, and printing a reply."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from coach.reply import Reply
    from index.build import Report
    from index.reader import Index
    from index.settings import Settings

Store = Annotated[Path | None, typer.Option("--store", help="Folder of the index (or COACH_STORE).")]
Guides = Annotated[Path | None, typer.Option("--guides", help="Folder of guides (or COACH_GUIDES).")]


def opened(store: Path | None, guides: Path | None = None) -> Index:
    """Open the index; where there is none yet, build it first from the guides folder."""
    from index.errors import NoIndex
    from index.reader import open_index
    from index.settings import load_settings

    settings = load_settings(store=store, guides=guides)
    try:
        return open_index(settings)
    except NoIndex:
        if not settings.guides.is_dir():
            raise
        typer.secho(f"There is no index yet; reading {settings.guides} first.", fg="yellow", err=True)
        built(settings)
        return open_index(settings)


def built(settings: Settings) -> Report:
    """Build the index with a bar for each stage."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from index.build import build

    words = {
        "waiting": "waiting for another build", "reading": "reading guides", "keywords": "keywords",
        "answerable": "figures and keywords answer", "model": "embedding model", "embedding": "embedding",
    }  # fmt: skip
    columns = (
        TextColumn("{task.description:<28}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.speed}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns[:3], columns[4], console=Console(stderr=True)) as progress:
        tasks: dict[str, int] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(words[stage], total=total or None)
            progress.update(tasks[stage], completed=done, total=total or None)  # type: ignore[arg-type]

        return build(settings, report)


def show(reply: Reply) -> None:
    """Print a reply: the answer, its sources, its warnings."""
    from rich.console import Console
    from rich.markdown import Markdown
    from rich.markup import escape

    console = Console()
    console.print(Markdown(reply.text))
    if reply.citations:
        console.print()
        for c in reply.citations:
            lines = f"line {c.lines[0]}" if c.lines[0] == c.lines[1] else f"lines {c.lines[0]}–{c.lines[1]}"
            console.print(
                f"[dim]\\[{c.number}] {escape(c.guide)} · {escape(c.heading)} · {lines}[/dim]", highlight=False
            )
    for caveat in reply.caveats:
        console.print(f"[yellow]! {escape(caveat)}[/yellow]", highlight=False)
