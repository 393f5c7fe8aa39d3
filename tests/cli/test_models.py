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
    return " ".join(RUN.invoke(app, ["models", "--explain"]).output.split())


def test_without_a_model_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """And it is said."""
    assert "nothing is sent anywhere" in explained(monkeypatch)


def test_what_is_sent_is_shown_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand-ins in brackets are not taken for markup; the redaction is named, on or off; every prompt is there."""
    named = explained(monkeypatch, COACH_MODEL="openai:x")
    assert "[amount 1] in the stead of its figures" in named
    assert "Names of people are sent as “Person A”" in named
    assert "COACH_MODEL_REDACT=employers hides them" in named
    assert "Employers are sent as “Employer A”" in explained(
        monkeypatch, COACH_MODEL="openai:x", COACH_MODEL_REDACT="employers"
    )
    for opening in (
        "You are the voice",
        "This sentence cannot be shown",
        "Rewrite the user's",
        "You read one message",
        "You write the body",
    ):
        assert opening in named
