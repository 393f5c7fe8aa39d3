"""A real language model over labelled questions, with the checker and without: what would have been shown, and what is.

    COACH_MODEL=/path/to/model.gguf python -m benchmarks.models GUIDES QUESTIONS.jsonl [--first 40]

QUESTIONS are {"question", "history"?} lines. Without the checker the model's own sentences stand, slots filled; counted
are sentences, those the checker stopped and why, and figures that nothing backs or that stand in a sentence about
something else.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from coach.dialogue.turn import Turn
from coach.reply import Reply
from coach.reply.ground import unbacked
from coach.turn import Coach
from coach.writer import wording
from coach.writer.check import faults
from coach.writer.models import open_model, patience_of, read_choice
from coach.writer.wording import Writer
from index.build import build
from index.reader import open_index
from index.settings import load_settings

_KINDS = {
    "writes a number": "own numbers",
    "is for ": "mis-bound",
    "'s": "mis-bound",
    ", not ": "mis-bound",
    "slot": "broken slots",
    "cites": "sources",
    "source": "sources",
}


def main() -> None:
    """Ask each question once with the model and print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("guides", type=Path)
    asked.add_argument("questions", type=Path)
    asked.add_argument("--first", type=int, default=40)
    asked.add_argument("--store", type=Path)
    args = asked.parse_args()
    settings = load_settings(guides=args.guides, store=args.store or Path(f"{args.guides}.store"))
    build(settings)
    index = open_index(settings)
    choice = read_choice()
    stopped: Counter[str] = Counter()
    raw: list[str] = []

    def watched(sentence: str, grounds: wording.Grounds) -> list[str]:
        wrong = faults(sentence, grounds)
        raw.append(sentence)
        stopped.update([next((k for w, k in _KINDS.items() if w in wrong[0]), "other")] if wrong else [])
        return wrong

    wording.faults = watched  # type: ignore[attr-defined]
    writer = Writer(open_model(choice), choice.engine, patience_of(choice))
    coach = Coach(index, lambda: datetime.now(UTC).date(), writer=writer)
    plain = Coach(index, lambda: datetime.now(UTC).date())
    counts: Counter[str] = Counter()
    for line in args.questions.read_text(encoding="utf-8").splitlines()[: args.first]:
        row = json.loads(line)
        turn = Turn(row["question"], tuple((h["role"], h["content"]) for h in row.get("history") or ()))
        start, before = time.perf_counter(), len(raw)
        reply = coach.reply(turn)
        built = plain.reply(turn)
        counts["questions"] += 1
        counts["worded"] += reply.engine != "built-in"
        counts["failed"] += any("built-in writer answered" in c for c in reply.caveats)
        counts["repaired"] += reply.repaired
        counts["replaced"] += reply.replaced
        counts["unbacked figures with the checker"] += len(unbacked(reply, [turn.message]))
        counts["unbacked figures without it"] += sum(
            len(unbacked(_as_said(built, s), [turn.message])) for s in raw[before:]
        )
        counts["figures of the built-in answer kept"] += all(
            f.text in reply.text for f in built.figures if f.text in built.text
        )
        print(f"{time.perf_counter() - start:5.1f} s  {row['question'][:70]}", flush=True)
    print(f"\n{choice.engine}: " + ", ".join(f"{name} {n}" for name, n in counts.items()))
    print(
        f"sentences {len(raw)}, stopped {sum(stopped.values())}: "
        + ", ".join(f"{k} {n}" for k, n in stopped.most_common())
    )


def _as_said(reply: Reply, sentence: str) -> Reply:
    """The reply as it would read with the model's sentence unchecked."""
    return replace(
        reply,
        text=wording.SLOT.sub(
            lambda m: reply.figures[int(m[1]) - 1].text if 1 <= int(m[1]) <= len(reply.figures) else m[0], sentence
        ),
    )


if __name__ == "__main__":
    main()
