"""What all tests share: no network beyond this machine, the reference corpus if it is there, steady Hypothesis, and indexes of what a test wrote alone."""

from __future__ import annotations

import gc
import hashlib
import ipaddress
import os
import pickle
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from index.guide import Guide

# The shared material stands beside the checkout; a clone elsewhere does without it.
SHARED = Path(__file__).resolve().parents[2] / "shared"

# One thread a worker: the matrices are small, and workers that each take every core wait for one another.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# A folder's index holds its own documents and no general craft beside them, here and in programs that tests start.
os.environ.setdefault("COACH_CRAFT", "false")

# The same examples in every run: a test that fails here fails for everyone, and a busy machine fails none.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


class NetworkForbiddenError(AssertionError):
    """A test reached for a host beyond this machine."""


def is_here(host: object) -> bool:
    """Whether a host is this machine: a loopback address, its name, or none at all."""
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Let sockets reach loopback only, so that nothing is fetched at run time; sub-processes are not watched."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        resolve = socket.getaddrinfo

        def resolve_here(host: Any, *args: Any, **kwargs: Any) -> Any:
            if not (is_here(host) or host == "0.0.0.0"):  # noqa: S104 - to listen, not to call
                raise NetworkForbiddenError(f"the name {host!r} was looked up")
            return resolve(host, *args, **kwargs)

        patch.setattr(socket, "getaddrinfo", resolve_here)
        yield


def _guarded(connect: Any) -> Any:
    def connect_here(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_here(address[0]):
            raise NetworkForbiddenError(f"a connection to {address!r} was opened")
        return connect(self, address)

    return connect_here


@pytest.fixture(scope="session")
def served_model(request: pytest.FixtureRequest) -> Path:
    """A store with the embedding model that is served, made once for all tests (half a minute) and kept in pytest's cache
    folder; see `lend` in tests/index/conftest.py.
    """
    from filelock import FileLock

    from index.embed import prepare
    from index.settings import Settings

    store = Path(request.config.cache.mkdir("served-model"))
    with FileLock(store / "making.lock"):
        prepare(Settings(store=store))
    return store


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of 840 reference guides; a test that needs it is skipped where it is absent."""
    folder = SHARED / "corpus"
    if not folder.is_dir():
        pytest.skip(f"the reference corpus is not at {folder}")
    return folder


@pytest.fixture(scope="session")
def corpus_guides(corpus: Path, request: pytest.FixtureRequest) -> list[Guide]:
    """All guides of the corpus as they are read (a quarter of a minute), for all workers, and for as long as neither they nor
    what reads them change: kept in pytest's cache folder.
    """
    from filelock import FileLock

    from index.parse import parse_guide, read_guides

    found = list(read_guides(corpus))
    reader = sorted((Path(__file__).parents[1] / "index").rglob("*.*"))
    digest = hashlib.sha256()
    for path in (*(p for p in reader if p.suffix != ".pyc"), *(path for _, path in found)):
        digest.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    folder = Path(request.config.cache.mkdir("corpus-guides"))
    with FileLock(folder / "reading.lock"):
        kept = folder / f"{digest.hexdigest()[:32]}.pickle"
        if not kept.exists():
            for old in folder.glob("*.pickle"):
                old.unlink()
            kept.write_bytes(pickle.dumps([parse_guide(path, corpus) for _, path in found]))
        guides: list[Guide] = pickle.loads(kept.read_bytes())  # noqa: S301 - written above
    return guides


# Folders and files that take long: workers begin with them, so that none is left alone with one at the end.
LONG = (
    "ui/test_talk.py", "ui/", "server/", "worlds/", "coach/scripts/test_scripts.py", "coach/understanding/test_incoming.py",
    "coach/rehearsal/test_recruiter.py", "coach/understanding/test_situations.py", "index/", "cli/", "coach/writer/test_paper.py",
    "coach/understanding/test_talks.py", "coach/writer/test_answers.py", "coach/rehearsal/", "coach/understanding/",
)  # fmt: skip


def _turn(item: pytest.Item) -> int:
    path = item.path.relative_to(Path(__file__).parent).as_posix()
    return next((i for i, long in enumerate(LONG) if path.startswith(long)), len(LONG))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: it is not gone through again by each collection of garbage."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long folders first; and skip what is marked `corpus` where the shared material is absent."""
    items.sort(key=_turn)
    if (SHARED / "corpus").is_dir():
        return
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(pytest.mark.skip(reason=f"the reference corpus is not at {SHARED / 'corpus'}"))
