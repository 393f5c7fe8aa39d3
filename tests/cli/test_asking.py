"""coach ask, chat, index and serve: what is printed, where it comes from, and what the user is told to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coach.cli import app
from coach.cli.serve import _is_ours
from index.errors import UserError
from index.settings import load_settings
from tests.shelf import Shelf

run = CliRunner()
QUESTION = "What base does Northwind pay a data engineer in Chicago?"


@pytest.fixture
def in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands open the guides in memory instead of a store."""
    monkeypatch.setattr(sys.modules["coach.cli.ask"], "opened", lambda store, guides: Shelf())


def ask(*words: object, columns: int = 100) -> Result:
    return run.invoke(app, ["ask", *map(str, words)], env={"COLUMNS": str(columns)})


def test_an_answer_is_followed_by_its_sources_and_its_warnings(in_memory: None) -> None:
    """Every number in brackets is listed with guide, heading and line; the caveats follow, and no line is too wide."""
    shown = ask(QUESTION, columns=80).stdout
    assert "$150K–$190K" in shown
    assert "[1] northwind/data-engineer · Compensation Benchmarks · line" in shown
    assert "! " in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_json_is_the_contract(in_memory: None) -> None:
    """--json prints one object whose figures point to its citations."""
    reply = json.loads(ask(QUESTION, "--json").stdout)
    assert [(f["low"], f["high"], f["citation"]) for f in reply["figures"]] == [(150_000, 190_000, 1)]
    assert [c["number"] for c in reply["citations"]] == [1]


def test_a_batch_holds_to_its_lines(in_memory: None, tmp_path: Path) -> None:
    """Each bad line is named with its number and its fault; signs that only look like line ends split nothing."""
    lines = [
        '{"id": 1, "question": "northwind data engineer\u2028base in chicago"}',
        "no json",
        "",
        '{"question": "no id"}',
        '{"id": 2, "question": null}',
        '{"id": 3, "question": "x", "history": ["a"]}',
        '{"id": 4, "question": "x", "situation": "a"}',
        '{"id": "e", "question": "and in london?", "history": [{"role": "user", "content": "northwind data engineer base in chicago"}], "situation": null, "company": "kept by others"}',
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8")
    done = ask("--batch", source, "--out", target)
    assert [json.loads(x)["id"] for x in target.read_text(encoding="utf-8").split("\n") if x] == [1, "e"]
    assert "£95K–£120K" in target.read_text(encoding="utf-8")
    for number, fault in ((2, "JSON"), (4, "id"), (5, "question"), (6, "history"), (7, "situation")):
        assert any(f"{source}:{number}: " in line and fault in line for line in done.stderr.splitlines())
    assert "5 of 7 lines" in str(done.exception)


def test_a_batch_without_a_file_for_replies_prints_them(in_memory: None, tmp_path: Path) -> None:
    """Standard output then holds the replies and nothing else."""
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "a", "question": QUESTION}), encoding="utf-8")
    assert json.loads(ask("--batch", source).stdout)["id"] == "a"


@pytest.mark.parametrize("out", ["in.jsonl", "no/folder/out.jsonl"])
def test_a_batch_never_loses_the_questions(in_memory: None, tmp_path: Path, out: str) -> None:
    """Replies over the questions, or into no folder, are refused before anything is written."""
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "question": "x"}', encoding="utf-8")
    assert isinstance(ask("--batch", source, "--out", tmp_path / out).exception, UserError)
    assert source.read_text(encoding="utf-8") == '{"id": 1, "question": "x"}'


@pytest.mark.parametrize("words", [[], ["  "], ["x", "--batch", "f"], ["x", "--out", "f"], ["--batch", "nowhere"]])
def test_a_call_that_makes_no_sense_is_said(words: list[str]) -> None:
    """Nothing to ask, two things to ask, or a file that is not there."""
    assert isinstance(ask(*words).exception, UserError)


def test_a_conversation_is_remembered_until_it_is_new(in_memory: None) -> None:
    """A follow-up keeps the job; after /new it does not; other commands are explained; the end of input ends it."""
    said = [QUESTION, "and in London?", "/what", "/new", "and in New York?"]
    shown = run.invoke(app, ["chat"], input="\n".join(said) + "\n")
    assert shown.exit_code == 0
    before, after = shown.stdout.split("A new conversation.")
    assert "£95K–£120K" in before
    assert "/new and /quit" in before
    assert "[1] northwind/data-engineer:" in before
    assert "$170K" not in after


