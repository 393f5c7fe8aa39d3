"""`coach models`: which language model is configured, whether it answers, and what would be sent to it."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from coach.cli.common import console
from index.errors import UserError


def models(
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what leaves this machine, and send nothing.")
    ] = False,
) -> None:
    """List the forms of COACH_MODEL, say which is configured, and check it with one call."""
    from importlib.util import find_spec

    from rich.table import Table

    from coach.models import FORMS, PROVIDERS, open_model, prompt, read_choice, read_redact

    choice = read_choice()
    out = console()
    if explain:
        if not choice:
            out.print("COACH_MODEL is none: nothing is sent anywhere; the built-in writer answers on this machine.")
            return
        where = (
            "to a server inside this process" if choice.provider == "local" else f"to {choice.url or choice.provider}"
        )
        out.print(
            f"For each answer that can be worded, {where}: the instructions below, your question with its amounts taken out, and the findings' "
            "plain paragraphs with slots such as [[F1]] instead of figures. Where nothing is found, your last messages without "
            "their amounts; where an amount of yours cannot be placed, that message with [amount 1] in its stead. "
            + (
                "Employers are sent as “Employer A”. "
                if read_redact()
                else "Employers are named; COACH_MODEL_REDACT=employers hides them. "
            )
            + "Not sent: answers, figures of your situation, guides, tables, scripts, and everything about rehearsals.",
            markup=False,
        )
        out.print(
            prompt("system").replace("{canary}", "(a random word that must never come back)"), style="dim", markup=False
        )
        for name in ("reply", "repair", "restate", "told"):
            out.print(prompt(name), style="dim", markup=False)
        return
    grid = Table("Provider", "Package", "Key", box=None)
    for name, (package, extra, key) in PROVIDERS.items():
        there = "installed" if find_spec(package) else f"pip install 'negotiation-coach\\[{extra}]'"
        grid.add_row(name, there, key or "none needed")
    out.print(grid)
    out.print(f"COACH_MODEL takes {FORMS}.", style="dim", markup=False)
    if not choice:
        out.print("Configured: none. The built-in writer answers.")
        return
    out.print(f"Configured: {choice.engine}", markup=False)
    model = open_model(choice)
    start = time.perf_counter()
    try:
        answer = model.invoke("Answer with one word: ready")
    except Exception as error:
        raise UserError(
            f"{choice.engine} does not answer ({type(error).__name__}: {error}). Replies fall back to the built-in writer."
        ) from error
    tokens = (getattr(answer, "usage_metadata", None) or {}).get("total_tokens", 0)
    out.print(
        f"It answers: {str(answer.content)[:60]!r} after {time.perf_counter() - start:.1f} s, {tokens} tokens.",
        markup=False,
    )
