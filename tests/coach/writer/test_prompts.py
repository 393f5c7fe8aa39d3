"""Every prompt as it is rendered for one question: a change of wording or of what is sent is seen here first."""

from __future__ import annotations

import re
from datetime import date

from syrupy.assertion import SnapshotAssertion

from coach.chain import Coach
from coach.models import prompt
from coach.question import Turn
from coach.writer.wording import Writer
from tests.coach.writer.models import Scripted
from tests.coach.writer.test_misbehaving import SHELF

MINE = "They offered me 155k base at Northwind, data engineer in Chicago. Is that good?"


def rendered(model: Scripted) -> str:
    shown = "\n\n".join(f"### {m.type}\n{m.content}" for seen in model.seen for m in seen)
    return re.sub(r"\b[0-9a-f]{16}\b", "(canary)", shown)


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


def test_the_prompts_without_fields(snapshot: SnapshotAssertion) -> None:
    """Restating, placing amounts, and planning."""
    assert {name: prompt(name) for name in ("restate", "told", "agent")} == snapshot
