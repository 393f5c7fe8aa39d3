"""The console script as a person runs it, in processes of their own or through typer's runner."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.cli import app
from index.audit import audit_guide
from index.declared import compare_front_matter
from index.parse import parse_guide, parse_text, read_guides
from index.skeleton import skeleton
from tests.shelf import CONTOSO, NORTHWIND

ROOT = Path(__file__).resolve().parents[2]
run = CliRunner()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two guides: one with front matter, one without."""
    for slug, text in (("northwind/data-engineer", NORTHWIND), ("contoso/data-engineer", CONTOSO)):
        path = tmp_path / f"{slug}.md"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_check_counts_and_exits_by_severity(folder: Path) -> None:
    """Warnings alone end with 0, with --strict with 1; JSON holds one finding a line."""
    assert run.invoke(app, ["guides", "check", str(folder)]).exit_code == 0
    assert run.invoke(app, ["guides", "check", str(folder), "--strict"]).exit_code == 1
    lines = run.invoke(app, ["guides", "check", str(folder), "--json"]).stdout.splitlines()
    assert {"severity", "file", "line", "rule", "message"} == set(json.loads(lines[0]))


def test_check_fails_on_an_error(folder: Path) -> None:
    """A range that starts above its end is an error, and the exit code says so."""
    path = folder / "contoso" / "data-engineer.md"
    path.write_text(CONTOSO.replace("$160K–$205K", "$305K–$205K"), encoding="utf-8")
    done = run.invoke(app, ["guides", "check", str(folder)])
    assert done.exit_code == 1
    assert "low-above-high" in done.stdout


def test_the_shipped_guides_are_clean() -> None:
    """Neither an error nor a warning stands in the guides we ship, on the day they were written."""
    today = date(2026, 11, 23)
    guides = [parse_guide(p, ROOT / "guides") for _, p in read_guides(ROOT / "guides")]
    found = [f for g in guides for f in audit_guide(g, today) if f.severity != "info"]
    assert not found
    assert len([g for g in guides if not g.is_playbook]) == 12
    assert len([g for g in guides if g.is_playbook]) == 43
    assert len({b.layout for g in guides for b in g.bands}) == 5


def test_new_writes_a_guide_that_reads_without_error(tmp_path: Path) -> None:
    """The skeleton has every section, reads without an error, and is never written over."""
    done = run.invoke(app, ["guides", "new", "Blue Yonder Ltd", "QA Engineer", "--into", str(tmp_path)])
    path = tmp_path / "blue-yonder-ltd" / "qa-engineer.md"
    assert done.exit_code == 0
    guide = parse_guide(path, tmp_path)
    assert not [f for f in audit_guide(guide, date.today()) if f.severity == "error"]
    assert {"dna", "pay", "levels", "premium", "levers", "strategy", "sources"} <= {s.kind for s in guide.sections} | {
        "premium"
    }
    before = path.read_bytes()
    assert run.invoke(app, ["guides", "new", "Blue Yonder Ltd", "QA Engineer", "--into", str(tmp_path)]).exit_code != 0
    assert path.read_bytes() == before


def test_a_skeletons_front_matter_is_valid() -> None:
    """Every key of the skeleton is one the format knows."""
    guide = parse_text(skeleton("Acme", "Data Engineer"), "acme/data-engineer", "x.md")
    assert not [f for f in guide.findings if f.rule in ("front-matter", "front-matter-type", "unknown-key")]


def test_migrate_adds_front_matter_once_and_keeps_every_byte(folder: Path) -> None:
    """The body is byte for byte the old file, what has front matter is left alone, and a second run changes nothing."""
    old = {p: p.read_bytes() for p in folder.glob("*/*.md")}
    first = run.invoke(app, ["guides", "migrate", str(folder)])
    assert "1 changed, 1 left" in first.stdout
    contoso = folder / "contoso" / "data-engineer.md"
    assert contoso.read_bytes().endswith(old[contoso])
    assert not list(compare_front_matter(parse_guide(contoso, folder)))
    after = {p: p.read_bytes() for p in folder.glob("*/*.md")}
    assert "0 changed, 2 left" in run.invoke(app, ["guides", "migrate", str(folder)]).stdout
    assert after == {p: p.read_bytes() for p in folder.glob("*/*.md")}


