"""A real language model over whole talks, beside the coach without one: what it must not make worse, and what it takes.

    COACH_MODEL=/path/to/model.gguf python -m benchmarks.live GUIDES TALKS.jsonl [--first 12] [--minutes 15]

TALKS are `{"id", "messages": [...], "figures": [...]?}` lines; `figures` are what the state holds after each turn. With
the model nothing may be less than without: the turns whose state is right, the figures of the reply that are said,
those that nothing backs (0), and every reply within the deadline plus half a second. The exit code is 1 where it is.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.reply.ground import unbacked
from coach.turn import Coach
from coach.writer.models import open_model, patience_of, read_choice, read_use
from coach.writer.wording import Writer
from index.build import build
from index.reader import open_index
from index.settings import load_settings

SLACK_S = 0.5
TODAY = date(2026, 11, 23)


def figures(state: dict[str, Any]) -> dict[str, float]:
    """The figures that a state holds: "offer.base", and "Contoso.base" for another's offer; of a percentage that."""
    slots = ("offer", "current", "target", "floor")
    parts = {f"{slot}.{part}": v for slot in slots for part, v in state.get(slot, {}).items()}
    parts |= {f"{o['company']}.{part}": v for o in state.get("competing", ()) for part, v in o["offer"].items()}
    return {name: v.get("amount", v.get("percent", 0)) for name, v in parts.items()}


def held(coach: Coach, talks: list[dict[str, Any]], until: float) -> tuple[Counter[str], list[float]]:
    """What was counted over the talks, as far as there is time, and the seconds of each reply."""
    counts: Counter[str] = Counter()
    seconds: list[float] = []
    for talk in talks:
        dialogue, said = Dialogue(), []
        for number, message in enumerate(talk["messages"]):
            if time.monotonic() > until:
                return counts, seconds
            start = time.monotonic()
            reply = coach.reply(Turn(message, dialogue=dialogue))
            seconds.append(time.monotonic() - start)
            said.append(message)
            dialogue = Dialogue.model_validate(reply.dialogue)
            told = talk.get("figures") or []
            counts["turns"] += 1
            counts["state right"] += bool(told) and figures(reply.state) == told[number]
            counts["figures said"] += len({f.text for f in reply.figures if f.text in reply.text})
            counts["unbacked"] += len(unbacked(reply, said))
            counts["worded"] += reply.engine != "built-in"
            counts["repaired"] += reply.repaired
            counts["replaced"] += reply.replaced
            counts["input tokens"] += reply.tokens.get("input_tokens", 0)
            counts["output tokens"] += reply.tokens.get("output_tokens", 0)
            print(f"{seconds[-1]:6.1f} s  {reply.engine:<30} {message[:70]}", file=sys.stderr, flush=True)
    return counts, seconds


def main() -> None:
    """Hold the talks with the model, then as many turns without it, and compare."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("guides", type=Path)
    asked.add_argument("talks", type=Path)
    asked.add_argument("--first", type=int, default=12)
    asked.add_argument("--minutes", type=float, default=15)
    args = asked.parse_args()
    choice = read_choice()
    if not choice:
        raise SystemExit("Set COACH_MODEL to the model to try.")
    talks = [json.loads(line) for line in args.talks.read_text(encoding="utf-8").splitlines()][: args.first]
    patience = patience_of(choice)
    with tempfile.TemporaryDirectory() as scratch:
        settings = load_settings(guides=args.guides, store=Path(scratch))
        build(settings)
        library = open_index(settings)
        writer = Writer(open_model(choice), choice.engine, patience, reads=read_use(choice))
        did, seconds = held(Coach(library, lambda: TODAY, writer=writer), talks, time.monotonic() + 60 * args.minutes)
        first = [dict(t, messages=t["messages"][:n]) for t, n in _as_far(talks, did["turns"])]
        alone, own = held(Coach(library, lambda: TODAY), first, time.monotonic() + 600)
    for name in dict.fromkeys((*did, *alone)):
        print(f"{name:<16} {did[name]:>8,} with {choice.engine}, {alone[name]:>8,} without")
    middle, most = statistics.median(seconds), max(seconds)
    print(f"seconds: median {middle:.1f}, most {most:.1f} of {patience:g}; without {max(own):.2f}")
    worse = [name for name in ("state right", "figures said") if did[name] < alone[name]]
    worse += ["unbacked"] * (did["unbacked"] > 0) + ["deadline"] * (most > patience + SLACK_S)
    print(f"worse with it: {', '.join(worse) or 'nothing'}")
    raise SystemExit(bool(worse))


def _as_far(talks: list[dict[str, Any]], turns: int) -> list[tuple[dict[str, Any], int]]:
    """The talks with how many of their messages were held."""
    out = []
    for talk in talks:
        count = min(len(talk["messages"]), turns)
        turns -= count
        if count:
            out.append((talk, count))
    return out


if __name__ == "__main__":
    main()
