"""COACH_MODEL: every form it takes, and what is said where it cannot be used."""

from __future__ import annotations

import importlib.util

import pytest

import coach.writer.models
from coach.writer.models import Choice, Price, open_model, patience_of, read_choice, read_price, read_redact, read_use
from index.errors import UserError


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("", Choice()),
        ("none", Choice()),
        ("NONE", Choice()),
        ("anthropic:claude-x", Choice("anthropic", "claude-x")),
        ("openai:gpt-x", Choice("openai", "gpt-x")),
        ("ollama:llama3:8b", Choice("ollama", "llama3:8b")),
        ("http://127.0.0.1:8080/v1", Choice("openai", "default", "http://127.0.0.1:8080/v1")),
        ("https://models.example/v1/#small", Choice("openai", "small", "https://models.example/v1")),
        ("/models/tiny.gguf", Choice("local", "tiny.gguf", "/models/tiny.gguf")),
    ],
)
def test_forms(said: str, choice: Choice) -> None:
    """Read as written; only "none" is no model."""
    assert read_choice({"COACH_MODEL": said}) == choice
    assert bool(choice) == (said.lower() not in ("", "none"))


@pytest.mark.parametrize("said", ["gpt-x", "openai:", "nobody:x", "local:x"])
def test_other_forms_are_refused_with_the_right_ones(said: str) -> None:
    """The message names what may be written."""
    with pytest.raises(UserError, match=r"write none, anthropic:MODEL"):
        read_choice({"COACH_MODEL": said})


def test_a_missing_package_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that one line installs it."""
    monkeypatch.setattr(coach.writer.models, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"pip install 'negotiation-coach\[google\]'"):
        open_model(Choice("google_genai", "x"), {"GOOGLE_API_KEY": "k"})


def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys come from the environment and nowhere else."""
    monkeypatch.setattr(coach.writer.models, "find_spec", lambda name: importlib.util.find_spec("json"))
    with pytest.raises(UserError, match="set ANTHROPIC_API_KEY"):
        open_model(Choice("anthropic", "x"), {})


def test_a_model_file_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """The path is said."""
    monkeypatch.setattr(coach.writer.models, "find_spec", lambda name: importlib.util.find_spec("json"))
    with pytest.raises(UserError, match=r"/no/such\.gguf, which is not a file"):
        open_model(Choice("local", "such.gguf", "/no/such.gguf"), {})


def test_a_local_model_is_given_more_time() -> None:
    """Two cores need it."""
    assert patience_of(Choice("local", "x", "x.gguf"), {}) > patience_of(Choice("openai", "x"), {})
    assert patience_of(Choice("openai", "x"), {"COACH_MODEL_SECONDS": "7.5"}) == 7.5
    with pytest.raises(UserError, match="such as 20"):
        patience_of(Choice("openai", "x"), {"COACH_MODEL_SECONDS": "soon"})


def test_a_price_is_read_and_reckoned() -> None:
    """A million tokens read and written have each their price; none is known unless it is set."""
    assert read_price({}) is None
    price = read_price({"COACH_MODEL_PRICE": "USD 3/15"})
    assert price == Price("USD", 3, 15)
    assert price.of({"input_tokens": 1000, "output_tokens": 100}) == "0.0045 USD"


@pytest.mark.parametrize("said", ["3/15", "USD", "USD 3", "usd 3/15", "USD x/y"])
def test_another_price_is_refused(said: str) -> None:
    """With the form it takes."""
    with pytest.raises(UserError, match="such as USD 3/15"):
        read_price({"COACH_MODEL_PRICE": said})


def test_redaction_is_off_unless_asked_for() -> None:
    """Only one word turns it on; another is refused."""
    assert not read_redact({})
    assert read_redact({"COACH_MODEL_REDACT": "Employers"})
    with pytest.raises(UserError, match="write employers or none"):
        read_redact({"COACH_MODEL_REDACT": "yes"})


def test_what_a_model_is_used_for() -> None:
    """A hosted one reads and writes, a small one of one's own writes, unless it is told."""
    assert read_use(Choice("openai", "x"), {})
    assert not read_use(Choice("local", "x", "x.gguf"), {})
    assert read_use(Choice("local", "x", "x.gguf"), {"COACH_MODEL_USE": "read+write"})
    assert not read_use(Choice("openai", "x"), {"COACH_MODEL_USE": "write"})
    with pytest.raises(UserError, match=r"read\+write or write"):
        read_use(Choice("openai", "x"), {"COACH_MODEL_USE": "all"})
