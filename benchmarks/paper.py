"""A model of paper: every prompt of a set of conversations is written out, and answers are taken from files, as if a
model had given them.

    python -m benchmarks.paper STORE TALKS.jsonl FOLDER [--out TURNS.jsonl]

TALKS are `{"id", "messages": [...]}` lines as `coach chat --batch` reads them. Each prompt that FOLDER has no answer to
is written there as `open/NAME.md`, NAME being the talk, the turn, the use and the number of the call; write what a
model would say into `answers/NAME.txt`, with nothing but the prompt in view, and run it again: later prompts depend on
earlier answers. Instructions stand in `coach/writer/models/prompts`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.evidence.retrieve import Library
from coach.turn import Coach
from coach.writer.models import prompt
from coach.writer.wording import Writer
from index.reader import open_index
from index.settings import Settings

TODAY = date(2026, 11, 23)  # prompts name what is overdue, so the day is the same in every run


_USES = {
    "system": "words",
    "answer": "words",
    "script": "text",
    "letter": "text",
    "reading": "reading",
    "restate": "question",
}


class Paper(BaseChatModel):
    """Answers with what stands in `folder` for the turn at hand; `missing` are the names of the prompts that have no
    answer yet, `used` those that have."""

    folder: Path
    write: bool = True
    turn: str = ""
    calls: dict[str, int] = {}  # noqa: RUF012 - pydantic copies it
    missing: list[str] = []  # noqa: RUF012 - as above
    used: list[str] = []  # noqa: RUF012 - as above

    @property
    def _llm_type(self) -> str:
        return "paper"

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:  # noqa: ANN401
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self.answer(messages)))])

    def _stream(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:  # noqa: ANN401
        yield ChatGenerationChunk(message=AIMessageChunk(content=self.answer(messages)))

    def answer(self, messages: list[BaseMessage]) -> str:
        """What was written for a prompt; where nothing was, the prompt is written out and the answer is empty."""
        first, *rest = (str(m.content) for m in messages)
        use = next((use for name, use in _USES.items() if first.startswith(prompt(name)[:60])), "other")
        self.calls[use] = self.calls.get(use, 0) + 1
        name = f"{self.turn}-{use}-{self.calls[use]}"
        written = self.folder / "answers" / f"{name}.txt"
        if written.is_file():
            self.used.append(name)
            return written.read_text(encoding="utf-8")
        self.missing.append(name)
        if self.write:
            path = self.folder / "open" / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n\n".join(rest) + "\n", encoding="utf-8")
        return ""


def held(library: Library, talks: Path, folder: Path, *, write: bool = True) -> tuple[list[dict[str, Any]], Paper]:
    """Every talk held with the model of paper: its turns as `coach chat --batch` writes them, and the model; open
    prompts are written out if `write`."""
    paper = Paper(folder=folder, write=write)
    coach = Coach(library, lambda: TODAY, writer=Writer(paper, "paper", reads=True))
    out = []
    for line in talks.read_text(encoding="utf-8").splitlines():
        talk, dialogue, turns = json.loads(line), Dialogue(), []
        for number, message in enumerate(talk["messages"], 1):
            paper.turn, paper.calls = f"{talk['id']}.{number}", {}
            reply = coach.reply(Turn(message, dialogue=dialogue))
            dialogue = Dialogue.model_validate(reply.dialogue)
            turns.append({"message": message, "reply": reply.to_json(), "state": reply.state})
        out.append({"id": talk["id"], "turns": turns})
    return out, paper


def main() -> None:
    """Hold the talks and say how many prompts are open."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("store", type=Path)
    asked.add_argument("talks", type=Path)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--out", type=Path)
    args = asked.parse_args()
    for old in (args.folder / "open").glob("*.md"):
        old.unlink()
    turns, paper = held(open_index(Settings(store=args.store)), args.talks, args.folder)
    if args.out:
        args.out.write_text("".join(f"{json.dumps(t, ensure_ascii=False)}\n" for t in turns), encoding="utf-8")
    replies = [t["reply"] for talk in turns for t in talk["turns"]]
    worded = sum(r["engine"] == "paper" for r in replies)
    checked = sum(r["checked"]["repaired"] + r["checked"]["replaced"] for r in replies)
    print(
        f"{len(replies)} turns: {worded} worded by the model, {checked} sentences repaired or replaced; "
        f"{len(paper.used)} prompts answered, {len(set(paper.missing))} open in {args.folder / 'open'}"
    )


if __name__ == "__main__":
    main()
