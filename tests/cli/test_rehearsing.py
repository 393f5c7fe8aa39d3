"""`coach rehearse`: in the terminal, from a file of turns, and as a judge of turns for other programs."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.cli import app
from index.errors import UserError
from tests.shelf import Shelf

RUN = CliRunner()
JOB = ("--say", "northwind offered 155k base, data engineer in chicago. I rebuilt the billing pipeline")
TURN = {"turn": "Thank you so much! I rebuilt the billing pipeline, so could you do $186K base?"}
CLOSE = {"turn": "That works, I accept. So base as you said it. Please send me the contract."}
ITEM = {
    "id": "a1",
    "scenario": {
        "talk": "new_offer", "guide": None, "region": "Berlin", "currency": "EUR", "offer": {"base": 80000, "stock": None},
        "target": {"base": 92000}, "floor": {"base": 85000}, "band": {"base_low": 75000, "base_high": 98000},
        "profile": {"competing_offers": [], "years": 6, "achievements": ["cut build times by half"], "current_pay": None},
    },
    "history": [{"speaker": "recruiter", "text": "We can offer 80.000 €."}],
    "turn": "Vielen Dank! I cut build times by half, so I'd like 94.000 €.",
}  # fmt: skip


@pytest.fixture
def in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads the small shelf instead of an index on disk."""
    shelf = Shelf()
    monkeypatch.setattr(importlib.import_module("coach.cli.rehearse"), "opened", lambda store, guides=None: shelf)


def lines(path: Path, *held: object) -> Path:
    path.write_text("".join(json.dumps(h) + "\n" for h in held), encoding="utf-8")
    return path


def run(*words: str, typed: str = "") -> str:
    result = RUN.invoke(app, ["rehearse", *words], input=typed)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_a_talk_in_the_terminal(in_memory: None) -> None:
    """Turns are answered and judged, a hint and going back work, and the scorecard ends it."""
    typed = (
        "hi, more?\n/hint\n/back\n/back 7\n/nonsense\n" + TURN["turn"] + "\n/score\n" + CLOSE["turn"] + "\nthanks!\n"
    )
    said = run(*JOB, typed=typed)
    assert "No figure" in said
    assert "Back to turn 1" in said
    assert "There is no turn 7" in said
    assert "Commands:" in said
    assert "told at the end" in said
    assert "You have a deal" in said


def test_quiet_until_the_end(in_memory: None) -> None:
    """With --quiet the coach says nothing between the turns and everything after them."""
    said = run(*JOB, "--quiet", typed="hi, more?\n/quit\n")
    before, after = said.split("The talk is still open")[0], said
    assert before.index("No figure") > before.rindex("them ▸")
    assert "No figure" in after


def test_a_file_of_turns_as_json(in_memory: None, tmp_path: Path) -> None:
    """The whole rehearsal for other programs, the same twice; the limits are told as it is over."""
    script = lines(tmp_path / "turns.jsonl", TURN, CLOSE, {"turn": "Thank you!"})
    first = run(*JOB, "--script", str(script), "--json")
    assert first == run(*JOB, "--script", str(script), "--json")
    held = json.loads(first)
    assert [t["moves"]["asks"] for t in held["turns"]] == [{"base": 186000}, {}, {}]
    assert held["turns"][0]["feedback"]["strengths"][0]["label"] == "names_figure"
    assert held["outcome"] == "deal"
    assert 0 <= held["scorecard"]["surplus"] <= 1
    assert run(*JOB, "--script", str(script), "--json", "--seed", "9") != first


def test_a_file_of_turns_into_the_playbook(in_memory: None, tmp_path: Path) -> None:
    """The transcript is printed, and the playbook holds what the rehearsal showed."""
    script = lines(
        tmp_path / "turns.jsonl", {"turn": "hi, can you do more?"}, CLOSE, {"turn": "Thanks"}, {"turn": "left out"}
    )
    target = tmp_path / "book.md"
    said = run(*JOB, "--script", str(script), "--playbook", str(target))
    assert "You (1)" in said
    assert "the rest is left out" in said
    assert "## Your rehearsal" in target.read_text(encoding="utf-8")
    assert "hi, can you do more?" in target.read_text(encoding="utf-8")
    with pytest.raises(UserError, match=r"ends in \.md"):
        run(*JOB, "--script", str(script), "--playbook", "book.txt")


def test_a_transcript_is_saved(in_memory: None, tmp_path: Path) -> None:
    """/save writes the talk so far, with its feedback."""
    target = tmp_path / "talk.md"
    run(*JOB, typed=f"{TURN['turn']}\n/save {target}\n/quit\n")
    assert TURN["turn"] in target.read_text(encoding="utf-8")


def test_turns_are_judged_without_guides(tmp_path: Path) -> None:
    """One prediction a line, with the words that show each label."""
    source, target = lines(tmp_path / "turns.jsonl", ITEM), tmp_path / "out.jsonl"
    run("--evaluate", str(source), "--out", str(target))
    (held,) = [json.loads(x) for x in target.read_text(encoding="utf-8").splitlines()]
    assert held["id"] == "a1"
    assert held["moves"]["asks"] == {"base": 94000}
    assert held["mistakes"] == []
    assert held["strengths"] == ["names_figure", "evidence"]
    assert held["words"]["evidence"] in ITEM["turn"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: no JSON"),
        ('["x"]', "line 1: expected an object"),
        ('{"id": 1, "turn": "x"}', "line 1: scenario: Field required"),
        ('{"scenario": {"band": {"base": [2, 1]}}, "turn": "x"}', "line 1: scenario: Value error, the base band"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str, message: str) -> None:
    """File, line and reason; nothing is written."""
    source = tmp_path / "turns.jsonl"
    source.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UserError, match=message):
        run("--evaluate", str(source), "--out", str(tmp_path / "out.jsonl"))
    assert not (tmp_path / "out.jsonl").exists()


def test_options_that_do_not_go_together(in_memory: None, tmp_path: Path) -> None:
    """Each is said with what to do instead."""
    source = lines(tmp_path / "turns.jsonl", ITEM)
    with pytest.raises(UserError, match="would overwrite"):
        run("--evaluate", str(source), "--out", str(source))
    with pytest.raises(UserError, match="--out is for"):
        run(*JOB, "--out", "x.jsonl")
    with pytest.raises(UserError, match="name it with --script"):
        run(*JOB, "--json")
    with pytest.raises(UserError, match="what you say"):
        run(*JOB, "--script", str(lines(tmp_path / "none.jsonl", {"x": 1})))
