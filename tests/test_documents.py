"""What README.md and docs/ say of the project is so: links, commands, settings, functions, the example."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer
import yaml

from coach.cli import app
from coach.dialogue.turn import Turn
from coach.programs.tools import Tools
from coach.server.settings import ServerSettings
from coach.turn import Coach
from coach.understanding.situation import Situation
from index.build import build
from index.reader import open_index
from index.settings import Backend, Settings
from tests.index.conftest import lend, made, tiny_model
from tests.shelf import Shelf

__all__ = ["made", "tiny_model"]

ROOT = Path(__file__).parents[1]
PAGES = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))
REFERENCE = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
# Read from the environment alone, by the command line and the writer.
ELSEWHERE = {
    "COACH_MODEL",
    "COACH_MODEL_REDACT",
    "COACH_MODEL_PRICE",
    "COACH_MODEL_SECONDS",
    "COACH_MODEL_USE",
    "COACH_RATES",
    "COACH_CONFIG",
}


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", h.casefold()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_each_link_leads_somewhere(page: Path) -> None:
    """To a file that is there, and to a heading that is in it."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name) if name else page
        assert file.exists(), target
        assert not anchor or anchor in _anchors(file), target


def test_the_first_page_is_short() -> None:
    """Somebody new reads it in three minutes; what is longer has a page of its own."""
    assert len(README.split()) < 900


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_each_file_and_module_that_is_named_exists(page: Path) -> None:
    """Paths in code marks, and `python -m` modules. A change log tells of what was."""
    if page.name == "CHANGELOG.md":
        return
    text = page.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:coach|index|tests|docs|benchmarks|guides)/[\w./-]*)`", text):
        assert "NAME" in path or (ROOT / path).exists() or (ROOT / f"{path}.py").exists(), path
    for module in re.findall(r"python -m ((?:coach|index|tests|benchmarks)[\w.]*\w)", text):
        assert module.endswith("NAME") or find_spec(module), module
    for target in re.findall(r"`make (\w+)", text):
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M), target


def _commands() -> dict[str, set[str]]:
    """Each command of the console script with its own options."""
    found: dict[str, set[str]] = {}
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        for below, c in (getattr(command, "commands", None) or {"": command}).items():
            found[f"{name} {below}".strip()] = {o for p in c.params for o in p.opts if o.startswith("-")}
    return found


def test_each_command_and_option_is_told() -> None:
    """All there are, and none that is not; --store and --guides are told once for all."""
    told = {
        m[1]: set(re.findall(r"`(--?[a-z-]+)`", m[2]))
        for m in re.finditer(r"^\| `coach ((?:[a-z]+ ?)+)[^`]*` \|.*\|([^|]*)\|$", REFERENCE, re.M)
    }
    told = {name.strip(): options for name, options in told.items()}
    held = {name: options - {"--store", "--help"} for name, options in _commands().items()}
    assert told.keys() == held.keys()
    for name, options in held.items():
        assert told[name] | {"--guides"} == options | {"--guides"}, name


def test_each_setting_is_told_with_its_default() -> None:
    """Every field of the two kinds of settings, and nothing else."""
    rows = {m[1]: m[2].strip(" `") for m in re.finditer(r"^\| `(COACH_\w+)` \|([^|]*)\|", REFERENCE, re.M)}
    fields = {f"COACH_{n.upper()}": f.default for s in (Settings, ServerSettings) for n, f in s.model_fields.items()}
    assert rows.keys() == fields.keys() | (ELSEWHERE - {"COACH_CONFIG"})
    assert set(re.findall(r"\bCOACH_[A-Z_]+\b", REFERENCE)) <= rows.keys() | ELSEWHERE
    for name, default in fields.items():
        if isinstance(default, str | int) and default != "":
            assert rows[name] == str(default).casefold(), name


def test_each_function_is_told_as_it_is() -> None:
    """The same seven, with their parameters in order."""
    told = {m[1]: re.findall(r"`(\w+)`", m[2]) for m in re.finditer(r"^\| `/(\w+)` \|(.*)\|$", REFERENCE, re.M)}
    functions = Tools(Coach(Shelf(), lambda: date(2026, 11, 23))).all()
    held = {f.__name__: [n for n in f.__annotations__ if n != "return"] for f in functions}
    assert {name: parameters for name, parameters in told.items() if name in held} == held


def test_the_situation_that_is_shown_is_one() -> None:
    """Whoever copies it has begun."""
    shown = re.search(r"```yaml\n(.*?)```", REFERENCE, re.S)
    assert shown
    raw = yaml.safe_load(shown[1])
    held = Situation.model_validate(raw)
    assert all(getattr(held, key) for key in raw)
    others = re.search(r"^Its other keys: (.*)\.$", REFERENCE, re.M)
    assert others
    assert {*raw, *re.findall(r"`(\w+)`", others[1])} == set(Situation.model_fields)


def test_each_field_of_a_reply_is_told() -> None:
    """Of the reply, and of a figure."""
    section = REFERENCE.split("### A reply", 1)[1].split("## MCP", 1)[0]
    rows = [
        tuple(map(str.strip, line.strip("|").split("|"))) for line in section.splitlines() if line.startswith("| `")
    ]
    told = {name for first, _ in rows for name in re.findall(r"`(\w+)`", first)}
    coach = Coach(Shelf(), lambda: date(2026, 11, 23))
    reply = coach.reply(Turn("What base does Northwind pay a data engineer in Chicago?")).to_json()
    assert told == reply.keys()
    for field in ("figures", "citations"):
        words = next(second for first, second in rows if f"`{field}`" in first)
        assert set(re.findall(r"`(\w+)`", words)) == reply[field][0].keys()


def test_each_figure_that_was_measured_has_a_command() -> None:
    """A row with a figure names what makes it, in itself or in the words above its table."""
    above = ""
    for part in re.split(r"\n\n", (ROOT / "docs/measured.md").read_text(encoding="utf-8")):
        if part.startswith("## What does not hold"):
            break
        if part.startswith("|"):
            rows = [r for r in part.splitlines()[2:] if re.search(r"\d", r)]
            own = all(re.search(r"`(?:python|time) |the same", r) for r in rows)
            assert own or "`python -m" in above, part
            assert re.search(r"\b[0-9a-f]{7}\b", part + above), part
        else:
            above = part if not part.startswith("#") else above


def test_the_example_is_what_the_coach_says(tmp_path: Path, tiny_model: Path, made: Callable[[Backend], Path]) -> None:
    """Word for word, with its sources; what is said of a guide's age changes with the day."""
    shown = re.search(r'\$ coach ask "([^"]+)"\n(.*?)```', README, re.S)
    assert shown
    store, guides = tmp_path / "store", tmp_path / "guides"
    shutil.copytree(ROOT / "guides/ally-financial", guides / "ally-financial")
    lend(made("static"), "static", store)
    settings = Settings(store=store, guides=guides, embedding_model=str(tiny_model), embedding_backend="static")
    build(settings)
    reply = Coach(open_index(settings)).reply(Turn(shown[1]))
    text, sources = re.split(r"\n(?=\[1\])", shown[2], maxsplit=1)
    assert " ".join(text.split()) == " ".join(reply.text.split())
    for citation, line in zip(reply.citations, sources.splitlines(), strict=False):
        first, last = citation.lines
        where = f"line {first}" if first == last else f"lines {first}–{last}"
        assert line.strip() == f"[{citation.number}] {citation.guide} · {citation.heading} · {where}"
