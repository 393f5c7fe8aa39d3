"""What a language model may change in a reading: one that reads everything right, and one that says anything, over
labelled messages.

    python -m benchmarks.corrected STORE VOICE.txt ...

The right one answers with the labels, the wrong one at random; each is merged with the built-in reading as a live one
is. No model is asked.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coach.dialogue.deals import Dialogue
from coach.understanding.learn.labels import Labelled, read_voice
from coach.understanding.read import read
from coach.understanding.reading import ACTS, COMPONENTS, PARTS, ROLES, Reading
from coach.writer.asked import Asked
from coach.writer.mask import Mask
from coach.writer.reading import is_sure, merged
from index.reader import open_index
from index.settings import Settings


def right(m: Labelled, r: Reading) -> dict[str, Any]:
    """The labels as a model would say them."""
    lines = [
        {"line": n, "acts": acts[:6], "sure": "yes"}
        for n, c in enumerate(r.clauses, 1)
        if (acts := sorted({a for x in m.clauses if x.start < c.end and c.start < x.end for a in x.acts}))
    ]
    amounts = []
    for n, a in enumerate(r.amounts, 1):
        f = next((f for f in m.figures if a.amount.start < f.end and a.amount.end > f.start), None)
        component = f.component if f and f.component else a.component
        role = f.role if f else "none"
        amounts.append({"amount": n, "role": role, "component": component, "whose": a.owner + 1, "sure": "yes"})
    companies = []
    for n, p in enumerate(r.companies, 1):
        c = next((c for c in m.companies if p.start < c.end and p.end > c.start), None)
        companies.append({"company": n, "part": c.part if c else "no", "sure": "yes"})
    return {"lines": lines, "amounts": amounts, "companies": companies}


def wrong(r: Reading, chance: random.Random) -> dict[str, Any]:
    """Anything that the schema allows, said with certainty."""
    return {
        "lines": [
            {"line": n, "acts": chance.sample(sorted(ACTS), 2), "sure": "yes"} for n, _ in enumerate(r.clauses, 1)
        ],
        "amounts": [
            {
                "amount": n, "role": chance.choice(sorted(ROLES)), "component": chance.choice(sorted(COMPONENTS)),
                "whose": chance.choice((-1, 0, 1, 2)), "sure": "yes",
            }
            for n, _ in enumerate(r.amounts, 1)
        ],
        "companies": [
            {"company": n, "part": chance.choice(sorted(PARTS)), "sure": "yes"} for n, _ in enumerate(r.companies, 1)
        ],
    }  # fmt: skip


def count(held: Counter[str], m: Labelled, r: Reading) -> None:
    """Add what a reading has right."""
    for f in m.figures:
        if a := next((a for a in r.amounts if a.amount.start < f.end and a.amount.end > f.start), None):
            held["roles"] += 1
            held["roles right"] += a.role == f.role
            if f.component:
                held["components"] += 1
                held["components right"] += a.component == f.component
    for c in m.companies:
        if c.part in PARTS:
            p = next((p for p in r.companies if p.start < c.end and p.end > c.start), None)
            held["parts"] += 1
            held["parts right"] += bool(p) and p is not None and p.part == c.part
    truth, said = {a for c in m.clauses for a in c.acts}, set(r.acts)
    held["acts both"] += 2 * len(truth & said)
    held["acts"] += len(truth) + len(said)


def main(store: Path, voices: Iterable[Path]) -> None:
    """Print one line a reader."""
    names, chance = open_index(Settings(store=store)).names, random.Random(1)  # noqa: S311 - no secret
    held: dict[str, Counter[str]] = {"alone": Counter(), "right": Counter(), "wrong": Counter()}
    messages = sure = 0
    for m in (m for path in voices for m in read_voice(path) if not m.talk):
        r = read(m.text, names)
        asked = Asked(r, Dialogue(), names, Mask(names, employers=False))
        messages, sure = messages + 1, sure + is_sure(r)
        for who, made in (
            ("alone", r),
            ("right", merged(asked, right(m, r))),
            ("wrong", merged(asked, wrong(r, chance))),
        ):
            count(held[who], m, made)
    print(f"{messages} messages, {sure} of them without a call")
    for who, c in held.items():
        shares = ", ".join(f"{k} {c[f'{k} right'] / max(1, c[k]):.3f}" for k in ("roles", "components", "parts"))
        print(f"{who}: {shares}, acts F1 {c['acts both'] / max(1, c['acts']):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), map(Path, sys.argv[2:]))
