"""Every prompt as it is rendered for one question: a change of wording or of what is sent is seen here first."""

from __future__ import annotations

import re
from datetime import date

from syrupy.assertion import SnapshotAssertion

from coach.dialogue.turn import Turn
from coach.rehearsal.worded import worded
from coach.turn import Coach
from coach.writer.models import prompt
from coach.writer.wording import Writer
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_misbehaving import SHELF
from tests.coach.writer.test_played import INSTEAD, RECRUITER, session
from tests.coach.writer.test_reading import Reader

MINE = "They offered me 155k base at Northwind, data engineer in Chicago. Is that good?"


def rendered(model: Scripted) -> str:
    shown = "\n\n".join(f"### {m.type}\n{m.content}" for seen in model.seen for m in seen)
    return re.sub(r"\b[a-z]{16}\b(?=\n|$)", "(canary)", shown)


def test_what_is_sent_to_word_and_to_mend(snapshot: SnapshotAssertion) -> None:
    """The system prompt, the question with its findings, and what goes out when a sentence did not pass."""
    model = Scripted(answers=["Your base is $400K.", "No."])
    Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:s")).reply(Turn(MINE))
    assert rendered(model) == snapshot


def test_what_is_sent_with_employers_hidden(snapshot: SnapshotAssertion) -> None:
    """The same with the redaction on."""
    model = Scripted(answers=["Good."])
    Coach(SHELF, lambda: date(2026, 11, 23), writer=Writer(model, "t:s", redact=True)).reply(Turn(MINE))
    assert rendered(model) == snapshot


def test_what_is_sent_of_a_rehearsal(snapshot: SnapshotAssertion) -> None:
    """A turn, and what goes out for the texts that did not pass."""
    model = Reader(answers=[""], read={"recruiter": RECRUITER, "why": "No.", "instead": INSTEAD})
    worded(session(), Writer(model, "t:s"), SHELF)
    shown = "\n\n".join(f"### {role}\n{said}" for asked in model.asked for role, said in asked)
    assert re.sub(r"\b[a-z]{16}\b(?=\n|$)", "(canary)", shown) == snapshot


def test_the_prompts_without_fields(snapshot: SnapshotAssertion) -> None:
    """Restating, reading, and planning."""
    assert {name: prompt(name) for name in ("restate", "reading", "agent", "played")} == snapshot
