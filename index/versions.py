"""The folders of a store: numbered versions, and the pointer to the one that answers.

STORE/current                   which version answers, and with what vectors (JSON, replaced atomically)
STORE/versions/<n>/             catalog.sqlite, keywords/, chroma/; never written to once it answers
STORE/versions/<n>.building/    a build at work, or what a killed one left
STORE/models/<identity>/        what serving needs of the embedding model
STORE/vectors.sqlite            vectors by content, kept across builds
STORE/build.lock                held by the build at work
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from index.errors import NoIndex, UserError

# What has no part in turning a file into rows. A name that is missing here costs a reading, no more.
_OUTSIDE_RECIPE = frozenset(
    "build.py embed names offline.py reader.py settings.py store.py vectors.py versions.py"
    " aliases/companies.yaml aliases/roles.yaml".split()
)


@dataclass(frozen=True, slots=True)
class Version:
    """What the pointer says. `vectors` is False while they fill in; `server` is "" where they lie in the folder.

    `recipe` is the code that read the guides: another recipe reads them all again. `built` is ISO 8601, UTC.
    """

    number: int
    recipe: str
    model: str
    vectors: bool
    server: str
    guides: int
    unreadable: int
    chunks: int
    source: str
    built: str


def read_current(store: Path) -> Version:
    """Return the version that answers; NoIndex where nothing was built yet."""
    try:
        return Version(**json.loads((store / "current").read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise NoIndex(f"There is no index in {store} yet: run `coach index build`.") from error
    except (ValueError, TypeError) as error:
        raise UserError(
            f"{store / 'current'} cannot be read ({error}); delete that file and build the index again."
        ) from error


def publish(store: Path, version: Version) -> None:
    """Make `version` the one that answers. What it needs is on the disk before the pointer moves."""
    folder = folder_of(store, version.number)
    for path in folder.rglob("*"):
        if path.is_file():
            _sync(path)
    text = json.dumps(asdict(version), indent=1)
    fresh = store / "current.new"
    fresh.write_text(text, encoding="utf-8")
    _sync(fresh)
    fresh.replace(store / "current")


def folder_of(store: Path, number: int) -> Path:
    """Return the folder of a version."""
    return store / "versions" / f"{number:06d}"


def sweep(store: Path, current: int) -> None:
    """Remove what killed builds left, and all versions but the current one and the one before it.

    The one before stays for a reader that has not looked at the pointer since; files that a reader
    holds open survive even that on POSIX.
    """
    folders = sorted(p for p in (store / "versions").glob("*") if p.is_dir())
    older = [p for p in folders if p.name.isdigit() and int(p.name) < current]
    keep = {folder_of(store, current), *older[-1:]}
    for folder in folders:
        if folder not in keep:
            shutil.rmtree(folder, ignore_errors=True)
    for left in folder_of(store, current).glob("chroma.building"):
        shutil.rmtree(left, ignore_errors=True)


@cache
def recipe() -> str:
    """Hash the code and tables that turn files into rows: when they change, everything is read again."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted(p for p in here.rglob("*") if p.suffix in (".py", ".yaml")):
        name = path.relative_to(here)
        if name.parts[0] in _OUTSIDE_RECIPE or str(name) in _OUTSIDE_RECIPE:
            continue
        digest.update(str(name).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
