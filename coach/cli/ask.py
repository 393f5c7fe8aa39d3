"""coach ask and coach chat: one question, a file of them, or a conversation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli.common import Guides, Store, opened, show
from index.errors import UserError

if TYPE_CHECKING:
    from coach.chain import Coach


def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")] = "",
    store: Store = None,
    guides: Guides = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole reply as JSON.")] = False,
    batch: Annotated[Path | None, typer.Option(help="File of JSON lines: id, question, history, situation.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the replies of --batch go.")] = None,
) -> None:
    """Answer one question from the guides, with figures and sources; or a file of questions."""
    from coach.chain import Coach
    from coach.question import Turn

    if not question and not batch:
        raise UserError('Say what you want to know: coach ask "what does … pay a … in …?"')
    coach = Coach(opened(store, guides))
    if batch:
        if out is None:
            raise UserError("--batch needs --out FILE for the replies.")
        _batch(coach, batch, out)
        return
    reply = coach.reply(Turn(question))
    if as_json:
        typer.echo(json.dumps(reply.to_json(), ensure_ascii=False, indent=1))
    else:
        show(reply)


def chat(store: Store = None, guides: Guides = None) -> None:
    """Hold a conversation in the terminal: /new starts over, /quit ends."""
    from rich.console import Console

    from coach.chain import Coach
    from coach.question import Turn

    coach = Coach(opened(store, guides))
    console = Console()
    console.print("Name a company and a role to start. [dim]/new starts over, /quit ends.[/dim]")
    history: list[tuple[str, str]] = []
    while True:
        try:
            message = console.input("[bold cyan]you ▸[/bold cyan] ").strip()
        except EOFError:
            return
        if message in ("/quit", "/exit"):
            return
        if message == "/new":
            history = []
            console.print("[dim]A new conversation.[/dim]")
        elif message:
            reply = coach.reply(Turn(message, tuple(history)))
            show(reply)
            history += [("user", message), ("assistant", reply.text)]


def _batch(coach: Coach, source: Path, target: Path) -> None:
    """Answer each line; a line that cannot be read is said with its number and passed over."""
    from rich.progress import track

    if not source.is_file():
        raise UserError(f"There is no file {source}.")
    lines = source.read_text(encoding="utf-8").splitlines()
    bad = 0
    with target.open("w", encoding="utf-8") as out:
        for number, line in enumerate(track(lines, description="answering", transient=True), start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                reply = {"id": row["id"], **_answer(coach, row)}
            except (ValueError, KeyError, TypeError) as error:
                bad += 1
                typer.secho(f"{source}:{number}: not a question line ({error})", fg="red", err=True)
                continue
            out.write(json.dumps(reply, ensure_ascii=False) + "\n")
    if bad:
        raise UserError(f"{bad} of {len(lines)} lines could not be read; the other replies are in {target}.")


def _answer(coach: Coach, row: dict[str, Any]) -> dict[str, Any]:
    from coach.question import Turn
    from coach.situation import Situation

    history = tuple((str(t["role"]), str(t["content"])) for t in row.get("history") or ())
    situation = Situation.model_validate(row.get("situation") or {})
    return coach.reply(Turn(str(row["question"]), history, situation)).to_json()
