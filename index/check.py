"""A store -> what in it is not as a build wrote it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index import versions
from index.embed import model_damage
from index.errors import Damaged, NoIndex
from index.manifest import GONE, OTHER, Mark, damage_of
from index.store import digest_of
from index.vectors import is_whole
from index.versions import Version, folder_of, is_manifest, manifest_of

Part = Literal["pointer", "catalogue", "keywords", "vectors", "model", "cache"]
PARTS: tuple[Part, ...] = ("pointer", "catalogue", "keywords", "vectors", "model")  # of a version
CACHE = "vectors.sqlite"
POINTER = "current"


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong: the part of the store that it belongs to, the file (below the store), and what it is."""

    part: Part
    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file} {self.what}"


def check(store: Path) -> tuple[Damage, ...]:
    """Say everything that is wrong with a store, by reading all of it; nothing where nothing was ever built."""
    version, found = _pointed(store)
    if version:
        found = (*found, *version_damage(store, version))
    if not is_whole(store / CACHE):
        found = (*found, Damage("cache", CACHE, OTHER))
    return found


def pointer_damage(store: Path) -> tuple[Damage, ...]:
    """Say what is wrong with the file that names the version which answers."""
    return _pointed(store)[1]


def _pointed(store: Path) -> tuple[Version | None, tuple[Damage, ...]]:
    try:
        return versions.read_current(store), ()
    except NoIndex:
        newest = versions.newest_of(store)
        return newest, (Damage("pointer", POINTER, GONE),) if newest else ()
    except Damaged:
        return versions.newest_of(store), (Damage("pointer", POINTER, OTHER),)


def version_damage(
    store: Path, version: Version, parts: Sequence[Part] = PARTS, *, remember: bool = False
) -> tuple[Damage, ...]:
    """Say what is wrong with these parts of a version; with `remember`, what was not touched is not read again."""
    folder, model = folder_of(store, version.number), Path("models") / version.model
    found: list[tuple[Part, Path, str]] = []
    if "pointer" in parts and not is_manifest(store, version):
        manifest = manifest_of(store, version)
        found.append(("pointer", manifest, OTHER if manifest.is_file() else GONE))
    for name, what in damage_of(folder, _marks(version, parts), remember=remember).items():
        found.append((_part(name), folder / name, what))
    if version.vectors and "vectors" in parts and not version.server:
        what = _chroma_damage(folder / "chroma", version, remember)
        found.extend([("vectors", folder / "chroma", what)] if what else [])
    if version.vectors and "model" in parts:
        wrong = model_damage(store, version.model, remember=remember)
        found.extend(("model", store / model / name, what) for name, what in wrong.items())
    return tuple(Damage(part, str(file.relative_to(store)), what) for part, file, what in found)


def _marks(version: Version, parts: Sequence[Part]) -> dict[str, Mark]:
    return {name: mark for name, mark in version.files.items() if _part(name) in parts}


def _part(name: str) -> Part:
    return "keywords" if name.startswith("keywords/") else "catalogue"


def _chroma_damage(chroma: Path, version: Version, remember: bool) -> str:
    try:
        return "" if digest_of(chroma, remember=remember) == version.chroma else OTHER
    except (OSError, sqlite3.DatabaseError):
        return OTHER if chroma.is_dir() else GONE