def test_without_an_index_it_is_built_first_or_said_how(shelf: Path, tiny_store: Path, tmp_path: Path) -> None:
    """A first question with guides at hand is answered; without, the message names both ways out."""
    done = ask(QUESTION, "--guides", shelf, "--store", tiny_store)
    assert "There is no index yet" in done.stderr
    assert "$150K–$190K" in done.stdout
    lost = ask(QUESTION, "--guides", tmp_path / "nowhere", "--store", tmp_path / "none")
    assert "coach index build" in str(lost.exception)
    assert "--guides" in str(lost.exception)


def test_an_answer_never_comes_from_other_guides_than_named(shelf: Path, tiny_store: Path, tmp_path: Path) -> None:
    """--guides with a store that holds another folder's guides is refused; the same folder is not."""
    assert run.invoke(app, ["index", "build", str(shelf), "--store", str(tiny_store)]).exit_code == 0
    assert ask(QUESTION, "--store", tiny_store, "--guides", shelf).exit_code == 0
    other = tmp_path / "other"
    other.mkdir()
    assert "holds the guides of" in str(ask(QUESTION, "--store", tiny_store, "--guides", other).exception)


def test_index_build_status_and_search(shelf: Path, tiny_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store comes from COACH_STORE too; a search stays inside the guide that is named, and wants one that exists."""
    monkeypatch.setenv("COACH_STORE", str(tiny_store))
    assert run.invoke(app, ["index", "build", str(shelf)]).stdout.startswith("7 guides, ")
    assert "nothing had changed" in run.invoke(app, ["index", "build", str(shelf)]).stdout
    assert str(tiny_store) in run.invoke(app, ["index", "status"]).stdout
    job = "contoso/data-engineer"
    found = run.invoke(app, ["index", "search", "salary", "--guide", job, "-k", "3"]).stdout
    heads = [line for line in found.splitlines() if "score" in line]
    assert 0 < len(heads) <= 3
    assert all(line.startswith(job) for line in heads)
    assert "no guide" in str(run.invoke(app, ["index", "search", "x", "--guide", "a/b"]).exception)


def test_a_store_that_cannot_be_made_is_said(shelf: Path, tmp_path: Path) -> None:
    """A file where the store should be is the user's to mend."""
    (tmp_path / "file").touch()
    done = run.invoke(app, ["index", "build", str(shelf), "--store", str(tmp_path / "file")])
    assert isinstance(done.exception, UserError)
    assert "--store" in str(done.exception)


def test_serving_reads_only_guides_that_are_meant(
    shelf: Path, tiny_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder called guides that only happens to be there does not replace the index of another."""
    run.invoke(app, ["index", "build", str(shelf), "--store", str(tiny_store)])
    monkeypatch.chdir(tmp_path)
    assert not _is_ours(load_settings(store=tiny_store))
    (tmp_path / "guides").mkdir()
    assert not _is_ours(load_settings(store=tiny_store))
    assert _is_ours(load_settings(store=tiny_store, guides=tmp_path / "guides"))
    assert _is_ours(load_settings(store=tiny_store, guides=shelf))
    assert _is_ours(load_settings(store=tmp_path / "new"))


def test_serving_nothing_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without index and guides the page does not open; the message says what to run."""
    monkeypatch.chdir(tmp_path)
    done = run.invoke(app, ["serve", "--store", str(tmp_path / "none")])
    assert "coach index build" in str(done.exception)


def script(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from coach.cli import main; main()", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env={**os.environ, "COLUMNS": "80"})


def test_what_the_user_can_mend_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    """No traceback, nothing on standard output."""
    done = script("guides", "check", "nowhere", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "coach: There is no file or folder nowhere.\n"


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    """`coach --help` imports none of the libraries that take time."""
    heavy = "chromadb gradio langchain_core numpy pydantic sqlalchemy torch".split()
    code = (
        "import sys; from coach.cli import app; "
        "from typer.testing import CliRunner; assert CliRunner().invoke(app, ['--help']).exit_code == 0; "
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_is_printed(tmp_path: Path) -> None:
    """`coach --version` prints the version alone."""
    assert script("--version", cwd=tmp_path).stdout.strip() == version("negotiation-coach")
