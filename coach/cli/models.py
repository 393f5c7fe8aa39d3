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
    trial: Annotated[
        bool, typer.Option("--try", help="Try it on six readings and six texts, and say what it is good for.")
    ] = False,
) -> None:
    """List the forms of COACH_MODEL, say which is configured, and check it with one call."""
    from importlib.util import find_spec

    from rich.table import Table

    from coach.writer.models import FORMS, PROVIDERS, open_model, prompt, read_choice, read_redact

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
            f"For each answer that can be worded, {where}: the instructions below, your question with its amounts "
            "taken out, and the findings' plain paragraphs or the text to send, with slots such as [[F1]] instead of "
            "figures. Where the built-in reading is unsure, your message with [amount 1] in the stead of its figures; "
            "where nothing is found, your last messages in the same way. "
            "Names of people are sent as “Person A”, their addresses and telephones not at all. "
            + (
                "Employers are sent as “Employer A”. "
                if read_redact()
                else "Employers are named; COACH_MODEL_REDACT=employers hides them. "
            )
            + "In a rehearsal, your turn and the texts on it in the same way. "
            + "Not sent: answers, figures of your situation, guides, tables, and a recruiter's limits.",
            markup=False,
        )
        from coach.writer.asked import size

        out.print(f"The instructions for reading take about {size():,} tokens, the same ones every time.", markup=False)
        for name in ("system", "reply", "repair", "script", "text", "retext", "restate", "reading", "played"):
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
            f"{choice.engine} does not answer ({type(error).__name__}: {error}). Replies fall back to the built-in "
            "writer."
        ) from error
    tokens = (getattr(answer, "usage_metadata", None) or {}).get("total_tokens", 0)
    out.print(
        f"It answers: {str(answer.content)[:60]!r} after {time.perf_counter() - start:.1f} s, {tokens} tokens.",
        markup=False,
    )
    if trial:
        from coach.writer.models import patience_of
        from coach.writer.trial import tried

        did = tried(model, patience_of(choice))
        window = f"a context of {did.context:,} tokens" if did.context else "a context that it does not tell"
        out.print(
            f"Tried: {did.readings} of 6 readings, {did.texts} of 6 texts in {did.seconds:.0f} s, "
            f"{did.speed:.0f} tokens a second, {window}, "
            f"{'structured output' if did.structured else 'no structured output'}"
            + (f"; {did.failed}" if did.failed else "") + ".", markup=False,
        )  # fmt: skip
        advice = "COACH_MODEL=none" if did.good_for == "none" else f"COACH_MODEL_USE={did.good_for}"
        out.print(f"Recommended: {did.good_for} ({advice}).", markup=False)
