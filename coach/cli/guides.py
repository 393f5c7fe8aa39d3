"""coach guides check | new | migrate | stale | list | bands: what a keeper of guides does."""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.common import counted
from index.errors import UserError

if TYPE_CHECKING:
    from index.guide import Finding, Guide

app = typer.Typer(no_args_is_help=True, help="Check, add, migrate and list guides.")
Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders of guides, of one company, or single files; the guides folder if none."),
]
_MANY = 50  # files from which on reading them shows a bar


@dataclass(frozen=True, slots=True)
class _Place:
    """A guide file, and the folder of guides it belongs to."""

    path: Path
    root: Path


@app.command()
def check(
    paths: Paths = None,
    as_json: Annotated[bool, typer.Option("--json", help="One finding a line, as JSON.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Show remarks (info) too.")] = False,
) -> None:
    """Read guides as a careful reader would; exit 1 if there are errors."""
    from coach.cli.tables import print_findings

    start = time.perf_counter()
    places = _places(paths)
    findings = _findings(places)
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
        print_findings([f for f in findings if every or f.severity != "info"])
        faults = f"{counted(counts['error'], 'error')}, {counted(counts['warning'], 'warning')}"
        found = f"{faults}, {counted(counts['info'], 'remark')}"
        more = " (--all shows the remarks)" if counts["info"] and not every else ""
        typer.echo(f"{counted(len(places), 'guide')} in {time.perf_counter() - start:.1f} s: {found}{more}")
    if counts["error"] or (strict and counts["warning"]):
        raise typer.Exit(1)


@app.command()
def new(
    company: Annotated[str, typer.Argument(help="Name of the company.")],
    role: Annotated[str, typer.Argument(help="Name of the role.")],
    into: Annotated[Path | None, typer.Option(help="Folder of guides; by default the guides folder.")] = None,
) -> None:
    """Write a complete skeleton of a guide, ready to be filled in."""
    from index.settings import load_settings
    from index.skeleton import skeleton, slug_of

    if not slug_of(company) or not slug_of(role):
        raise UserError("A company and a role need at least one letter or figure in their names.")
    path = (into or load_settings().guides) / slug_of(company) / f"{slug_of(role)}.md"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(skeleton(company, role))
    except FileExistsError as error:
        raise UserError(f"{error.filename} exists already; it was left as it is.") from error
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}.") from error
    typer.echo(f"{path}: fill in the brackets, then run `coach guides check {path}`.")


