"""`coach script` and `coach playbook`: what to say, and the whole preparation as one document."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coach.cli.common import Guides, Store, console, opened
from index.errors import UserError

if TYPE_CHECKING:
    from coach.evidence.retrieve import Library
    from coach.understanding.situation import Situation

SituationFile = Annotated[
    Path | None,
    typer.Option(
        "--situation", help="YAML or JSON file: company, role, region, offer, competing, achievements, deadline …"
    ),
]
Said = Annotated[str, typer.Option("--say", help="The situation in your own words, instead of a file or on top of it.")]


def script(
    kind: Annotated[
        str, typer.Argument(help="Kind of script, or words of a lever's title; --list shows the kinds.")
    ] = "",
    situation: SituationFile = None,
    say: Said = "",
    store: Store = None,
    guides: Guides = None,
    tone: Annotated[Literal["warm", "direct", "formal"], typer.Option(help="How it sounds.")] = "direct",
    length: Annotated[Literal["one", "short", "full"], typer.Option(help="How long it is.")] = "full",
    channel: Annotated[Literal["call", "email", "chat"], typer.Option(help="Where it is said.")] = "call",
    british: Annotated[bool, typer.Option("--british", help="British spelling.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="List the kinds and stop.")] = False,
) -> None:
    """Write one script for your situation, with every figure traced below it."""
    from coach.answers.scripts import named_lever, show
    from coach.cli.common import show as printed
    from coach.dialogue.told import needs_in
    from coach.evidence.job import job_of
    from coach.evidence.levers import rank_levers
    from coach.phrasing import Style
    from coach.phrasing.texts import words
    from coach.reply.draft import Draft, render
    from coach.scripts.compose import Case, compose
    from coach.scripts.words import write_words

    kinds = words().kinds
    if listed or not kind:
        for name, held in kinds.items():
            typer.echo(f"{name:18} {held.title}")
        return
    library = opened(store, guides)
    told = situation_from(situation, say, library)
    style = Style(tone, length, channel, "british" if british else "american")
    draft = Draft("lever_script")
    needs = needs_in(say, library.names) if say else ()
    try:
        guide, band = job_of(told, library)
    except UserError as error:
        if kind not in kinds:
            raise
        show(
            write_words(kind, told, None, None, style, draft, needs=needs), None, None, draft
        )  # the person's own figures need no guide
        draft.note(str(error))
        printed(render(draft))
        return
    ranked = rank_levers(guide, told)
    if kind in kinds:
        lever, name = (ranked[0].lever if ranked else None), kind
    else:
        lever, name = named_lever(kind, guide), "lever"
        if lever is None:
            titles = "; ".join(x.title for x in guide.levers)
            raise UserError(f"“{kind}” is neither a kind of script (see --list) nor a lever of the guide: {titles}.")
    show(
        compose(name, Case(guide, band, told, style, lever, needs), draft),
        guide,
        lever if name == "lever" else None,
        draft,
    )
    printed(render(draft))


def playbook(
    situation: SituationFile = None,
    say: Said = "",
    store: Store = None,
    guides: Guides = None,
    form: Annotated[Literal["md", "docx", "pdf"], typer.Option("--format", help="Format of the document.")] = "md",
    out: Annotated[Path | None, typer.Option(help="File to write; Markdown goes to the terminal without it.")] = None,
    sheet: Annotated[bool, typer.Option("--sheet", help="Only the one-page sheet for the call.")] = False,
) -> None:
    """Assemble the playbook: bands, offer, plan, levers, scripts, pushback, sources."""
    from coach.playbook.book import build_playbook, build_sheet
    from coach.playbook.export import export
    from coach.playbook.ground import ground_of

    library = opened(store, guides)
    told = situation_from(situation, say, library)
    guide, band = ground_of(told, library)
    build = build_sheet if sheet else build_playbook
    data = export(build(guide, band, told, date.today()), form)
    if out is None and form == "md":
        sys.stdout.write(data.decode("utf-8"))
        return
    target = out or Path(f"playbook-{guide.slug.replace('/', '-')}.{form}" if guide else f"playbook.{form}")
    try:
        target.write_bytes(data)
    except OSError as error:
        raise UserError(f"{target} cannot be written ({error.strerror}); name another file with --out.") from error
    console().print(f"Written: {target}")


def situation_from(path: Path | None, say: str, library: Library) -> Situation:
    """The situation of a file, then what is said on top of it."""
    from coach.dialogue.told import situation_after
    from coach.understanding.situation import Situation
    from coach.understanding.written import read_written

    held = Situation()
    if path:
        try:
            held = read_written(path.read_text(encoding="utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"{path} cannot be read ({getattr(error, 'strerror', None) or 'no UTF-8'}).") from error
    if say:
        held = situation_after(held, say, library.names)
    if not path and not say:
        raise UserError('Say what your situation is: --situation FILE, or --say "offer from … as … in …: 205k base".')
    return held
