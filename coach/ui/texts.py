"""texts.yaml -> what the page says, each text by its key; the place to put another language beside them."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from index.shipped import shipped_yaml


@cache
def _held() -> dict[str, str]:
    """Every text by "part.name"; a text that is no string is an error of whoever wrote it."""
    read = shipped_yaml((files("coach.ui") / "texts.yaml").read_text(encoding="utf-8"))
    out = {f"{part}.{name}": text for part, texts in read.items() for name, text in texts.items()}
    if wrong := [key for key, text in out.items() if not isinstance(text, str)]:
        raise TypeError(f"texts.yaml: {', '.join(wrong)} is no text")
    return out


def text(key: str, **fields: Any) -> str:  # noqa: ANN401 - whatever can be written
    """The text of a key with its fields filled in; KeyError where there is none, or a field is missing."""
    return _held()[key].format(**fields) if fields else _held()[key]


def escaped(key: str, **fields: Any) -> str:  # noqa: ANN401 - as above
    """The text for HTML, with its fields escaped too."""
    return escape(text(key, **fields))


def part(name: str) -> dict[str, str]:
    """All texts of a part by their names, for what the browser says by itself."""
    return {key.partition(".")[2]: said for key, said in _held().items() if key.startswith(f"{name}.")}
