"""A file of questions -> a file of replies, one JSON object a line, in one process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import typer
from pydantic import BaseModel, ConfigDict, ValidationError
from rich.progress import track

from coach.cli.common import console
from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach
from coach.understanding.situation import Situation
from index.errors import UserError


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True)
    role: str
    content: str


class _Line(BaseModel):
    """One question: what came before it and what is known of the user may be left out."""

    model_config = ConfigDict(frozen=True)
    id: str | int
    question: str
    history: tuple[_Said, ...] | None = None
    situation: Situation | None = None

    def turn(self) -> Turn:
        history = tuple((said.role, said.content) for said in self.history or ())
        return Turn(self.question, history, self.situation or Situation())


class _Talk(BaseModel):
    """One conversation: what the person types, in order."""

    model_config = ConfigDict(frozen=True)
    id: str | int
    messages: tuple[str, ...]


def talk_batch(coach: Coach, source: Path, target: Path | None) -> None:
    """Hold each line's conversation as the page would and write its turns into `target`; lines are read as in
    `answer_batch`."""

    def held(line: str) -> dict[str, Any]:
        talk, dialogue, turns = _Talk.model_validate_json(line), Dialogue(), []
        for message in talk.messages:
            reply = coach.reply(Turn(message, dialogue=dialogue))
            dialogue = Dialogue.model_validate(reply.dialogue)
            turns.append({"message": message, "reply": reply.to_json(), "state": reply.state})
        return {"id": talk.id, "turns": turns}

    _each_line(source, target, held)


def answer_batch(coach: Coach, source: Path, target: Path | None) -> None:
    """Answer each line of `source` into `target` (standard output without one).

    A line that cannot be read is said with its number and passed over; after the last one that is a `UserError`.
    """

    def answered(line: str) -> dict[str, Any]:
        asked = _Line.model_validate_json(line)
        return {"id": asked.id, **coach.reply(asked.turn()).to_json()}

    _each_line(source, target, answered)


def _each_line(source: Path, target: Path | None, made: Callable[[str], dict[str, Any]]) -> None:
    if target and target.resolve() == source.resolve():
        raise UserError(f"The replies would overwrite the questions in {source}; name another file with --out.")
    lines = _lines(source)
    bad = 0
    err = console(err=True)
    with _opened(target) as out:
        for number, line in enumerate(
            track(lines, "answering", console=err, transient=True, disable=not err.is_terminal), start=1
        ):
            if not line.strip():
                continue
            try:
                reply = made(line)
            except ValidationError as error:
                bad += 1
                typer.secho(f"{source}:{number}: {_problem(error)}", fg="red", err=True)
                continue
            out.write(json.dumps(reply, ensure_ascii=False) + "\n")
    if bad:
        where = f" in {target}" if target else " above"
        raise UserError(
            f"{bad} of {sum(bool(x.strip()) for x in lines)} lines could not be read; the replies to the others "
            f"are{where}."
        )


def _lines(source: Path) -> list[str]:
    """The lines of a file, ended by a line feed only: JSON may hold the other signs that end a line."""
    try:
        return source.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
    except OSError as error:
        raise UserError(f"{source} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{source} is not UTF-8 text (byte {error.start}).") from error


@contextmanager
def _opened(target: Path | None) -> Iterator[IO[str]]:
    if target is None:
        yield typer.get_text_stream("stdout")
        return
    try:
        out = target.open("w", encoding="utf-8")
    except OSError as error:
        raise UserError(f"{target} cannot be written: {error.strerror}.") from error
    with out:
        yield out


def _problem(error: ValidationError) -> str:
    """What is wrong with a line, in one sentence."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
