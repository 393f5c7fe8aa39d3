"""coach guides: what is read, how it is named, and what `new` writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from coach.cli import app
from index.errors import UserError
from index.front import FrontMatter, PayEntry
from index.parse import parse_text
from index.skeleton import skeleton, slug_of
from tests.shelf import CONTOSO

run = CliRunner()


def guides(*words: object) -> Result:
    return run.invoke(app, ["guides", *map(str, words)], env={"COLUMNS": "400"})


def found(*words: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in guides("check", *words, "--json").stdout.splitlines()]


def test_a_folder_its_company_and_its_file_are_read_alike(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A guide has the same findings however it is named, from inside its folder too."""
    whole = [(f["rule"], f["line"]) for f in found(shelf) if "northwind" in str(f["file"])]
    assert whole
    assert [(f["rule"], f["line"]) for f in found(shelf / "northwind")] == whole
    monkeypatch.chdir(shelf / "northwind")
    assert [(f["rule"], f["line"]) for f in found("data-engineer.md")] == whole
    assert [(f["rule"], f["line"]) for f in found(".")] == whole


def test_a_guide_named_twice_is_read_once(shelf: Path) -> None:
    """Paths that overlap make no duplicates."""
    once = guides("check", shelf)
    twice = guides("check", shelf, shelf / "contoso", shelf / "contoso" / "data-engineer.md")
    assert "7 guides in" in twice.stdout
    assert once.stdout.splitlines()[:-1] == twice.stdout.splitlines()[:-1]


def test_folders_are_audited_apart(shelf: Path, tmp_path: Path) -> None:
    """The same job in two folders is no duplicate, and each finding names its own file."""
    other = tmp_path / "other" / "contoso" / "data-engineer.md"
    other.parent.mkdir(parents=True)
    other.write_text(CONTOSO, encoding="utf-8")
    held = found(shelf, tmp_path / "other")
    assert "duplicate" not in {f["rule"] for f in held}
    assert {str(other), str(shelf / "contoso" / "data-engineer.md")} <= {f["file"] for f in held}


def test_findings_stand_under_their_file_named_once(shelf: Path) -> None:
    """The table has one heading a file, a path that an editor can open, and ends with the counts."""
    (shelf / "acme-games" / "again.md").write_bytes((shelf / "northwind" / "data-engineer.md").read_bytes())
    (shelf / "zeta").mkdir()
    (shelf / "zeta" / "data-engineer.md").write_text(CONTOSO, encoding="utf-8")
    lines = guides("check", shelf, "--all").stdout.splitlines()
    heads = [line for line in lines[:-1] if not line.startswith(" ")]
    assert len(heads) == len(set(heads))
    assert all(Path(head).exists() for head in heads)
    assert lines[-1].startswith("9 guides in ")
    assert any(line.rstrip().endswith("duplicate") for line in lines)


def test_a_pipe_gets_lines_whole_and_a_terminal_folds_them(shelf: Path) -> None:
    """Without a width a finding is one line; in 60 columns none is longer."""
    piped = run.invoke(app, ["guides", "check", str(shelf)]).stdout.splitlines()
    assert any(line.strip().endswith("claims-offer") and "holds only for someone" in line for line in piped)
    narrow = run.invoke(app, ["guides", "list", str(shelf)], env={"COLUMNS": "60"}).stdout.splitlines()
    assert max(map(len, narrow)) <= 60


def test_files_out_of_place_are_said(shelf: Path) -> None:
    """A guide that lies beside the companies' folders is not passed over in silence."""
    (shelf / "loose.md").write_text(CONTOSO, encoding="utf-8")
    assert "loose.md" in guides("check", shelf).stderr


def test_a_bad_guide_does_not_stop_the_rest(shelf: Path) -> None:
    """Binary data, an empty file and a link to nowhere are errors in their places; the other guides are read."""
    (shelf / "contoso" / "binary.md").write_bytes(b"# x\n\0\xff")
    (shelf / "contoso" / "empty.md").write_bytes(b"")
    (shelf / "contoso" / "gone.md").symlink_to(shelf / "nowhere.md")
    done = guides("check", shelf)
    assert done.exit_code == 1
    assert "10 guides in" in done.stdout
    assert "3 errors" in done.stdout


def test_bands_shows_figures_as_the_coach_writes_them(shelf: Path) -> None:
    """The readable form has the line, both kinds of bonus, and the guide's own currency."""
    shown = guides("bands", shelf / "northwind").stdout
    assert "$15K–$25K, 10–13%" in shown
    assert "£95K–£120K" in shown


