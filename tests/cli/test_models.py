"""`coach models`: what is configured, and what would leave the machine."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from coach.cli import app

RUN = CliRunner()


def explained(monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    for name in ("COACH_MODEL", "COACH_MODEL_REDACT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return RUN.invoke(app, ["models", "--explain"]).output


def test_without_a_model_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """And it is said."""
    assert "nothing is sent anywhere" in explained(monkeypatch)


def test_what_is_sent_is_shown_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand-ins in brackets are not taken for markup; the redaction is named, on or off; every prompt is there."""
    named = explained(monkeypatch, COACH_MODEL="openai:x")
    assert "with [amount 1] in its stead" in named
    assert "COACH_MODEL_REDACT=employers hides them" in named
    assert "Employers are sent as “Employer A”" in explained(
        monkeypatch, COACH_MODEL="openai:x", COACH_MODEL_REDACT="employers"
    )
    for opening in ("You put the findings", "This sentence cannot be shown", "Rewrite the user's", "A person talks to"):
        assert opening in named
