"""coach ask and coach chat: one question, a file of them, or a conversation."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.common import Guides, Store, coach_on, opened, show
from index.errors import UserError

if TYPE_CHECKING:
    from coach.reply import Reply
    from coach.turn import Coach


def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")] = "",
    store: Store = None,
    guides: Guides = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole reply as JSON.")] = False,
    batch: Annotated[Path | None, typer.Option(help="File of JSON lines: id, question, history, situation.")] = None,
    out: Annotated[Path | None, typer.Option(help="File for the replies of --batch; else they are printed.")] = None,
    agent: Annotated[
        bool,
        typer.Option(
            "--agent", help="Let the language model of COACH_MODEL plan several steps; the answers stay the coach's."
        ),
    ] = False,
) -> None:
    """Answer one question from the guides, with figures and sources; or a file of questions."""
    if batch and question:
        raise UserError("Ask one question or name a file with --batch, not both.")
    if not question.strip() and not batch:
        raise UserError('Say what you want to know: coach ask "what does … pay a … in …?"')
    if out and not batch:
        raise UserError("--out is for the replies of --batch FILE.")
    if batch and not batch.is_file():
        raise UserError(f"There is no file {batch}.")

    from coach.dialogue.turn import Turn

    coach = coach_on(opened(store, guides))
    if batch:
        from coach.cli.batch import answer_batch

        answer_batch(coach, batch, out)
        return
    reply = _planned(coach, question) if agent else coach.reply(Turn(question))
    if as_json:
        typer.echo(json.dumps(reply.to_json(), ensure_ascii=False, indent=1))
    else:
        show(reply)


def _planned(coach: Coach, question: str) -> Reply:
    """The reply of an agent; it needs a language model."""
    from coach.dialogue.turn import Turn
    from coach.programs.agent import Agent
    from coach.writer.models import open_model, read_choice

    choice = read_choice()
    if not choice:
        raise UserError(
            "--agent needs a language model: set COACH_MODEL (see `coach models`), or ask one question at a time."
        )
    return Agent(coach, open_model(choice), choice.engine).reply(Turn(question))


def chat(
    store: Store = None,
    guides: Guides = None,
    batch: Annotated[
        Path | None, typer.Option(help="File of JSON lines: id, messages; each is held as one conversation.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="File for the conversations of --batch; else they are printed.")
    ] = None,
) -> None:
    """Hold a conversation in the terminal: /new starts over, /quit ends; or a file of conversations."""
    if out and not batch:
        raise UserError("--out is for the conversations of --batch FILE.")
    if batch:
        if not batch.is_file():
            raise UserError(f"There is no file {batch}.")
        from coach.cli.batch import talk_batch

        talk_batch(coach_on(opened(store, guides)), batch, out)
        return
    from coach.dialogue.deals import Dialogue
    from coach.dialogue.turn import Turn

    with suppress(ImportError):  # not on Windows; elsewhere it lets the arrow keys work
        import readline  # noqa: F401

    coach = coach_on(opened(store, guides))
    typer.secho("Name a company and a role to start. /new starts over, /quit ends.", dim=True)
    dialogue = Dialogue()
    while True:
        try:
            message = input("\nyou ▸ ").strip()
        except (EOFError, KeyboardInterrupt):
            typer.echo()
            return
        if message in ("/quit", "/exit"):
            return
        if message == "/new":
            dialogue = Dialogue()
            typer.secho("A new conversation.", dim=True)
        elif message.startswith("/"):
            typer.secho("There are two commands: /new and /quit.", dim=True)
        elif message:
            reply = coach.reply(Turn(message, dialogue=dialogue))
            typer.echo()
            show(reply, short=True)
            dialogue = Dialogue.model_validate(reply.dialogue)
