"""coach guides check | new | migrate | stale | list | bands: what a keeper of guides does."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import UserError

if TYPE_CHECKING:
    from index.guide import Finding, Guide

app = typer.Typer(no_args_is_help=True, help="Check, add, migrate and list guides.")
Paths = Annotated[
    list[Path] | None, typer.Argument(help="Folders of guides, or single files; the guides folder if none.")
]
_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


@app.command()
def check(
    paths: Paths = None,
    as_json: Annotated[bool, typer.Option("--json", help="One finding a line, as JSON.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show remarks (info) too.")] = False,
) -> None:
    """Read guides as a careful reader would; exit 1 if there are errors."""
    from index.audit import audit_folder

    start = time.perf_counter()
    guides = list(_read(paths))
    findings = audit_folder(guides, date.today())
    counts = Counter(f.severity for f in findings)
    if as_json:
        for f in findings:
            typer.echo(
                json.dumps(
                    {"severity": f.severity, "file": f.file, "line": f.line, "rule": f.rule, "message": f.message},
                    ensure_ascii=False,
                )
            )
    else:
        _table([f for f in findings if every or f.severity != "info"])
        seconds = time.perf_counter() - start
        remarks = "" if every or not counts["info"] else " (--all shows the remarks)"
        typer.echo(
            f"{len(guides)} guides: {counts['error']} errors, {counts['warning']} warnings, {counts['info']} remarks in {seconds:.1f} s{remarks}"
        )
    if counts["error"] or (strict and counts["warning"]):
        raise typer.Exit(1)


@app.command()
def new(
    company: Annotated[str, typer.Argument(help="Name of the company.")],
    role: Annotated[str, typer.Argument(help="Name of the role.")],
    into: Annotated[Path, typer.Option(help="Folder of guides.")] = Path("guides"),
) -> None:
    """Write a complete skeleton of a guide, ready to be filled in."""
    from index.skeleton import skeleton, slug_of

    if not slug_of(company) or not slug_of(role):
        raise UserError("A company and a role need at least one letter or figure in their names.")
    path = into / slug_of(company) / f"{slug_of(role)}.md"
    if path.exists():
        raise UserError(f"{path} exists already; it was left as it is.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(skeleton(company, role, date.today()), encoding="utf-8")
    typer.echo(f"{path}: fill in the brackets, then run `coach guides check {path}`.")


@app.command()
def migrate(
    paths: Annotated[list[Path], typer.Argument(help="Folders of guides, or single files.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Put front matter before guides that have none; no byte of a body changes, and a second run changes nothing."""
    from index.migrate import migrate_file

    changed = kept = 0
    for _, path, root in _files(paths):
        data = migrate_file(path, root)
        if data is None:
            kept += 1
            continue
        changed += 1
        if dry_run:
            typer.echo(f"would add front matter to {path}")
            continue
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(data)
        part.replace(path)
    typer.echo(f"{changed} {'to change' if dry_run else 'changed'}, {kept} left as they are")


@app.command()
def stale(paths: Paths = None) -> None:
    """List guides by age, the oldest first; those without a date come last."""
    rows = []
    for guide in _read(paths):
        f = guide.freshness
        age = (date.today() - f.last_updated).days if f.last_updated else None
        rows.append((-(age if age is not None else -1), guide.slug, age, f))
    for _, slug, age, f in sorted(rows, key=lambda r: (r[2] is None, r[0], r[1])):
        old = "no date" if age is None else f"{age} days"
        due = f"review due {f.next_review_due}" if f.next_review_due else "no review date"
        late = " (overdue)" if f.next_review_due and f.next_review_due < date.today() else ""
        typer.echo(f"{old:>10}  {slug:<45} {due}{late}  {f.data_quality or '-'}")


@app.command("list")
def list_command(paths: Paths = None) -> None:
    """List guides with their places, currencies and parts."""
    for guide in _read(paths):
        places = ", ".join(dict.fromkeys(b.region.label for b in guide.bands if b.region)) or "-"
        currencies = ", ".join(dict.fromkeys(b.currency for b in guide.bands)) or "-"
        parts = f"{len(guide.bands)} pay rows, {len(guide.levers)} levers, {len(guide.sources)} sources"
        typer.echo(f"{guide.slug:<45} {currencies:<12} {parts:<38} {places}")


@app.command()
def bands(
    paths: Annotated[list[Path], typer.Argument(help="Folders of guides, or single files.")],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object per pay row.")] = False,
) -> None:
    """Print what was read of the pay tables, row by row."""
    from index.rows import rows_of

    for guide in _read(paths):
        for row in rows_of(guide):
            if jsonl:
                typer.echo(json.dumps(row, ensure_ascii=False))
            else:
                place = ", ".join(str(row[k]) for k in ("region", "level") if row[k])
                figures = "  ".join(
                    f"{c} {row[f'{c}_low']:,}–{row[f'{c}_high']:,}"
                    for c in ("base", "stock", "bonus", "signing", "total")
                    if row[f"{c}_low"] is not None
                )
                typer.echo(f"{guide.slug}:{row['line']}  {place}  {row['currency']}  {figures}")


def _files(paths: list[Path] | None) -> Iterator[tuple[str, Path, Path]]:
    """(slug, path, folder of guides) of every guide named."""
    from index.parse import read_guides
    from index.settings import load_settings

    for path in paths or [load_settings().guides]:
        if path.is_file():
            yield f"{path.parent.name}/{path.stem}", path, path.parent.parent
        elif path.is_dir():
            found = [(slug, p, path) for slug, p in read_guides(path)] or [
                (f"{path.name}/{p.stem}", p, path.parent) for p in sorted(path.glob("*.md"))
            ]
            if not found:
                raise UserError(f"{path} holds no guides (<company>/<role>.md).")
            yield from found
        else:
            raise UserError(f"There is no file or folder {path}.")


def _read(paths: list[Path] | None) -> Iterator[Guide]:
    from index.parse import parse_guide

    for _, path, root in _files(paths):
        yield parse_guide(path, root)


def _table(findings: list[Finding]) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console()
    last = ""
    for f in findings:
        if f.file != last:
            console.print(f"[bold]{escape(f.file)}[/bold]", highlight=False)
            last = f.file
        console.print(
            f"  [{_COLOURS[f.severity]}]{f.severity:<8}[/] {f.line:>4}  {escape(f.message)} [dim]{f.rule}[/dim]",
            highlight=False,
        )
