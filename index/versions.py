"""The folders of a store: numbered versions, and the pointer to the one that answers.

STORE/current                   which version answers, with what vectors, and what its files were (sealed JSON, replaced
atomically)
STORE/versions/<n>/             catalog.sqlite, keywords/, chroma/; never written to once it answers
STORE/versions/<n>/manifest.json  the same as `current` said of it, for a store that has lost its pointer
STORE/versions/<n>.building/    a build at work, or what a killed one left
STORE/models/<identity>/        what serving needs of the embedding model
STORE/vectors.sqlite            vectors by content, kept across builds
STORE/build.lock                held by the build at work
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path

from index.errors import Damaged, NoIndex, UserError
from index.manifest import Mark, marks_from, marks_of, read_sealed, sync, write_sealed

# What has no part in turning a file into rows. A name that is missing here costs a reading, no more.
_OUTSIDE_RECIPE = frozenset(
    "build.py check.py embed manifest.py names offline.py reader.py settings.py store.py vectors.py versions.py"
    " aliases/companies.yaml aliases/roles.yaml".split()
)


@dataclass(frozen=True, slots=True)
class Version:
    """What the pointer says. `vectors` is False while they fill in; `server` is "" where they lie in the folder.

    `recipe` is the code that read the guides: another recipe reads them all again. `built` is ISO 8601, UTC.
    `files` are the catalogue's and the keywords' marks by their path in the version's folder, `chroma` the vectors'.
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
    files: dict[str, Mark] = field(default_factory=dict)
    chroma: str = ""


def read_current(store: Path) -> Version:
    """Return the version that answers; NoIndex where nothing was built yet, Damaged where the pointer is."""
    try:
        return _read(store / "current")
    except FileNotFoundError as error:
        raise NoIndex(f"There is no index in {store} yet: run `coach index build`.") from error
    except Damaged as error:
        if store.is_file():
            raise UserError(f"{store} is a file, not a folder: name another with --store or COACH_STORE.") from error
        raise Damaged(f"{error}: run `coach index build`.") from error


def find_current(store: Path) -> Version:
    """Return the version that answers; where the pointer is lost, the newest that has a manifest."""
    try:
        return read_current(store)
    except (NoIndex, Damaged):
        newest = newest_of(store)
        if newest is None:
            raise
        return newest


def newest_of(store: Path) -> Version | None:
    """Return the newest version that has a manifest, whatever the pointer says."""
    for file in sorted((store / "versions").glob("*/manifest.json"), reverse=True):
        try:
            return _read(file)
        except (FileNotFoundError, Damaged):
            continue
    return None


def manifest_of(store: Path, version: Version) -> Path:
    """Return the file beside a version's files that says what they were."""
    return folder_of(store, version.number) / "manifest.json"


def is_manifest(store: Path, version: Version) -> bool:
    """Whether the manifest of `version` says what the pointer does."""
    try:
        return _read(manifest_of(store, version)) == version
    except (FileNotFoundError, Damaged):
        return False


def publish(store: Path, version: Version) -> Version:
    """Make `version` the one that answers, and return it with the marks of its files.

    What it needs is on the disk before the pointer moves. `chroma` is marked by who knows it (index.store).
    """
    folder, manifest = folder_of(store, version.number), manifest_of(store, version)
    files = [p for p in folder.rglob("*") if p.is_file()]
    for path in files:
        sync(path)
    if not version.files:
        own = (p for p in files if p != manifest and p.relative_to(folder).parts[0] != "chroma")
        version = replace(version, files=marks_of(folder, own))
    for file in (manifest, store / "current"):
        write_sealed(file, asdict(version))
    return version


def _read(file: Path) -> Version:
    told = read_sealed(file)
    return Version(**{**told, "files": marks_from(told["files"])})


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
