"""coach index build | status | search."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from coach.cli.common import Store, built, opened

app = typer.Typer(no_args_is_help=True, help="Build the index, look at it, search it.")


@app.command("build")
def build_command(
    guides: Annotated[Path | None, typer.Argument(help="Folder of <company>/<role>.md files.")] = None,
    store: Store = None,
) -> None:
    """Read what changed, and embed it; figures and keywords answer first, vectors follow."""
    from index.settings import load_settings

    start = time.perf_counter()
    report = built(load_settings(store=store, guides=guides))
    v = report.version
    for finding in report.problems:
        typer.secho(f"{finding.file}:{finding.line}: {finding.message}", fg="red", err=True)
    what = (
        "nothing had changed"
        if not report.published
        else f"{report.read} read, {report.removed} removed, {report.embedded} chunks embedded"
    )
    typer.echo(f"{v.guides} guides, {v.chunks} chunks: {what} ({time.perf_counter() - start:.1f} s)")


@app.command()
def status(store: Store = None) -> None:
    """Say what the index holds, how it was made, and whether its vectors are ready."""
    from index.settings import load_settings
    from index.versions import read_current

    settings = load_settings(store=store)
    v = read_current(settings.store)
    rows = (
        ("store", str(settings.store)), ("version", f"{v.number}, built {v.built}"), ("guides", f"{v.guides} from {v.source}"),
        ("unreadable", str(v.unreadable)), ("chunks", str(v.chunks)), ("model", v.model),
        ("vectors", "ready" if v.vectors else "filling in; prose is ranked by keywords"),
        ("kept in", v.server or "the store"),
    )  # fmt: skip
    for name, value in rows:
        typer.echo(f"{name:<11}{value}")


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Words to look for.")],
    store: Store = None,
    guide: Annotated[str, typer.Option(help="Only inside this guide: company/role.")] = "",
    k: Annotated[int, typer.Option("-k", help="How many passages.")] = 5,
) -> None:
    """Show the passages that fit a query best."""
    from rich.console import Console
    from rich.markup import escape

    from index.errors import UserError

    index = opened(store)
    if guide and guide not in index.slugs():
        raise UserError(f"There is no guide {guide}; `coach guides list` shows what there is.")
    console = Console()
    for passage in index.search(query, (guide,) if guide else None, None, k):
        c = passage.chunk
        console.print(
            f"[bold]{escape(c.guide)}[/bold] [dim]{c.kind}, lines {c.lines.first}–{c.lines.last}, score {passage.score:.4f}[/dim]"
        )
        console.print(escape(" ".join(c.text.split())[:300]), highlight=False)
