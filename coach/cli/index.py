"""coach index build | check | status | search."""

from __future__ import annotations

import time
from pathlib import Path
from textwrap import shorten
from typing import Annotated

import typer

from coach.cli.common import Store, built, console, counted, opened

_SHOWN = 300  # characters of a passage
_MEANS = {
    "pointer": "which version answers",
    "catalogue": "the figures and the guides; without it nothing answers",
    "keywords": "made anew in memory until then",
    "vectors": "keywords rank alone until then",
    "model": "keywords rank alone until then",
    "cache": "only builds use it",
}

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
    for wrong in report.healed:
        typer.secho(f"{wrong}: made anew", fg="yellow", err=True)
    what = (
        "nothing had changed"
        if not report.published
        else f"{report.read} read, {report.removed} removed, {counted(report.embedded, 'chunk')} embedded"
    )
    typer.echo(
        f"{counted(v.guides, 'guide')}, {counted(v.chunks, 'chunk')}: {what} ({time.perf_counter() - start:.1f} s)"
    )


@app.command()
def check(store: Store = None) -> None:
    """Say which files of the index are not as a build wrote them; exit code 1 where there are any."""
    from index.check import check as check_store
    from index.settings import load_settings
    from index.versions import find_current

    settings = load_settings(store=store)
    wrong = check_store(settings.store)
    if not wrong:
        version = find_current(settings.store)
        typer.echo(
            f"The index in {settings.store} is whole: {counted(version.guides, 'guide')}, "
            f"{counted(version.chunks, 'chunk')}."
        )
        return
    for each in wrong:
        typer.echo(f"{each} ({_MEANS[each.part]})")
    typer.secho("Run `coach index build`: it makes anew what is damaged, and keeps the rest.", fg="yellow", err=True)
    raise typer.Exit(1)


@app.command()
def status(store: Store = None) -> None:
    """Say what the index holds, how it was made, and whether its vectors are ready."""
    from index.settings import load_settings
    from index.versions import find_current

    settings = load_settings(store=store)
    v = find_current(settings.store)
    rows = (
        ("store", str(settings.store)), ("version", f"{v.number}, built {v.built}"),
        ("guides", f"{v.guides} from {v.source}"),
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
    k: Annotated[int, typer.Option("-k", help="How many passages.", min=1)] = 5,
) -> None:
    """Show the passages that fit a query best."""
    from rich.text import Text

    from index.errors import UserError

    index = opened(store)
    if guide and guide not in index.slugs():
        raise UserError(f"There is no guide {guide}; `coach guides list` shows what there is.")
    found = index.search(query, (guide,) if guide else None, None, k)
    if not found:
        typer.echo("No passage fits.")
    out = console()
    for passage in found:
        c = passage.chunk
        lines = f"{c.lines.first}" if c.lines.first == c.lines.last else f"{c.lines.first}–{c.lines.last}"
        out.print(Text.assemble((f"{c.guide}:{lines}", "bold"), (f"  {c.kind}, score {passage.score:.4f}", "dim")))
        out.print(Text(shorten(c.text, _SHOWN, placeholder=" …")))
