"""`coach rehearse`: practise on a recruiter in the terminal, replay a file of turns, or judge turns for a program."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from coach.cli.common import Guides, Store, coach_on, console, opened
from coach.cli.prepare import Said, SituationFile, situation_from
from index.errors import UserError

if TYPE_CHECKING:
    from coach.rehearsal.coaching import Session
    from coach.rehearsal.feedback import Feedback
    from coach.turn import Coach

_COMMANDS = "/hint, /back [turn], /score, /save FILE.md, /quit"


def rehearse(
    situation: SituationFile = None,
    say: Said = "",
    store: Store = None,
    guides: Guides = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same recruiter.")] = 1,
    persona: Annotated[
        Literal["warm", "budget-bound", "hard-nosed", "rookie"], typer.Option(help="Who you talk to.")
    ] = "warm",
    difficulty: Annotated[Literal["easy", "medium", "hard"], typer.Option(help="How far they may go.")] = "medium",
    channel: Annotated[Literal["call", "email"], typer.Option(help="How you talk.")] = "call",
    talk: Annotated[
        Literal["new_offer", "raise", "counter"],
        typer.Option(help="A new offer, a raise with your manager, or your boss's counter to another offer."),
    ] = "new_offer",
    quiet: Annotated[bool, typer.Option("--quiet", help="Keep the feedback until the end.")] = False,
    script: Annotated[
        Path | None, typer.Option("--script", help='Take the turns from a file: {"turn": "…"} a line.')
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="With --script: print the whole rehearsal as JSON.")] = False,
    playbook: Annotated[
        Path | None,
        typer.Option("--playbook", help="Afterwards write the playbook with the rehearsal in it: .md, .docx or .pdf."),
    ] = None,
    evaluate: Annotated[
        Path | None,
        typer.Option("--evaluate", help="Judge turns: {id, scenario, history, turn} a line; no guides needed."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="With --evaluate: file for {id, moves, mistakes, strengths} lines.")
    ] = None,
) -> None:
    """Practise your counteroffer: a recruiter answers, and every turn gets feedback with a better line."""
    if evaluate:
        _evaluate(evaluate, out)
        return
    if out:
        raise UserError("--out is for the predictions of --evaluate FILE; save a rehearsal with /save FILE.md.")
    if as_json and not script:
        raise UserError("--json prints the rehearsal of a file of turns; name it with --script FILE.")
    from coach.rehearsal.coaching import rehearse_for
    from coach.rehearsal.scenario import Setup

    library = opened(store, guides)
    session = rehearse_for(
        situation_from(situation, say, library), library, Setup(seed, persona, difficulty, channel, talk)
    )
    if why := session.desk.ground.why:
        typer.secho(f"{why} The talk goes by your own figures.", fg="yellow", err=True)
    if script:
        session = _played(session, _turns(script))
        if as_json:
            typer.echo(json.dumps(session.to_json(), ensure_ascii=False, indent=1))
        else:
            _transcript(session)
    else:
        session = _interactive(session, coach_on(library), quiet=quiet)
    if playbook:
        _write_playbook(session, playbook)


def _write_playbook(session: Session, target: Path) -> None:
    """The playbook of the job with what the rehearsal showed; the format is the one of the file's name."""
    from datetime import date

    from coach.playbook.book import build_playbook
    from coach.playbook.export import FORMATS, export
    from coach.rehearsal.transcript import with_rehearsal

    form = next((f for f in FORMATS if target.suffix == f".{f}"), None)
    if form is None:
        raise UserError(f"{target}: name a file that ends in .{', .'.join(FORMATS)}.")
    desk = session.desk
    made = build_playbook(desk.ground.guide, desk.ground.band, desk.situation, date.today())
    try:
        target.write_bytes(export(with_rehearsal(made, session), form))
    except OSError as error:
        raise UserError(f"{target} cannot be written ({error.strerror}).") from error
    console(err=True).print(f"Written: {target}")


def _evaluate(source: Path, target: Path | None) -> None:
    """Judge each line of a file of turns; a line that cannot be read is named, and nothing is written then."""
    from coach.rehearsal.course import course_of
    from coach.rehearsal.judge import judge
    from coach.rehearsal.reading import read_turn
    from coach.rehearsal.scene import read_exchange

    if target and target.resolve() == source.resolve():
        raise UserError(f"The predictions would overwrite the turns in {source}; name another file with --out.")
    predictions = []
    for number, held in _objects(source):
        e = read_exchange(held, f"{source}, line {number}")
        found = judge(e.scenario, course_of(e.scenario, e.history, read_turn), e.turn)
        predictions.append(
            {
                "id": e.id, "moves": found.moves.to_json(), "mistakes": [f.label for f in found.mistakes],
                "strengths": [f.label for f in found.strengths],
                "words": {f.label: f.words for f in (*found.mistakes, *found.strengths) if f.words},
            }
        )  # fmt: skip
    text = "".join(json.dumps(p, ensure_ascii=False) + "\n" for p in predictions)
    if target is None:
        typer.echo(text, nl=False)
        return
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{target} cannot be written ({error.strerror}); name another file with --out.") from error
    console(err=True).print(f"{len(predictions)} turns judged: {target}")