def test_bands_prints_one_json_row_per_pay_row(folder: Path) -> None:
    """`guides bands --jsonl` prints what was read, one object a row."""
    rows = [json.loads(x) for x in run.invoke(app, ["guides", "bands", str(folder), "--jsonl"]).stdout.splitlines()]
    assert len(rows) == 5
    assert rows[0]["company"] == "contoso"
    assert (rows[0]["base_low"], rows[0]["base_high"], rows[0]["currency"]) == (160_000, 205_000, "USD")


def test_stale_and_list_name_every_guide(folder: Path) -> None:
    """Undated guides come last in `stale`; `list` shows places and currencies."""
    _, *stale = run.invoke(app, ["guides", "stale", str(folder)]).stdout.splitlines()
    assert "northwind" in stale[0]
    assert "no date" in stale[1]
    assert "GBP" in run.invoke(app, ["guides", "list", str(folder)]).stdout


@pytest.mark.parametrize(
    ("wanted", "threads"), [({}, "1"), ({"OMP_NUM_THREADS": "2"}, "2"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")]
)
def test_small_sums_are_not_shared_by_threads_that_wait(wanted: dict[str, str], threads: str) -> None:
    """One thread, unless whoever starts it says how many."""
    told = "import coach.cli, sys; sys.argv = ['coach', '--version']\ntry: coach.cli.main()\nexcept SystemExit: pass\n"
    told += "import os; print(os.environ.get('OPENBLAS_NUM_THREADS') or os.environ['OMP_NUM_THREADS'])"
    env = {k: v for k, v in os.environ.items() if not k.endswith("_NUM_THREADS")} | wanted
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True, env=env)
    assert done.stdout.split()[-1] == threads


def test_a_path_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    """A wrong path is an error for the user, named."""
    done = run.invoke(app, ["guides", "check", str(tmp_path / "nowhere")])
    assert done.exit_code != 0
    assert "nowhere" in str(done.exception)


def test_ask_batch_answers_each_line_and_names_the_bad_ones(folder: Path, tmp_path: Path, tiny_store: Path) -> None:
    """Good lines are answered, a bad line is said with its number, JSON holds the contract's keys."""
    batch, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    good = {
        "id": "a",
        "question": "and in london?",
        "history": [{"role": "user", "content": "northwind data engineer chicago base"}],
    }
    batch.write_text(json.dumps(good) + "\nnot json\n", encoding="utf-8")
    done = run.invoke(
        app, ["ask", "--batch", str(batch), "--out", str(out), "--store", str(tiny_store), "--guides", str(folder)]
    )
    assert done.exit_code != 0
    assert "1 of 2 lines" in str(done.exception)
    reply = json.loads(out.read_text(encoding="utf-8"))
    assert reply["id"] == "a"
    assert "£95K–£120K" in reply["text"]
    wanted = {
        "text",
        "intent",
        "engine",
        "entities",
        "citations",
        "figures",
        "caveats",
        "abstained",
        "clarify",
        "timings_ms",
    }
    assert wanted <= set(reply)


def test_a_damaged_index_is_named_and_built_again(shelf: Path, tiny_store: Path) -> None:
    """`coach index check` says what is wrong and ends with 1; a build makes it anew and says so."""
    at = ["--store", str(tiny_store)]
    assert run.invoke(app, ["index", "build", str(shelf), *at]).exit_code == 0
    done = run.invoke(app, ["index", "check", *at])
    assert (done.exit_code, "is whole" in done.stdout) == (0, True)
    (tiny_store / "versions" / "000001" / "catalog.sqlite").write_bytes(b"")
    done = run.invoke(app, ["index", "check", *at])
    assert done.exit_code == 1
    assert done.stdout.startswith("versions/000001/catalog.sqlite has 0 bytes instead of")
    done = run.invoke(app, ["index", "build", str(shelf), *at])
    assert done.exit_code == 0
    assert "catalog.sqlite has 0 bytes" in done.stderr
    assert "made anew" in done.stderr
    assert run.invoke(app, ["index", "check", *at]).exit_code == 0


def test_a_check_of_no_index_says_how_to_get_one(tmp_path: Path) -> None:
    """Neither an empty folder nor a file is an index."""
    (tmp_path / "file").write_text("")
    for at, said in ((tmp_path, "coach index build"), (tmp_path / "file", "is a file, not a folder")):
        done = run.invoke(app, ["index", "check", "--store", str(at)])
        assert said in str(done.exception)
