"""What checking a language model's words costs: from the question to the first sentence shown, against the model's own
time to it.

    python -m benchmarks.wording GUIDES [--questions 40]

The model here repeats the findings it is sent, word by word with a pause, so that its own time is known.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from coach.dialogue.turn import Turn
from coach.turn import Coach
from coach.writer.wording import Writer
from index.build import build
from index.reader import open_index
from index.settings import load_settings

PAUSE_S = 0.01


class Repeating(BaseChatModel):
    """Says the findings again; `first` are the times, in seconds, that its first sentence was whole after."""

    first: list[float] = []  # noqa: RUF012 - pydantic copies it

    @property
    def _llm_type(self) -> str:
        return "repeating"

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:  # noqa: ANN401
        return ChatResult(generations=[ChatGeneration(message=AIMessage(""))])

    def _stream(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:  # noqa: ANN401
        start, told = time.perf_counter(), False
        findings = str(messages[1].content).split("<findings>\n")[-1].split("\n</findings>")[0]
        for line in findings.split("\n"):
            for word in line.partition(". ")[2].split():
                time.sleep(PAUSE_S)
                if not told and word.endswith("."):
                    told = True
                    self.first.append(time.perf_counter() - start)
                yield ChatGenerationChunk(message=AIMessageChunk(f"{word} "))


def main() -> None:
    """Ask about the guides' own jobs and print both medians."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("guides", type=Path)
    asked.add_argument("--questions", type=int, default=40)
    args = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        settings = load_settings(guides=args.guides, store=Path(scratch))
        build(settings)
        library = open_index(settings)
        model = Repeating()
        coach = Coach(library, writer=Writer(model, "repeating"))
        shown: list[float] = []
        own: list[float] = []
        jobs = [g for s in library.slugs() if not (g := library.guide(s)).is_playbook]
        for number in range(args.questions):
            guide = jobs[number % len(jobs)]
            place = guide.bands[number // len(jobs) % len(guide.bands)].region if guide.bands else None
            where = f" in {place.label}" if place else ""
            before, start = len(model.first), time.perf_counter()
            replies = coach.stream(Turn(f"What base does {guide.company_name} pay a {guide.role_name}{where}?"))
            first = next(replies)
            took = time.perf_counter() - start
            if first.engine != "built-in" and len(model.first) > before:
                shown.append(took)
                own.append(model.first[before])
        more = [a - b for a, b in zip(shown, own, strict=True)]
        print(
            f"{len(shown)} of {args.questions} questions worded. First sentence: shown p50 {_ms(shown)}, the model's "
            f"own {_ms(own)}; "
            f"beyond it p50 {_ms(more)}, worst {max(more) * 1000:.0f} ms"
        )


def _ms(times: list[float]) -> str:
    return f"{statistics.median(times) * 1000:.0f} ms"


if __name__ == "__main__":
    main()
