"""A hundred questions in our own words on the shipped guides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.dialogue.turn import Turn
from coach.reply.ground import unbacked
from coach.turn import Coach
from tests.coach.conftest import TODAY
from tests.shelf import Shelf

ROOT = Path(__file__).resolve().parents[2]
LINES = [
    [cell.strip() for cell in line.split("|")]
    for line in Path(__file__).with_name("questions.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


# What is read otherwise than it is meant, and as what.
MISREAD = {
    "lowest i should take, adyen product manager": "a floor of the person's own",
    "target for an ml engineer at ally in charlotte": "a band",
    "how do I get everything in writing": "how to begin",
    "how precise should my ask be": "what to ask for",
    "grab designer 401k match": "an ask to match another offer",
}


@pytest.fixture(scope="module")
def shipped() -> Coach:
    texts = {
        f"{p.parent.name}/{p.stem}": p.read_text(encoding="utf-8") for p in sorted((ROOT / "guides").glob("*/*.md"))
    }
    return Coach(Shelf(texts), lambda: TODAY)


def test_there_are_a_hundred_questions() -> None:
    """The set is as large as it says."""
    assert len(LINES) >= 100


@pytest.mark.parametrize(
    ("question", "guide", "expected"),
    [
        pytest.param(*line, id=line[0][:60], marks=pytest.mark.xfail(reason=f"read as {MISREAD[line[0]]}"))
        if line[0] in MISREAD
        else pytest.param(*line, id=line[0][:60])
        for line in LINES
    ],
)
def test_question(shipped: Coach, question: str, guide: str, expected: str) -> None:
    """The reply holds the figure with its guide and component, or the words; or says what is lacking; never an unbacked figure."""
    reply = shipped.reply(Turn(question))
    assert not unbacked(reply, [question])
    if expected == "ABSTAIN":
        assert reply.abstained, reply.text
    elif expected == "CLARIFY":
        assert reply.clarify, reply.text
    elif expected == "TEXT":
        assert reply.text
    elif expected.startswith('"'):
        assert (guide in {c.guide for c in reply.citations}) if guide else not reply.citations, reply.text
        assert _plain(expected.strip('"')) in _plain(reply.text)
    else:
        component, low, high = expected.split()
        shown = {
            (f"{f.company}/{f.role}", f.component, f.low, f.high)
            for f in reply.figures
            if f.text in reply.text and f.kind == "band"
        }
        assert (guide, component, float(low), float(high)) in shown, reply.text


def _plain(text: str) -> str:
    return re.sub(r"[–—‑-]", "-", text).casefold()
