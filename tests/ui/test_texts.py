"""Every text of the pages stands in one file: none in the code, none of them unused, none asked for in vain."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import coach.ui
from coach.ui.texts import escaped, text

FOLDER = Path(coach.ui.__file__).parent
TREES = {path.name: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.py"))}
READ = yaml.safe_load((FOLDER / "texts.yaml").read_text(encoding="utf-8"))
KEYS = {f"{part}.{name}" for part, texts in READ.items() for name in texts}
# What is no text of the page: Gradio's own names for a thumb, a setting's name for whoever serves, an example in a job.
NONE = {"Like", "Dislike"}
SHOWN = ("label", "placeholder", "submit_btn", "stop_btn", "title", "info")
_TAG = re.compile(r"<[^<>]*>?")
_NAMED = re.compile(r'(?:aria-label|placeholder|title|alt|data-sure)="([^"]*)"')
_WORD = re.compile(r"[A-Za-z]{3,}")


def strings(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Each string of a piece of code with its line, docstrings left out; what an f-string fills in is "…"."""
    if isinstance(node, ast.JoinedStr):
        said = "".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values)
        yield node.lineno, said
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                yield from strings(value.value)
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield from strings(child)


def in_html(said: str) -> str:
    """The words of HTML that somebody sees or hears."""
    if said.startswith("^") or not re.search(r"</?[a-z]", said) or "<script" in said or "<style" in said:
        return ""
    said = re.sub(r"\{[a-z]+\}", "…", said)
    named = " ".join(_NAMED.findall(said))
    return f"{named} {_TAG.sub(' ', said)}" if "<svg" not in said and "<path" not in said else named


@pytest.mark.parametrize("name", TREES)
def test_no_words_stand_in_the_code(name: str) -> None:
    """Neither in its HTML, nor in the labels of its fields, nor in its notices."""
    found = [(line, words) for line, said in strings(TREES[name]) if _WORD.search(words := in_html(said))]
    for call in (n for n in ast.walk(TREES[name]) if isinstance(n, ast.Call)):
        function = ast.unparse(call.func)
        args = [k.value for k in call.keywords if k.arg in SHOWN] if function.startswith("gr.") else []
        if function in ("gr.Info", "gr.Warning", "gr.Error", "gr.Button", "gr.Accordion", "gr.Tab"):
            args += call.args
        for arg in args:
            found += [(a.lineno, a.value) for a in [arg] if isinstance(a, ast.Constant) and _WORD.search(str(a.value))]
            found += [(a.lineno, ast.unparse(a)) for a in [arg] if isinstance(a, ast.JoinedStr)]
    assert not [(line, words) for line, words in found if words and words not in NONE]


def asked() -> Iterator[str]:
    """The keys that the code asks for, as patterns: what it fills in may be any name."""
    for tree in TREES.values():
        for line_said in strings(tree):
            said = line_said[1]
            if re.fullmatch(r"[a-z]+\.[a-z_…]+|…\.[a-z_]+", said):
                yield re.escape(said).replace("…", "[a-z_]+")


def test_every_text_is_used_and_none_is_asked_for_in_vain() -> None:
    """A key that the code names has its text; a text has a place where it is shown."""
    patterns = set(asked())
    unused = {k for k in KEYS if not k.startswith("script.") and not any(re.fullmatch(p, k) for p in patterns)}
    assert not {k for k in unused if not k.endswith("_name")}
    parts = set(READ)
    exact = {
        p.replace("\\", "")
        for p in patterns
        if "[" not in p and not p.endswith((".css", ".js")) and p.split("\\")[0] in parts
    }
    assert not exact - KEYS


def test_a_text_is_filled_in_and_escaped() -> None:
    """What a person wrote is words there and never markup."""
    assert text("doors.many", count=3) == "I know what 3 companies pay"
    assert escaped("history.delete_name", name="<b>") == "Delete &lt;b&gt;"
    with pytest.raises(KeyError):
        text("doors.many", number=3)
