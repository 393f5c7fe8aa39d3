"""`coach users`: who may sign in where COACH_AUTH names a file of users."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from index.errors import UserError

app = typer.Typer(no_args_is_help=True, help="Who may sign in to `coach serve` (COACH_AUTH names the file).")

File = Annotated[Path | None, typer.Option("--file", help="The users file; by default the one COACH_AUTH names.")]
Name = Annotated[str, typer.Argument(help="The user's name.")]


@app.command("add")
def add_user(
    name: Name,
    file: File = None,
    from_input: Annotated[
        bool, typer.Option("--password-stdin", help="Take the password from standard input, and ask nothing.")
    ] = False,
) -> None:
    """Add a user, or set another password; whoever was signed in with the old one is signed out."""
    from coach.server.users import SHORTEST, add

    path = _path(file)
    if from_input:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = typer.prompt(f"Password ({SHORTEST} characters or more)", hide_input=True, confirmation_prompt=True)
    new = add(path, name, password)
    typer.echo(f"{name} is {'added' if new else 'changed'}.")
    if os.environ.get("COACH_AUTH") != str(path):
        typer.echo(f"Start the coach with COACH_AUTH={path} to have users sign in.")


@app.command("list")
def list_users(file: File = None) -> None:
    """Who may sign in."""
    from coach.server.users import Users

    for name in sorted(Users(_path(file)).names()):
        typer.echo(name)


@app.command("remove")
def remove_user(name: Name, file: File = None) -> None:
    """Take a user out; what the user kept stays until somebody of that name signs in again."""
    from coach.server.users import remove

    remove(_path(file), name)
    typer.echo(f"{name} is removed, and signed out.")


def _path(file: Path | None) -> Path:
    from coach.server.settings import load_server_settings

    if file is not None:
        return file
    auth = load_server_settings().auth
    if not auth or auth.startswith("header:"):
        raise UserError("Name the users file with --file, or set COACH_AUTH to it.")
    return Path(auth).expanduser()