def _objects(source: Path) -> list[tuple[int, Any]]:
    """(line number, JSON value) of each line; UserError names a line that is no JSON."""
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{source} cannot be read: {error}.") from error
    out = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                out.append((number, json.loads(line)))
            except json.JSONDecodeError as error:
                raise UserError(f"{source}, line {number}: no JSON ({error.msg}).") from error
    return out


def _turns(source: Path) -> list[str]:
    turns = []
    for number, held in _objects(source):
        words = held.get("turn") if isinstance(held, dict) else held
        if not isinstance(words, str) or not words.strip():
            raise UserError(f'{source}, line {number}: expected {{"turn": "what you say"}}.')
        turns.append(words)
    return turns


def _played(session: Session, turns: list[str]) -> Session:
    """Take the turns one after another; those after the end of the talk are left out, and said."""
    for number, words in enumerate(turns, start=1):
        if session.rehearsal.over:
            typer.secho(
                f"The talk ended before turn {number} of the file; the rest is left out.", fg="yellow", err=True
            )
            break
        session = session.said(words)
    return session


def _transcript(session: Session) -> None:
    from rich.markdown import Markdown

    from coach.rehearsal.transcript import to_markdown

    out = console()
    out.width = min(out.width, 100)
    out.print(Markdown(to_markdown(session)))


def _interactive(session: Session, coach: Coach, *, quiet: bool) -> Session:
    """Talk until the end; the coach speaks after every turn, or, if asked to be quiet, with the scorecard."""
    from coach.rehearsal.worded import shown, worded

    with suppress(ImportError):  # not on Windows; elsewhere it lets the arrow keys work
        import readline  # noqa: F401

    r = session.rehearsal
    about = ", ".join(filter(None, (r.scenario.company, r.scenario.role, r.scenario.scene.region)))
    typer.secho(f"{about or 'Your own figures'}. {_COMMANDS}", dim=True)
    words_of = worded(session, coach.writer, coach.library).words
    _they(words_of.get(r.opened, r.opened))
    while not session.rehearsal.over:
        try:
            words = input("\nyou ▸ ").strip()
        except (EOFError, KeyboardInterrupt):
            typer.echo()
            break
        if words in ("/quit", "/exit"):
            break
        if words.startswith("/"):
            session = _command(session, words)
            continue
        if not words:
            continue
        try:
            session = session.said(words)
        except UserError as error:
            typer.secho(str(error), fg="yellow")
            continue
        words_of = worded(session, coach.writer, coach.library, words_of).words
        if not quiet:
            _feedback(shown(session, words_of)[-1])
        reply = session.rehearsal.rounds[-1].reply
        _they(words_of.get(reply, reply))
    if session.rehearsal.rounds:
        _score(session, with_feedback=quiet)
    return session


def _they(words: str) -> None:
    typer.secho(f"\nthem ▸ {words}", fg="cyan")


def _feedback(feedback: Feedback) -> None:
    for remark in feedback.mistakes:
        shown = f" “{remark.words}”" if remark.words else ""
        typer.secho(f"  ✗ {remark.name}:{shown} {remark.why}", fg="yellow")
        where = ", ".join(f"{s.guide}:{s.lines.first}" for s in remark.sources)
        if remark.instead:
            typer.secho(f"    Say: {remark.instead}{f'  [{where}]' if where else ''}")
    if feedback.more:
        typer.secho(f"    ({feedback.more} more to look at later)", dim=True)
    if feedback.strengths:
        typer.secho(
            "  ✓ " + "; ".join(f"{r.name} (“{r.words}”)" if r.words else r.name for r in feedback.strengths), fg="green"
        )


def _command(session: Session, words: str) -> Session:
    name, _, rest = words.partition(" ")
    if name == "/hint":
        typer.secho(f"  {session.hint().instead}")
    elif name == "/back":
        turn = rest.strip() or str(len(session.rehearsal.rounds))
        try:
            session = session.before(int(turn))
        except (ValueError, UserError):
            typer.secho(f"  There is no turn {turn}; you have taken {len(session.rehearsal.rounds)}.", fg="yellow")
        else:
            typer.secho(f"  Back to turn {turn}.", dim=True)
            _they(session.rehearsal.rounds[-1].reply if session.rehearsal.rounds else session.rehearsal.opened)
    elif name == "/score":
        _score(session, with_feedback=False)
    elif name == "/save" and rest.strip():
        from coach.rehearsal.transcript import to_markdown

        path = Path(rest.strip())
        try:
            path.write_text(to_markdown(session), encoding="utf-8")
            typer.secho(f"  Written: {path}", dim=True)
        except OSError as error:
            typer.secho(f"  {path} cannot be written ({error.strerror}).", fg="yellow")
    else:
        typer.secho(f"  Commands: {_COMMANDS}", dim=True)
    return session


def _score(session: Session, *, with_feedback: bool) -> None:
    from rich.markdown import Markdown

    from coach.rehearsal.transcript import score_markdown, turns_markdown

    out = console()
    out.width = min(out.width, 100)
    if with_feedback:
        out.print(Markdown(turns_markdown(session)))
    out.print(Markdown(score_markdown(session)))
