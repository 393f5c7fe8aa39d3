"""Free text -> situation, measured on messages labelled by hand: figures found, and figures that were never said."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from coach.dialogue.told import situation_after
from coach.understanding.situation import Situation
from tests.shelf import Shelf

NAMES = Shelf().names
LINES = [
    json.loads(line) for line in (Path(__file__).parent / "situations.jsonl").read_text(encoding="utf-8").splitlines()
]
# What has to hold of messages that nothing was learned from; `python -m pytest -rP tests/coach/understanding/test_situations.py` prints what does.
LEAST = {"offer": (0.83, 0.60), "current": (0.66, 0.75), "target": (0.78, 0.60), "floor": (0.90, 0.50)}


def told(row: dict[str, Any]) -> dict[str, Any]:
    situation = Situation()
    for message in row.get("turns") or [row["message"]]:
        situation = situation_after(situation, message, NAMES)
    return situation.model_dump(mode="json", exclude_defaults=True)


def parts(found: dict[str, Any], name: str) -> set[tuple[str, float, float]]:
    return {(p["component"], p["low"], p["high"]) for p in found.get(name, [])}


def test_figures_are_put_where_the_user_meant_them() -> None:
    """Precision and recall of offered, current, wanted and least acceptable pay over 185 labelled messages."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for row in LINES:
        have, want = told(row), row["situation"]
        for name in LEAST:
            ours, theirs = parts(have, name), parts(want, name)
            right[name] += len(ours & theirs)
            found[name] += len(ours)
            wanted[name] += len(theirs)
    for name, (precision, recall) in LEAST.items():
        print(f"{name}: precision {right[name] / found[name]:.2f}, recall {right[name] / wanted[name]:.2f}")  # noqa: T201
        assert right[name] / found[name] >= precision, name
        assert right[name] / wanted[name] >= recall, name


@pytest.mark.parametrize("row", [r for r in LINES if not r["situation"]], ids=lambda r: r["id"])
def test_a_message_without_a_situation_makes_none(row: dict[str, Any]) -> None:
    """Questions, hypotheticals and other people's pay put no figure into the user's mouth."""
    have = told(row)
    assert not [n for n in ("offer", "current", "competing", "floor") if have.get(n)], have