@app.command()
def migrate(
    paths: Annotated[list[Path], typer.Argument(help="Folders of guides, of one company, or single files.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; say what each file would get.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write the guides to this folder instead of in place.")] = None,
) -> None:
    """Put front matter before guides that have none; no byte of a body changes, and a second run changes nothing."""
    from index.migrate import migrate_file

    changed = 0
    left: dict[str, list[Path]] = {}
    for place in _shown(_places(paths)):
        result = migrate_file(place.path, place.root)
        target = place.path if out is None else out / place.path.parent.name / place.path.name
        why = result.left
        if not why and out and target.exists() and target.read_bytes() != result.data:
            why = f"another file stands at its place in {out}"
        if why:
            left.setdefault(why, []).append(place.path)
        elif out and target.exists():
            left.setdefault(f"it is in {out} already", []).append(place.path)
        else:
            changed += 1
            if dry_run:
                typer.echo(f"{_name(target)}: {_summary(result.front)}")
            else:
                _replace(target, result.data, place.path)
    for why, files in left.items():
        some = ", ".join(_name(p) for p in files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")
        typer.echo(f"left: {some}: {why}", err=True)
    kept = sum(len(files) for files in left.values())
    typer.echo(
        f"{changed} {'to change' if dry_run else 'changed'}, {kept} left as {'it is' if kept == 1 else 'they are'}"
    )


@app.command()
def stale(paths: Paths = None) -> None:
    """List guides by age, the oldest first; those without a date come last."""
    from coach.cli.tables import print_ages

    print_ages(list(_read(_places(paths))), date.today())


@app.command("list")
def list_command(paths: Paths = None) -> None:
    """List guides with their places, currencies and parts."""
    from coach.cli.tables import print_guides

    print_guides(_read(_places(paths)))


@app.command()
def bands(
    paths: Paths = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object per pay row.")] = False,
) -> None:
    """Print what was read of the pay tables, row by row."""
    from coach.cli.tables import print_bands
    from index.rows import rows_of

    guides = _read(_places(paths))
    if not jsonl:
        print_bands(guides)
        return
    for guide in guides:
        for row in rows_of(guide):
            typer.echo(json.dumps(row, ensure_ascii=False))


@app.command()
def parts(
    paths: Paths = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object per part.")] = False,
) -> None:
    """Print what was read of the prose: premiums, remarks on pay, level equivalents and the sentences of levers."""
    from coach.cli.tables import print_parts
    from index.rows import parts_of

    guides = _read(_places(paths))
    if not jsonl:
        print_parts(guides)
        return
    for guide in guides:
        for part in parts_of(guide):
            typer.echo(json.dumps({"guide": guide.slug, **asdict(part)}, ensure_ascii=False))


def _places(paths: list[Path] | None) -> list[_Place]:
    """Every guide file named, once."""
    from index.settings import load_settings

    found: dict[Path, _Place] = {}
    for path in paths or [load_settings().guides]:
        held = list(_below(path))
        if not held:
            raise UserError(f"{path} holds no guides (<company>/<role>.md).")
        for place in held:
            found.setdefault(place.path, place)
    return list(found.values())


def _below(path: Path) -> Iterator[_Place]:
    """The guide files of a folder of guides, of one company's folder, or the one file that `path` is."""
    from index.parse import read_guides

    if path.is_dir():
        folder = path.resolve()
        guides = [_Place(p, folder) for _, p in read_guides(folder)]
        yield from guides or (_Place(p, folder.parent) for p in sorted(folder.glob("*.md")))
        if guides and (loose := [p.name for p in sorted(folder.glob("*.md")) if p.stem.lower() != "readme"]):
            typer.secho(
                f"Passed over in {path}: {', '.join(loose)} (a guide is <company>/<role>.md).", fg="yellow", err=True
            )
    elif path.exists() or path.is_symlink():
        folder = path.parent.resolve()
        yield _Place(folder / path.name, folder.parent)
    else:
        raise UserError(f"There is no file or folder {path}.")


def _read(places: Iterable[_Place]) -> Iterator[Guide]:
    from index.parse import parse_guide

    for place in _shown(places):
        yield parse_guide(place.path, place.root)


def _shown(places: Iterable[_Place]) -> Iterator[_Place]:
    """The same places; a terminal sees how far they are done."""
    from rich.progress import track

    from coach.cli.common import console

    held, err = list(places), console(err=True)
    quiet = len(held) < _MANY or not err.is_terminal
    yield from held if quiet else track(held, "reading guides", console=err, transient=True)


def _findings(places: list[_Place]) -> list[Finding]:
    """Audit each folder of guides as a whole; files are named as seen from here, in the order of their names."""
    from dataclasses import replace

    from index.audit import audit_folder

    held: list[Finding] = []
    for root in dict.fromkeys(p.root for p in places):
        found = audit_folder(_read([p for p in places if p.root == root]), date.today())
        held += [replace(f, file=_name(root / f.file)) for f in found]
    return sorted(held, key=lambda f: (f.file, f.line))


def _name(path: Path) -> str:
    """A path as it is named from here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _summary(front: dict[str, object]) -> str:
    """What front matter holds, in a few words."""
    rows = front["compensation"]
    assert isinstance(rows, list)  # noqa: S101 - front_matter_of makes it one
    currencies = ", ".join(dict.fromkeys(str(row["currency"]) for row in rows))
    levels, sources = front["level_mapping"] or {}, front["data_sources"] or []
    parts = [
        f"{counted(len(rows), 'pay row')} ({currencies})",
        counted(len(levels), "level"),  # type: ignore[arg-type]
        counted(len(sources), "source"),  # type: ignore[arg-type]
    ]
    return ", ".join(parts)


def _replace(target: Path, data: bytes, like: Path) -> None:
    """Write a file whole or not at all, with the permissions of `like`; a link keeps pointing at what it did."""
    target = target.resolve()
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        shutil.copymode(like, part)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(f"{target} cannot be written: {error.strerror}.") from error
