"""What the commands share: the console, opening and building the index, and printing a reply."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from coach.reply import Reply
    from coach.turn import Coach
    from index.build import Report, Stage
    from index.reader import Index
    from index.settings import Settings

Store = Annotated[Path | None, typer.Option("--store", help="Folder of the index (or COACH_STORE).")]
Guides = Annotated[Path | None, typer.Option("--guides", help="Folder of guides (or COACH_GUIDES).")]

_PIPED = 1000  # columns where no terminal folds the lines, so that what reads them gets them whole
_STAGES: dict[Stage, str] = {
    "waiting": "waiting for another build",
    "reading": "reading guides",
    "keywords": "keywords",
    "model": "embedding model",
    "embedding": "embedding",
}


def console(*, err: bool = False) -> Console:
    """The terminal, as wide as it is; a pipe gets lines whole."""
    from rich.console import Console

    out = Console(stderr=err, highlight=False)
    if not out.is_terminal and not os.environ.get("COLUMNS"):
        out.width = _PIPED
    return out


def counted(count: int, word: str) -> str:
    """ "1 guide", "1,200 guides"."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def opened(store: Path | None, guides: Path | None = None) -> Index:
    """Open the index; where there is none yet, build it first from the guides folder."""
    from index.errors import NoIndex, UserError
    from index.reader import open_index
    from index.settings import load_settings

    settings = load_settings(store=store, guides=guides)
    try:
        index = open_index(settings)
    except NoIndex as error:
        if not settings.guides.is_dir():
            raise NoIndex(
                f"There is no index in {settings.store} and no guides folder at {settings.guides.resolve()}: "
                "run `coach index build FOLDER`, or name one with --guides."
            ) from error
        typer.secho(f"There is no index yet; reading {settings.guides} first.", fg="yellow", err=True)
        built(settings)
        return open_index(settings)
    if guides and str(guides.resolve()) != index.version.source:
        raise UserError(
            f"The index in {settings.store} holds the guides of {index.version.source}, not of {guides}: "
            f"run `coach index build {guides}`, or name another folder with --store."
        )
    return index


def coach_on(index: Index) -> Coach:
    """The coach over an index, with the rates of COACH_RATES and the language model of COACH_MODEL, if they name
    any."""
    from coach.turn import Coach
    from coach.understanding.rates import load_rates
    from coach.writer.models import open_model, patience_of, read_choice, read_price, read_redact, read_use
    from coach.writer.wording import Writer

    rates = os.environ.get("COACH_RATES")
    choice = read_choice()
    writer = (
        Writer(open_model(choice), choice.engine, patience_of(choice), read_redact(), read_price(), read_use(choice))
        if choice
        else None
    )
    return Coach(index, rates=load_rates(Path(rates)) if rates else None, writer=writer)


def built(settings: Settings) -> Report:
    """Build the index with a bar for each stage: how much, how fast, how long still."""
    make_store(settings)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    from index.build import build

    columns = (
        TextColumn("{task.description:<16}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]:>9}", style="dim"),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=console(err=True)) as bars:
        tasks: dict[Stage, TaskID] = {}

        def report(stage: Stage, done: int, total: int) -> None:
            if stage == "answerable":
                bars.console.print("[green]Figures and keywords answer now; vectors follow.[/green]")
                return
            if stage not in tasks:
                tasks[stage] = bars.add_task(_STAGES[stage], total=None, rate="")
            # Without a total the bar only moves: nobody knows how long a model takes to make.
            bars.update(tasks[stage], completed=done, total=total if done or total > 1 else None)
            speed = bars.tasks[tasks[stage]].speed
            bars.update(tasks[stage], rate=f"{speed:,.0f}/s" if speed and total > 1 else "")

        return build(settings, report)


def make_store(settings: Settings) -> None:
    """Make the folder of the index, or say that it cannot be made."""
    from index.errors import UserError

    try:
        settings.store.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"{settings.store} cannot hold the index: {error.strerror}. Name another with --store."
        ) from error


def show(reply: Reply, *, short: bool = False) -> None:
    """Print a reply: the answer, its sources (`short`: without their headings), its warnings."""
    from rich.markdown import Markdown
    from rich.table import Table
    from rich.text import Text

    out = console()
    out.width = min(out.width, 100)
    out.print(Markdown(reply.text))
    grid = Table.grid(padding=(0, 1))
    for c in reply.citations:
        lines = f"{c.lines[0]}" if c.lines[0] == c.lines[1] else f"{c.lines[0]}–{c.lines[1]}"
        where = f"{c.guide}:{lines}" if short else f"{c.guide} · {c.heading} · line{'s' * ('–' in lines)} {lines}"
        grid.add_row(Text(f"[{c.number}]", style="dim"), Text(where, style="dim"))
    for caveat in reply.caveats:
        grid.add_row(Text("!", style="yellow", justify="right"), Text(caveat, style="yellow"))
    if reply.engine != "built-in":
        grid.add_row(Text("i", style="dim", justify="right"), Text(worded_by(reply), style="dim"))
    if grid.row_count:
        out.print()
        out.print(grid)


def worded_by(reply: Reply) -> str:
    """Who worded a reply, how many sentences did not pass as they were, and what it took."""
    tokens = sum(reply.tokens.values())
    return f"Worded by {reply.engine}; {counted(reply.repaired, 'sentence')} repaired, {reply.replaced:,} replaced" + (
        (f"; {tokens:,} tokens" if tokens else "") + (f", {reply.cost}" if reply.cost else "")
    )
