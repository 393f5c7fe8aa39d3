"""The alias files that ship with the index (aliases/*.yaml), read once each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from index.shipped import shipped_yaml


@cache
def alias_file(name: str) -> Any:  # noqa: ANN401 - each file has a shape of its own
    """Return the content of aliases/`name`.yaml."""
    return shipped_yaml((files("index") / "aliases" / f"{name}.yaml").read_text(encoding="utf-8"))


def spellings() -> dict[str, list[str]]:
    """{place key: folded names in other languages} of aliases/spellings.txt, made by `python -m index.learn.places`."""
    file = files("index") / "aliases" / "spellings.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {key: names.split("|") for key, names in rows}
