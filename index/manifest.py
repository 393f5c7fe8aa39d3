"""Files -> marks (size and hash) in a sealed JSON file -> what is wrong with these files later."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.errors import Damaged

_SEAL = "sha256"
GONE = "is gone"
OTHER = "is not as it was written"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file was when it was written; `size` is in bytes."""

    size: int
    sha256: str


def marks_of(root: Path, files: Iterable[Path]) -> dict[str, Mark]:
    """Mark files by their path below `root`."""
    return {str(f.relative_to(root)): Mark(f.stat().st_size, hash_of(f)) for f in sorted(files)}


def marks_from(told: Mapping[str, Mapping[str, Any]]) -> dict[str, Mark]:
    """Read marks from the JSON that `asdict` made of them."""
    return {name: Mark(**mark) for name, mark in told.items()}


def hash_of(file: Path) -> str:
    """Hash a file, read now."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def remembered(make: Callable[[Path], str], file: Path) -> str:
    """What `make` says of a file, asked again only where its size, time or inode is another: for frequent looks."""
    stat = file.stat()
    return _remembered(make, file, stat.st_size, stat.st_mtime_ns, stat.st_ino)


@lru_cache(1024)
def _remembered(make: Callable[[Path], str], file: Path, *state: int) -> str:
    return make(file)


def damage_of(root: Path, marks: Mapping[str, Mark], *, remember: bool = False) -> dict[str, str]:
    """{name: what is wrong with it} of the marked files that are not as they were written."""
    looked = {name: _damage(root / name, mark, remember) for name, mark in marks.items()}
    return {name: what for name, what in looked.items() if what}


def _damage(file: Path, mark: Mark, remember: bool) -> str:
    try:
        size = file.stat().st_size
        found = "" if size != mark.size else remembered(hash_of, file) if remember else hash_of(file)
    except FileNotFoundError:
        return GONE
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    if size != mark.size:
        return f"has {size:,} bytes instead of {mark.size:,}"
    return "" if found == mark.sha256 else OTHER


def write_sealed(file: Path, told: Mapping[str, Any]) -> None:
    """Write JSON with its own hash in it, beside the old file, and put it in its place once it is on the disk."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.write_text(json.dumps({**told, _SEAL: _seal(told)}, indent=1), encoding="utf-8")
    sync(fresh)
    fresh.replace(file)


def read_sealed(file: Path) -> dict[str, Any]:
    """Read what `write_sealed` wrote; Damaged where it is anything else, FileNotFoundError where it is not there."""
    try:
        told = dict(json.loads(file.read_text(encoding="utf-8")))
        whole = told.pop(_SEAL, "") == _seal(told)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Damaged(f"{file} cannot be read ({error.strerror})") from error
    except (ValueError, TypeError) as error:  # no UTF-8, no JSON, no object
        raise Damaged(f"{file} {OTHER}") from error
    if not whole:
        raise Damaged(f"{file} {OTHER}")
    return told


def sync(file: Path) -> None:
    """Wait until a file is on the disk."""
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _seal(told: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