def test_stale_puts_the_oldest_first(shelf: Path) -> None:
    """Order is by day, the undated come last and are called so; an overdue review is marked."""
    path = shelf / "northwind" / "data-engineer.md"
    text = path.read_text(encoding="utf-8").replace("2026-10-01", "2020-01-02").replace("2026-11-01", "2020-04-02")
    path.write_text(text, encoding="utf-8")
    _, first, *_, last = guides("stale", shelf).stdout.splitlines()
    assert "northwind/data-engineer" in first
    assert "2020-04-02 overdue" in first
    assert "no date" in last


def test_the_skeleton_names_every_key_and_states_nothing() -> None:
    """All keys of the format are there; none but the names holds a value."""
    text = skeleton("Acme", "Data Engineer")
    declared = yaml.safe_load(text.split("---\n")[1])
    general = {"title", "topic", "keywords"}  # of documents of general craft
    assert set(declared) == set(FrontMatter.model_fields) - general
    named = {"company", "company_display", "role", "role_display"}
    assert not {key: value for key, value in declared.items() if value and key not in named}
    core = {k for k in PayEntry.model_fields if k.split("_")[-1] not in ("second", "currency", "unit", "annual")}
    assert not {k for k in core - {"bonus_pct", "stock_period", "stock_annual_low", "stock_annual_high", "other"} if f"{k}:" not in text}  # fmt: skip


@given(
    company=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
    role=st.text(st.sampled_from("ab \"':#|[]{}&*!%@`\\/-,?>\n"), min_size=1, max_size=20),
)
@settings(suppress_health_check=[HealthCheck.filter_too_much])
def test_any_names_make_a_skeleton_that_reads(company: str, role: str) -> None:
    """Quotes, colons and pipes in a name break neither the front matter nor the check."""
    if not slug_of(company) or not slug_of(role):
        return
    guide = parse_text(skeleton(company, role), f"{slug_of(company)}/{slug_of(role)}", "x.md")
    assert not [f for f in guide.findings if f.severity == "error"]
    assert guide.front is not None
    assert guide.front.company_display == " ".join(company.split())
    assert (guide.front.company, guide.front.role) == (guide.company, guide.role)


@pytest.mark.parametrize("names", [("???", "Engineer"), ("Acme", " ")])
def test_new_needs_names(tmp_path: Path, names: tuple[str, str]) -> None:
    """A name that leaves nothing for a file's name is refused, and nothing is written."""
    done = guides("new", *names, "--into", tmp_path)
    assert isinstance(done.exception, UserError)
    assert not list(tmp_path.iterdir())


def test_new_stays_below_its_folder(tmp_path: Path) -> None:
    """Dots and slashes in a name lead nowhere."""
    assert guides("new", "../../Acme", "../x/y", "--into", tmp_path / "g").exit_code == 0
    assert [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.md")] == ["g/acme/x-y.md"]


def test_new_says_what_cannot_be_written(tmp_path: Path) -> None:
    """A file where a folder should be is the user's to mend, not a crash."""
    (tmp_path / "file").touch()
    assert isinstance(guides("new", "Acme", "Engineer", "--into", tmp_path / "file").exception, UserError)


def test_parts_shows_what_was_read_of_the_prose(shelf: Path) -> None:
    """Premiums, equivalents and each sentence of a lever stand in the list, with the line and what they were read as."""
    lines = guides("parts", shelf / "northwind", "--jsonl").stdout.splitlines()
    parts = [json.loads(line) for line in lines]
    assert {p["guide"] for p in parts} == {"northwind/data-engineer"}
    held = {(p["kind"], p["of"]): p for p in parts}
    assert held["premium", "Cold-chain telemetry"]["words"] == "$12K–$20K"
    assert held["level", "N3 Data Engineer"]["words"] == "Google: L4 = Contoso: C2"
    assert held["lever: offer", "Other bidders lever"]["words"].startswith("I have a competing offer")
    assert held["lever: ask", "Other bidders lever"]["words"].endswith("over four years.")
    text = (shelf / "northwind" / "data-engineer.md").read_text(encoding="utf-8").splitlines()
    assert "N3 Data Engineer" in text[held["level", "N3 Data Engineer"]["line"] - 1]
    assert "read as" in guides("parts", shelf / "northwind").stdout
