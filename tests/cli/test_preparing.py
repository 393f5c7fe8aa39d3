"""`coach script` and `coach playbook`: from a situation to a document, and clear words where something is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import coach.cli.prepare
from coach.cli import app
from index.errors import UserError
from tests.shelf import Shelf

RUN = CliRunner()


@pytest.fixture
def in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands read the small shelf instead of an index on disk."""
    shelf = Shelf()
    monkeypatch.setattr(coach.cli.prepare, "opened", lambda store, guides=None: shelf)


@pytest.fixture
def situation(tmp_path: Path) -> Path:
    path = tmp_path / "me.yaml"
    path.write_text(
        "company: Northwind Traders\nrole: Data Engineer\nregion: Chicago\n"
        "offer: [{component: base, low: 155000, high: 155000}]\nachievements: [I rebuilt the billing pipeline]\n",
        encoding="utf-8",
    )
    return path


def run(*words: str) -> str:
    result = RUN.invoke(app, list(words))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_the_kinds_are_listed() -> None:
    """Without a kind the command says which there are."""
    listed = run("script")
    assert "counter_email" in listed
    assert "Declining" in listed


def test_a_script_from_a_file_and_from_words(in_memory: None, situation: Path) -> None:
    """The user's facts and the row's figures are in it; options change how it sounds."""
    said = run("script", "counter_call", "--situation", str(situation))
    assert "I rebuilt the billing pipeline" in said
    assert "$150K–$190K" in said
    mail = run(
        "script", "telemetry", "--say", "northwind offered 155k base, data engineer in chicago", "--channel", "email"
    )
    assert "Hi," in mail
    assert "Telemetry" in mail


@pytest.mark.parametrize("form", ["md", "docx", "pdf"])
def test_a_playbook_is_written(in_memory: None, situation: Path, tmp_path: Path, form: str) -> None:
    """Each format makes a file; the sheet too."""
    for extra in ([], ["--sheet"]):
        out = tmp_path / f"book{len(extra)}.{form}"
        run("playbook", "--situation", str(situation), "--format", form, "--out", str(out), *extra)
        assert out.stat().st_size > 1_000


def test_markdown_goes_to_the_terminal(in_memory: None, situation: Path) -> None:
    """Without a file the text is printed."""
    assert run("playbook", "--situation", str(situation)).startswith("# Northwind Traders Data Engineer, Chicago")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no YAML"),
        ("years: 200", "years"),
        ("offer: [{component: base, low: 5, high: 1}]", "no range"),
        ("role: Data Engineer", "no company and role"),
        ("company: Zorblax\nrole: Data Engineer", "no guide for Zorblax"),
        ("company: Northwind Traders\nrole: Data Engineer\nregion: Oslo", "no pay row for Oslo"),
        ("company: Northwind Traders\nrole: Data Engineer", "Add a region"),
    ],
)
def test_what_is_missing_is_said(in_memory: None, tmp_path: Path, text: str, said: str) -> None:
    """Each gap is one sentence that tells what to add."""
    path = tmp_path / "me.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=said):
        run("playbook", "--situation", str(path))


def test_json_is_read_too(in_memory: None, tmp_path: Path) -> None:
    """A situation of another program's reply can be used as it is."""
    path = tmp_path / "me.json"
    path.write_text(
        json.dumps({"company": "Northwind Traders", "role": "Data Engineer", "region": "Chicago"}), encoding="utf-8"
    )
    assert "Where you stand" in run("playbook", "--situation", str(path))


def test_an_unknown_kind_names_what_there_is(in_memory: None, situation: Path) -> None:
    """Neither a kind nor a lever: the levers are listed."""
    with pytest.raises(UserError, match="Telemetry"):
        run("script", "zzz", "--situation", str(situation))
    with pytest.raises(UserError, match="Say what your situation is"):
        run("playbook")
