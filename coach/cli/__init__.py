"""The console script: one command per stage, nothing heavy loaded before it is needed."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from coach.cli.ask import ask, chat
from coach.cli.evaluate import evaluate
from coach.cli.guides import app as guides_app
from coach.cli.index import app as index_app
from coach.cli.models import models
from coach.cli.prepare import playbook, script
from coach.cli.rehearse import rehearse
from coach.cli.serve import serve
from coach.cli.users import app as users_app
from index.errors import UserError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A salary-negotiation coach whose every figure comes from your guides.",
)
app.command()(ask)
app.command()(chat)
app.command()(script)
app.command()(playbook)
app.command()(rehearse)
app.command()(models)
app.command()(serve)
app.command("eval")(evaluate)
app.add_typer(guides_app, name="guides")
app.add_typer(index_app, name="index")
app.add_typer(users_app, name="users")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("negotiation-coach"))
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Common options."""


def main() -> None:
    """Run the command line; what a user can mend is one line, and exit code 2."""
    from index.offline import go_offline

    go_offline()
    # The products of a message are small: threads that share one wait for each other, and on busy cores take many
    # times as long. Whoever wants more says so.
    if "OMP_NUM_THREADS" not in os.environ:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except UserError as error:
        typer.secho(f"coach: {error}", fg="red", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
