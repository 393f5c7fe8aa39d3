"""coach eval: measure the answers on a file of labelled questions, or make such a file from the guides."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coach.cli.common import Guides, Store, coach_on, opened
from index.errors import UserError

if TYPE_CHECKING:
    from coach.keeper.evaluate import Labelled, Score


def evaluate(
    questions: Annotated[
        Path | None, typer.Argument(help="File of labelled questions, one JSON object a line.")
    ] = None,
    store: Store = None,
    guides: Guides = None,
    make: Annotated[int, typer.Option(help="Make this many questions from the guides instead.")] = 0,
    out: Annotated[
        Path | None, typer.Option(help="Where --make writes them; without it they are asked at once.")
    ] = None,
    failures: Annotated[int, typer.Option(help="Show this many wrong answers.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Print accuracy by kind, ungrounded figures, abstention, citations and latency."""
    from coach.dialogue.turn import Turn
    from coach.keeper.evaluate import evaluate as run
    from coach.keeper.evaluate import make_questions

    index = opened(store, guides)
    if make:
        held = make_questions(index, make)
        if out:
            out.write_text("".join(json.dumps(q.to_json(), ensure_ascii=False) + "\n" for q in held), encoding="utf-8")
            typer.echo(f"{len(held)} questions in {out}")
            return
    elif questions:
        held = _read(questions)
    else:
        raise UserError("Name a file of questions, or say --make N.")
    coach = coach_on(index)
    score = run(held, lambda text: coach.reply(Turn(text)), index)
    figures = _figures(score)
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        _print(score, figures, failures)


def _read(path: Path) -> list[Labelled]:
    from coach.keeper.evaluate import Labelled

    if not path.is_file():
        raise UserError(f"There is no file {path}.")
    held = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                held.append(Labelled.from_json(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise UserError(f"{path}:{number}: not a labelled question ({error}).") from error
    if not held:
        raise UserError(f"{path} holds no question.")
    return held


def _figures(score: Score) -> dict[str, Any]:
    from coach.keeper.evaluate import by_kind

    times = sorted(score.milliseconds)
    return {
        "exact_match": {k: {"right": r, "asked": n} for k, (r, n) in sorted(by_kind(score).items())},
        "ungrounded_figures": score.ungrounded,
        "citations": score.citations,
        "bad_citations": score.bad_citations,
        "abstention": {"precision": round(score.precision, 3), "recall": round(score.recall, 3)},
        "milliseconds": {
            "median": round(median(times), 1),
            "p95": round(quantiles(times, n=20)[-1], 1) if len(times) > 1 else times[0],
        },
    }


def _print(score: Score, figures: dict[str, Any], failures: int) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    table = Table("kind", "exact match", "", box=None, header_style="bold")
    for kind, held in figures["exact_match"].items():
        table.add_row(kind, f"{held['right']}/{held['asked']}", f"{100 * held['right'] / held['asked']:.1f}%")
    console.print(table)
    a, t = figures["abstention"], figures["milliseconds"]
    console.print(
        f"ungrounded figures {figures['ungrounded_figures']}, bad citations {figures['bad_citations']} of "
        f"{figures['citations']}"
    )
    console.print(
        f"abstention: precision {a['precision']}, recall {a['recall']}; {t['median']} ms median, {t['p95']} ms p95"
    )
    for question, problem in score.failures[:failures]:
        console.print(f"[red]✗[/red] {escape(question.question)}\n  [dim]{escape(problem)}[/dim]", highlight=False)
