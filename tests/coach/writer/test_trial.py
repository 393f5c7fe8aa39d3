"""What a model is good for, told by twelve small tasks."""

from __future__ import annotations

from typing import Any

from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableLambda

from coach.writer.trial import READINGS, TEXTS, tried
from tests.coach.writer.models import Scripted


class Able(Scripted):
    """Reads as it is told to, one message after another, and says each finding again."""

    reads: list[Any] = []  # noqa: RUF012 - pydantic copies it

    def with_structured_output(self, schema: Any, **kwargs: Any) -> Any:
        left = self.reads
        return RunnableLambda(lambda _: {"raw": AIMessage(""), "parsed": left.pop(0) if left else {}})


def right() -> list[dict[str, Any]]:
    return [
        {
            "lines": [{"line": 1, "acts": list(acts), "matters": [matter], "sure": "yes"}],
            "amounts": [{"amount": n, "role": role, "component": "base"} for n, role in enumerate(roles, 1)],
        }
        for _, roles, acts, matter in READINGS
    ]


def test_an_able_model_reads_and_writes() -> None:
    """Six of six in both."""
    did = tried(Able(answers=list(TEXTS), reads=right()), 5)
    assert (did.readings, did.texts) == (6, 6)
    assert did.good_for == "read+write"
    assert did.structured


def test_one_that_only_writes_is_used_for_that() -> None:
    """Its readings are wrong, its words pass."""
    did = tried(Able(answers=list(TEXTS), reads=[]), 5)
    assert (did.readings, did.texts, did.good_for) == (0, 6, "write")


def test_one_that_can_neither_is_not_used() -> None:
    """Without structured output and with words of its own."""
    did = tried(Scripted(answers=["The base is $300K."]), 5)
    assert (did.readings, did.texts, did.good_for) == (0, 0, "none")
    assert not did.structured


def test_one_that_does_not_answer_is_told() -> None:
    """The reason stands in the trial, and no more is asked."""
    model = Scripted(answers=["x"], fail_after=0)
    did = tried(model, 5)
    assert "ConnectionError" in did.failed
    assert did.good_for == "none"
    assert len(model.seen) == 1
